"""Days, months and times as clerks type them: 6.12, 0612, 26.6.12, 六月十二, 昨天; 六月, 26年6月; 14:30, 下午2点半."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time, timedelta
from enum import Enum
from unicodedata import normalize

from gzparty.domain.chinese import digits_of
from gzparty.domain.period import Period
from gzparty.records import dataclass

_YEAR, _MONTH, _DAY, _DAY_SPOKEN = "年", "月", "日", "号"
_AFTERNOON, _MORNING, _EVENING = "下午", "上午", "晚上"
_HOUR, _HOUR_SPOKEN, _MINUTE, _HALF = "时", "点", "分", "半"

_MONTH_SPOKEN = "月份"
_SPOKEN = {"前天": -2, "昨天": -1, "今天": 0, "明天": 1, "后天": 2, "昨日": -1, "今日": 0, "明日": 1}

_MARK = r"[./\-]"
_DAY_ALONE = re.compile(r"\d{1,2}", re.ASCII)
_MONTH_DAY = re.compile(rf"(\d{{1,2}}){_MARK}(\d{{1,2}})", re.ASCII)
_FULL = re.compile(rf"(\d{{4}}|\d{{2}}){_MARK}(\d{{1,2}}){_MARK}(\d{{1,2}})", re.ASCII)
_YEAR_MONTH = re.compile(rf"(\d{{4}}|\d{{2}}(?={_MARK})){_MARK}?(\d{{1,2}})", re.ASCII)
_HALF_A_YEAR = timedelta(days=183)


class Lean(Enum):
    """Which way a day written without its year lies from today, by what it is the day of."""

    NONE = "none"
    """Either: a plan, a holiday."""
    PAST = "past"
    """It happened: a meeting held, a problem found, a paper received."""
    FUTURE = "future"
    """It is to come: a deadline, the last day of a 公示."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a day as typed may leave out is taken from here.

    A day without a year lies in `year`, the one on show. Where that is the year of today it may belong to the one
    beside it: what has happened does not lie more than half a year ahead (12.28 typed in January is last year's),
    what is to come does not lie more than half a year back (1.15 typed in November is next year's).
    A day alone (12, 12日) lies in `month`: the month on show or, in the year of today, that of today.
    """

    year: int
    today: date | None = None
    """None where nobody knows it: 今天 cannot be read then."""
    lean: Lean = Lean.NONE
    month: int = 0

    @classmethod
    def day(cls, today: date, lean: Lean = Lean.PAST) -> Around:
        """Around today, for what has happened unless said otherwise."""
        return cls(today.year, today, lean)

    @property
    def shown_month(self) -> int:
        """The month a day alone belongs to; 0 where it is not known."""
        here = self.today is not None and self.today.year == self.year
        return self.month or (self.today.month if self.today is not None and here else 0)


def read_date(text: str, around: Around) -> date | None:
    """Read a day; None where it is none, such as 2.30."""
    plain = _plain(text)
    if plain in _SPOKEN and around.today is not None:
        return around.today + timedelta(days=_SPOKEN[plain])
    numbers = date_numbers(text)
    if len(numbers) == 3:
        return _date(*numbers)
    if numbers:
        return _leaning(_date(around.year, *numbers), numbers, around)
    alone = _bare_day(plain)
    return _date(around.year, around.shown_month, int(alone)) if alone and around.shown_month else None


def date_numbers(text: str) -> tuple[int, ...]:
    """Year, month and day, or month and day, of what is written like a date; empty where nothing is."""
    plain = _without_day_word(_plain(text)).replace(_YEAR, "-").replace(_MONTH, "-")
    if re.fullmatch(r"\d{4}", plain, re.ASCII):
        plain = f"{plain[:2]}-{plain[2:]}"
    elif re.fullmatch(r"\d{8}", plain, re.ASCII):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    found = _FULL.fullmatch(plain) or _MONTH_DAY.fullmatch(plain)
    numbers = tuple(int(part) for part in found.groups()) if found else ()
    return (_whole_year(numbers[0]), *numbers[1:]) if len(numbers) == 3 else numbers


def read_month(text: str, year: int) -> Period | None:
    """Read a month: 6, 06, 六月, 6月份 of `year`, 2026.6, 202606, 2026年6月, 26年6月. None where it is none."""
    plain = _plain(text).replace(_MONTH_SPOKEN, _MONTH).removesuffix(_MONTH).replace(_YEAR, "-")
    if re.fullmatch(r"\d{1,2}", plain, re.ASCII):
        numbers = (year, int(plain))
    elif found := _YEAR_MONTH.fullmatch(plain):
        numbers = (_whole_year(int(found[1])), int(found[2]))
    else:
        return None
    return Period.of_month(*numbers) if 1 <= numbers[1] <= 12 and numbers[0] >= 1 else None


def day_near(numbers: Sequence[int], month: Period) -> date | None:
    """The day of some numbers, [[year,] month,] day: what is not said is taken so that it lies in or nearest to a month."""
    year, number, day = month.year, month.month, numbers[-1]
    if len(numbers) > 1:
        number = numbers[-2]
        distance = number - month.month
        year += -1 if distance > 6 else 1 if distance < -6 else 0
    if len(numbers) > 2:
        year = _whole_year(numbers[0])
    return _date(year, number, day)


def read_time(text: str) -> time | None:
    """Read a time of day; 下午 and 晚上 add twelve hours. None where it is no time."""
    plain = _plain(text)
    later = plain.startswith((_AFTERNOON, _EVENING))
    for word in (_AFTERNOON, _MORNING, _EVENING):
        plain = plain.removeprefix(word)
    plain = plain.replace(_HALF, "30").removesuffix(_MINUTE)
    for mark in (_HOUR_SPOKEN, _HOUR, "."):
        plain = plain.replace(mark, ":")
    if re.fullmatch(r"\d{3,4}", plain):
        plain = f"{plain[:-2]}:{plain[-2:]}"
    found = re.fullmatch(r"(\d{1,2})(?::(\d{1,2})?)?", plain)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if later and hour < 12:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _leaning(day: date | None, numbers: Sequence[int], around: Around) -> date | None:
    """The day in the year it can be meant in; 2.29 goes where there is one."""
    today, lean = around.today, around.lean
    if today is None or today.year != around.year:
        return day
    # In a year without a 29 February the day after stands for it, to find the side it lies on.
    place = day or _date(around.year, 3, 1) if tuple(numbers) == (2, 29) else day
    if place is None:
        return None
    if lean is Lean.PAST and place - today > _HALF_A_YEAR:
        return _date(around.year - 1, *numbers)
    if lean is Lean.FUTURE and today - place > _HALF_A_YEAR:
        return _date(around.year + 1, *numbers)
    return day


def _whole_year(year: int) -> int:
    return year if year > 99 else 2000 + year


def _without_day_word(plain: str) -> str:
    for word in (_DAY, _DAY_SPOKEN):
        plain = plain.removesuffix(word)
    return plain


def _bare_day(plain: str) -> str:
    found = _DAY_ALONE.fullmatch(_without_day_word(plain))
    return found[0] if found else ""


def _plain(text: str) -> str:
    """Fold full-width characters, drop blanks and turn Chinese numerals into digits."""
    return digits_of(re.sub(r"\s+", "", normalize("NFKC", text))).replace("。", ".")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
