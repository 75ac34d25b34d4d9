"""制度与时限: rules as they hold in a month, one changed from a month on, what that does said before it is stored."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from syrupy.assertion import SnapshotAssertion

from gzparty.services.context import Done
from gzparty.setting import SettingGroup
from tests.widgets.helpers import as_text, settle
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.settings import SettingsPage
from ui.panels.duty.list import DutyList
from ui.panels.duty.panel import DutyPanel
from ui.panels.duty.settings import DUTIES
from ui.printing import export_duties
from ui.wishes import ErrandRequest, PrintRequest, SettingsRequest

WAIT = 20000


@pytest.fixture
def page(desk: Desk, gate: Gate, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(desk, gate)
    qtbot.addWidget(made)
    made.resize(1264, 800)
    made.show()
    made.take_request(SettingsRequest(duty="group_meeting"))
    settle()
    return made


@pytest.fixture
def rules(page: SettingsPage) -> DutyList:
    found = page.findChild(DutyList)
    assert found is not None
    return found


@pytest.fixture
def panel(rules: DutyList) -> DutyPanel:
    return rules.panel


def texts(rules: DutyList) -> list[str]:
    table = rules.table
    return [
        "|".join(table.cell(row, place).text for place in range(len(table.columns))).rstrip("|")
        for row in range(table.rowCount())
    ]


def cell(rules: DutyList, code: str, column: str) -> str:
    return rules.table.cell(rules.table.row_of(f"duty:{code}"), rules.table.column_at(column)).text


def type_into(panel: DutyPanel, name: str, text: str) -> None:
    field = panel.form.control(name)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    field.insert(text)


def said(panel: DutyPanel, name: str) -> str:
    found = panel.findChild(QLabel, name)
    assert found is not None
    return found.text() if found.isVisibleTo(panel) else ""


def press(panel: DutyPanel, name: str) -> None:
    found = panel.findChild(QPushButton, name)
    assert found is not None
    found.click()


def written(gate: Gate, qtbot: QtBot, call: object) -> Done[object]:
    """Do something by a service and give what it said."""
    outcome: list[Done[object]] = []
    gate.write(call, outcome.append)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(outcome), timeout=WAIT)
    settle()
    return outcome[0]


def test_every_rule_stands_under_its_heading_with_basis_deadlines_and_class(
    rules: DutyList, snapshot: SnapshotAssertion
) -> None:
    assert texts(rules) == snapshot


def test_the_panel_of_a_rule(page: SettingsPage, panel: DutyPanel, snapshot: SnapshotAssertion) -> None:
    assert as_text(panel) == snapshot
    assert page.place() == "选中：党小组会 · 事项"


def test_the_table_is_a_sound_model(rules: DutyList) -> None:
    tester = QAbstractItemModelTester(rules.table, QAbstractItemModelTester.FailureReportingMode.Warning)
    tester.setParent(rules.table)
    rules.month.setCurrentIndex(0)
    rules.refresh()


def test_what_a_change_would_do_is_said_before_it_is_stored(panel: DutyPanel, qtbot: QtBot) -> None:
    assert said(panel, "dutyEffectTitle") == "还没改"
    type_into(panel, "dutyHold", "18")
    qtbot.waitUntil(lambda: said(panel, "dutyEffectTitle") == "这样改以后", timeout=WAIT)
    assert said(panel, "dutyHoldNote") == "现在是 月底"
    assert "7月18日 周六前召开" in said(panel, "dutyEffect")
    assert "7月17日 周五" in said(panel, "dutyEffect")
    assert said(panel, "dutyKept").startswith("2026年6月和以前不变")
    versions = panel._history.versions
    assert [(one.since, one.what, one.remark) for one in versions] == [
        ("2026-07 起", "每月 1 次，18日前", "没保存"),
        ("一直", "每月 1 次，月底前", "现行"),
    ]


def test_a_change_counts_from_its_month_and_leaves_this_one_as_it_was(
    page: SettingsPage, rules: DutyList, panel: DutyPanel, gate: Gate, qtbot: QtBot
) -> None:
    type_into(panel, "dutyHold", "18日")
    with qtbot.waitSignal(page.done, timeout=WAIT) as told:
        panel.save()
    assert told.args == ["党小组会从 2026年7月 起改规定"]
    assert cell(rules, "group_meeting", "hold") == "月底"
    settle()
    assert panel.form.draft()["dutyHold"] == "月底"
    assert [one.remark for one in panel._history.versions] == ["还没到", "现行"]
    assert said(panel, "dutyEffectTitle") == "还没改"
    rules.month.set_value(date(2026, 7, 1))
    assert cell(rules, "group_meeting", "hold") == "18日"
    assert cell(rules, "group_meeting", "since") == "2026-07"
    assert [one.remark for one in panel._history.versions] == ["现行", "到 2026-06"]
    with qtbot.waitSignal(gate.moved_back, timeout=WAIT):
        gate.undo()
    assert cell(rules, "group_meeting", "hold") == "月底"


@pytest.mark.parametrize(
    ("name", "typed", "why"),
    [
        ("dutyHold", "尽快", "时限“尽快”看不懂，写成 15日、月底、次月5日 或 会后3个工作日。"),
        ("dutyHold", "年底", "“年底”和多久一次对不上：每月的写 月底，每季度的写 季末，每年的写 年底。"),
        ("dutyHold", "会后3个工作日", "“会后3个工作日”是报送的时限，召开写成 15日、月底 或 支部生活日。"),
        ("dutyHold", "次月5日", "按月、按季度的制度，召开时限要在当月、当季以内，写成 15日 或 月底。"),
        ("dutyReport", "15日", "报送时限早于召开时限，请改晚一些。"),
        ("dutyFrom", "下下个月", "看不懂“下下个月”，月份可以写 7月 或 2026-07"),
    ],
)
def test_a_wrong_value_is_explained_beside_its_field_and_stays_typed(
    panel: DutyPanel, gate: Gate, qtbot: QtBot, name: str, typed: str, why: str
) -> None:
    type_into(panel, name, typed)
    with qtbot.assertNotEmitted(gate.stored, wait=100):
        panel.save()
    assert said(panel, f"{name}ProblemText") == why
    field = panel.form.control(name)
    assert isinstance(field, QLineEdit)
    assert field.text() == typed


def test_the_halves_of_a_month_are_offered_where_something_is_owed_several_times_in_it(
    page: SettingsPage, rules: DutyList, panel: DutyPanel, gate: Gate, qtbot: QtBot
) -> None:
    assert said(panel, "dutyHoldNote") == ""
    page.take_request(SettingsRequest(duty="self_inspection"))
    settle()
    assert said(panel, "dutyHoldNote") == "上下半月各一半，写 15日和月底"
    type_into(panel, "dutyHold", "每半月")
    assert said(panel, "dutyHoldNote") == "现在是 月底"
    with qtbot.waitSignal(page.done, timeout=WAIT) as told:
        panel.save()
    assert told.args == ["自查自纠从 2026年7月 起改规定"]
    (stored,) = gate.reader.store.duties.duties()
    assert (stored.record, stored.hold_by and stored.hold_by.text) == ("inspection", "half")


def test_a_month_that_is_over_is_refused_with_the_way_out(panel: DutyPanel, gate: Gate, qtbot: QtBot) -> None:
    written(gate, qtbot, lambda services: services.offices.change_settings({"records_since": "2026-01"}))
    type_into(panel, "dutyHold", "18日")
    type_into(panel, "dutyFrom", "3月")
    panel.save()
    qtbot.waitUntil(lambda: bool(said(panel, "dutyProblem")), timeout=WAIT)
    assert said(panel, "dutyProblem") == "以前的月份不变，最早从 6月 起。"


def test_storing_without_a_change_makes_no_version(panel: DutyPanel, gate: Gate, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(gate.stored, wait=100):
        panel.save()


def test_f2_goes_to_the_field_of_the_column(rules: DutyList, panel: DutyPanel, qtbot: QtBot) -> None:
    rules.grid.select_row(rules.table.row_of("duty:study"), rules.table.column_at("report"))
    rules.grid.setFocus()
    qtbot.keyClick(rules.grid, Qt.Key.Key_F2)
    assert panel.form.control("dutyReport").hasFocus()
    assert said(panel, "dutyPanelTitle") == "集中学习"


def test_what_was_typed_for_one_rule_waits_while_another_is_looked_at(
    rules: DutyList, panel: DutyPanel
) -> None:
    type_into(panel, "dutyBasis", "镇里新定的")
    rules.show_duty("study")
    assert panel.form.draft()["dutyBasis"] == "镇工作思路"
    rules.show_duty("group_meeting")
    assert panel.form.draft()["dutyBasis"] == "镇里新定的"
    panel.give_up()
    assert panel.form.draft()["dutyBasis"] == "支部工作条例 第13条"


def test_a_rule_of_the_offices_own_is_added(
    page: SettingsPage, rules: DutyList, panel: DutyPanel, qtbot: QtBot
) -> None:
    page.deeds()["new"]()
    panel.save()
    assert said(panel, "dutyTitleProblemText") == "填上事项的名称，如 红色教育"
    type_into(panel, "dutyTitle", "红色教育")
    type_into(panel, "dutyHold", "25")
    with qtbot.waitSignal(page.done, timeout=WAIT):
        panel.save()
    settle()
    assert said(panel, "dutyPanelTitle") == "红色教育"
    assert not panel.is_new()
    rules.month.set_value(date(2026, 7, 1))
    assert cell(rules, "own-1", "title") == "红色教育"
    assert cell(rules, "own-1", "hold") == "25日"
    assert texts(rules).index("每月") < rules.table.row_of("duty:own-1")


def test_a_rule_is_stopped_and_the_version_taken_back(
    page: SettingsPage, rules: DutyList, panel: DutyPanel, qtbot: QtBot
) -> None:
    rules.show_duty("study")
    with qtbot.waitSignal(page.done, timeout=WAIT):
        panel._stop_now.trigger()
    rules.month.set_value(date(2026, 7, 1))
    assert cell(rules, "study", "grade") == "已停用"
    assert said(panel, "dutyPanelTag") == "已停用"
    with qtbot.waitSignal(page.done, timeout=WAIT):
        panel._take_back.trigger()
    assert cell(rules, "study", "grade") == "镇定"


def test_a_stopped_rule_is_taken_up_again_by_storing_it(
    page: SettingsPage, rules: DutyList, panel: DutyPanel, gate: Gate, qtbot: QtBot
) -> None:
    written(gate, qtbot, lambda services: services.duties.stop("study", date(2026, 6, 1)))
    rules.show_duty("study")
    assert said(panel, "dutyPanelTag") == "已停用"
    with qtbot.waitSignal(page.done, timeout=WAIT):
        panel.save()
    rules.month.set_value(date(2026, 7, 1))
    assert cell(rules, "study", "grade") == "镇定"


def test_a_rule_nobody_can_change_says_why(rules: DutyList, panel: DutyPanel) -> None:
    rules.grid.select_row(rules.table.row_of("rule:pass_votes"))
    assert said(panel, "dutyPlainText").startswith("赞成票超过应到会有表决权党员的半数。")
    assert said(panel, "dutyPlainBasis") == "依据：支部工作条例 第11条"
    assert said(panel, "dutyPlainHint") == "这一条是条例和算术定的，程序照它算，这里不能改。"
    assert not panel.form.isVisibleTo(panel)


def test_what_was_asked_for_once_leads_to_its_page(
    rules: DutyList, panel: DutyPanel, desk: Desk, gate: Gate, qtbot: QtBot
) -> None:
    units = [unit.id for unit in gate.reader.people.units()][:3]
    day = date(2026, 6, 12)
    errand = written(
        gate,
        qtbot,
        lambda services: services.errands.add("党员教育情况表", "县委组织部", day, date(2026, 6, 18), units),
    ).value
    number = errand.id  # type: ignore[attr-defined]
    rules.grid.select_row(rules.table.row_of(f"errand:{number}"))
    assert said(panel, "dutyPlainText") == "3 个单位里收到 0 个，还差 3 个。"
    with qtbot.waitSignal(desk.wishes.page_wanted, timeout=WAIT) as wanted:
        press(panel, "dutyOpenErrand")
    assert wanted.args == ["errands", ErrandRequest(number)]
    rules.month.set_value(date(2026, 5, 1))
    assert rules.table.row_of(f"errand:{number}") == -1


def test_the_table_is_asked_for_as_a_paper_of_the_month_shown(
    page: SettingsPage, rules: DutyList, desk: Desk, qtbot: QtBot
) -> None:
    rules.month.set_value(date(2026, 7, 1))
    with qtbot.waitSignal(desk.wishes.page_wanted, timeout=WAIT) as wanted:
        page.deeds()["print"]()
    assert wanted.args == ["print", PrintRequest("duty-table", {"year": 2026, "on": date(2026, 7, 1)})]


def test_the_table_leaves_as_a_workbook(page: SettingsPage, gate: Gate, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.export_wanted, timeout=WAIT) as wanted:
        page.deeds()["export"]()
    name, selectors = wanted.args
    assert name == "export-duties"
    path = export_duties(gate.reader, selectors, tmp_path)
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert path.name == "制度与时限-2026-06.xlsx"
    found = [row for row in rows if "党小组会" in row]
    assert len(found) == 1
    assert found[0][1:2] == ["支部工作条例 第13条"]


def test_the_tools_of_the_rules_are_away_elsewhere(page: SettingsPage) -> None:
    tools = page.findChild(QPushButton, "dutyPrint")
    assert tools is not None
    assert tools.isVisibleTo(page)
    page._side.choose(SettingGroup.CREDIT)
    assert not tools.isVisibleTo(page)
    page._side.choose(DUTIES)
    assert tools.isVisibleTo(page)


def test_today_is_the_month_shown_first(rules: DutyList) -> None:
    assert rules.month.currentText() == "2026年6月 有效的"
    assert datetime(2026, 6, 17).month == rules.day().month


def test_a_rule_asked_for_while_the_table_is_still_read_is_shown_when_it_comes(
    desk: Desk, people_gate: Gate, qtbot: QtBot
) -> None:
    page = SettingsPage(desk, people_gate)
    qtbot.addWidget(page)
    page.resize(1264, 800)
    page.show()
    page.take_request(SettingsRequest("duties", "study"))
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=WAIT)
    settle()
    found = page.findChild(DutyList)
    assert found is not None
    assert said(found.panel, "dutyPanelTitle") == "集中学习"
    type_into(found.panel, "dutyHold", "20日")
    qtbot.waitUntil(lambda: "20日 周一前召开" in said(found.panel, "dutyEffect"), timeout=WAIT)
