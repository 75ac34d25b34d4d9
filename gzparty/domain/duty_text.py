"""Deadlines and periods as a clerk writes them: 15日, 月底, 次月5日, 次年3月底, 会后3个工作日; 6月, 二季度."""

from __future__ import annotations

import re
from unicodedata import normalize

from gzparty.domain import chinese
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.duty import HALF, Deadline
from gzparty.domain.period import Every, Period

_MONTH = re.compile(r"(?:(\d{4})[-./])?(\d{1,2})")
_QUARTER = re.compile(r"(?:(\d{4})-?)?[qQ]([1-4])")
_MOST_WORKDAYS = 30
_RHYTHMS = {"month": Every.MONTH, "quarter": Every.QUARTER, "year": Every.YEAR, "once": Every.ONCE}


def read_deadline(text: str, every: Every, *, after_meeting: bool = False) -> Deadline | None:
    """Read a deadline of a duty with a rhythm, the way `deadline_label` writes it and near to it.

    None where nothing is asked for (empty, 无, a dash). `after_meeting` allows 会后3个工作日, which only a deadline for
    handing in can be. Refusal deadline_unreadable, deadline_other_rhythm (年底 of something monthly),
    deadline_other_month (11月底 of something yearly that ends in December) or hold_after_meeting.
    """
    plain = chinese.digits_of("".join(normalize("NFKC", text).split()))
    if plain in chinese.NO_DEADLINE:
        return None
    code = _code(plain, every, text)
    if code is None:
        raise Refusal("deadline_unreadable", text=text.strip())
    if code.endswith("w") and not after_meeting:
        raise Refusal("hold_after_meeting", text=text.strip())
    return Deadline.parse(code)


def read_month(text: str, year: int) -> Period | None:
    """Read a month (7, 7月, 2026-07, 2026年7月); without a year it lies in `year`. None where it is none."""
    found = _MONTH.fullmatch(chinese.plain_month("".join(normalize("NFKC", text).split())))
    if found is None or not 1 <= int(found[2]) <= 12:
        return None
    return Period.of_month(int(found[1] or year), int(found[2]))


def read_period(text: str, year: int) -> Period | None:
    """Read a month, a quarter (二季度, 2026-Q2) or a year (2026, 全年); None where it is none of them."""
    plain = chinese.digits_of("".join(normalize("NFKC", text).split()))
    if plain in chinese.WHOLE_YEAR:
        return Period(year, 1, 12)
    if re.fullmatch(r"\d{4}", bare := plain.removesuffix(chinese.YEAR_END)):
        return Period(int(bare), 1, 12)
    named = chinese.QUARTER_TEXT.fullmatch(plain)
    if quarter := named or _QUARTER.fullmatch(plain):
        return Period(int(quarter[1] or year), int(quarter[2]) * 3 - 2, 3)
    return read_month(plain, year)


def _code(plain: str, every: Every, typed: str) -> str | None:
    """The stored form of a deadline; None where the text is none."""
    if plain in chinese.LIFE_DAY_WORDS:
        return "life_day"
    if plain in chinese.HALF_MONTH_WORDS:
        return HALF
    if rhythm := chinese.PERIOD_ENDS.get(plain):
        return _end_of(rhythm, every, typed)
    if found := chinese.WORKDAYS_AFTER.fullmatch(plain):
        return f"{int(found[1])}w" if 1 <= int(found[1]) <= _MOST_WORKDAYS else None
    if found := chinese.DAY_TEXT.fullmatch(plain):
        return _day(found[1])
    if found := chinese.MONTH_DAY_TEXT.fullmatch(plain):
        return _of_month(int(found[1]), found[2], every, typed)
    if found := chinese.LATER_MONTH.fullmatch(plain):
        return _later(1 if found[1] is None else int(found[1]), found[2])
    if (found := chinese.NEXT_YEAR.fullmatch(plain)) and every is Every.YEAR:
        return _later(int(found[1]), found[2])
    return None


def _end_of(rhythm: str, every: Every, typed: str) -> str:
    """The end of the period; one of a longer rhythm would fall another day than it says."""
    meant = _RHYTHMS.get(rhythm)
    longer = [Every.MONTH, Every.QUARTER, Every.YEAR]
    if meant in longer and every in longer and meant is not every:
        if meant is Every.MONTH and every is Every.QUARTER:
            return "end"
        raise Refusal("deadline_other_rhythm", text=typed.strip())
    return "end"


def _of_month(month: int, rest: str, every: Every, typed: str) -> str | None:
    """A day named with its month: only of something yearly, and only in the year's last month."""
    if every is not Every.YEAR or month != 12:
        raise Refusal("deadline_other_month", text=typed.strip())
    return _day(rest)


def _later(months: int, rest: str) -> str | None:
    day = _day(rest)
    return f"+{months}-{day}" if day and 1 <= months <= 12 else None


def _day(text: str) -> str | None:
    if text in chinese.MONTH_END:
        return "end"
    return str(int(text)) if 1 <= int(text) <= 31 else None
