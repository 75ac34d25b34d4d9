"""The names of people, for whoever leaves them out of a text that goes outside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain.chinese_people import compared_names, split_names
from gzparty.domain.discreet import possible_names

if TYPE_CHECKING:
    from gzparty.domain.problem import Problem
    from gzparty.services.ports import Store


def member_names(store: Store, unit_ids: Collection[int], on: date) -> Mapping[int, frozenset[str]]:
    """The names of everyone who is a member of some branches on a day, by branch; branches without any are left out."""
    if not unit_ids:
        return {}
    branches = {
        person: unit_id
        for person, unit_id in zip(*store.directory.members(on, gone=False), strict=True)
        if unit_id in unit_ids
    }
    names: dict[int, set[str]] = {}
    for person in store.directory.records(branches.keys()).values():
        names.setdefault(branches[person.id], set()).add(person.name)
    return {unit_id: frozenset(found) for unit_id, found in names.items()}


def names_about(store: Store, problems: Iterable[Problem], texts: Iterable[str]) -> frozenset[str]:
    """Whom the texts of some problems may mention: anybody the office knows, and whoever these problems themselves name."""
    cells = (cell for row in problems for cell in (row.leader, row.responsible, row.verifier))
    written = {name for cell in cells for name in (*split_names(cell), *compared_names(cell))}
    # One character is no name, and taking it out would tear words apart.
    return names_in(store, texts) | frozenset(name for name in written if len(name) > 1)


def names_in(store: Store, texts: Iterable[str]) -> frozenset[str]:
    """The names of anybody the office knows that stand in some texts."""
    return store.directory.known_names(possible_names(texts))
