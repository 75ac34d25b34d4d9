"""Duties, units and records for tests of dues: a test names only what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from gzparty.domain.calendar import DayKind, DayMark, WorkCalendar
from gzparty.domain.dues import Due, Fulfilment, GroupFacts, Terms, UnitFacts
from gzparty.domain.duty import Deadline, Duty, Grade, Scope, Waiver
from gzparty.domain.owing import Evidence, expand
from gzparty.domain.people import UnitKind
from gzparty.domain.period import Every, Period

MEETING = Duty(
    id=0,
    uid="",
    code="theme_day",
    valid_from=date.min,
    title="主题党日",
    record="theme_day",
    scope=Scope.BRANCH,
    every=Every.MONTH,
    times=1,
    hold_by=Deadline.parse("15"),
    report_by=Deadline.parse("20"),
    grade=Grade.NORMALLY,
    basis="",
)
BRANCH = UnitFacts(1, UnitKind.VILLAGE_BRANCH, full_members=9)
HOLIDAY = WorkCalendar(
    {date(2026, 6, day): DayMark(DayKind.OFF, "端午节") for day in (19, 20, 21)}, frozenset({2026})
)

TERMS = Terms(date(2026, 6, 10), HOLIDAY)
"""A Wednesday in June."""


def deadlines(hold_by: str, report_by: str = "", **changes: object) -> Duty:
    """A duty with other deadlines."""
    duty = replace(MEETING, hold_by=Deadline.parse(hold_by), report_by=Deadline.parse(report_by))
    return replace(duty, **changes)  # type: ignore[arg-type]


def a_record(
    period: str = "2026-06", held_on: date | None = date(2026, 6, 10), **changes: object
) -> Fulfilment:
    """A complete record held in time."""
    record = Fulfilment("theme_day", 7, 1, 0, period, held_on)
    return record._replace(**changes)  # type: ignore[arg-type]


def a_waiver(period: str = "2026-06", **changes: object) -> Waiver:
    """A waiver of the month, agreed to."""
    return replace(Waiver(3, "w", "theme_day", 1, None, period, "麦收", "镇党委"), **changes)  # type: ignore[arg-type]


def groups(*ids: int) -> tuple[GroupFacts, ...]:
    """Groups that have always been there."""
    return tuple(GroupFacts(group) for group in ids)


def terms(today: date = date(2026, 6, 10), **changes: object) -> Terms:
    """A day in June with the holidays of the Dragon Boat Festival."""
    return replace(TERMS, today=today, **changes)  # type: ignore[arg-type]


def dues(
    duty: Duty | Sequence[Duty] = MEETING,
    *,
    units: Iterable[UnitFacts] = (BRANCH,),
    records: Iterable[Fulfilment] = (),
    waivers: Iterable[Waiver] = (),
    life_day: Callable[[int, Period], date | None] = lambda _unit, _period: None,
    under: Terms = TERMS,
    year: int = 2026,
) -> list[Due]:
    """Every due of a year."""
    versions = [duty] if isinstance(duty, Duty) else list(duty)
    standing = list(units)
    evidence = Evidence(records, waivers, life_day)
    return list(expand({versions[0].code: versions}, year, lambda _on: standing, evidence, under))


def due(period: str = "2026-06", duty: Duty | Sequence[Duty] = MEETING, **given: object) -> Due:
    """The one due of a period."""
    (found,) = [due for due in dues(duty, **given) if due.period.code == period]  # type: ignore[arg-type]
    return found
