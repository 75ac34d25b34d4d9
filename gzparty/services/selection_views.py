"""What pages, papers and the command line are given of selections: plain data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gzparty.domain.counting import Standing, Tally
from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.eligibility import Finding
from gzparty.domain.folder import Attachment
from gzparty.domain.people import UnitView
from gzparty.domain.publicity_days import StripDay
from gzparty.domain.selection import (
    Ballot,
    BallotLine,
    Category,
    Nomination,
    Objection,
    Publicity,
    Selection,
)
from gzparty.domain.selection_stages import Stage
from gzparty.domain.theme import Theme
from gzparty.records import dataclass


class Result(StrEnum):
    """What became of a nomination, as the last column says it."""

    OPEN = "open"
    NOT_IN_VOTE = "not_in_vote"
    PROPOSED = "proposed"
    IN_PUBLICITY = "in_publicity"
    CHOSEN = "chosen"
    NOT_CHOSEN = "not_chosen"
    STRUCK = "struck"
    WITHDRAWN = "withdrawn"


class Before(NamedTuple):
    """When a candidate was chosen before: the month (2026-02) and the selection's title."""

    selection_id: int
    period: str
    title: str


@dataclass(frozen=True, slots=True)
class NominationLine:
    """One nomination with what a list says of it.

    `findings` are as records stand now; `since` are those that came (or, `gone`, went) after the verdict was given.
    `before` are earlier selections that chose the same candidate, the latest first, whenever they were. `warnings` are
    what people should look at again, such as a reply of 纪委 against a verdict that stands; `hint` is about 事迹.
    """

    nomination: Nomination
    category: Category
    unit: UnitView | None
    result: Result
    findings: tuple[Finding, ...] = ()
    since: tuple[Finding, ...] = ()
    gone: tuple[str, ...] = ()
    before: tuple[Before, ...] = ()
    standing: Standing | None = None
    files: int = 0
    warnings: tuple[Diagnostic, ...] = ()
    hint: Diagnostic | None = None

    @property
    def changed(self) -> bool:
        """Whether records changed after the verdict in a way that touches it (审核后有变化)."""
        return bool(self.since or self.gone)


@dataclass(frozen=True, slots=True)
class SelectionLine:
    """One selection in the list of a year; `days_left` are workdays of a running 公示, today included."""

    selection: Selection
    theme: Theme | None
    stage: Stage
    nominated: int = 0
    in_vote: int = 0
    chosen: tuple[Nomination, ...] = ()
    days_left: int | None = None
    publicity: Publicity | None = None


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month of the year: its theme, and its selections; none where nothing was begun."""

    period: str
    theme: Theme | None
    selections: tuple[SelectionLine, ...]


@dataclass(frozen=True, slots=True)
class SelectionYear:
    """Twelve months of a year."""

    year: int
    months: tuple[MonthLine, ...]

    @property
    def lines(self) -> tuple[SelectionLine, ...]:
        """Every selection of the year, month by month."""
        return tuple(line for month in self.months for line in month.selections)

    @property
    def chosen(self) -> int:
        """How many were chosen and announced this year."""
        return sum(len(line.chosen) for line in self.lines if line.stage is Stage.DONE)


@dataclass(frozen=True, slots=True)
class RoundView:
    """One round of voting with its lines."""

    ballot: Ballot
    lines: tuple[BallotLine, ...]


@dataclass(frozen=True, slots=True)
class PublicityView:
    """One 公示 with its strip of days, its objections, and how far it has come.

    `days_left` are workdays still to come, today included; 0 on the days after its end. `result_from` is the first day
    on which its result can be recorded. `shifted` names the holidays its end was put off by. `findings` are legal and worth
    saying: fewer workdays than usual, a year whose holiday notice is not known, an objection after the end.
    """

    publicity: Publicity
    strip: tuple[StripDay, ...]
    objections: tuple[Objection, ...]
    days_left: int
    day_number: int
    result_from: date
    shifted: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()

    @property
    def open_objections(self) -> tuple[Objection, ...]:
        """Objections nothing has come of yet."""
        return tuple(one for one in self.objections if one.handled_on is None)


class Ahead(NamedTuple):
    """One thing that comes next (接下来): a code (`labels.nominations.ahead_label`) and its day.

    None: after the one before it. `from_on`: it can be done from that day on, rather than by it.
    """

    code: str
    day: date | None
    done: bool = False
    from_on: bool = False


@dataclass(frozen=True, slots=True)
class SelectionView:
    """Everything of one selection; nominations in the order a list shows them: by rank, then as they came.

    `hints` say what looks odd about it as a whole and keeps it from nothing.
    """

    line: SelectionLine
    categories: tuple[Category, ...]
    nominations: tuple[NominationLine, ...]
    rounds: tuple[RoundView, ...] = ()
    tally: Tally | None = None
    publicities: tuple[PublicityView, ...] = ()
    files: tuple[Attachment, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    hints: tuple[Diagnostic, ...] = ()

    @property
    def selection(self) -> Selection:
        """The selection itself."""
        return self.line.selection

    @property
    def stage(self) -> Stage:
        """The step it is at."""
        return self.line.stage

    @property
    def publicity(self) -> PublicityView | None:
        """The latest 公示."""
        return self.publicities[-1] if self.publicities else None

    @property
    def chosen(self) -> Sequence[NominationLine]:
        """Those the committee chose and nothing took off since."""
        return [line for line in self.nominations if line.nomination.is_chosen]


class Honour(NamedTuple):
    """Somebody or some unit that was chosen: for 历次典型 and a person's file. `announced_on` None: not yet in a circular."""

    selection: Selection
    nomination: Nomination
    category: Category
    announced_on: date | None


@dataclass(frozen=True, slots=True)
class RotationLine:
    """How often a village and its people were chosen in the months looked back on, and when last; the longest ago first.

    `nominated` counts nominations in the same months. `last` is the month (2026-02), empty where never.
    """

    unit: UnitView
    chosen: int
    nominated: int
    last: str = ""
    honours: tuple[Honour, ...] = ()
