"""The figures of records by names: those of their rolls, so that nothing typed can disagree with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from gzparty.domain import meeting_rules as rules
from gzparty.domain import roll
from gzparty.domain.meeting import Depth, Meeting
from gzparty.domain.sitting import RollCounts

if TYPE_CHECKING:
    from gzparty.services.ports import Store


def with_figures(store: Store, meetings: Iterable[Meeting]) -> Sequence[Meeting]:
    """Records with the figures of their rolls; one whose roll was not begun stays without (没有名单，不统计)."""
    found = list(meetings)
    named = by_names(found)
    tallies = store.sittings.tallies(named) if named else {}
    return figured(found, {sitting_id: roll.add_up(marks) for sitting_id, marks in tallies.items()})


def by_names(meetings: Iterable[Meeting]) -> set[int]:
    """The sittings of those records that are by names."""
    return {meeting.sitting_id for meeting in meetings if meeting.depth is Depth.NAMES}


def figured(found: Sequence[Meeting], counts: Mapping[int, RollCounts]) -> Sequence[Meeting]:
    """The same with the rolls already counted, by sitting."""
    if not counts:
        return found
    figures = {sitting_id: rules.figures_of(counted) for sitting_id, counted in counts.items()}
    return [
        replace(meeting, **figures[meeting.sitting_id])
        if meeting.depth is Depth.NAMES and meeting.sitting_id in figures
        else meeting
        for meeting in found
    ]
