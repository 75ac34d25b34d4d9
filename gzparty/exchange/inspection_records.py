"""Inspections and tours as JSON: what `show --json` prints is what `record --from` reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.inspection import Answer, Inspection, InspectionItem, TeamMember, Tour
from gzparty.exchange.problem_records import draft_of, problem_fields, says_more
from gzparty.exchange.records import Entry, numbered, refuse_twice
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.inspection_drafts import InspectionDraft, ItemDraft
from gzparty.services.ledger_views import InspectionView, LedgerLine
from gzparty.services.problem_drafts import ProblemDraft

INSPECTIONS, TOURS = "inspections", "tours"
KINDS = (INSPECTIONS, TOURS)


def record(services: Services, kind: str, content: object) -> list[str]:
    """Store inspections or tours, all or none; the numbers of what was stored. A known number is changed."""
    found = numbered(content)
    name = _("登记 {n} 次检查") if kind == INSPECTIONS else _("登记 {n} 次联合督查")
    context = services.context
    with services.store.action(name.format(n=len(found)), f"{kind}.record", context.now(), context.source):
        return [_WRITERS[kind](services, entry) for entry in found]


def show(services: Services, kind: str, reference: str) -> dict[str, object]:
    """One inspection or tour by its number or uid."""
    if kind == TOURS:
        return _tour_to_json(services, services.tours.find(reference))
    found = services.inspection_views.find(reference)
    return _inspection_to_json(services, services.inspection_views.detail(found.id))


def _inspection_to_json(services: Services, view: InspectionView) -> dict[str, object]:
    """An inspection with its items and what each found; the last entries are computed and not read."""
    inspection = view.inspection
    found: dict[int | None, list[LedgerLine]] = {}
    for line in view.problems:
        found.setdefault(line.problem.item_id, []).append(line)
    tour = services.tours.get(inspection.tour_id).tour.number if inspection.tour_id else None
    return {
        "number": inspection.number,
        "uid": inspection.uid,
        "unit": view.unit.name,
        "held_on": inspection.held_on.isoformat(),
        "period": inspection.period,
        "inspector": inspection.inspector,
        "note": inspection.note,
        "filed_at": inspection.filed_at,
        "tour": tour,
        "items": [_item_to_json(item, found.get(item.id, [])) for item in view.items],
        "kind": inspection.kind.value,
        "ordinal": view.ordinal,
        "problems": [line.problem.number for line in view.problems],
    }


def _item_to_json(item: InspectionItem, lines: list[LedgerLine]) -> dict[str, object]:
    return {
        "code": item.code,
        "title": item.title,
        "answer": item.answer.value,
        "note": item.note,
        "problems": [
            {"number": line.problem.number, **problem_fields(line.problem, line.unit.name)} for line in lines
        ],
    }


def _tour_to_json(services: Services, tour: Tour) -> dict[str, object]:
    """A tour with its team and units; how they were drawn and what was seen is computed and not read."""
    view = services.tours.get(tour.id)
    return {
        "number": tour.number,
        "uid": tour.uid,
        "title": tour.title,
        "held_on": tour.held_on.isoformat(),
        "team": [member._asdict() for member in tour.team],
        "focus": tour.focus,
        "units": [unit.name for _line, unit, _visit in view.units],
        "good": tour.good,
        "requirements": tour.requirements,
        "reply_by": tour.reply_by.isoformat() if tour.reply_by else None,
        "issue": tour.issue,
        "seed": tour.seed,
        "drawn": [unit.name for line, unit, _visit in view.units if line.drawn],
        "visits": [visit.inspection.number for _line, _unit, visit in view.units if visit],
        "problems": [line.problem.number for line in view.problems],
    }


def _record_inspection(services: Services, entry: Entry) -> str:
    number = entry.optional_text("number")
    before = services.inspection_views.find(number) if number else None
    draft = _draft(services, entry, before)
    if before is not None:
        change = services.tours.change_visit if before.tour_id else services.inspections.change
        return change(before.id, draft).value.number
    if draft.tour_id is not None:
        return services.tours.visit(draft.tour_id, draft).value.number
    return services.inspections.register(draft).value.number


def _draft(services: Services, entry: Entry, before: Inspection | None) -> InspectionDraft:
    """What an entry says; of a known inspection it leaves unsaid what it does not name."""
    if before is None and entry.is_null("held_on"):
        raise Refusal("record_field_missing", number=entry.number, field="held_on")
    tour = entry.optional_text("tour")
    held_on = entry.day("held_on") or (before.held_on if before else None)
    assert held_on is not None
    unit_id = (
        services.people.find_unit(entry.text("unit")).id
        if entry.has("unit") or not before
        else before.unit_id
    )
    draft = InspectionDraft(
        unit_id=unit_id,
        held_on=held_on,
        inspector=entry.text("inspector", before.inspector if before else ""),
        period=entry.optional_text("period"),
        note=entry.text("note", before.note if before else ""),
        filed_at=entry.text("filed_at", before.filed_at if before else ""),
        tour_id=services.tours.find(tour).id if tour else (before.tour_id if before else None),
    )
    return replace(draft, items=_items(services, entry, draft, before))


def _items(
    services: Services, entry: Entry, draft: InspectionDraft, before: Inspection | None
) -> tuple[ItemDraft, ...]:
    """The items an entry names, with titles of the checklist where it gives none; unnamed, those there are."""
    given = entry.many("items")
    if given is None:
        there = services.store.inspections.items([before.id]) if before else ()
        return tuple(ItemDraft(item.code, item.title, item.answer, item.note) for item in there)
    titles = {line.code: line.title for line in services.inspection_views.checklist(draft.kind)}
    codes = [item.text("code") for item in given]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise Refusal("record_value_wrong", number=entry.number, field="code", value=twice)
    refuse_twice(problem for item in given for problem in item.many("problems") or ())
    return tuple(_item(services, item, draft.unit_id, titles, before) for item in given)


def _item(
    services: Services, entry: Entry, unit_id: int, titles: Mapping[str, str], before: Inspection | None
) -> ItemDraft:
    code = entry.text("code")
    fresh: list[ProblemDraft] = []
    changed: dict[int, ProblemDraft] = {}
    for problem in entry.many("problems") or ():
        number = problem.optional_text("number")
        if number is None:
            fresh.append(draft_of(problem, unit_id))
            continue
        known = services.problem_views.find(number)
        if before is None or known.inspection_id != before.id:
            raise Refusal("record_problem_elsewhere", number=entry.number, problem=number)
        told = draft_of(problem, unit_id)
        if says_more(told, known):
            changed[known.id] = told
    return ItemDraft(
        code=code,
        title=entry.text("title", titles.get(code)),
        answer=entry.choice("answer", Answer, Answer.OPEN),
        note=entry.text("note", ""),
        problems=tuple(fresh),
        changed=changed,
    )


def _record_tour(services: Services, entry: Entry) -> str:
    number = entry.optional_text("number")
    units = entry.texts("units")
    team = entry.many("team")
    members = tuple(TeamMember(one.text("name"), one.text("office", "")) for one in team or ())
    if number is None:
        held_on = entry.day("held_on")
        if held_on is None:
            raise Refusal("record_field_missing", number=entry.number, field="held_on")
        tour = services.tours.add(entry.text("title"), held_on, members, entry.text("focus", "")).value
    else:
        tour = services.tours.find(number)
    wanted = replace(
        tour,
        title=entry.text("title", tour.title),
        held_on=entry.day("held_on") or tour.held_on,
        team=tour.team if team is None else members,
        focus=entry.text("focus", tour.focus),
        good=entry.text("good", tour.good),
        requirements=entry.text("requirements", tour.requirements),
        reply_by=entry.day("reply_by") if entry.has("reply_by") else tour.reply_by,
        issue=entry.optional_whole("issue") if entry.has("issue") else tour.issue,
    )
    if wanted != tour:
        services.tours.change(wanted)
    if units is not None:
        ids = [services.people.find_unit(name).id for name in units]
        there = {line.unit_id for line, _unit, _visit in services.tours.get(tour.id).units}
        if set(ids) != there:
            services.tours.set_units(tour.id, ids)
    return tour.number


_WRITERS: Mapping[str, Callable[[Services, Entry], str]] = {
    INSPECTIONS: _record_inspection,
    TOURS: _record_tour,
}
