"""Ready texts for WeChat on the clipboard, and the words that say which one was copied."""

from __future__ import annotations

from datetime import datetime

from gzparty.domain.message import MessageKind, fitting_message, possible_messages
from gzparty.i18n import N_, _
from gzparty.labels import messages
from gzparty.services.moves import Move, last_move
from gzparty.services.views import SessionDetail
from ui.gate import Gate

MESSAGES = {
    MessageKind.NOTICE: N_("培训通知"),
    MessageKind.CHANGE: N_("改期、改地点的通知"),
    MessageKind.REMINDER: N_("开班提醒"),
    MessageKind.CANCELLED: N_("取消的通知"),
}


def offered(gate: Gate, detail: SessionDetail) -> frozenset[MessageKind]:
    """Give the texts that would be true of a session."""
    move = last_move(gate.reader.store, detail.sitting)
    return possible_messages(detail.training, move.on if move else None)


def message_of(gate: Gate, detail: SessionDetail, kind: str) -> tuple[str, str]:
    """Give the text of a kind, or without one that which fits now, and what the status row says of it."""
    with gate.reading():
        move = last_move(gate.reader.store, detail.sitting)
        minutes = gate.reader.offices.settings().training_arrive_minutes
    now = gate.reader.context.now()
    fits = fitting_message(detail.training, detail.sitting, now, move.on if move else None)
    chosen = MessageKind(kind) if kind else fits
    said = _("{message}已复制，到群里粘贴就行").format(message=_(MESSAGES[chosen]))
    return _text(chosen, detail, now, minutes, move), said


def _text(kind: MessageKind, detail: SessionDetail, now: datetime, minutes: int, move: Move | None) -> str:
    if kind is MessageKind.CANCELLED:
        return messages.training_cancelled(detail)
    if kind is MessageKind.REMINDER:
        return messages.training_reminder(detail, now.date(), minutes)
    if kind is MessageKind.CHANGE and move is not None:
        before = messages.Arrangement(move.start, move.end, move.place)
        return messages.training_change(detail, before)
    return messages.training_notice(detail, minutes)
