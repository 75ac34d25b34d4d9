"""What a paper is about, looked up in the office; and the sets a batch of papers consists of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.people import Person, UnitKind, UnitView
from gzparty.domain.period import Every, Period
from gzparty.domain.training import Training
from gzparty.i18n import _
from gzparty.records import dataclass
from gzparty.services.bundle import Services
from gzparty.services.paper_views import member_lines
from gzparty.services.roster import roster_lines

T = TypeVar("T")

YEAR, TRAINING, ON, UNIT, PERSON = "year", "training", "on", "unit", "person"
MONTH, QUARTER, KIND, MEETING, ERRAND = "month", "quarter", "kind", "meeting", "errand"
PROBLEM, INSPECTION, TOUR, STATE = "problem", "inspection", "tour", "state"
SELECTION, NOMINATION = "selection", "nomination"
RECORDS = (MEETING, PROBLEM, INSPECTION, NOMINATION)
"""Selectors that name one record, among those the others narrow down."""
COMMA = ","
NAMED = (KIND, STATE, TOUR, SELECTION, UNIT, PERSON, *RECORDS, ERRAND)
"""Selectors that name something the office knows, in the order they are asked for."""
BRANCHES = frozenset({UnitKind.VILLAGE_BRANCH, UnitKind.OFFICE_BRANCH})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a paper is about: a year, a session by number, a day, a unit by name or code, a person by name or uid.

    `month` is 2026-06, `quarter` 2026-Q2, `kind` a kind of meeting or a duty by code or name; `meeting`, `errand`,
    `problem`, `inspection` and `tour` go by number; `problem` may be several, parted by commas. `state` is which problems
    of the ledger are meant. `selection` is a selection of exemplars by number, `nomination` one of its by uid or name.
    """

    year: int
    on: date
    training: str | None = None
    unit: str | None = None
    person: str | None = None
    month: str | None = None
    quarter: str | None = None
    kind: str | None = None
    meeting: str | None = None
    errand: str | None = None
    problem: str | None = None
    inspection: str | None = None
    tour: str | None = None
    state: str | None = None
    selection: str | None = None
    nomination: str | None = None


Sets = Callable[[Services, Subject], Sequence[tuple[str, Subject]]]
"""The sets a batch consists of: what each is named after (a village, a person), and what it is about."""


def chosen_training(services: Services, subject: Subject) -> Training:
    """The session a paper is about."""
    if subject.training is None:
        raise Refusal("paper.needs_training")
    training = services.store.trainings.find(subject.training)
    if training is None:
        raise Refusal("training_unknown", reference=subject.training)
    return training


def chosen_person(services: Services, subject: Subject) -> Person:
    """The person a paper is about."""
    if subject.person is None:
        raise Refusal("paper.needs_person")
    found = services.store.people.with_uid(subject.person)
    return found or services.people.find_person(subject.person)


def in_period(subject: Subject, asked: Collection[str]) -> Subject:
    """The same with the month or quarter that is asked for: of its day where it names none."""
    day, found = subject.on, subject
    if MONTH in asked and subject.month is None:
        found = replace(found, month=Period.around(day).code)
    if QUARTER in asked and subject.quarter is None:
        found = replace(found, quarter=Period.around(day, Every.QUARTER).code)
    return found


def problem_numbers(subject: Subject) -> tuple[str, ...]:
    """The numbers of the problems that are asked for one by one; empty where none is named."""
    text = (subject.problem or "").replace(_("，"), COMMA).replace(_("、"), COMMA)
    return tuple(dict.fromkeys(filter(None, (part.strip() for part in text.split(COMMA)))))


def chosen_unit(services: Services, subject: Subject) -> UnitView | None:
    """The unit a paper is about; None where none is chosen."""
    return services.people.find_unit(subject.unit, subject.on) if subject.unit else None


def settled(services: Services, subject: Subject, asked: Collection[str]) -> Subject:
    """The same in the names the print log keeps: a session by number, a unit by code or else name, a person by uid.

    Only what is `asked` is looked up, and what a paper can be made of without being known here stays as it is named.
    A record that is named needs nothing that narrows records down.
    """
    if MEETING in asked and subject.meeting:
        with suppress(Refusal):
            meeting = services.meeting_views.find(subject.meeting)
            return Subject(int(meeting.period[:4]), subject.on, meeting=meeting.number)
    if PROBLEM in asked and subject.problem:
        with suppress(Refusal):
            numbers = [services.problem_views.find(one).number for one in problem_numbers(subject)]
            year = int(numbers[0][:4]) if len(numbers) == 1 else subject.year
            return Subject(year, subject.on, problem=COMMA.join(numbers))
    if INSPECTION in asked and subject.inspection:
        with suppress(Refusal):
            inspection = services.inspection_views.find(subject.inspection)
            return Subject(int(inspection.period[:4]), subject.on, inspection=inspection.number)
    names: dict[str, Callable[[], str]] = {
        TRAINING: lambda: chosen_training(services, subject).number,
        UNIT: lambda: unit_name(services.people.find_unit(subject.unit or "", subject.on)),
        PERSON: lambda: chosen_person(services, subject).uid,
        TOUR: lambda: services.tours.find(subject.tour or "").number,
        SELECTION: lambda: services.selection_views.find(subject.selection or "").number,
    }
    found: dict[str, Any] = {}
    for name, settle in names.items():
        if name in asked and getattr(subject, name):
            with suppress(Refusal):
                found[name] = settle()
    return replace(subject, **found)


def branches_of(services: Services, subject: Subject) -> list[UnitView]:
    """The branches of the chosen unit: itself, those below a community, or all of the office."""
    units = list(services.people.units(subject.on))
    chosen = chosen_unit(services, subject)
    if chosen is None:
        return [unit for unit in units if unit.kind in BRANCHES and not unit.closed]
    below = [unit for unit in units if chosen.id in (unit.work_parent, unit.party_parent) and not unit.closed]
    branches = [unit for unit in below if unit.kind in BRANCHES]
    return branches if branches and chosen.kind not in BRANCHES else [chosen]


def each_branch(services: Services, subject: Subject) -> Sequence[tuple[str, Subject]]:
    """One set for every branch of the chosen unit, or of the office."""
    branches = branches_of(services, subject)
    return named((unit.name, replace(subject, unit=unit_name(unit))) for unit in branches)


def each_secretary(services: Services, subject: Subject) -> Sequence[tuple[str, Subject]]:
    """One set for every secretary in office that day, of the chosen unit or all."""
    if subject.person:
        return _one(services, subject)
    wanted = {unit.id for unit in branches_of(services, subject)} if subject.unit else None
    lines = roster_lines(services.store, subject.on)
    people: dict[int, str] = {}
    for line in lines:
        if line.person_id is not None and (wanted is None or line.unit_id in wanted):
            people.setdefault(line.person_id, line.unit_name)
    return _people_sets(services, subject, people)


def each_person(services: Services, subject: Subject) -> Sequence[tuple[str, Subject]]:
    """One set for everyone of the chosen unit; without one, for everyone called to a session of the year."""
    if subject.person:
        return _one(services, subject)
    if subject.unit:
        units = {unit.id for unit in branches_of(services, subject)}
        lines = member_lines(services.store, subject.on, units)
        return _people_sets(services, subject, {line.person.id: line.unit_name for line in lines})
    called = {line.person_id: line.unit_name for line in services.sessions.credits(subject.year).lines}
    return _people_sets(services, subject, called) or each_secretary(services, subject)


def each_request(services: Services, subject: Subject) -> Sequence[tuple[str, Subject]]:
    """One set for everyone who asked for leave of the chosen session; an empty form where nobody did."""
    if subject.training is None or subject.person:
        return (("", subject),)
    training = chosen_training(services, subject)
    rows = services.sessions.roll(training.sitting_id).rows
    asked = {row.requested.person_id: row.attendance.unit_name for row in rows if row.requested}
    sets = _people_sets(services, subject, asked)
    return sets or (("", subject),)


def in_name_order(
    services: Services,
    rows: Iterable[T],
    person_id: Callable[[T], int | None],
    numbered: Callable[[T, int], T],
) -> list[T]:
    """Rows by the pinyin of their people and counted anew; those without a person come last."""
    keys = {p.id: (0, p.pinyin or p.initials or p.name, p.name) for p in services.store.people.people()}
    ordered = sorted(rows, key=lambda row: keys.get(person_id(row) or 0, (1, "", "")))
    return [numbered(row, number) for number, row in enumerate(ordered, 1)]


def unit_name(unit: UnitView) -> str:
    """What names a unit in a subject: its code, which no other has, or else its name."""
    return unit.code or unit.name


def _one(services: Services, subject: Subject) -> Sequence[tuple[str, Subject]]:
    return ((chosen_person(services, subject).name, subject),)


def _people_sets(
    services: Services, subject: Subject, people: Mapping[int, str]
) -> Sequence[tuple[str, Subject]]:
    """A set for each person; namesakes are told apart by their units."""
    persons = [(services.store.people.person(key), unit) for key, unit in people.items()]
    count = Counter(person.name for person, _unit in persons)
    return named(
        (
            _("{name}（{unit}）").format(name=person.name, unit=unit)
            if count[person.name] > 1
            else person.name,
            replace(subject, person=person.uid),
        )
        for person, unit in persons
    )


def named(sets: Iterable[tuple[str, Subject]]) -> Sequence[tuple[str, Subject]]:
    """Count equal names, so that no file takes another's place."""
    seen: Counter[str] = Counter()
    named: list[tuple[str, Subject]] = []
    for stem, selection in sets:
        seen[stem] += 1
        named.append((stem if seen[stem] == 1 else f"{stem}-{seen[stem]}", selection))
    return tuple(named)
