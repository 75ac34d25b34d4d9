"""The sample office with a calendar that is turned by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from gzparty.domain.selection import Selection
from gzparty.services.bundle import Services
from gzparty.services.selection_views import SelectionView
from tests.filled_office import SAMPLE_DAY, midnight, opened_copy


@dataclass
class Calendar:
    """The day it is."""

    day: date = SAMPLE_DAY

    def now(self) -> datetime:
        """Midnight of the day."""
        return midnight(self.day)


@dataclass
class TurnedYear:
    """An office filled as of its own day; `day` may be set to any later one."""

    services: Services
    calendar: Calendar

    @property
    def day(self) -> date:
        """The office's today."""
        return self.calendar.day

    @day.setter
    def day(self, day: date) -> None:
        self.calendar.day = day

    def view(self, selection: Selection) -> SelectionView:
        """A selection as it stands that day."""
        return self.services.selection_views.get(selection.id)


@contextmanager
def turned_year(built: Path, folder: Path) -> Iterator[TurnedYear]:
    """A copy of the sample office that stands at its own day."""
    calendar = Calendar()
    with opened_copy(built, folder, calendar.now) as services:
        yield TurnedYear(services, calendar)
