"""Sentences and labels of the papers of selections; they speak of 典型 and 通报表扬 and grant nothing (never 表彰)."""

from __future__ import annotations

from gzparty.domain.people import PartyClass
from gzparty.domain.selection import Reply, Verdict
from gzparty.i18n import N_, _
from gzparty.services.selection_views import Result

SENTENCES: dict[str, str] = {
    "paper.needs_selection": N_(
        "还没有能印《{label}》的评选。先到“典型评选”里办到这一步，或写明是哪一次，例如 --selection 2026-06。"
    ),
    "paper.needs_nomination": N_(
        "这张表要说明是谁的，加上 --nomination 姓名；整个评选一起印，写 --selection 再加 --each。"
    ),
    "paper.nomination_unknown": N_("{number} 这次评选没有推荐“{name}”。看有哪些人用 list nominations。"),
    "paper.nomination_ambiguous": N_(
        "{number} 这次评选推荐的叫“{name}”的有 {count} 个：{names}。请写成“姓名@单位”。"
    ),
    "paper.nobody_nominated": N_("{number} 这次评选还没有推荐，先在“典型评选”里加推荐。"),
    "paper.nobody_in_vote": N_("{number} 这次评选还没有人通过资格审核，没有人可以评议。先记资格审核结论。"),
    "paper.selection_undecided": N_("{number} 这次评选还没有党委研究结果，不能公示。先记党委研究。"),
    "paper.selection_nobody": N_("{number} 这次评选没有确定的人选，没有可以公布的名单。"),
    "paper.publicity_not_planned": N_("{number} 这次评选还没有定公示时间。先在“典型评选”里登记公示，再印。"),
    "paper.publicity_rejected": N_("{number} 上一次公示没有通过，要党委重新研究、重新公示，再印。"),
    "paper.publicity_running": N_(
        "{number} 的公示结果还没有记，不能印通报。公示 {day} 期满，第二天起可以记公示结果。"
    ),
    "paper.not_yet_public": N_("{number} 还没有公示，不能印通报。先公示，期满记下结果。"),
    "paper.selection_vacant": N_("{number} 这次评选空缺，没有名单可以公布。"),
}

_CLASSES = {PartyClass.FULL: N_("中共党员"), PartyClass.PROBATIONARY: N_("中共预备党员")}
_VERDICTS = {
    Verdict.OPEN: N_("还没有审核"),
    Verdict.PASSED: N_("符合评选条件"),
    Verdict.FAILED: N_("不符合评选条件"),
}
_REPLIES = {Reply.CLEAR: N_("没有不宜参评的情形"), Reply.UNSUITABLE: N_("不宜参评")}
_RESULTS = {
    Result.OPEN: "",
    Result.NOT_IN_VOTE: N_("没有进入评议"),
    Result.PROPOSED: N_("拟确定为{word}，还没有公示"),
    Result.IN_PUBLICITY: N_("拟确定为{word}，正在公示"),
    Result.CHOSEN: N_("确定为{word}，通报表扬"),
    Result.NOT_CHOSEN: N_("没有入选"),
    Result.STRUCK: N_("公示后不再确定"),
    Result.WITHDRAWN: N_("已撤回推荐"),
}


def standing_label(party_class: PartyClass) -> str:
    """政治面貌 of a member; empty for anybody else, since the roll does not know it."""
    return _(_CLASSES[party_class]) if party_class in _CLASSES else ""


def verdict_words(verdict: Verdict) -> str:
    """What 资格审核 came to, as a form says it."""
    return _(_VERDICTS[verdict])


def reply_words(reply: Reply) -> str:
    """What 纪委 answered, as a form says it; empty before it did."""
    return _(_REPLIES[reply]) if reply in _REPLIES else ""


def result_words(result: Result, word: str) -> str:
    """What became of a nomination, for the office's own forms; empty while nothing did."""
    return _(_RESULTS[result]).format(word=word) if _RESULTS[result] else ""
