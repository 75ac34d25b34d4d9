"""What steps, verdicts, replies and results of selections are called: in the window, in lists, and in full on paper.

Papers speak of 典型 (a setting) and 通报表扬, and grant nothing (never 表彰).
"""

from __future__ import annotations

from collections.abc import Mapping

from gzparty.domain.selection import Method, Outcome, Reply, Subject, TieRule, Verdict
from gzparty.domain.selection_stages import Stage
from gzparty.i18n import N_, _
from gzparty.services.selection_views import Result

_STAGES: Mapping[Stage, str] = {
    Stage.THEME: N_("定主题"),
    Stage.NOMINATE: N_("推荐"),
    Stage.REVIEW: N_("资格审核"),
    Stage.VOTE: N_("评议投票"),
    Stage.COMMITTEE: N_("党委研究"),
    Stage.PUBLICITY: N_("公示"),
    Stage.CIRCULAR: N_("通报"),
    Stage.DONE: N_("已完成"),
    Stage.VACANT: N_("空缺"),
}
_BRIEF_STAGES: Mapping[Stage, str] = {
    Stage.THEME: N_("主题"),
    Stage.REVIEW: N_("审核"),
    Stage.VOTE: N_("评议"),
    Stage.COMMITTEE: N_("党委"),
}
_RESULTS: Mapping[Result, str] = {
    Result.OPEN: N_("待评议"),
    Result.NOT_IN_VOTE: N_("没进评议"),
    Result.PROPOSED: N_("拟入选"),
    Result.IN_PUBLICITY: N_("公示中"),
    Result.CHOSEN: N_("入选"),
    Result.NOT_CHOSEN: N_("未入选"),
    Result.STRUCK: N_("公示后取消"),
    Result.WITHDRAWN: N_("已撤回"),
}
_VERDICTS: Mapping[Verdict, str] = {
    Verdict.OPEN: N_("没审核"),
    Verdict.PASSED: N_("通过"),
    Verdict.FAILED: N_("不通过"),
}
_SUBJECTS: Mapping[Subject, str] = {Subject.PERSON: N_("个人"), Subject.UNIT: N_("单位")}
_METHODS: Mapping[Method, str] = {Method.COUNT: N_("投票"), Method.SCORE: N_("打分")}
_TIES: Mapping[TieRule, str] = {
    TieRule.SECOND_ROUND: N_("再投一轮"),
    TieRule.COMMITTEE: N_("党委定"),
    TieRule.LONGEST_AGO: N_("最久没评上的先"),
}
_TIE_RULES: Mapping[TieRule, str] = {
    TieRule.SECOND_ROUND: N_("并列的再投一轮"),
    TieRule.COMMITTEE: N_("并列的由党委研究"),
    TieRule.LONGEST_AGO: N_("并列的让最久没评上的"),
}
_OUTCOMES: Mapping[Outcome, str] = {
    Outcome.OPEN: N_("核实中"),
    Outcome.UNFOUNDED: N_("不属实"),
    Outcome.UPHELD: N_("属实"),
}
_PAPER_VERDICTS: Mapping[Verdict, str] = {
    Verdict.OPEN: N_("还没有审核"),
    Verdict.PASSED: N_("符合评选条件"),
    Verdict.FAILED: N_("不符合评选条件"),
}
_PAPER_REPLIES: Mapping[Reply, str] = {
    Reply.NONE: "",
    Reply.CLEAR: N_("没有不宜参评的情形"),
    Reply.UNSUITABLE: N_("不宜参评"),
}
_PAPER_RESULTS: Mapping[Result, str] = {
    Result.OPEN: "",
    Result.NOT_IN_VOTE: N_("没有进入评议"),
    Result.PROPOSED: N_("拟确定为{word}，还没有公示"),
    Result.IN_PUBLICITY: N_("拟确定为{word}，正在公示"),
    Result.CHOSEN: N_("确定为{word}，通报表扬"),
    Result.NOT_CHOSEN: N_("没有入选"),
    Result.STRUCK: N_("公示后不再确定"),
    Result.WITHDRAWN: N_("已撤回推荐"),
}


def stage_label(stage: Stage) -> str:
    """资格审核, 已完成 …"""
    return _(_STAGES[stage])


def brief_stage_label(stage: Stage) -> str:
    """审核 of 资格审核, where the steps stand close together."""
    return _(_BRIEF_STAGES.get(stage, _STAGES[stage]))


def result_label(result: Result) -> str:
    """What became of a nomination: 拟入选, 入选, 未入选 …"""
    return _(_RESULTS[result])


def verdict_label(verdict: Verdict) -> str:
    """What 资格审核 came to."""
    return _(_VERDICTS[verdict])


def subject_label(subject: Subject) -> str:
    """个人 or 单位."""
    return _(_SUBJECTS[subject])


def method_label(method: Method) -> str:
    """投票 or 打分."""
    return _(_METHODS[method])


def tie_label(rule: TieRule) -> str:
    """What decides between equals."""
    return _(_TIES[rule])


def tie_rule_label(rule: TieRule) -> str:
    """What decides between equals, as a sentence goes on with it: 并列的再投一轮."""
    return _(_TIE_RULES[rule])


def outcome_label(outcome: Outcome) -> str:
    """What looking into an objection found: 不属实."""
    return _(_OUTCOMES[outcome])


def verdict_words(verdict: Verdict) -> str:
    """What 资格审核 came to, as a form says it."""
    return _(_PAPER_VERDICTS[verdict])


def reply_words(reply: Reply) -> str:
    """What 纪委 answered, as a form says it; empty before it did."""
    return _(_PAPER_REPLIES[reply]) if _PAPER_REPLIES[reply] else ""


def result_words(result: Result, word: str) -> str:
    """What became of a nomination, for the office's own forms; empty while nothing did."""
    return _(_PAPER_RESULTS[result]).format(word=word) if _PAPER_RESULTS[result] else ""
