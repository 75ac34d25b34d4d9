"""A branch by its id, for whoever writes something of its life."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.dues import BRANCHES

if TYPE_CHECKING:
    from gzparty.domain.people import UnitView
    from gzparty.services.ports import Store


def branch_of(store: Store, unit_id: int, on: date) -> UnitView:
    """The branch as it was on a day; Refusal where there is none of that id, or it is no branch."""
    return branch_among({unit.id: unit for unit in store.people.units(on)}, unit_id)


def branch_among(units: Mapping[int, UnitView], unit_id: int) -> UnitView:
    """The same among units read before."""
    found = units.get(unit_id)
    if found is None:
        raise Refusal("meeting_unit_unknown", unit=unit_id)
    if found.kind not in BRANCHES:
        raise Refusal("meeting_unit_wrong", unit=found.name)
    return found
