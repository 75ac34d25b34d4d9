"""What the page 组织与人员, its command and its papers are given of units and people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.merging import FactDifference, Side
from gzparty.domain.people import PartyClass, Person, PostTitle, Tree, UnitKind
from gzparty.domain.reminders import Reminder, ReminderKind
from gzparty.records import dataclass

__all__ = [
    "APART",
    "CreditSource",
    "FactDifference",
    "GroupLine",
    "HistoryLine",
    "HonourLine",
    "MembershipLine",
    "MergePreview",
    "MonthMark",
    "PeopleQuery",
    "PeopleRole",
    "PersonFile",
    "PersonLine",
    "PersonMeeting",
    "PostLine",
    "Reminder",
    "ReminderKind",
    "Side",
    "TreeNode",
]


APART = "namesakes_apart"
"""The setting that keeps the pairs of uids known to be two people, however alike their records are."""


class PeopleRole(StrEnum):
    """Which people of a unit a list shows (书记 / 两委 / 党员 / 预备党员), `gone` only those who left (已离开)."""

    ALL = "all"
    SECRETARY = "secretary"
    COMMITTEE = "committee"
    MEMBER = "member"
    PROBATIONARY = "probationary"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A unit's place in one tree; `units` counts the village branches or departments below, `people` those placed there or below.

    A person is placed in a branch by membership and in any unit by a post held that day.
    """

    unit_id: int
    parent_id: int | None
    name: str
    kind: UnitKind
    units: int
    people: int
    closed: bool = False


@dataclass(frozen=True, slots=True)
class PeopleQuery:
    """What a list of people shows; no unit means the whole office, `text` is a name, full pinyin or initials."""

    tree: Tree = Tree.PARTY
    unit_id: int | None = None
    role: PeopleRole = PeopleRole.ALL
    text: str = ""
    gone: bool = False
    """Whether those who left, died or moved away are listed too."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A line of the list; credit and target in half hours of 学时, `expected` is 0 for those never called this year."""

    person_id: int
    name: str
    unit_id: int | None
    unit_name: str
    community: str
    posts: str
    party_class: PartyClass
    credit: int
    target: int
    attended: int
    expected: int
    phone: str
    """Masked, such as 138****0012."""
    namesake: bool = False
    """Whether somebody else in the office has the same name; then the unit must be shown with it."""
    ended: bool = False
    group: str = ""
    """The Party group (党小组) in the branch, empty where there is none."""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """An open Party group of a branch with the number of its members."""

    group_id: int
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What merging `source` into `target` would do: rows that go over by kind, facts to choose between.

    `goes_over` counts by table: post, membership, attendance, leave_request, makeup, outside_training, roster.
    `shared_rolls` are rolls on which both stand; each counts once from then on.
    """

    source: PersonLine
    target: PersonLine
    goes_over: Mapping[str, int]
    shared_rolls: int
    differences: tuple[FactDifference, ...]
    obstacles: tuple[Diagnostic, ...] = ()
    """Why they cannot be merged yet."""


@dataclass(frozen=True, slots=True)
class CreditSource:
    """Credit of a year from one source, in half hours: town (镇培训班), makeup (补课), outside (上级调训)."""

    source: str
    credit: int


@dataclass(frozen=True, slots=True)
class MonthMark:
    """One session of the year for one person; status as in YearMark, empty where not called or not yet held.

    `state` is a SessionStage as text; a month without a session has neither number nor state.
    """

    number: str
    month: int
    status: str
    state: str
    made_up: bool = False


@dataclass(frozen=True, slots=True)
class PersonMeeting:
    """A sitting a person was called to, or an outside training; credit in half hours, None while undecided."""

    day: date
    title: str
    status: str
    credit: int | None
    made_up: bool = False
    outside: bool = False
    training: str = ""
    """Number of the training, empty for what is none."""
    meeting: str = ""
    """Number of the record of organisational life, empty for what is none."""


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post held or once held; `term_ends` is set where the unit's term of office is known (换届)."""

    post_id: int
    unit_id: int
    unit_name: str
    title: PostTitle
    label: str
    acting: bool
    since: str
    until: date | None
    term_ends: date | None = None


@dataclass(frozen=True, slots=True)
class MembershipLine:
    """Membership of a branch during an interval."""

    membership_id: int
    unit_id: int
    unit_name: str
    group_name: str
    party_class: PartyClass
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step in a person's history, in words: what was done, when, from where."""

    at: datetime
    deed: str
    detail: str
    source: str
    undone: bool = False


@dataclass(frozen=True, slots=True)
class HonourLine:
    """What a person was chosen for (荣誉): the month (2026-02), what was looked for, when the circular said so.

    No day where the result alone was typed in afterwards.
    """

    selection_id: int
    period: str
    title: str
    announced_on: date | None


@dataclass(frozen=True, slots=True)
class PersonFile:
    """Everything of one person in one year."""

    person: Person
    line: PersonLine
    year: int
    sources: tuple[CreditSource, ...]
    strip: tuple[MonthMark, ...]
    meetings: tuple[PersonMeeting, ...]
    posts: tuple[PostLine, ...]
    memberships: tuple[MembershipLine, ...]
    history: tuple[HistoryLine, ...]
    reminders: tuple[Reminder, ...] = ()
    namesakes: tuple[PersonLine, ...] = ()
    honours: tuple[HonourLine, ...] = ()
