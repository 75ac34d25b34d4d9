"""The year's plan by a rule the clerk can read: 每月第三个周三, 每月25日, 每月最后一个工作日."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from gzparty.domain import chinese
from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.training import Proposal
from gzparty.records import dataclass

DEFAULT_TIME = time(14, 30)
_TOO_OFTEN = ("DAILY", "HOURLY", "MINUTELY", "SECONDLY")
_NUMBERS = r"[+-]?\d{1,3}(?:,[+-]?\d{1,3}){0,30}"
_DAY_NAMES = r"(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)"
_RRULE = re.compile(
    r"(?:RRULE:)?FREQ=(?:YEARLY|MONTHLY|WEEKLY)"
    rf"(?:;(?:INTERVAL=[1-9]\d?|COUNT=\d{{1,3}}|UNTIL=\d{{8}}(?:T\d{{6}})?|BYDAY={_DAY_NAMES}(?:,{_DAY_NAMES}){{0,30}}"
    rf"|(?:BYMONTHDAY|BYMONTH|BYSETPOS|BYYEARDAY|BYWEEKNO)={_NUMBERS}|WKST=(?:MO|TU|WE|TH|FR|SA|SU)))*",
    re.IGNORECASE | re.ASCII,
)
_TRIED_YEARS = (2024, 2025)
"""A leap year and one that is none."""


class RuleKind(StrEnum):
    """The shapes a rule may have."""

    WEEKDAY = "weekday"
    DAY = "day"
    WORKDAY = "workday"
    RRULE = "rrule"


@dataclass(frozen=True, slots=True)
class MonthlyRule:
    """One date a month. `ordinal` is 1..5 or -1 (last); `weekday` 0..6 from Monday; `day` 1..31.

    `text` is what the clerk wrote.
    """

    kind: RuleKind
    text: str
    at: time
    ordinal: int = 0
    weekday: int = 0
    day: int = 0


Busy = Callable[[date], Diagnostic | None]
"""Says what already stands on a day (a clash of place or people), or None."""


def nothing_else(_day: date) -> None:
    """A `Busy` for a plan in which nothing stands yet."""


def parse_rule(text: str) -> MonthlyRule:
    """Read a rule; raises Refusal `rule_unreadable` with what was written."""
    words = "".join(text.split()).replace("：", ":")
    text = text.strip()
    if words.upper().removeprefix("RRULE:").startswith("FREQ="):
        return _checked_rrule(text)
    if not words.startswith(chinese.EVERY_MONTH):
        words = chinese.EVERY_MONTH + words
    at = chinese.time_of_day(words, DEFAULT_TIME)
    if at is None:
        raise Refusal("rule_time_unreadable", text=text)
    if match := chinese.WORKDAY_RULE.match(words):
        return MonthlyRule(RuleKind.WORKDAY, text, at, ordinal=chinese.ordinal(match[1]))
    if match := chinese.WEEKDAY_RULE.match(words):
        return MonthlyRule(
            RuleKind.WEEKDAY,
            text,
            at,
            ordinal=chinese.ordinal(match[1]),
            weekday=chinese.weekday(match[2]),
        )
    if (match := chinese.DAY_RULE.match(words)) and 1 <= int(match[1]) <= 31:
        return MonthlyRule(RuleKind.DAY, text, at, day=int(match[1]))
    raise Refusal("rule_unreadable", text=text)


def dates_of(rule: MonthlyRule, year: int, calendar: WorkCalendar) -> dict[int, date]:
    """The rule's own date in each month of a year, before holidays are looked at.

    A month without the day asked for (31日, 第五个周三) takes its last one, so no month is skipped;
    an RRULE that names fewer months keeps to those it names.
    """
    if rule.kind is RuleKind.RRULE:
        return _rrule_dates(rule.text, year)
    return {month: _date_in(rule, year, month, calendar) for month in range(1, 13)}


def date_in(rule: MonthlyRule, year: int, month: int, calendar: WorkCalendar) -> date | None:
    """The rule's own date in one month; None where an RRULE names none in it."""
    if rule.kind is RuleKind.RRULE:
        return _rrule_dates(rule.text, year).get(month)
    return _date_in(rule, year, month, calendar)


def propose(
    rule: MonthlyRule, year: int, calendar: WorkCalendar, busy: Busy = nothing_else
) -> tuple[Proposal, ...]:
    """Propose one workday a month, each with the reason for its date.

    A date on a day off goes to the next workday, and back to the one before where the month would be left.
    """
    return tuple(
        shift(month, day, rule, calendar, busy)
        for month, day in sorted(dates_of(rule, year, calendar).items())
    )


def shift(month: int, day: date, rule: MonthlyRule, calendar: WorkCalendar, busy: Busy) -> Proposal:
    """Move one date off holidays and clashes, and say why (架构: every computed date explains itself)."""
    landed = _workday_near(day, calendar)
    clash = busy(landed)
    if clash is None:
        return Proposal(month, landed, _reason(day, landed, rule, calendar))
    moved = landed
    for _ in range(31):
        moved = _workday_near(moved + timedelta(days=1), calendar, stay_in=landed)
        if moved <= landed or busy(moved) is None:
            break
    if moved <= landed or busy(moved) is not None:
        return Proposal(month, landed, Diagnostic(Level.WARNING, "date_clash_unsolved", {"clash": clash}))
    facts = {"planned": landed, "day": moved, "clash": clash}
    return Proposal(month, moved, Diagnostic(Level.NOTE, "date_moved_clash", facts))


def _workday_near(day: date, calendar: WorkCalendar, stay_in: date | None = None) -> date:
    home = stay_in or day
    after = calendar.next_workday(day)
    if (after.year, after.month) == (home.year, home.month):
        return after
    return calendar.previous_workday(home)


def _reason(planned: date, landed: date, rule: MonthlyRule, calendar: WorkCalendar) -> Diagnostic:
    facts: dict[str, object] = {"rule": rule.text, "day": landed}
    if planned == landed:
        code = "date_by_rule"
    else:
        facts["planned"] = planned
        facts["holiday"] = calendar.holiday_name(planned)
        direction = "later" if landed > planned else "earlier"
        kind = "holiday" if facts["holiday"] else "weekend"
        code = f"date_moved_{direction}_{kind}"
    level = Level.NOTE
    if not calendar.is_official(landed):
        facts["year"] = landed.year
        facts["reason"] = Diagnostic(level, code, dict(facts))
        code, level = "date_calendar_unofficial", Level.WARNING
    return Diagnostic(level, code, facts)


def _date_in(rule: MonthlyRule, year: int, month: int, calendar: WorkCalendar) -> date:
    if rule.kind is RuleKind.WORKDAY:
        if rule.ordinal == -1:
            return calendar.last_workday(year, month)
        return calendar.add_workdays(date(year, month, 1) - timedelta(days=1), rule.ordinal)
    if rule.kind is RuleKind.DAY:
        return _last_of(f"FREQ=MONTHLY;BYMONTHDAY={rule.day},-1;BYSETPOS=1", year, month)
    day_name = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[rule.weekday]
    # Both the asked-for and the last such weekday, the earlier of the two: a fifth one that is missing is the last.
    return _last_of(f"FREQ=MONTHLY;BYDAY={rule.ordinal:+d}{day_name},-1{day_name};BYSETPOS=1", year, month)


def _last_of(rrule_text: str, year: int, month: int) -> date:
    from dateutil.rrule import rrulestr

    occurrences = rrulestr(rrule_text, dtstart=datetime(year, month, 1), cache=False)
    found = occurrences.after(datetime(year, month, 1), inc=True)
    assert found is not None  # every month has a last day and a last weekday
    return found.date()


def _rrule_dates(text: str, year: int) -> dict[int, date]:
    from dateutil.rrule import rrulestr

    occurrences = rrulestr(text, dtstart=datetime(year, 1, 1)).between(
        datetime(year, 1, 1), datetime(year, 12, 31, 23, 59), inc=True
    )
    first: dict[int, date] = {}
    for moment in occurrences:
        first.setdefault(moment.month, moment.date())
    return first


def _checked_rrule(text: str) -> MonthlyRule:
    """An RRULE (RFC 5545 3.3.10) of the parts that name days; dateutil runs on for ever on others, or breaks late."""
    if any(often in text.upper() for often in _TOO_OFTEN):
        raise Refusal("rule_too_often", text=text)
    if not _RRULE.fullmatch(text):
        raise Refusal("rule_unreadable", text=text)
    try:
        for year in _TRIED_YEARS:
            _rrule_dates(text, year)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError) as error:
        raise Refusal("rule_unreadable", text=text) from error
    return MonthlyRule(RuleKind.RRULE, text, DEFAULT_TIME)
