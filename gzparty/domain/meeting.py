"""Records of organisational life: meetings in two depths, talks, and the steps of what comes once a year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gzparty.domain.people import PartyClass
from gzparty.records import dataclass


class MeetingKind(StrEnum):
    """Kinds of record in the order used everywhere (支部工作条例 第11-18条; 集中学习 by local plan)."""

    BRANCH_MEETING = "branch_meeting"
    COMMITTEE_MEETING = "committee_meeting"
    GROUP_MEETING = "group_meeting"
    LECTURE = "lecture"
    THEME_DAY = "theme_day"
    STUDY = "study"
    LIFE_MEETING = "life_meeting"
    APPRAISAL = "appraisal"


YEARLY = frozenset({MeetingKind.LIFE_MEETING, MeetingKind.APPRAISAL})
"""Kinds that count for a year (所属年度) whatever their date: often held in the first months of the next."""
MONTHLY = tuple(kind for kind in MeetingKind if kind not in YEARLY)
"""Kinds the month grid takes in, in their order."""


class Depth(StrEnum):
    """By numbers: the figures of the village's own sheet. By names: computed from a roll."""

    NUMBERS = "numbers"
    NAMES = "names"


class Absence(NamedTuple):
    """Someone away by the village's own sheet: the name as written, why, and whether leave was given.

    `standing` ones (长期外出, 年老体弱) are carried over to the next record of the branch.
    """

    name: str
    reason: str = ""
    leave: bool = False
    standing: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """One record of organisational life; when and where it was belongs to its sitting, which it may share.

    `period` is the span it counts for: the month (2026-06), or the year of a yearly kind. Figures are the village's
    own and None while not entered; with `depth` names they stay None and are computed from the roll.
    `received_on` is when its papers came in, `filed_at` where the original lies (3号盒/12).
    """

    id: int
    uid: str
    number: str
    sitting_id: int
    kind: MeetingKind
    unit_id: int
    group_id: int | None
    period: str
    depth: Depth = Depth.NUMBERS
    topic: str = ""
    content: str = ""
    decision: str = ""
    other: str = ""
    host: str = ""
    recorder: str = ""
    lecturer: str = ""
    expected: int | None = None
    attended: int | None = None
    on_leave: int | None = None
    absent: int | None = None
    observers: int | None = None
    absences: tuple[Absence, ...] = ()
    has_minutes: bool = False
    has_sign_in: bool = False
    has_photos: bool = False
    uploaded: bool = False
    filed_at: str = ""
    received_on: date | None = None
    returned_on: date | None = None
    return_reason: str = ""


class MeetingBrief(NamedTuple):
    """As much of a record as says how far it has come; `untold` counts the lines of its roll without a decided mark.

    `held_on` is None while it is only planned (then `planned_on` is its day).
    """

    id: int
    kind: MeetingKind
    unit_id: int
    group_id: int
    period: str
    depth: Depth
    planned_on: date
    held_on: date | None
    topic: bool
    content: bool
    host: bool
    recorder: bool
    lecturer: bool
    expected: int | None
    attended: int | None
    on_leave: int | None
    absent: int | None
    has_minutes: bool
    has_sign_in: bool
    has_photos: bool
    filed: bool
    received_on: date | None
    returned_on: date | None
    return_reason: str
    roll_closed: bool
    untold: int


class WholeRecord(NamedTuple):
    """A record that is held and lacks nothing, as much of it as a due asks; group 0 for the branch itself."""

    id: int
    kind: str
    unit_id: int
    group_id: int
    period: str
    held_on: date
    received_on: date | None


class WholeRecords(NamedTuple):
    """Records of one kind, month and group (0 for the branch itself) that are held and lack nothing: whose they are."""

    kind: str
    period: str
    group_id: int
    unit_ids: Sequence[int]


class VoteKind(StrEnum):
    """Which quorum and majority a vote needs (支部工作条例 第11-12条, 发展党员细则, 基层组织选举工作条例)."""

    GENERAL = "general"
    DEVELOPMENT = "development"
    COMMITTEE = "committee"
    ELECTION = "election"


class Candidate(NamedTuple):
    """One name on an election's ballot with the votes it got."""

    name: str
    votes: int


class Excluded(NamedTuple):
    """A member 不计入应到 of a vote, with the reason the regulation knows and the day it was approved."""

    name: str
    reason: str
    approved_on: str = ""


@dataclass(frozen=True, slots=True)
class Vote:
    """One matter put to the vote: `eligible` is 应到会有表决权 without the excluded, `present` is 实到有表决权.

    `written_for` and `written_against` are opinions given in writing before the meeting; they count as votes.
    """

    id: int
    uid: str
    meeting_id: int
    position: int
    kind: VoteKind
    matter: str
    eligible: int
    present: int
    excluded: tuple[Excluded, ...] = ()
    in_favour: int = 0
    against: int = 0
    abstained: int = 0
    written_for: int = 0
    written_against: int = 0
    seats: int = 0
    candidates: tuple[Candidate, ...] = ()
    secret: bool = False
    note: str = ""


class AppraisalGrade(StrEnum):
    """The four grades of 民主评议 (支部工作条例 第18条); empty while none is given."""

    EXCELLENT = "excellent"
    COMPETENT = "competent"
    BASIC = "basic"
    POOR = "poor"
    NONE = ""


@dataclass(frozen=True, slots=True)
class AppraisalLine:
    """One member's appraisal: ballots by grade, the grade the branch gave, and why someone took no part."""

    id: int
    uid: str
    meeting_id: int
    position: int
    person_id: int | None
    name: str
    party_class: PartyClass = PartyClass.NONE
    excellent: int | None = None
    competent: int | None = None
    basic: int | None = None
    poor: int | None = None
    grade: AppraisalGrade = AppraisalGrade.NONE
    excused: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class BallotCount:
    """测评票 of one 民主评议: 发出, 收回, 有效."""

    id: int
    uid: str
    meeting_id: int
    sent: int
    returned: int
    valid: int


class TalkKind(StrEnum):
    """Who talked with whom (支部工作条例 第19条); special ones answer an illness, a hardship, a punishment."""

    AMONG_COMMITTEE = "among_committee"
    COMMITTEE_MEMBER = "committee_member"
    AMONG_MEMBERS = "among_members"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class Talk:
    """One 谈心谈话 of two people; what was said is never shown unasked."""

    id: int
    uid: str
    unit_id: int
    year: int
    held_on: date
    kind: TalkKind
    speaker_id: int | None
    speaker: str
    partner_id: int | None
    partner: str
    content: str = ""
    filed_at: str = ""


class YearlyKind(StrEnum):
    """What comes once a year and goes by steps rather than by months."""

    LIFE_MEETING = "life_meeting"
    APPRAISAL = "appraisal"
    TALK = "talk"


@dataclass(frozen=True, slots=True)
class YearlyStep:
    """One step of a branch's yearly list that was done, for the year it belongs to (所属年度)."""

    id: int
    uid: str
    unit_id: int
    kind: YearlyKind
    year: int
    step: str
    done_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class MonthLock:
    """A month locked or unlocked for entry, with the reason; the latest entry of a month counts."""

    id: int
    uid: str
    month: str
    locked: bool
    reason: str
    changed_on: date
