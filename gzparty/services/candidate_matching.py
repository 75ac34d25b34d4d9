"""Whom a row of nominations means: by name and unit; what is not certain is asked, never guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.named_units import by_core, unit_within
from gzparty.domain.names import normalize_name, normalize_unit
from gzparty.domain.people import Person, UnitKind, UnitView
from gzparty.i18n import _
from gzparty.services.context import Context
from gzparty.services.import_cells import Cells, Stop
from gzparty.services.import_names import UnitNames
from gzparty.services.import_result import NEW, SAME, SKIP

if TYPE_CHECKING:
    from gzparty.services.ports import Store

NOMINATING = frozenset({UnitKind.COMMUNITY})


class Placed(NamedTuple):
    """A candidate as found: no person where somebody is taken as written; `post` where the cell of the unit said it."""

    person: Person | None
    unit: UnitView | None
    name: str
    post: str = ""


class CandidateNames:
    """The office's people and units as rows name them, on one day."""

    def __init__(self, store: Store, context: Context) -> None:
        people = store.people
        self._store = store
        self._units = [unit for unit in people.units(context.today()) if not unit.closed]
        self._by_id = {unit.id: unit for unit in self._units}
        self._named = UnitNames(self._units)
        self._by_core = by_core(self._units)
        self._places: dict[int, set[int]] = defaultdict(set)
        for post in people.posts():
            self._places[post.person_id].add(post.unit_id)
        for membership in people.memberships():
            self._places[membership.person_id].add(membership.unit_id)

    def person(self, cells: Cells) -> Placed:
        """Who is nominated where people are chosen; Stop where the row says too little, or something else than the roll."""
        name = cells.text("name")
        unit, post = self._unit(cells.text("unit"))
        named = [one for one in self._store.people.people_named(normalize_name(name)) if not one.merged_into]
        here = [one for one in named if unit is None or unit.id in self._places[one.id]]
        if len(here) == 1:
            return Placed(here[0], unit or self._place_of(here[0]), name, post)
        if here:
            reason = Diagnostic(
                Level.ERROR, "nomination_row_namesakes", {"name": name, "units": self._where(here)}
            )
            raise Stop("unit", reason, "repair_nominate_by_hand")
        if NEW in cells.decided:
            return Placed(None, unit, name, post)
        if len(named) == 1 and SAME in cells.decided:
            return Placed(named[0], self._place_of(named[0]), name)
        raise self._not_here(name, unit, named)

    def unit(self, cells: Cells) -> Placed:
        """Which unit is nominated where units are chosen; Stop with the nearest names where there is none."""
        unit = self._named.find(cells.text("name"), "name")
        return Placed(None, unit, unit.name)

    def nominator(self, text: str) -> int | None:
        """The unit that nominates, where its name is one unit's; communities before others."""
        found = self._by_core.get(normalize_unit(text), ())
        preferred = [unit for unit in found if unit.kind in NOMINATING] or found
        return preferred[0].id if len(preferred) == 1 else None

    def _unit(self, text: str) -> tuple[UnitView | None, str]:
        """The unit of a cell, with the post where it says both: 官庄村党支部书记."""
        if not text:
            return None, ""
        try:
            return self._named.find(text), ""
        except Stop as stop:
            within = unit_within(text, self._units)
            if len(within) != 1:
                raise stop from None
            (unit,) = within
            plain = "".join(text.split())
            called = next((name for name in (unit.party_name, unit.name) if name and name in plain), "")
            return unit, plain.partition(called)[2] if called else ""

    def _not_here(self, name: str, unit: UnitView | None, named: Sequence[Person]) -> Stop:
        if named and unit is not None:
            values = {"name": name, "unit": unit.name, "units": self._where(named)}
            reason = Diagnostic(Level.WARNING, "nomination_row_elsewhere", values)
            choices = (SAME, NEW, SKIP) if len(named) == 1 else (NEW, SKIP)
            return Stop("unit", reason, "repair_candidate", choices)
        reason = Diagnostic(Level.WARNING, "nomination_row_unknown", {"name": name})
        return Stop("name", reason, "repair_candidate", (NEW, SKIP), offers=self._near(name, unit))

    def _near(self, name: str, unit: UnitView | None) -> tuple[str, ...]:
        """Names of the unit's own people that a slip of the hand may have meant."""
        if unit is None:
            return ()
        people = self._store.people
        here = [people.person(one).name for one, units in self._places.items() if unit.id in units]
        return tuple(get_close_matches(name, here, 3, 0.5))

    def _where(self, people: Sequence[Person]) -> str:
        units = [self._place_of(person) for person in people]
        return _("、").join(dict.fromkeys(unit.name for unit in units if unit is not None)) or "-"

    def _place_of(self, person: Person) -> UnitView | None:
        """One of the units a person is or was of; the service says which holds on the day."""
        return next((self._by_id[one] for one in sorted(self._places[person.id]) if one in self._by_id), None)
