"""Why a paper of a selection cannot be made yet, and 政治面貌 as its forms say it."""

from __future__ import annotations

from gzparty.domain.people import PartyClass
from gzparty.i18n import N_, _

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


def standing_label(party_class: PartyClass) -> str:
    """政治面貌 of a member; empty for anybody else, since the roll does not know it."""
    return _(_CLASSES[party_class]) if party_class in _CLASSES else ""
