"""A field for a date: what is typed, the weekday after it, the small calendar under it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTableView, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gzparty.domain.calendar import DayKind, DayMark, WorkCalendar
from gzparty.domain.date_text import Lean
from tests.widgets.helpers import settle
from ui.almanac import Almanac
from ui.theme import Look, Theme
from ui.widgets.date_edit import DateEdit
from ui.widgets.day_picker import DayPicker

TODAY = date(2026, 6, 17)
BOATS = WorkCalendar(
    {
        date(2026, 6, 19): DayMark(DayKind.OFF, "端午节"),
        date(2026, 6, 28): DayMark(DayKind.WORK, "端午节"),
    },
    frozenset({2026}),
)


class Window(QWidget):
    """A window of an office, in which it is the 17th of June."""

    def __init__(self, *fields: QWidget) -> None:
        super().__init__()
        self.almanac: Almanac | None = Almanac(lambda: TODAY, lambda: BOATS)
        layout = QVBoxLayout(self)
        for one in fields:
            layout.addWidget(one)


@pytest.fixture
def field(theme: Theme, qtbot: QtBot) -> DateEdit:
    made = DateEdit(theme, "heldDay", 2026, lean=Lean.PAST)
    window = Window(made)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    made.line.setFocus()
    made.window_of_test = window  # type: ignore[attr-defined]
    settle()
    return made


def said(field: DateEdit) -> str:
    shown = field.findChild(QLabel, "heldDayWeekday")
    assert isinstance(shown, QLabel)
    return shown.text()


def opened(field: DateEdit) -> DayPicker:
    settle()
    found = field.findChild(DayPicker)
    assert isinstance(found, DayPicker)
    return found


def grid(picker: DayPicker) -> QTableView:
    found = picker.days.findChild(QTableView)
    assert isinstance(found, QTableView)
    return found


@pytest.mark.parametrize(
    ("text", "day", "weekday"),
    [
        ("6.12", date(2026, 6, 12), "周五"),
        ("0612", date(2026, 6, 12), "周五"),
        ("六月十二", date(2026, 6, 12), "周五"),
        ("12", date(2026, 6, 12), "周五"),
        ("昨天", date(2026, 6, 16), "周二"),
        ("12.28", date(2025, 12, 28), "周日"),
    ],
)
def test_what_is_typed_is_understood_and_written_out_when_the_field_is_left(
    field: DateEdit, text: str, day: date, weekday: str
) -> None:
    field.line.setText(text)
    assert field.value() == day
    assert said(field) == weekday
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == day.isoformat()


def test_what_is_no_date_stays_and_says_the_way_out(field: DateEdit) -> None:
    field.line.setText("2.30")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == "2.30"
    assert said(field) == ""
    assert field.problem() == "看不懂“2.30”，日期可以写 6.12、0612 或 2026-06-12"


def test_alt_down_opens_the_small_calendar_at_the_day_shown_and_enter_takes_another(field: DateEdit) -> None:
    field.line.setText("6.12")
    QTest.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    picker = opened(field)
    assert picker.days.selectedDate() == QDate(2026, 6, 12)
    QTest.keyClick(grid(picker), Qt.Key.Key_Down)
    QTest.keyClick(grid(picker), Qt.Key.Key_Left)
    assert picker.days.selectedDate() == QDate(2026, 6, 18)
    QTest.keyClick(grid(picker), Qt.Key.Key_Return)
    settle()
    assert field.line.text() == "2026-06-18"
    assert field.findChild(DayPicker) is None
    assert field.line.hasFocus()


def test_esc_leaves_the_field_as_it_was(field: DateEdit) -> None:
    field.line.setText("6.12")
    QTest.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    picker = opened(field)
    QTest.keyClick(grid(picker), Qt.Key.Key_Right)
    QTest.keyClick(grid(picker), Qt.Key.Key_Escape)
    settle()
    assert field.findChild(DayPicker) is None
    assert field.line.text() == "2026-06-12"


def test_an_empty_field_opens_at_today_and_pages_turn_by_key(field: DateEdit) -> None:
    button = field.findChild(QToolButton, "heldDayPick")
    assert isinstance(button, QToolButton)
    assert button.accessibleName() == "从小日历里选 Alt+↓"
    button.click()
    picker = opened(field)
    assert picker.days.selectedDate() == QDate(2026, 6, 17)
    QTest.keyClick(grid(picker), Qt.Key.Key_PageDown)
    assert picker.days.monthShown() == 7
    QTest.keyClick(picker, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert field.line.text() == "2026-06-17"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (QDate(2026, 6, 18), "2026-06-18　周四"),
        (QDate(2026, 6, 19), "2026-06-19　周五　端午节放假"),
        (QDate(2026, 6, 20), "2026-06-20　周六　休息"),
        (QDate(2026, 6, 28), "2026-06-28　周日　调休上班"),
    ],
)
def test_the_calendar_says_what_a_day_is_for_the_eye_and_the_ear(
    field: DateEdit, day: QDate, words: str
) -> None:
    field.pick()
    picker = opened(field)
    picker.days.setSelectedDate(day)
    assert picker.days.accessibleName() == words
    shown = picker.findChild(QLabel, "dayPickerSaid")
    assert isinstance(shown, QLabel)
    assert shown.text() == words


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.CONTRAST])
def test_the_calendar_is_painted_by_the_tokens_of_each_theme(
    field: DateEdit, theme: Theme, look: Look
) -> None:
    theme.choose(look)
    field.pick()
    picker = opened(field)
    picture = picker.days.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(2, 200, 5) for y in range(40, 200, 3)}
    assert theme.colour("surface").name() in colours
    theme.choose(Look.LIGHT)


def test_a_field_that_cannot_be_changed_opens_no_calendar(field: DateEdit) -> None:
    field.line.setReadOnly(True)
    QTest.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field.findChild(DayPicker) is None
