"""Days and months as they are typed on the command line."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from gzparty.cli.frame import Session
from gzparty.domain.date_text import Around, Lean, read_date, read_month
from gzparty.domain.period import Period
from gzparty.i18n import _


class Day(click.ParamType[date]):
    """A day as it is typed anywhere in the program: 2026-06-17, 6.17, 0617, 六月十七, 昨天."""

    name = "date"

    def __init__(self, lean: Lean = Lean.PAST) -> None:
        """Build a type; `lean` tells to which side of today a day without a year lies."""
        self._lean = lean

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        session = ctx.find_object(Session) if ctx is not None else None
        day = read_date(str(value), Around.day((session or Session()).now().date(), self._lean))
        if day is None:
            self.fail(_("“{value}”不是日期，写成 2026-06-17 或 6.17 这样").format(value=value), param, ctx)
        return day


class MonthNumber(click.ParamType[int]):
    """A month of a year named elsewhere: 6, 06, 六月."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        # The year is another option; any will do to read the number by.
        month = Period.of_month(2000, value) if isinstance(value, int) else read_month(str(value), 2000)
        if month is None or month.year != 2000:
            self.fail(_("“{value}”不是月份，写成 6 或 六月").format(value=value), param, ctx)
        return month.month
