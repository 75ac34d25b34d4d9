"""Dates that may lack day or month, as rosters have them; compared by overlap."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from gzparty.domain.chinese import date_parts
from gzparty.domain.diagnostic import Refusal

_SEPARATED = re.compile(r"^(\d{4})(?:[./\-,](\d{1,2})(?:[./\-,](\d{1,2}))?)?[./\-]?$", re.ASCII)
_TOGETHER = re.compile(r"^(\d{4})(\d{2})(\d{2})?$", re.ASCII)
_CLOCK = re.compile(r"(?<=\d)[T ]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$")


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
        if self.day:
            return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"
        return f"{self.year:04d}-{self.month:02d}" if self.month else f"{self.year:04d}"

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


def parse_partial_date(text: str) -> PartialDate:
    """Read a date as rosters write it: 1981年4月, 1960.12.20, 1996/4/7, 198104, 二〇二三年二月.

    Raises Refusal `date_unreadable` for what is no date and `date_impossible` for a day the calendar lacks.
    """
    match = _SEPARATED.match(text)
    parts = match.groups() if match else _parts(text) or _parts(_plain(text))
    if not parts:
        raise Refusal("date_unreadable", text=text.strip())
    try:
        return _checked([int(part) for part in parts if part])
    except ValueError:
        raise Refusal("date_impossible", text=text.strip()) from None


def _plain(text: str) -> str:
    """The text without spaces, full-width forms and a time of day."""
    return "".join(_CLOCK.sub("", unicodedata.normalize("NFKC", text).strip()).split())


def _parts(text: str) -> tuple[str | None, ...]:
    match = _SEPARATED.match(text) or _TOGETHER.match(text)
    return match.groups() if match else date_parts(text)


def _checked(numbers: list[int]) -> PartialDate:
    """A written 0 is no month and no day; only what is not written is unknown."""
    if 0 in numbers:
        raise ValueError(numbers)
    return PartialDate(*numbers)
