"""Problems of the ledger as JSON: what `show problems --json` prints is what `record problems` reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.problem import Evidence, Lane, Problem, ProblemEvent, ProblemSource, ProblemState
from gzparty.exchange.records import Entry, numbered
from gzparty.i18n import _
from gzparty.labels.ledger import problem_state_label, step_label
from gzparty.services.bundle import Services
from gzparty.services.ledger_views import ProblemDetail
from gzparty.services.problem_drafts import ProblemDraft

PROBLEMS = "problems"
TEXTS = ("text", "source_note", "category", "measure", "leader", "responsible", "verifier", "result", "note")
DAYS = ("found_on", "deadline", "done_on")


def record(services: Services, content: object) -> list[str]:
    """Store one problem or a list of them, all or none; the numbers of what was stored.

    A known number is changed, any other problem registered; what was put right at once, with its day and who checked it,
    is closed in the same line. Other states are reached by steps, never by being written down.
    """
    found = numbered(content)
    context = services.context
    name = _("登记 {n} 条问题").format(n=len(found))
    with services.store.action(name, "problem.record", context.now(), context.source):
        return [_record(services, entry) for entry in found]


def show(services: Services, reference: str) -> dict[str, object]:
    """One problem by its number or uid."""
    return problem_to_json(services.problem_views.detail(services.problem_views.find(reference).id))


def problem_to_json(detail: ProblemDetail) -> dict[str, object]:
    """A problem with its evidence; what stands behind `papers` is computed and not read."""
    line, problem = detail.line, detail.line.problem
    return {
        "number": problem.number,
        "uid": problem.uid,
        **problem_fields(problem, line.unit.name),
        "papers": [_paper_to_json(paper) for paper in detail.papers if paper.round == problem.round],
        "round": problem.round,
        "closed_on": _iso(problem.closed_on),
        "look_back_on": _iso(problem.look_back_on),
        "deadline_text": problem.deadline_text,
        "imported": problem.imported,
        "inspection": detail.inspection.number if detail.inspection else None,
        "tip": detail.tip.number if detail.tip else None,
        "overdue": line.is_overdue,
        "days": line.days,
        "extensions": line.extensions,
        "recurrence": line.recurrence,
        "files": [one.name for one in detail.files],
        "lost_files": [one.name for one in detail.lost_files],
        "events": [_event_to_json(event) for event in detail.events],
        "steps": [
            {"step": offer.step.value, "missing": [need.value for need in offer.missing]}
            for offer in detail.offers
        ],
    }


def problem_fields(problem: Problem, unit: str) -> dict[str, object]:
    """What a problem says of itself, as it is read in again."""
    return {
        "unit": unit,
        "source": problem.source.value,
        "lane": problem.lane.value,
        "state": problem.state.value,
        **{name: getattr(problem, name) for name in TEXTS},
        **{name: _iso(getattr(problem, name)) for name in DAYS},
    }


def draft_of(entry: Entry, unit_id: int) -> ProblemDraft:
    """What an entry says of a problem of a unit; null takes a day away."""
    return ProblemDraft(
        unit_id=unit_id,
        source=entry.choice("source", ProblemSource) if entry.has("source") else None,
        lane=entry.choice("lane", Lane) if entry.has("lane") else None,
        **{name: entry.optional_text(name) for name in TEXTS},  # type: ignore[arg-type]
        **{name: entry.day(name) for name in DAYS},  # type: ignore[arg-type]
        cleared=tuple(name for name in DAYS if entry.has(name) and entry.is_null(name)),
    )


def says_more(draft: ProblemDraft, problem: Problem) -> bool:
    """Whether a draft says anything of a problem that is not recorded so."""
    said: Mapping[str, object] = {
        name: value
        for name in ("unit_id", "source", "lane", *TEXTS, *DAYS)
        if (value := getattr(draft, name)) is not None
    }
    plain = {name: value.strip() if isinstance(value, str) else value for name, value in said.items()}
    return any(getattr(problem, name) != value for name, value in plain.items()) or any(
        getattr(problem, name) is not None for name in draft.cleared
    )


def _record(services: Services, entry: Entry) -> str:
    number = entry.optional_text("number")
    if number is None:
        problem = _register(services, entry)
    else:
        problem = services.problem_views.find(number)
        unit = services.people.find_unit(entry.text("unit")).id if entry.has("unit") else problem.unit_id
        draft = draft_of(entry, unit)
        if says_more(draft, problem):
            problem = services.problems.change(problem.id, draft).value
    _refuse_other_state(entry, problem)
    _add_papers(services, entry, problem)
    return problem.number


def _register(services: Services, entry: Entry) -> Problem:
    unit = services.people.find_unit(entry.text("unit"))
    draft = draft_of(entry, unit.id)
    if draft.lane is Lane.PROMPT and draft.done_on is not None and draft.verifier:
        return services.problems.prompt([draft]).value[0]
    return services.problems.register([draft]).value[0]


def _refuse_other_state(entry: Entry, problem: Problem) -> None:
    """A state that does not follow would be a 销号 nobody answers for."""
    if not entry.has("state"):
        return
    wanted = entry.choice("state", ProblemState)
    if wanted is not problem.state:
        raise Refusal(
            "record_problem_state",
            number=entry.number,
            wanted=problem_state_label(wanted),
            state=problem_state_label(problem.state),
        )


def _add_papers(services: Services, entry: Entry, problem: Problem) -> None:
    """Note evidence on paper that is not noted yet."""
    there = {(one.title, one.place) for one in services.store.problems.evidence([problem.id])}
    for paper in entry.many("papers") or ():
        title, place = paper.text("title").strip(), paper.text("place", "").strip()
        if (title, place) not in there:
            there.add((title, place))
            services.problems.add_paper(problem.id, title, place, paper.day("on"))


def _paper_to_json(paper: Evidence) -> dict[str, object]:
    return {"title": paper.title, "place": paper.place, "on": paper.added_on.isoformat()}


def _event_to_json(event: ProblemEvent) -> dict[str, object]:
    return {
        "day": event.happened_on.isoformat(),
        "round": event.round,
        "step": event.step.value,
        "step_label": step_label(event.step),
        "state": event.state_after.value,
        "actor": event.actor,
        "note": event.note,
        "old_deadline": _iso(event.old_deadline),
        "new_deadline": _iso(event.new_deadline),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
