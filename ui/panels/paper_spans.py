"""The month or quarter a paper is about, within a year."""

from __future__ import annotations

from datetime import date

from gzparty.domain.period import Every, Period
from gzparty.labels.period import period_label
from ui.theme import Theme
from ui.widgets.pick import Pick, PickCombo


class Spans:
    """Two combos; each keeps its month or quarter when another year is chosen."""

    def __init__(self, theme: Theme, today: date) -> None:
        self.month = PickCombo(theme, "paperMonth")
        self.quarter = PickCombo(theme, "paperQuarter")
        self._whole = ""
        self._year = today.year
        self.go_to(today)

    def offer(self, year: int, whole: str) -> None:
        """Offer the months and quarters of a year; `whole` says that no month at all can be meant, too."""
        self._year, self._whole = year, whole
        for combo, every in self._combos():
            kept = combo.value()
            combo.offer(self._picks(every))
            if kept is not None:
                here = Period.parse(kept)
                combo.set_value(Period(year, here.month, here.months).code)
            elif not whole:
                # No month was meant for another paper.
                combo.set_value(combo.value_at(0))

    def go_to(self, day: date) -> None:
        """Choose the month and quarter of a day."""
        self._year = day.year
        for combo, every in self._combos():
            combo.offer(self._picks(every))
            combo.set_value(Period.around(day, every).code)

    def choose(self, combo: PickCombo, code: str | None) -> int | None:
        """Choose a month or quarter by its code, None for none; gives its year."""
        if code is None:
            combo.set_value(None)
            return None
        period = Period.parse(code)
        self.offer(period.year, self._whole)
        combo.set_value(code)
        return period.year

    def _combos(self) -> tuple[tuple[PickCombo, Every], ...]:
        return (self.month, Every.MONTH), (self.quarter, Every.QUARTER)

    def _picks(self, every: Every) -> list[Pick]:
        step = 1 if every is Every.MONTH else 3
        found = [Period(self._year, first, step) for first in range(1, 13, step)]
        picks = [Pick(period_label(period), period.code, str(n)) for n, period in enumerate(found, 1)]
        return [Pick(self._whole, None), *picks] if self._whole and every is Every.MONTH else picks
