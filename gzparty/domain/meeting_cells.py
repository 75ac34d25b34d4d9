"""What a sheet of meetings writes in one cell: a day with its hours, a head count."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from typing import NamedTuple

from gzparty.domain import chinese_records as words
from gzparty.domain.damage import CellValue, Reading, as_text, read_date, read_text
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.partial_date import PartialDate

_NOON = 12


class Moment(NamedTuple):
    """A day, with its hours where they are written."""

    day: date
    starts: time | None = None
    ends: time | None = None


def read_moment(value: CellValue, today: date) -> Reading[Moment | None]:
    """Read a cell such as 2026-06-15 19:00-21:00; a day without its year is asked about, never guessed."""
    if isinstance(value, datetime):
        hour = value.time().replace(second=0, microsecond=0)
        return Reading(Moment(value.date(), hour if hour != time() else None))
    if not isinstance(value, str):
        return _of_day(read_date(value, _horizon(today)), (None, None), as_text(value))
    plain = read_text(value)
    if plain.finding is not None or not plain.value:
        return Reading(None, plain.finding)
    text = words.WEEKDAY.sub("", unicodedata.normalize("NFKC", plain.value)).strip()
    hours = words.HOURS.search(text)
    day_text = text[: hours.start()].strip(" T,") if hours else text
    times = _times(hours) if hours else (None, None)
    if times is None:
        return Reading(None, Diagnostic(Level.ERROR, "moment_unreadable", {"text": plain.value}))
    without_year = words.MONTH_DAY.match(day_text)
    if without_year:
        return _without_year(int(without_year[1]), int(without_year[2]), times, plain.value, today)
    return _of_day(read_date(day_text, _horizon(today)), times, plain.value)


def _horizon(today: date) -> date:
    """Meetings are planned ahead, at most until the end of the next year."""
    return date(today.year + 1, 12, 31)


def read_count(value: CellValue) -> Reading[int | None]:
    """Read a head count such as 19 or 19人."""
    plain = read_text(value)
    if plain.finding is not None or not plain.value:
        return Reading(None, plain.finding)
    found = words.COUNT.match(unicodedata.normalize("NFKC", plain.value))
    if found is None:
        return Reading(None, Diagnostic(Level.ERROR, "count_unreadable", {"text": plain.value}))
    return Reading(int(found[1]))


def _times(found: re.Match[str]) -> tuple[time | None, time | None] | None:
    starts = _time(found[1], *found.group(2, 3, 4, 5))
    if starts is None:
        return None
    if found[7] is None:
        return starts, None
    ends = _time(found[6] or found[1], *found.group(7, 8, 9, 10))
    return None if ends is None or ends <= starts else (starts, ends)


def _time(
    part: str | None, hour: str, minute: str | None, spoken: str | None, half: str | None
) -> time | None:
    number = int(hour)
    if part in words.AFTERNOON and number < _NOON:
        number += _NOON
    minutes = 30 if half else int(minute or spoken or 0)
    return time(number, minutes) if number < 24 and minutes < 60 else None


def _without_year(
    month: int, day: int, times: tuple[time | None, time | None], text: str, today: date
) -> Reading[Moment | None]:
    try:
        meant = date(today.year, month, day)
    except ValueError:
        return Reading(None, Diagnostic(Level.ERROR, "moment_unreadable", {"text": text}))
    if meant > today:
        meant = meant.replace(year=meant.year - 1) if (month, day) != (2, 29) else meant
    finding = Diagnostic(Level.WARNING, "moment_without_year", {"text": text, "day": meant.isoformat()})
    return Reading(Moment(meant, *times), finding, (meant.isoformat(),))


def _of_day(
    reading: Reading[PartialDate | None], times: tuple[time | None, time | None], text: str
) -> Reading[Moment | None]:
    known = reading.value
    if known is None or not known.day:
        finding = reading.finding or (
            Diagnostic(Level.ERROR, "moment_unreadable", {"text": text}) if text else None
        )
        return Reading(None, finding)
    day = date(known.year, known.month, known.day)
    return Reading(Moment(day, *times), reading.finding, reading.repairs)
