"""The yearly holiday notices of the State Council, as the `holidays` package knows them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gzparty.domain.calendar import DayMark


class HolidayNotices:
    """Reads `holidays`; a year without make-up workdays there is not announced yet."""

    def year(self, year: int) -> tuple[bool, Mapping[date, DayMark]]:
        """Whether the year's 调休 is known, and its days off (with the weekends inside) and make-up workdays."""
        import holidays

        from gzparty.domain.calendar import DayKind, DayMark
        from gzparty.domain.chinese import holiday_name

        table = holidays.country_holidays("CN", years=[year], language="zh_CN")
        worked = {day for day in table.weekend_workdays if day.year == year}
        off = {day: holiday_name(name) for day, name in table.items() if day.year == year}
        marks = {day: DayMark(DayKind.OFF, name) for day, name in _named(off, worked).items()}
        marks.update({day: DayMark(DayKind.WORK, _nearest(day, off)) for day in worked})
        return bool(worked), marks


def _named(off: Mapping[date, str], worked: set[date]) -> dict[date, str]:
    """Name in-lieu days and the weekends inside a holiday after the holiday they belong to."""
    run: dict[date, str] = {}
    for day in sorted(off):
        run[day] = off[day] or _nearest(day, off)
        for step in (-1, 1):
            neighbour = day + timedelta(days=step)
            while neighbour.weekday() >= 5 and neighbour not in off and neighbour not in worked:
                run.setdefault(neighbour, run[day])
                neighbour += timedelta(days=step)
    return {day: name for day, name in run.items() if day.year == min(off).year}


def _nearest(day: date, off: Mapping[date, str]) -> str:
    named = [other for other, name in off.items() if name]
    return off[min(named, key=lambda other: (abs(other - day), other))]
