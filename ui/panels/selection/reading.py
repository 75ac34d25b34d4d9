"""What the page of selections reads behind the window: a year, and the selection in sight with everything."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from gzparty.domain.selection_stages import Stage
from gzparty.domain.theme import Theme
from gzparty.services.bundle import Services
from gzparty.services.selection_views import Honour, RotationLine, SelectionView, SelectionYear
from ui.panels.selection.months import Place

ENDED = (Stage.DONE, Stage.VACANT)


class Read(NamedTuple):
    """One moment of a year, the place in it, and the selection there; None where a month has none."""

    year: SelectionYear
    place: Place | None
    view: SelectionView | None
    ever: bool
    """Whether there is a selection or a theme in any year."""

    def theme(self) -> Theme | None:
        """The theme of the month in sight."""
        period = self.place.period if self.place else ""
        return next((month.theme for month in self.year.months if month.period == period), None)

    def free_period(self, today: date) -> str:
        """The first month from today on that has no selection; the month in sight where all have."""
        this = f"{today:%Y-%m}"
        months = [one.period for one in self.year.months if not one.selections and one.period >= this]
        return months[0] if months else self.place.period if self.place else this


class Past(NamedTuple):
    """Who was chosen so far, the latest first, and how villages took their turns."""

    honours: tuple[Honour, ...]
    rotation: tuple[RotationLine, ...]


def read_history(services: Services) -> Past:
    """Read all years."""
    with services.store.snapshot():
        views = services.selection_views
        return Past(views.honours(), views.rotation(services.context.today()))


def read_selections(services: Services, year: int, place: Place | None) -> Read:
    """Read a year and what stands at a place of it; without one, at the place the work is at."""
    with services.store.snapshot():
        found = services.selection_views.year(year)
        today = services.context.today()
        here = _still_there(found, place) or usual_place(found, today)
        view = services.selection_views.get(here.selection_id) if here and here.selection_id else None
        return Read(found, here, view, bool(services.selection_views.years()))


def usual_place(year: SelectionYear, today: date) -> Place | None:
    """The selection that waits longest, else the latest one, else the month of today."""
    lines = year.lines
    this_month = f"{today:%Y-%m}"
    waiting = [line for line in lines if line.stage not in ENDED and line.selection.period <= this_month]
    if lines:
        line = waiting[0] if waiting else lines[-1]
        return Place(line.selection.period, line.selection.id)
    periods = [month.period for month in year.months]
    return Place(this_month if this_month in periods else periods[0]) if periods else None


def _still_there(year: SelectionYear, place: Place | None) -> Place | None:
    """A place that is still shown; a month in which a selection was begun meanwhile is that selection now."""
    if place is None:
        return None
    for month in year.months:
        if month.period != place.period:
            continue
        numbers = [line.selection.id for line in month.selections]
        if place.selection_id in numbers or not (place.selection_id or numbers):
            return place
        # Gone while it was looked at, as by undo: its month stays in sight.
        return Place(month.period, numbers[-1]) if numbers else Place(month.period)
    return None
