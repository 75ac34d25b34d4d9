"""Which ready text for WeChat fits a session at a moment."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from gzparty.domain.sitting import Sitting
from gzparty.domain.training import Training, TrainingState

EVE = 1
"""Days before a session from which on people are reminded."""
FRESH = 3
"""Days for which a change is news; after them the notice itself says what holds."""


class MessageKind(StrEnum):
    """What a text is for."""

    NOTICE = "notice"
    CHANGE = "change"
    REMINDER = "reminder"
    CANCELLED = "cancelled"


def possible_messages(training: Training, moved_on: date | None) -> frozenset[MessageKind]:
    """The texts that would be true: a cancelled session has one of its own, a change needs something changed."""
    if training.state is TrainingState.CANCELLED:
        return frozenset({MessageKind.CANCELLED})
    usual = {MessageKind.NOTICE, MessageKind.REMINDER}
    return frozenset(usual | {MessageKind.CHANGE} if moved_on else usual)


def fitting_message(
    training: Training, sitting: Sitting, now: datetime, moved_on: date | None
) -> MessageKind:
    """A change while it is news, on the eve and until the end the reminder, else the notice."""
    if training.state is TrainingState.CANCELLED:
        return MessageKind.CANCELLED
    if now >= sitting.end:
        return MessageKind.NOTICE
    if moved_on is not None and (now.date() - moved_on).days <= FRESH:
        return MessageKind.CHANGE
    is_near = (sitting.start.date() - now.date()).days <= EVE
    return MessageKind.REMINDER if is_near else MessageKind.NOTICE
