"""Which unit a cell means: by any of its names, with the nearest ones offered where there is none of that name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.dues import BRANCHES
from gzparty.domain.named_units import by_core
from gzparty.domain.names import normalize_unit
from gzparty.domain.people import UnitKind, UnitView
from gzparty.i18n import _
from gzparty.services.import_cells import Stop


class UnitNames:
    """The units of one day by their names; a sheet repeats itself, so each text is looked up once.

    Where several kinds of unit share a name, the `preferred` ones are meant.
    """

    def __init__(self, units: Iterable[UnitView], preferred: frozenset[UnitKind] = BRANCHES) -> None:
        self._units = tuple(units)
        self._preferred = preferred
        self._by_name = by_core(self._units)
        self._resolved: dict[str, UnitView] = {}

    def find(self, text: str, field: str = "unit") -> UnitView:
        """The unit a cell names; Stop with the nearest names where there is none."""
        found = self._resolved.get(text)
        if found is None:
            found = self._resolved[text] = self._find(text, field)
        return found

    def _find(self, text: str, field: str) -> UnitView:
        if not text:
            raise Stop(field, Diagnostic(Level.ERROR, "unit_empty"), "repair_fill")
        wanted = normalize_unit(text)
        found = self._by_name.get(wanted, ())
        if not found:
            towns = [u for u in self._units if u.kind is UnitKind.TOWN_COMMITTEE]
            for town in towns:
                found = found or self._by_name.get(wanted.removeprefix(normalize_unit(town.name)), ())
        branches = tuple(unit for unit in found if unit.kind in self._preferred) or found
        if len(branches) == 1:
            return branches[0]
        if branches:
            reason = Diagnostic(
                Level.ERROR,
                "unit_ambiguous",
                {"name": text, "count": len(branches), "names": _("、").join(u.name for u in branches)},
            )
            offers = tuple(unit.party_name or unit.name for unit in branches)
            raise Stop(field, reason, "repair_cell", offers=offers)
        names = [unit.name for unit in self._units if unit.kind in self._preferred | BRANCHES]
        raise unknown_unit(text, names, field)


def unknown_unit(text: str, names: Iterable[str], field: str) -> Stop:
    """No unit is called so; the nearest names are offered, nearest first."""
    compared = {normalize_unit(name): name for name in names}
    near = get_close_matches(normalize_unit(text), list(compared), 3, 0.5)
    offers = tuple(compared[name] for name in near)
    if not offers:
        return Stop(field, Diagnostic(Level.ERROR, "unit_not_found", {"name": text}), "repair_unit")
    values = {"name": text, "names": _("、").join(offers)}
    reason = Diagnostic(Level.ERROR, "unit_not_found_near", values)
    return Stop(field, reason, "repair_unit", offers=offers)
