"""Days of the ledger: which are proposed, and which part of the ledger a problem stands in because of its days."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.problem import Lane, Problem, ProblemSource, ProblemState

LOOKED_BACK_SOURCES = frozenset({ProblemSource.JOINT, ProblemSource.SUPERIOR})
"""What is looked back at by default, besides what came again: findings of 督查 and from above."""


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
