"""Dates that may lack day or month, as rosters have them; compared by overlap."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, maybe a month, maybe a day; 0 stands for what is not known, so that order works."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if self.day and not self.month:
            raise ValueError(self)
        date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        """ISO text, as long as what is known: 1981, 1981-04, 1981-04-28."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    @classmethod
    def from_iso(cls, text: str) -> PartialDate:
        """Read what `str` wrote; ValueError otherwise."""
        return cls(*(int(part) for part in text.split("-")))

    def first_day(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """The latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def overlaps(self, other: PartialDate) -> bool:
        """Whether both can mean the same day."""
        return self.first_day() <= other.last_day() and other.first_day() <= self.last_day()

    def is_more_exact_than(self, other: PartialDate) -> bool:
        """Whether it says the same, but more of it."""
        return self.overlaps(other) and (self.month > 0, self.day > 0) > (other.month > 0, other.day > 0)
