"""Use cases of the work calendar: fill in a year's holiday notice, mark a day by hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, Protocol

from gzparty.domain.calendar import (
    KNOWN_YEARS,
    DayKind,
    DayMark,
    DayRun,
    run_problem,
    runs,
    year_problem,
)
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.sitting import RollState
from gzparty.domain.training import TrainingState
from gzparty.i18n import _
from gzparty.services.context import Context, Done, Service
from gzparty.services.views import CalendarYear

if TYPE_CHECKING:
    from gzparty.services.ports import Store


class HolidaySource(Protocol):
    """Where holiday notices come from; `official` is False where a year's 调休 is not announced yet."""

    def year(self, year: int) -> tuple[bool, Mapping[date, DayMark]]: ...


class Calendars(Service):
    """Keeps the table of days off and make-up workdays."""

    def __init__(self, store: Store, context: Context, source: HolidaySource) -> None:
        super().__init__(store, context)
        self._source = source

    def ensure(self, year: int) -> Done[bool]:
        """Fill a year in if it is not in the table, or only without its 调休 while the notice is known now.

        The value says whether the year is official. Days marked by hand are kept.
        """
        known = self._store.calendar.load()
        if year in known.official_years:
            return Done(True)
        official, marks = self._source.year(year)
        if not official and year in self._store.calendar.known_years():
            return Done(False)
        with self._action(_("填入 {year} 年节假日").format(year=year), "calendar.year") as action:
            self._store.calendar.save_year(year, official, marks, "official")
        return self._done(action, official)

    def mark_day(self, day: date, kind: DayKind | None, name: str = "") -> Done[tuple[Diagnostic, ...]]:
        """Mark one day by hand; None takes the mark away. The value is that of `mark_range`."""
        return self.mark_range(day, day, kind, name) if kind else self.clear_range(day, day)

    def mark_range(self, first: date, last: date, kind: DayKind, name: str) -> Done[tuple[Diagnostic, ...]]:
        """Mark a run of days at once, as a notice names them (1月1日至3日放假).

        The value names the planned sessions that now stand on a day off. Raises Refusal for a run that
        ends before it starts, is longer than any holiday, or is off without a name.
        """
        run = DayRun(first, last, DayMark(kind, name.strip()), by_hand=True)
        _refuse(run_problem(run))
        with self._action(_("修改 {day} 起的放假安排").format(day=first), "calendar.day") as action:
            for day in run.days():
                self._store.calendar.save_day(day, run.mark)
        return self._done(action, self._standing_on(run.days() if kind is DayKind.OFF else ()))

    def clear_range(self, first: date, last: date) -> Done[tuple[Diagnostic, ...]]:
        """Take the marks of a run of days away; what is left is plain weekdays and weekends."""
        _refuse(run_problem(DayRun(first, last, DayMark(DayKind.WORK, ""))))
        days = DayRun(first, last, DayMark(DayKind.WORK, "")).days()
        with self._action(_("删掉 {day} 起的放假安排").format(day=first), "calendar.day") as action:
            for day in days:
                self._store.calendar.save_day(day, None)
        return self._done(action, ())

    def confirm_year(self, year: int) -> Done[None]:
        """Say that the year's notice has been typed in, so that dates no longer carry a warning.

        A year that is official already stays as it is.
        """
        if year not in KNOWN_YEARS:
            _refuse(year_problem(year))
        known = self._store.calendar.load()
        if year in known.official_years:
            return Done(None)
        marks = {day: mark for day, mark in known.marks.items() if day.year == year}
        with self._action(_("{year} 年放假安排已核对").format(year=year), "calendar.year") as action:
            self._store.calendar.save_year(year, True, marks, "clerk")
        return self._done(action, None)

    def year(self, year: int) -> CalendarYear:
        """The table of a year as the clerk reads it, with the planned sessions that stand on its days off."""
        calendar = self._store.calendar.load()
        found = runs(calendar.marks, year, calendar.by_hand)
        off = [day for run in found if run.mark.kind is DayKind.OFF for day in run.days()]
        return CalendarYear(year, year in calendar.official_years, found, self._standing_on(off))

    def _standing_on(self, days: Collection[date]) -> tuple[Diagnostic, ...]:
        """Say which sessions not begun yet are planned on one of these days."""
        trainings = [
            training
            for year in sorted({day.year for day in days})
            for training in self._store.trainings.of_year(year)
            if training.state is TrainingState.PLANNED
        ]
        sittings = self._store.sittings.many(training.sitting_id for training in trainings)
        return tuple(
            Diagnostic(
                Level.WARNING,
                "session_on_day_off",
                {"n": training.ordinal, "day": sittings[training.sitting_id].planned_start.date()},
            )
            for training in trainings
            if sittings[training.sitting_id].planned_start.date() in days
            and sittings[training.sitting_id].roll_state is RollState.OPEN
        )


def _refuse(problem: Diagnostic | None) -> None:
    if problem is not None:
        raise Refusal(problem.code, **problem.parameters)
