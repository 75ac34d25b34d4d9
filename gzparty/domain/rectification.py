"""States and guards of the ledger as one table; overdue, extensions, relapses and rates follow from rows and events.

The chain 登记 → 分办 → 整改 → 提交验收 → 销号 → 回头看 with 退回, 延期, 撤销立项 and 重新整改 is that of 销号 in practice
(谁验收、谁负责; 自查自验 → 提交申请 → 现场核查 → 审核签字 → 销号备案).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gzparty.domain.problem import OPEN, VERIFIED, Lane, ProblemState, Step

S = ProblemState


class Need(StrEnum):
    """What a step cannot do without; a refused step names what is missing of these."""

    RESPONSIBLE = "responsible"
    MEASURE = "measure"
    DEADLINE = "deadline"
    RESULT = "result"
    EVIDENCE = "evidence"
    EVIDENCE_READABLE = "evidence_readable"
    VERIFIER = "verifier"
    OTHER_VERIFIER = "other_verifier"
    DONE_ON = "done_on"
    REASON = "reason"
    LATER_DEADLINE = "later_deadline"
    APPROVER = "approver"


@dataclass(frozen=True, slots=True)
class Transition:
    """From which states a step may be taken, where it leads (None: it stays), and what it needs.

    `lanes` are those it is for; `prompt_needs` take the place of `needs` for what was put right at once.
    """

    sources: frozenset[ProblemState]
    target: ProblemState | None
    needs: tuple[Need, ...] = ()
    lanes: frozenset[Lane] = frozenset(Lane)
    prompt_needs: tuple[Need, ...] | None = None
    prompt_sources: frozenset[ProblemState] = frozenset()

    def needed(self, lane: Lane) -> tuple[Need, ...]:
        """What it needs in a lane."""
        if lane is Lane.PROMPT and self.prompt_needs is not None:
            return self.prompt_needs
        return self.needs

    def allowed(self, state: ProblemState, lane: Lane) -> bool:
        """Whether it may be taken at all from a state."""
        if lane not in self.lanes:
            return False
        return state in self.sources or (lane is Lane.PROMPT and state in self.prompt_sources)


_UNDER_WAY = frozenset({S.REGISTERED, S.ASSIGNED, S.RECTIFYING})
TRANSITIONS: Mapping[Step, Transition] = {
    Step.ASSIGN: Transition(frozenset({S.REGISTERED, S.ASSIGNED}), S.ASSIGNED, (Need.RESPONSIBLE,)),
    Step.START: Transition(
        frozenset({S.REGISTERED, S.ASSIGNED}), S.RECTIFYING, (Need.RESPONSIBLE, Need.MEASURE, Need.DEADLINE)
    ),
    Step.EXTEND: Transition(
        _UNDER_WAY,
        None,
        (Need.REASON, Need.APPROVER, Need.LATER_DEADLINE),
        frozenset({Lane.TERM, Lane.PROMPT}),
    ),
    Step.SUBMIT: Transition(
        frozenset({S.RECTIFYING}),
        S.SUBMITTED,
        (Need.RESULT, Need.DONE_ON, Need.EVIDENCE, Need.EVIDENCE_READABLE),
    ),
    Step.RETURN: Transition(frozenset({S.SUBMITTED}), S.RECTIFYING, (Need.REASON,)),
    Step.CLOSE: Transition(
        frozenset({S.SUBMITTED}),
        S.CLOSED,
        (Need.RESULT, Need.EVIDENCE, Need.EVIDENCE_READABLE, Need.VERIFIER, Need.OTHER_VERIFIER),
        prompt_needs=(Need.DONE_ON, Need.VERIFIER, Need.OTHER_VERIFIER),
        prompt_sources=_UNDER_WAY,
    ),
    Step.STAGE: Transition(frozenset({S.RECTIFYING}), None, (Need.RESULT,), frozenset({Lane.LASTING})),
    Step.LOOK_BACK: Transition(frozenset({S.CLOSED}), S.LOOKED_BACK, (Need.VERIFIER,)),
    Step.REOPEN: Transition(VERIFIED, S.RECTIFYING, (Need.REASON, Need.DEADLINE)),
    Step.WITHDRAW: Transition(_UNDER_WAY, S.WITHDRAWN, (Need.REASON, Need.APPROVER)),
    Step.CHASE: Transition(OPEN, None),
    Step.NOTE: Transition(OPEN, None, (Need.REASON,)),
}
"""Every step a clerk takes; 登记 and 历史导入 only begin a problem and stand in no row."""


def steps_from(state: ProblemState, lane: Lane) -> tuple[Step, ...]:
    """What may be done to a problem in a state, in the order of the table."""
    return tuple(step for step, rule in TRANSITIONS.items() if rule.allowed(state, lane))


def lacking(step: Step, lane: Lane, present: Collection[Need]) -> tuple[Need, ...]:
    """What a step still needs, given what is there; in the order a clerk would fill it in."""
    return tuple(need for need in TRANSITIONS[step].needed(lane) if need not in present)
