"""What is said of a search."""

from __future__ import annotations

from gzparty.i18n import N_

SENTENCES = {
    "search_without_words": N_("没有可找的字。写一个词，或者用空格隔开几个词，如“防火 值班”。"),
}
KINDS = {
    "meeting": N_("会议记录"),
    "training": N_("书记培训"),
    "errand": N_("要材料"),
    "problem": N_("整改台账"),
    "inspection": N_("自查督查"),
    "tip": N_("群众意见"),
    "theme": N_("月度主题"),
    "nomination": N_("典型评选"),
}
