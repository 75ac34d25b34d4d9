"""Duties: which units owe which record, how often and until when; versions count from a date on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from enum import StrEnum

from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.period import Every, Period, month_end, periods
from gzparty.records import dataclass

COMMITTEE_SIZE = 7
"""Full members from which a branch has a committee (支部工作条例 第20条)."""
HALF = "half"
HALF_MONTH = 15
"""The last day of a month's first half."""
_DEADLINE = re.compile(rf"(?:\+(\d{{1,2}})-)?(end|\d{{1,2}})|(life_day)|(\d{{1,2}})w|({HALF})|")


class Scope(StrEnum):
    """Who owes a duty."""

    BRANCH = "branch"
    COMMITTEE = "committee"
    GROUP = "group"
    WORK_UNIT = "work_unit"
    TOWN = "town"
    PICKED = "picked"


class Grade(StrEnum):
    """How binding a duty is: hard arithmetic, 一般 by regulation, set by the town, striven for, asked once."""

    HARD = "hard"
    NORMALLY = "normally"
    LOCAL = "local"
    STRIVE = "strive"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day told by a period: a day of its last month (None: that month's end) or of a later one; the branch's own
    支部生活日 with its grace; so many workdays after the meeting; or the end of each half of a month, for what is owed
    several times in it. `text` is how it is stored.

    The end of a window stays where it is; whoever shows it names the last workday before (architecture 8.7).
    """

    text: str
    months: int = 0
    day: int | None = None
    workdays: int = 0
    by_life_day: bool = False
    by_halves: bool = False

    @classmethod
    def parse(cls, text: str) -> Deadline | None:
        """Read end, 15, +1-5, +3-end, life_day, 3w or half; None for an empty text; Refusal for anything else."""
        found = _DEADLINE.fullmatch(text)
        if found is None:
            raise Refusal("deadline_unreadable", text=text)
        months, day, life_day, workdays, half = found.groups()
        if not text:
            return None
        if half:
            return cls(text, by_halves=True)
        if life_day:
            return cls(text, by_life_day=True)
        if workdays and int(workdays):
            return cls(text, workdays=int(workdays))
        number = None if day == "end" else int(day or 0)
        if number is not None and not 1 <= number <= 31:
            raise Refusal("deadline_unreadable", text=text)
        return cls(text, int(months or 0), number)

    def falls_on(self, period: Period) -> date:
        """The day it names for a period, the last where it names several; a month without that day ends it."""
        last = month_end(period.year, period.month + period.months - 1 + self.months)
        return last if self.day is None else last.replace(day=min(self.day, last.day))

    def falls_on_time(self, period: Period, ordinal: int, times: int) -> date:
        """The day for one of several times in a period: by halves those of the first half until the 15th, the last
        until the end."""
        last = self.falls_on(period)
        return last.replace(day=HALF_MONTH) if self.by_halves and 2 * ordinal <= times else last


@dataclass(frozen=True, slots=True)
class Duty:
    """One version of a duty: in force for periods that begin on `valid_from` or later, until the next version.

    `record` says which records fulfil it (a kind of meeting, talk, training, inspection, selection).
    """

    id: int
    uid: str
    code: str
    valid_from: date
    title: str
    record: str
    scope: Scope
    every: Every
    times: int
    hold_by: Deadline | None
    report_by: Deadline | None
    grade: Grade
    basis: str
    stopped: bool = False
    position: int = 0


@dataclass(frozen=True, slots=True)
class LifeDay:
    """A branch's 支部生活日: a rule such as 15日 or 第一个周五, its hour if fixed, and days of grace after it."""

    id: int
    uid: str
    unit_id: int
    rule: str
    starts_at: time | None
    grace: int
    valid_from: date


@dataclass(frozen=True, slots=True)
class Waiver:
    """A unit (or one of its groups) let off a duty for a period (免办), or the word on a month missed."""

    id: int
    uid: str
    duty: str
    unit_id: int
    group_id: int | None
    period: str
    reason: str
    approver: str = ""
    approved_on: date | None = None


@dataclass(frozen=True, slots=True)
class Errand:
    """Something asked for from above (要材料): one-off, until a day, from some units."""

    id: int
    uid: str
    number: str
    title: str
    asked_by: str
    asked_on: date
    due_on: date
    note: str = ""
    finished_on: date | None = None


@dataclass(frozen=True, slots=True)
class ErrandUnit:
    """What one unit owes of an errand: received, given back with a reason, where the original lies."""

    id: int
    uid: str
    errand_id: int
    unit_id: int
    received_on: date | None = None
    returned_on: date | None = None
    return_reason: str = ""
    filed_at: str = ""


def in_force(versions: Iterable[Duty], year: int) -> Iterator[tuple[Duty, Period]]:
    """The periods of one duty in a year, each with the version that decides it.

    A new version takes over at the first day that begins a period of both, so that no part of the year is owed twice
    and none is dropped when the rhythm changes.
    """
    for version, start, end in _with_ends(_spells(versions)):
        for period in periods(year, version.every):
            if start <= period.first < end:
                yield version, period


def decides_from(versions: Iterable[Duty], version: Duty) -> date | None:
    """From which day on one of some versions decides; None where a later one takes its place before it begins."""
    return next((start for known, start in _spells(versions) if known == version), None)


def workday_before(day: date, calendar: WorkCalendar) -> date | None:
    """The last workday before a deadline on a day off, for the hint beside it; None where it is a workday itself."""
    return None if calendar.is_workday(day) else calendar.previous_workday(day)


def takes_over(before: Every, after: Every, wanted: date) -> date:
    """The first day from `wanted` on that begins a period of both rhythms."""
    around = max((Period.around(wanted, every) for every in (before, after)), key=lambda found: found.months)
    return wanted if around.first == wanted else around.last + timedelta(days=1)


def _spells(versions: Iterable[Duty]) -> list[tuple[Duty, date]]:
    """The versions that come to decide something, each with its first day; ordered, no two on one day."""
    spells: list[tuple[Duty, date]] = []
    for version in sorted(versions, key=lambda known: known.valid_from):
        start = _joins(spells, version)
        spells = [*(spell for spell in spells if spell[1] < start), (version, start)]
    return spells


def _joins(spells: Sequence[tuple[Duty, date]], version: Duty) -> date:
    """The first day on which a version can follow the one that decides until then.

    Where an earlier version still waits for its own first day (monthly until the year is over, say), the newer one may
    follow the one before it and the waiting one never begins.
    """
    for known, start, end in _with_ends(spells):
        if end >= version.valid_from:
            joined = takes_over(known.every, version.every, max(version.valid_from, start))
            if joined <= end:
                return joined
    return version.valid_from


def _with_ends(spells: Sequence[tuple[Duty, date]]) -> Iterator[tuple[Duty, date, date]]:
    """Each version with its first day and the one on which the next follows it."""
    for place, (version, start) in enumerate(spells):
        yield version, start, spells[place + 1][1] if place + 1 < len(spells) else date.max
