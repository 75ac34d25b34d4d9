"""What a record of organisational life is printed from: no more than its paper says, so that a year of them is quick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gzparty.domain.meeting import Depth, Meeting, Vote
from gzparty.domain.people import Group, UnitView
from gzparty.domain.sitting import Sitting
from gzparty.records import dataclass
from gzparty.services.views import RollView

if TYPE_CHECKING:
    from gzparty.services.ports import Store
    from gzparty.services.sessions import Sessions


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """One record with its sitting and votes; `roll` only where it is by names. The unit is named as on that day."""

    meeting: Meeting
    sitting: Sitting
    unit: UnitView
    group: Group | None = None
    roll: RollView | None = None
    votes: tuple[Vote, ...] = ()


def record_sheet(store: Store, sessions: Sessions, meeting: Meeting) -> RecordSheet:
    """Read what the papers of one record need."""
    sitting = store.sittings.get(meeting.sitting_id)
    units = store.people.units(sitting.start.date())
    groups = store.people.groups(meeting.unit_id) if meeting.group_id is not None else ()
    return RecordSheet(
        meeting,
        sitting,
        next(unit for unit in units if unit.id == meeting.unit_id),
        next((group for group in groups if group.id == meeting.group_id), None),
        sessions.roll(sitting.id, ()) if meeting.depth is Depth.NAMES else None,
        tuple(store.meetings.votes([meeting.id])),
    )
