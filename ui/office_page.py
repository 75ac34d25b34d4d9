"""What pages over the office's records have in common: where they read, the year in sight, how a failure is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property, partial
from typing import cast

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from gzparty.labels import spoken
from ui.behind import Behind
from ui.desk import Desk
from ui.gate import Gate
from ui.shell import PageWidget
from ui.tables.line_above import LineAbove
from ui.widgets.error_bar import ErrorBar


class OfficePage(PageWidget):
    """A page that reads through a gate and wishes through a desk."""

    def __init__(self, name: str, desk: Desk, gate: Gate) -> None:
        super().__init__()
        self.setObjectName(name)
        self._desk = desk
        self._gate = gate
        gate.moved_back.connect(self._end_notes)

    def is_busy(self) -> bool:
        return self._gate.behind.is_busy()

    @cached_property
    def _error(self) -> ErrorBar:
        """Where a failure is said; a page that says any lays it out below its head."""
        return ErrorBar(self._desk.theme)

    def _stand(self, *parts: QWidget | QLayout) -> None:
        """Lay the parts out one below the other without gaps; the last takes what height is left."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in parts:
            grows = int(part is parts[-1])
            if isinstance(part, QLayout):
                layout.addLayout(part, grows)
            else:
                layout.addWidget(part, grows)

    def _end_notes(self) -> None:
        """What a paste had no place for is no news once the paste was taken back."""
        for line in cast("list[LineAbove]", self.findChildren(LineAbove)):
            line.end_note()

    def _today(self) -> date:
        return self._gate.reader.context.today()

    def _moved(self) -> None:
        """Tell the window that the clerk stands elsewhere, where other things can be done."""
        self.deeds_changed.emit()
        self.place_changed.emit(self.place())

    def _failed(self, error: Exception) -> None:
        self._say_refused(spoken(error))

    def _say_refused(self, sentence: str) -> None:
        if self.isVisible():
            self._error.say(sentence, "")


class YearPage(OfficePage):
    """A page that shows one year of records; it begins with this one."""

    def __init__(self, name: str, desk: Desk, gate: Gate) -> None:
        super().__init__(name, desk, gate)
        self._year = self._year_read = self._today().year
        if isinstance(gate.behind, Behind):
            gate.behind.stopped.connect(self._stay)

    def _year_deeds(self) -> dict[str, Callable[[], object]]:
        """What the keys for going about in time do, and reading anew."""
        return {
            "previous_period": partial(self._step_year, -1),
            "next_period": partial(self._step_year, 1),
            "today": self._this_year,
            "recount": self.refresh,
        }

    def _say_year(self) -> None:
        """Say which year is in sight; a page that reads behind the window does so before it has read."""

    def _year_came(self, year: int) -> None:
        """What is shown is of this year, also where another one was wished for meanwhile and given up."""
        self._year_read = year
        if self._year != year:
            self._year = year
            self._say_year()

    def _stay(self) -> None:
        """Reading was stopped: records of one year must not stand below the name of another."""
        self._year_came(self._year_read)

    def _step_year(self, step: int) -> None:
        self._year += step
        self.refresh()

    def _this_year(self) -> None:
        self._step_year(self._today().year - self._year)
