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
class Selection:
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


Sets = Callable[[Services, Selection], Sequence[tuple[str, Selection]]]
"""The sets a batch consists of: what each is named after (a village, a person), and what it is about."""


def chosen_training(services: Services, selection: Selection) -> Training:
    """The session a paper is about."""
    if selection.training is None:
        raise Refusal("paper.needs_training")
    training = services.store.trainings.find(selection.training)
    if training is None:
        raise Refusal("training_unknown", reference=selection.training)
    return training


def chosen_person(services: Services, selection: Selection) -> Person:
    """The person a paper is about."""
    if selection.person is None:
        raise Refusal("paper.needs_person")
    found = services.store.people.with_uid(selection.person)
    return found or services.people.find_person(selection.person)


def in_period(selection: Selection, asked: Collection[str]) -> Selection:
    """The same with the month or quarter that is asked for: of its day where it names none."""
    day, found = selection.on, selection
    if MONTH in asked and selection.month is None:
        found = replace(found, month=Period.around(day).code)
    if QUARTER in asked and selection.quarter is None:
        found = replace(found, quarter=Period.around(day, Every.QUARTER).code)
    return found


def problem_numbers(selection: Selection) -> tuple[str, ...]:
    """The numbers of the problems that are asked for one by one; empty where none is named."""
    text = (selection.problem or "").replace(_("，"), COMMA).replace(_("、"), COMMA)
    return tuple(dict.fromkeys(filter(None, (part.strip() for part in text.split(COMMA)))))


def chosen_unit(services: Services, selection: Selection) -> UnitView | None:
    """The unit a paper is about; None where none is chosen."""
    return services.people.find_unit(selection.unit, selection.on) if selection.unit else None


def settled(services: Services, selection: Selection, asked: Collection[str]) -> Selection:
    """The same in the names the print log keeps: a session by number, a unit by code or else name, a person by uid.

    Only what is `asked` is looked up, and what a paper can be made of without being known here stays as it is named.
    A record that is named needs nothing that narrows records down.
    """
    if MEETING in asked and selection.meeting:
        with suppress(Refusal):
            meeting = services.meeting_views.find(selection.meeting)
            return Selection(int(meeting.period[:4]), selection.on, meeting=meeting.number)
    if PROBLEM in asked and selection.problem:
        with suppress(Refusal):
            numbers = [services.problem_views.find(one).number for one in problem_numbers(selection)]
            year = int(numbers[0][:4]) if len(numbers) == 1 else selection.year
            return Selection(year, selection.on, problem=COMMA.join(numbers))
    if INSPECTION in asked and selection.inspection:
        with suppress(Refusal):
            inspection = services.inspection_views.find(selection.inspection)
            return Selection(int(inspection.period[:4]), selection.on, inspection=inspection.number)
    names: dict[str, Callable[[], str]] = {
        TRAINING: lambda: chosen_training(services, selection).number,
        UNIT: lambda: unit_name(services.people.find_unit(selection.unit or "", selection.on)),
        PERSON: lambda: chosen_person(services, selection).uid,
        TOUR: lambda: services.tours.find(selection.tour or "").number,
        SELECTION: lambda: services.selection_views.find(selection.selection or "").number,
    }
    found: dict[str, Any] = {}
    for name, settle in names.items():
        if name in asked and getattr(selection, name):
            with suppress(Refusal):
                found[name] = settle()
    return replace(selection, **found)


def branches_of(services: Services, selection: Selection) -> list[UnitView]:
    """The branches of the chosen unit: itself, those below a community, or all of the office."""
    units = list(services.people.units(selection.on))
    chosen = chosen_unit(services, selection)
    if chosen is None:
        return [unit for unit in units if unit.kind in BRANCHES and not unit.closed]
    below = [unit for unit in units if chosen.id in (unit.work_parent, unit.party_parent) and not unit.closed]
    branches = [unit for unit in below if unit.kind in BRANCHES]
    return branches if branches and chosen.kind not in BRANCHES else [chosen]


def each_branch(services: Services, selection: Selection) -> Sequence[tuple[str, Selection]]:
    """One set for every branch of the chosen unit, or of the office."""
    branches = branches_of(services, selection)
    return named((unit.name, replace(selection, unit=unit_name(unit))) for unit in branches)


def each_secretary(services: Services, selection: Selection) -> Sequence[tuple[str, Selection]]:
    """One set for every secretary in office that day, of the chosen unit or all."""
    if selection.person:
        return _one(services, selection)
    wanted = {unit.id for unit in branches_of(services, selection)} if selection.unit else None
    lines = roster_lines(services.store, selection.on)
    people: dict[int, str] = {}
    for line in lines:
        if line.person_id is not None and (wanted is None or line.unit_id in wanted):
            people.setdefault(line.person_id, line.unit_name)
    return _people_sets(services, selection, people)


def each_person(services: Services, selection: Selection) -> Sequence[tuple[str, Selection]]:
    """One set for everyone of the chosen unit; without one, for everyone called to a session of the year."""
    if selection.person:
        return _one(services, selection)
    if selection.unit:
        units = {unit.id for unit in branches_of(services, selection)}
        lines = member_lines(services.store, selection.on, units)
        return _people_sets(services, selection, {line.person.id: line.unit_name for line in lines})
    called = {line.person_id: line.unit_name for line in services.sessions.credits(selection.year).lines}
    return _people_sets(services, selection, called) or each_secretary(services, selection)


def each_request(services: Services, selection: Selection) -> Sequence[tuple[str, Selection]]:
    """One set for everyone who asked for leave of the chosen session; an empty form where nobody did."""
    if selection.training is None or selection.person:
        return (("", selection),)
    training = chosen_training(services, selection)
    rows = services.sessions.roll(training.sitting_id).rows
    asked = {row.requested.person_id: row.attendance.unit_name for row in rows if row.requested}
    sets = _people_sets(services, selection, asked)
    return sets or (("", selection),)


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
    """What names a unit in a selection: its code, which no other has, or else its name."""
    return unit.code or unit.name


def _one(services: Services, selection: Selection) -> Sequence[tuple[str, Selection]]:
    return ((chosen_person(services, selection).name, selection),)


def _people_sets(
    services: Services, selection: Selection, people: Mapping[int, str]
) -> Sequence[tuple[str, Selection]]:
    """A set for each person; namesakes are told apart by their units."""
    persons = [(services.store.people.person(key), unit) for key, unit in people.items()]
    count = Counter(person.name for person, _unit in persons)
    return named(
        (
            _("{name}（{unit}）").format(name=person.name, unit=unit)
            if count[person.name] > 1
            else person.name,
            replace(selection, person=person.uid),
        )
        for person, unit in persons
    )


def named(sets: Iterable[tuple[str, Selection]]) -> Sequence[tuple[str, Selection]]:
    """Count equal names, so that no file takes another's place."""
    seen: Counter[str] = Counter()
    named: list[tuple[str, Selection]] = []
    for stem, selection in sets:
        seen[stem] += 1
        named.append((stem if seen[stem] == 1 else f"{stem}-{seen[stem]}", selection))
    return tuple(named)
