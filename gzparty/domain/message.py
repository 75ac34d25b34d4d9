"""Which ready text for WeChat fits a session on a day."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from gzparty.domain.sitting import Sitting
from gzparty.domain.training import Training

_EVE = 1
_MOVED_BY_HAND = frozenset({"date_moved_by_hand", "date_moved_by_hand_plain"})


class MessageKind(StrEnum):
    """What a text is for."""

    NOTICE = "notice"
    CHANGE = "change"
    REMINDER = "reminder"


def was_moved(training: Training) -> bool:
    """Whether a session stands on another day than it was announced for."""
    return training.why is not None and training.why.code in _MOVED_BY_HAND


def fitting_message(training: Training, sitting: Sitting, today: date) -> MessageKind:
    """On the eve and on the day the reminder; after a move the change; else the notice, also for a past session."""
    if 0 <= (sitting.start.date() - today).days <= _EVE:
        return MessageKind.REMINDER
    return MessageKind.CHANGE if was_moved(training) else MessageKind.NOTICE
