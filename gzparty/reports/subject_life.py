"""What a paper of organisational life is about: a month or quarter, a kind, one record, an errand; and the sets of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.duty import Errand
from gzparty.domain.meeting import MONTHLY, Meeting, MeetingKind, YearlyKind
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels.duty import meeting_kind_label
from gzparty.reports.papers.yearly import yearly_kind_name
from gzparty.reports.subject import Subject, branches_of, chosen_unit, in_period, named, unit_name
from gzparty.services.bundle import Services
from gzparty.services.duty_defaults import versions

Kinds = Callable[[Services], Sequence[tuple[str, str]]]
"""The kinds a paper can be about: their codes, and what they are called."""


def meeting_kinds(_services: Services) -> Sequence[tuple[str, str]]:
    """Every kind of record."""
    return tuple((kind.value, meeting_kind_label(kind)) for kind in MeetingKind)


def monthly_kinds(_services: Services) -> Sequence[tuple[str, str]]:
    """The kinds that count for a month."""
    return tuple((kind.value, meeting_kind_label(kind)) for kind in MONTHLY)


def yearly_kinds(_services: Services) -> Sequence[tuple[str, str]]:
    """What comes once a year and goes by steps."""
    return tuple((kind.value, yearly_kind_name(kind)) for kind in YearlyKind)


def duty_kinds(services: Services) -> Sequence[tuple[str, str]]:
    """Every duty by its latest title."""
    known = versions(services.store.duties.duties())
    return tuple((code, each[-1].title) for code, each in known.items())


def chosen_kind(services: Services, subject: Subject, kinds: Kinds) -> str:
    """The code of the kind a paper is about; Refusal lists those there are."""
    offered = kinds(services)
    for code, title in offered:
        if subject.kind in (code, title):
            return code
    choices = _("、").join(title for _code, title in offered)
    if not subject.kind:
        raise Refusal("paper.needs_kind", choices=choices)
    raise Refusal("paper.kind_unknown", kind=subject.kind, choices=choices)


def chosen_month(subject: Subject) -> Period:
    """The month a paper is about; without one that of its day."""
    return _period(in_period(subject, ("month",)).month or "", 1)


def chosen_quarter(subject: Subject) -> Period:
    """The quarter a paper is about; without one that of its day."""
    return _period(in_period(subject, ("quarter",)).quarter or "", 3)


def chosen_meeting(services: Services, subject: Subject) -> Meeting:
    """The record a paper is about."""
    if subject.meeting is None:
        raise Refusal("paper.needs_meeting")
    return services.meeting_views.find(subject.meeting)


def chosen_errand(services: Services, subject: Subject) -> Errand:
    """The errand a paper is about, by number, uid or title."""
    if subject.errand is None:
        raise Refusal("paper.needs_errand")
    for errand in services.store.duties.errands():
        if subject.errand in (errand.number, errand.uid, errand.title):
            return errand
    raise Refusal("paper.errand_unknown", reference=subject.errand)


def wanted_units(services: Services, subject: Subject) -> Collection[int] | None:
    """The unit that is asked for and the branches below it; None for all."""
    chosen = chosen_unit(services, subject)
    if chosen is None:
        return None
    return {chosen.id, *(unit.id for unit in branches_of(services, subject))}


def meetings_of(services: Services, subject: Subject) -> list[tuple[Meeting, date]]:
    """The records a selection stands for with their days, branch by branch, in the order they were held."""
    span = chosen_month(subject).code if subject.month else None
    first, last = (span, span) if span else (f"{subject.year}", f"{subject.year}-Z")
    kind = MeetingKind(chosen_kind(services, subject, meeting_kinds)) if subject.kind else None
    wanted = wanted_units(services, subject)
    store = services.store
    if wanted is not None and len(wanted) == 1:
        own = store.meetings.of_unit(next(iter(wanted)), first, last)
        found = [meeting for meeting in own if kind in (None, meeting.kind)]
    else:
        everything = store.meetings.between(first, last, kind)
        found = [meeting for meeting in everything if wanted is None or meeting.unit_id in wanted]
    sittings = store.sittings.many({meeting.sitting_id for meeting in found})
    order = {unit.id: place for place, unit in enumerate(services.people.units(subject.on))}
    pairs = [(meeting, sittings[meeting.sitting_id].start.date()) for meeting in found]
    kinds = list(MeetingKind)
    pairs.sort(
        key=lambda pair: (
            order.get(pair[0].unit_id, len(order)),
            pair[1],
            kinds.index(pair[0].kind),
            pair[0].id,
        )
    )
    return pairs


def each_meeting(services: Services, subject: Subject) -> Sequence[tuple[str, Subject]]:
    """One set for every record of the chosen unit, kind and month or year."""
    if subject.meeting:
        return (("", subject),)
    units = {unit.id: unit.name for unit in services.people.units(subject.on)}
    return named(
        (
            _("{day} {unit}{kind}").format(
                day=day.isoformat(),
                unit=units.get(meeting.unit_id, ""),
                kind=meeting_kind_label(meeting.kind),
            ),
            replace(subject, meeting=meeting.number),
        )
        for meeting, day in meetings_of(services, subject)
    )


def each_late(services: Services, subject: Subject) -> Sequence[tuple[str, Subject]]:
    """One set for every community with something late below it; units without a community stand alone."""
    wanted = wanted_units(services, subject)
    sets: list[tuple[str, Subject]] = []
    for group in services.dues.chase(chosen_month(subject) if subject.month else None):
        units = [line.unit for line in group.units if wanted is None or line.unit.id in wanted]
        if group.unit is not None and units:
            sets.append((group.title, replace(subject, unit=unit_name(group.unit))))
        else:
            sets += [(unit.name, replace(subject, unit=unit_name(unit))) for unit in units]
    return named(sets)


def each_appraised(services: Services, subject: Subject) -> Sequence[tuple[str, Subject]]:
    """One set for every branch that appraised its members for the year."""
    chosen = replace(subject, kind=MeetingKind.APPRAISAL.value, month=None)
    held = Counter(meeting.unit_id for meeting, _day in meetings_of(services, chosen))
    units = [unit for unit in services.people.units(subject.on) if unit.id in held]
    return named((unit.name, replace(subject, unit=unit_name(unit))) for unit in units)


def _period(code: str, months: int) -> Period:
    try:
        found = Period.parse(code)
    except ValueError:
        found = None
    if found is None or found.months != months:
        raise Refusal("paper.month_unreadable" if months == 1 else "paper.quarter_unreadable", text=code)
    return found
