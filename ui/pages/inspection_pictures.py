"""Further views of the page of self-inspections worth a picture: one stored, one with a problem typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from gzparty.domain.inspection import Answer, InspectionKind
from gzparty.i18n import N_, _
from ui.gate import Gate
from ui.wishes import InspectionRequest

if TYPE_CHECKING:
    from ui.pages.inspections import InspectionsPage

_FOUND = N_("防汛会商会 2 人迟到 10 分钟")
_INSPECTOR, _RESPONSIBLE = N_("曹示例"), N_("李示例")


def inspection_pictures(page: InspectionsPage, gate: Gate) -> Mapping[str, Callable[[], object]]:
    """Each view by a short name, with how to get there."""
    return {"stored": partial(_stored, page, gate), "typed": partial(_typed, page)}


def _stored(page: InspectionsPage, gate: Gate) -> None:
    """The latest inspection that found something."""
    views = gate.reader.inspection_views.year(gate.reader.context.today().year, InspectionKind.SELF)
    found = [view.inspection.id for view in views if view.problems]
    if found:
        page.take_request(InspectionRequest(inspection_id=found[-1]))


def _typed(page: InspectionsPage) -> None:
    """A new one of a unit that has none this month, half filled in, with a problem under its item."""
    source = page.board.source
    assert source is not None
    column = source.current_column()
    lines = [line for group in source.quota.board.groups for line in group.lines]
    first = max(lines, key=lambda line: line.cells[column].owed - line.cells[column].done)
    period = source.periods[column].code
    page.take_request(InspectionRequest(unit_id=first.unit.id, period=period, new=True))
    page.show_at_once()
    sheet = page.panel.sheet
    sheet.restore(
        {
            "head.inspectionDay": "6.17",
            "head.inspectionInspector": _(_INSPECTOR),
            "attendance.answer": Answer.FINE.value,
            "duty_roster.answer": Answer.FINE.value,
            "meetings.answer": Answer.PROBLEM.value,
            "meetings.0.problemText": _(_FOUND),
            "meetings.0.problemResponsible": _(_RESPONSIBLE),
            "vehicles.answer": Answer.FINE.value,
        }
    )
