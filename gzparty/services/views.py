"""What pages and papers are given: plain data computed by the services, no records to change."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from gzparty.domain.calendar import DayRun
from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.people import PartyClass
from gzparty.domain.sitting import Attendance, LeaveRequest, Makeup, RollCounts, Sitting
from gzparty.domain.training import Course, Training
from gzparty.records import dataclass


class SessionStage(StrEnum):
    """Where a session stands on a day, as the plan list shows it.

    unready: no topic or course yet; ready: planned; taking: held, roll not closed;
    unentered: its day is past and no mark was made; done: roll closed; cancelled; missed (explained).
    """

    UNREADY = "unready"
    READY = "ready"
    TODAY = "today"
    TAKING = "taking"
    UNENTERED = "unentered"
    DONE = "done"
    CANCELLED = "cancelled"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One line of the year plan list; `counts` are those of a frozen roll, zero before its first mark."""

    training: Training
    sitting: Sitting
    stage: SessionStage
    counts: RollCounts
    credit: int


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The year at a glance; credits in half hours of 学时. `findings` say what should be looked at."""

    year: int
    lines: tuple[SessionLine, ...]
    credit_planned: int
    credit_target: int
    held: int
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """The work calendar of a year; `official` where its notice is known, `findings` name sessions on days off."""

    year: int
    official: bool
    runs: tuple[DayRun, ...]
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class RollRow:
    """One line of a roll as shown: the attendance with its computed credit (half hours; None while undecided)."""

    attendance: Attendance
    credit: int | None
    makeup: Makeup | None = None
    requested: LeaveRequest | None = None


@dataclass(frozen=True, slots=True)
class RollView:
    """A roll with its figures."""

    sitting: Sitting
    rows: tuple[RollRow, ...]
    counts: RollCounts


@dataclass(frozen=True, slots=True)
class SessionDetail:
    """Everything of one session."""

    training: Training
    sitting: Sitting
    courses: tuple[Course, ...]
    credit: int
    roll: RollView
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One line of a roster (花名册) on a day; a vacancy has an empty name."""

    position: int
    community: str
    unit_id: int
    unit_name: str
    person_id: int | None
    name: str
    sex: str
    birth: str
    education: str
    joined: str
    post: str
    acting: bool
    since: str
    phone: str
    note: str


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A person's year of credit in half hours; `sessions` maps training number to (status, credit)."""

    position: int
    person_id: int
    name: str
    unit_name: str
    post: str
    party_class: PartyClass
    target: int
    from_sessions: int
    from_makeups: int
    present: int
    expected: int
    marks: tuple[YearMark, ...] = ()
    from_outside: int = 0

    @property
    def total(self) -> int:
        """Credit of the year."""
        return self.from_sessions + self.from_makeups + self.from_outside


@dataclass(frozen=True, slots=True)
class YearMark:
    """One person at one session of the year; status is empty where the person was not called."""

    number: str
    status: str
    credit: int
    made_up: bool = False


@dataclass(frozen=True, slots=True)
class CreditYear:
    """The year's attendance and credit of everyone called."""

    year: int
    sessions: tuple[SessionLine, ...]
    lines: tuple[CreditLine, ...]


@dataclass(frozen=True, slots=True)
class MakeupLine:
    """Someone who missed a session and what became of it."""

    training: Training
    sitting: Sitting
    attendance: Attendance
    makeup: Makeup | None


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """What the frame of the window and the head of a paper name."""

    name: str
    sample: bool
    villages: int
    departments: int
    people: int
    as_of: date
    saved_at: datetime | None = None
