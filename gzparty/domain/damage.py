"""What a spreadsheet does to dates, phones and long numbers, noticed before it is stored.

A workbook hands over text, numbers and dates. Each function reads one cell as what its column should
hold, and says what it found: an error cannot be stored, a warning asks, and `repairs` are offered.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Generic, TypeVar

from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.partial_date import PartialDate, parse_partial_date
from gzparty.domain.phone import is_plausible, masked_within, normalize_phone
from gzparty.records import dataclass

T = TypeVar("T")
CellValue = str | int | float | bool | date | datetime | time | timedelta | None

FIRST_YEAR = 1900
LONGEST_EXACT = 15
"""A spreadsheet keeps this many digits of a number; the rest become 0."""
_EPOCH = date(1899, 12, 30)
_CELL_ERROR = re.compile(r"^#(N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!)$")
_SCIENTIFIC = re.compile(r"^\d(\.\d+)?[eE]\+?\d+$")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A cell as understood: its value, what was found, and values offered instead (ISO dates or text)."""

    value: T
    finding: Diagnostic | None = None
    repairs: tuple[str, ...] = ()


def as_text(value: CellValue) -> str:
    """A cell as the text it shows: 3.0 is 3, a date is ISO, nothing is empty; no spaces at the ends."""
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    return str(value)


def read_text(value: CellValue) -> Reading[str]:
    """Read a cell as text; a formula's error value (#REF!) is an error."""
    text = value.strip() if isinstance(value, str) else as_text(value)
    if text[:1] == "#" and _CELL_ERROR.match(text):
        return Reading("", Diagnostic(Level.ERROR, "cell_is_error", {"text": text}))
    return Reading(text)


def read_number_text(value: CellValue) -> Reading[str]:
    """Read a code or an identity number; more than 15 digits as a number have lost their tail."""
    plain = read_text(value)
    if plain.finding is not None:
        return plain
    digits = plain.value
    as_number = isinstance(value, int | float) and not isinstance(value, bool)
    if (as_number and len(digits) > LONGEST_EXACT) or _SCIENTIFIC.match(digits):
        return Reading(digits, Diagnostic(Level.ERROR, "number_truncated", {"text": digits}))
    if len(digits) == 18 and digits.isdigit() and digits.endswith("000"):
        return Reading(digits, Diagnostic(Level.WARNING, "number_looks_truncated", {"text": digits}))
    return Reading(digits)


def read_phone(value: CellValue) -> Reading[str]:
    """Read a phone; one stored as a number is taken as its digits, one of wrong length asks."""
    if isinstance(value, str) and is_plausible(value):
        return Reading(value)
    plain = read_text(value)
    if plain.finding is not None or not plain.value:
        return plain
    if _SCIENTIFIC.match(plain.value):
        return Reading("", Diagnostic(Level.ERROR, "number_truncated", {"text": plain.value}))
    digits = normalize_phone(plain.value)
    if is_plausible(digits):
        return Reading(digits)
    values = {"text": masked_within(digits), "count": len(digits)}
    return Reading(digits, Diagnostic(Level.WARNING, "phone_implausible", values))


def read_date(value: CellValue, today: date) -> Reading[PartialDate | None]:
    """Read a date; what a number can mean in two ways is asked and never guessed."""
    if isinstance(value, str):
        return _date_of_text(value.strip(), today)
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _within(PartialDate(value.year, value.month, value.day), as_text(value), today)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _date_of_number(float(value), today)
    return _date_of_text(as_text(value), today)


def _date_of_text(text: str, today: date) -> Reading[PartialDate | None]:
    try:
        return _within(parse_partial_date(text), text, today)
    except Refusal as refusal:
        return _unread(text, refusal.diagnostics[0], today)


def _unread(text: str, finding: Diagnostic, today: date) -> Reading[PartialDate | None]:
    """Empty text is no date; five digits are a day number that was pasted as text."""
    plain = read_text(text)
    if plain.finding is not None or not text:
        return Reading(None, plain.finding)
    if len(text) == 5 and text.isascii() and text.isdigit():
        return _serial(int(text), text, today)
    return Reading(None, finding)


def _date_of_number(number: float, today: date) -> Reading[PartialDate | None]:
    text = as_text(number)
    if number.is_integer() and len(text) == 5:
        return _serial(int(number), text, today)
    if FIRST_YEAR <= number < 10000 and not number.is_integer():
        return _year_and_month(number, today)
    try:
        return _within(parse_partial_date(text), text, today)
    except Refusal as refusal:
        return Reading(None, refusal.diagnostics[0])


def _serial(days: int, text: str, today: date) -> Reading[PartialDate | None]:
    """A day counted from 1900, as a date cell looks when its format is lost."""
    meant = _EPOCH + timedelta(days=days)
    if meant > today:
        return Reading(None, Diagnostic(Level.ERROR, "date_unreadable", {"text": text}))
    offered = PartialDate(meant.year, meant.month, meant.day)
    finding = Diagnostic(Level.WARNING, "date_is_serial", {"text": text, "meant": offered})
    return Reading(None, finding, (str(offered),))


def _year_and_month(number: float, today: date) -> Reading[PartialDate | None]:
    """1985.11 typed as a number; 1985.1 may be January, or October that lost its last 0."""
    year, hundredths = divmod(round(number * 100), 100)
    text = f"{number:g}"
    if hundredths == 10:
        first, tenth = PartialDate(year, 1), PartialDate(year, 10)
        finding = Diagnostic(
            Level.WARNING, "date_month_ambiguous", {"text": text, "first": first, "second": tenth}
        )
        return Reading(PartialDate(year), finding, (str(first), str(tenth)))
    month = hundredths // 10 if hundredths % 10 == 0 else hundredths
    if abs(number * 100 - round(number * 100)) > 1e-6 or month > 12:
        return Reading(None, Diagnostic(Level.ERROR, "date_impossible", {"text": text}))
    return _within(PartialDate(year, month), text, today)


def _within(read: PartialDate, text: str, today: date) -> Reading[PartialDate | None]:
    past = read.year < today.year or read.first_day() <= today
    if read.year >= FIRST_YEAR and past:
        return Reading(read)
    return Reading(read, Diagnostic(Level.WARNING, "date_out_of_range", {"text": text, "date": read}))
