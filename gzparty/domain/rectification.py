"""States and guards of the ledger as one table; overdue, extensions, relapses and rates follow from rows and events.

The chain 登记 → 分办 → 整改 → 提交验收 → 销号 → 回头看 with 退回, 延期, 撤销立项 and 重新整改 is that of 销号 in practice
(谁验收、谁负责; 自查自验 → 提交申请 → 现场核查 → 审核签字 → 销号备案).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gzparty.domain.chinese_people import shared_names
from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.problem import OPEN, VERIFIED, Lane, Problem, ProblemState, Step
from gzparty.records import dataclass

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
class StepFacts:
    """What the clerk says of a step: the day it happened, and what it brings; empty leaves the row as it is.

    `on` is the day of the step itself, `until` a new deadline. Without `look_back_on` the program proposes a day where
    one is due (`ledger_days.look_back_day`), and with `no_look_back` it does not.
    """

    on: date
    actor: str = ""
    note: str = ""
    until: date | None = None
    result: str = ""
    done_on: date | None = None
    verifier: str = ""
    approver: str = ""
    responsible: str = ""
    measure: str = ""
    leader: str = ""
    look_back_on: date | None = None
    no_look_back: bool = False


class Proof(NamedTuple):
    """Evidence of the running round: how many pieces lie on paper, how many are files, and names of files that are lost.

    `why` is what is wrong where all of them are lost together, with the file they lie in.
    """

    papers: int = 0
    files: int = 0
    lost: tuple[str, ...] = ()
    why: Diagnostic | None = None


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
        """What it needs in a lane; what lasts for good has no deadline unless it is given one."""
        if lane is Lane.PROMPT and self.prompt_needs is not None:
            return self.prompt_needs
        if lane is Lane.LASTING:
            return tuple(need for need in self.needs if need is not Need.DEADLINE)
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
    Step.EXTEND: Transition(_UNDER_WAY, None, (Need.REASON, Need.APPROVER, Need.LATER_DEADLINE)),
    Step.SUBMIT: Transition(
        frozenset({S.RECTIFYING}),
        S.SUBMITTED,
        (Need.RESULT, Need.DONE_ON, Need.EVIDENCE, Need.EVIDENCE_READABLE),
        prompt_needs=(Need.DONE_ON,),
        prompt_sources=_UNDER_WAY,
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
    Step.LOOK_BACK: Transition(frozenset({S.CLOSED}), S.LOOKED_BACK, (Need.VERIFIER, Need.OTHER_VERIFIER)),
    Step.REOPEN: Transition(VERIFIED, S.RECTIFYING, (Need.REASON, Need.DEADLINE)),
    # Whoever goes to verify may find that it was none; sending it back first would say it was badly mended.
    Step.WITHDRAW: Transition(OPEN, S.WITHDRAWN, (Need.REASON, Need.APPROVER)),
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


def present(step: Step, row: Problem, facts: StepFacts, proof: Proof) -> frozenset[Need]:
    """What is there for a step: `row` already holds what the facts bring (`problem_steps.filled`).

    Who verifies must not be who answers for it (谁验收、谁负责); where nobody is named yet, that alone is missing. A
    lost file is no evidence, and it must be known to be lost before anything rests on what is left.
    """
    there = {
        Need.RESPONSIBLE: bool(row.responsible),
        Need.MEASURE: bool(row.measure),
        Need.DEADLINE: (facts.until if step is Step.REOPEN else row.deadline) is not None,
        Need.RESULT: bool(facts.result.strip() if step is Step.STAGE else row.result),
        Need.EVIDENCE: proof.papers + proof.files > 0,
        Need.EVIDENCE_READABLE: not proof.lost,
        Need.VERIFIER: bool(_verifier(step, row, facts)),
        Need.OTHER_VERIFIER: not _verifies_own(step, row, facts),
        Need.DONE_ON: row.done_on is not None,
        Need.REASON: bool(facts.note.strip()),
        Need.LATER_DEADLINE: facts.until is not None,
        Need.APPROVER: bool(facts.approver.strip()),
    }
    return frozenset(need for need, is_there in there.items() if is_there)


def _verifier(step: Step, row: Problem, facts: StepFacts) -> str:
    """Who verifies in a step: whoever looks back is named anew, never taken over from who closed it."""
    if step is Step.LOOK_BACK:
        return (facts.verifier or facts.actor).strip()
    return row.verifier


def _verifies_own(step: Step, row: Problem, facts: StepFacts) -> bool:
    verifier = _verifier(step, row, facts)
    verifier_id = None if step is Step.LOOK_BACK else row.verifier_id
    return is_same_person(verifier, verifier_id, row.responsible, row.responsible_id)


def is_same_person(name: str, person_id: int | None, other: str, other_id: int | None) -> bool:
    """Whether two fields mean the same person: by the people they stand for, else by any name in both.

    Names are compared without spaces and without what stands in brackets: 周示例（镇纪委） is 周 示例.
    """
    if person_id is not None and other_id is not None:
        return person_id == other_id
    return bool(shared_names(name, other))
