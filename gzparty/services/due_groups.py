"""The order of every board of dues: the town, its communities with their villages, other branches, departments."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from gzparty.domain.forest import community_of
from gzparty.domain.people import UnitKind, UnitView
from gzparty.i18n import _


class UnitGroup(NamedTuple):
    """Units under one heading: `unit` is the community or the town itself, None for those that stand alone."""

    unit: UnitView | None
    title: str
    units: tuple[UnitView, ...]


def grouped(units: Mapping[int, UnitView], wanted: Container[int]) -> Iterator[UnitGroup]:
    """The wanted units under their headings, each in the office's order; headings without any are left out."""
    found: dict[tuple[int, int], list[UnitView]] = {}
    for unit in units.values():
        if unit.id in wanted:
            found.setdefault(_heading(unit, units), []).append(unit)
    place = {unit_id: number for number, unit_id in enumerate(units)}
    for heading in sorted(found, key=lambda key: (key[0], place.get(key[1], -1))):
        above = units.get(heading[1])
        yield UnitGroup(above, above.name if above else _title(heading[0]), tuple(found[heading]))


def community_names(units: Mapping[int, UnitView], ids: Iterable[int]) -> dict[int, UnitView | None]:
    """The community of each of some units."""
    return {unit_id: community_of(units[unit_id], units) for unit_id in ids if unit_id in units}


_TOWN, _COMMUNITY, _ALONE, _OFFICES, _DEPARTMENTS = range(5)


def _heading(unit: UnitView, units: Mapping[int, UnitView]) -> tuple[int, int]:
    if unit.kind is UnitKind.TOWN_COMMITTEE:
        return (_TOWN, unit.id)
    if unit.kind is UnitKind.COMMUNITY:
        return (_COMMUNITY, unit.id)
    if unit.kind is UnitKind.OFFICE_BRANCH:
        return (_OFFICES, 0)
    if unit.kind is UnitKind.DEPARTMENT:
        return (_DEPARTMENTS, 0)
    community = community_of(unit, units)
    return (_COMMUNITY, community.id) if community else (_ALONE, 0)


def _title(heading: int) -> str:
    return {_ALONE: _("没有划入社区"), _OFFICES: _("机关和其他支部"), _DEPARTMENTS: _("机关部门")}[heading]
