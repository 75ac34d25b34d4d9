"""Selections read from JSON, step by step through the services, so that what a clerk may not do no file does either.

What `show --json` prints is what is read. What an entry does not name stays as it is; what it says again changes
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.selection import Method, Nomination, Selection, Subject, TieRule
from gzparty.exchange.nomination_records import draft_of, nominate
from gzparty.exchange.records import Entry, entries_of, numbered
from gzparty.exchange.selection_shown import (
    ballot_to_json,
    nomination_to_json,
    selection_to_json,
)
from gzparty.exchange.vote_records import decide_and_publish, vote
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.selection_drafts import CategoryDraft, SelectionDraft

SELECTIONS, NOMINATIONS, BALLOTS = "selections", "nominations", "ballots"
KINDS = (SELECTIONS, NOMINATIONS, BALLOTS)
SHOWN = {"selection": SELECTIONS, "nomination": NOMINATIONS}
"""What else a kind may be called where one record is shown."""


def record(services: Services, kind: str, content: object) -> list[str]:
    """Store one record or a list of them, all or none; the numbers of the selections they belong to."""
    found = (
        numbered(content)
        if kind == SELECTIONS
        else [Entry(entry, place) for place, entry in enumerate(entries_of(content), 1)]
    )
    name = {
        SELECTIONS: _("登记 {n} 次评选"),
        NOMINATIONS: _("登记 {n} 次评选的推荐"),
        BALLOTS: _("登记 {n} 次评议票数"),
    }[kind].format(n=len(found))
    context = services.context
    with services.store.action(name, f"{kind}.record", context.now(), context.source):
        stored = []
        for entry in found:
            with naming(entry.number):
                stored.append(_WRITERS[kind](services, entry))
        return stored


def show(services: Services, kind: str, reference: str, findings: bool = False) -> dict[str, object]:
    """One selection, or the rounds of one, by number or uid; one nomination by its uid."""
    kind = SHOWN.get(kind, kind)
    if kind == NOMINATIONS:
        return _nomination(services, reference, findings)
    view = services.selection_views.get(services.selection_views.find(reference).id)
    if kind == BALLOTS:
        rounds = [ballot_to_json(view, one) for one in view.rounds]
        return {"selection": view.selection.number, "ballots": rounds}
    return selection_to_json(services, view, findings)


def nomination(services: Services, uid: str) -> Nomination:
    """The nomination of a uid; Refusal where there is none."""
    found = services.store.selections.find_nomination(uid)
    if found is None:
        raise Refusal("nomination_reference_unknown", reference=uid)
    return found


def _nomination(services: Services, uid: str, findings: bool) -> dict[str, object]:
    found = nomination(services, uid)
    view = services.selection_views.get(found.selection_id)
    line = next(line for line in view.nominations if line.nomination.id == found.id)
    return {
        "selection": view.selection.number,
        "nominations": [nomination_to_json(services, view, line, findings)],
    }


def _record_selection(services: Services, entry: Entry) -> str:
    """A whole selection; one of a known number is changed, any other begun in its month."""
    number = entry.optional_text("number")
    known = services.store.selections.find(number) if number is not None else None
    if entry.flag("imported") and known is None:
        return _record_past(services, entry)
    period = entry.text("period", known.period if known else (number or "")[:7])
    selection = _set_up(services, entry, known, period)
    if selection.vacant_on is not None and entry.has("vacancy") and entry.is_null("vacancy"):
        selection = services.selections.resume(selection.id).value
    if not selection.imported:
        nominate(services, selection, entry)
        vote(services, selection, entry)
        decide_and_publish(services, selection, entry)
        _leave_vacant(services, selection, entry)
    return selection.number


def _record_nominations(services: Services, entry: Entry) -> str:
    """Nominations for a selection, which is begun in its month where there is none."""
    reference = entry.text("selection")
    if entry.many("nominations") is None:
        raise Refusal("record_field_missing", number=entry.number, field="nominations")
    known = services.store.selections.find(reference.strip())
    selection = _set_up(services, entry, known, known.period if known else reference.strip())
    nominate(services, selection, entry)
    return selection.number


def _record_ballots(services: Services, entry: Entry) -> str:
    """Rounds of voting of a selection that is there; the entry may be a round itself."""
    selection = services.selection_views.find(entry.text("selection"))
    if not entry.has("ballots") and not entry.has("lines"):
        raise Refusal("record_field_missing", number=entry.number, field="ballots")
    vote(services, selection, entry)
    return selection.number


def _set_up(services: Services, entry: Entry, known: Selection | None, period: str) -> Selection:
    """The selection an entry is about, begun or changed as far as it says so."""
    before = _draft_of(services, known) if known is not None else SelectionDraft(period)
    draft = replace(
        before,
        period=entry.text("period", period),
        title=entry.text("title", before.title),
        subject=entry.choice("subject", Subject, before.subject),
        theme_id=_theme(services, entry, before.theme_id),
        opened_on=entry.day("opened_on") if entry.has("opened_on") else before.opened_on,
        nominate_until=entry.day("nominate_until") if entry.has("nominate_until") else before.nominate_until,
        categories=_categories(entry, before.categories),
        method=entry.choice("method", Method, before.method),
        drop_extremes=entry.flag("drop_extremes", default=before.drop_extremes),
        full_score=entry.whole("full_score") if entry.has("full_score") else before.full_score,
        tie_rule=entry.choice("tie_rule", TieRule, before.tie_rule),
        note=entry.text("note", before.note),
    )
    if known is None:
        return services.selections.begin(draft).value
    return known if draft == before else services.selections.change(known.id, draft).value


def _draft_of(services: Services, selection: Selection) -> SelectionDraft:
    categories = services.store.selections.categories([selection.id])
    names = set(SelectionDraft.__dataclass_fields__) - {"categories"}
    return SelectionDraft(
        **{name: getattr(selection, name) for name in names},
        categories=tuple(CategoryDraft(one.title, one.quota, one.choices, one.id) for one in categories),
    )


def _categories(entry: Entry, before: tuple[CategoryDraft, ...]) -> tuple[CategoryDraft, ...]:
    """The categories an entry names, each the stored one of its title; unnamed, those there are."""
    given = entry.many("categories")
    if given is None:
        return before
    known = {one.title: one.id for one in before}
    if len(given) == len(before) == 1:
        known = {given[0].text("title", ""): before[0].id}
    drafts = []
    for one in given:
        title, quota = one.text("title", ""), one.whole("quota") if one.has("quota") else 1
        choices = one.whole("choices") if one.has("choices") else quota
        drafts.append(CategoryDraft(title, quota, choices, known.get(title)))
    return tuple(drafts)


def _theme(services: Services, entry: Entry, before: int | None) -> int | None:
    if not entry.has("theme"):
        return before
    reference = entry.optional_text("theme")
    if not reference:
        return None
    theme = services.store.themes.find(reference)
    if theme is None:
        raise Refusal("record_theme_unknown", number=entry.number, reference=reference)
    return theme.id


def _record_past(services: Services, entry: Entry) -> str:
    """A month before the program: who was chosen is all there is."""
    period = entry.text("period", (entry.optional_text("number") or "")[:7])
    subject = entry.choice("subject", Subject, Subject.PERSON)
    winners = [draft_of(services, one, subject) for one in entry.many("nominations") or ()]
    return services.selections.record_past(period, entry.text("title", ""), winners).value.number


def _leave_vacant(services: Services, selection: Selection, entry: Entry) -> None:
    told = entry.part("vacancy")
    if told is None:
        return
    on, reason = told.day("on"), told.text("reason", "")
    if on is None:
        raise Refusal("record_field_missing", number=entry.number, field="on")
    if (on, reason) != (selection.vacant_on, selection.vacancy_reason):
        services.selections.leave_vacant(selection.id, on, reason)


@contextmanager
def naming(number: int) -> Iterator[None]:
    """Let what a service refuses say which entry it was about; what is wrong with the JSON says so itself."""
    try:
        yield
    except Refusal as refusal:
        refusal.diagnostics = tuple(
            one
            if one.code.startswith("record_")
            else Diagnostic(Level.ERROR, "record_selection_entry", {"number": number, "reason": one})
            for one in refusal.diagnostics
        )
        raise


_WRITERS: Mapping[str, Callable[[Services, Entry], str]] = {
    SELECTIONS: _record_selection,
    NOMINATIONS: _record_nominations,
    BALLOTS: _record_ballots,
}
