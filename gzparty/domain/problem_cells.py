"""What a rectification ledger writes in one cell: where a problem comes from, its deadline, whether it is closed."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from gzparty.domain import chinese_ledger as words
from gzparty.domain.chinese import digits_of
from gzparty.domain.damage import CellValue, Reading, as_text, read_text
from gzparty.domain.damage import read_date as read_partial
from gzparty.domain.date_text import date_numbers
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.problem import Lane, ProblemSource, ProblemState

FIRST_YEAR, LAST_YEAR = 1950, 2100
_COLON = "："
_WHOLE = 3
"""Numbers of a date with its year."""
_LEAP = 2024
"""A year that has every day there is."""
_BLANKS = {ord(mark): None for mark in " \t\u3000\n\r"}


class Deadline(NamedTuple):
    """A deadline as understood: its last day, the lane it names, and its words where the day alone does not say them."""

    day: date | None = None
    lane: Lane | None = None
    text: str = ""


class DoneOn(NamedTuple):
    """When it was done: the day, or the words that say less than a day."""

    day: date | None = None
    text: str = ""


class Said(NamedTuple):
    """What 是否完成 says; `state` None where it only says no, `closed` None where it says nothing."""

    closed: bool | None = None
    state: ProblemState | None = None


def year_of(*places: Iterable[str]) -> int | None:
    """The year a ledger is of, by the first of several places that names one; None where none does, or it names two."""
    for texts in places:
        plain = [digits_of(unicodedata.normalize("NFKC", text).translate(_BLANKS)) for text in texts]
        for pattern in (words.YEAR_SAID, words.YEAR):
            found = {int(year) for text in plain for year in pattern.findall(text)}
            if found:
                return found.pop() if len(found) == 1 else None
    return None


def read_source(text: str, labels: dict[str, ProblemSource]) -> tuple[ProblemSource | None, str]:
    """Where a problem comes from and what is said beyond that; `labels` are the program's own words.

    联合督查：6月督查 is a joint inspection with a remark; words nobody knows are another source, kept as they are.
    """
    known = {**words.SOURCE_WORDS, **labels}
    plain = text.strip()
    if not plain:
        return None, ""
    if plain.translate(_BLANKS) in known:
        return known[plain.translate(_BLANKS)], ""
    head, colon, rest = plain.partition(_COLON)
    if colon and rest.strip() and head.strip() in labels:
        return labels[head.strip()], rest.strip()
    return ProblemSource.OTHER, plain


def source_text(source: ProblemSource, note: str, labels: dict[str, ProblemSource]) -> str:
    """A source as one cell, so that `read_source` reads the same again."""
    label = next(word for word, meant in labels.items() if meant is source)
    note = note.strip()
    if not note:
        return label
    if read_source(note, labels) == (source, note):
        return note
    return f"{label}{_COLON}{note}"


def read_state(text: str) -> Said | None:
    """Whether a problem is closed; None for a word nobody knows, empty says nothing."""
    plain = unicodedata.normalize("NFKC", text).translate(_BLANKS)
    for word in (text.translate(_BLANKS), plain):
        if not word:
            return Said()
        if word in words.STATE_WORDS:
            state = words.STATE_WORDS[word]
            return Said(state in (ProblemState.CLOSED, ProblemState.LOOKED_BACK), state)
        if word in words.NOT_DONE:
            return Said(False)
    return None


def read_deadline(value: CellValue, year: int | None, today: date) -> Reading[Deadline]:
    """Read 立行立改, 长期坚持, 6月底前, 2023年10月29日 …; what lacks its year is read in `year`, else asked about.

    6月底前 is the last day of June. The words stay wherever they say more, or less, than a day.
    """
    if isinstance(value, date | datetime):
        return Reading(Deadline(value.date() if isinstance(value, datetime) else value))
    if not isinstance(value, str):
        return _of_number(value, today)
    plain = read_text(value)
    if plain.finding is not None or not plain.value:
        return Reading(Deadline(), plain.finding)
    lane, rest = _lane(_folded(plain.value))
    if not rest:
        return Reading(Deadline(None, lane, plain.value))
    bare = words.BEFORE.sub("", rest)
    try:
        found = _day(bare, year)
    except ValueError:
        return Reading(Deadline(), Diagnostic(Level.ERROR, "date_impossible", {"text": plain.value}))
    if found is None:
        return _unread(plain.value, bare, lane, year, today)
    if not isinstance(found, date):
        return _without_year(plain.value, lane, found, today)
    says_only_a_day = lane is None and bare == rest and len(date_numbers(bare)) == _WHOLE
    return Reading(Deadline(found, lane, "" if says_only_a_day else plain.value))


def read_done(value: CellValue, year: int | None, today: date) -> Reading[DoneOn]:
    """Read when it was done; a month alone stays words, since no day of it is known."""
    text = as_text(value)
    numbers = date_numbers(text) if isinstance(value, str) and not words.YEAR.fullmatch(text) else ()
    month = words.MONTH_ONLY.fullmatch(_folded(text)) if isinstance(value, str) and not numbers else None
    if len(numbers) == 2 or (month is not None and month[1] is None and not text.strip().isdigit()):
        return _done_in(numbers or (int(month[2]) if month else 0,), text, year, today)
    reading = read_partial(value, today)
    known = reading.value
    if known is None:
        return Reading(DoneOn(), reading.finding, reading.repairs)
    return Reading(_done(known, text), reading.finding, reading.repairs)


def done_of(text: str) -> DoneOn:
    """A repair offered for such a cell, as ISO text."""
    return _done(PartialDate.from_iso(text), text)


def _done(known: PartialDate, text: str) -> DoneOn:
    return DoneOn(known.first_day()) if known.day else DoneOn(None, text)


def _done_in(numbers: tuple[int, ...], text: str, year: int | None, today: date) -> Reading[DoneOn]:
    """A day or a month without its year, in that of the sheet or asked about."""
    years = (year,) if year is not None else (today.year, today.year - 1)
    try:
        meant = [PartialDate(one, *numbers) for one in years]
    except ValueError:
        return Reading(DoneOn(), Diagnostic(Level.ERROR, "date_impossible", {"text": text}))
    if year is not None:
        return Reading(_done(meant[0], str(meant[0]) if len(numbers) == 1 else text))
    past = [str(one) for one in meant if one.first_day() <= today]
    finding = Diagnostic(Level.WARNING, "problem_row_done_without_year", {"text": text})
    return Reading(DoneOn(None, text), finding, tuple(past))


def _of_number(value: CellValue, today: date) -> Reading[Deadline]:
    """A number that was a date; deadlines may lie ahead, so years to come are none too late."""
    reading = read_partial(value, date(max(today.year, 2000) + 20, 12, 31))
    known = reading.value
    if known is None or reading.finding is not None:
        days = tuple(PartialDate.from_iso(text).last_day().isoformat() for text in reading.repairs)
        return Reading(Deadline(None, None, as_text(value)), reading.finding, days)
    if known.day:
        return Reading(Deadline(known.first_day()))
    return _month_alone(as_text(value), None, (known.year, known.month))


def _lane(text: str) -> tuple[Lane | None, str]:
    """The lane a text names, and what else it says."""
    for word in sorted(words.LANE_WORDS, key=len, reverse=True):
        if word in text:
            return words.LANE_WORDS[word], text.replace(word, "", 1).strip(words.AROUND)
    return None, text


def _folded(text: str) -> str:
    return digits_of(unicodedata.normalize("NFKC", text).translate(_BLANKS))


Open = tuple[int, int]
"""A month and day whose year nobody wrote."""


def _day(text: str, year: int | None) -> date | Open | None:
    """The day a text means, without any year its month and day; ValueError for a day the calendar lacks."""
    numbers = date_numbers(text)
    if numbers:
        own = numbers[0] if len(numbers) == _WHOLE else year
        return _placed(own, numbers[-2], numbers[-1])
    found = words.MONTH_END.fullmatch(text)
    if found is None:
        return None
    own = int(found[1] or 0) or year
    month, day = _end(found[3], int(found[2] or 0), of_year=found[1] is not None)
    return _placed(own, month, min(day, monthrange(own or _LEAP, month)[1]))


def _end(word: str, month: int, *, of_year: bool) -> tuple[int, int]:
    """The month and day that the end of something falls on, the day maybe beyond the month's own."""
    ends = {words.HALF_YEAR: (6, 30), **dict.fromkeys(words.YEAR_ENDS, (12, 31))}
    if of_year and not month:
        ends |= dict.fromkeys(words.OF_A_YEAR, (12, 31))
    if (word in ends) == bool(month) or month > 12:
        raise ValueError(word)
    return ends.get(word) or (month, words.TEN_DAYS.get(word, 31))


def _placed(year: int | None, month: int, day: int) -> date | Open:
    """A day of a year nobody would doubt; a day of any year where none is known."""
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    placed = date(year or _LEAP, month, day)
    return (month, day) if year is None else placed


def _without_year(text: str, lane: Lane | None, open_day: Open, today: date) -> Reading[Deadline]:
    """Which year is meant is asked: this one and the one before are offered."""
    month, day = open_day
    offered = []
    for year in (today.year, today.year - 1):
        last = monthrange(year, month)[1]
        offered.append(date(year, month, min(day, last)).isoformat())
    finding = Diagnostic(Level.WARNING, "problem_row_deadline_without_year", {"text": text})
    return Reading(Deadline(None, lane, text), finding, tuple(offered))


def _unread(text: str, bare: str, lane: Lane | None, year: int | None, today: date) -> Reading[Deadline]:
    """A month alone has a last day to offer, five digits may be a day number; anything else is no deadline."""
    month = words.MONTH_ONLY.fullmatch(bare)
    if month is not None and 1 <= int(month[2]) <= 12:
        return _month_alone(text, lane, (int(month[1] or year or today.year), int(month[2])))
    if bare.isascii() and bare.isdigit() and len(bare) == 5:
        return _of_number(float(bare), today)
    return _words_only(text, lane)


def _words_only(text: str, lane: Lane | None) -> Reading[Deadline]:
    """What means no day may stay as words, if somebody says so."""
    finding = Diagnostic(Level.WARNING, "problem_row_deadline_unreadable", {"text": text})
    return Reading(Deadline(None, lane, text), finding)


def _month_alone(text: str, lane: Lane | None, month: tuple[int, int]) -> Reading[Deadline]:
    """Whether its last day is meant is asked."""
    try:
        last = PartialDate(*month).last_day()
    except ValueError:
        return _words_only(text, lane)
    finding = Diagnostic(Level.WARNING, "problem_row_deadline_month", {"text": text, "day": last})
    return Reading(Deadline(None, lane, text), finding, (last.isoformat(),))


def deadline_text(
    day: date | None, lane: Lane, text: str, labels: dict[Lane, str], today: date
) -> date | str:
    """A deadline as one cell, so that `read_deadline` reads the same again, even in a sheet that names no year.

    The words it was written in stay as long as they still say what holds: after an extension they no longer do.
    """
    ways = [text, f"{day.year}{words.YEAR_MARK}{text}"] if day is not None and text else [text]
    for way in ways:
        reading = read_deadline(way, None, today)
        if (
            way
            and reading.finding is None
            and reading.value[:2] == (day, None if lane is Lane.TERM else lane)
        ):
            return way
    if lane is Lane.TERM:
        return text if day is None else day
    return labels[lane] if day is None else f"{labels[lane]} {day}"
