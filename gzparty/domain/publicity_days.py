"""The days of a 公示: workdays are counted, make-up workdays too, days off stand between them and are not.

Commendations are published for 5 workdays by custom (民政部 and provincial notices of 2022-2024); both ends count, and
the time is up at the end of the last day, so that the day after it is the first that can say what came of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from gzparty.domain.calendar import WorkCalendar
from gzparty.records import dataclass


class StripState(StrEnum):
    """What a day of the strip is: over, today, still to come, or off."""

    DONE = "done"
    TODAY = "today"
    AHEAD = "ahead"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day of the strip; `ordinal` counts workdays from 1, 0 on a day off, `holiday` names it (空: plain weekend).

    A day off is `OFF` whether it is past, today or to come; `last` marks the day on which the time ends.
    """

    day: date
    state: StripState
    ordinal: int = 0
    holiday: str = ""
    last: bool = False


def strip(starts_on: date, ends_on: date, calendar: WorkCalendar, today: date) -> tuple[StripDay, ...]:
    """Every calendar day from the first to the last, workdays counted from 1."""
    days, ordinal = [], 0
    for day in _days(starts_on, ends_on):
        works = calendar.is_workday(day)
        ordinal += works
        state = _state(day, today) if works else StripState.OFF
        name = calendar.holiday_name(day)
        days.append(StripDay(day, state, ordinal if works else 0, name, last=day == ends_on))
    return tuple(days)


def end_of(starts_on: date, workdays: int, calendar: WorkCalendar) -> date:
    """The last of so many workdays, the first of them on or after the day it starts."""
    return calendar.add_workdays(calendar.next_workday(starts_on), workdays - 1)


def workdays_between(first: date, last: date, calendar: WorkCalendar) -> int:
    """How many workdays lie between two days, both included; 0 where the last is before the first."""
    return sum(calendar.is_workday(day) for day in _days(first, last))


def days_left(starts_on: date, ends_on: date, calendar: WorkCalendar, today: date) -> int:
    """Workdays still to come, today included; before the start all of them, after the end none."""
    return workdays_between(max(starts_on, today), ends_on, calendar)


def day_number(starts_on: date, ends_on: date, calendar: WorkCalendar, today: date) -> int:
    """The how-manieth workday it is; on a day off that of the workday before, 0 before the start."""
    return workdays_between(starts_on, min(ends_on, today), calendar)


def result_from(ends_on: date) -> date:
    """The first day on which the result can be recorded: the last day is published to its end."""
    return ends_on + timedelta(days=1)


def shifted(starts_on: date, ends_on: date, calendar: WorkCalendar) -> tuple[str, ...]:
    """The names of the holidays between, each once."""
    names = (calendar.holiday_name(day) for day in _days(starts_on, ends_on))
    return tuple(dict.fromkeys(name for name in names if name))


def _state(day: date, today: date) -> StripState:
    if day == today:
        return StripState.TODAY
    return StripState.DONE if day < today else StripState.AHEAD


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))
