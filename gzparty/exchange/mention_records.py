"""Circulars from elsewhere as JSON: what `list mentions` or `show mention UID --json` prints is what `record` reads."""

from __future__ import annotations

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.selection import Mention
from gzparty.exchange.records import Entry, numbered
from gzparty.exchange.selection_records import naming
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.selection_drafts import MentionDraft

MENTIONS = "mentions"


def mention_to_json(services: Services, mention: Mention) -> dict[str, object]:
    """A circular; `person` is a uid, so that namesakes are told apart, and `name` is read where there is none."""
    person = None if mention.person_id is None else services.store.people.person(mention.person_id)
    unit = services.people.units_by_id().get(mention.unit_id or 0)
    return {
        "uid": mention.uid,
        "named_on": mention.named_on.isoformat(),
        "title": mention.title,
        "person": person.uid if person else None,
        "name": person.name if person else "",
        "unit": unit.name if unit else "",
        "issuer": mention.issuer,
        "note": mention.note,
    }


def show(services: Services, reference: str) -> dict[str, object]:
    """One circular by its uid."""
    return mention_to_json(services, find(services, reference))


def find(services: Services, uid: str) -> Mention:
    """The circular of a uid; Refusal where there is none."""
    found = services.store.selections.find_mention(uid)
    if found is None:
        raise Refusal("mention_unknown", reference=uid)
    return found


def record(services: Services, content: object) -> list[str]:
    """Store one circular or a list of them, all or none; the uids of what was stored."""
    found = numbered(content)
    context = services.context
    name = _("登记 {n} 份通报").format(n=len(found))
    with services.store.action(name, "mention.record", context.now(), context.source):
        stored = []
        for entry in found:
            with naming(entry.number):
                stored.append(_record(services, entry))
        return stored


def _record(services: Services, entry: Entry) -> str:
    """One of a known uid is changed, any other added; what an entry does not say stays as it is."""
    uid = entry.optional_text("uid")
    known = services.store.selections.find_mention(uid) if uid else None
    draft = _draft(services, entry, known)
    if known is None:
        return services.selections.mention(draft).value.uid
    return services.selections.change_mention(known.id, draft).value.uid


def _draft(services: Services, entry: Entry, known: Mention | None) -> MentionDraft:
    day = entry.day("named_on") if entry.has("named_on") or known is None else known.named_on
    if day is None:
        raise Refusal("record_field_missing", number=entry.number, field="named_on")
    person_id, unit_id = (known.person_id, known.unit_id) if known else (None, None)
    person = entry.optional_text("person") or entry.optional_text("name")
    unit = entry.optional_text("unit")
    if person:
        person_id, unit_id = services.people.find_person(person).id, None
    elif unit:
        person_id, unit_id = None, services.people.find_unit(unit).id
    told = {name: entry.text(name, getattr(known, name) if known else "") for name in ("issuer", "note")}
    return MentionDraft(day, entry.text("title", known.title if known else None), person_id, unit_id, **told)
