"""Self-inspections (自查自纠) and joint inspections (联合督查): what was looked at, where, and what was found."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gzparty.records import dataclass


class InspectionKind(StrEnum):
    """Done by the unit itself, or by a team from the town."""

    SELF = "self"
    JOINT = "joint"


class Answer(StrEnum):
    """What was found of one item of a checklist; open until somebody says."""

    OPEN = "open"
    FINE = "fine"
    PROBLEM = "problem"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One line of a checklist; `code` stays when its wording changes, `stopped` ones are asked no more."""

    id: int
    uid: str
    kind: InspectionKind
    code: str
    title: str
    hint: str = ""
    position: int = 0
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspection of one unit on a day; it counts for `period` (2026-06), a joint one belongs to its tour.

    `note` is what was seen on the spot; `filed_at` says where the paper lies.
    """

    id: int
    uid: str
    number: str
    kind: InspectionKind
    unit_id: int
    period: str
    held_on: date
    inspector: str = ""
    inspector_id: int | None = None
    note: str = ""
    filed_at: str = ""
    tour_id: int | None = None


@dataclass(frozen=True, slots=True)
class InspectionItem:
    """What one inspection found of one item, with the title as it was asked then."""

    id: int
    uid: str
    inspection_id: int
    position: int
    code: str
    title: str
    answer: Answer = Answer.OPEN
    note: str = ""


class TeamMember(NamedTuple):
    """Somebody of a joint inspection's team and where from (镇纪委, 党政办)."""

    name: str
    office: str


@dataclass(frozen=True, slots=True)
class Tour:
    """A joint inspection (联合督查) of some units, whose findings become one circular.

    Units are drawn from `pool` by `seed`, both recorded so that the draw can be repeated; seed None: chosen by hand.
    `good`, `requirements` and `reply_by` are the circular's own words; `issue` is its 期号, None while none is given.
    """

    id: int
    uid: str
    number: str
    title: str
    held_on: date
    team: tuple[TeamMember, ...] = ()
    focus: str = ""
    pool: tuple[int, ...] = ()
    seed: int | None = None
    issue: int | None = None
    good: str = ""
    requirements: str = ""
    reply_by: date | None = None


@dataclass(frozen=True, slots=True)
class TourUnit:
    """A unit a tour goes to; drawn by lot, or added by hand."""

    id: int
    uid: str
    tour_id: int
    unit_id: int
    position: int
    drawn: bool = False
