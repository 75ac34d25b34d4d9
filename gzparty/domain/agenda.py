"""What the workbench puts first: dues bundled into matters, in the order they are to be done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.dues import INSPECTION, Due, DueState
from gzparty.domain.duty import Grade
from gzparty.domain.period import Period
from gzparty.domain.sight import AHEAD_DAYS
from gzparty.records import dataclass


class Matter(StrEnum):
    """What a line of 今天要办 is about, in the order the lines stand.

    What has an hour today comes first, then what is overdue, what ends today, what waits for the clerk or for papers,
    what was asked for, and last what the program itself lacks.
    """

    SESSION = "session"
    OVERDUE = "overdue"
    ERRAND_LATE = "errand_late"
    REMINDER_LATE = "reminder_late"
    DUE_TODAY = "due_today"
    ERRAND_TODAY = "errand_today"
    REMINDER_TODAY = "reminder_today"
    PROBLEM_TODAY = "problem_today"
    VERIFY = "verify"
    LOOK_BACK = "look_back"
    OBJECTION = "objection"
    PUBLICITY_OVER = "publicity_over"
    NOMINATIONS_OVER = "nominations_over"
    HANDED_IN = "handed_in"
    RETURNED = "returned"
    PAPERS_LATE = "papers_late"
    ROLL_OPEN = "roll_open"
    ERRAND = "errand"
    CALENDAR = "calendar"
    BACKUP = "backup"


ORDER = {matter: place for place, matter in enumerate(Matter)}
_TOGETHER = frozenset({Matter.HANDED_IN, Matter.RETURNED})
"""These wait at the clerk's desk whatever duty they belong to, so one line holds them all."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Dues that are one thing to do: of one duty and period, or all that lies on the desk. Never empty."""

    matter: Matter
    dues: tuple[Due, ...]

    @property
    def day(self) -> date:
        """The earliest day that counts for it: the deadline, or when the first papers came or went back."""
        return min(_day_of(self.matter, due) for due in self.dues)

    @property
    def days(self) -> int:
        """How many days the worst of them is late."""
        return max(due.days for due in self.dues)

    @property
    def unit_ids(self) -> tuple[int, ...]:
        """Whose they are, each unit once, in the order of the dues."""
        return tuple(dict.fromkeys(due.unit_id for due in self.dues))


UNHURRIED = frozenset({Matter.ERRAND, Matter.CALENDAR, Matter.BACKUP})
"""What stands in 今天要办 though no day has come for it: nobody is reminded of it."""
CHASED = frozenset({Matter.OVERDUE, Matter.RETURNED, Matter.PAPERS_LATE})
"""What the units themselves are to be reminded of."""


def reminder_is_due(at: time | None, now: datetime, told: date | None, calendar: WorkCalendar) -> bool:
    """Whether the reminder of the day is to be given: its hour has come, on a workday, and it was not given yet.

    A computer switched on later in the day gives it then; what an earlier day missed is not made up for.
    """
    return at is not None and calendar.is_workday(now.date()) and now.time() >= at and told != now.date()


def bundles(dues: Iterable[Due], today: date, calendar: WorkCalendar) -> tuple[Bundle, ...]:
    """What of some dues is to be done today, in the order of the workbench; what is not yet near is left out."""
    found: dict[tuple[Matter, str, Period | None], list[Due]] = {}
    for due in dues:
        matter = matter_of(due, today, calendar)
        if matter in _TOGETHER:
            # A sheet not filled in is no paper that came: it has a line of its own.
            record = due.duty.record if due.duty.record == INSPECTION else ""
            found.setdefault((matter, record, None), []).append(due)
        elif matter is not None:
            found.setdefault((matter, due.duty.code, due.period), []).append(due)
    made = (Bundle(key[0], tuple(of_one)) for key, of_one in found.items())
    return tuple(sorted(made, key=lambda one: (ORDER[one.matter], one.day, one.dues[0].duty.position)))


def matter_of(due: Due, today: date, calendar: WorkCalendar) -> Matter | None:
    """What is to be done about a due today; None for nothing.

    A deadline on a day off counts as today from the last workday before it on. What is only striven for is neither
    chased nor asked for; papers that came of it lie on the desk as all others do.
    """
    if due.duty.grade is Grade.STRIVE and due.state is not DueState.HANDED_IN:
        return None
    match due.state:
        case DueState.OVERDUE:
            return Matter.OVERDUE
        case DueState.RETURNED:
            return Matter.RETURNED
        case DueState.HANDED_IN:
            return Matter.HANDED_IN
        case DueState.HELD:
            return Matter.PAPERS_LATE if due.is_late else None
        case DueState.SOON | DueState.TODO:
            return Matter.DUE_TODAY if calendar.previous_workday(due.hold_by) <= today else None
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Deadline:
    """Dues of one duty that must be held by the same day and are not yet; `shown_on` is the last workday until then."""

    hold_by: date
    shown_on: date
    dues: tuple[Due, ...]


def deadlines(dues: Iterable[Due], today: date, calendar: WorkCalendar) -> tuple[Deadline, ...]:
    """The deadlines of the next days, one per duty and day, in the order of the days they are shown on.

    What must be done today stands in 今天要办 and not here.
    """
    last = today + timedelta(days=AHEAD_DAYS)
    found: dict[tuple[date, str], list[Due]] = {}
    for due in dues:
        is_open = due.state in (DueState.SOON, DueState.TODO) and due.duty.grade is not Grade.STRIVE
        if is_open and today < due.hold_by <= last:
            found.setdefault((due.hold_by, due.duty.code), []).append(due)
    made = (
        Deadline(hold_by, calendar.previous_workday(hold_by), tuple(of_one))
        for (hold_by, _code), of_one in found.items()
    )
    ahead = (one for one in made if one.shown_on > today)
    return tuple(sorted(ahead, key=lambda one: (one.shown_on, one.hold_by, one.dues[0].duty.position)))


def _day_of(matter: Matter, due: Due) -> date:
    record = due.record
    if matter is Matter.HANDED_IN and record is not None:
        return record.received_on or record.held_on or due.hold_by
    if matter is Matter.RETURNED and record is not None:
        return record.returned_on or due.hold_by
    if matter is Matter.PAPERS_LATE:
        return due.report_by or due.hold_by
    return due.hold_by
