"""Reserve cadres as JSON: what `show reserves UID --json` prints is what `record reserves` reads."""

from __future__ import annotations

from gzparty.domain.partial_date import PartialDate, parse_partial_date
from gzparty.domain.reserve import Reserve
from gzparty.exchange.records import Entry, numbered
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.cadre_drafts import ReserveDraft
from gzparty.services.cadre_views import ReserveLine

RESERVES = "reserves"


def reserve_to_json(line: ReserveLine) -> dict[str, object]:
    """An entry; the last ones are worked out and not read. Namesakes are told apart by uid."""
    reserve = line.reserve
    return {
        "uid": reserve.uid,
        "person": line.person.uid,
        "name": line.person.name,
        "unit": line.unit.name,
        "entered_on": str(reserve.entered_on),
        "direction": reserve.direction,
        "mentor": line.mentor,
        "plan": reserve.plan,
        "note": reserve.note,
        "left_on": reserve.left_on.isoformat() if reserve.left_on else None,
        "left_reason": reserve.left_reason,
        "year": line.year,
        "credit": line.credit / 2,
        "trainings": [line.attended, line.called],
        "meetings": [line.meetings_attended, line.meetings_called],
    }


def show(services: Services, reference: str) -> dict[str, object]:
    """One entry by its uid."""
    return reserve_to_json(services.cadres.reserve(services.cadres.find(reference).id))


def record(services: Services, content: object) -> list[str]:
    """Store one entry or a list of them, all or none; the uids of what was stored."""
    found = numbered(content)
    context = services.context
    name = _("登记 {n} 条后备干部").format(n=len(found))
    with services.store.action(name, "reserve.record", context.now(), context.source):
        return [_record(services, entry) for entry in found]


def _record(services: Services, entry: Entry) -> str:
    """One of a known uid is changed, any other added; a day of leaving takes it off the list, null puts it back."""
    uid = entry.optional_text("uid")
    known = services.cadres.find(uid) if uid else None
    draft = _draft(services, entry, known)
    if known is None:
        reserve = services.cadres.add(draft).value
    else:
        reserve = services.cadres.change(known.id, draft).value
    on = entry.day("left_on")
    if on is not None:
        reserve = services.cadres.leave(reserve.id, on, entry.text("left_reason", "")).value
    elif entry.has("left_on") and reserve.left_on is not None:
        reserve = services.cadres.resume(reserve.id).value
    return reserve.uid


def _draft(services: Services, entry: Entry, known: Reserve | None) -> ReserveDraft:
    """What the entry says; of a known one what it does not say stays as it is."""
    texts = ("direction", "mentor", "plan", "note")
    told = {name: entry.text(name, getattr(known, name) if known else "") for name in texts}
    person, unit = entry.optional_text("person") or entry.optional_text("name"), entry.optional_text("unit")
    mentor_id = None
    if known is not None and known.mentor_id is not None:
        guide = services.store.people.person(known.mentor_id)
        mentor_id = known.mentor_id if told["mentor"] in (known.mentor, guide.name) else None
    return ReserveDraft(
        person_id=_person(services, entry, person, known),
        unit_id=services.people.find_unit(unit or "").id if unit or known is None else known.unit_id,
        entered_on=_entered(entry),
        mentor_id=mentor_id,
        **told,
    )


def _person(services: Services, entry: Entry, person: str | None, known: Reserve | None) -> int:
    if person is None and known is not None:
        return known.person_id
    return services.people.find_person(person or entry.text("person")).id


def _entered(entry: Entry) -> PartialDate | None:
    text = entry.optional_text("entered_on")
    return parse_partial_date(text) if text else None
