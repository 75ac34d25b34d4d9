"""支部生活日: the day of the month a branch has chosen for its life (支部工作条例 第16条: 相对固定的日子)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.duty import LifeDay
from gzparty.domain.period import Period
from gzparty.domain.schedule import date_in, nothing_else, parse_rule, shift


class LifeDayDate(NamedTuple):
    """Where a 支部生活日 falls in a month, until when it counts as kept, and why it is that day."""

    day: date
    until: date
    why: Diagnostic


def in_force_on(days: Sequence[LifeDay], on: date) -> LifeDay | None:
    """The 支部生活日 in force on a day, of one branch's."""
    known = [day for day in days if day.valid_from <= on]
    return max(known, key=lambda day: day.valid_from) if known else None


def falls_on(rule_text: str, grace: int, month: Period, calendar: WorkCalendar) -> LifeDayDate | None:
    """The date of a 支部生活日 in a month; None where its rule names no day of that month.

    Branches meet on weekends too, so only a holiday moves it: to the next workday, or back where the month would be
    left. The days of grace are calendar days and may run into the next month.
    """
    rule = parse_rule(rule_text)
    day = date_in(rule, month.year, month.month, calendar)
    if day is None:
        return None
    why = Diagnostic(Level.NOTE, "date_by_rule", {"rule": rule_text, "day": day})
    if calendar.holiday_name(day):
        moved = shift(month.month, day, rule, calendar, nothing_else)
        day, why = moved.day, moved.why
    return LifeDayDate(day, day + timedelta(days=grace), why)
