"""Use cases of the work calendar: fill in a year's holiday notice, mark a day by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from gzparty.domain.calendar import DayKind, DayMark
from gzparty.i18n import _
from gzparty.services.context import Context, Done, Service

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

    def mark_day(self, day: date, kind: DayKind | None, name: str = "") -> Done[None]:
        """Mark one day as off or worked by hand; None takes the mark away."""
        with self._action(_("修改 {day} 的放假安排").format(day=day), "calendar.day") as action:
            self._store.calendar.save_day(day, DayMark(kind, name) if kind else None)
        return self._done(action, None)

    def mark_range(self, first: date, last: date, kind: DayKind, name: str) -> Done[None]:
        """Mark a run of days at once, as a notice names them (1月1日至3日放假)."""
        with self._action(_("修改 {day} 起的放假安排").format(day=first), "calendar.day") as action:
            for offset in range((last - first).days + 1):
                self._store.calendar.save_day(first + timedelta(days=offset), DayMark(kind, name))
        return self._done(action, None)

    def confirm_year(self, year: int) -> Done[None]:
        """Say that the year's notice has been typed in, so that dates no longer carry a warning."""
        marks = {day: mark for day, mark in self._store.calendar.load().marks.items() if day.year == year}
        with self._action(_("{year} 年放假安排已核对").format(year=year), "calendar.year") as action:
            self._store.calendar.save_year(year, True, marks, "clerk")
        return self._done(action, None)
