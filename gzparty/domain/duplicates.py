"""Which records of one name may be one person: no fact against it and something for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from itertools import combinations

from gzparty.domain.matching import Facts, conflicts
from gzparty.domain.people import Person


def alike(group: Sequence[Person], units: Mapping[int, Collection[int]]) -> Iterator[tuple[Person, Person]]:
    """The pairs of a group of namesakes that may be one person, in the group's order.

    `units` are those each person belongs or belonged to. Only who shares something is compared: in a county a
    common name has dozens of bearers, and every pair of them would be hundreds of thousands of looks.
    """
    places = {person.id: place for place, person in enumerate(group)}
    shared: dict[Hashable, list[int]] = defaultdict(list)
    for person in group:
        for mark in _marks(person, units.get(person.id, ())):
            shared[mark].append(places[person.id])
    pairs = {pair for found in shared.values() for pair in combinations(found, 2)}
    for person in group:
        if is_bare(person):
            here = places[person.id]
            pairs.update((min(here, other), max(here, other)) for other in places.values() if other != here)
    for one, other in sorted(pairs):
        together = bool(set(units.get(group[one].id, ())) & set(units.get(group[other].id, ())))
        if may_be_one(group[one], group[other], together):
            yield group[one], group[other]


def may_be_one(one: Person, other: Person, together: bool) -> bool:
    """Nothing against it, and for it a branch or a fact they share, or that one record knows only the name."""
    if conflicts(one, _facts(other)):
        return False
    shared = (
        bool(one.phone and one.phone == other.phone)
        or bool(one.birth and other.birth)
        or bool(one.joined and other.joined)
    )
    return together or shared or is_bare(one) or is_bare(other)


def is_bare(person: Person) -> bool:
    """Whether a record knows nothing by which a person could be told from a namesake."""
    return not (person.birth or person.joined or person.phone)


def _marks(person: Person, units: Collection[int]) -> Iterator[Hashable]:
    """What must be equal for two records to share something; dates that overlap are of one year."""
    yield from (("unit", unit) for unit in units)
    if person.phone:
        yield "phone", person.phone
    if person.birth:
        yield "birth", person.birth.year
    if person.joined:
        yield "joined", person.joined.year


def _facts(person: Person) -> Facts:
    return Facts(
        person.name,
        person.normalized,
        person.sex,
        person.nation,
        person.birth,
        person.joined,
        person.education,
        person.phone,
    )
