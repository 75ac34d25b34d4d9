"""The work calendar: days off and make-up workdays from a table the clerk can edit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field, replace
from datetime import date, timedelta
from enum import StrEnum

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.period import month_end
from gzparty.records import dataclass

LONGEST_RUN = 60
"""Days one run may have; no holiday comes near it, a slip in the month easily does."""
KNOWN_YEARS = range(1949, 2200)
"""Years that have a 放假 notice or may get one; anything else is a slip."""


class DayKind(StrEnum):
    """A marked day is off (放假) or worked (调休上班), whatever its weekday."""

    OFF = "off"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class DayMark:
    """One day of a holiday notice; `name` is the holiday it belongs to."""

    kind: DayKind
    name: str


@dataclass(frozen=True, slots=True)
class DayRun:
    """Days in a row that bear the same mark from the same source, `last` included."""

    first: date
    last: date
    mark: DayMark
    by_hand: bool = False

    @property
    def length(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    def days(self) -> tuple[date, ...]:
        """Each of the days."""
        return tuple(self.first + timedelta(days=offset) for offset in range(self.length))


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Answers which days are worked; outside `official_years` only weekends and statutory days are known.

    `official_years` are those whose 放假调休 notice (国务院办公厅, yearly) is in the table; the days
    `by_hand` were marked by the clerk, not by a notice.
    """

    marks: Mapping[date, DayMark] = field(default_factory=dict)
    official_years: frozenset[int] = frozenset()
    by_hand: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Whether offices work that day."""
        mark = self.marks.get(day)
        if mark is not None:
            return mark.kind is DayKind.WORK
        return day.weekday() < 5

    def holiday_name(self, day: date) -> str:
        """The holiday's name; empty for plain weekends and for days that are worked."""
        mark = self.marks.get(day)
        return mark.name if mark is not None and mark.kind is DayKind.OFF else ""

    def is_official(self, day: date) -> bool:
        """Whether the year's holiday notice is known, so that the answers can be relied on."""
        return day.year in self.official_years

    def next_workday(self, day: date) -> date:
        """That day, or the first workday after it."""
        return self._seek(day, 1)

    def previous_workday(self, day: date) -> date:
        """That day, or the last workday before it."""
        return self._seek(day, -1)

    def add_workdays(self, day: date, count: int) -> date:
        """The `count`-th workday after `day`, which itself is not counted."""
        for _ in range(count):
            day = self.next_workday(day + timedelta(days=1))
        return day

    def last_workday(self, year: int, month: int) -> date:
        """The last workday of a month."""
        return self.previous_workday(month_end(year, month))

    def _seek(self, day: date, step: int) -> date:
        # A year holds far fewer than 366 days off in a row; the bound guards an absurd hand-made table.
        for _ in range(366):
            if self.is_workday(day):
                return day
            day += timedelta(days=step)
        return day


def unofficial_years(calendar: WorkCalendar, years: Iterable[int]) -> tuple[Diagnostic, ...]:
    """Say of which years the holiday notice is not in the table yet."""
    return tuple(
        Diagnostic(Level.WARNING, "calendar_year_unofficial", {"year": year})
        for year in years
        if year not in calendar.official_years
    )


def runs(
    marks: Mapping[date, DayMark], year: int, by_hand: Collection[date] = frozenset()
) -> tuple[DayRun, ...]:
    """Group the marked days of a year into runs, as a notice names them; in the order of the days."""
    found: list[DayRun] = []
    for day in sorted(day for day in marks if day.year == year):
        mine = day in by_hand
        before = found[-1] if found else None
        joins = before is not None and day - before.last == timedelta(days=1)
        if before is not None and joins and (before.mark, before.by_hand) == (marks[day], mine):
            found[-1] = replace(before, last=day)
        else:
            found.append(DayRun(day, day, marks[day], mine))
    return tuple(found)


def run_problem(run: DayRun) -> Diagnostic | None:
    """What keeps a run from being marked: its end, its length, its year or its name; None where nothing does."""
    if run.last < run.first:
        facts: dict[str, object] = {"first": run.first, "last": run.last}
        return Diagnostic(Level.ERROR, "run_end_before_start", facts)
    if run.length > LONGEST_RUN:
        return Diagnostic(Level.ERROR, "run_too_long", {"length": run.length, "longest": LONGEST_RUN})
    if run.first.year not in KNOWN_YEARS or run.last.year not in KNOWN_YEARS:
        return year_problem(run.first.year)
    if run.mark.kind is DayKind.OFF and not run.mark.name.strip():
        return Diagnostic(Level.ERROR, "holiday_without_name", {"first": run.first})
    return None


def year_problem(year: int) -> Diagnostic:
    """Say that a year is none that offices plan for."""
    facts = {"year": year, "first": KNOWN_YEARS.start, "last": KNOWN_YEARS.stop - 1}
    return Diagnostic(Level.ERROR, "calendar_year_absurd", facts)
