"""What the workbench is given: what is to be done today, what comes in the next days, the board and whom to chase."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from gzparty.domain.agenda import UNHURRIED, Bundle, Deadline, Matter
from gzparty.domain.calendar import DayRun, WorkCalendar
from gzparty.domain.people import UnitKind
from gzparty.domain.reminders import Reminder
from gzparty.domain.selection import Selection
from gzparty.records import dataclass
from gzparty.services.duty_views import Board, ChaseGroup, ErrandView
from gzparty.services.ledger_views import LedgerLine
from gzparty.services.views import SessionLine


class Waiting(NamedTuple):
    """What a reminder says: what is to be done on a day, how much of all is overdue, and by which calendar."""

    today: date
    items: tuple[Item, ...]
    overdue: int
    calendar: WorkCalendar

    @property
    def is_urgent(self) -> bool:
        """Whether something is overdue or due today, on a day on which people work."""
        urgent = self.overdue or any(item.matter not in UNHURRIED for item in self.items)
        return bool(urgent) and self.calendar.is_workday(self.today)


@dataclass(frozen=True, slots=True)
class SessionItem:
    """A training of today, or the earlier ones whose rolls are not finished; `called` to the last of them."""

    matter: Matter
    lines: tuple[SessionLine, ...]
    called: int

    @property
    def line(self) -> SessionLine:
        """The one to go to: the latest."""
        return self.lines[-1]

    @property
    def day(self) -> date:
        """When it is held."""
        return self.line.sitting.start.date()


@dataclass(frozen=True, slots=True)
class DuesItem:
    """Dues that are one thing to do, with the names of their units and whether all of these are villages."""

    bundle: Bundle
    names: tuple[str, ...]
    villages: bool = True
    holiday: str = ""
    """Why what is due later is urgent today: the holiday, or plain days off, on which its deadline lies."""

    @property
    def matter(self) -> Matter:
        """What is to be done."""
        return self.bundle.matter

    @property
    def day(self) -> date:
        """The deadline that counts."""
        return self.bundle.day


@dataclass(frozen=True, slots=True)
class ErrandItem:
    """Something asked for from above that is not all in; `ask_by` is the last workday until it is due."""

    matter: Matter
    errand: ErrandView
    ask_by: date
    holiday: str = ""

    @property
    def day(self) -> date:
        """When it is due."""
        return self.errand.errand.due_on


@dataclass(frozen=True, slots=True)
class ReminderItem:
    """What the roster reminds of today: those of one kind together."""

    matter: Matter
    reminders: tuple[Reminder, ...]

    @property
    def day(self) -> date:
        """The earliest day among them."""
        return self.reminders[0].due_on


@dataclass(frozen=True, slots=True)
class ProblemsItem:
    """Problems of the ledger that are one thing to do: due today, waiting to be verified, or to be looked back on."""

    matter: Matter
    lines: tuple[LedgerLine, ...]
    holiday: str = ""
    """Why what is due later is urgent today: the holiday, or plain days off, on which its deadline lies."""

    @property
    def day(self) -> date:
        """The earliest day that counts for them; of what has none, that of the last event stands nowhere: date.max."""
        if self.matter is Matter.LOOK_BACK:
            return min(line.problem.look_back_on or date.max for line in self.lines)
        return min(line.problem.deadline or date.max for line in self.lines)


@dataclass(frozen=True, slots=True)
class SelectionItem:
    """A selection that waits for the clerk: objections to be looked into, a 公示 that is over, nominations to be closed.

    `count` are its open objections; names of candidates never stand on the workbench.
    """

    matter: Matter
    selection: Selection
    day: date
    count: int = 0


@dataclass(frozen=True, slots=True)
class UpkeepItem:
    """What the program itself lacks: the holidays of a year, or a copy; `day` is that of the newest copy, if any."""

    matter: Matter
    year: int = 0
    day: date | None = None


Item = SessionItem | DuesItem | ErrandItem | ReminderItem | ProblemsItem | SelectionItem | UpkeepItem


@dataclass(frozen=True, slots=True)
class DeadlineAhead:
    """Deadlines shown on one day; `holiday` says why that is before the deadline itself."""

    day: date
    deadlines: tuple[Deadline, ...]
    villages: bool = True
    holiday: str = ""


@dataclass(frozen=True, slots=True)
class HolidayAhead:
    """Days off, or weekend days that are worked."""

    run: DayRun

    @property
    def day(self) -> date:
        """Its first day."""
        return self.run.first


@dataclass(frozen=True, slots=True)
class SessionAhead:
    """A training planned for one of the next days."""

    line: SessionLine

    @property
    def day(self) -> date:
        """When it is held."""
        return self.line.sitting.start.date()


@dataclass(frozen=True, slots=True)
class ErrandAhead:
    """An errand that is due in the next days."""

    errand: ErrandView

    @property
    def day(self) -> date:
        """When it is due."""
        return self.errand.errand.due_on


@dataclass(frozen=True, slots=True)
class ReminderAhead:
    """What the roster will remind of on a day."""

    day: date
    reminders: tuple[Reminder, ...]


@dataclass(frozen=True, slots=True)
class SelectionAhead:
    """What comes of a selection on a day: its 公示 ends (`publicity`), or its nominations do."""

    day: date
    selection: Selection
    publicity: bool = False


Ahead = DeadlineAhead | HolidayAhead | SessionAhead | ErrandAhead | ReminderAhead | SelectionAhead


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """What an office without a single record of a meeting has to begin with."""

    people: bool
    """Whether anybody is on the roster."""
    life_days: bool
    """Whether any branch has its 支部生活日."""


class Overdue(NamedTuple):
    """How much is overdue, of whatever month: what the badges of the navigation say."""

    life: int = 0
    inspections: int = 0
    ledger: int = 0


@dataclass(frozen=True, slots=True)
class Workbench:
    """Everything the first page shows; `first` stands only while no meeting was ever registered."""

    today: date
    board: Board
    items: tuple[Item, ...]
    ahead: tuple[Ahead, ...]
    chase: tuple[ChaseGroup, ...]
    errands: tuple[ErrandView, ...]
    first: FirstSteps | None
    overdue: Overdue
    problems: tuple[LedgerLine, ...] = ()
    """Problems past their deadline, the longest first."""
    kinds: tuple[UnitKind, ...] = ()
    """What each open unit of today is."""
    sample: bool = False
    """Whether the office is the sample, whose people are invented."""


def day_off_name(day: date, calendar: WorkCalendar) -> str:
    """The holiday of a day off; empty for a plain weekend and for a workday."""
    return "" if calendar.is_workday(day) else calendar.holiday_name(day)


def all_villages(kinds: frozenset[UnitKind]) -> bool:
    """Whether units of these kinds can be counted as 村."""
    return kinds <= {UnitKind.VILLAGE_BRANCH}
