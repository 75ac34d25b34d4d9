"""Days of the ledger: which may be, which are proposed, which part of the ledger a problem stands in because of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.problem import Lane, Problem, ProblemEvent, ProblemSource, ProblemState, Step
from gzparty.domain.rectification import StepFacts

LOOKED_BACK_SOURCES = frozenset({ProblemSource.JOINT, ProblemSource.SUPERIOR})
"""What is looked back at by default, besides what came again: findings of 督查 and from above."""
UNORDERED = frozenset({Step.REGISTER, Step.IMPORT, Step.CHASE, Step.NOTE})
"""Events that lie outside the chain: entering a problem later than it was dealt with is no contradiction."""


class LedgerGroup(StrEnum):
    """Parts of the ledger by deadline, in the order they are shown; the gravest first."""

    OVERDUE = "overdue"
    PROMPT_DONE = "prompt_done"
    SOON = "soon"
    LATER = "later"
    LASTING = "lasting"
    LOOK_BACK = "look_back"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class ProposedDay(NamedTuple):
    """A day that was computed, always a workday, and the sentence that says how it came about."""

    day: date
    why: Diagnostic


def proposed_deadline(found_on: date, workdays: int, calendar: WorkCalendar) -> ProposedDay:
    """The deadline proposed for what was found on a day: so many workdays later."""
    day = calendar.add_workdays(found_on, workdays)
    return ProposedDay(day, Diagnostic(Level.NOTE, "deadline_workdays", {"found": found_on, "n": workdays}))


def look_back_day(closed_on: date, days: int, calendar: WorkCalendar) -> ProposedDay:
    """When a closed problem is proposed to be looked at again: so many days later, on a workday."""
    counted = closed_on + timedelta(days=days)
    day = calendar.next_workday(counted)
    code = "look_back_counted" if day == counted else "look_back_moved"
    facts = {"closed": closed_on, "n": days, "counted": counted, "day": day}
    return ProposedDay(day, Diagnostic(Level.NOTE, code, facts))


def asks_look_back(row: Problem, recurs: bool) -> bool:
    """Whether a closed problem is to be looked at again by default: 督查, superior findings and repeats."""
    return row.source in LOOKED_BACK_SOURCES or recurs or row.round > 1


def day_off(deadline: date, calendar: WorkCalendar) -> Diagnostic | None:
    """A warning where a deadline typed by hand falls on a day nobody works; it names the next workday."""
    if calendar.is_workday(deadline):
        return None
    facts = {"day": deadline, "next": calendar.next_workday(deadline)}
    return Diagnostic(Level.WARNING, "deadline_day_off", facts)


def group_of(row: Problem, today: date, soon_days: int) -> LedgerGroup:
    """Where a problem stands: past its deadline is overdue in every open state, whatever its lane."""
    if row.state is ProblemState.WITHDRAWN:
        return LedgerGroup.WITHDRAWN
    if not row.is_open:
        waits = row.state is ProblemState.CLOSED and row.look_back_on is not None
        return LedgerGroup.LOOK_BACK if waits else LedgerGroup.CLOSED
    if row.deadline is not None and row.deadline < today:
        return LedgerGroup.OVERDUE
    if row.lane is Lane.PROMPT and row.done_on is not None:
        return LedgerGroup.PROMPT_DONE
    if row.lane is Lane.LASTING:
        return LedgerGroup.LASTING
    if row.deadline is not None and row.deadline <= today + timedelta(days=soon_days):
        return LedgerGroup.SOON
    return LedgerGroup.LATER


def days_past(row: Problem, today: date) -> int | None:
    """Calendar days past (positive) or before its deadline; None without one or once it is not open."""
    return (today - row.deadline).days if row.is_open and row.deadline is not None else None


def done_late(row: Problem) -> int | None:
    """By how many days what is done missed its deadline (negative: was earlier); None while it is not done.

    Late is who does it late, not who confirms it late: the day it was done counts before the day it was closed.
    """
    done = row.done_on or row.closed_on
    return (done - row.deadline).days if done is not None and row.deadline is not None else None


def row_faults(row: Problem, today: date) -> Iterator[Diagnostic]:
    """Days of a row that cannot be: found or done in the future, a deadline or an end before the finding."""
    facts = {"number": row.printed_number, "found": row.found_on, "today": today}
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


def step_faults(
    before: Problem, row: Problem, step: Step, facts: StepFacts, events: Iterable[ProblemEvent]
) -> Iterator[Diagnostic]:
    """Why a step cannot have happened on its day or bring its deadline; `row` is filled, `events` are those so far."""
    said: dict[str, object] = {"number": before.printed_number, "step": step, "day": facts.on}
    if row.found_on is not None and facts.on < row.found_on:
        yield Diagnostic(Level.ERROR, "step_before_found", {**said, "found": row.found_on})
    last = max((e for e in events if e.step not in UNORDERED), key=lambda e: e.happened_on, default=None)
    if last is not None and facts.on < last.happened_on:
        yield Diagnostic(
            Level.ERROR, "step_before_step", {**said, "last": last.happened_on, "earlier": last.step}
        )
    if step is Step.CLOSE and row.done_on is not None and facts.on < row.done_on:
        yield Diagnostic(Level.ERROR, "close_before_done", {**said, "done": row.done_on})
    if step is Step.SUBMIT and row.done_on is not None and facts.on < row.done_on:
        yield Diagnostic(Level.ERROR, "submit_before_done", {**said, "done": row.done_on})
    yield from _deadline_faults(before, step, facts)


def _deadline_faults(before: Problem, step: Step, facts: StepFacts) -> Iterator[Diagnostic]:
    if step is Step.EXTEND and before.deadline is None:
        yield Diagnostic(Level.ERROR, "extension_without_deadline", {"number": before.printed_number})
    if facts.until is None:
        return
    said: dict[str, object] = {"number": before.printed_number, "until": facts.until, "day": facts.on}
    if step in (Step.EXTEND, Step.REOPEN) and facts.until < facts.on:
        code = "extension_into_past" if step is Step.EXTEND else "reopen_into_past"
        yield Diagnostic(Level.ERROR, code, said)
    elif step is Step.EXTEND and before.deadline is not None and facts.until <= before.deadline:
        yield Diagnostic(Level.ERROR, "extension_not_later", {**said, "old": before.deadline})


def may_move_later(row: Problem, today: date) -> bool:
    """Whether a deadline may be corrected to a later day without an extension: only before anybody was told of it."""
    is_past = row.deadline is not None and row.deadline < today
    return row.deadline is None or (row.state is ProblemState.REGISTERED and not is_past)
