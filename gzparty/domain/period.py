"""Spans of the calendar in which something is owed: a month, a quarter, a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

_CODE = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")


class Every(StrEnum):
    """How often a duty comes round; once is a single task with a day of its own."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ONCE = "once"


_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A run of whole months: `month` is its first, `months` its length (1, 3 or 12)."""

    year: int
    month: int
    months: int

    @classmethod
    def of_month(cls, year: int, month: int) -> Period:
        """One month."""
        return cls(year, month, 1)

    @classmethod
    def around(cls, day: date, every: Every = Every.MONTH) -> Period:
        """The period of a rhythm in which a day lies, its month if none is given; what comes once lies in its month."""
        months = _MONTHS.get(every, 1)
        return cls(day.year, (day.month - 1) // months * months + 1, months)

    @staticmethod
    def parse(code: str) -> Period:
        """Read 2026, 2026-Q2 or 2026-06; ValueError for anything else."""
        return _parsed(code)

    @property
    def code(self) -> str:
        """2026-06, 2026-Q2 or 2026, as it is stored."""
        if self.months == 1:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-Q{(self.month + 2) // 3}" if self.months == 3 else f"{self.year:04d}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return month_end(self.year, self.month + self.months - 1)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def step(self, count: int) -> Period:
        """The period of the same length so many further on, or back for a negative count."""
        place = self.year * 12 + self.month - 1 + count * self.months
        return Period(place // 12, place % 12 + 1, self.months)

    @property
    def closing(self) -> Period:
        """Its last month: the one whose 支部生活日 decides a quarter, and in which its end falls."""
        return Period(self.year, self.month + self.months - 1, 1)

    def covers(self, other: Period) -> bool:
        """Whether another period lies wholly in this one."""
        return self.first <= other.first and other.last <= self.last


@lru_cache(maxsize=1024)
def _parsed(code: str) -> Period:
    # Every due compares its period with those of records, and a year has but seventeen.
    found = _CODE.fullmatch(code)
    if found is None:
        raise ValueError(code)
    year, quarter, month = int(found[1]), found[2], found[3]
    if quarter:
        return Period(year, int(quarter) * 3 - 2, 3)
    return Period(year, int(month), 1) if month else Period(year, 1, 12)


@lru_cache(maxsize=1024)
def month_end(year: int, month: int) -> date:
    """The last day of a month; months beyond December run into the next year."""
    year, month = year + month // 12, month % 12 + 1
    return date(year, month, 1) - timedelta(days=1)


def periods(year: int, every: Every) -> Iterator[Period]:
    """The periods of a rhythm in a year, in their order; none for what comes once."""
    months = _MONTHS.get(every)
    if months:
        for first in range(1, 13, months):
            yield Period(year, first, months)
