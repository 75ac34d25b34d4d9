"""Votes, the committee's decision, 公示 and circulars read from JSON, in the order they happen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.selection import Ballot, Objection, Outcome, Publicity, PublicityResult, Selection
from gzparty.domain.tip import TipChannel
from gzparty.exchange.nomination_records import candidate, leaves_late, withdraw
from gzparty.exchange.records import Entry
from gzparty.exchange.selection_shown import BALLOT_TEXTS, FIGURES, PUBLICITY_TEXTS
from gzparty.i18n import _
from gzparty.services.ballot_drafts import BallotDraft, LineDraft, draft_of
from gzparty.services.bundle import Services
from gzparty.services.decision_drafts import DecisionDraft, ObjectionDraft, PublicityDraft


def vote(services: Services, selection: Selection, entry: Entry) -> None:
    """Rounds of voting, each entered, and locked where it is said to be; an entry with lines is itself a round."""
    rounds = entry.many("ballots")
    if rounds is None:
        rounds = [entry] if entry.has("lines") else []
    for told in rounds:
        before = _round(services, selection, told)
        draft = _ballot(services, selection, told, before)
        if before is None:
            ballot = services.ballots.record(selection.id, draft).value
        elif draft != _stored(services, before):
            ballot = services.ballots.change(before.id, draft).value
        else:
            ballot = before
        _lock(services, told, ballot)


def decide_and_publish(services: Services, selection: Selection, entry: Entry) -> None:
    """The decision, every 公示 with its objections and result, who withdrew late, the circular."""
    told = entry.part("decision")
    if entry.has("decision") and told is None and selection.decided_on is not None:
        services.decisions.withdraw_decision(selection.id)
    decided = _day(told, "on") if told else None
    waiting = told is not None
    for place, publicity in enumerate(entry.many("publicities") or (), 1):
        starts_on = _day(publicity, "starts_on")
        if waiting and told is not None and decided is not None and decided <= starts_on:
            _decide(services, selection, told)
            waiting = False
        elif waiting and told is not None and _publicity_of(services, selection, place) is None:
            _decide_before(services, selection, told, publicity, starts_on)
        _publish(services, selection, publicity, place)
    if waiting and told is not None:
        _decide(services, selection, told)
    for one in entry.many("nominations") or ():
        reference = one.optional_text("uid") or one.optional_text("candidate")
        if reference and one.day("withdrawn_on") is not None:
            nomination = candidate(services, selection, one.text("candidate", reference), one.number)
            if leaves_late(entry, one, nomination):
                withdraw(services, one, nomination)
    _announce(services, selection, entry)


def _round(services: Services, selection: Selection, told: Entry) -> Ballot | None:
    """The stored round an entry means: that of its number, else the last one if it is still open."""
    stored = services.store.selections.ballots([selection.id])
    if told.has("round"):
        wanted = told.whole("round")
        return next((one for one in stored if one.round == wanted), None)
    return stored[-1] if stored and stored[-1].locked_on is None else None


def _stored(services: Services, ballot: Ballot) -> BallotDraft:
    lines = services.store.selections.ballot_lines([ballot.id])
    return draft_of(ballot, [_line_of(line.nomination_id, line.votes, line.scores) for line in lines])


def _line_of(nomination_id: int, votes: int | None, tenths: tuple[int, ...]) -> LineDraft:
    return LineDraft(nomination_id, votes, tuple(Decimal(one) / 10 for one in tenths))


def _ballot(services: Services, selection: Selection, told: Entry, before: Ballot | None) -> BallotDraft:
    draft = _stored(services, before) if before is not None else BallotDraft()
    lines = told.many("lines")
    figures = {
        name: told.optional_count(name) if told.has(name) else getattr(draft, name) for name in FIGURES
    }
    texts = {name: told.text(name, getattr(draft, name)) for name in BALLOT_TEXTS}
    return BallotDraft(
        held_on=told.day("held_on") or draft.held_on,
        lines=draft.lines if lines is None else tuple(_line(services, selection, one) for one in lines),
        **figures,  # type: ignore[arg-type]
        **texts,  # type: ignore[arg-type]
    )


def _line(services: Services, selection: Selection, told: Entry) -> LineDraft:
    meant = candidate(services, selection, told.text("candidate"), told.number)
    scores = tuple(sorted(told.decimals("scores") or ()))
    return LineDraft(meant.id, told.optional_count("votes"), scores)


def _lock(services: Services, told: Entry, ballot: Ballot) -> None:
    """Lock a count, or open it with its reason; one that was opened once keeps why."""
    on = told.day("locked_on") or (services.context.today() if told.flag("lock") else None)
    reason = told.text("unlock_reason", ballot.unlock_reason)
    if ballot.locked_on is not None:
        if told.has("locked_on") and on is None:
            services.ballots.unlock(ballot.id, reason)
        return
    if on is not None:
        services.ballots.lock(ballot.id, on)
        if reason != ballot.unlock_reason:
            services.ballots.unlock(ballot.id, reason)
            services.ballots.lock(ballot.id, on)


def _decide(services: Services, selection: Selection, told: Entry) -> None:
    """The committee's decision, where it is not recorded so."""
    draft = DecisionDraft(
        on=_day(told, "on"),
        chosen=tuple(
            candidate(services, selection, name, told.number).id for name in told.texts("chosen") or ()
        ),
        reasons=_reasons(services, selection, told, "reasons"),
        note=told.text("note", ""),
    )
    now = services.store.selections.get(selection.id)
    stored = services.store.selections.nominations([selection.id])
    chosen = {one.id for one in stored if one.is_chosen}
    reasons = {one.id: one.decision_reason for one in stored if one.decision_reason}
    before = (now.decided_on, chosen, reasons, now.decision_note)
    if before != (draft.on, set(draft.chosen), dict(draft.reasons), draft.note):
        services.decisions.decide(selection.id, draft)


def _decide_before(
    services: Services, selection: Selection, decision: Entry, publicity: Entry, on: date
) -> None:
    """The decision of an earlier 公示 that took everybody off: those it names; its day is no longer known.

    Nor is why somebody was left out who was chosen later, where that had to be said.
    """
    struck = tuple(_reasons(services, selection, publicity, "struck"))
    reasons = _reasons(services, selection, decision, "reasons")
    for one in services.decisions.wants_reasons(selection.id, struck):
        reasons.setdefault(int(str(one.parameters["nomination"])), _("原来的理由没有留下"))
    services.decisions.decide(selection.id, DecisionDraft(on, struck, reasons))


def _publicity_of(services: Services, selection: Selection, place: int) -> Publicity | None:
    stored = services.store.selections.publicities([selection.id])
    return next((one for one in stored if one.round == place), None)


def _publish(services: Services, selection: Selection, told: Entry, place: int) -> None:
    before = _publicity_of(services, selection, place)
    draft = PublicityDraft.of(before) if before is not None else PublicityDraft(_day(told, "starts_on"))
    said = replace(
        draft,
        starts_on=told.day("starts_on") or draft.starts_on,
        ends_on=told.day("ends_on") or draft.ends_on,
        workdays=told.optional_count("workdays") or draft.workdays,
        **{name: told.text(name, "") if told.has(name) else getattr(draft, name) for name in PUBLICITY_TEXTS},
    )
    if before is None:
        publicity = services.decisions.publish(selection.id, said).value
    elif said != draft:
        publicity = services.decisions.change_publicity(before.id, said).value
    else:
        publicity = before
    for one in told.many("objections") or ():
        _object(services, selection, publicity, one)
    _finish(services, selection, publicity, told)


def _object(services: Services, selection: Selection, publicity: Publicity, told: Entry) -> None:
    """An objection and what came of it; who made it is never read from a file."""
    before = _objection_of(services, publicity, told)
    against = told.optional_text("candidate")
    draft = ObjectionDraft(
        received_on=_day(told, "received_on"),
        channel=told.choice("channel", TipChannel, TipChannel.OTHER),
        content=told.text("content"),
        nomination_id=candidate(services, selection, against, told.number).id if against else None,
    )
    if before is None:
        objection = services.decisions.object(publicity.id, draft).value
    elif draft != ObjectionDraft(
        before.received_on, TipChannel(before.channel), before.content, before.nomination_id
    ):
        objection = services.decisions.change_objection(before.id, draft).value
    else:
        objection = before
    on, handling = told.day("handled_on"), told.text("handling", "")
    outcome = told.choice("outcome", Outcome, Outcome.OPEN)
    if on is not None and (on, handling, outcome) != (
        objection.handled_on,
        objection.handling,
        objection.outcome,
    ):
        services.decisions.handle(objection.id, on, handling, outcome)


def _objection_of(services: Services, publicity: Publicity, told: Entry) -> Objection | None:
    """The stored objection an entry means: by uid, else by the same words of the same day."""
    stored = services.store.selections.objections([publicity.id])
    uid = told.optional_text("uid")
    said = (told.day("received_on"), told.optional_text("content"))
    by_uid = [one for one in stored if one.uid == uid]
    alike = [one for one in stored if (one.received_on, one.content) == said]
    return next(iter(by_uid or alike), None)


def _finish(services: Services, selection: Selection, publicity: Publicity, told: Entry) -> None:
    on = told.day("result_on")
    if not told.has("result_on") or (on is None and publicity.result is PublicityResult.OPEN):
        return
    struck = _reasons(services, selection, told, "struck")
    stored = {
        one.id: one.struck_reason
        for one in services.store.selections.nominations([selection.id])
        if one.struck_on is not None and one.struck_on == publicity.result_on
    }
    note = told.text("note", "")
    if (on, note, struck) == (publicity.result_on, publicity.note, stored):
        return
    if publicity.result is not PublicityResult.OPEN:
        services.decisions.withdraw_result(publicity.id)
    if on is not None:
        services.decisions.finish(publicity.id, on, struck, note)


def _announce(services: Services, selection: Selection, entry: Entry) -> None:
    told = entry.part("announcement")
    now = services.store.selections.get(selection.id)
    if told is None:
        if entry.has("announcement") and now.announced_on is not None:
            services.decisions.withdraw_announcement(selection.id)
        return
    on, number = _day(told, "on"), told.text("number", "")
    if (on, number) != (now.announced_on, now.circular_number):
        services.decisions.announce(selection.id, on, number)


def _reasons(services: Services, selection: Selection, told: Entry, field: str) -> dict[int, str]:
    """Reasons by candidate, in the order given."""
    said = told.part(field)
    if said is None:
        return {}
    return {candidate(services, selection, name, told.number).id: said.text(name) for name in said.names()}


def _day(told: Entry, field: str) -> date:
    found = told.day(field)
    if found is None:
        raise Refusal("record_field_missing", number=told.number, field=field)
    return found
