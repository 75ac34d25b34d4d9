"""The two trees in the office's order: every unit after its parent, closed ones left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gzparty.domain.people import Tree, UnitKind, UnitView

NATURAL = {
    Tree.PARTY: frozenset(
        {
            UnitKind.TOWN_COMMITTEE,
            UnitKind.COMMUNITY,
            UnitKind.VILLAGE_BRANCH,
            UnitKind.OFFICE_BRANCH,
            UnitKind.OTHER,
        }
    ),
    Tree.WORK: frozenset({UnitKind.COMMUNITY, UnitKind.VILLAGE_BRANCH, UnitKind.DEPARTMENT, UnitKind.OTHER}),
}
"""Kinds that stand in a tree even without a parent in it; others only where they hang or hold something."""
COUNTED = frozenset({UnitKind.VILLAGE_BRANCH, UnitKind.OFFICE_BRANCH, UnitKind.DEPARTMENT})
"""What the figure beside a node counts: villages, branches and departments, not what holds them."""


class Place(NamedTuple):
    """A unit in a tree; no parent means a root."""

    unit: UnitView
    parent_id: int | None


def places(units: Sequence[UnitView], tree: Tree) -> list[Place]:
    """Every open unit of a tree, parents before children, siblings in the order of `units`.

    What hangs under a closed unit comes under the next open one above it.
    """
    above = {unit.id: _parent(unit, tree) for unit in units}
    held = set(above.values())
    known = {unit.id: unit for unit in units if not unit.closed}
    below: dict[int | None, list[Place]] = defaultdict(list)
    for unit in known.values():
        if unit.kind in NATURAL[tree] or above[unit.id] is not None or unit.id in held:
            parent = _open_parent(unit.id, above, known)
            below[parent].append(Place(unit, parent))
    return list(_walk(below))


def subtree(found: Sequence[Place], root: int) -> list[int]:
    """A unit and all below it, in the tree's order; empty where the tree has no such unit."""
    inside: set[int] = set()
    for place in found:
        if place.unit.id == root or place.parent_id in inside:
            inside.add(place.unit.id)
    return [place.unit.id for place in found if place.unit.id in inside]


def community_of(unit: UnitView, units: Mapping[int, UnitView]) -> UnitView | None:
    """The open community a unit belongs to, by its place among work units first; None where it has none."""
    for parent in (unit.work_parent, unit.party_parent):
        above = units.get(parent or 0)
        if above is not None and above.kind is UnitKind.COMMUNITY and not above.closed:
            return above
    return None


def _parent(unit: UnitView, tree: Tree) -> int | None:
    return unit.party_parent if tree is Tree.PARTY else unit.work_parent


def _open_parent(unit_id: int, above: dict[int, int | None], known: dict[int, UnitView]) -> int | None:
    seen = {unit_id}
    parent = above[unit_id]
    while parent is not None and parent not in known:
        if parent in seen:
            return None
        seen.add(parent)
        parent = above.get(parent)
    return parent


def _walk(below: dict[int | None, list[Place]]) -> Iterator[Place]:
    waiting = below[None][::-1]
    while waiting:
        place = waiting.pop()
        yield place
        waiting += below[place.unit.id][::-1]
