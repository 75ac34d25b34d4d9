"""Taking a roll of 59 people with fewer keys than a spreadsheet, and putting it right afterwards."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from gzparty.domain.sitting import Attendance, RollState, Status
from tests.widgets.hands import Hands
from tests.widgets.helpers import as_text, on_screen, settle
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.training import TrainingPage
from ui.panels.roll_finder import Found, find
from ui.tables.roll_columns import credit_words

JUNE, JULY = 6, 7


@pytest.fixture
def page(desk: Desk, gate: Gate, qtbot: QtBot) -> TrainingPage:
    desk.memory.keep("training/tab", "roll")
    return on_screen(TrainingPage(desk, gate), qtbot, 1264, 800)


@pytest.fixture
def hands() -> Hands:
    return Hands()


def open_session(page: TrainingPage, month: int) -> None:
    plan = page._gate.reader.sessions.year(2026)
    page.list.choose(next(line.training.id for line in plan.lines if line.training.month == month))
    page.view.roll.search.setFocus()
    settle()


def lines(page: TrainingPage) -> list[Attendance]:
    """The roll as the page shows it, which is what has come back from the store."""
    return [row.attendance for row in page.view.roll._rows]


def line(page: TrainingPage, unit: str) -> Attendance:
    return next(one for one in lines(page) if one.unit_name == unit)


def wait_for(page: TrainingPage, qtbot: QtBot, unit: str, status: Status) -> None:
    qtbot.waitUntil(lambda: line(page, unit).status is status)
    settle()


def test_fifty_nine_people_with_three_exceptions_take_at_most_fifteen_keys(
    page: TrainingPage, hands: Hands, qtbot: QtBot
) -> None:
    open_session(page, JULY)
    assert page.view.roll.search.hasFocus()
    hands.type("xlj3")
    hands.type("zk4")
    hands.type("pz6")
    hands.type("0")
    qtbot.waitUntil(lambda: all(one.status is not Status.UNMARKED for one in lines(page)))
    assert hands.pressed <= 15
    counts = Counter(one.status for one in lines(page))
    assert counts == {Status.PRESENT: 56, Status.LEAVE: 1, Status.OFFICIAL: 1, Status.SUBSTITUTE: 1}
    assert line(page, "西利见村").status is Status.LEAVE


def test_enter_marks_the_person_found_and_the_box_is_ready_for_the_next(
    page: TrainingPage, hands: Hands, qtbot: QtBot
) -> None:
    open_session(page, JULY)
    hands.type("xlj")
    assert "1 人" in as_text(page.view.roll.search)
    hands.press(Qt.Key.Key_Return)
    assert page.view.roll.search.text() == ""
    assert page.view.roll.search.hasFocus()
    wait_for(page, qtbot, "西利见村", Status.PRESENT)


def test_the_search_hides_nobody_and_shows_what_matched(page: TrainingPage, hands: Hands) -> None:
    open_session(page, JULY)
    hands.type("xlj")
    table = page.view.roll.grid.records
    assert table.rowCount() == 59
    row = page.view.roll.grid.currentIndex().row()
    assert table.record(row).attendance.unit_name == "西利见村"
    assert table.cell(row, table.column_at("unit")).mark == (0, 3)


def test_a_digit_without_a_match_marks_nobody(page: TrainingPage, hands: Hands) -> None:
    open_session(page, JULY)
    hands.type("qqq3")
    settle()
    assert {one.status for one in lines(page)} == {Status.UNMARKED}


def test_a_second_digit_corrects_the_same_person(page: TrainingPage, hands: Hands, qtbot: QtBot) -> None:
    open_session(page, JULY)
    hands.type("xlj1")
    hands.type("3")
    wait_for(page, qtbot, "西利见村", Status.LEAVE)
    assert sum(one.status is not Status.UNMARKED for one in lines(page)) == 1


def test_a_mark_is_cleared_by_delete(page: TrainingPage, hands: Hands, qtbot: QtBot) -> None:
    open_session(page, JULY)
    hands.type("xlj3")
    wait_for(page, qtbot, "西利见村", Status.LEAVE)
    hands.press(Qt.Key.Key_Delete)
    wait_for(page, qtbot, "西利见村", Status.UNMARKED)


def test_what_is_marked_or_cleared_for_several_people_offers_its_undo(
    page: TrainingPage, qtbot: QtBot
) -> None:
    open_session(page, JULY)
    grid = page.view.roll.grid
    for key, deed in ((Qt.Key.Key_5, "缺席"), (Qt.Key.Key_Delete, "清除")):
        grid.selectAll()
        with qtbot.waitSignal(page.done) as told:
            qtbot.keyClick(grid, key)
        assert deed in told.args[0]
        settle()


def test_arrows_walk_through_several_matches(page: TrainingPage, hands: Hands) -> None:
    open_session(page, JULY)
    hands.type("z")
    first = page.view.roll.grid.currentIndex().row()
    hands.press(Qt.Key.Key_Down)
    second = page.view.roll.grid.currentIndex().row()
    hands.press(Qt.Key.Key_Up)
    assert first != second
    assert page.view.roll.grid.currentIndex().row() == first


def test_the_reason_is_typed_in_its_cell_and_the_box_has_the_focus_again(
    page: TrainingPage, hands: Hands, qtbot: QtBot
) -> None:
    open_session(page, JULY)
    hands.type("xlj3")
    wait_for(page, qtbot, "西利见村", Status.LEAVE)
    hands.press(Qt.Key.Key_F2)
    editor = page.view.roll.grid.findChild(QLineEdit, "cellEditor")
    assert editor is not None
    editor.setText("住院")
    editor.setModified(True)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: line(page, "西利见村").reason == "住院")
    settle()
    assert page.view.roll.search.hasFocus()


@pytest.mark.parametrize(
    ("digit", "typed", "expected"),
    [
        ("6", "李示例 支部副书记", ("李示例", "支部副书记", "")),
        ("7", "16:30 接检查组", ("", "", "接检查组")),
    ],
)
def test_a_substitute_and_an_early_leave_are_read_from_what_is_typed(
    page: TrainingPage,
    hands: Hands,
    qtbot: QtBot,
    digit: str,
    typed: str,
    expected: tuple[str, str, str],
) -> None:
    open_session(page, JULY)
    hands.type(f"xlj{digit}")
    qtbot.waitUntil(lambda: line(page, "西利见村").status is not Status.UNMARKED)
    settle()
    table = page.view.roll.grid.records
    row = page.view.roll.grid.currentIndex().row()
    assert table.setData(table.index(row, table.column_at("reason")), typed)
    qtbot.waitUntil(
        lambda: (
            (lambda one: (one.substitute_name, one.substitute_post, one.reason))(line(page, "西利见村"))
            == expected
        )
    )
    if digit == "7":
        left = line(page, "西利见村").left_at
        assert left is not None
        assert f"{left:%H:%M}" == "16:30"


def test_only_marks_with_room_for_a_reason_can_be_typed_into(page: TrainingPage) -> None:
    table = page.view.roll.grid.records
    place = table.column_at("reason")
    may = {
        table.record(row).attendance.status: table.is_editable(row, place) for row in range(table.rowCount())
    }
    assert may[Status.LEAVE]
    assert may[Status.SUBSTITUTE]
    assert not may[Status.PRESENT]
    assert not may[Status.UNMARKED]


def test_a_digit_in_the_grid_marks_and_goes_to_the_next_row(
    page: TrainingPage, hands: Hands, qtbot: QtBot
) -> None:
    open_session(page, JULY)
    page.view.roll.grid.setFocus()
    page.view.roll.grid.select_row(0, 1)
    hands.type("1")
    hands.type("2")
    qtbot.waitUntil(lambda: [one.status for one in lines(page)[:2]] == [Status.PRESENT, Status.LATE])
    assert page.view.roll.grid.currentIndex().row() == 2


def test_a_letter_in_the_grid_starts_the_search(page: TrainingPage, hands: Hands) -> None:
    open_session(page, JULY)
    page.view.roll.grid.setFocus()
    hands.type("x")
    hands.type("lj")
    assert page.view.roll.search.text() == "xlj"
    assert page.view.roll.search.hasFocus()


def test_a_figure_shows_only_its_people_and_escape_shows_all(
    page: TrainingPage, hands: Hands, qtbot: QtBot
) -> None:
    counter = page.view.roll._counters._counters["leave"]
    qtbot.mouseClick(counter, Qt.MouseButton.LeftButton)
    table = page.view.roll.grid.records
    assert {table.record(row).attendance.status for row in range(table.rowCount())} == {Status.LEAVE}
    assert page.place().endswith("共 3 行")
    page.view.roll.search.setFocus()
    hands.press(Qt.Key.Key_Escape)
    assert table.rowCount() == 59


def test_searching_for_someone_the_filter_hides_shows_everyone_again(
    page: TrainingPage, hands: Hands, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.view.roll._counters._counters["leave"], Qt.MouseButton.LeftButton)
    page.view.roll.search.setFocus()
    hands.type("xlj")
    assert page.view.roll.grid.records.rowCount() == 59
    assert page.view.roll._counters.chosen() == ""


def test_the_figures_say_the_same_as_the_picture(page: TrainingPage) -> None:
    said = [counter.accessibleName() for counter in page.view.roll._counters._counters.values()]
    assert said == [
        "应到 59 人",
        "实到 44 人 迟到 2、早退 1",
        "代会 1 人",
        "请假 3 人",
        "公出 1 人",
        "缺席 0 人",
        "未签 10 人",
    ]


def test_closing_leaves_the_unmarked_unsettled_and_offers_to_take_it_back(
    page: TrainingPage, gate: Gate, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.done) as heard:
        page.view.roll._close.click()
    assert heard.args == ["结束签到，10 人待核实"]
    assert sum(one.status is Status.UNSETTLED for one in lines(page)) == 10
    assert page.view.roll._reopen.isVisible()
    assert page._detail is not None
    assert page._detail.sitting.roll_state is RollState.CLOSED
    gate.undo()
    qtbot.waitUntil(lambda: page.view.roll._close.isVisible())
    assert sum(one.status is Status.UNMARKED for one in lines(page)) == 10


def test_undo_from_the_empty_box_is_the_windows_not_the_boxs(page: TrainingPage) -> None:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    event.setAccepted(False)
    page.view.roll.search.event(event)
    assert not event.isAccepted()


def test_the_key_bar_names_whom_the_keys_mark(page: TrainingPage, hands: Hands) -> None:
    open_session(page, JULY)
    hands.type("xlj")
    person = page.view.roll._keys.findChild(QLabel, "keyBarPerson")
    place = page.view.roll._keys.findChild(QLabel, "keyBarPlace")
    assert person is not None
    assert place is not None
    assert (person.text(), place.text()) == ("孙示例", "西利见村")


def test_the_notice_for_wechat_is_on_the_clipboard(page: TrainingPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.copied):
        page.view.roll._notice.click()
    text = QGuiApplication.clipboard().text()
    assert "第 6 期村党组织书记培训班" in text
    assert "6月17日 周三 14:30—17:30" in text
    assert "请于 14:15 前到会签到" in text


def row(name: str, unit: str, initials: str, status: Status = Status.UNMARKED) -> Attendance:
    return Attendance(0, "", 1, len(name + unit), 1, name, initials, (1,), unit, "", status=status)


def test_every_reading_of_a_name_finds_it_and_marks_the_right_letters() -> None:
    shan = row("单示例", "西利见村", "ssl dsl xlj xlx")
    assert find([shan], "ds") == [Found(7, "name", 0, 2)]
    assert find([shan], "xlx") == [Found(7, "unit", 0, 3)]
    assert find([shan], "利见") == [Found(7, "unit", 1, 2)]
    assert find([shan], "lj") == []


def test_the_unmarked_come_first_among_the_found() -> None:
    marked = row("张示例", "官庄村", "zsl gz", Status.PRESENT)
    open_line = row("赵示例", "坡庄村村", "zsl pz")
    assert [hit.position for hit in find([marked, open_line], "z")] == [7, 6]


def test_credit_is_said_in_whole_and_half_hours() -> None:
    assert [credit_words(half) for half in (0, 5, 8)] == ["0", "2.5", "4"]
