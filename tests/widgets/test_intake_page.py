"""收记录: the page that must beat a sheet of WPS, typed by keys that are counted."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gzparty.domain.dues import DueState
from tests.widgets.hands import Hands
from tests.widgets.helpers import settle
from tests.widgets.intake_steps import (
    KIND,
    choose,
    go,
    line,
    names,
    paste,
    register,
    rows,
    shown,
    stored,
    undo,
    write,
)
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.intake import IntakePage
from ui.wishes import IntakeRequest, LifeRequest

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MOST_KEYS = 600
"""Three minutes at 0.3 s a key."""


@pytest.fixture
def page(intake_page: IntakePage) -> IntakePage:
    return intake_page


@pytest.fixture
def hands(page: IntakePage) -> Hands:
    page.grid.view.setFocus()
    return Hands()


def told(page: IntakePage, village: str) -> str:
    """What the last column says of a village."""
    records = page.grid.view.records
    return records.cell(records.row_of((line(page, village).key, False)), records.column_at("state")).text


def be_low(page: IntakePage) -> None:
    """Show a few rows only: hundreds of keys are typed, and after each what is in sight is painted."""
    page.resize(page.width(), 240)
    settle()


def test_a_month_of_59_branches_is_typed_row_by_row_in_three_minutes(
    page: IntakePage, hands: Hands, qtbot: QtBot
) -> None:
    be_low(page)
    for _row in range(59):
        hands.type("15")
        hands.press(Qt.Key.Key_Tab)
        hands.type("18")
        hands.press(Qt.Key.Key_Tab)
        hands.type("15")
        hands.press(Qt.Key.Key_Return)
    page.grid.store_all()
    assert hands.pressed <= MOST_KEYS
    qtbot.waitUntil(lambda: all(row.meeting for row in rows(page)), timeout=20000)
    told = {(row.day, row.meeting.expected, row.meeting.attended) for row in rows(page) if row.meeting}
    assert len(rows(page)) == 59
    assert told == {(date(2026, 6, 15), 18, 15)}


def test_the_day_filled_down_and_the_members_of_last_time_accepted_leave_one_figure_to_type(
    page: IntakePage, hands: Hands, qtbot: QtBot
) -> None:
    be_low(page)
    hands.type("15")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Up)
    hands.press(Qt.Key.Key_Down, modifiers=CTRL | SHIFT)
    hands.press(Qt.Key.Key_D, modifiers=CTRL)
    hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Down, modifiers=CTRL | SHIFT)
    hands.press(Qt.Key.Key_Semicolon, modifiers=CTRL)
    hands.press(Qt.Key.Key_Right)
    for _row in range(59):
        hands.type("9")
        hands.press(Qt.Key.Key_Return)
    page.grid.store_all()
    assert hands.pressed <= 140
    qtbot.waitUntil(
        lambda: all(row.meeting and row.meeting.attended == 9 for row in rows(page)), timeout=20000
    )
    assert sorted(row.meeting.expected or 0 for row in rows(page) if row.meeting) == list(range(10, 69))


def test_what_was_last_time_is_shown_in_grey_and_never_stored_by_itself(
    page: IntakePage, hands: Hands, qtbot: QtBot
) -> None:
    table = page.grid.view.records
    row = page.grid.view.record_rows()[0]
    village = table.record(row).name
    assert table.cell(row, table.column_at("expected")).ghost == "10"
    hands.type("15")
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored(page, village) is not None)
    meeting = stored(page, village)
    assert meeting is not None
    assert meeting.expected is None


def test_a_row_is_stored_when_it_is_left_as_one_deed_that_can_be_taken_back(
    page: IntakePage, hands: Hands, qtbot: QtBot
) -> None:
    village = names(page)[0]
    hands.type("15")
    hands.press(Qt.Key.Key_Tab)
    hands.type("18")
    hands.press(Qt.Key.Key_Tab)
    assert stored(page, village) is None
    assert told(page, village) == "没存"
    with qtbot.waitSignal(page.noted) as said:
        hands.press(Qt.Key.Key_Down)
    assert said.args == [f"收记录 主题党日 6月 {village}"]
    assert line(page, village).row.state is DueState.HELD
    assert told(page, village) == "开了没交"
    undo(page, qtbot)
    assert stored(page, village) is None


def test_leaving_the_grid_leaves_its_row(page: IntakePage, hands: Hands, qtbot: QtBot) -> None:
    village = names(page)[0]
    hands.type("15")
    hands.press(Qt.Key.Key_Tab)
    page.tabs.setFocus()
    qtbot.waitUntil(lambda: stored(page, village) is not None)


def test_ctrl_z_first_takes_back_what_is_typed_and_not_stored(page: IntakePage, hands: Hands) -> None:
    village = names(page)[0]
    hands.type("15")
    hands.press(Qt.Key.Key_Tab)
    assert line(page, village).typed == {"day": "15"}
    hands.press(Qt.Key.Key_Z, modifiers=CTRL)
    assert line(page, village).typed == {}


def test_more_who_came_than_ought_to_is_stored_as_typed_and_put_right_by_one_click(
    page: IntakePage, qtbot: QtBot
) -> None:
    register(page, "桥北头村", day=date(2026, 6, 15), expected=19, attended=21, filed_at="3号盒/15")
    message = page.grid.findChild(QWidget, f"message{line(page, '桥北头村').key}")
    assert message is not None
    assert message.accessibleName() == "应到 19，实到 21：实到不能多于应到"
    assert {label.text() for label in message.findChildren(QLabel)} >= {
        "对照原件 3号盒/15 改，F4 跳到下一个错"
    }
    offered = [one.text() for one in message.findChildren(QPushButton)]
    assert offered == ["对调两格", "多的 2 人是列席"]
    page.grid.next_problem()
    assert page.grid.view.current_record() == line(page, "桥北头村")
    with qtbot.waitSignal(page._desk.changes.changed):
        message.findChildren(QPushButton)[1].click()
    meeting = stored(page, "桥北头村")
    assert meeting is not None
    assert (meeting.expected, meeting.attended, meeting.observers) == (19, 19, 2)
    settle()
    assert not line(page, "桥北头村").message


def test_two_figures_are_changed_over(page: IntakePage, qtbot: QtBot) -> None:
    register(page, "桥北头村", day=date(2026, 6, 15), expected=15, attended=19)
    menu = None
    go(page, "桥北头村", "attended")
    menu = page.grid.row_menu()
    assert menu is not None
    with qtbot.waitSignal(page._desk.changes.changed):
        menu.actions()[0].trigger()
    meeting = stored(page, "桥北头村")
    assert meeting is not None
    assert (meeting.expected, meeting.attended) == (19, 15)


def test_a_cell_that_cannot_be_read_stays_typed_and_the_rows_beside_it_are_stored(
    page: IntakePage, desk: Desk, gate: Gate, qtbot: QtBot
) -> None:
    first, second, third = names(page)[:3]
    go(page, first, "day")
    paste(page, "15\t18\nabc\t19\n16\t20")
    qtbot.waitUntil(lambda: stored(page, third) is not None)
    settle()
    assert stored(page, first) is not None
    assert stored(page, second) is None
    wrong = line(page, second)
    assert wrong.typed == {"day": "abc", "expected": "19"}
    assert wrong.message == "看不懂“abc”，日期可以写 15、6.15、0615 或 2026-06-15"
    table = page.grid.view.records
    assert table.cell(table.row_of((wrong.key, False)), table.column_at("day")).state == "error"
    desk.drafts.save_all()
    page.close()
    again = shown(desk, gate, qtbot)
    assert line(again, second).typed == {"day": "abc", "expected": "19"}
    assert line(again, second).message


def test_a_row_without_its_day_waits_for_it(page: IntakePage, hands: Hands, qtbot: QtBot) -> None:
    village = names(page)[0]
    go(page, village, "expected")
    hands.type("18")
    hands.press(Qt.Key.Key_Return)
    table = page.grid.view.records
    cell = table.cell(table.row_of((line(page, village).key, False)), table.column_at("day"))
    assert (cell.text, cell.state) == ("缺日期", "warn")
    go(page, village, "day")
    hands.type("15")
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored(page, village) is not None)
    meeting = stored(page, village)
    assert meeting is not None
    assert meeting.expected == 18


def test_a_stored_day_emptied_alone_is_refused_in_a_sentence_below_its_row(
    page: IntakePage, hands: Hands, qtbot: QtBot
) -> None:
    village = names(page)[0]
    register(page, village, day=date(2026, 6, 15), expected=18, attended=15)
    go(page, village, "day")
    hands.press(Qt.Key.Key_Delete)
    hands.press(Qt.Key.Key_Down)
    table = page.grid.view.records
    qtbot.waitUntil(lambda: table.row_of((line(page, village).key, True)) >= 0)
    told = table.record(table.row_of((line(page, village).key, True))).message
    assert told == "日期不能单独清空：改成对的那天，或者把整行清空（就是删掉这条记录）"
    assert stored(page, village) is not None
    go(page, village, "day")
    hands.type("16")
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rows(page)[0].day == date(2026, 6, 16))
    assert table.row_of((line(page, village).key, True)) < 0


def test_a_block_from_wps_grows_from_the_top_left_as_one_deed(page: IntakePage, qtbot: QtBot) -> None:
    first, second, third = names(page)[:3]
    go(page, first, "day")
    with qtbot.waitSignal(page.noted) as said:
        paste(page, "6.15\t18\t15\r\n6.16\t20\t20\r\n")
    assert said.args == ["收记录 主题党日 6月 2 行"]
    assert [row.day for row in rows(page)[:3]] == [date(2026, 6, 15), date(2026, 6, 16), None]
    undo(page, qtbot)
    assert [stored(page, name) for name in (first, second, third)] == [None] * 3


def test_what_of_a_paste_finds_no_place_is_told(page: IntakePage, qtbot: QtBot) -> None:
    go(page, names(page)[-1], "attended")
    paste(page, "15\t3\t议题\n16\t3\t议题")
    said = page.findChild(QLabel, "pasteToldTitle")
    assert said is not None
    assert said.text() == "粘贴的有些没放进去：下面多出 1 行，1 格是算出来的或不能改"


def test_what_found_no_place_is_no_longer_told_once_the_paste_was_taken_back(
    page: IntakePage, qtbot: QtBot
) -> None:
    go(page, names(page)[-1], "day")
    with qtbot.waitSignal(page.noted):
        paste(page, "6.15\t18\t15\n6.16\t20\t20")
    said = page.findChild(QLabel, "pasteToldTitle")
    assert said is not None
    assert said.isVisibleTo(page)
    undo(page, qtbot)
    assert not said.isVisibleTo(page)


def test_a_block_that_names_its_villages_goes_to_their_rows(page: IntakePage, qtbot: QtBot) -> None:
    go(page, "官庄村", "name")
    paste(page, "坡庄村委会\t15\t18\t15\n宅科\t16\t20\t19\n不知村\t15\t9\t9")
    qtbot.waitUntil(lambda: stored(page, "宅科村") is not None)
    told = {name: stored(page, name) for name in ("坡庄村", "宅科村")}
    assert {name: meeting.attended for name, meeting in told.items() if meeting} == {
        "坡庄村": 15,
        "宅科村": 19,
    }
    assert stored(page, "官庄村") is None
    said = page.findChild(QLabel, "pasteToldTitle")
    assert said is not None
    assert said.text() == "1 行没有放进去，表里找不到：不知村"


def test_ctrl_down_stops_where_the_figures_end(page: IntakePage, qtbot: QtBot) -> None:
    villages = names(page)[:3]
    paste(page, "\n".join(f"{village}\t6.15\t18\t15" for village in villages))
    qtbot.waitUntil(lambda: stored(page, villages[-1]) is not None)
    go(page, villages[0], "day")
    qtbot.keyClick(page.grid.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    line = page.grid.view.current_record()
    assert line is not None
    assert line.name == villages[-1]


def test_ctrl_shift_down_keeps_the_columns_that_are_chosen(page: IntakePage, qtbot: QtBot) -> None:
    villages = names(page)
    go(page, villages[0], "has_minutes")
    view = page.grid.view
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(view, Qt.Key.Key_Down, both)
    block = view.selected_block()
    assert block is not None
    assert [view.records.columns[place].key for place in block[1]] == ["has_minutes", "has_sign_in"]
    assert len(block[0]) == len(villages)


TITLED = "党支部\t议题\t备注\t实到\t日期\n坡庄村\t读书\t无\t15\t6.15"


@pytest.mark.parametrize("text", ["坡庄村\t6.15\t18\t15\t读书", "坡庄村\t6.15\t18\t15\t3\t读书", TITLED])
def test_a_block_with_villages_needs_no_column_for_what_is_worked_out(
    page: IntakePage, qtbot: QtBot, text: str
) -> None:
    paste(page, text)
    qtbot.waitUntil(lambda: stored(page, "坡庄村") is not None)
    meeting = stored(page, "坡庄村")
    assert meeting is not None
    assert (meeting.attended, meeting.topic) == (15, "读书")


def test_one_cell_filled_in_a_row_the_cursor_is_not_on_is_stored_and_undone(
    page: IntakePage, qtbot: QtBot
) -> None:
    first, second, third = names(page)[:3]
    for village in (first, third):
        register(page, village, day=date(2026, 6, 15))
    choose(page, first, third, "day")
    with qtbot.waitSignal(page.noted):
        page.grid.view.fill_down()
    assert rows(page)[1].day == date(2026, 6, 15)
    undo(page, qtbot)
    assert stored(page, second) is None


def test_filling_down_counts_the_place_on_and_repeats_everything_else(page: IntakePage, qtbot: QtBot) -> None:
    first, second, third = names(page)[:3]
    for village in (first, second, third):
        register(page, village, day=date(2026, 6, 15))
    register(page, names(page)[3], day=date(2026, 6, 15), topic="别的")
    go(page, first, "filed_at")
    paste(page, "3号盒/11")
    choose(page, first, third, "filed_at")
    page.grid.view.fill_down()
    qtbot.waitUntil(lambda: bool((meeting := stored(page, third)) and meeting.filed_at))
    places = [meeting.filed_at for name in (first, second, third) if (meeting := stored(page, name))]
    assert places == ["3号盒/11", "3号盒/12", "3号盒/13"]


def test_the_handle_at_the_corner_fills_like_the_key(page: IntakePage, qtbot: QtBot) -> None:
    first, second, third = names(page)[:3]
    go(page, first, "day")
    view = page.grid.view
    paste(page, "15")
    settle()
    frame = view.fillable_frame()
    assert frame is not None
    target = view.visualRect(view.records.index(view.record_rows()[2], 1)).center()
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=frame.bottomRight())
    qtbot.mouseMove(view.viewport(), pos=target)
    settle()
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=target)
    qtbot.waitUntil(lambda: stored(page, third) is not None)
    assert stored(page, second) is not None
    assert stored(page, names(page)[3]) is None
    assert isinstance(target, QPoint)


def test_space_ticks_a_block_and_takes_the_ticks_again(page: IntakePage, hands: Hands, qtbot: QtBot) -> None:
    first, second = names(page)[:2]
    for village in (first, second):
        register(page, village, day=date(2026, 6, 15))
    choose(page, first, second, "has_minutes", "has_sign_in")
    hands.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool((meeting := stored(page, second)) and meeting.has_sign_in))
    meeting = stored(page, first)
    assert meeting is not None
    assert (meeting.has_minutes, meeting.has_photos) == (True, False)
    settle()
    choose(page, first, second, "has_minutes", "has_sign_in")
    hands.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not ((meeting := stored(page, second)) and meeting.has_sign_in))


def test_delete_on_a_whole_row_deletes_its_record(page: IntakePage, hands: Hands, qtbot: QtBot) -> None:
    village = names(page)[0]
    register(page, village, day=date(2026, 6, 15), expected=18, attended=15, topic="清理河道")
    choose(page, village, village, "day", "filed_at")
    hands.press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: stored(page, village) is None)
    undo(page, qtbot)
    assert stored(page, village) is not None


def test_a_locked_month_is_read_only_and_says_the_way_out(page: IntakePage, hands: Hands) -> None:
    write(page, lambda services: services.meetings.lock_month("2026-06", "季度检查"))
    title, text = (page.findChild(QLabel, f"monthLocked{part}") for part in ("Title", "Text"))
    assert title is not None
    assert text is not None
    assert title.text() == "2026年6月已经锁定，只能看不能改"
    assert text.text() == "锁定原因：季度检查。要补登，先解锁并写明为什么。"
    hands.type("15")
    assert not page.grid.view.is_editing()
    assert all(not one.typed for one in page.sheet.lines())


def test_only_what_was_not_received_can_be_shown(page: IntakePage, qtbot: QtBot) -> None:
    register(page, "官庄村", day=date(2026, 6, 15), expected=9, attended=9, has_minutes=True)
    page.take_request(IntakeRequest(KIND.value, "2026-06", missing=True))
    assert "官庄村" not in names(page)
    assert len(names(page)) == 58


def test_a_row_typed_under_the_filter_stays_in_sight_and_the_cursor_goes_on(
    page: IntakePage, hands: Hands, qtbot: QtBot
) -> None:
    page._head.missing.setChecked(True)
    first, second = names(page)[:2]
    go(page, first, "day")
    hands.type("15")
    for _column in ("expected", "attended", "topic", "has_minutes"):
        hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: line(page, first).row.state is DueState.HANDED_IN)
    settle()
    assert names(page)[:2] == [first, second]
    current = page.grid.view.current_record()
    assert current is not None
    assert current.name == second
    assert page.grid.view.hasFocus()
    page._head.missing.setChecked(False)
    page._head.missing.setChecked(True)
    assert first not in names(page)


def test_tab_passes_over_what_is_worked_out_and_space_among_words_stays_in_the_sheet(
    page: IntakePage, hands: Hands, qtbot: QtBot
) -> None:
    go(page, "官庄村", "attended")
    hands.press(Qt.Key.Key_Tab)
    view = page.grid.view
    assert view.records.columns[view.currentIndex().column()].key == "topic"
    with qtbot.assertNotEmitted(page.grid.record_wanted):
        hands.press(Qt.Key.Key_Space, " ")
    hands.press(Qt.Key.Key_Backtab)
    assert view.records.columns[view.currentIndex().column()].key == "attended"


def test_a_tab_counts_what_came_in_and_not_what_was_only_held(page: IntakePage, qtbot: QtBot) -> None:
    register(page, "官庄村", day=date(2026, 6, 15), received_on=date(2026, 6, 16))
    register(page, "坡庄村", day=date(2026, 6, 15), has_minutes=True)
    register(page, "别家屯村", day=date(2026, 6, 15))
    assert page.tabs._counts[page.tabs.currentIndex()] == 2
    meeting = stored(page, "别家屯村")
    assert meeting is not None
    write(page, lambda services: services.meetings.give_back([meeting.id], "缺签到表", date(2026, 6, 17)))
    assert page.tabs._counts[page.tabs.currentIndex()] == 3


def test_what_lacks_papers_goes_back_as_one_deed(page: IntakePage, qtbot: QtBot) -> None:
    register(page, "官庄村", day=date(2026, 6, 15), expected=9, attended=9, topic="河道", has_minutes=True)
    with qtbot.waitSignal(page.done) as said:
        page._head.give_back.click()
    assert said.args == ["退回缺材料的 主题党日 6月 1 个"]
    settle()
    assert line(page, "官庄村").row.state is DueState.RETURNED


def test_ctrl_enter_opens_the_record(page: IntakePage, hands: Hands, qtbot: QtBot) -> None:
    register(page, "官庄村", day=date(2026, 6, 15))
    go(page, "官庄村", "topic")
    with qtbot.waitSignal(page._desk.wishes.page_wanted) as wished:
        hands.press(Qt.Key.Key_Return, modifiers=CTRL)
    meeting = stored(page, "官庄村")
    assert meeting is not None
    assert wished.args is not None
    key, request = wished.args
    assert key == "life"
    assert isinstance(request, LifeRequest)
    assert (request.kind, request.meeting_id) == (KIND.value, meeting.id)


def test_the_input_method_is_on_only_where_words_are_typed(page: IntakePage) -> None:
    view = page.grid.view
    wanted = {"day": False, "expected": False, "topic": True, "has_minutes": False, "filed_at": True}
    for column, on in wanted.items():
        go(page, "官庄村", column)
        assert view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled) is on
