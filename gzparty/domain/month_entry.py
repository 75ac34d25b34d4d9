"""Cells of the month grid as clerks type them: days of the month, figures, ticks, places that count on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from typing import Any
from unicodedata import normalize

from gzparty.domain.chinese import BARE_DAY, HEADS, TICKS
from gzparty.domain.date_text import date_numbers, day_near
from gzparty.domain.diagnostic import Diagnostic, Refusal
from gzparty.domain.entry import checked_text
from gzparty.domain.period import Period
from gzparty.records import dataclass

DAY, EXPECTED, ATTENDED, TOPIC = "day", "expected", "attended", "topic"
MINUTES, SIGN_IN, PHOTOS, UPLOADED, FILED = "has_minutes", "has_sign_in", "has_photos", "uploaded", "filed_at"
FIGURES = (EXPECTED, ATTENDED)
MARKS = (MINUTES, SIGN_IN, PHOTOS, UPLOADED)
ENTERED = (DAY, *FIGURES, TOPIC, *MARKS, FILED)
"""What can be typed, in the order of the columns; each is named as the field it fills."""
TOPIC_LIMIT, PLACE_LIMIT = 200, 60
_LAST_NUMBER = re.compile(r"(\d{1,18})(?=\D*$)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as typed: what could be read (None: emptied), and what could not, by column."""

    values: Mapping[str, Any] = field(default_factory=dict)
    problems: Mapping[str, Diagnostic] = field(default_factory=dict)


def read_entry(typed: Mapping[str, str], month: Period) -> Entry:
    """Read the cells of a row; one that cannot be read keeps no other from being read."""
    values: dict[str, Any] = {}
    problems: dict[str, Diagnostic] = {}
    for column, text in typed.items():
        try:
            values[column] = read_cell(column, text, month)
        except Refusal as refusal:
            problems[column] = refusal.diagnostics[0]
    return Entry(values, problems)


def read_cell(column: str, text: str, month: Period) -> Any:
    """What a cell means: a day, a figure, a tick, a text; None for an empty day or figure. Refusal if unreadable."""
    return _READERS[column](text, month)


def read_day(text: str, month: Period) -> date | None:
    """15, 15日 and 15号 are days of the month; 6.12, 0612, 2026-06-12 are read as everywhere.

    A day of another month is taken in the year nearest to this one.
    """
    plain = "".join(normalize("NFKC", text).split())
    if not plain:
        return None
    bare = BARE_DAY.fullmatch(plain)
    numbers = (int(bare[1]),) if bare else date_numbers(plain)
    day = day_near(numbers, month) if numbers else None
    if day is None and bare:
        raise Refusal("entry_no_such_day", text=text.strip(), month=month.month)
    if day is None:
        raise Refusal("entry_day_unreadable", text=text.strip())
    return day


def read_figure(text: str, _month: Period) -> int | None:
    """19 or 19人."""
    plain = "".join(normalize("NFKC", text).split())
    if not plain:
        return None
    found = HEADS.fullmatch(plain)
    if found is None:
        raise Refusal("entry_figure_unreadable", text=text.strip())
    return int(found[1])


def read_tick(text: str, _month: Period) -> bool:
    """√ in any of its shapes, 有, 1; empty, 无, × and 0 are no tick."""
    plain = "".join(normalize("NFKC", text).split())
    if plain and plain not in TICKS:
        raise Refusal("entry_tick_unreadable", text=text.strip())
    return bool(plain) and TICKS[plain]


def counted_on(text: str, steps: int) -> str:
    """A place some rows further down: the last number counts on, 3号盒/11 → 3号盒/12; without one it stays."""
    found = _LAST_NUMBER.search(text)
    if found is None or not found[1].isascii():
        return text
    number = str(int(found[1]) + steps).zfill(len(found[1]))
    return text[: found.start()] + number + text[found.end() :]


def away(expected: int | None, attended: int | None) -> int | None:
    """缺席 as the difference; None where a figure is missing or they contradict each other."""
    if expected is None or attended is None or attended > expected:
        return None
    return expected - attended


def _text(limit: int) -> Callable[[str, Period], str]:
    return lambda text, _month: checked_text(" ".join(text.split()), limit)


_READERS: Mapping[str, Callable[[str, Period], Any]] = {
    DAY: read_day,
    **dict.fromkeys(FIGURES, read_figure),
    **dict.fromkeys(MARKS, read_tick),
    TOPIC: _text(TOPIC_LIMIT),
    FILED: _text(PLACE_LIMIT),
}
