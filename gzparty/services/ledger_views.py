"""What pages, papers and the command line are given of the ledger, of inspections and of opinions: plain data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.dues import Due
from gzparty.domain.folder import Attachment
from gzparty.domain.inspection import ChecklistItem, Inspection, InspectionItem, Tour, TourUnit
from gzparty.domain.ledger_days import LedgerGroup as LedgerGroup
from gzparty.domain.people import UnitView
from gzparty.domain.problem import Evidence, Lane, Problem, ProblemEvent, Step
from gzparty.domain.rectification import Need
from gzparty.domain.tip import Tip, TipGroup
from gzparty.records import dataclass
from gzparty.services.duty_views import YearBoard


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One problem with what a list says of it.

    `days` are calendar days past (positive) or before (negative or 0) the deadline, None without one or once closed;
    `done_late` says by how many days what is done missed (positive) or beat its deadline, None while it is not done.
    `extensions` counts extensions of this round, `recurrence` which time this is within the months looked back on
    (1: the first), `relapses` the rounds before this one.
    """

    problem: Problem
    unit: UnitView
    community: UnitView | None
    group: LedgerGroup
    days: int | None = None
    done_late: int | None = None
    extensions: int = 0
    returns: int = 0
    recurrence: int = 1
    evidence: int = 0

    @property
    def relapses(self) -> int:
        """How often it came back after having been closed."""
        return self.problem.round - 1

    @property
    def is_overdue(self) -> bool:
        """Whether it is open past its deadline."""
        return self.group is LedgerGroup.OVERDUE


@dataclass(frozen=True, slots=True)
class LedgerFigures:
    """Counts that say what they count of; each tuple holds the ids behind its number.

    销号率 is `closed` of `due_closed`: of what had to be closed by now, which is what is closed, early or late, and what
    is overdue. `median_days` is from finding to closing over `closed_with_days`, None where none is closed with both
    days known. Withdrawn problems stand in no figure.
    """

    open: tuple[int, ...]
    overdue: tuple[int, ...]
    look_back: tuple[int, ...]
    due_closed: tuple[int, ...]
    closed: tuple[int, ...]
    closed_with_days: tuple[int, ...]
    median_days: float | None
    extended: tuple[int, ...]
    recurring: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of a year (or of everything): lines grouped by deadline, the gravest first, and its figures.

    A year shows what was numbered in it and, in the running year, also what is still open from earlier ones.
    """

    year: int | None
    lines: tuple[LedgerLine, ...]
    figures: LedgerFigures


@dataclass(frozen=True, slots=True)
class StepOffer:
    """A step that may be taken, and what it still needs; nothing missing: it can be taken at once."""

    step: Step
    missing: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class ProblemDetail:
    """One problem whole: its line, what happened (newest last), evidence, where it came from, what may be done."""

    line: LedgerLine
    events: tuple[ProblemEvent, ...]
    papers: tuple[Evidence, ...]
    files: tuple[Attachment, ...]
    lost_files: tuple[Attachment, ...]
    """Evidence whose bytes are gone."""
    inspection: Inspection | None
    tip: Tip | None
    offers: tuple[StepOffer, ...]
    earlier: tuple[Problem, ...]
    """Earlier problems of the same unit and kind within the months looked back on."""
    warnings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class InspectionView:
    """One inspection with its items, what it found, which one of its month it is (从 1 数), photos brought along.

    `lost_files` are those of the photos whose bytes are gone.
    """

    inspection: Inspection
    unit: UnitView
    items: tuple[InspectionItem, ...]
    problems: tuple[LedgerLine, ...]
    ordinal: int
    warnings: tuple[Diagnostic, ...] = ()
    files: tuple[Attachment, ...] = ()
    lost_files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotaUnit:
    """How one unit stands in a month: done of owed, still missing, workless days left counted in calendar days."""

    unit: UnitView
    dues: tuple[Due, ...]
    done: int
    owed: int
    days_left: int

    @property
    def missing(self) -> int:
        """How many are still to be done; never below 0."""
        return max(self.owed - self.done, 0)


@dataclass(frozen=True, slots=True)
class QuotaBoard:
    """Units x months of self-inspections; `sums` are done and owed of each month, `years` those that have records."""

    board: YearBoard
    sums: tuple[tuple[int, int], ...]
    units: int
    times: int


@dataclass(frozen=True, slots=True)
class InspectionForm:
    """What a new inspection of a unit starts from: the checklist of that day, which one it will be, who could inspect.

    Nothing of it is an answer; `inspectors` are names used last and people with posts in the unit.
    """

    unit: UnitView
    period: str
    ordinal: int
    quota: QuotaUnit | None
    checklist: tuple[ChecklistItem, ...]
    inspectors: tuple[str, ...]
    responsibles: tuple[str, ...]
    leaders: tuple[str, ...]
    deadline: date
    """The deadline proposed for what is found: a workday."""


@dataclass(frozen=True, slots=True)
class TourView:
    """A tour with its units in the office's order, what was seen at each (None: not been there yet), all it found.

    `pool` are the uids of the units lots were drawn from.
    """

    tour: Tour
    units: tuple[tuple[TourUnit, UnitView, InspectionView | None], ...]
    problems: tuple[LedgerLine, ...]
    pool: tuple[str, ...] = ()

    @property
    def visited(self) -> int:
        """How many units the team has been to."""
        return sum(visit is not None for _line, _unit, visit in self.units)


@dataclass(frozen=True, slots=True)
class CircularProblem:
    """One problem as a circular words it: `text` without persons' names and whole phone numbers, unless chosen so.

    `deadline_text` is the deadline as an old sheet wrote it, where no day is known.
    """

    number: str
    text: str
    category: str
    lane: Lane
    deadline: date | None
    deadline_text: str = ""


@dataclass(frozen=True, slots=True)
class CircularUnit:
    """What a circular says of a unit the team has been to; `unanswered` items of its checklist nobody has judged yet."""

    unit: UnitView
    visited_on: date
    problems: tuple[CircularProblem, ...] = ()
    unanswered: int = 0

    @property
    def is_good(self) -> bool:
        """Whether everything was looked at and nothing found (做得较好)."""
        return not self.problems and not self.unanswered


class CircularRow(NamedTuple):
    """A row of 情况一览表 (序号|单位|时间|存在问题|整改时限); `problem` None: nothing was found at this unit."""

    ordinal: int
    unit: UnitView
    visited_on: date
    problem: CircularProblem | None


@dataclass(frozen=True, slots=True)
class CircularText:
    """A circular (督查通报) as far as records tell it: nothing in it but them and the clerk's own words.

    The clerk's words are the tour's `good` (more on 做得较好), `requirements` (下步要求, one a line), `reply_by`,
    `issue` (期号, None while none is given), `focus` and `team`. `units` are those the team has been to, in the tour's
    order, `unvisited` the others. Withdrawn problems are left out. `named`: names of persons were chosen to stand.
    """

    tour: Tour
    units: tuple[CircularUnit, ...]
    unvisited: tuple[UnitView, ...] = ()
    named: bool = False

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which the team was out, in order; empty before the first visit."""
        return tuple(sorted({unit.visited_on for unit in self.units}))

    @property
    def good(self) -> tuple[CircularUnit, ...]:
        """Units without a problem (做得较好)."""
        return tuple(unit for unit in self.units if unit.is_good)

    @property
    def with_problems(self) -> tuple[CircularUnit, ...]:
        """Units with problems, for 存在的问题."""
        return tuple(unit for unit in self.units if unit.problems)

    @property
    def problems(self) -> tuple[CircularProblem, ...]:
        """All problems, unit by unit."""
        return tuple(problem for unit in self.units for problem in unit.problems)

    @property
    def requirements(self) -> tuple[str, ...]:
        """下步要求, one paragraph each, as the clerk wrote them."""
        return tuple(line.strip() for line in self.tour.requirements.splitlines() if line.strip())

    @property
    def rows(self) -> tuple[CircularRow, ...]:
        """情况一览表: a row per problem, and one per unit where everything was looked at and nothing found."""
        found = [
            (unit, problem)
            for unit in self.units
            for problem in (unit.problems or ((None,) if unit.is_good else ()))
        ]
        return tuple(
            CircularRow(ordinal, unit.unit, unit.visited_on, problem)
            for ordinal, (unit, problem) in enumerate(found, 1)
        )


@dataclass(frozen=True, slots=True)
class TipView:
    """One opinion with the unit that handles it, what it led to, and when somebody looked at the reporter.

    Who said it is never here. `days` are calendar days past or before the day it is due; None without one or once done.
    """

    tip: Tip
    unit: UnitView | None
    problems: tuple[LedgerLine, ...]
    days: int | None
    reveals: tuple[tuple[str, str], ...] = ()
    """Day and hour as ISO text, and from where, the latest first."""
    group: TipGroup = TipGroup.OPEN


@dataclass(frozen=True, slots=True)
class KindCount:
    """Open problems of one kind, for choosing what the next training is about."""

    category: str
    problems: tuple[LedgerLine, ...]
    units: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class ProblemChase:
    """What to say to one unit, or to one leader about several: open problems, the gravest first.

    `name` is the leader's or the unit's, `hidden` names of members and staff that the texts of problems might mention; a
    text leaves them out.
    """

    name: str
    lines: tuple[LedgerLine, ...]
    hidden: frozenset[str] = frozenset()
