"""群众意见建议: what people say, who deals with it until when, and what they were answered.

Accusations against a person are not ours: only the day of the hand-over to 纪委 and who took it are kept (work.md).
Who said something lies apart and sealed, and never in these records.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum

from gzparty.domain.calendar import WorkCalendar
from gzparty.records import dataclass


class TipKind(StrEnum):
    """An opinion or suggestion, or an accusation that goes to 纪委 without its content."""

    OPINION = "opinion"
    ACCUSATION = "accusation"


class TipChannel(StrEnum):
    """How it came."""

    VISIT = "visit"
    CALL = "call"
    LETTER = "letter"
    NETWORK = "network"
    BOX = "box"
    HOTLINE = "hotline"
    OTHER = "other"


class Satisfaction(StrEnum):
    """What the answer was met with; empty while nobody asked."""

    UNKNOWN = ""
    SATISFIED = "satisfied"
    FAIR = "fair"
    DISSATISFIED = "dissatisfied"


class TipState(StrEnum):
    """How far it has come; follows from its days."""

    OPEN = "open"
    REPLIED = "replied"
    HANDED_OVER = "handed_over"


class TipGroup(StrEnum):
    """Parts of the list of opinions, the gravest first."""

    OVERDUE = "overdue"
    SOON = "soon"
    OPEN = "open"
    REPLIED = "replied"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class Tip:
    """One opinion; `unit_id` handles it. `has_reporter` says only that somebody's name lies apart, `reporter_changes`
    counts how often that was changed, so that the journal can say it without saying what."""

    id: int
    uid: str
    number: str
    kind: TipKind
    channel: TipChannel
    received_on: date
    content: str = ""
    unit_id: int | None = None
    due_on: date | None = None
    reply: str = ""
    replied_on: date | None = None
    satisfaction: Satisfaction = Satisfaction.UNKNOWN
    handed_on: date | None = None
    handed_to: str = ""
    taken_by: str = ""
    note: str = ""
    has_reporter: bool = False
    reporter_changes: int = 0

    @property
    def state(self) -> TipState:
        """Handed over, answered, or still open."""
        if self.handed_on is not None:
            return TipState.HANDED_OVER
        return TipState.REPLIED if self.replied_on is not None else TipState.OPEN


@dataclass(frozen=True, slots=True, repr=False)
class Reporter:
    """Who said it, readable only by an explicit act that is logged."""

    name: str
    contact: str = ""
    address: str = ""

    def __repr__(self) -> str:
        """Nothing of it: what is put into a message about a fault tells nobody who said something."""
        return "Reporter(...)"


def due_day(received_on: date, workdays: int, calendar: WorkCalendar) -> date:
    """The day an opinion is to be answered by: so many workdays after it came, always a workday itself."""
    return calendar.add_workdays(received_on, workdays)


def days_past(tip: Tip, today: date) -> int | None:
    """Calendar days past (positive) or before (0, negative) the day it is due; None without one and once it is done."""
    if tip.due_on is None or tip.state is not TipState.OPEN:
        return None
    return (today - tip.due_on).days


def group_of(tip: Tip, today: date, soon_days: int) -> TipGroup:
    """Which part of the list an opinion stands in; `soon_days` before its day it is 快到期."""
    if tip.state is TipState.HANDED_OVER:
        return TipGroup.HANDED_OVER
    if tip.state is TipState.REPLIED:
        return TipGroup.REPLIED
    days = days_past(tip, today)
    if days is None or days < -soon_days:
        return TipGroup.OPEN
    return TipGroup.OVERDUE if days > 0 else TipGroup.SOON


def lose_content(tip: Tip) -> Tip:
    """An opinion made an accusation against a person: of what was said nothing is left, nor who dealt with it."""
    return replace(
        tip,
        kind=TipKind.ACCUSATION,
        content="",
        unit_id=None,
        due_on=None,
        reply="",
        replied_on=None,
        satisfaction=Satisfaction.UNKNOWN,
        note="",
        has_reporter=False,
    )
