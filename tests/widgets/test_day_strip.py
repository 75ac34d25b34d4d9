"""The strip of a 公示: what is over, today, to come and off is told in words and shapes, and many days wrap to weeks."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from gzparty.domain import publicity_days
from gzparty.domain.calendar import DayKind, DayMark, WorkCalendar
from gzparty.i18n import SOURCE, install
from ui.resource import path_of
from ui.theme import Look, Theme
from ui.widgets.day_strip import DayStrip, short_weekday, word_of

TODAY = date(2026, 6, 17)
OFF = DayMark(DayKind.OFF, "端午节")
CALENDAR = WorkCalendar({date(2026, 6, day): OFF for day in (19, 20, 21)})
PANEL = 304
"""Width in px inside the margins of a panel of 336."""


def days(start: date, end: date, today: date = TODAY) -> tuple[publicity_days.StripDay, ...]:
    return publicity_days.strip(start, end, CALENDAR, today)


@pytest.fixture
def strip(theme: Theme, qtbot: QtBot) -> DayStrip:
    made = DayStrip(theme, "strip")
    qtbot.addWidget(made)
    made.show_days(days(date(2026, 6, 15), date(2026, 6, 22)), TODAY)
    made.resize(PANEL, made.heightForWidth(PANEL))
    return made


def test_the_whole_strip_is_one_sentence(strip: DayStrip) -> None:
    assert strip.accessibleName().split("；") == [
        "6月15日 周一，已过，第 1 天",
        "6月16日 周二，已过，第 2 天",
        "6月17日 周三，今天，第 3 天",
        "6月18日 周四，还没到，第 4 天",
        "6月19日 周五，端午节，休息，不计入",
        "6月20日 周六，端午节，休息，不计入",
        "6月21日 周日，端午节，休息，不计入",
        "6月22日 周一，还没到，第 5 天，期满",
    ]


def test_under_each_day_stands_what_it_is() -> None:
    shown = days(date(2026, 6, 15), date(2026, 6, 22))
    assert [word_of(day) for day in shown] == ["", "", "今天", "第4天", "端午", "休", "休", "期满"]


def test_a_day_off_that_is_today_is_said_to_be_today(strip: DayStrip) -> None:
    today = date(2026, 6, 20)
    strip.show_days(days(date(2026, 6, 18), date(2026, 6, 22), today), today)
    assert "6月20日 周六，今天，端午节，休息，不计入" in strip.accessibleName()


def test_a_week_with_a_holiday_stands_side_by_side_and_a_long_one_wraps_to_weeks(strip: DayStrip) -> None:
    one_row = strip.heightForWidth(PANEL)
    assert strip.columns(PANEL) == 8
    strip.show_days(days(date(2026, 6, 15), date(2026, 7, 3)), TODAY)
    assert strip.columns(PANEL) == 7
    assert strip.heightForWidth(PANEL) > 2 * one_row
    assert strip.columns(2000) == 19


def test_what_a_day_is_shows_without_colour_in_every_look(
    strip: DayStrip, theme: Theme, qtbot: QtBot
) -> None:
    for look in (Look.LIGHT, Look.DARK, Look.CONTRAST):
        theme.choose(look)
        picture = strip.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        done, today, ahead, off = (picture.copy(_ground(place)) for place in (0, 2, 3, 4))
        for one, other in combinations((done, today, ahead, off), 2):
            assert one != other, look


def _ground(place: int) -> QRect:
    """The frame and the lowest line of a day, without its weekday and number."""
    pitch = (PANEL + 4) / 8
    return QRect(round(place * pitch), 40, 34, 24)


def test_a_weekday_is_told_from_another_in_every_language() -> None:
    week = [date(2026, 6, day) for day in range(15, 22)]
    assert [short_weekday(day) for day in week] == ["一", "二", "三", "四", "五", "六", "日"]
    install("en", Path(path_of("locale")))
    try:
        assert [short_weekday(day) for day in week] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    finally:
        install(SOURCE)
