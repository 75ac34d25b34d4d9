"""Two records of one person: which facts differ, which value stays, and whose membership holds on which day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any

from gzparty.domain.matching import joined_notes, more_exact
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import Interval, Person
from gzparty.domain.reserve import Reserve, overlap
from gzparty.domain.selection import Nomination
from gzparty.records import dataclass

MEMBERSHIP = "membership"
"""The choice of whose branch stays where both are members."""
FACTS = ("name", "sex", "nation", "birth", "joined", "education", "phone")


class Side(StrEnum):
    """Whose value stays: that of the record that goes, or of the one that is kept."""

    SOURCE = "source"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class FactDifference:
    """A fact both records know and do not agree on; values as stored, `chosen` what stays unless told otherwise."""

    field: str
    source: object
    target: object
    chosen: Side


def differences(source: Person, target: Person) -> tuple[FactDifference, ...]:
    """The facts somebody has to choose between; a date that only says more is no difference."""
    found = []
    for field in FACTS:
        mine, theirs = getattr(source, field), getattr(target, field)
        if not mine or not theirs or mine == theirs:
            continue
        if isinstance(mine, PartialDate) and mine.overlaps(theirs):
            continue
        found.append(FactDifference(field, mine, theirs, Side.TARGET))
    return tuple(found)


def merged(source: Person, target: Person, choices: Mapping[str, Side]) -> Person:
    """The kept record with the gaps filled, dates as exact as either knows them, both notes and what was chosen."""
    facts: dict[str, Any] = {"note": joined_notes(target.note, source.note)}
    for field in FACTS:
        mine, theirs = getattr(source, field), getattr(target, field)
        if isinstance(theirs, PartialDate) and isinstance(mine, PartialDate) and mine.overlaps(theirs):
            facts[field] = more_exact(theirs, mine)
        elif choices.get(field) is Side.SOURCE:
            facts[field] = mine or theirs
        else:
            facts[field] = theirs or mine
    return replace(target, **facts)


def nominated_twice(
    mine: Iterable[Nomination], theirs: Iterable[Nomination]
) -> Sequence[tuple[Nomination, Nomination]]:
    """Nominations of both in one selection that both stand: as one person they would stand in it twice."""
    standing = {one.selection_id: one for one in theirs if one.stands}
    return [(one, standing[one.selection_id]) for one in mine if one.stands and one.selection_id in standing]


def listed_twice(mine: Iterable[Reserve], theirs: Iterable[Reserve]) -> Sequence[int]:
    """Units on whose list of reserve cadres both stand on some day, where one person stands once at a time."""
    there = list(theirs)
    found = (
        one.unit_id for one in mine for other in there if one.unit_id == other.unit_id and overlap(one, other)
    )
    return list(dict.fromkeys(found))


def remaining(held: Interval, taken: Iterable[Interval]) -> Sequence[Interval]:
    """The days of one interval that no other takes, as intervals in order; none where all are taken."""
    pieces = [held]
    for other in taken:
        pieces = [piece for known in pieces for piece in _without(known, other)]
    return sorted(pieces, key=lambda piece: piece.valid_from or date.min)


def _without(held: Interval, other: Interval) -> list[Interval]:
    if is_empty(other):
        return [held]
    before = Interval(held.valid_from, _earlier(held.valid_to, other.valid_from, date.max))
    after = Interval(_later(held.valid_from, other.valid_to), held.valid_to)
    found = [before] if other.valid_from is not None and not is_empty(before) else []
    if other.valid_to is not None and not is_empty(after):
        found.append(after)
    return found


def is_empty(interval: Interval) -> bool:
    """Whether it holds on no day."""
    first, last = interval.valid_from, interval.valid_to
    return first is not None and last is not None and last <= first


def _earlier(one: date | None, other: date | None, never: date) -> date | None:
    first = min(one or never, other or never)
    return None if first == never else first


def _later(one: date | None, other: date | None) -> date | None:
    return max(one or date.min, other or date.min) if one or other else None
