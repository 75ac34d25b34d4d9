"""Inspections left half typed, also by a computer that went off: told over the board, and one click away."""

from __future__ import annotations

from gzparty.domain.inspection import InspectionKind
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels.duty import period_text
from gzparty.services.bundle import Services
from ui.panels.inspection.drafts import DRAFTS, NEW
from ui.panels.meeting.unsaved import Unsaved
from ui.wishes import InspectionRequest


def unsaved_inspections(services: Services) -> list[Unsaved]:
    """The self-inspections that wait half typed, the latest first; those deleted meanwhile are left out."""
    names = {unit.id: unit.name for unit in services.store.people.units(services.context.today())}
    found = []
    for form, key, _at in services.store.drafts.all():
        request = _request(services, key) if form == DRAFTS else None
        if request is not None and request.unit_id in names:
            month = period_text(Period.parse(request.period))
            words = _("{unit}{month}自查").format(unit=names[request.unit_id], month=month)
            found.append(Unsaved(f"{form}/{key}", words, request))
    return found


def _request(services: Services, key: str) -> InspectionRequest | None:
    """Where a draft belongs, by its key."""
    if key.isdigit():
        stored = services.store.inspections.many([int(key)])
        own = [one for one in stored if one.kind is InspectionKind.SELF]
        return InspectionRequest(0, own[0].unit_id, own[0].period, own[0].id) if own else None
    new, *place = key.split(" ")
    if new != NEW or len(place) != 2:
        return None
    unit_id, period = place
    return InspectionRequest(unit_id=int(unit_id), period=period, new=True)
