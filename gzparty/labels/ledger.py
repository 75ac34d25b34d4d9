"""Labels and sentences of the ledger: states, steps, sources, what a step lacks."""

from __future__ import annotations

from gzparty.domain.problem import Lane, ProblemSource, ProblemState, Step
from gzparty.domain.rectification import Need
from gzparty.i18n import N_, _
from gzparty.services.ledger_views import KindCount

_STATES = {
    ProblemState.REGISTERED: N_("登记"),
    ProblemState.ASSIGNED: N_("已分办"),
    ProblemState.RECTIFYING: N_("整改中"),
    ProblemState.SUBMITTED: N_("待验收"),
    ProblemState.CLOSED: N_("已销号"),
    ProblemState.LOOKED_BACK: N_("已回头看"),
    ProblemState.WITHDRAWN: N_("撤销立项"),
}
_STEPS = {
    Step.REGISTER: N_("登记"),
    Step.IMPORT: N_("历史导入"),
    Step.ASSIGN: N_("分办"),
    Step.START: N_("开始整改"),
    Step.EXTEND: N_("延期"),
    Step.SUBMIT: N_("提交验收"),
    Step.RETURN: N_("退回"),
    Step.CLOSE: N_("销号"),
    Step.STAGE: N_("阶段性完成"),
    Step.LOOK_BACK: N_("回头看"),
    Step.REOPEN: N_("重新整改"),
    Step.WITHDRAW: N_("撤销立项"),
    Step.CHASE: N_("催办"),
    Step.NOTE: N_("记进展"),
}
_SOURCES = {
    ProblemSource.SELF: N_("自查自纠"),
    ProblemSource.JOINT: N_("联合督查"),
    ProblemSource.SPOT: N_("明察暗访"),
    ProblemSource.TIP: N_("群众反映"),
    ProblemSource.SUPERIOR: N_("上级反馈"),
    ProblemSource.AUDIT: N_("巡察审计"),
    ProblemSource.MEETING: N_("组织生活会"),
    ProblemSource.OTHER: N_("其他"),
}
_LANES = {Lane.PROMPT: N_("即知即改"), Lane.TERM: N_("限期整改"), Lane.LASTING: N_("长期坚持")}
_NEEDS = {
    Need.RESPONSIBLE: N_("责任人"),
    Need.MEASURE: N_("整改措施"),
    Need.DEADLINE: N_("整改时限"),
    Need.RESULT: N_("整改情况"),
    Need.EVIDENCE: N_("佐证材料"),
    Need.EVIDENCE_READABLE: N_("打得开的佐证材料"),
    Need.VERIFIER: N_("验收人"),
    Need.OTHER_VERIFIER: N_("责任人以外的验收人"),
    Need.DONE_ON: N_("完成时间"),
    Need.REASON: N_("原因或情况"),
    Need.LATER_DEADLINE: N_("比原来晚的新时限"),
    Need.APPROVER: N_("批准人"),
}
UNITS_SHOWN = 3
SENTENCES: dict[str, str] = {}


def kind_line(kind: KindCount) -> str:
    """值班值守　3 条，应急办、党政办: one kind of open problems in a menu."""
    return _("{category}　{n} 条，{units}").format(
        category=kind.category or _("没分类"), n=len(kind.problems), units=_units(kind)
    )


def kind_words(kind: KindCount) -> str:
    """值班值守：应急办、党政办还有 3 条没销号; what a training says it answers."""
    return _("{category}：{units}还有 {n} 条没销号").format(
        category=kind.category or _("整改台账"), units=_units(kind), n=len(kind.problems)
    )


def _units(kind: KindCount) -> str:
    names = list(dict.fromkeys(line.unit.name for line in kind.problems))
    shown = _("、").join(names[:UNITS_SHOWN])
    return shown if len(names) <= UNITS_SHOWN else _("{names}等 {n} 个单位").format(names=shown, n=len(names))


def problem_state_label(state: ProblemState) -> str:
    """A state as lists and papers call it."""
    return _(_STATES[state])


def step_label(step: Step) -> str:
    """A step as its button and its event are called."""
    return _(_STEPS[step])


def source_label(source: ProblemSource) -> str:
    """Where a problem comes from."""
    return _(_SOURCES[source])


def lane_label(lane: Lane) -> str:
    """How a problem is put right."""
    return _(_LANES[lane])


def need_label(need: Need) -> str:
    """What a step lacks, as the form calls it."""
    return _(_NEEDS[need])
