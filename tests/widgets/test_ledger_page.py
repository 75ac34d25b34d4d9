"""整改台账: what is in sight, what is ticked, one problem at the right, what leads elsewhere."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from syrupy.assertion import SnapshotAssertion

from gzparty.domain.inspection import Answer
from gzparty.domain.problem import Step
from gzparty.domain.rectification import StepFacts
from gzparty.services.inspection_drafts import InspectionDraft, ItemDraft
from gzparty.services.problem_drafts import ProblemDraft
from tests.widgets.helpers import as_text, settle
from tests.widgets.ledger_steps import chips, key, line, listed, stand_on
from tests.widgets.steps import LONGEST_MS, dialogs, press, words
from ui.badges import Badges
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.ledger import LedgerPage
from ui.panels.ledger import narrowing
from ui.wishes import InspectionRequest, LedgerRequest, PrintRequest

DUTY_LOG = "值班记录漏记"


def test_the_ledger_as_it_is_shown(ledger_page: LedgerPage, snapshot: SnapshotAssertion) -> None:
    stand_on(ledger_page, DUTY_LOG)
    assert (
        listed(ledger_page, "number", "unit", "text", "source", "deadline", "state"),
        as_text(ledger_page),
    ) == (snapshot)


def test_both_tables_are_sound_models(ledger_page: LedgerPage, qtbot: QtBot) -> None:
    for view in (ledger_page.list.main, ledger_page.list.lasting):
        tester = QAbstractItemModelTester(view.records, QAbstractItemModelTester.FailureReportingMode.Warning)
        tester.setParent(view.records)
    for chip in narrowing.CHIPS:
        ledger_page.list.filters.choose_chip(chip)
        ledger_page.list.view.toggle_all()
    ledger_page.list.filters.search.setText("值班")
    ledger_page.refresh()
    settle()


def test_the_gravest_stand_first_under_headings_that_count_them(ledger_page: LedgerPage) -> None:
    headings = [one for one in listed(ledger_page) if one.startswith("—")]
    assert headings == [
        "— 逾期 4 条",
        "— 即知即改，已改完等验收 3 条",
        "— 7 天内到期 4 条",
        "— 没到期 1 条",
    ]
    assert chips(ledger_page) == "没销号 12 逾期 4 登记 2 整改中 6 待验收 4 已销号 7 回头看 1 长期坚持 2"


def test_the_days_say_late_left_today_and_put_right_at_once(ledger_page: LedgerPage) -> None:
    rows = listed(ledger_page, "number", "deadline")
    assert "7|06-05 逾 12 天" in rows
    assert "11|06-17 今天" in rows
    assert "12|06-18 剩 1 天" in rows
    assert "16|06-17 当天改完" in rows
    assert "18|06-18 提前改完" in rows


def test_a_chip_shows_what_it_counts_and_lasting_ones_in_a_table_of_their_own(
    ledger_page: LedgerPage,
) -> None:
    ledger_page.list.filters.choose_chip(narrowing.CLOSED)
    assert listed(ledger_page)[:2] == ["— 等回头看 1 条", "21|会议室设备没有专人管|已销号"]
    ledger_page.list.filters.choose_chip(narrowing.LASTING)
    assert listed(ledger_page, "text", "measure", "result", "stage") == [
        "学习笔记质量不高|每月抽查一次|5 月抽查 6 本，合格 5 本|2026-05-30 第 1 次",
        "接待审批不够规范|逐单会签|还没记过进展|",
    ]


def test_typing_finds_within_the_chip_and_elsewhere_only_where_it_has_nothing(
    ledger_page: LedgerPage,
) -> None:
    search = ledger_page.list.filters.search
    search.setText("李示例")
    assert [one.split("|")[0] for one in listed(ledger_page) if not one.startswith("—")] == ["8", "15"]
    search.setText("派车单")
    assert listed(ledger_page) == ["— 已销号 1 条", "6|派车单填写不全|已销号"]
    assert ledger_page.list._elsewhere.isVisible()
    search.setText("没有这句话")
    assert words(ledger_page, "emptyTitle") == "没有合适的问题"


def test_unit_and_source_narrow_down_and_esc_clears_them_step_by_step(
    ledger_page: LedgerPage, qtbot: QtBot
) -> None:
    page = ledger_page
    unit = line(page, DUTY_LOG).unit.id
    page.list.filters.choose_unit(unit)
    assert listed(page, "number", "unit") == ["— 逾期 1 条", "8|应急办", "— 没到期 1 条", "15|应急办"]
    page.side.close()
    key(page, qtbot, Qt.Key.Key_Escape)
    assert len(listed(page)) == 16


def test_grouping_by_unit_and_not_at_all(ledger_page: LedgerPage) -> None:
    menu = {action.objectName(): action for action in ledger_page.list.filters.group.offered().actions()}
    menu["group_unit"].trigger()
    assert "— 应急办 2 条" in listed(ledger_page)
    menu["group_plain"].trigger()
    assert [one.split("|")[0] for one in listed(ledger_page)] == [str(n) for n in range(7, 19)]


def test_a_figure_shows_the_rows_behind_it_and_lets_them_go_again(ledger_page: LedgerPage) -> None:
    page = ledger_page
    assert page.list.figures.chip("rate").text() == "销号率 7/11"
    page.list.figures.chip("extended").click()
    assert listed(page) == ["— 逾期 1 条", "8|值班记录漏记 2 天 第 2 次|整改中"]
    page.list.figures.chip("extended").click()
    assert len(listed(page)) == 16
    page.list.figures.chip("recurring").click()
    assert [one for one in listed(page) if not one.startswith("—")] == [
        "8|值班记录漏记 2 天 第 2 次|整改中",
        "10|便民窗口午间空岗 1 次 第 2 次|已分办",
    ]
    page.list.filters.chips.chip(narrowing.OPEN).click()
    assert not page.list.figures.chip("recurring").isChecked()
    assert len(listed(page)) == 16


def test_space_ticks_rows_and_the_box_in_the_head_ticks_all_in_sight(
    ledger_page: LedgerPage, qtbot: QtBot
) -> None:
    page = ledger_page
    stand_on(page, "窗口去向牌")
    key(page, qtbot, Qt.Key.Key_Space)
    assert words(page, "chosenCount") == "已选 1 条"
    assert page.place() == "没销号 12 条，其中逾期 4 条　已选 1 条"
    page.list.view.toggle_all()
    assert words(page, "chosenCount") == "已选 12 条"
    page.list.view.toggle_all()
    assert page.list.chosen.isHidden()


def test_the_panel_says_how_far_it_has_come_and_what_happened(ledger_page: LedgerPage) -> None:
    stand_on(ledger_page, DUTY_LOG)
    panel = ledger_page.side.panel
    assert words(panel, "problemPanelRemark") == "第 8 号　应急办"
    assert (words(panel, "problemBannerWord"), words(panel, "problemBannerText")) == (
        "逾期 6 天",
        "时限 6月11日，已延期 1 次",
    )
    assert panel.stepper.accessibleName() == (
        "登记，已过，5月28日；整改中，现在，延期 1 · 退回 1；待验收，还没到；已销号，还没到，要回头看"
    )
    assert panel.past.accessibleName().splitlines()[:3] == [
        "6月15日，催办，第 2 次，电话告知李示例",
        "6月12日，催办，微信提醒",
        "6月10日，退回，只有照片，缺原因说明，验收人周示例",
    ]
    assert words(panel, "evidenceTitle") == "佐证材料 1 份"


def test_the_earlier_one_of_a_repeat_is_a_click_away(ledger_page: LedgerPage) -> None:
    page = ledger_page
    stand_on(page, DUTY_LOG)
    assert words(page.side.panel, "problemAgain") == "3 个月内第 2 次，上次是"
    press(page.side.panel, f"earlier_{line(page, '值班电话').problem.id}")
    assert words(page.side.panel, "problemText") == "值班电话没人接"
    assert page.list.filters.chips.value() == narrowing.CLOSED


def test_next_and_before_walk_the_rows_past_headings(ledger_page: LedgerPage) -> None:
    page = ledger_page
    stand_on(page, "便民窗口")
    press(page.side.panel, "problemAfter")
    assert words(page.side.panel, "problemText") == "值班室物品堆放杂乱"
    press(page.side.panel, "problemBefore")
    assert words(page.side.panel, "problemText") == "便民窗口午间空岗 1 次"


def test_a_request_shows_a_problem_of_any_chip_or_the_rows_behind_a_number(ledger_page: LedgerPage) -> None:
    page = ledger_page
    page.take_request(LedgerRequest(problem_id=line(page, "与 8 号重复").problem.id))
    assert words(page.side.panel, "problemBannerWord") == "撤销立项"
    page.take_request(LedgerRequest(group="overdue"))
    assert page.list.filters.chips.value() == narrowing.OVERDUE
    page.take_request(LedgerRequest(category="会风会纪"))
    assert [one.split("|")[0] for one in listed(page) if not one.startswith("—")] == ["12", "13"]
    page.take_request(LedgerRequest(new=True, unit_id=line(page, DUTY_LOG).unit.id))
    assert page.side.editor.form.unit.text() == "应急办"


def test_another_year_shows_what_was_numbered_in_it(ledger_page: LedgerPage) -> None:
    page = ledger_page
    page.deeds()["previous_period"]()
    assert words(page, "emptyTitle") == "台账里还没有问题"
    page.deeds()["today"]()
    assert len(listed(page)) == 16


def test_what_is_printed_is_what_is_in_sight(ledger_page: LedgerPage, desk: Desk) -> None:
    page = ledger_page
    wished: list[object] = []
    desk.wishes.page_wanted.connect(lambda key, request: wished.append((key, request)))
    page.list.filters.choose_chip(narrowing.OVERDUE)
    page.deeds()["print"]()
    page.list.filters.choose_chip(narrowing.LASTING)
    page.deeds()["print"]()
    free = {"year": 2026, "month": None, "unit": None, "problem": None}
    assert wished == [
        ("print", PrintRequest("ledger", {**free, "state": "overdue"})),
        ("print", PrintRequest("ledger-lasting", {**free, "state": None})),
    ]


def test_what_no_words_of_the_paper_say_is_printed_row_by_row(ledger_page: LedgerPage, desk: Desk) -> None:
    page = ledger_page
    wished: list[PrintRequest] = []
    desk.wishes.page_wanted.connect(lambda _key, request: wished.append(request))

    def printed() -> tuple[str, list[str]]:
        page.deeds()["print"]()
        paper, selectors = wished[-1]
        return paper, str(selectors["problem"]).split(",")

    def numbers() -> list[str]:
        return [one.problem.number for one in page.list.narrowed()]

    page.list.filters.choose_chip(narrowing.SUBMITTED)
    assert printed() == ("ledger", numbers())
    several = frozenset(one.problem.id for one in page.list.narrowed()[:2])
    page.list.show_ids(several)
    assert printed() == ("ledger", numbers())
    assert len(numbers()) == 2
    page.list.filters.clear()
    page.list.filters.search.setText("值班")
    settle()
    assert printed() == ("ledger", numbers())
    assert 0 < len(numbers()) < len(page.list.ledger.lines if page.list.ledger else ())


def test_the_workbook_holds_the_rows_and_columns_in_sight(ledger_page: LedgerPage, qtbot: QtBot) -> None:
    from openpyxl import load_workbook

    page = ledger_page
    page.list.filters.choose_chip(narrowing.OVERDUE)
    with qtbot.waitSignal(page.exported, timeout=LONGEST_MS) as made:
        page.deeds()["export"]()
    sheet = load_workbook(made.args[0]).active
    assert sheet is not None
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    head = next(row for row in rows if "序号" in row)
    assert head == ["序号", "单位", "存在问题", "来源", "责任领导", "责任人", "整改时限", "期限情况", "状态"]
    assert [row[0] for row in rows[rows.index(head) + 1 :]] == [
        "2026-007",
        "2026-008",
        "2026-009",
        "2026-010",
    ]


@pytest.mark.parametrize("name", ["problemText", "problemBannerWord"])
def test_the_panel_is_gone_once_closed_and_stays_so(ledger_page: LedgerPage, name: str) -> None:
    page = ledger_page
    stand_on(page, DUTY_LOG)
    page.side.close()
    stand_on(page, "窗口去向牌")
    found = page.findChild(QLabel, name)
    assert found is not None
    assert not found.isVisible()
    page.take_request(LedgerRequest(problem_id=line(page, DUTY_LOG).problem.id))
    assert found.isVisible()


def test_ctrl_enter_and_a_double_click_bring_the_panel_back_once_it_was_closed(
    ledger_page: LedgerPage, qtbot: QtBot
) -> None:
    page = ledger_page
    stand_on(page, DUTY_LOG)
    panel = page.side.panel
    view = page.list.view
    page.side.close()
    assert "Ctrl+Enter 打开这一条" in page.key_hints()
    qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert panel.isVisible()
    assert not dialogs(page)
    assert "Ctrl+Enter 下一步" in page.key_hints()
    page.side.close()
    settle()
    place = view.visualRect(view.currentIndex()).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.isVisible()


def test_overdue_problems_are_counted_in_the_navigation(
    ledger_page: LedgerPage, ledger_gate: Gate, desk: Desk, qtbot: QtBot
) -> None:
    counted: list[tuple[str, int]] = []
    badges = Badges(ledger_gate, desk.changes, lambda key, overdue: counted.append((key, overdue)))
    qtbot.waitUntil(lambda: ("ledger", 4) in counted)
    number = line(ledger_page, "下村台账").problem.id
    facts = StepFacts(date(2026, 6, 17), note="与别的重复", approver="周示例")
    ledger_gate.write(lambda services: services.problems.step([number], Step.WITHDRAW, facts))
    qtbot.waitUntil(lambda: counted[-1] == ("ledger", 3), timeout=LONGEST_MS)
    badges.deleteLater()


def test_a_character_typed_in_the_table_begins_a_search(ledger_page: LedgerPage, qtbot: QtBot) -> None:
    stand_on(ledger_page, DUTY_LOG)
    qtbot.keyClicks(ledger_page.list.view, "8")
    assert ledger_page.list.filters.search.text() == "8"


def test_a_problem_leads_to_the_inspection_that_found_it(
    ledger_page: LedgerPage, ledger_gate: Gate, desk: Desk, qtbot: QtBot
) -> None:
    page = ledger_page
    found = ProblemDraft(line(page, DUTY_LOG).unit.id, text="值班表没上墙", responsible="李示例")
    item = ItemDraft("duty_roster", "值班值守", Answer.PROBLEM, "", (found,))
    draft = InspectionDraft(found.unit_id, date(2026, 6, 16), "马示例", items=(item,))
    with qtbot.waitSignal(ledger_gate.stored, timeout=LONGEST_MS):
        ledger_gate.write(lambda services: services.inspections.register(draft))
    settle()
    stand_on(page, "值班表没上墙")
    with qtbot.waitSignal(desk.wishes.page_wanted) as wished:
        press(page.side.panel, "toInspection")
    number = line(page, "值班表没上墙").problem.inspection_id
    assert number is not None
    assert wished.args == ["inspections", InspectionRequest(inspection_id=number)]


def test_how_near_counts_as_soon_is_the_offices_setting(
    ledger_page: LedgerPage, ledger_gate: Gate, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(ledger_gate.stored, timeout=LONGEST_MS):
        ledger_gate.write(lambda services: services.offices.change_settings({"soon_days": 5}))
    settle()
    assert "— 5 天内到期 3 条" in listed(ledger_page)
    assert "— 没到期 2 条" in listed(ledger_page)
