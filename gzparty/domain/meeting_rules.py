"""What a record of organisational life may say: figures that can be, the period it counts for, what looks wrong."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.meeting import YEARLY, Meeting, MeetingKind
from gzparty.domain.period import Period
from gzparty.domain.sitting import RollCounts, RosterKind, RosterRule

FIGURES = ("expected", "attended", "on_leave", "absent", "observers")
MOST = 9999
"""No branch calls more people to one meeting; a larger figure is a slip of the keys."""
FIRST_YEAR = 1949
"""A day before it is a slip of the keys."""
LATE_YEARLY = 3
"""组织生活会 and 民主评议 of a year are held until March of the next (所属年度)."""
GROUP_KINDS = frozenset({MeetingKind.GROUP_MEETING, MeetingKind.LIFE_MEETING, MeetingKind.STUDY})
"""Kinds a Party group may hold by itself (支部工作条例 第13条, 第17条)."""


def check_period(kind: MeetingKind, text: str) -> Period:
    """The period a record counts for: a year for the yearly kinds, a month for the others; Refusal for another."""
    try:
        period = Period.parse(text)
    except ValueError:
        period = None
    wanted = 12 if kind in YEARLY else 1
    if period is None or period.months != wanted:
        code = "meeting_year_unreadable" if kind in YEARLY else "meeting_month_unreadable"
        raise Refusal(code, text=text)
    return period


def default_period(kind: MeetingKind, day: date, year_before_open: bool = False) -> Period:
    """The month of the day; of a yearly kind its year, or the one before while that is still open in spring."""
    if kind not in YEARLY:
        return Period.around(day)
    belated = day.month <= LATE_YEARLY and year_before_open
    return Period(day.year - 1 if belated else day.year, 1, 12)


def follows_day(meeting: Meeting, day: date) -> bool:
    """Whether a record counts for the month of its day, and not for an earlier one made up later (补开)."""
    return meeting.kind not in YEARLY and meeting.period == default_period(meeting.kind, day).code


def months_of(meeting: Meeting, day: date) -> tuple[str, ...]:
    """The months a record belongs to: the one it counts for and the one it is dated in."""
    dated = Period.around(day).code
    return (dated,) if meeting.kind in YEARLY else tuple(dict.fromkeys((meeting.period, dated)))


def roster_of(kind: MeetingKind, unit_id: int, group_id: int | None) -> RosterRule:
    """Who is called: the members of the branch, its committee, or one group's members."""
    if kind is MeetingKind.COMMITTEE_MEETING:
        return RosterRule(RosterKind.COMMITTEE, (unit_id,))
    if group_id is not None:
        return RosterRule(RosterKind.GROUP, (unit_id,), groups=(group_id,))
    return RosterRule(RosterKind.BRANCH, (unit_id,))


def figures_of(counts: RollCounts) -> dict[str, Any]:
    """What a roll says in the figures of a record; 公出 counts as away with leave."""
    return {
        "expected": counts.expected,
        "attended": counts.present,
        "on_leave": counts.leave + counts.official,
        "absent": counts.absent,
        "observers": counts.observers,
    }


def findings(meeting: Meeting, day: date, is_held: bool = True) -> tuple[Diagnostic, ...]:
    """What a record's own figures and days contradict; none of it keeps it from being stored."""
    found = [*_arithmetic(meeting), *_names(meeting)]
    if meeting.received_on is not None and meeting.received_on < day and is_held:
        facts = {"received": meeting.received_on, "day": day}
        found.append(_warning("meeting_received_before", **facts))
    if meeting.kind not in YEARLY and day < Period.parse(meeting.period).first:
        found.append(_warning("meeting_before_period", day=day, month=Period.parse(meeting.period).month))
    return tuple(found)


def _arithmetic(meeting: Meeting) -> Iterable[Diagnostic]:
    expected, attended = meeting.expected, meeting.attended
    if expected is None or attended is None:
        return
    away = expected - attended
    if away < 0:
        yield _warning("meeting_more_than_expected", expected=expected, attended=attended)
        return
    leave, absent = meeting.on_leave, meeting.absent
    told = (leave or 0) + (absent or 0)
    facts = {"expected": expected, "attended": attended, "leave": leave or 0, "absent": absent or 0}
    if told > away:
        yield _warning("meeting_too_many_away", away=away, told=told, **facts)
    elif leave is not None and absent is not None and told < away:
        yield _warning("meeting_too_few_away", away=away, told=told, **facts)


def _names(meeting: Meeting) -> Iterable[Diagnostic]:
    """The names of those away against the figures on the same sheet."""
    leave = sum(entry.leave for entry in meeting.absences)
    for count, told, code in (
        (leave, meeting.on_leave, "meeting_leave_names"),
        (len(meeting.absences) - leave, meeting.absent, "meeting_absent_names"),
    ):
        if told is not None and count > told:
            yield _warning(code, names=count, told=told)


def _warning(code: str, **facts: object) -> Diagnostic:
    return Diagnostic(Level.WARNING, code, facts)
