"""Selections as JSON, as `show` prints them and `record` reads them; who objected never stands in it.

The phone of a 公示 is the one it hangs out with, so it stands in full. What was found in a review is worked out anew and
stands there only where it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.selection import Nomination, Objection, Reply, Subject
from gzparty.labels import sentence
from gzparty.services.bundle import Services
from gzparty.services.selection_views import NominationLine, PublicityView, RoundView, SelectionView

DAYS = ("opened_on", "nominate_until")
TEXTS = ("post", "nominator", "summary", "deeds", "opinion")
"""What a nomination says besides who is meant."""
FIGURES = ("due", "present", "issued", "returned", "valid")
BALLOT_TEXTS = ("place", "supervisor", "teller", "note")
PUBLICITY_TEXTS = ("place", "contact", "phone", "address")


def selection_to_json(services: Services, view: SelectionView, findings: bool = False) -> dict[str, object]:
    """A selection with everything below it; the entries after `imported` are worked out and not read."""
    selection, line = view.selection, view.line
    return {
        "number": selection.number,
        "uid": selection.uid,
        "period": selection.period,
        "title": selection.title,
        "subject": selection.subject.value,
        "theme": line.theme.period if line.theme else None,
        **{name: iso(getattr(selection, name)) for name in DAYS},
        "method": selection.method.value,
        "drop_extremes": selection.drop_extremes,
        "full_score": selection.full_score,
        "tie_rule": selection.tie_rule.value,
        "note": selection.note,
        "categories": [
            {"title": one.title, "quota": one.quota, "choices": one.choices} for one in view.categories
        ],
        "nominations": [
            nomination_to_json(services, view, one, findings) for one in in_order(view.nominations)
        ],
        "nominations_closed_on": iso(selection.nominations_closed_on),
        "ballots": [ballot_to_json(view, one) for one in view.rounds],
        "decision": decision_to_json(view),
        "publicities": [publicity_to_json(view, one) for one in view.publicities],
        "announcement": announcement_to_json(view),
        "vacancy": vacancy_to_json(view),
        "imported": selection.imported,
        "stage": view.stage.value,
        "days_left": line.days_left,
        "files": [one.name for one in view.files],
    }


def nomination_to_json(
    services: Services, view: SelectionView, line: NominationLine, findings: bool = False
) -> dict[str, object]:
    """One candidate; what follows `withdrawn_reason` is worked out and not read."""
    nomination, standing = line.nomination, line.standing
    shown: dict[str, object] = {
        "uid": nomination.uid,
        "candidate": called(nomination, view),
        "person": person_of(services, nomination),
        "name": nomination.name,
        "unit": nomination.unit_name,
        "category": line.category.title,
        "nominated_on": iso(nomination.nominated_on),
        **{name: getattr(nomination, name) for name in TEXTS},
        "reply": nomination.reply.value,
        "replied_on": iso(nomination.replied_on),
        "reply_note": nomination.reply_note,
        "verdict": nomination.verdict.value,
        "judged_on": iso(nomination.judged_on),
        "judged_by": nomination.judged_by,
        "verdict_reason": nomination.verdict_reason,
        "withdrawn_on": iso(nomination.withdrawn_on),
        "withdrawn_reason": nomination.withdrawn_reason,
        "rank": standing.rank if standing else None,
        "result": line.result.value,
        "before": [one.period for one in line.before],
        "files": line.files,
    }
    if findings:
        shown["findings"] = [sentence(one.said) for one in line.findings]
        shown["since"] = [sentence(one.said) for one in line.since]
        shown["replied"] = nomination.reply is not Reply.NONE
    return shown


def ballot_to_json(view: SelectionView, one: RoundView) -> dict[str, object]:
    """A round with what it gave each candidate; scores in points, in no order that tells a ballot."""
    ballot = one.ballot
    return {
        "round": ballot.round,
        "held_on": ballot.held_on.isoformat(),
        **{name: getattr(ballot, name) for name in FIGURES},
        **{name: getattr(ballot, name) for name in BALLOT_TEXTS},
        "lines": [
            {
                "candidate": called_by_id(line.nomination_id, view),
                "votes": line.votes,
                "scores": [points(tenths) for tenths in line.scores],
            }
            for line in one.lines
        ],
        "locked_on": iso(ballot.locked_on),
        "unlock_reason": ballot.unlock_reason,
    }


def decision_to_json(view: SelectionView) -> dict[str, object] | None:
    """What the committee decided; None before it did."""
    selection = view.selection
    if selection.decided_on is None:
        return None
    nominations = [line.nomination for line in in_order(view.nominations)]
    return {
        "on": selection.decided_on.isoformat(),
        "chosen": [called(one, view) for one in nominations if one.is_chosen],
        "reasons": {called(one, view): one.decision_reason for one in nominations if one.decision_reason},
        "note": selection.decision_note,
    }


def publicity_to_json(view: SelectionView, one: PublicityView) -> dict[str, object]:
    """A 公示 with its objections; whom it took off with the reason."""
    publicity = one.publicity
    nominations = [line.nomination for line in in_order(view.nominations)]
    struck = [
        told for told in nominations if told.struck_on is not None and told.struck_on == publicity.result_on
    ]
    return {
        "round": publicity.round,
        "starts_on": publicity.starts_on.isoformat(),
        "ends_on": publicity.ends_on.isoformat(),
        **{name: getattr(publicity, name) for name in PUBLICITY_TEXTS},
        "objections": [objection_to_json(view, told) for told in one.objections],
        "result_on": iso(publicity.result_on),
        "struck": {called(told, view): told.struck_reason for told in struck},
        "note": publicity.note,
        "workdays": publicity.workdays,
        "result": publicity.result.value,
    }


def objection_to_json(view: SelectionView, objection: Objection) -> dict[str, object]:
    """An objection and what came of it; of who made it only whether there is one."""
    against = objection.nomination_id
    return {
        "uid": objection.uid,
        "received_on": objection.received_on.isoformat(),
        "channel": objection.channel,
        "content": objection.content,
        "candidate": None if against is None else called_by_id(against, view),
        "handled_on": iso(objection.handled_on),
        "handling": objection.handling,
        "outcome": objection.outcome.value,
        "has_objector": objection.has_objector,
    }


def announcement_to_json(view: SelectionView) -> dict[str, object] | None:
    """The circular; None before there is one."""
    on = view.selection.announced_on
    return None if on is None else {"on": on.isoformat(), "number": view.selection.circular_number}


def vacancy_to_json(view: SelectionView) -> dict[str, object] | None:
    """That nobody was chosen, and why; None where it did not end so."""
    on = view.selection.vacant_on
    return None if on is None else {"on": on.isoformat(), "reason": view.selection.vacancy_reason}


def in_order(lines: Iterable[NominationLine]) -> list[NominationLine]:
    """As they were nominated, whatever order a list has."""
    return sorted(lines, key=lambda line: (line.nomination.position, line.nomination.id))


def called(nomination: Nomination, view: SelectionView) -> str:
    """How a candidate is named within their selection: 姓名@单位, a unit by its name; by uid where that says two."""
    text = name_of(nomination, view.selection.subject)
    same = [line for line in view.nominations if name_of(line.nomination, view.selection.subject) == text]
    return text if len(same) == 1 else nomination.uid


def name_of(nomination: Nomination, subject: Subject) -> str:
    """姓名@单位, or the unit alone."""
    if subject is Subject.UNIT or not nomination.unit_name:
        return nomination.name
    return f"{nomination.name}@{nomination.unit_name}"


def called_by_id(nomination_id: int, view: SelectionView) -> str:
    """The same by id; those of a selection are all in its view."""
    return next(
        called(line.nomination, view) for line in view.nominations if line.nomination.id == nomination_id
    )


def person_of(services: Services, nomination: Nomination) -> str | None:
    """The person meant as `record` finds them again: 姓名@单位, by uid where that is not enough; None for no person."""
    if nomination.person_id is None:
        return None
    person = services.store.people.person(nomination.person_id)
    text = f"{person.name}@{nomination.unit_name}"
    try:
        found = services.people.find_person(text)
    except Refusal:
        return person.uid
    return text if found.id == person.id else person.uid


def points(tenths: int) -> float | int:
    """Tenths of a point as points: 95.5, 96."""
    return tenths // 10 if tenths % 10 == 0 else tenths / 10


def iso(day: date | None) -> str | None:
    """A day as JSON has it."""
    return day.isoformat() if day else None


def candidate_names(view: SelectionView) -> Sequence[str]:
    """How every candidate is named, for a refusal that says who there is."""
    return [called(line.nomination, view) for line in in_order(view.nominations)]
