"""The order of every list of units: the town, its communities with their villages, other branches, departments."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Generic, NamedTuple, Protocol, TypeVar

from gzparty.domain.forest import community_of
from gzparty.domain.people import UnitKind, UnitView
from gzparty.i18n import N_, _


class Placed(Protocol):
    """A line about a unit that knows the community above it."""

    @property
    def unit(self) -> UnitView:
        """Whose line it is."""

    @property
    def community(self) -> UnitView | None:
        """The open community above it, if there is one."""


class PlacedUnit(NamedTuple):
    """A unit by itself."""

    unit: UnitView
    community: UnitView | None


T = TypeVar("T")
P = TypeVar("P", bound=Placed)
_TOWN, _COMMUNITY, _ALONE, _OFFICES, _DEPARTMENTS = range(5)
_TITLES = {_ALONE: N_("没有划入社区"), _OFFICES: N_("机关和其他支部"), _DEPARTMENTS: N_("机关部门")}
_OWN = {
    UnitKind.TOWN_COMMITTEE: _TOWN,
    UnitKind.COMMUNITY: _COMMUNITY,
    UnitKind.OFFICE_BRANCH: _OFFICES,
    UnitKind.DEPARTMENT: _DEPARTMENTS,
}


class UnitGroup(NamedTuple, Generic[T]):
    """Lines under one heading: `unit` is the community or the town itself, None for units that stand alone."""

    unit: UnitView | None
    title: str
    lines: tuple[T, ...]

    @property
    def key(self) -> str:
        """What the heading is known by."""
        return str(self.unit.id) if self.unit else self.title


def gathered(lines: Iterable[P]) -> list[UnitGroup[P]]:
    """Lines about units under their headings, each in the order it came; headings without any are left out."""
    found: dict[tuple[int, int, int], tuple[UnitView | None, list[P]]] = {}
    for line in lines:
        rank, above = _heading(line.unit, line.community)
        key = (rank, above.sort_order, above.id) if above else (rank, 0, 0)
        found.setdefault(key, (above, []))[1].append(line)
    return [
        UnitGroup(above, above.name if above else _(_TITLES[rank]), tuple(members))
        for (rank, _order, _id), (above, members) in sorted(found.items(), key=lambda entry: entry[0])
    ]


def grouped(units: Mapping[int, UnitView], wanted: Container[int]) -> list[UnitGroup[UnitView]]:
    """The wanted ones of all units under their headings, in the office's order."""
    chosen = (PlacedUnit(unit, community_of(unit, units)) for unit in units.values() if unit.id in wanted)
    return [
        UnitGroup(group.unit, group.title, tuple(line.unit for line in group.lines))
        for group in gathered(chosen)
    ]


def in_order(lines: Iterable[P]) -> tuple[P, ...]:
    """Lines about units as `gathered` orders them, without the headings."""
    return tuple(line for group in gathered(lines) for line in group.lines)


def _heading(unit: UnitView, community: UnitView | None) -> tuple[int, UnitView | None]:
    rank = _OWN.get(unit.kind)
    if rank in (_TOWN, _COMMUNITY):
        return rank, unit
    if rank is not None:
        return rank, None
    return (_COMMUNITY, community) if community else (_ALONE, None)
