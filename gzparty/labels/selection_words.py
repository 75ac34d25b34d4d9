"""What steps, verdicts and results of selections are called in lists and at the command line."""

from __future__ import annotations

from collections.abc import Mapping

from gzparty.domain.selection import Method, PublicityResult, Reply, Subject, TieRule, Verdict
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
    Result.OPEN: N_("评选中"),
    Result.NOT_IN_VOTE: N_("没进评议"),
    Result.PROPOSED: N_("拟评为典型"),
    Result.IN_PUBLICITY: N_("公示中"),
    Result.CHOSEN: N_("评为典型"),
    Result.NOT_CHOSEN: N_("没有入选"),
    Result.STRUCK: N_("公示后取消"),
    Result.WITHDRAWN: N_("已撤回"),
}
_VERDICTS: Mapping[Verdict, str] = {
    Verdict.OPEN: N_("没审核"),
    Verdict.PASSED: N_("通过"),
    Verdict.FAILED: N_("不通过"),
}
_REPLIES: Mapping[Reply, str] = {
    Reply.NONE: N_("还没答复"),
    Reply.CLEAR: N_("没有异议"),
    Reply.UNSUITABLE: N_("不宜"),
}
_SUBJECTS: Mapping[Subject, str] = {Subject.PERSON: N_("个人"), Subject.UNIT: N_("单位")}
_METHODS: Mapping[Method, str] = {Method.COUNT: N_("投票"), Method.SCORE: N_("打分")}
_TIES: Mapping[TieRule, str] = {
    TieRule.SECOND_ROUND: N_("再投一轮"),
    TieRule.COMMITTEE: N_("党委定"),
    TieRule.LONGEST_AGO: N_("最久没评上的先"),
}
_PUBLICITY: Mapping[PublicityResult, str] = {
    PublicityResult.OPEN: N_("公示中"),
    PublicityResult.CONFIRMED: N_("公示通过"),
    PublicityResult.REJECTED: N_("公示没有通过"),
}


def stage_label(stage: Stage) -> str:
    """资格审核, 已完成 …"""
    return _(_STAGES[stage])


def brief_stage_label(stage: Stage) -> str:
    """审核 of 资格审核, where the steps stand close together."""
    return _(_BRIEF_STAGES.get(stage, _STAGES[stage]))


def result_label(result: Result) -> str:
    """What became of a nomination, as a list says it."""
    return _(_RESULTS[result])


def verdict_label(verdict: Verdict) -> str:
    """What 资格审核 came to."""
    return _(_VERDICTS[verdict])


def reply_label(reply: Reply) -> str:
    """What 纪委 answered."""
    return _(_REPLIES[reply])


def subject_label(subject: Subject) -> str:
    """个人 or 单位."""
    return _(_SUBJECTS[subject])


def method_label(method: Method) -> str:
    """投票 or 打分."""
    return _(_METHODS[method])


def tie_label(rule: TieRule) -> str:
    """What decides between equals."""
    return _(_TIES[rule])


def publicity_label(result: PublicityResult) -> str:
    """What a 公示 came to."""
    return _(_PUBLICITY[result])
