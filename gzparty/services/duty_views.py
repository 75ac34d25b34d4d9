"""What pages, papers and the command line are given of duties and dues: plain data computed by `services/dues.py`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from typing import NamedTuple

from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.dues import NOT_OWED, Due, DueState, worst
from gzparty.domain.duty import Duty, Errand, ErrandUnit, LifeDay, Waiver
from gzparty.domain.people import UnitView
from gzparty.domain.period import Period
from gzparty.records import dataclass


class Cell(NamedTuple):
    """The dues of one unit under one duty in a period: one, or several where it has groups or owes several times."""

    dues: tuple[Due, ...]

    @property
    def state(self) -> DueState:
        """The gravest of them."""
        return worst(due.state for due in self.dues)

    @property
    def owed(self) -> int:
        """How many are owed."""
        return sum(due.state not in NOT_OWED for due in self.dues)

    @property
    def done(self) -> int:
        """How many of those are done, in time or late; of inspections how many were held."""
        return sum(due.counts for due in self.dues)


EMPTY = Cell(())


@dataclass(frozen=True, slots=True)
class Figures:
    """How many dues stand in each state; `owed` leaves out what is waived or not applicable, so the rest adds up."""

    counts: Mapping[DueState, int]

    @classmethod
    def of(cls, dues: Iterable[Due]) -> Figures:
        """Count them."""
        counts = dict.fromkeys(DueState, 0)
        for due in dues:
            counts[due.state] += 1
        return cls(counts)

    @property
    def owed(self) -> int:
        """All that is owed."""
        return sum(count for state, count in self.counts.items() if state not in NOT_OWED)

    @property
    def done(self) -> int:
        """In time or late."""
        return self.counts[DueState.DONE] + self.counts[DueState.LATE]


@dataclass(frozen=True, slots=True)
class Column:
    """One duty as a column of a board: its version and period there, and until when it is to be held."""

    duty: Duty
    period: Period
    hold_by: date
    counted: bool
    """Whether its dues belong to the board's month: those of a quarter belong to the month of their deadline."""


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One unit of a board with its cells by duty code; `members` are None where none is known."""

    unit: UnitView
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """A community (or the departments, or units that stand alone) with its units; cells sum those of its lines."""

    unit: UnitView | None
    title: str
    lines: tuple[BoardLine, ...]
    cells: Mapping[str, Cell]


class ProblemCounts(NamedTuple):
    """Open problems of the ledger, and how many of them are overdue, soon due, or wait to be verified."""

    open: int = 0
    overdue: int = 0
    soon: int = 0
    submitted: int = 0

    def plus(self, other: ProblemCounts) -> ProblemCounts:
        """Both together."""
        return ProblemCounts(*(mine + its for mine, its in zip(self, other, strict=True)))


@dataclass(frozen=True, slots=True)
class Board:
    """Units x duties for one month; the figures count the dues that belong to the month.

    `problems` are those open today by unit, whatever the month; they are no dues and in no figure.
    """

    month: Period
    columns: tuple[Column, ...]
    groups: tuple[BoardGroup, ...]
    figures: Figures
    problems: Mapping[int, ProblemCounts] = field(default_factory=dict)

    def dues(self) -> tuple[Due, ...]:
        """Every due the figures count, in the board's order."""
        counted = {column.duty.code for column in self.columns if column.counted}
        return tuple(
            due
            for group in self.groups
            for line in group.lines
            for code, cell in line.cells.items()
            if code in counted
            for due in cell.dues
        )


@dataclass(frozen=True, slots=True)
class YearGroup:
    """A community with its branches over the months or periods of a year."""

    unit: UnitView | None
    title: str
    lines: tuple[YearLine, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class YearLine:
    """One unit with a cell per period."""

    unit: UnitView
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class YearBoard:
    """Units x periods of a year for one duty."""

    year: int
    code: str
    title: str
    periods: tuple[Period, ...]
    duties: tuple[Duty, ...]
    groups: tuple[YearGroup, ...]
    cells: tuple[Cell, ...]
    """The sums of the columns."""


@dataclass(frozen=True, slots=True)
class DueLine:
    """A due with everything a list says of it: unit, community, group and the sentence why it stands where it does."""

    due: Due
    unit: UnitView
    community: UnitView | None
    group: str
    why: str


@dataclass(frozen=True, slots=True)
class ChaseUnit:
    """A unit with what is late there, for chasing."""

    unit: UnitView
    lines: tuple[DueLine, ...]


@dataclass(frozen=True, slots=True)
class ChaseGroup:
    """What to say to one community secretary: the late units below it. `contact` and `phone` are the secretary's."""

    unit: UnitView | None
    title: str
    units: tuple[ChaseUnit, ...]
    contact: str = ""
    phone: str = ""
    hidden: frozenset[str] = frozenset()
    """Names of members that the reasons of what was given back might mention; a text leaves them out."""


@dataclass(frozen=True, slots=True)
class ErrandView:
    """An errand with what each unit owes of it, in the office's order, as dues.

    `hidden` are names of members that the reasons of what was given back might mention; a text leaves them out.
    """

    errand: Errand
    units: tuple[tuple[UnitView, ErrandUnit, DueState], ...]
    forms: int = 0
    hidden: frozenset[str] = frozenset()

    @property
    def received(self) -> int:
        """How many units have handed it in."""
        return sum(owed.received_on is not None for _unit, owed, _state in self.units)


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty as the page of rules shows it for a day: the version in force, how many owe it, all its versions."""

    duty: Duty
    owing: int
    versions: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class LifeDayLine:
    """A branch with its 支部生活日 in force and where this month's falls; None where none is set."""

    unit: UnitView
    community: UnitView | None
    life_day: LifeDay | None
    falls_on: date | None
    until: date | None
    why: Diagnostic | None = None
    """Why it is that day: by its rule, or moved off a holiday."""


@dataclass(frozen=True, slots=True)
class WaiverLine:
    """A waiver with the names of what it is about."""

    waiver: Waiver
    unit: UnitView
    group: str
    title: str
