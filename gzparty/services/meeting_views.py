"""What pages, papers and the command line are given of organisational life, and what they hand in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import NamedTuple

from gzparty.domain.absence import Alert
from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.dues import RECEIVED, DueState
from gzparty.domain.duty import Deadline
from gzparty.domain.folder import Attachment, FolderKind
from gzparty.domain.meeting import (
    Absence,
    AppraisalLine,
    BallotCount,
    Depth,
    Meeting,
    MeetingKind,
    MonthLock,
    Talk,
    Vote,
    YearlyKind,
    YearlyStep,
)
from gzparty.domain.people import Group, UnitView
from gzparty.domain.sitting import Sitting, Status
from gzparty.records import dataclass
from gzparty.services.views import RollView


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """What the clerk says of one record; None leaves a stored value as it is and is nothing in a new one.

    `day` alone says that the hour is not known. `period` is the month (or year) it counts for; without it that of the
    day, or 所属年度 of the step list it was opened from. `held` False plans it. `cleared` names fields that are to be
    emptied: figures, `received_on`, `starts` (then only the day is known), `ends`, `group_id`.
    """

    kind: MeetingKind
    unit_id: int
    group_id: int | None = None
    day: date | None = None
    starts: time | None = None
    ends: time | None = None
    place: str | None = None
    period: str | None = None
    depth: Depth = Depth.NUMBERS
    held: bool = True
    topic: str | None = None
    content: str | None = None
    decision: str | None = None
    other: str | None = None
    host: str | None = None
    recorder: str | None = None
    lecturer: str | None = None
    expected: int | None = None
    attended: int | None = None
    on_leave: int | None = None
    absent: int | None = None
    observers: int | None = None
    absences: tuple[Absence, ...] | None = None
    has_minutes: bool | None = None
    has_sign_in: bool | None = None
    has_photos: bool | None = None
    uploaded: bool | None = None
    filed_at: str | None = None
    received_on: date | None = None
    cleared: tuple[str, ...] = ()


FILE_OF: Mapping[str, FolderKind] = {
    "has_minutes": FolderKind.MINUTES,
    "has_sign_in": FolderKind.SIGN_IN,
    "has_photos": FolderKind.PHOTO,
}
"""The file that stands for a ticked material."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of the month grid: a branch (or one of its groups) with its record of the month, if there is one.

    `findings` are what the row's figures contradict; `missing` names what its papers lack.
    """

    unit: UnitView
    community: UnitView | None
    group: Group | None
    meeting: Meeting | None
    day: date | None
    state: DueState
    days: int
    why: str
    expected_hint: int | None = None
    """应到 as it was on the record before, shown and never filled in by itself."""
    findings: tuple[Diagnostic, ...] = ()
    missing: tuple[str, ...] = ()
    photos: int = 0
    attached: frozenset[FolderKind] = frozenset()
    """What lies with the record as a file."""

    def has(self, column: str) -> bool:
        """Whether a material is there: a scan or photo that is attached is, whether or not its column was ticked too."""
        if self.meeting is None:
            return False
        return bool(getattr(self.meeting, column)) or FILE_OF.get(column) in self.attached


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """The records of one kind in one month, a row per branch or group that owes or has one.

    `report_by` is the day all papers are due; where rows have days of their own, `report_rule` says by what rule.
    """

    month: str
    kind: MeetingKind
    rows: tuple[GridRow, ...]
    report_by: date | None
    lock: MonthLock | None = None
    report_rule: Deadline | None = None

    @property
    def received(self) -> int:
        """How many have handed something in."""
        return sum(row.state in RECEIVED for row in self.rows)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One record in a list, with the figures of its roll and how far it has come."""

    meeting: Meeting
    sitting: Sitting
    unit: UnitView
    community: UnitView | None
    group: str
    state: DueState
    why: str
    missing: tuple[str, ...]
    files: int = 0


@dataclass(frozen=True, slots=True)
class MeetingDetail:
    """Everything of one record; `others` are the records of the same sitting, `roll` stands where one is by names."""

    meeting: Meeting
    sitting: Sitting
    unit: UnitView
    group: Group | None
    others: tuple[Meeting, ...]
    roll: RollView | None
    votes: tuple[Vote, ...]
    appraisal: tuple[AppraisalLine, ...]
    ballots: BallotCount | None
    attachments: tuple[Attachment, ...]
    missing: tuple[str, ...]
    findings: tuple[Diagnostic, ...]
    state: DueState
    why: str
    locked: MonthLock | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """What the branch's record before this one gives a new one: place, host, recorder and standing absences; its 应到 is
    shown beside the field and never filled in."""

    place: str = ""
    host: str = ""
    recorder: str = ""
    expected: int | None = None
    absences: tuple[Absence, ...] = ()
    taken_from: date | None = None


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of a yearly list: done (with its day), or still open."""

    code: str
    title: str
    done: YearlyStep | None


@dataclass(frozen=True, slots=True)
class YearlyLine:
    """A branch's yearly list: its steps, the record it leads to, and for talks how many of each pair there are."""

    unit: UnitView
    community: UnitView | None
    steps: tuple[StepLine, ...]
    meeting: Meeting | None
    held_on: date | None
    state: DueState
    talks: tuple[Talk, ...] = ()


@dataclass(frozen=True, slots=True)
class YearlyBoard:
    """The yearly lists of all branches for a year (所属年度)."""

    year: int
    kind: YearlyKind
    lines: tuple[YearlyLine, ...]


class VoteLine(NamedTuple):
    """A vote with the meeting it was taken at, the branch and the day."""

    vote: Vote
    meeting: Meeting
    unit: UnitView
    day: date


@dataclass(frozen=True, slots=True)
class AppraisalView:
    """One 民主评议: its lines as stored or, while none is, the branch's members to begin with (id 0).

    `members` is how many the branch had that day, `cap` how many of them may normally be 优秀; `joined` are members who
    are not on the stored list.
    """

    meeting: Meeting
    unit: UnitView
    lines: tuple[AppraisalLine, ...]
    ballots: BallotCount | None
    members: int
    cap: int
    findings: tuple[Diagnostic, ...]
    joined: tuple[AppraisalLine, ...] = ()
    stored: bool = False


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Something records say against each other, for the clerk to look at; `meetings` are the records it is about."""

    finding: Diagnostic
    meetings: tuple[int, ...]
    unit: UnitView
    day: date | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A text found: which record it is in, its title, and the words around the place; `period` where it is of a month."""

    kind: str
    record_id: int
    title: str
    around: str
    day: date | None
    period: str = ""


@dataclass(frozen=True, slots=True)
class AbsenceCount:
    """A member's run of months without taking part, as of a day (党章 第9条); an alert, never a judgement."""

    person_id: int
    name: str
    unit: UnitView
    months: int
    alert: Alert
    last_on: date | None
    of_contact: bool = False


class AbsenceMark(NamedTuple):
    """What one roll by names said of a member, and of which records it is the roll."""

    day: date
    kinds: tuple[MeetingKind, ...]
    topic: str
    status: Status


@dataclass(frozen=True, slots=True)
class PersonAbsence:
    """One member's alerts with the lines of rolls they follow from: since the person was last there, the latest first."""

    counts: tuple[AbsenceCount, ...] = ()
    marks: tuple[AbsenceMark, ...] = ()
