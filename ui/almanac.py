"""What a field for a date asks about days: which is today, which are worked; the window of an office knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from gzparty.domain.calendar import WorkCalendar

    # Read when a day is typed, not before the first picture of the window.
    from gzparty.domain.date_text import Around, Lean


class Almanac(NamedTuple):
    """Asked anew each time: midnight passes, and the clerk may mark a day off."""

    today: Callable[[], date]
    calendar: Callable[[], WorkCalendar]


@runtime_checkable
class KeepsAlmanac(Protocol):
    """A window whose fields may ask."""

    almanac: Almanac | None


def almanac_of(widget: QWidget) -> Almanac | None:
    """The almanac of the window a widget stands in, or whose dialog it stands in; None outside an office."""
    above: QWidget | None = widget
    while above is not None:
        if isinstance(above, KeepsAlmanac):
            return above.almanac
        above = above.parentWidget()
    return None


def around_of(widget: QWidget, year: int, lean: Lean | None = None) -> Around:
    """What a day typed into a widget may leave out, in a year on show."""
    from gzparty.domain.date_text import Around, Lean

    almanac = almanac_of(widget)
    return Around(year, almanac.today() if almanac else None, lean or Lean.NONE)
