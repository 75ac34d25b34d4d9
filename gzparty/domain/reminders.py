"""What a roster reminds of by itself: 换届, 预备期满, 光荣在党50年; dates known in part are taken at their earliest."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta
from enum import StrEnum

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import Membership, Person, UnitKind
from gzparty.records import dataclass

REMIND_DAYS = 180
"""换届 is prepared half a year before (支部工作条例 第21条: 一般应当提前6个月); the others are shown as early."""
FIFTY = 50
_TERM = ("term_ends", "term_about", "term_over")
_PROBATION = ("probation_ends", "probation_about", "probation_over")
_SHORT_TERM, _LONG_TERM = 3, 5
_LONG_TERMS = frozenset({UnitKind.VILLAGE_BRANCH, UnitKind.COMMUNITY, UnitKind.TOWN_COMMITTEE})
PROBATION_ABOLISHED, PROBATION_RESTORED = date(1969, 4, 14), date(1977, 8, 18)
"""Between the Party constitutions of the 9th and the 11th congress nobody was a probationary member."""


class ReminderKind(StrEnum):
    """What a roster reminds of by itself."""

    TERM_ENDS = "term_ends"
    PROBATION_ENDS = "probation_ends"
    FIFTY_YEARS = "fifty_years"


class TermState(StrEnum):
    """How a term of office stands; in the order in which a list asks for attention."""

    OVER = "over"
    SOON = "soon"
    RUNNING = "running"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder; `finding` is its sentence with the basis, `exact` is False where the roster knows a year or month only."""

    kind: ReminderKind
    due_on: date
    exact: bool
    finding: Diagnostic
    person_id: int | None = None
    unit_id: int | None = None


def years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 28 February where there is none."""
    target = day.year + years
    if (day.month, day.day) == (2, 29) and not isleap(target):
        return date(target, 2, 28)
    return day.replace(year=target)


def term_years(kind: UnitKind) -> int:
    """How long a committee is elected for (支部工作条例 第21条: 村和社区 5 years, others in general 3;
    党章 第28条 and 基层组织选举工作条例 第4条: a town's committee 5)."""
    return _LONG_TERM if kind in _LONG_TERMS else _SHORT_TERM


def term_end(elected: PartialDate, years: int) -> date:
    """The day a term ends, at the earliest."""
    return years_after(elected.first_day(), years)


def term_ends(
    unit_id: int, unit: str, elected: PartialDate, years: int, today: date, within: int = REMIND_DAYS
) -> Reminder | None:
    """换届 of one unit; None while it is further away than `within` days. An overdue one stays."""
    due = term_end(elected, years)
    if due - timedelta(days=within) > today:
        return None
    parameters = {"unit": unit, "day": as_known(due, elected), "years": years}
    finding = _finding(_TERM, due, years_after(elected.last_day(), years), today, parameters)
    return Reminder(ReminderKind.TERM_ENDS, due, bool(elected.day), finding, unit_id=unit_id)


def term_state(reminder: Reminder | None) -> TermState:
    """How a known term stands by what `term_ends` reminds of: over only once the latest day it can mean is past."""
    if reminder is None:
        return TermState.RUNNING
    return TermState.OVER if reminder.finding.code == _TERM[2] else TermState.SOON


def probation_ends(
    person_id: int, name: str, began: PartialDate, today: date, within: int = REMIND_DAYS
) -> Reminder | None:
    """The end of a probationary member's year (党章 第7条: 预备期为一年); an overdue one stays."""
    due = years_after(began.first_day(), 1)
    if due - timedelta(days=within) > today:
        return None
    parameters = {"name": name, "day": probation_day(began)}
    finding = _finding(_PROBATION, due, years_after(began.last_day(), 1), today, parameters)
    return Reminder(ReminderKind.PROBATION_ENDS, due, bool(began.day), finding, person_id=person_id)


def probation_of(person: Person, membership: Membership, on: date, within: int) -> Reminder | None:
    """The same of a person and the membership held; None while it is too early or the beginning is unknown."""
    began = probation_began(person, membership)
    return probation_ends(person.id, person.name, began, on, within) if began else None


def probation_began(person: Person, membership: Membership) -> PartialDate | None:
    """From when a probationary member's year is counted: from joining, else from the membership's beginning."""
    begun = membership.interval.valid_from
    return person.joined or (PartialDate(begun.year, begun.month, begun.day) if begun else None)


def probation_day(began: PartialDate) -> PartialDate:
    """When a probationary member's year ends (转正日), with no more of it than its beginning is known."""
    return as_known(years_after(began.first_day(), 1), began)


def fifty_years(
    person_id: int, name: str, joined: PartialDate, today: date, within: int = REMIND_DAYS
) -> Reminder | None:
    """The medal 光荣在党50年, given each 1 July to those who reach fifty years of standing by that day.

    Standing counts from full membership (党章 第7条), a year after joining but for the years without probation.
    What is past is no longer reminded of.
    """
    due, latest = medal_day(joined.first_day()), medal_day(joined.last_day())
    if due < today or due - timedelta(days=within) > today:
        return None
    parameters = {"name": name, "joined": joined, "day": due}
    finding = Diagnostic(Level.NOTE, "fifty_years" if due == latest else "fifty_years_about", parameters)
    return Reminder(ReminderKind.FIFTY_YEARS, due, bool(joined.day), finding, person_id=person_id)


def medal_span(today: date, within: int = REMIND_DAYS) -> tuple[str, str] | None:
    """Between which partial dates of joining, as text, whoever `fifty_years` reminds of lies; None while it is nobody."""
    first = today.year + (today > date(today.year, 7, 1))
    until = today + timedelta(days=within)
    last = until.year - (until < date(until.year, 7, 1))
    return (f"{first - FIFTY - 2:04d}-07", f"{last - FIFTY:04d}-07-01") if first <= last else None


def medal_day(joined: date) -> date:
    """The 1 July by which somebody has been a full member for fifty years."""
    had_probation = not PROBATION_ABOLISHED <= joined < PROBATION_RESTORED
    reached = years_after(joined, FIFTY + had_probation)
    due = date(reached.year, 7, 1)
    return due if reached <= due else date(reached.year + 1, 7, 1)


def as_known(due: date, basis: PartialDate) -> PartialDate:
    """A computed day with no more of it than its basis knows."""
    return PartialDate(due.year, due.month if basis.month else 0, due.day if basis.day else 0)


def _finding(
    codes: tuple[str, str, str], due: date, latest: date, today: date, parameters: dict[str, object]
) -> Diagnostic:
    """Overdue only when the latest day it can mean is past; days are counted only where the day is known."""
    ends, about, over = codes
    if latest < today:
        return Diagnostic(Level.WARNING, over, parameters)
    if due != latest:
        return Diagnostic(Level.NOTE, about, parameters)
    return Diagnostic(Level.NOTE, ends, {**parameters, "left": (due - today).days})
