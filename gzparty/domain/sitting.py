"""One sitting: its time, place, roster rule and roll; trainings and meetings point to it."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple

from gzparty.domain.people import PartyClass
from gzparty.records import dataclass

LAST_MINUTE = time(23, 59)
"""Where a day ends: stands for an end that nobody wrote down."""


class RosterKind(StrEnum):
    """Who is called: current secretaries, those of some communities, hand-picked people; the members of a branch, its
    committee, or one of its groups."""

    SECRETARIES = "secretaries"
    COMMUNITIES = "communities"
    PICKED = "picked"
    BRANCH = "branch"
    COMMITTEE = "committee"
    GROUP = "group"


BRANCH_LIFE = frozenset({RosterKind.BRANCH, RosterKind.COMMITTEE, RosterKind.GROUP})
"""Rosters of a branch's own life: everyone on them is a person of one unit."""


@dataclass(frozen=True, slots=True)
class RosterRule:
    """The rule behind a roster; `units` are communities or the branch, `people` are picked or extra invited persons.

    `groups` names the Party group whose members are called.
    """

    kind: RosterKind = RosterKind.SECRETARIES
    units: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    community_secretaries: bool = False
    groups: tuple[int, ...] = ()
    first_secretaries: bool = False


class RollState(StrEnum):
    """Open: the rule decides. Frozen: from the first mark on. Closed: 结束签到."""

    OPEN = "open"
    FROZEN = "frozen"
    CLOSED = "closed"


class Status(StrEnum):
    """A person's mark; unmarked is no mark yet, unsettled (待核实) is unmarked when the roll was closed."""

    UNMARKED = "unmarked"
    PRESENT = "present"
    LATE = "late"
    LEAVE = "leave"
    OFFICIAL = "official"
    ABSENT = "absent"
    SUBSTITUTE = "substitute"
    EARLY = "early"
    UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True)
class Sitting:
    """Planned and actual time are both kept; back-entry fills the actual one.

    Where `timed` is false only the day is known: the times are the day's own bounds and are never shown.
    """

    id: int
    uid: str
    planned_start: datetime
    planned_end: datetime
    actual_start: datetime | None
    actual_end: datetime | None
    place: str
    roster: RosterRule
    roll_state: RollState
    closed_on: date | None = None
    timed: bool = True

    @property
    def start(self) -> datetime:
        """When it took place, or is planned to."""
        return self.actual_start or self.planned_start

    @property
    def end(self) -> datetime:
        """When it ended, or is planned to."""
        return self.actual_end or self.planned_end

    @property
    def hours(self) -> tuple[time | None, time | None]:
        """From when to when it went; None for what is not known, for which the day's own bound stands."""
        if not self.timed:
            return None, None
        return self.start.time(), None if self.end.time() == LAST_MINUTE else self.end.time()


@dataclass(frozen=True, slots=True)
class Attendance:
    """One line of a roll as it was on the day: name, unit and post are frozen with the first mark.

    `id` is 0 while the roster rule still decides. `credit` overrides the computed one, in half hours.
    """

    id: int
    uid: str
    sitting_id: int
    position: int
    person_id: int | None
    name: str
    initials: str
    unit_ids: tuple[int, ...]
    unit_name: str
    post: str
    party_class: PartyClass = PartyClass.NONE
    status: Status = Status.UNMARKED
    reason: str = ""
    substitute_name: str = ""
    substitute_post: str = ""
    substitute_person_id: int | None = None
    guest: bool = False
    not_counted: str = ""
    left_at: time | None = None
    credit: int | None = None


class RollMark(NamedTuple):
    """What a roll says of one person: as much of an attendance as a year's credit needs."""

    sitting_id: int
    status: Status
    credit: int | None
    left_at: time | None
    guest: bool


class MadeUp(NamedTuple):
    """A make-up with the line it makes up for; credit in half hours."""

    person_id: int
    sitting_id: int
    status: Status
    done_on: date
    credit: int


class MissedSitting(NamedTuple):
    """A sitting somebody stayed away from unexcused: `record` is training or meeting, with its id and number."""

    person_id: int
    day: date
    record: str
    record_id: int
    number: str


@dataclass(frozen=True, slots=True)
class LeaveRequest:
    """Leave, official duty or a substitute made known before the sitting; shown on the sign-in sheet."""

    id: int
    uid: str
    sitting_id: int
    person_id: int
    status: Status
    reason: str = ""
    substitute_name: str = ""
    requested_on: date | None = None
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class Makeup:
    """A make-up (补课) for a missed sitting; credited on its own date, in half hours."""

    id: int
    uid: str
    attendance_id: int
    done_on: date
    minutes: int
    credit: int
    proof: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RollCounts:
    """Figures of a roll; `present` includes late and early, `unsettled` includes the unmarked."""

    expected: int = 0
    present: int = 0
    late: int = 0
    early: int = 0
    substitute: int = 0
    leave: int = 0
    official: int = 0
    absent: int = 0
    unsettled: int = 0
    observers: int = 0
    not_counted: int = 0
    units_expected: int = 0
    units_covered: int = 0


class MarkTally(NamedTuple):
    """How often one mark stands on a roll, of guests or not, counted or not."""

    status: Status
    guest: bool
    counted: bool
    times: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What the clerk says of one line: the status and, where it has them, reason, substitute, leaving time."""

    status: Status
    reason: str = ""
    substitute_name: str = ""
    substitute_post: str = ""
    left_at: time | None = None
    credit: int | None = field(default=None)
