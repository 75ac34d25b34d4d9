"""Why a due stands where it does: the finding behind the one sentence every state can say of itself."""

from __future__ import annotations

from datetime import timedelta

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.dues import INSPECTION, TRAINING, Due, DueState, Fulfilment
from gzparty.domain.duty import COMMITTEE_SIZE, Grade, Waiver

ERRAND = "errand"
"""The record of what is handed in and never held; its sentences say so."""
TALK = "talk"
"""The record of many talks, none of which is a meeting."""
UNANSWERED = "unanswered"
"""What an inspection lacks: one for each of its items nobody answered yet."""


def explain(due: Due) -> Diagnostic:
    """The finding to be said of a due; its parameters are days, counts and reasons, never words of ours."""
    if due.state is DueState.NOT_APPLICABLE:
        return _note(str(due.reason), members=due.members, size=COMMITTEE_SIZE)
    if due.state is DueState.WAIVED and due.waiver is not None:
        return _waived(due, due.waiver)
    if due.state in (DueState.OVERDUE, DueState.SOON, DueState.TODO, DueState.MISSED):
        return _unheld(due)
    assert due.record is not None
    return _held(due, due.record)


def _waived(due: Due, waiver: Waiver) -> Diagnostic:
    if due.duty.record == ERRAND:
        return _note("errand_closed")
    code = "due_waived_by" if waiver.approver else "due_waived"
    if due.duty.grade is Grade.STRIVE:
        code = "due_explained"
    return _note(code, reason=waiver.reason, approver=waiver.approver)


def _unheld(due: Due) -> Diagnostic:
    record, level = due.record, Level.ERROR if due.state is DueState.OVERDUE else Level.NOTE
    facts: dict[str, object] = {"hold_by": due.hold_by, "days": abs(due.days)}
    if due.state is DueState.MISSED:
        return _note("due_missed", **facts)
    if record is not None and record.missing and record.planned_on is None:
        code = "due_part_late" if due.state is DueState.OVERDUE else "due_part"
        return Diagnostic(level, code, {**facts, "missing": record.missing})
    if due.state is DueState.OVERDUE:
        return Diagnostic(level, _code(due, "overdue"), facts)
    if record is not None and record.planned_on is not None:
        today = due.hold_by + timedelta(days=due.days)
        code = "due_planned" if record.planned_on >= today else "due_planned_past"
        return _note(code, planned=record.planned_on, **facts)
    return _note(_code(due, "open" if due.days else "today"), **facts)


def _held(due: Due, record: Fulfilment) -> Diagnostic:
    facts: dict[str, object] = {"held": record.held_on, "days": abs(due.days)}
    if due.state is DueState.RETURNED:
        facts = {"returned": record.returned_on, "reason": record.return_reason}
        return Diagnostic(Level.WARNING, "due_returned", facts)
    if record.missing and due.duty.record == TRAINING:
        return _note("due_roll_open", **facts)
    if due.state is DueState.HANDED_IN and due.duty.record == INSPECTION:
        return Diagnostic(Level.WARNING, "inspection_unfilled", {**facts, "n": len(record.missing)})
    if due.state is DueState.HANDED_IN:
        return Diagnostic(Level.WARNING, "due_handed_in", {**facts, "missing": record.missing})
    if due.state is DueState.HELD:
        facts["report_by"] = due.report_by
        if due.report_by is None:
            return Diagnostic(Level.WARNING, "due_held", facts)
        if due.days == 0:
            return Diagnostic(Level.WARNING, "due_held_today", facts)
        return Diagnostic(Level.WARNING, "due_held_late" if due.days > 0 else "due_held_until", facts)
    if due.state is DueState.LATE:
        return _note(_code(due, "done_late"), hold_by=due.hold_by, **facts)
    return _note(_code(due, "done"), **facts)


def _code(due: Due, what: str) -> str:
    if due.duty.record == ERRAND:
        return f"errand_{what}"
    if due.duty.record == INSPECTION:
        return f"inspection_{what}"
    return f"talk_{what}" if due.duty.record == TALK else f"due_{what}"


def _note(code: str, **facts: object) -> Diagnostic:
    return Diagnostic(Level.NOTE, code, facts)
