"""What a session was before it was last moved: read from the journal, since the record holds only what is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from gzparty.domain.sitting import Sitting
from gzparty.records import dataclass

if TYPE_CHECKING:
    from gzparty.services.ports import Store

Planned = tuple[datetime, datetime, str]


@dataclass(frozen=True, slots=True)
class Move:
    """When and where a session was to be before the changes of its last day of changes, and that day."""

    start: datetime
    end: datetime
    place: str
    on: date


def last_move(store: Store, sitting: Sitting) -> Move | None:
    """The last change of time or place; several of one day are one, since they are told together. None if undone."""
    now = later = (sitting.planned_start, sitting.planned_end, sitting.place)
    found: Planned | None = None
    on: date | None = None
    for change in store.journal.history("sitting", sitting.id):
        if change.deed.undone or change.before is None:
            continue
        earlier = _planned(change.before)
        if earlier != later:
            if on not in (None, change.deed.at.date()):
                break
            found, on = earlier, change.deed.at.date()
        later = earlier
    return Move(*found, on) if found and on and found != now else None


def _planned(image: Mapping[str, object]) -> Planned:
    start, end = (datetime.fromisoformat(str(image[name])) for name in ("planned_start", "planned_end"))
    return start, end, str(image["place"])
