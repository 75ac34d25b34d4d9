"""The figures of records by names: those of their rolls, so that nothing typed can disagree with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from gzparty.domain import meeting_rules as rules
from gzparty.domain import roll
from gzparty.domain.meeting import Depth, Meeting
from gzparty.domain.sitting import Attendance

if TYPE_CHECKING:
    from gzparty.services.ports import Store


def with_figures(store: Store, meetings: Iterable[Meeting]) -> Sequence[Meeting]:
    """Records with the figures of their rolls; one whose roll was not begun stays without (没有名单，不统计)."""
    found = list(meetings)
    return figured(found, rolls_of(store, found))


def rolls_of(store: Store, meetings: Iterable[Meeting]) -> Mapping[int, Sequence[Attendance]]:
    """The rolls of the sittings of those records that are by names."""
    named = {meeting.sitting_id for meeting in meetings if meeting.depth is Depth.NAMES}
    return store.sittings.rolls(named) if named else {}


def figured(found: Sequence[Meeting], rolls: Mapping[int, Sequence[Attendance]]) -> Sequence[Meeting]:
    """The same with the rolls already read."""
    if not rolls:
        return found
    figures = {sitting_id: rules.figures_of(roll.count(rows)) for sitting_id, rows in rolls.items()}
    return [
        replace(meeting, **figures[meeting.sitting_id])
        if meeting.depth is Depth.NAMES and meeting.sitting_id in figures
        else meeting
        for meeting in found
    ]
