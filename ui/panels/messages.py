"""A ready text for WeChat and the words that say which one was copied."""

from __future__ import annotations

from datetime import datetime

from gzparty.domain.message import MessageKind, fitting_message
from gzparty.i18n import _
from gzparty.labels import messages
from gzparty.services.views import SessionDetail


def message_of(detail: SessionDetail, kind: str, now: datetime, arrive_minutes: int) -> tuple[str, str]:
    """Give the text of a kind, or of the one that fits today, and what the status row says of it."""
    chosen = MessageKind(kind) if kind else fitting_message(detail.training, detail.sitting, now)
    return messages.training_notice(detail, arrive_minutes), {
        MessageKind.NOTICE: _("培训通知已复制，到群里粘贴就行"),
        MessageKind.CHANGE: _("改期、改地点的通知已复制，到群里粘贴就行"),
        MessageKind.REMINDER: _("开班提醒已复制，到群里粘贴就行"),
    }[chosen]
