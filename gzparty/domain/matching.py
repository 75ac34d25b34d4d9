"""Whether a sheet's row means somebody already recorded: name and branch first, then facts must agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from gzparty.domain.chinese import NOTE_SEPARATOR
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import Person
from gzparty.domain.phone import masked
from gzparty.records import dataclass


class Facts(NamedTuple):
    """What one row says of a person; empty says nothing. `normalized` is the name as it is compared.

    A tuple, since every row of a sheet makes one and a frozen dataclass takes three times as long to make.
    """

    name: str
    normalized: str
    sex: str = ""
    nation: str = ""
    birth: PartialDate | None = None
    joined: PartialDate | None = None
    education: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field on which record and sheet disagree, both values as they may be shown."""

    field: str
    stored: str
    given: str


def conflicts(person: Person, facts: Facts) -> tuple[Difference, ...]:
    """Facts that cannot be of one person, or that somebody must decide on: sex, dates, phone."""
    found = []
    if facts.sex and person.sex and facts.sex != person.sex:
        found.append(Difference("sex", person.sex, facts.sex))
    for name, stored, given in (
        ("birth", person.birth, facts.birth),
        ("joined", person.joined, facts.joined),
    ):
        if stored and given and not stored.overlaps(given):
            found.append(Difference(name, str(stored), str(given)))
    if facts.phone and person.phone and facts.phone != person.phone:
        found.append(Difference("phone", masked(person.phone), masked(facts.phone)))
    return tuple(found)


def are_namesakes(found: Sequence[Difference]) -> bool:
    """Whether so much differs that two rows of one sheet are two people: both birth and phone."""
    return {"birth", "phone"} <= {difference.field for difference in found}


def remarks(person: Person, facts: Facts) -> tuple[Difference, ...]:
    """Facts that differ without doubt about who is meant; the record keeps its own."""
    return tuple(
        Difference(name, stored, given)
        for name, stored, given in (
            ("education", person.education, facts.education),
            ("nation", person.nation, facts.nation),
        )
        if stored and given and stored != given
    )


def is_same_elsewhere(person: Person, facts: Facts) -> bool:
    """Whether a namesake of another branch is the same person: the same phone, and nothing against it."""
    return bool(facts.phone) and facts.phone == person.phone and not conflicts(person, facts)


def completed(person: Person, facts: Facts) -> Person:
    """The record with gaps filled and dates made more exact; nothing known is replaced."""
    known: dict[str, Any] = {
        "sex": person.sex or facts.sex,
        "nation": person.nation or facts.nation,
        "birth": more_exact(person.birth, facts.birth),
        "joined": more_exact(person.joined, facts.joined),
        "education": person.education or facts.education,
        "phone": person.phone or facts.phone,
        "note": joined_notes(person.note, facts.note),
    }
    # Most rows of a roster imported again bring nothing, and a copy costs more than a look.
    news = {name: value for name, value in known.items() if value != getattr(person, name)}
    return replace(person, **news) if news else person


def overruled(person: Person, facts: Facts) -> Person:
    """The record with every fact the sheet states."""
    return replace(
        person,
        sex=facts.sex or person.sex,
        nation=facts.nation or person.nation,
        birth=_stated(person.birth, facts.birth),
        joined=_stated(person.joined, facts.joined),
        education=facts.education or person.education,
        phone=facts.phone or person.phone,
        note=joined_notes(person.note, facts.note),
    )


def more_exact(stored: PartialDate | None, given: PartialDate | None) -> PartialDate | None:
    """The one that says more where both can be the same day; the stored one otherwise."""
    if stored is None or given is None:
        return stored or given
    return given if given.is_more_exact_than(stored) else stored


def joined_notes(stored: str, given: str) -> str:
    """Both notes, none twice."""
    if not given or given in stored.split(NOTE_SEPARATOR):
        return stored
    return NOTE_SEPARATOR.join(note for note in (stored, given) if note)


def _stated(stored: PartialDate | None, given: PartialDate | None) -> PartialDate | None:
    """The sheet's date, unless the record says the same more exactly."""
    if stored is not None and given is not None and stored.overlaps(given):
        return more_exact(stored, given)
    return given or stored
