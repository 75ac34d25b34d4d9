"""Which steps stand as buttons under a problem: the next one in red, the likely ones beside it, the others behind 更多."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gzparty.domain.problem import Lane, Problem, ProblemState, Step
from gzparty.domain.rectification import Need
from gzparty.i18n import _
from gzparty.labels.ledger import step_label
from gzparty.services.ledger_views import ProblemDetail, StepOffer

NOT_ASKED = frozenset({Need.EVIDENCE, Need.EVIDENCE_READABLE})
"""What no form of a step can bring: it is added first."""
SIDES_SEEN = 2
_NEXT = {
    ProblemState.REGISTERED: Step.START,
    ProblemState.ASSIGNED: Step.START,
    ProblemState.RECTIFYING: Step.SUBMIT,
    ProblemState.SUBMITTED: Step.CLOSE,
}
_SIDES = (Step.RETURN, Step.ASSIGN, Step.EXTEND, Step.LOOK_BACK, Step.REOPEN, Step.CHASE)
"""The likely side steps, the likeliest first."""
_REST = (Step.SUBMIT, Step.NOTE, Step.START, Step.WITHDRAW)


class NextSteps(NamedTuple):
    """Steps by where they stand; `hint` says what the next one still lacks that its form cannot bring."""

    next: StepOffer | None
    sides: tuple[StepOffer, ...]
    rest: tuple[StepOffer, ...]
    hint: str


def next_steps(detail: ProblemDetail) -> NextSteps:
    """Place the steps a problem allows."""
    problem = detail.line.problem
    offers = {offer.step: offer for offer in detail.offers}
    ahead = offers.pop(step, None) if (step := next_step(problem)) else None
    in_order = sorted(offers.values(), key=_rank)
    sides = [offer for offer in in_order if offer.step in _SIDES][:SIDES_SEEN]
    rest = tuple(offer for offer in in_order if offer not in sides)
    return NextSteps(ahead, tuple(sides), rest, _hint(ahead))


def next_step(problem: Problem) -> Step | None:
    """The step the work goes on with; None once nothing is expected."""
    if problem.state is ProblemState.CLOSED:
        return Step.LOOK_BACK if problem.look_back_on is not None else None
    if problem.lane is Lane.PROMPT and problem.is_open:
        return Step.CLOSE
    if problem.lane is Lane.LASTING and problem.state is ProblemState.RECTIFYING:
        return Step.STAGE
    return _NEXT.get(problem.state)


def is_blocked(offer: StepOffer) -> bool:
    """Whether a step lacks something that its form cannot bring."""
    return bool(NOT_ASKED & set(offer.missing))


def _rank(offer: StepOffer) -> int:
    order: Sequence[Step] = (*_SIDES, *_REST)
    return order.index(offer.step) if offer.step in order else len(order)


def _hint(offer: StepOffer | None) -> str:
    if offer is None or not is_blocked(offer):
        return ""
    if Need.EVIDENCE in offer.missing:
        return _("先记一份纸质佐证或加文件，再{step}").format(step=step_label(offer.step))
    return _("有佐证材料打不开，换好再{step}").format(step=step_label(offer.step))
