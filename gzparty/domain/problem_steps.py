"""What a step leaves of a problem: the row with what the step brings, moved on, and the event that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from gzparty.domain.problem import Problem, ProblemEvent, Step
from gzparty.domain.rectification import TRANSITIONS, StepFacts

BRINGS: Mapping[Step, tuple[str, ...]] = {
    Step.ASSIGN: ("responsible", "leader", "measure"),
    Step.START: ("responsible", "leader", "measure"),
    Step.SUBMIT: ("result", "done_on", "verifier"),
    Step.CLOSE: ("result", "done_on", "verifier"),
    Step.STAGE: ("result",),
    Step.REOPEN: ("responsible", "leader", "measure"),
}
"""The fields of a row that a step may fill; all others stay, whatever the facts say."""
SETS_DEADLINE = frozenset({Step.ASSIGN, Step.START, Step.EXTEND, Step.REOPEN})
"""Steps that may bring a deadline."""
APPROVED = frozenset({Step.EXTEND, Step.WITHDRAW})
"""Steps somebody else agrees to: the event names that one."""
TELLS_RESULT = frozenset({Step.SUBMIT, Step.CLOSE, Step.STAGE})
"""Steps whose event keeps what was done, so that it stays readable when a later round says something else."""


def filled(row: Problem, step: Step, facts: StepFacts) -> Problem:
    """The row with what the facts bring to a step, before it is taken; a relapse starts its round with a clean sheet."""
    if step is Step.REOPEN:
        row = replace(row, result="", done_on=None, verifier="", verifier_id=None, look_back_on=None)
    brought = {name: _plain(getattr(facts, name)) for name in BRINGS.get(step, ())}
    row = replace(row, **{name: value for name, value in brought.items() if value})  # type: ignore[arg-type]
    if step is Step.REOPEN or (facts.until is not None and step in SETS_DEADLINE):
        return replace(row, deadline=facts.until, deadline_text="")
    return row


def moved(row: Problem, step: Step, facts: StepFacts, look_back_on: date | None = None) -> Problem:
    """A filled row after the step; `look_back_on` is when a closed one shall be looked at again, None for never."""
    after = replace(row, state=TRANSITIONS[step].target or row.state)
    if step is Step.CLOSE:
        return replace(after, closed_on=facts.on, look_back_on=look_back_on)
    if step is Step.LOOK_BACK:
        return replace(after, look_back_on=facts.on)
    if step is Step.RETURN:
        return replace(after, done_on=None)
    if step is Step.REOPEN:
        return replace(after, round=row.round + 1, closed_on=None)
    return after


def event_of(before: Problem, after: Problem, step: Step, facts: StepFacts, uid: str) -> ProblemEvent:
    """The event of a step, not stored yet; deadlines stand in it where the step moved them."""
    moves = before.deadline != after.deadline or step is Step.REOPEN
    return ProblemEvent(
        id=0,
        uid=uid,
        problem_id=after.id,
        round=after.round,
        step=step,
        happened_on=facts.on,
        state_before=before.state,
        state_after=after.state,
        actor=_actor(after, step, facts).strip(),
        note=facts.note.strip() or (after.result if step in TELLS_RESULT else ""),
        old_deadline=before.deadline if moves else None,
        new_deadline=after.deadline if moves else None,
    )


def _actor(after: Problem, step: Step, facts: StepFacts) -> str:
    if step in APPROVED:
        return facts.approver
    if step is Step.CLOSE:
        return after.verifier
    return facts.actor or facts.verifier


def _plain(value: object) -> object:
    return value.strip() if isinstance(value, str) else value
