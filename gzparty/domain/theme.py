"""Themes (一月一主题): one a month, with material that may come late, and the records that were about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gzparty.domain import entry
from gzparty.domain.chinese import says_something, theme_words
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.period import Period
from gzparty.records import dataclass

TITLE_LIMIT = 80
SOURCE_LIMIT = 40
MATERIAL_LIMIT = 4000
"""Characters of what is to be studied; longer material is a file."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The theme of a month (2026-06); at most one a month.

    `title` may be empty: themes often come late from above, and a blank is no error. `material` is what is to be
    studied, `source` who set it (县委组织部, 镇党委), `came_on` when the material came.
    """

    id: int
    uid: str
    period: str
    title: str
    material: str = ""
    source: str = ""
    came_on: date | None = None
    note: str = ""

    @property
    def month(self) -> Period:
        """The month it is for."""
        return Period.parse(self.period)


@dataclass(frozen=True, slots=True)
class ThemeRecord:
    """A training or a record of organisational life that was about a theme, by the clerk's word; one of the two ids is set.

    A sitting of one month may make good for the theme of an earlier one, so a record may stand under several themes.
    """

    id: int
    uid: str
    theme_id: int
    training_id: int | None = None
    meeting_id: int | None = None


class Cover(StrEnum):
    """How far a unit is with a month's theme; none of it is ever late or wrong."""

    ON_THEME = "on_theme"
    PLANNED = "planned"
    NOT_LINKED = "not_linked"
    NO_RECORD = "no_record"
    BLANK = "blank"
    AHEAD = "ahead"
    OUTSIDE = "outside"


WITHOUT = frozenset({Cover.PLANNED, Cover.NOT_LINKED, Cover.NO_RECORD})
"""There is a theme and the month has come, and no record that was held is on it."""


class MonthFacts(NamedTuple):
    """What the months of a board are judged by: has a title, whether the month has begun, whether the unit stood."""

    titled: bool
    begun: bool
    stood: bool = True


def cover(month: MonthFacts, linked: Iterable[bool], others: int) -> Cover:
    """Where a unit stands: `linked` says of each record on the theme whether it was held, `others` counts those held that
    are on no word of it. What is linked is told whatever else is so: it may make good for a month long past.
    """
    held = list(linked)
    if held:
        return Cover.ON_THEME if any(held) else Cover.PLANNED
    if not month.stood:
        return Cover.OUTSIDE
    if not month.begun:
        return Cover.AHEAD
    if not month.titled:
        return Cover.BLANK
    return Cover.NOT_LINKED if others else Cover.NO_RECORD


def hints(title: str, text: str) -> tuple[str, ...]:
    """The words of a theme's title a topic contains, the whole title alone where it does: why it may be on the theme.

    Only a hint for whoever links: words that stand in every record (学习贯彻会议精神) give none.
    """
    if title and title in text:
        return (title,)
    found: dict[str, None] = {}
    for piece in theme_words(title):
        found.update(dict.fromkeys(run for run in _shared(piece, text) if says_something(run)))
    return tuple(found)


def month_of(text: str) -> Period:
    """The month a theme is for, read from 2026-06; Refusal for anything else."""
    try:
        period = Period.parse(text.strip())
    except ValueError:
        period = None
    if period is None or period.months != 1:
        raise Refusal("theme_month_unreadable", text=text)
    entry.checked_day(period.first)
    return period


def checked(theme: Theme, today: date) -> Theme:
    """A theme as it may be stored; every text may be empty, and material that has come did not come tomorrow."""
    period = month_of(theme.period).code
    if theme.came_on is not None and theme.came_on > today:
        raise Refusal("theme_came_ahead", day=theme.came_on)
    return Theme(
        theme.id,
        theme.uid,
        period,
        " ".join(entry.checked_text(theme.title, TITLE_LIMIT).split()),
        entry.checked_text(theme.material, MATERIAL_LIMIT),
        entry.checked_text(theme.source, SOURCE_LIMIT),
        entry.checked_day(theme.came_on) if theme.came_on else None,
        entry.checked_text(theme.note),
    )


def _shared(piece: str, text: str) -> Iterable[str]:
    """The longest runs of two or more characters of a piece that stand in a text, from left to right."""
    start = 0
    while start < len(piece) - 1:
        end = start + 2
        if piece[start:end] not in text:
            start += 1
            continue
        while end < len(piece) and piece[start : end + 1] in text:
            end += 1
        yield piece[start:end]
        start = end
