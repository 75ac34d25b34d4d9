"""What keeps a step from being taken and a row from being stored, each as a finding that names the problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.problem import Lane, Problem, ProblemEvent, ProblemState, Step
from gzparty.domain.rectification import TRANSITIONS, Need, Proof, StepFacts, lacking, present

S = ProblemState
UNORDERED = frozenset({Step.REGISTER, Step.IMPORT, Step.CHASE, Step.NOTE})
"""Steps outside the chain: entering a problem later than it was dealt with is no contradiction."""
KEPT: Mapping[ProblemState, tuple[tuple[Need, str], ...]] = {
    S.ASSIGNED: ((Need.RESPONSIBLE, "responsible"),),
    S.RECTIFYING: ((Need.RESPONSIBLE, "responsible"), (Need.MEASURE, "measure")),
    S.SUBMITTED: (
        (Need.RESPONSIBLE, "responsible"),
        (Need.MEASURE, "measure"),
        (Need.RESULT, "result"),
        (Need.DONE_ON, "done_on"),
    ),
}
"""What a problem cannot lose again once it has come to a state with it."""


def row_faults(row: Problem, today: date) -> Iterator[Diagnostic]:
    """Days of a row that cannot be: found or done in the future, a deadline or an end before the finding."""
    facts: dict[str, object] = {"what": named(row), "found": row.found_on, "today": today}
    if row.found_on is not None and row.found_on > today:
        yield Diagnostic(Level.ERROR, "problem_found_ahead", facts)
    if row.done_on is not None and row.done_on > today:
        yield Diagnostic(Level.ERROR, "problem_done_ahead", {**facts, "day": row.done_on})
    if row.found_on is None:
        return
    if row.deadline is not None and row.deadline < row.found_on:
        yield Diagnostic(Level.ERROR, "deadline_before_found", {**facts, "day": row.deadline})
    if row.done_on is not None and row.done_on < row.found_on:
        yield Diagnostic(Level.ERROR, "done_before_found", {**facts, "day": row.done_on})


def change_faults(
    before: Problem, after: Problem, events: Iterable[ProblemEvent], today: date
) -> Iterator[Diagnostic]:
    """Why an open problem cannot be changed so: what it has come by stays, and a deadline set moves later by 延期 only."""
    said: dict[str, object] = {"what": named(before), "state": before.state}
    emptied = tuple(
        need
        for need, name in KEPT.get(before.state, ())
        if getattr(before, name) and not getattr(after, name)
    )
    if emptied:
        yield Diagnostic(Level.ERROR, "problem_emptied", {**said, "needs": emptied})
    is_set = before.deadline is not None and after.deadline != before.deadline
    is_earlier = (
        after.deadline is not None and before.deadline is not None and after.deadline < before.deadline
    )
    if is_set and not is_earlier and not may_move_later(before, today):
        yield Diagnostic(Level.ERROR, "deadline_needs_extension", {**said, "old": before.deadline})
    if after.lane is Lane.PROMPT is not before.lane and before.state is not S.REGISTERED:
        yield Diagnostic(Level.ERROR, "prompt_too_late", said)
    chain = [event.happened_on for event in events if event.step not in UNORDERED]
    if after.found_on != before.found_on and after.found_on and chain and min(chain) < after.found_on:
        facts = {**said, "found": after.found_on, "day": min(chain)}
        yield Diagnostic(Level.ERROR, "found_after_step", facts)


def may_move_later(row: Problem, today: date) -> bool:
    """Whether a deadline may still be corrected freely: only before anybody was told of it, and while it is not past."""
    return row.state is S.REGISTERED and row.deadline is not None and row.deadline >= today


class Attempt(NamedTuple):
    """A step somebody wants to take: the problem as it stands, and `row`, filled with what the facts bring."""

    before: Problem
    row: Problem
    step: Step
    facts: StepFacts
    proof: Proof = Proof()
    events: Sequence[ProblemEvent] = ()


def step_faults(attempt: Attempt, today: date) -> Iterator[Diagnostic]:
    """Everything that keeps a problem from a step, in the order a clerk would mend it."""
    before, row, step, facts, proof, events = attempt
    said: dict[str, object] = {"what": named(before), "step": step, "state": before.state, "day": facts.on}
    if step not in TRANSITIONS or not TRANSITIONS[step].allowed(before.state, before.lane):
        yield Diagnostic(Level.ERROR, _not_now(before), said)
        return
    odd_days = list(row_faults(row, today))
    yield from odd_days or _day_faults(row, step, facts, events, said)
    yield from _deadline_faults(before, step, facts, said)
    missing = lacking(step, row.lane, present(step, row, facts, proof))
    if Need.EVIDENCE_READABLE in missing:
        lost = {**said, "names": proof.lost}
        if proof.why is None:
            yield Diagnostic(Level.ERROR, "step_file_lost", lost)
        else:
            yield Diagnostic(Level.ERROR, "step_files_gone", {**lost, "fault": proof.why})
    if Need.OTHER_VERIFIER in missing:
        yield Diagnostic(Level.ERROR, "step_own", {**said, "name": row.responsible})
    rest = tuple(need for need in missing if need not in (Need.EVIDENCE_READABLE, Need.OTHER_VERIFIER))
    if rest:
        yield Diagnostic(Level.ERROR, "step_lacks", {**said, "needs": rest})


def named(row: Problem) -> Diagnostic:
    """What a sentence calls a problem; one that has no number yet by what it says."""
    if not row.number:
        return Diagnostic(Level.NOTE, "problem_by_text", {"text": row.text[:16]})
    return Diagnostic(Level.NOTE, "problem_by_number", {"number": row.printed_number})


def _not_now(row: Problem) -> str:
    if row.is_open:
        return "step_not_now"
    return "step_withdrawn" if row.state is S.WITHDRAWN else "step_closed"


def _day_faults(
    row: Problem, step: Step, facts: StepFacts, events: Iterable[ProblemEvent], said: Mapping[str, object]
) -> Iterator[Diagnostic]:
    if row.found_on is not None and facts.on < row.found_on:
        yield Diagnostic(Level.ERROR, "step_before_found", {**said, "found": row.found_on})
    chain = [event for event in events if event.step not in UNORDERED]
    last = max(chain, key=lambda event: event.happened_on, default=None)
    if last is not None and step not in UNORDERED and facts.on < last.happened_on:
        later = {**said, "last": last.happened_on, "earlier": last.step}
        yield Diagnostic(Level.ERROR, "step_before_step", later)
    if step in (Step.SUBMIT, Step.CLOSE) and row.done_on is not None and facts.on < row.done_on:
        yield Diagnostic(Level.ERROR, "step_before_done", {**said, "done": row.done_on})
    if step is Step.CLOSE and facts.look_back_on is not None and facts.look_back_on < facts.on:
        yield Diagnostic(Level.ERROR, "look_back_before_close", {**said, "planned": facts.look_back_on})


def _deadline_faults(
    before: Problem, step: Step, facts: StepFacts, said: Mapping[str, object]
) -> Iterator[Diagnostic]:
    """What is wrong with a new deadline: only 延期 and 重新整改 move one that stands, and only forward."""
    until, old = facts.until, before.deadline
    if step is Step.EXTEND and old is None:
        yield Diagnostic(Level.ERROR, "extension_without_deadline", said)
    if until is None:
        return
    new = {**said, "until": until, "old": old}
    if step is Step.EXTEND and until < facts.on:
        yield Diagnostic(Level.ERROR, "extension_into_past", new)
    elif step is Step.EXTEND and old is not None and until <= old:
        yield Diagnostic(Level.ERROR, "extension_not_later", new)
    elif step is Step.REOPEN and until < facts.on:
        yield Diagnostic(Level.ERROR, "reopen_into_past", new)
    elif step in (Step.ASSIGN, Step.START) and old is not None and until > old:
        yield Diagnostic(Level.ERROR, "deadline_needs_extension", new)
