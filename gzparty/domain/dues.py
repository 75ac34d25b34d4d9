"""What a due is: its states, the records it looks at and the facts of its unit; `owing.py` says which come about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.duty import Duty, Waiver
from gzparty.domain.people import UnitKind
from gzparty.domain.period import Period
from gzparty.records import dataclass

BRANCHES = frozenset({UnitKind.VILLAGE_BRANCH, UnitKind.OFFICE_BRANCH})
WORK_UNITS = frozenset({UnitKind.COMMUNITY, UnitKind.DEPARTMENT})
TRAINING = "training"
"""The record of what the town holds itself: its roll is its paper, and nobody hands that in."""
INSPECTION = "inspection"
"""The record of a self-inspection (自查自纠): one whose sheet is not filled in was held all the same."""


class DueState(StrEnum):
    """How far a due has come, the gravest first; 没登记 is never taken for 没开."""

    OVERDUE = "overdue"
    RETURNED = "returned"
    HELD = "held"
    HANDED_IN = "handed_in"
    SOON = "soon"
    TODO = "todo"
    MISSED = "missed"
    LATE = "late"
    DONE = "done"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"


FULFILLED = frozenset({DueState.DONE, DueState.LATE})
SETTLED = FULFILLED | {DueState.WAIVED, DueState.NOT_APPLICABLE}
"""Nothing is to be done about these."""
NOT_OWED = frozenset({DueState.WAIVED, DueState.NOT_APPLICABLE})
COMING = frozenset({DueState.TODO, DueState.SOON})
"""Still to come, and so missing from no count."""
UNHELD = COMING | {DueState.OVERDUE, DueState.MISSED}
"""Nothing of it is registered as held."""
RECEIVED = FULFILLED | {DueState.HANDED_IN, DueState.RETURNED}
"""Something of it came in, even where it went back."""
WAITING = frozenset({DueState.HELD, DueState.HANDED_IN, DueState.RETURNED, DueState.MISSED, DueState.SOON})
"""States that ask for something although nothing may be late."""
PRESSING = WAITING | {DueState.OVERDUE}
FARTHEST = timedelta(days=92)
"""A deadline by 支部生活日 never lies further than this behind the period it is for, whatever its grace."""
GRAVITY = {state: place for place, state in enumerate(DueState)}


class NotApplicable(StrEnum):
    """Why a unit does not owe a duty in a period (不涉及)."""

    SMALL = "na_small"
    NO_GROUPS = "na_no_groups"
    NOT_FOUNDED = "na_not_founded"
    CLOSED = "na_closed"
    BEFORE_RECORDS = "na_before_records"


class GroupFacts(NamedTuple):
    """A Party group that stood on a day, and since when; None where that is not known."""

    group_id: int
    founded_on: date | None = None


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit as it stood on a day; `full_members` is None where no member of it is known at all."""

    unit_id: int
    kind: UnitKind
    founded_on: date | None = None
    closed_on: date | None = None
    full_members: int | None = None
    groups: tuple[GroupFacts, ...] = ()


class Fulfilment(NamedTuple):
    """As much of a record as a due asks: what it is, whose, when held, whether its papers are in and complete.

    `missing` names what it lacks before it is complete; `planned_on` stands while it has not been held.
    """

    record: str
    record_id: int
    unit_id: int
    group_id: int
    period: str
    held_on: date | None
    received: bool = True
    missing: tuple[str, ...] = ()
    returned_on: date | None = None
    return_reason: str = ""
    received_on: date | None = None
    planned_on: date | None = None
    lacks_papers: bool = False
    """Whether what is missing has to come from the unit, and not from whoever enters it."""


class Due(NamedTuple):
    """What one unit (or one of its groups) owes of a duty in a period; `ordinal` counts where it owes several.

    `hold_by` and `report_by` are the two deadlines 召开 and 报送; `days` counts how many days it is late (positive) or
    has left (negative or 0) by the deadline that matters in its state.
    """

    duty: Duty
    unit_id: int
    group_id: int
    period: Period
    ordinal: int
    state: DueState
    hold_by: date
    report_by: date | None
    record: Fulfilment | None = None
    waiver: Waiver | None = None
    reason: NotApplicable | None = None
    days: int = 0
    members: int | None = None

    @property
    def key(self) -> tuple[str, int, int, str, int]:
        """What it is, for ever: duty, unit, group, period, number within the period."""
        return (self.duty.code, self.unit_id, self.group_id, self.period.code, self.ordinal)

    @property
    def due_on(self) -> date:
        """The deadline that matters now: for its papers once it was held, for holding it before."""
        held = self.record is not None and (self.record.held_on or self.record.returned_on)
        return self.report_by or self.hold_by if held else self.hold_by

    @property
    def counts(self) -> bool:
        """Whether it counts as done: it is, or it is an inspection held of whose items some are not answered yet."""
        held = self.state is DueState.HANDED_IN and self.duty.record == INSPECTION
        return held or self.state in FULFILLED

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it, now or later."""
        return self.state not in SETTLED

    @property
    def is_late(self) -> bool:
        """Whether it is still open and the deadline of its state has passed."""
        return self.days > 0 and self.is_open

    @property
    def is_pressing(self) -> bool:
        """Whether something is to be done about it by now: it is late, soon, or waits for papers or for the clerk."""
        return self.state in PRESSING

    @property
    def is_chased(self) -> bool:
        """Whether the unit itself is to be reminded: what came late from it, not what has yet to be entered here."""
        entered = (
            self.state is DueState.HANDED_IN and self.record is not None and not self.record.lacks_papers
        )
        return self.is_late and not entered


@dataclass(frozen=True, slots=True)
class Terms:
    """What a due is judged by besides records: the day, how near is soon, since when the office keeps records.

    `begun` says of kinds of record that are kept only since a later day which day that is: an office that was there
    before the program knew inspections owes none for the months behind it.
    """

    today: date
    calendar: WorkCalendar
    soon_days: int = 7
    since: date = date.min
    begun: Mapping[str, date] = field(default_factory=dict)

    def since_of(self, duty: Duty) -> date:
        """The first day whose dues of a duty are asked for."""
        return max(self.since, self.begun.get(duty.record, date.min))

    @property
    def soon_end(self) -> date:
        """The last day on which something is due soon."""
        return self.today + timedelta(days=self.soon_days)


def worst(states: Iterable[DueState]) -> DueState:
    """The gravest of some states; not applicable where there is none."""
    return min(states, key=GRAVITY.__getitem__, default=DueState.NOT_APPLICABLE)
