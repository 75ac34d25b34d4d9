"""群众意见建议: what people say, who deals with it until when, and what they were answered.

Accusations against a person are not ours: only the day of the hand-over to 纪委 and who took it are kept (work.md).
Who said something lies apart and sealed, and never in these records.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who said it, readable only by an explicit act that is logged."""

    name: str
    contact: str = ""
    address: str = ""
