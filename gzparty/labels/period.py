"""Months, quarters and years as texts; apart from `duty.py`, for the first picture of the window says which month it shows."""

from __future__ import annotations

from gzparty.domain.period import Period
from gzparty.i18n import _


def period_label(period: Period) -> str:
    """6月, 第2季度, 2026年; the year of a month or quarter is said by whoever shows it."""
    if period.months == 1:
        return _("{m}月").format(m=period.month)
    if period.months == 3:
        return _("第{n}季度").format(n=(period.month + 2) // 3)
    return _("{year}年").format(year=period.year)


def period_text(period: Period) -> str:
    """2026年6月, 2026年第2季度, 2026年."""
    year = _("{year}年").format(year=period.year)
    if period.months == 12:
        return year
    return _("{year}{part}").format(year=year, part=period_label(period))
