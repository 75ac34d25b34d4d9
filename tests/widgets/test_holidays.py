"""放假安排 by keyboard: a notice is typed in run by run, a slip is explained, each change can be undone."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gzparty.domain.calendar import DayKind, DayMark
from tests.widgets.helpers import as_text, on_screen, settle
from ui.desk import Desk
from ui.gate import Gate
from ui.main_window import MainWindow, Office
from ui.pages.training import TrainingPage
from ui.panels.holidays import HolidaysDialog
from ui.shell import Group, Page, PageWidget

SPRING = DayMark(DayKind.OFF, "春节")


@pytest.fixture
def dialog(desk: Desk, gate: Gate, qtbot: QtBot) -> HolidaysDialog:
    made = HolidaysDialog(desk, gate)
    qtbot.addWidget(made)
    made.show_year(2027)
    made.open()
    settle()
    return made


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(focus(), key, modifier)
    settle()


def type_run(qtbot: QtBot, dialog: HolidaysDialog, first: str, last: str, name: str = "") -> None:
    """First day, Tab, last day, Tab over the choice, Tab, name, Enter."""
    dialog.form.first.setFocus()
    settle()
    for text in (first, last, ""):
        qtbot.keyClicks(focus(), text)
        press(qtbot, Qt.Key.Key_Tab)
    dialog.form.name.setText(name)
    press(qtbot, Qt.Key.Key_Return)


def marks(gate: Gate, year: int = 2027) -> dict[date, DayMark]:
    return {day: mark for day, mark in gate.reader.store.calendar.load().marks.items() if day.year == year}


def rows(dialog: HolidaysDialog) -> list[list[str]]:
    table = dialog.grid.records
    return [[table.cell(row, place).text for place in range(6)] for row in range(table.rowCount())]


def wait_for(qtbot: QtBot, gate: Gate, count: int, year: int = 2027) -> None:
    qtbot.waitUntil(lambda: len(marks(gate, year)) == count)
    settle()


def test_a_run_is_typed_by_keyboard_and_the_next_can_follow(
    dialog: HolidaysDialog, gate: Gate, qtbot: QtBot
) -> None:
    type_run(qtbot, dialog, "2.6", "2.12", "春节")
    wait_for(qtbot, gate, 7)
    qtbot.waitUntil(lambda: dialog.form.first.line.text() == "")
    assert rows(dialog) == [["2月6日 周六", "2月12日 周五", "7", "放假", "春节", "手工"]]
    assert dialog.form.first.line.hasFocus()
    dialog.form.kind.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    type_run(qtbot, dialog, "0214", "")
    wait_for(qtbot, gate, 8)
    assert rows(dialog)[1] == ["2月14日 周日", "2月14日 周日", "1", "调休上班", "", "手工"]


def test_delete_takes_the_run_away_and_undo_brings_it_back(
    dialog: HolidaysDialog, gate: Gate, qtbot: QtBot
) -> None:
    type_run(qtbot, dialog, "2.6", "2.12", "春节")
    wait_for(qtbot, gate, 7)
    qtbot.waitUntil(lambda: dialog.grid.currentIndex().isValid())
    dialog.grid.setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    wait_for(qtbot, gate, 0)
    qtbot.waitUntil(lambda: "删掉 2027-02-06 起的放假安排" in as_text(dialog))
    press(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_for(qtbot, gate, 7)
    assert len(rows(dialog)) == 1


@pytest.mark.parametrize(
    ("first", "last", "name", "field", "sentence"),
    [
        ("2.12", "2.6", "春节", "runLast", "止 2月6日 在起 2月12日 前面，请核对这两个日子。"),
        ("2.6", "8.12", "春节", "runLast", "从起到止有 188 天，一次最多 60 天。请核对月份。"),
        ("2.6", "2.12", "", "runName", "放假要写名称，例如 春节。"),
        ("2.31", "", "春节", "runFirst", "看不懂“2.31”，日期可以写 6.12、0612 或 2026-06-12"),
        ("2.6", "13.40", "春节", "runLast", "看不懂“13.40”，日期可以写 6.12、0612 或 2026-06-12"),
        ("", "", "春节", "runFirst", "填上起的日子，如 2.6"),
        ("0202-02-06", "", "春节", "runFirst", "年份 202 不对，放假安排只记 1949 年到 2199 年。"),
    ],
)
def test_a_slip_is_said_beside_its_field_and_nothing_typed_is_lost(
    dialog: HolidaysDialog,
    gate: Gate,
    qtbot: QtBot,
    first: str,
    last: str,
    name: str,
    field: str,
    sentence: str,
) -> None:
    type_run(qtbot, dialog, first, last, name)
    shown = [line for line in as_text(dialog).splitlines() if "ProblemText" in line]
    assert shown == [f"QLabel({field}ProblemText): {sentence!r}"]
    assert dialog.form.name.text() == name
    assert bool(dialog.form.first.line.text()) == bool(first)
    assert bool(dialog.form.last.line.text()) == bool(last)
    problem = dialog.findChild(QWidget, field)
    assert problem is not None
    assert problem.hasFocus() or problem.isAncestorOf(focus())
    assert marks(gate) == {}
    assert dialog.isVisible()


def test_a_confirmed_year_says_so_and_the_plan_warns_no_more(
    dialog: HolidaysDialog, gate: Gate, qtbot: QtBot
) -> None:
    type_run(qtbot, dialog, "2.6", "2.12", "春节")
    wait_for(qtbot, gate, 7)
    assert "2027 年还没和国务院通知核对过" in as_text(dialog)
    confirm = dialog.findChild(QPushButton, "holidayConfirm")
    assert confirm is not None
    confirm.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "2027 年的放假安排齐了" in as_text(dialog))
    assert not confirm.isVisible()
    assert gate.reader.sessions.year(2027).findings == ()


def test_the_days_the_program_knows_are_filled_in_when_asked_for(
    dialog: HolidaysDialog, gate: Gate, qtbot: QtBot
) -> None:
    assert rows(dialog) == []
    fill = dialog.findChild(QPushButton, "holidayFill")
    assert fill is not None
    fill.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(rows(dialog)))
    assert {row[5] for row in rows(dialog)} == {"法定节日"}
    qtbot.waitUntil(lambda: "只有法定节日。请照国务院通知手工填。" in as_text(dialog))


def test_a_session_on_a_day_made_off_is_asked_about(dialog: HolidaysDialog, gate: Gate, qtbot: QtBot) -> None:
    dialog.show_year(2026)
    before = len(marks(gate, 2026))
    type_run(qtbot, dialog, "8.19", "", "防汛")
    wait_for(qtbot, gate, before + 1, 2026)
    qtbot.waitUntil(lambda: "第 8 期排在 8月19日，这天放假，要不要改期？" in as_text(dialog))
    press(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_for(qtbot, gate, before, 2026)
    qtbot.waitUntil(lambda: "要不要改期" not in as_text(dialog))


def test_the_year_steps_by_key_and_what_is_typed_stays(dialog: HolidaysDialog, qtbot: QtBot) -> None:
    dialog.form.name.setText("春节")
    dialog.form.name.setFocus()
    press(qtbot, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert rows(dialog)[0] == ["1月1日 周四", "1月3日 周六", "3", "放假", "元旦", "通知"]
    assert dialog.form.name.text() == "春节"


def test_the_plan_offers_the_holidays_only_where_the_year_is_not_confirmed(
    desk: Desk, gate: Gate, qtbot: QtBot
) -> None:
    page = on_screen(TrainingPage(desk, gate), qtbot)
    link = page.findChild(QPushButton, "fillHolidays")
    assert link is not None
    assert not link.isVisible()
    page.deeds()["next_period"]()
    settle()
    assert link.isVisible()
    with qtbot.waitSignal(page.holidays_wanted) as wanted:
        qtbot.keyClick(link, Qt.Key.Key_Space)
    assert wanted.args == [2027]
    gate.write(lambda services: services.calendars.confirm_year(2027))
    qtbot.waitUntil(lambda: not link.isVisible())


def test_the_menu_for_data_is_there_once_it_has_an_entry(desk: Desk, qtbot: QtBot) -> None:
    window = MainWindow(desk, Office("官庄镇"), [Page("one", "书记培训", "training", Group.WORK, PageWidget)])
    qtbot.addWidget(window)
    opened: list[str] = []
    window.add_data_deed("holidays", "放假安排(&H)…", lambda: opened.append("holidays"))
    action = next(one for one in window.actions() if one.objectName() == "holidays")
    action.trigger()
    assert opened == ["holidays"]
    menu = window.findChild(QWidget, "menuBar")
    assert menu is not None
    assert "数据(&D)" in [one.text() for one in menu.actions() if one.isVisible()]


def test_the_fields_of_a_run_stand_side_by_side(dialog: HolidaysDialog) -> None:
    form = dialog.form
    places = [one.geometry() for one in (form.first, form.last, form.kind, form.name)]

    assert all(before.right() < after.left() for before, after in pairwise(places))
