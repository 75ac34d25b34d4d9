"""Dates and times as texts: prose, tables, fields and paper each have their own form.

Plain patterns rather than babel's: they are needed for the first paint, before babel is loaded.
"""

from __future__ import annotations

from datetime import date, datetime

from gzparty.i18n import N_, _

_WEEKDAYS = (N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"))
_FULL_WEEKDAYS = (
    N_("星期一"),
    N_("星期二"),
    N_("星期三"),
    N_("星期四"),
    N_("星期五"),
    N_("星期六"),
    N_("星期日"),
)


def unread_day(text: str) -> str:
    """Say that what was typed is no day, and how one may be typed."""
    return _("看不懂“{text}”，日期可以写 6.12、0612 或 2026-06-12").format(text=text.strip()[:20])


def weekday(day: date) -> str:
    """周三."""
    return _(_WEEKDAYS[day.weekday()])


def full_weekday(day: date) -> str:
    """星期三, as a 公文 has it."""
    return _(_FULL_WEEKDAYS[day.weekday()])


def prose(day: date) -> str:
    """6月17日, as in a sentence."""
    return _("{month}月{day}日").format(month=day.month, day=day.day)


def prose_weekday(day: date) -> str:
    """6月17日 周三."""
    return _("{day} {weekday}").format(day=prose(day), weekday=weekday(day))


def paper(day: date) -> str:
    """2026年6月17日, as GB/T 9704 has it: no leading zeros."""
    return _("{year}年{month}月{day}日").format(year=day.year, month=day.month, day=day.day)


def table(day: date) -> str:
    """06-17."""
    return f"{day:%m-%d}"


def clock(moment: datetime) -> str:
    """14:30."""
    return f"{moment:%H:%M}"


def span(start: datetime, end: datetime) -> str:
    """6月17日 周三 14:30—17:30; an end on another day names that day."""
    last = clock(end) if end.date() == start.date() else f"{prose(end.date())} {clock(end)}"
    return f"{prose_weekday(start.date())} {clock(start)}—{last}"


def in_sentence(value: object) -> object:
    """A parameter of a sentence: dates in prose, times with them, anything else as it is."""
    if isinstance(value, datetime):
        return f"{prose(value.date())} {clock(value)}"
    return prose(value) if isinstance(value, date) else value
