"""What pages, papers and the command line are given of themes: plain data."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

from gzparty.domain.folder import Attachment
from gzparty.domain.meeting import MeetingKind
from gzparty.domain.people import UnitView
from gzparty.domain.theme import WITHOUT, Cover, Theme
from gzparty.records import dataclass
from gzparty.services.unit_groups import UnitGroup


class SessionOnTheme(NamedTuple):
    """A training as a theme's list has it; `period` is the month it belongs to (2026-06)."""

    training_id: int
    number: str
    period: str
    day: date
    topic: str
    held: bool


class MeetingOnTheme(NamedTuple):
    """A record of organisational life as a theme's list has it; `period` is the month (or year) it counts for."""

    meeting_id: int
    number: str
    kind: MeetingKind
    period: str
    day: date
    held: bool
    topic: str
    unit: UnitView
    community: UnitView | None


class Candidate(NamedTuple):
    """A training or record that may be linked: why it may be on the theme, and the other months it is linked to."""

    record: SessionOnTheme | MeetingOnTheme
    hints: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeView:
    """Everything of one theme; trainings by day, records in the office's order of units and by day."""

    theme: Theme
    trainings: tuple[SessionOnTheme, ...] = ()
    meetings: tuple[MeetingOnTheme, ...] = ()
    files: tuple[Attachment, ...] = ()
    lost_files: tuple[Attachment, ...] = ()


class Told(NamedTuple):
    """A record of a unit on a theme, as a cell says it."""

    meeting_id: int
    kind: MeetingKind
    day: date
    held: bool


class CoverCell(NamedTuple):
    """A unit in a month: what is on the theme, the earliest held first, and how many others it held that month."""

    cover: Cover
    told: tuple[Told, ...] = ()
    others: int = 0


@dataclass(frozen=True, slots=True)
class CoverLine:
    """A unit's twelve months."""

    unit: UnitView
    community: UnitView | None
    cells: tuple[CoverCell, ...]


@dataclass(frozen=True, slots=True)
class ThemeMonth:
    """One month of the board: its theme and how far the units are.

    `exemplars` are names of those chosen and announced (典型), `selections` ids of the month's selections. `foreign` counts
    records linked to the theme that count for another month.
    """

    period: str
    theme: Theme | None
    begun: bool
    counts: Counter[Cover]
    trainings: int = 0
    files: int = 0
    foreign: int = 0
    selections: tuple[int, ...] = ()
    exemplars: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The theme in words; empty while there is none."""
        return self.theme.title if self.theme else ""

    @property
    def covered(self) -> int:
        """Units that have a record on the theme."""
        return self.counts[Cover.ON_THEME]

    @property
    def units(self) -> int:
        """Units that are counted: those that stood, once there is a theme and its month has come."""
        return self.covered + self.without

    @property
    def without(self) -> int:
        """Units that have none."""
        return sum(self.counts[one] for one in WITHOUT)


@dataclass(frozen=True, slots=True)
class ThemeBoard:
    """Units x the twelve months of a year, and what is on no theme or on that of another month.

    `loose` are trainings of the year on no theme; `foreign` pairs the month of a theme with a record of another month.
    """

    year: int
    months: tuple[ThemeMonth, ...]
    groups: tuple[UnitGroup[CoverLine], ...]
    loose: tuple[SessionOnTheme, ...] = ()
    foreign: tuple[tuple[str, SessionOnTheme | MeetingOnTheme], ...] = ()

    @property
    def lines(self) -> tuple[CoverLine, ...]:
        """Every unit in the office's order."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def named(self) -> tuple[ThemeMonth, ...]:
        """The months that have a theme with a title."""
        return tuple(month for month in self.months if month.title)

    @property
    def without_training(self) -> tuple[ThemeMonth, ...]:
        """Months with a theme that no training was about."""
        return tuple(month for month in self.named if not month.trainings)

    def month(self, period: str) -> ThemeMonth:
        """One of its months; KeyError for one of another year."""
        for month in self.months:
            if month.period == period:
                return month
        raise KeyError(period)
