"""Nominations read from JSON: made, changed, answered for by 纪委, judged, withdrawn; nominations closed."""

from __future__ import annotations

from datetime import date

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.names import normalize_name, normalize_unit
from gzparty.domain.selection import Nomination, Reply, Selection, Subject, Verdict
from gzparty.exchange.records import Entry
from gzparty.exchange.selection_shown import TEXTS, name_of, person_of
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.selection_drafts import NominationDraft


def nominate(services: Services, selection: Selection, entry: Entry) -> None:
    """Everything an entry says of candidates up to the vote, new ones together."""
    told = entry.many("nominations") or ()
    found = [_known(services, selection, one) for one in told]
    fresh = [
        draft_of(services, one, selection.subject, selection)
        for one, before in zip(told, found, strict=True)
        if before is None
    ]
    made = iter(services.selections.nominate(selection.id, fresh).value if fresh else ())
    for one, before in zip(told, found, strict=True):
        nomination = _changed(services, selection, one, before) if before is not None else next(made)
        nomination = _reply(services, one, nomination)
        nomination = _judge(services, one, nomination)
        if not leaves_late(entry, one, nomination):
            withdraw(services, one, nomination)
    if entry.has("nominations_closed_on"):
        _close(services, selection, entry.day("nominations_closed_on"))


def draft_of(
    services: Services,
    entry: Entry,
    subject: Subject,
    selection: Selection | None = None,
    before: NominationDraft | None = None,
    meant: str | None = None,
) -> NominationDraft:
    """What an entry says of a candidate, over what is stored; `meant` is the person as it is shown now."""
    before = before or NominationDraft()
    person, unit = entry.optional_text("person"), entry.text("unit", before.unit_name)
    person_id, unit_id, name = before.person_id, before.unit_id, entry.text("name", before.name)
    if entry.has("person") and person != meant:
        person_id = services.people.find_person(person).id if person else None
        unit_id, name = None, entry.text("name", "")
    if subject is Subject.UNIT and name != before.name:
        unit_id = services.people.find_unit(name).id
    elif subject is Subject.PERSON and unit and (unit != before.unit_name or unit_id is None):
        unit_id = _unit(services, unit)
    if selection is not None and person_id is None and not name:
        raise Refusal("record_field_missing", number=entry.number, field="person")
    nominator = entry.text("nominator", before.nominator)
    return NominationDraft(
        person_id=person_id,
        unit_id=unit_id,
        name=name,
        unit_name=unit,
        category_id=_category(services, entry, selection) or before.category_id,
        nominator_id=before.nominator_id if nominator == before.nominator else _unit(services, nominator),
        nominated_on=entry.day("nominated_on") if entry.has("nominated_on") else before.nominated_on,
        **{name: entry.text(name, getattr(before, name)) for name in TEXTS},
    )


def candidate(services: Services, selection: Selection, reference: str, number: int) -> Nomination:
    """The nomination a reference means within its selection: 姓名, 姓名@单位, a unit's name, or a uid."""
    everybody = services.store.selections.nominations([selection.id])
    found = [one for one in everybody if reference == one.uid] or [
        one for one in everybody if _is_called(one, reference, selection.subject)
    ]
    if len(found) == 1:
        return found[0]
    code = "record_candidate_ambiguous" if found else "record_candidate_unknown"
    names = _("、").join(name_of(one, selection.subject) for one in found or everybody) or _("没有")
    raise Refusal(code, number=number, name=reference, selection=selection.number, names=names)


def leaves_late(entry: Entry, told: Entry, nomination: Nomination) -> bool:
    """Whether somebody withdrew after the vote: then the vote and the decision still know them."""
    on = told.day("withdrawn_on")
    if on is None or nomination.withdrawn_on is not None:
        return False
    decision = entry.part("decision")
    decided = decision.day("on") if decision else None
    if decided is not None and on > decided:
        return True
    return decided is None and any(
        line.text("candidate") in (told.text("candidate", ""), nomination.uid)
        for ballot in entry.many("ballots") or ()
        for line in ballot.many("lines") or ()
    )


def withdraw(services: Services, told: Entry, nomination: Nomination) -> None:
    """Take a candidate out, or put one back, where the entry says so."""
    if not told.has("withdrawn_on"):
        return
    on, reason = told.day("withdrawn_on"), told.text("withdrawn_reason", nomination.withdrawn_reason)
    if on is None and nomination.withdrawn_on is not None:
        services.selections.restore(nomination.id)
    elif on is not None and (on, reason) != (nomination.withdrawn_on, nomination.withdrawn_reason):
        services.selections.withdraw(nomination.id, on, reason)


def _known(services: Services, selection: Selection, entry: Entry) -> Nomination | None:
    """The stored nomination an entry means; None for a new one."""
    uid = entry.optional_text("uid")
    stored = services.store.selections.nominations([selection.id])
    for one in stored:
        if uid == one.uid:
            return one
    said = entry.optional_text("candidate") or entry.optional_text("person")
    if not said:
        unit, name = entry.text("unit", ""), entry.text("name", "")
        said = f"{name}@{unit}" if unit and selection.subject is Subject.PERSON else name
    found = [one for one in stored if said and _is_called(one, said, selection.subject)]
    return found[0] if len(found) == 1 else None


def _is_called(nomination: Nomination, reference: str, subject: Subject) -> bool:
    name, _at, unit = reference.partition("@")
    if normalize_name(nomination.name) != normalize_name(name):
        return False
    return not unit or subject is Subject.UNIT or normalize_unit(nomination.unit_name) == normalize_unit(unit)


def _changed(services: Services, selection: Selection, entry: Entry, before: Nomination) -> Nomination:
    kept = NominationDraft(**{name: getattr(before, name) for name in NominationDraft.__dataclass_fields__})
    draft = draft_of(services, entry, selection.subject, selection, kept, person_of(services, before))
    if draft == kept:
        return before
    if entry.optional_text("uid") != before.uid and not entry.has("candidate"):
        # Only who says which nomination is meant changes it; a name alone nominates somebody a second time.
        raise Refusal("nomination_twice", unit=before.unit_name, name=before.name)
    return services.selections.change_nomination(before.id, draft).value


def _reply(services: Services, entry: Entry, before: Nomination) -> Nomination:
    if not entry.has("reply"):
        return before
    reply = entry.choice("reply", Reply, Reply.NONE)
    on, note = entry.day("replied_on"), entry.text("reply_note", before.reply_note)
    if reply is Reply.NONE:
        on, note = None, ""
    if (reply, on, note) == (before.reply, before.replied_on, before.reply_note):
        return before
    day = on or services.context.today()
    return services.selections.reply([before.id], reply, day, note).value[0]


def _judge(services: Services, entry: Entry, before: Nomination) -> Nomination:
    if not entry.has("verdict"):
        return before
    verdict = entry.choice("verdict", Verdict, Verdict.OPEN)
    on, by = entry.day("judged_on"), entry.text("judged_by", before.judged_by)
    reason = entry.text("verdict_reason", before.verdict_reason)
    if verdict is Verdict.OPEN:
        on, by, reason = None, "", ""
    if (verdict, on, by, reason) == (
        before.verdict,
        before.judged_on,
        before.judged_by,
        before.verdict_reason,
    ):
        return before
    day = on or services.context.today()
    return services.selections.judge([before.id], verdict, day, by, reason).value[0]


def _close(services: Services, selection: Selection, on: date | None) -> None:
    before = selection.nominations_closed_on
    if on == before:
        return
    if before is not None:
        services.selections.reopen_nominations(selection.id)
    if on is not None:
        services.selections.close_nominations(selection.id, on)


def _category(services: Services, entry: Entry, selection: Selection | None) -> int | None:
    """The category an entry names; None where it names none, and the only one is meant."""
    title = entry.optional_text("category")
    if not title or selection is None:
        return None
    categories = services.store.selections.categories([selection.id])
    for one in categories:
        if one.title == title.strip():
            return one.id
    titles = _("、").join(one.title for one in categories if one.title) or _("没有")
    raise Refusal("record_category_unknown", number=entry.number, category=title, titles=titles)


def _unit(services: Services, name: str) -> int | None:
    """The unit of a name; None for one the office does not have, which then stands as written."""
    try:
        return services.people.find_unit(name).id if name else None
    except Refusal:
        return None
