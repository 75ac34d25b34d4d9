"""What the committee's decision, a 公示 and its result may say. Votes never decide alone, and nothing is known early.

Each fault has the `field` it stands in, and the `nomination` it is about where there is one. Nothing here is law: the
rules are those of a record an inspector can follow (order and departures from it, both ends of a 公示 counted).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from gzparty.domain import publicity_days
from gzparty.domain.calendar import WorkCalendar, unofficial_years
from gzparty.domain.counting import Tally
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.selection import (
    Category,
    Nomination,
    Objection,
    Outcome,
    Publicity,
    PublicityResult,
    Reply,
)

MOST_WORKDAYS = 60
"""A 公示 longer than this, or begun later than so many calendar days after the decision, is a slip of the keyboard."""


def check_day(on: date, voted_on: date, rejected_on: date | None, today: date) -> Iterator[Diagnostic]:
    """The committee decides after the vote, again after a 公示 that took everybody off, and not ahead."""
    facts: dict[str, object] = {"field": "on", "day": on, "voted": voted_on, "rejected": rejected_on}
    if on < voted_on:
        yield _error("decision_before_vote", facts)
    elif rejected_on is not None and on < rejected_on:
        yield _error("decision_before_rejection", facts)
    if on > today:
        yield _error("decision_ahead", facts)


def check_chosen(
    chosen: Sequence[int], nominations: Sequence[Nomination], categories: Iterable[Category], counted: Tally
) -> Iterator[Diagnostic]:
    """Somebody, each once, voted on and still standing, no more in a category than its quota; fewer are legal."""
    known = {one.id: one for one in nominations}
    if not chosen:
        yield _error("decision_nobody", {"field": "chosen"})
    for number in sorted(set(chosen)):
        one = known.get(number)
        if one is None:
            yield _error("decision_stranger", {"field": "chosen", "nomination": number})
        elif not one.stands:
            yield _error("decision_of_gone", _of("chosen", one))
        elif not one.in_vote or counted.standing(number) is None:
            yield _error("decision_not_voted", _of("chosen", one))
        elif list(chosen).count(number) > 1:
            yield _error("decision_twice", _of("chosen", one))
    for category in categories:
        count = sum(
            1 for number in set(chosen) if number in known and known[number].category_id == category.id
        )
        if count > category.quota:
            code = "decision_over_quota_of" if category.title else "decision_over_quota"
            told = {"category": category.title, "count": count, "quota": category.quota}
            yield _error(code, {"field": "chosen", **told})


def check_reasons(
    chosen: Collection[int],
    reasons: Mapping[int, str],
    nominations: Sequence[Nomination],
    counted: Tally,
) -> Iterator[Diagnostic]:
    """A reason wherever the decision departs from the votes' order, and for whoever 纪委 called unsuitable.

    Between equals at the last place the committee decides; choosing one of them departs from nothing.
    """
    for one in nominations:
        standing = counted.standing(one.id)
        if standing is None or not one.stands or reasons.get(one.id, "").strip():
            continue
        facts = _of("reasons", one) | {"rank": standing.rank}
        if one.id in chosen and one.reply is Reply.UNSUITABLE:
            yield _error("decision_reason_unsuitable", facts)
        elif one.id in chosen and not (standing.in_front or standing.tied):
            yield _error("decision_reason_behind", facts)
        elif one.id not in chosen and standing.in_front:
            yield _error("decision_reason_left_out", facts)


def check_publicity(
    publicity: Publicity, decided_on: date, objections: Iterable[Objection], calendar: WorkCalendar
) -> Iterator[Diagnostic]:
    """It starts on a workday after the decision and ends on one; objections received stay within it."""
    start, end = publicity.starts_on, publicity.ends_on
    if start < decided_on:
        yield _error("publicity_before_decision", {"field": "starts_on", "day": start, "decided": decided_on})
        return
    if (start - decided_on).days > MOST_WORKDAYS:
        # With the year: a slip of a year is what this is usually about.
        facts = {"day": start.isoformat(), "decided": decided_on.isoformat()}
        yield _error("publicity_far_ahead", {"field": "starts_on", **facts})
        return
    if not calendar.is_workday(start):
        told = {"day": start, "next": calendar.next_workday(start)}
        yield _error("publicity_starts_on_day_off", {"field": "starts_on", **told})
    if end < start:
        yield _error("publicity_ends_before", {"field": "ends_on", "day": end, "start": start})
    elif not calendar.is_workday(end):
        yield _error("publicity_ends_on_day_off", {"field": "ends_on", **_day_off(end, start, calendar)})
    elif publicity.workdays > MOST_WORKDAYS:
        yield _error(
            "publicity_too_long", {"field": "ends_on", "n": publicity.workdays, "most": MOST_WORKDAYS}
        )
    first = min((one.received_on for one in objections), default=start)
    if first < start:
        yield _error("publicity_after_objection", {"field": "starts_on", "day": start, "received": first})


def check_moved(before: Publicity, after: Publicity, today: date) -> Iterator[Diagnostic]:
    """The days of a 公示 are changed while it runs, and never so that its end has gone by already: no result comes early."""
    if (before.starts_on, before.ends_on) == (after.starts_on, after.ends_on):
        return
    if before.ends_on < today:
        yield _error("publicity_days_over", {"field": "ends_on", "end": before.ends_on})
    elif after.ends_on < today:
        yield _error("publicity_end_gone", {"field": "ends_on", "day": after.ends_on})


def notes_on(
    publicity: Publicity, objections: Iterable[Objection], calendar: WorkCalendar, usual: int
) -> tuple[Diagnostic, ...]:
    """What is legal and worth saying: fewer workdays than usual, days off changed since, years without their notice,
    a late objection.
    """
    found = list(_moved_days_off(publicity, calendar))
    if publicity.workdays < usual:
        facts = {"field": "ends_on", "n": publicity.workdays, "usual": usual}
        found.append(Diagnostic(Level.WARNING, "publicity_shorter", facts))
    found += unofficial_years(calendar, range(publicity.starts_on.year, publicity.ends_on.year + 1))
    found += [
        Diagnostic(Level.NOTE, "objection_late", {"objection": one.id, "day": one.received_on})
        for one in objections
        if one.received_on > publicity.ends_on
    ]
    return tuple(found)


def _moved_days_off(publicity: Publicity, calendar: WorkCalendar) -> Iterator[Diagnostic]:
    """Whether days off were changed under a running 公示: it ends on one now, or has fewer workdays than it was planned with."""
    if publicity.result is not PublicityResult.OPEN:
        return
    start, end = publicity.starts_on, publicity.ends_on
    now = publicity_days.workdays_between(start, end, calendar)
    if calendar.is_workday(end) and now >= publicity.workdays:
        return
    facts = {"n": now, "planned": publicity.workdays}
    proposed = publicity_days.end_of(start, publicity.workdays, calendar)
    yield Diagnostic(
        Level.WARNING, "publicity_days_off_moved", {"field": "ends_on", **facts, "proposed": proposed}
    )


def check_objection(
    objection: Objection, publicity: Publicity, published: Collection[int], today: date
) -> Iterator[Diagnostic]:
    """Something was said, from the first day of the 公示 on, against somebody it names or against the procedure."""
    facts: dict[str, object] = {"day": objection.received_on, "start": publicity.starts_on}
    if objection.received_on < publicity.starts_on:
        yield _error("objection_before_publicity", {"field": "received_on", **facts})
    if objection.received_on > today:
        yield _error("objection_ahead", {"field": "received_on", **facts})
    if not objection.content.strip():
        yield _error("objection_empty", {"field": "content"})
    if objection.nomination_id is not None and objection.nomination_id not in published:
        yield _error("objection_stranger", {"field": "nomination_id"})


def check_handling(objection: Objection, on: date, today: date) -> Iterator[Diagnostic]:
    """How it was looked into, what that found, and when: not before it came, not ahead."""
    facts: dict[str, object] = {"field": "on", "day": on, "received": objection.received_on}
    if on < objection.received_on:
        yield _error("objection_handled_before", facts)
    if on > today:
        yield _error("objection_handled_ahead", facts)
    if not objection.handling.strip():
        yield _error("objection_handling_empty", {"field": "handling"})
    if objection.outcome is Outcome.OPEN:
        yield _error("objection_without_outcome", {"field": "outcome"})


def check_finish(
    publicity: Publicity, objections: Sequence[Objection], on: date, today: date
) -> Iterator[Diagnostic]:
    """The result is known from the day after the last, and once every objection has been looked into."""
    first = publicity_days.result_from(publicity.ends_on)
    if on < first or today < first:
        facts = {"day": on, "end": publicity.ends_on, "first": first}
        yield _error("publicity_not_over", {"field": "on", **facts})
    elif on > today:
        yield _error("publicity_result_ahead", {"field": "on", "day": on})
    waiting = [one for one in objections if one.handled_on is None]
    if waiting:
        yield _error("publicity_objections_open", {"field": "on", "n": len(waiting)})
    last = max((one.handled_on for one in objections if one.handled_on is not None), default=on)
    if on < last:
        yield _error("publicity_result_before_handling", {"field": "on", "day": on, "handled": last})


def check_struck(
    struck: Mapping[int, str],
    note: str,
    published: Sequence[Nomination],
    objections: Iterable[Objection],
) -> Iterator[Diagnostic]:
    """Whoever an upheld objection is about is struck off; each with its reason.

    Where one against the procedure was upheld, somebody is struck off or the note says what was done about it.
    """
    known = {one.id: one for one in published}
    upheld = [one for one in objections if one.outcome is Outcome.UPHELD]
    for number, reason in struck.items():
        if number not in known:
            yield _error("struck_stranger", {"field": "struck", "nomination": number})
        elif not reason.strip():
            yield _error("struck_without_reason", _of("struck", known[number]))
    for number in dict.fromkeys(one.nomination_id for one in upheld if one.nomination_id is not None):
        if number in known and number not in struck:
            yield _error("struck_missing", _of("struck", known[number]))
    if any(one.nomination_id is None for one in upheld) and not struck and not note.strip():
        yield _error("upheld_procedure_note", {"field": "note"})


def _day_off(end: date, start: date, calendar: WorkCalendar) -> dict[str, object]:
    """A day off with the workdays around it; before the start there is none to name."""
    before, after = calendar.previous_workday(end), calendar.next_workday(end)
    nearer = before if start <= before and end - before < after - end else after
    return {"day": end, "nearest": nearer, "name": calendar.holiday_name(end)}


def _of(name: str, one: Nomination) -> dict[str, object]:
    return {"field": name, "nomination": one.id, "name": one.name}


def _error(code: str, facts: Mapping[str, object]) -> Diagnostic:
    return Diagnostic(Level.ERROR, code, facts)
