"""What a version of a duty may say, and from when on it may say it."""

from __future__ import annotations

from datetime import date

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.duty import Deadline, Duty, Scope
from gzparty.domain.meeting import MeetingKind
from gzparty.domain.period import Every

RECORDS = (*(kind.value for kind in MeetingKind), "training", "talk", "inspection")
"""What a duty can be fulfilled by."""
MOST_TIMES = 31
LATEST_MONTH = 11
"""How many months after its year what comes once a year may still be held."""
OF_BRANCHES = frozenset({Scope.BRANCH, Scope.COMMITTEE, Scope.GROUP})


def check_duty(duty: Duty) -> None:
    """Refuse what cannot be asked: nothing, nobody, never, or deadlines that leave their period.

    A monthly or quarterly duty is held within its period, so that each due belongs to one month of the board.
    """
    if not duty.title.strip():
        raise Refusal("duty_title_missing")
    if duty.record not in RECORDS:
        raise Refusal("duty_record_unknown", record=duty.record)
    if duty.scope is Scope.PICKED or duty.every is Every.ONCE:
        raise Refusal("duty_is_errand", title=duty.title)
    if not 1 <= duty.times <= MOST_TIMES:
        raise Refusal("duty_times_absurd", times=duty.times, most=MOST_TIMES)
    _check_held(duty, duty.hold_by)
    _check_reported(duty, duty.hold_by, duty.report_by)


def check_from(valid_from: date, today: date, since: date) -> None:
    """A rule begins with a month, and with none that is over: what was judged stays as it was.

    Months before the office kept records were never judged, so an office that is new may say what held before.
    """
    if valid_from.day != 1:
        raise Refusal("duty_from_within_month", day=valid_from)
    this_month = today.replace(day=1)
    if valid_from < this_month and since < this_month:
        raise Refusal("duty_from_past", day=valid_from, month=this_month.month)


def _check_held(duty: Duty, hold_by: Deadline | None) -> None:
    if hold_by is None:
        return
    if hold_by.by_halves and (duty.every is not Every.MONTH or duty.times < 2):
        raise Refusal("duty_halves_not_monthly")
    if hold_by.workdays:
        raise Refusal("duty_held_after_itself")
    if hold_by.by_life_day and (duty.scope not in OF_BRANCHES or duty.every is Every.YEAR):
        raise Refusal("duty_without_life_day")
    if hold_by.months > (LATEST_MONTH if duty.every is Every.YEAR else 0):
        raise Refusal("duty_held_beyond_period")


def _check_reported(duty: Duty, hold_by: Deadline | None, report_by: Deadline | None) -> None:
    if report_by is None or report_by.workdays:
        return
    if report_by.by_halves:
        raise Refusal("duty_reported_by_halves")
    if report_by.by_life_day:
        if hold_by is None or not hold_by.by_life_day:
            raise Refusal("duty_without_life_day")
        return
    if hold_by is None or hold_by.by_life_day:
        return
    if (report_by.months, report_by.day or 99) < (hold_by.months, hold_by.day or 99):
        raise Refusal("duty_reported_before_held")
