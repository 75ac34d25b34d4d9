"""要材料: what is asked for once, in the same states as every other due."""

from __future__ import annotations

from datetime import date

from gzparty.domain.dues import Due, DueState, Fulfilment, Terms
from gzparty.domain.duty import Duty, Errand, ErrandUnit, Grade, Scope, Waiver
from gzparty.domain.explaining import ERRAND
from gzparty.domain.owing import judge
from gzparty.domain.period import Every, Period


def duty_of(errand: Errand) -> Duty:
    """An errand as a duty that comes once; its code is never that of another."""
    return Duty(
        id=0,
        uid=errand.uid,
        code=f"{ERRAND}-{errand.number}",
        valid_from=errand.asked_on,
        title=errand.title,
        record=ERRAND,
        scope=Scope.PICKED,
        every=Every.ONCE,
        times=1,
        hold_by=None,
        report_by=None,
        grade=Grade.ONCE,
        basis=errand.asked_by,
    )


def due_of(errand: Errand, owed: ErrandUnit, terms: Terms) -> Due:
    """What one unit owes of an errand; once the errand is finished, nothing any more that has not come."""
    duty, period = duty_of(errand), Period.around(errand.due_on, Every.ONCE)
    waiver = None
    if errand.finished_on is not None and owed.received_on is None:
        waiver = Waiver(0, "", duty.code, owed.unit_id, None, period.code, "")
    returned = owed.returned_on if waiver is None else None
    record = Fulfilment(
        record=ERRAND,
        record_id=owed.id,
        unit_id=owed.unit_id,
        group_id=0,
        period=period.code,
        held_on=owed.received_on,
        returned_on=returned,
        return_reason=owed.return_reason,
        received_on=owed.received_on,
    )
    due = Due(
        duty,
        owed.unit_id,
        0,
        period,
        1,
        DueState.TODO,
        errand.due_on,
        errand.due_on,
        record if owed.received_on or returned else None,
        waiver,
    )
    state, days = judge(due, terms)
    return due._replace(state=state, days=days)


def received(owed: ErrandUnit, on: date) -> ErrandUnit:
    """The same once its material came; what was given back came again."""
    return ErrandUnit(owed.id, owed.uid, owed.errand_id, owed.unit_id, on, filed_at=owed.filed_at)
