"""What the page 干部队伍, its lists and papers are given: plain data."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.ladder import Place, Step
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import Person, PostTitle, Term, UnitView
from gzparty.domain.reminders import TermState
from gzparty.domain.reserve import Reserve
from gzparty.records import dataclass


class CoveredPart(StrEnum):
    """What is covered at first wherever it may be shown; each look is noted under this name."""

    RESERVES = "reserves"
    LADDER = "ladder"


@dataclass(frozen=True, slots=True)
class ReserveLine:
    """One entry of the list with the training of a year.

    `called` and `attended` count the trainings and meetings whose roll has the person; nothing is known of meetings by
    numbers. `credit` and `target` are in half hours, `years` are whole ones on the list.
    """

    reserve: Reserve
    person: Person
    unit: UnitView
    year: int
    years: int
    posts: str
    mentor: str
    credit: int = 0
    target: int = 0
    called: int = 0
    attended: int = 0
    meetings_called: int = 0
    meetings_attended: int = 0

    @property
    def is_active(self) -> bool:
        """Whether the person is on the list still."""
        return self.reserve.left_on is None

    @property
    def is_untrained(self) -> bool:
        """Whether somebody on the list has no 学时 at all this year, from whatever source."""
        return self.is_active and not self.credit


class PostHolder(NamedTuple):
    """Who holds a post of a unit; nobody where it is noted as 空缺."""

    title: PostTitle
    words: str
    person_id: int | None
    name: str
    acting: bool
    since: PartialDate | None


@dataclass(frozen=True, slots=True)
class TermLine:
    """The committee of a unit: its term, how it stands, who sits in it.

    `ends_on` is the earliest day the term can end, `ends` says as much of it as is known; both None where no term is
    noted. `days` until then, negative once past.
    """

    unit: UnitView
    community: UnitView | None
    term: Term | None
    state: TermState
    holders: tuple[PostHolder, ...]
    ends_on: date | None = None
    ends: PartialDate | None = None
    days: int | None = None
    reminder: Diagnostic | None = None
    """What the workbench says of it, None while it says nothing."""

    @property
    def secretaries(self) -> tuple[PostHolder, ...]:
        """Who leads it, or the vacancy; nobody where nothing is noted."""
        leads = (PostTitle.SECRETARY, PostTitle.COMMUNITY_SECRETARY)
        return tuple(holder for holder in self.holders if holder.title in leads)


class RollAbsence(NamedTuple):
    """One absence with the training behind it."""

    training_id: int
    number: str
    topic: str
    day: date
    made_up_on: date | None


@dataclass(frozen=True, slots=True)
class LadderLine:
    """Somebody who was absent, where that stands on the ladder, and every absence behind it."""

    place: Place
    person: Person
    units: str
    posts: str
    absences: tuple[RollAbsence, ...]


@dataclass(frozen=True, slots=True)
class LadderView:
    """The ladder on a day: `since` which day is counted, over how many rolls, and how many trainings had none."""

    on: date
    since: date
    months: int
    steps: tuple[Step, ...]
    rolls: int
    without_roll: int
    lines: tuple[LadderLine, ...]

    @property
    def reached(self) -> int:
        """How many people have come to a step."""
        return sum(line.place.reached is not None for line in self.lines)


class Look(NamedTuple):
    """One look at a covered part."""

    at: datetime
    source: str
