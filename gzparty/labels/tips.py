"""Labels and sentences of opinions (群众意见建议)."""

from __future__ import annotations

from gzparty.domain.tip import Satisfaction, TipChannel, TipGroup, TipKind
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
_GROUPS = {
    TipGroup.OVERDUE: N_("逾期"),
    TipGroup.SOON: N_("快到期"),
    TipGroup.OPEN: N_("办理中"),
    TipGroup.REPLIED: N_("已答复"),
    TipGroup.HANDED_OVER: N_("已移交"),
}
SENTENCES: dict[str, str] = {
    "tip_unknown": N_("没有编号是 {reference} 的意见，编号写成 2026-001。"),
    "tip_in_future": N_("{day}还没到，收到、答复、移交都写到今天为止的日期。"),
    "tip_without_content": N_("意见的内容空着，写上群众反映了什么。"),
    "tip_due_before_received": N_("期限 {due}早于收到的 {received}。改其中一个日期。"),
    "tip_day_before_received": N_("{day}早于收到的 {received}。改其中一个日期。"),
    "tip_without_reply": N_("答复的内容空着，写上怎么答复的。"),
    "tip_without_taker": N_("写上移交给纪委的谁。"),
    "tip_accusation_content": N_(
        "反映具体人的问题归纪委办，这里只记哪天移交、交给谁，不记内容、答复和反映人。"
    ),
    "tip_content_goes": N_(
        "意见 {number} 移交以后只留移交日期和接收人，内容、答复和反映人从办公文件里清掉，不能撤销。确认要清再移交。"
    ),
    "tip_in_ledger": N_(
        "意见 {number} 已经转成问题 {problems}，台账里的内容不会跟着清掉，不能移交。另登记一条反映具体人的，再移交。"
    ),
    "tip_delete_in_ledger": N_("意见 {number} 已经转成问题 {problems}，留着才查得到来源，不能删除。"),
    "reporter_none": N_("意见 {number} 没有登记反映人。"),
    "reporter_without_name": N_("反映人的姓名空着，写上姓名；不愿留名的，不登记反映人。"),
    "reporter_unreadable": N_(
        "第 {number} 条的反映人（reporter）读不懂，写成姓名 name、电话 contact、住址 address 三个文字。"
    ),
    "reporter_key_exists": N_("{path} 已经有了，没有覆盖它。换个文件名。"),
    "reporter_key_missing": N_("反映人是在另一台电脑上登记的，这台没有钥匙，看不到；其他内容不受影响。"),
    "reporter_damaged": N_("反映人的密文坏了，看不到；其他内容不受影响。知道是谁的，重新登记一次。"),
    "reporter_key_none": N_("这台电脑还没有钥匙：登记第一个反映人时才有，那以后再另存。"),
    "reporter_key_unreadable": N_("这台电脑上的钥匙 {path} 坏了。有另存的钥匙，就删掉这个文件再读入。"),
    "reporter_key_foreign": N_("{path} 不是反映人的钥匙。选另存钥匙时存下的那个文件。"),
}


def tip_kind_label(kind: TipKind) -> str:
    """What it is."""
    return _(_KINDS[kind])


def channel_label(channel: TipChannel) -> str:
    """How it came."""
    return _(_CHANNELS[channel])


def satisfaction_label(satisfaction: Satisfaction) -> str:
    """What the answer was met with."""
    return _(_SATISFACTION[satisfaction])


def tip_group_label(group: TipGroup) -> str:
    """The part of the list it stands in."""
    return _(_GROUPS[group])
