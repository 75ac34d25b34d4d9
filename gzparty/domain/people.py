"""Units, people, members and posts; names, parents and posts hold for an interval, not for ever."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gzparty.domain.partial_date import PartialDate
from gzparty.records import dataclass


class UnitKind(StrEnum):
    """What a unit is; a village branch and its village are one unit with several names."""

    TOWN_COMMITTEE = "town_committee"
    COMMUNITY = "community"
    VILLAGE_BRANCH = "village_branch"
    OFFICE_BRANCH = "office_branch"
    DEPARTMENT = "department"
    OTHER = "other"


class Tree(StrEnum):
    """The two trees: Party organisations and work units."""

    PARTY = "party"
    WORK = "work"


class NameRole(StrEnum):
    """Which of its names: 官庄村 (short), 官庄村党支部 (party), 官庄村委会 (work)."""

    SHORT = "short"
    PARTY = "party"
    WORK = "work"


class PartyClass(StrEnum):
    """Full or probationary member; empty for people who are no members."""

    FULL = "full"
    PROBATIONARY = "probationary"
    NONE = ""


class PostTitle(StrEnum):
    """Posts the rules know; `other` keeps its text only."""

    SECRETARY = "secretary"
    DEPUTY_SECRETARY = "deputy_secretary"
    ORGANISATION_MEMBER = "organisation_member"
    PUBLICITY_MEMBER = "publicity_member"
    DISCIPLINE_MEMBER = "discipline_member"
    MEMBER = "member"
    DIRECTOR = "director"
    FIRST_SECRETARY = "first_secretary"
    COMMUNITY_SECRETARY = "community_secretary"
    OTHER = "other"


COMMITTEE_TITLES = frozenset(
    {
        PostTitle.SECRETARY,
        PostTitle.DEPUTY_SECRETARY,
        PostTitle.ORGANISATION_MEMBER,
        PostTitle.PUBLICITY_MEMBER,
        PostTitle.DISCIPLINE_MEMBER,
        PostTitle.MEMBER,
    }
)
"""Posts that sit on a branch committee (支部工作条例 第20条)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Days on which a fact holds: from `valid_from` on, before `valid_to`; None means always."""

    valid_from: date | None = None
    valid_to: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as stored; its names and parents are read for a day."""

    id: int
    uid: str
    code: str
    kind: UnitKind
    sort_order: int
    founded_on: date | None = None
    closed_on: date | None = None
    merged_into: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnitName:
    """One name of a unit during an interval; `normalized` is what matching compares."""

    unit_id: int
    role: NameRole
    name: str
    normalized: str
    initials: str
    interval: Interval


@dataclass(frozen=True, slots=True)
class UnitParent:
    """A unit's place in one tree during an interval; no parent means a root."""

    unit_id: int
    tree: Tree
    parent_id: int | None
    interval: Interval


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit as it was on one day: its short and Party name and its parent in each tree."""

    id: int
    uid: str
    code: str
    kind: UnitKind
    sort_order: int
    name: str
    party_name: str
    initials: str
    party_parent: int | None
    work_parent: int | None
    closed: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A Party group (党小组) of a branch."""

    id: int
    uid: str
    unit_id: int
    name: str
    sort_order: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class Person:
    """A person; `name` is kept as written, `normalized` is compared, `initials` are searched."""

    id: int
    uid: str
    name: str
    normalized: str
    pinyin: str = ""
    initials: str = ""
    sex: str = ""
    nation: str = ""
    birth: PartialDate | None = None
    joined: PartialDate | None = None
    education: str = ""
    phone: str = ""
    sort_order: int = 0
    note: str = ""
    ended_on: date | None = None
    ended_reason: str = ""
    merged_into: int | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """A member's branch, group and class during an interval."""

    id: int
    uid: str
    person_id: int
    unit_id: int
    group_id: int | None
    party_class: PartyClass
    mobile: bool
    interval: Interval


@dataclass(frozen=True, slots=True)
class Post:
    """A post held in a unit; `since` is what the roster says and may be partial."""

    id: int
    uid: str
    person_id: int
    unit_id: int
    title: PostTitle
    title_text: str
    acting: bool
    since: PartialDate | None
    until: date | None
    position: int = 0

    def held_on(self, day: date) -> bool:
        """Whether the post was held that day; an unknown beginning counts as always."""
        begun = self.since is None or self.since.first_day() <= day
        return begun and (self.until is None or day < self.until)


class PostHeld(NamedTuple):
    """Who holds which post where: as much of it as lists of a whole county need."""

    person_id: int
    unit_id: int
    title: PostTitle
    title_text: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term of office (届) of a unit's committee: when it was elected, for how many years."""

    id: int
    uid: str
    unit_id: int
    elected_on: PartialDate
    years: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A post known to be unfilled (空缺), so that nobody asks for a name."""

    id: int
    unit_id: int
    title: PostTitle
    interval: Interval
    note: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """One person holding a post on a day, with everything a roster line prints."""

    person: Person
    post: Post
    unit: UnitView
    community: UnitView | None
