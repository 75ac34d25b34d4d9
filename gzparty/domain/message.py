"""Which ready text for WeChat fits a session on a day."""

from __future__ import annotations

from datetime import datetime
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


def fitting_message(training: Training, sitting: Sitting, now: datetime) -> MessageKind:
    """On the eve and until the end the reminder; before that, after a move, the change; else the notice."""
    if now >= sitting.end:
        return MessageKind.NOTICE
    if (sitting.start.date() - now.date()).days <= _EVE:
        return MessageKind.REMINDER
    return MessageKind.CHANGE if was_moved(training) else MessageKind.NOTICE
