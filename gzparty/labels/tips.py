"""Labels and sentences of opinions (群众意见建议)."""

from __future__ import annotations

from gzparty.domain.tip import Satisfaction, TipChannel, TipKind, TipState
from gzparty.i18n import N_, _

_KINDS = {TipKind.OPINION: N_("意见建议"), TipKind.ACCUSATION: N_("反映具体人的问题")}
_CHANNELS = {
    TipChannel.VISIT: N_("来访"),
    TipChannel.CALL: N_("来电"),
    TipChannel.LETTER: N_("来信"),
    TipChannel.NETWORK: N_("网络"),
    TipChannel.BOX: N_("意见箱"),
    TipChannel.HOTLINE: N_("12345"),
    TipChannel.OTHER: N_("其他"),
}
_SATISFACTION = {
    Satisfaction.UNKNOWN: N_("没问"),
    Satisfaction.SATISFIED: N_("满意"),
    Satisfaction.FAIR: N_("基本满意"),
    Satisfaction.DISSATISFIED: N_("不满意"),
}
_STATES = {
    TipState.OPEN: N_("办理中"),
    TipState.REPLIED: N_("已答复"),
    TipState.HANDED_OVER: N_("已移交纪委"),
}
SENTENCES: dict[str, str] = {}


def tip_kind_label(kind: TipKind) -> str:
    """What it is."""
    return _(_KINDS[kind])


def channel_label(channel: TipChannel) -> str:
    """How it came."""
    return _(_CHANNELS[channel])


def satisfaction_label(satisfaction: Satisfaction) -> str:
    """What the answer was met with."""
    return _(_SATISFACTION[satisfaction])


def tip_state_label(state: TipState) -> str:
    """How far it has come."""
    return _(_STATES[state])
