"""Labels and sentences of the ledger: states, steps, sources, what a step lacks."""

from __future__ import annotations

from gzparty.domain.diagnostic import Diagnostic
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
SENTENCES = {
    "problem_by_number": N_("{number} 号问题"),
    "problem_by_text": N_("“{text}”"),
    "problem_row": N_("第 {n} 条：{fault}"),
    "problem_none_chosen": N_("还没有选问题。先在台账里勾选。"),
    "problem_gone": N_("这条问题已经不在台账里了，重新打开台账就能看到现在的。"),
    "problem_unknown": N_("台账里没有“{reference}”。编号写成 2026-012 这样。"),
    "problem_text_missing": N_("存在问题还没写。"),
    "problem_unit_missing": N_("单位还没选。"),
    "problem_unit_closed": N_("{unit}已经撤销或合并，选现在的单位。"),
    "problem_found_missing": N_("发现时间还没写。"),
    "problem_found_ahead": N_("{what}的发现时间 {found}还没到，今天是 {today}。改一下日期。"),
    "problem_done_ahead": N_("{what}的完成时间 {day}还没到，今天是 {today}。改一下日期。"),
    "deadline_before_found": N_("{what}的整改时限 {day}早于发现时间 {found}。改其中一个日期。"),
    "done_before_found": N_("{what}的完成时间 {day}早于发现时间 {found}。改其中一个日期。"),
    "found_after_step": N_("{what} {day}就已经在办了，发现时间不能是 {found}。改一下日期。"),
    "problem_closed": N_("{what}{state}，不能再改。问题又出现了，用“重新整改”另起一轮。"),
    "problem_withdrawn": N_("{what}已经{state}，不能再改。问题确实存在，另登记一条。"),
    "problem_emptied": N_("{what}{state}，{needs}不能空着。写上再存。"),
    "problem_taken_up": N_("{what}{state}，不能删除。确实不用改的，用“撤销立项”，编号和经过会留着。"),
    "problem_has_evidence": N_("{what}有佐证材料，不能删除。先删掉佐证材料，或者用“撤销立项”。"),
    "prompt_too_late": N_("{what}{state}，不能再改成即知即改。即知即改只用在当场改完的问题上。"),
    "deadline_needs_extension": N_(
        "{what}的时限 {old}已经定了，改晚要用“延期”，写明原因和批准人，原来的时限会留着。"
    ),
    "deadline_workdays": N_("{found}发现，往后第 {n} 个工作日"),
    "deadline_day_off": N_("时限 {day}不上班，后面最近的工作日是 {next}"),
    "look_back_counted": N_("{closed}销号，{n} 天以后"),
    "look_back_moved": N_("{closed}销号，{n} 天以后是 {counted}，不上班，顺延到 {day}"),
    "step_ahead": N_("{step}的日子 {day}还没到。改一下日期。"),
    "step_before_found": N_("{what} {found}才发现，{step}不能在 {day}。改一下日期。"),
    "step_before_step": N_("{what} {last}{earlier}，{step}不能早在 {day}。改一下日期。"),
    "step_before_done": N_("{what} {done}才完成，不能在 {day}{step}。改其中一个日期。"),
    "look_back_before_close": N_("{what} {day}销号，回头看不能在 {planned}。改一下日期。"),
    "extension_without_deadline": N_("{what}没有整改时限，不用延期。先在“整改时限”里定一个。"),
    "extension_into_past": N_("{what}的新时限 {until}早于批准延期的 {day}，写一个以后的日子。"),
    "extension_not_later": N_("{what}的新时限 {until}不比原来的 {old}晚，写一个更晚的日子。"),
    "reopen_into_past": N_("{what}的新时限 {until}早于重新整改的 {day}，写一个以后的日子。"),
    "step_lacks": N_("{what}还不能{step}，缺{needs}。补上就可以。"),
    "step_own": N_("{what}由{name}负责，验收要由别人来。换一个验收人。"),
    "step_file_lost": N_("{what}的佐证材料“{names}”打不开了，不能{step}。删掉它，重新加一份。"),
    "step_files_gone": N_("{what}的佐证材料“{names}”打不开了，不能{step}。{fault}"),
    "step_not_now": N_("{what}现在是“{state}”，不能{step}。"),
    "step_closed": N_("{what}{state}，不能{step}。问题又出现了，用“重新整改”另起一轮。"),
    "step_withdrawn": N_("{what}已经{state}，不能{step}。问题确实存在，另登记一条。"),
    "problem_step_unknown": N_("没有“{word}”这一步，可以是：{choices}。"),
    "problem_paper_unreadable": N_("“{text}”看不懂，写成 名称=位置，例如 检查记录=3号盒第12页。"),
    "evidence_doubled": N_("{name}：这一轮的佐证材料里已经有了（{known}），没有再放一份。"),
    "evidence_title_missing": N_("佐证材料叫什么还没写。"),
    "evidence_place_missing": N_("“{title}”放在哪里还没写，如 3号盒 第12页。"),
    "evidence_ahead": N_("{day}还没到。改一下日期。"),
    "evidence_of_earlier_round": N_("“{title}”是以前那一轮的佐证，要留着，不能从这一轮里删掉。"),
    "problem_file_fault": N_("{number} 号问题的佐证材料“{name}”：{fault}"),
    "nothing_changed": N_("什么都没有改。"),
    "none_changed": N_("{n} 条问题一条都没有改。"),
}


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


def worded(finding: Diagnostic) -> Diagnostic:
    """A finding of the rules with steps, states and needs as they are called, ready for its sentence."""
    said = {name: _word(value) for name, value in finding.parameters.items()}
    return Diagnostic(finding.level, finding.code, said)


def _word(value: object) -> object:
    if isinstance(value, Step):
        return step_label(value)
    if isinstance(value, ProblemState):
        return problem_state_label(value)
    if isinstance(value, Need):
        return need_label(value)
    if isinstance(value, Diagnostic):
        return worded(value)
    if isinstance(value, tuple):
        return _("、").join(str(_word(one)) for one in value)
    return value
