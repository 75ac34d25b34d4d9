"""Why a due stands where it does: the finding behind the one sentence every state can say of itself."""

from __future__ import annotations

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.dues import Due, DueState, Fulfilment
from gzparty.domain.duty import COMMITTEE_SIZE


def explain(due: Due) -> Diagnostic:
    """The finding to be said of a due; its parameters are days, counts and reasons, never words of ours."""
    if due.state is DueState.NOT_APPLICABLE:
        return _note(str(due.reason), members=due.members, size=COMMITTEE_SIZE)
    if due.state is DueState.WAIVED and due.waiver is not None:
        code = "due_waived_by" if due.waiver.approver else "due_waived"
        return _note(code, reason=due.waiver.reason, approver=due.waiver.approver)
    if due.state in (DueState.OVERDUE, DueState.SOON, DueState.TODO, DueState.MISSED):
        return _unheld(due)
    assert due.record is not None
    return _held(due, due.record)


def _unheld(due: Due) -> Diagnostic:
    planned = due.record.planned_on if due.record else None
    if due.state is DueState.OVERDUE:
        return Diagnostic(Level.ERROR, "due_overdue", {"hold_by": due.hold_by, "days": due.days})
    if due.state is DueState.MISSED:
        return _note("due_missed", hold_by=due.hold_by)
    if planned is not None:
        return _note("due_planned", hold_by=due.hold_by, planned=planned)
    if due.days == 0:
        return _note("due_today", hold_by=due.hold_by)
    return _note("due_open", hold_by=due.hold_by, days=-due.days)


def _held(due: Due, record: Fulfilment) -> Diagnostic:
    facts: dict[str, object] = {"held": record.held_on}
    if due.state is DueState.RETURNED:
        facts = {"returned": record.returned_on, "reason": record.return_reason}
        return Diagnostic(Level.WARNING, "due_returned", facts)
    if due.state is DueState.HANDED_IN:
        return Diagnostic(Level.WARNING, "due_handed_in", {**facts, "missing": record.missing})
    if due.state is DueState.HELD:
        facts |= {"report_by": due.report_by, "days": abs(due.days)}
        if due.report_by is None:
            return Diagnostic(Level.WARNING, "due_held", facts)
        return Diagnostic(Level.WARNING, "due_held_late" if due.days > 0 else "due_held_until", facts)
    if due.state is DueState.LATE:
        return _note("due_done_late", hold_by=due.hold_by, days=due.days, **facts)
    return _note("due_done", **facts)


def _note(code: str, **facts: object) -> Diagnostic:
    return Diagnostic(Level.NOTE, code, facts)
