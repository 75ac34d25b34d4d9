"""What steps leave of a problem, and what no sequence of steps can break."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.problem import Lane, Problem, ProblemEvent, ProblemState, Step
from gzparty.domain.problem_steps import event_of, filled, moved
from gzparty.domain.rectification import Proof, StepFacts, steps_from
from gzparty.domain.step_guards import Attempt, step_faults
from tests.problems import DEADLINE, TODAY, WHOLE, a_problem, a_standing, replayed


def test_a_relapse_begins_a_round_with_a_clean_sheet_on_the_same_number() -> None:
    row = a_standing(Lane.TERM, ProblemState.LOOKED_BACK)
    after = moved(filled(row, Step.REOPEN, WHOLE), Step.REOPEN, WHOLE)
    assert (after.printed_number, after.state) == ("2026-022-R1", ProblemState.RECTIFYING)
    assert (after.result, after.done_on, after.verifier, after.closed_on) == ("", None, "", None)
    assert (after.deadline, after.measure) == (WHOLE.until, WHOLE.measure)


def test_what_is_given_back_is_not_done_any_more_but_keeps_what_was_written() -> None:
    row = a_standing(Lane.TERM, ProblemState.SUBMITTED)
    after = moved(filled(row, Step.RETURN, WHOLE), Step.RETURN, WHOLE)
    assert (after.done_on, after.result) == (None, "补记了")


def test_the_event_keeps_who_agreed_who_verified_and_what_was_done() -> None:
    row = a_standing(Lane.TERM, ProblemState.RECTIFYING)
    extended = event_of(row, filled(row, Step.EXTEND, WHOLE), Step.EXTEND, WHOLE, "e")
    assert (extended.actor, extended.note) == ("马示例", "防汛值守")
    assert (extended.old_deadline, extended.new_deadline) == (DEADLINE, WHOLE.until)
    plain = replace(WHOLE, note="")
    done = event_of(row, filled(row, Step.SUBMIT, plain), Step.SUBMIT, plain, "e")
    assert (done.note, done.old_deadline, done.new_deadline) == ("补记了两天", None, None)
    before = a_standing(Lane.TERM, ProblemState.SUBMITTED)
    closed = event_of(before, filled(before, Step.CLOSE, plain), Step.CLOSE, plain, "e")
    assert closed.actor == "周示例（镇纪委）"


ATTEMPTS = st.lists(
    st.tuples(
        st.integers(0, 50),
        st.integers(0, 6),
        st.integers(-5, 30),
        st.booleans(),
        st.sampled_from(["周示例", "李示例", ""]),
    ),
    max_size=25,
)


@given(lane=st.sampled_from(list(Lane)), attempts=ATTEMPTS)
def test_whatever_steps_are_tried_the_row_is_what_its_events_add_up_to(
    lane: Lane, attempts: list[tuple[int, int, int, bool, str]]
) -> None:
    row = a_problem(lane=lane)
    events = [ProblemEvent(0, "e0", 1, 1, Step.REGISTER, TODAY, None, row.state, new_deadline=row.deadline)]
    day = row.found_on or TODAY
    for choice, later, until, proven, verifier in attempts:
        likely = steps_from(row.state, lane)
        step = likely[choice % len(likely)] if likely else Step.NOTE
        on = day + timedelta(days=later)
        done_on = on if proven else None
        facts = replace(WHOLE, on=on, until=on + timedelta(days=until), done_on=done_on, verifier=verifier)
        after = tried(row, step, facts, Proof(int(proven)), events)
        if after is not None:
            assert row.is_open or step in (Step.LOOK_BACK, Step.REOPEN)
            assert (after.number, after.uid, after.id) == (row.number, row.uid, row.id)
            assert after.is_open or after.closed_on or after.state is ProblemState.WITHDRAWN
            events.append(event_of(row, after, step, facts, f"e{len(events)}"))
            row, day = after, on
    left = replayed(events)
    assert (left.state, left.deadline, left.round) == (row.state, row.deadline, row.round)
    mine = [event for event in events if event.round == row.round]
    assert left.extensions == sum(event.step is Step.EXTEND for event in mine)
    assert row.round == 1 + sum(event.step is Step.REOPEN for event in events)


def tried(
    row: Problem, step: Step, facts: StepFacts, proof: Proof, events: list[ProblemEvent]
) -> Problem | None:
    """The row after a step, None where it is refused."""
    ready = filled(row, step, facts)
    if list(step_faults(Attempt(row, ready, step, facts, proof, events), date(2027, 6, 1))):
        return None
    return moved(ready, step, facts)
