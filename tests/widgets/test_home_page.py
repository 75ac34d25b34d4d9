"""The workbench as the clerk uses it: what is to be done, the month's figures and matrix, whom to chase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from syrupy.assertion import SnapshotAssertion

from gzparty import bootstrap
from gzparty.services.problem_drafts import ProblemDraft
from tests.bench_sample import NOW, PHONE, build_bench
from tests.widgets.gates import copied, gate_on
from tests.widgets.helpers import as_text, settle
from ui.desk import Desk
from ui.gate import Gate
from ui.last_look import LastLook
from ui.pages.home import HomePage
from ui.panels.home.board_matrix import FIGURES
from ui.panels.home.chase_dialog import ChaseDialog
from ui.panels.home.lines import office_words
from ui.tables.matrix import MatrixModel
from ui.wishes import (
    ErrandRequest,
    ImportRequest,
    InspectionRequest,
    IntakeRequest,
    LedgerRequest,
    LifeRequest,
    PrintRequest,
    SettingsRequest,
    TrainingRequest,
)


@pytest.fixture
def path(bench_file: Path, tmp_path: Path) -> Path:
    return copied(bench_file, tmp_path)


@pytest.fixture
def bench_gate(desk: Desk, path: Path) -> Iterator[Gate]:
    with gate_on(desk.changes, path) as gate:
        yield gate


@pytest.fixture
def new_gate(desk: Desk, tmp_path: Path) -> Iterator[Gate]:
    build_bench(tmp_path / "new.gzparty", records=False)
    with gate_on(desk.changes, tmp_path / "new.gzparty") as gate:
        yield gate


@pytest.fixture
def page(desk: Desk, bench_gate: Gate, qtbot: QtBot) -> HomePage:
    return shown(HomePage(desk, bench_gate), qtbot)


def shown(page: HomePage, qtbot: QtBot) -> HomePage:
    qtbot.addWidget(page)
    page.resize(1264, 780)
    page.show()
    qtbot.waitUntil(lambda: not page.is_busy())
    settle()
    return page


def wishes(desk: Desk) -> list[tuple[str, object]]:
    asked: list[tuple[str, object]] = []
    desk.wishes.page_wanted.connect(lambda key, request: asked.append((key, request)))
    return asked


def lines(page: HomePage) -> list[str]:
    return [row.words.accessibleName() for row in page.today.rows()]


def names(page: HomePage) -> list[str]:
    model = page.board.model
    return [model.title(row) for row in range(model.rowCount())]


def press(page: HomePage, name: str) -> None:
    found = page.findChild(QPushButton, name)
    assert found is not None
    assert found.isVisibleTo(page)
    found.click()


def test_today_stands_in_sentences_each_with_one_button(page: HomePage) -> None:
    assert [row.deed.text() for row in page.today.rows()] == ["去签到", "催办", "去登记", "催办", "去收表"]
    assert lines(page)[1] == "坡庄村、西利见村　2 个党小组没开会，应于 6月15日前召开，逾期 2 天"
    assert page.today.title.text() == "今天要办 5 件"


def test_all_lines_of_today_are_seen_without_scrolling(page: HomePage) -> None:
    page.resize(1264, 868)
    settle()
    rows = page.today.rows()
    assert len(rows) == 5
    for row in rows:
        assert row.visibleRegion().boundingRect() == row.rect()


def test_each_button_leads_to_the_page_that_does_it(page: HomePage, desk: Desk) -> None:
    asked = wishes(desk)
    for place in (0, 2, 4):
        page.today.rows()[place].deed.click()
    assert asked == [
        ("training", TrainingRequest(1, roll=True)),
        ("intake", IntakeRequest("theme_day", "2026-06", False)),
        ("errands", ErrandRequest(1)),
    ]


def test_a_sixth_thing_is_counted_and_shown_when_asked_for(
    page: HomePage, bench_gate: Gate, qtbot: QtBot
) -> None:
    add_errand(bench_gate, "党费收缴表", date(2026, 6, 20))
    qtbot.waitUntil(lambda: page.today.title.text() == "今天要办 6 件")
    more = page.findChild(QPushButton, "todayMore")
    assert more is not None
    assert more.text() == "还有 1 件"
    assert len(page.today.rows()) == 5
    more.click()
    assert len(page.today.rows()) == 6
    assert more.text() == "收起"


def add_errand(gate: Gate, title: str, due_on: date) -> None:
    units = [unit.id for unit in gate.reader.people.units() if unit.name.endswith("村")]
    gate.write(lambda services: services.errands.add(title, "镇党委", date(2026, 6, 17), due_on, units))


def test_the_figures_add_up_to_what_is_owed(page: HomePage) -> None:
    def figure(key: str) -> int:
        words = page.board.figures.button(key).accessibleName().split()
        return int(words[1])

    shown_keys = [key for key in FIGURES if page.board.figures.button(key).isVisibleTo(page)]
    assert sum(figure(key) for key in shown_keys) == figure("owed") == 37
    assert figure("overdue") == 2
    assert "missed" not in shown_keys


def test_a_figure_narrows_the_matrix_and_a_second_click_shows_all(page: HomePage) -> None:
    whole = names(page)
    page.board.figures.button("overdue").click()
    assert names(page) == ["官庄社区", "坡庄村", "利见社区", "西利见村"]
    page.board.figures.button("returned").click()
    assert names(page) == ["利见社区", "西利见村"]
    page.board.figures.button("returned").click()
    assert names(page) == whole


def test_only_what_is_open_leaves_out_nobody_who_owes(page: HomePage) -> None:
    page.board.figures.button("held").click()
    assert names(page) == ["利见社区", "东利见村"]
    page.board.only_open.click()
    assert page.board.figures.current() == ""
    assert "宅科村" in names(page)


def test_communities_with_something_overdue_are_open_and_the_others_folded(
    page: HomePage, bench_gate: Gate, qtbot: QtBot
) -> None:
    assert "坡庄村" in names(page)
    assert "西利见村" in names(page)
    page.head.stepper.stepped.emit(1)
    qtbot.waitUntil(lambda: not page.is_busy())
    assert names(page) == ["官庄镇党委", "官庄社区", "利见社区"]


def test_the_matrix_keeps_the_rules_of_qt_while_it_is_narrowed(page: HomePage) -> None:
    model = page.board.model
    assert isinstance(model, MatrixModel)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for key in ("overdue", "", "done"):
        page.board.figures.choose(key)
    page.board.model.fold(0, True)
    page.refresh()


def cell(page: HomePage, village: str, duty: str) -> tuple[int, int]:
    model = page.board.model
    column = next(place for place in range(1, model.columnCount()) if model.head(place).title == duty)
    return names(page).index(village), column


@pytest.mark.parametrize(
    ("village", "duty", "said"),
    [
        ("坡庄村", "党小组会", "坡庄村，党小组会，办齐 2/3，应于 6月15日前召开，逾期 2 天，没有登记"),
        ("东利见村", "主题党日", "东利见村，主题党日，6月15日开了，材料 "),
        ("桥北头村", "党小组会", "桥北头村，党小组会，没有划分党小组"),
        ("东利见村", "党小组会", "东利见村，党小组会，办齐 2/2"),
        ("官庄社区", "党小组会", "官庄社区，党小组会，办齐 2/3"),
    ],
)
def test_a_cell_says_why_it_stands_as_it_does(page: HomePage, village: str, duty: str, said: str) -> None:
    told: list[str] = []
    page.place_changed.connect(told.append)
    page.board.matrix.go_to(*cell(page, village, duty))
    assert told[-1].startswith(said)
    assert page.place() == told[-1]


def test_at_a_units_name_the_page_says_whose_units_these_are(page: HomePage) -> None:
    row, _column = cell(page, "坡庄村", "党小组会")
    page.board.matrix.go_to(row, 0)
    assert page.place() == "5 个村 · 2 个社区"
    assert page._bench is not None
    assert office_words(replace(page._bench, sample=True)) == "5 个村 · 2 个社区　示例数据，不含真实人员"


def test_space_on_a_cell_opens_its_record_or_the_place_to_write_it(
    page: HomePage, desk: Desk, qtbot: QtBot
) -> None:
    asked = wishes(desk)
    units = {unit.name: unit.id for unit in page._gate.reader.people.units()}
    page.board.matrix.go_to(*cell(page, "宅科村", "集中学习"))
    qtbot.keyClick(page.board.matrix, Qt.Key.Key_Return)
    assert asked == []
    page.board.matrix.go_to(*cell(page, "宅科村", "集中学习"))
    qtbot.keyClick(page.board.matrix, Qt.Key.Key_Space)
    page.board.matrix.go_to(*cell(page, "东利见村", "主题党日"))
    qtbot.keyClick(page.board.matrix, Qt.Key.Key_Space)
    missing, there = (request for _key, request in asked)
    assert missing == LifeRequest("study", 2026, units["宅科村"], 0, "2026-06", 0)
    assert isinstance(there, LifeRequest)
    assert (there.kind, there.unit_id) == ("theme_day", units["东利见村"])
    assert there.meeting_id > 0


def test_the_month_steps_and_comes_back_while_today_stays(page: HomePage, qtbot: QtBot) -> None:
    before = lines(page)
    page.deeds()["previous_period"]()
    qtbot.waitUntil(lambda: not page.is_busy())
    assert "2026年5月" in as_text(page)
    assert lines(page) == before
    press(page, "homeToday")
    qtbot.waitUntil(lambda: not page.is_busy())
    assert "2026年6月" in as_text(page)
    assert not page.head.back.isVisibleTo(page)


def test_december_is_followed_by_january(page: HomePage, qtbot: QtBot) -> None:
    for _step in range(7):
        page.deeds()["next_period"]()
    qtbot.waitUntil(lambda: not page.is_busy())
    assert "2027年1月" in as_text(page)


def test_only_the_late_are_chased_by_community_and_no_phone_is_shown_or_copied(
    page: HomePage, qtbot: QtBot
) -> None:
    rows = page.side.chase.rows()
    said = [row.line.accessibleName() for row in rows]
    assert said == [
        "官庄社区，还差 1 个村，没开 1，官示例 138****1234",
        "利见社区，还差 1 个村，没开 1，利示例 138****1234",
    ]
    told: list[str] = []
    page.copied.connect(told.append)
    rows[0].copy.click()
    private = QGuiApplication.clipboard().text()
    assert "坡庄村" in private
    assert PHONE not in private
    press(page, "chaseDeed")
    group = QGuiApplication.clipboard().text()
    assert "坡庄村" not in group
    assert group
    assert told == ["已复制给官庄社区的催办，1 个村", "已复制发到群里的催办，没有点村名"]


def test_chasing_a_line_offers_its_texts_to_change_and_copy_and_the_slips(
    page: HomePage, desk: Desk, qtbot: QtBot
) -> None:
    page.today.rows()[1].deed.click()
    dialog = page.findChild(ChaseDialog)
    assert dialog is not None
    assert "坡庄村" in dialog.text.toPlainText()
    dialog.text.appendPlainText("今天下班前补上。")
    dialog.copy.click()
    assert QGuiApplication.clipboard().text().endswith("今天下班前补上。")
    assert not dialog.named.isVisible()
    dialog.whom.choose("all")
    assert "坡庄村" not in dialog.text.toPlainText()
    dialog.named.setChecked(True)
    assert "坡庄村" in dialog.text.toPlainText()
    asked = wishes(desk)
    dialog.slip.click()
    assert asked == [("print", PrintRequest("chase-slip", {}))]


def test_errands_say_how_many_came_and_open(page: HomePage, desk: Desk) -> None:
    (row,) = page.side.errand_rows()
    assert row.accessibleName() == "农村党员教育情况表，6月19日前，已收 3/5"
    asked = wishes(desk)
    row.click()
    press(page, "errandsDeed")
    assert asked == [("errands", ErrandRequest(1)), ("errands", ErrandRequest(0))]


def test_new_registrations_and_the_months_list_are_two_keys_away(page: HomePage, desk: Desk) -> None:
    asked = wishes(desk)
    for action in page.head.menu.actions():
        action.trigger()
    page.deeds()["print"]()
    assert [action.text() for action in page.head.menu.actions()] == [
        "收记录",
        "登记会议",
        "要材料",
        "培训签到",
    ]
    assert asked == [
        ("intake", IntakeRequest(month="2026-06")),
        ("life", LifeRequest("branch_meeting", 2026)),
        ("errands", ErrandRequest(0)),
        ("training", TrainingRequest(1, roll=True)),
        ("print", PrintRequest("month-list", {"month": "2026-06"})),
    ]


def test_what_fell_due_while_nobody_looked_is_marked(
    desk: Desk, bench_gate: Gate, path: Path, qtbot: QtBot
) -> None:
    LastLook(desk.memory, path).look(date(2026, 6, 13))
    page = shown(HomePage(desk, bench_gate), qtbot)
    assert "上次打开是 6月13日，这之后到期的有 1 件" in as_text(page)
    assert [line.endswith("上次打开以后到期") for line in lines(page)] == [False, True, False, False, False]


def test_a_damaged_memory_of_the_last_look_counts_as_none(desk: Desk, path: Path) -> None:
    look = LastLook(desk.memory, path)
    assert not look.was_on(date(2026, 6, 17))
    for broken in ("x", ["2026-13-01", None], [1, 2], ["2026-06-13"]):
        desk.memory.keep(look._key, broken)
        assert look.look(date(2026, 6, 17)).before is None


def test_a_first_day_is_calm_and_says_what_to_do_first(desk: Desk, new_gate: Gate, qtbot: QtBot) -> None:
    page = shown(HomePage(desk, new_gate), qtbot)
    asked = wishes(desk)
    words = as_text(page)
    assert "定一下支部生活日" in words
    assert not page.board.isVisibleTo(page)
    assert "没有逾期的，不用催。" in words
    assert page.key_hints() == ""
    press(page, "emptyFirst")
    press(page, "emptySecond")
    assert asked == [("settings", SettingsRequest("life_days")), ("intake", IntakeRequest(month="2026-06"))]


def test_an_office_without_people_imports_them_first(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "empty.gzparty"
    with bootstrap.new_office(path, lambda: NOW, bootstrap.counted_uids()) as services:
        services.offices.establish("官庄镇")
    with gate_on(desk.changes, path) as gate:
        page = shown(HomePage(desk, gate), qtbot)
        asked = wishes(desk)
        press(page, "emptyFirst")
        assert asked == [("import", ImportRequest())]


def test_news_from_elsewhere_is_read_at_once_in_sight_and_on_the_next_look_out_of_sight(
    page: HomePage, bench_gate: Gate, qtbot: QtBot
) -> None:
    page.hide()
    add_errand(bench_gate, "党费收缴表", date(2026, 6, 20))
    qtbot.wait(50)
    assert page.today.title.text() == "今天要办 5 件"
    page.show()
    qtbot.waitUntil(lambda: page.today.title.text() == "今天要办 6 件")


def test_a_new_day_begins_by_itself_where_the_program_stood_open_over_night(
    desk: Desk, path: Path, qtbot: QtBot
) -> None:
    moments = [NOW]
    with gate_on(desk.changes, path, lambda: moments[-1]) as gate:
        page = shown(HomePage(desk, gate), qtbot)
        page.deeds()["previous_period"]()
        page.clock.timeout.emit()
        assert "2026年5月" in as_text(page)
        moments.append(NOW + timedelta(days=14))
        page.clock.timeout.emit()
        qtbot.waitUntil(lambda: not page.is_busy())
        assert "7月1日 星期三" in as_text(page)
        assert "2026年7月" in as_text(page)


def test_everything_is_reached_by_keyboard(page: HomePage) -> None:
    panes = page.panes()
    assert [pane.objectName() for pane in panes] == ["todayDeed0", "boardMatrix", "chaseCopy0"]
    for pane in (*panes, *(row.deed for row in page.today.rows()), page.head.new, page.board.only_open):
        assert pane.focusPolicy() & Qt.FocusPolicy.TabFocus
    for key in ("owed", "done", "overdue"):
        assert page.board.figures.button(key).focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_page_reads_as_it_did(page: HomePage, snapshot: SnapshotAssertion) -> None:
    assert as_text(page) == snapshot


def late_problem(gate: Gate, qtbot: QtBot, text: str, deadline: date) -> int:
    (unit,) = [unit.id for unit in gate.reader.people.units() if unit.name == "坡庄村"]
    draft = ProblemDraft(unit, text, found_on=date(2026, 5, 20), deadline=deadline)
    gate.write(lambda services: services.problems.register([draft]))

    def found() -> list[int]:
        return [row.id for row in gate.reader.store.problems.open() if row.text == text]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def test_late_problems_stand_at_the_side_and_each_leads_to_the_ledger(
    page: HomePage, bench_gate: Gate, desk: Desk, qtbot: QtBot
) -> None:
    asked = wishes(desk)
    sooner = late_problem(bench_gate, qtbot, "晚五天", date(2026, 6, 12))
    later = late_problem(bench_gate, qtbot, "晚十二天", date(2026, 6, 5))
    qtbot.waitUntil(lambda: len(page.side.problems.rows()) == 2)
    assert page.side.problems_head.remark.text() == "2 条"
    assert page.side.problems.rows()[0].accessibleName() == "坡庄村，晚十二天，逾 12 天"
    qtbot.mouseClick(page.side.problems.rows()[0], Qt.MouseButton.LeftButton)
    page.side.problems_head.deed.click()
    assert asked == [
        ("ledger", LedgerRequest(problem_id=later)),
        ("ledger", LedgerRequest(ids=(later, sooner))),
    ]


def test_the_board_has_a_column_of_open_problems_that_opens_them(
    page: HomePage, bench_gate: Gate, desk: Desk, qtbot: QtBot
) -> None:
    asked = wishes(desk)
    late_problem(bench_gate, qtbot, "晚五天", date(2026, 6, 12))
    qtbot.waitUntil(lambda: len(page.side.problems.rows()) == 1)
    model = page.board.model
    column = model.columnCount() - 1
    row = names(page).index("坡庄村")
    assert model.spoken(row, column) == "坡庄村，问题整改，没销号 1 条，逾期 1 条"
    assert model.spoken(names(page).index("官庄社区"), column).endswith("没销号 1 条，逾期 1 条")
    page.board.matrix.opened.emit(row, column)
    (unit,) = [unit.id for unit in bench_gate.reader.people.units() if unit.name == "坡庄村"]
    assert asked == [("ledger", LedgerRequest(unit_id=unit))]


def test_what_a_community_owes_itself_stands_in_its_heading_and_opens_from_there(
    page: HomePage, desk: Desk
) -> None:
    asked = wishes(desk)
    source, model = page.board.source(), page.board.model
    row = next(row for row in range(model.rowCount()) if model.title(row) == "官庄社区")
    place = model.place(row)
    assert place.is_group
    assert [line.title for line in source.groups[place.group].lines].count("官庄社区") == 0
    column = 1 + [head.title for head in source.heads].index("自查自纠")
    assert source.cell(place, column - 1).text == "0/2"
    assert source.heads[column - 1].note == "月底 2 次"
    page.board.matrix.group_opened.emit(row, column)
    ((key, request),) = asked
    assert isinstance(request, InspectionRequest)
    assert (key, request.period, request.unit_id) == (
        "inspections",
        "2026-06",
        source.dues(place, column - 1)[0].unit_id,
    )


def test_a_sum_of_several_villages_folds_and_unfolds_their_lines(page: HomePage) -> None:
    model = page.board.model
    row = next(row for row in range(model.rowCount()) if model.title(row) == "官庄社区")
    whole = names(page)
    page.board.matrix.group_opened.emit(row, 1)
    assert len(names(page)) < len(whole)
    page.board.matrix.group_opened.emit(row, 1)
    assert names(page) == whole
