"""Further views of the page of organisational life worth a picture: a missing record, a roll, lists of steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from gzparty.domain.dues import DueState
from gzparty.domain.meeting import Depth, MeetingKind, YearlyKind
from ui.gate import Gate
from ui.wishes import LifeRequest

if TYPE_CHECKING:
    from ui.pages.life import LifePage


def life_pictures(page: LifePage, gate: Gate) -> Mapping[str, Callable[[], object]]:
    """Each view by a short name, with how to get there."""
    return {
        "groups": partial(_cell, page, MeetingKind.GROUP_MEETING, DueState.OVERDUE),
        "missing": partial(_cell, page, MeetingKind.BRANCH_MEETING, DueState.TODO),
        "roll": partial(_roll, page, gate),
        "steps": partial(_steps, page, YearlyKind.LIFE_MEETING),
        "talks": partial(_steps, page, YearlyKind.TALK),
        "crosscheck": page.head.crosscheck_wanted.emit,
    }


def _cell(page: LifePage, kind: MeetingKind, state: DueState) -> None:
    """Open the first branch whose due of the current column stands so."""
    page.places.leave()
    page.show_at_once(kind)
    source = page.board.source
    assert source is not None
    column = source.current_column()
    for group in source.board.groups:
        for line in group.lines:
            if line.cells[column].state is state:
                page.take_request(
                    LifeRequest(kind.value, unit_id=line.unit.id, period=source.board.periods[column].code)
                )
                return


def _roll(page: LifePage, gate: Gate) -> None:
    """Take a roll by names, where there is one."""
    year = f"{gate.reader.context.today().year}"
    for meeting in gate.reader.store.meetings.between(year, f"{year}-Z"):
        if meeting.depth is Depth.NAMES:
            page.places.open_roll(gate.reader.meeting_views.detail(meeting.id))
            return


def _steps(page: LifePage, kind: YearlyKind) -> None:
    page.places.leave()
    page.take_request(LifeRequest(kind.value))
