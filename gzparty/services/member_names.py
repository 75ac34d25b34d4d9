"""The names of people, for whoever leaves them out of a text that goes outside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain.discreet import possible_names

if TYPE_CHECKING:
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


def names_in(store: Store, texts: Iterable[str]) -> frozenset[str]:
    """The names of anybody the office knows that stand in some texts."""
    return store.directory.known_names(possible_names(texts))
