"""Take in a list of units: village branches, communities, departments, and where they hang."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain import chinese
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.matching import Difference
from gzparty.domain.names import normalize_unit
from gzparty.domain.people import Interval, NameRole, Tree, Unit, UnitKind, UnitName, UnitParent, UnitView
from gzparty.i18n import _
from gzparty.records import dataclass
from gzparty.services.context import Context
from gzparty.services.import_cells import Cells, Stop
from gzparty.services.import_names import unknown_unit
from gzparty.services.import_result import NEW, SHEET, SKIP, Bucket
from gzparty.services.romanisation import Romaniser, unit_initials

if TYPE_CHECKING:
    from gzparty.services.ports import PeopleStore

TOWN_DIGITS = 9
"""The statistics bureau's code of a village begins with nine digits of its town."""
_WORDS = {**chinese.UNIT_KINDS, **{kind.value: kind.value for kind in UnitKind}}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What one row says of a unit; `parent` is a name, empty where the sheet says nothing."""

    name: str
    kind: UnitKind
    code: str
    parent: str
    party_name: str
    work_name: str


class UnitsImport:
    """Each row is a unit; parents may stand above or below their children."""

    def __init__(self, store: PeopleStore, context: Context, romaniser: Romaniser) -> None:
        self._store = store
        self._context = context
        self._romaniser = romaniser
        self._today: date = context.today()
        self._records = {unit.id: unit for unit in store.unit_records()}
        self._views = {unit.id: unit for unit in store.units(self._today) if not unit.closed}
        self._by_name: dict[str, list[UnitView]] = defaultdict(list)
        for unit in self._views.values():
            self._by_name[normalize_unit(unit.name)].append(unit)
        self._by_code = {unit.code: unit for unit in self._views.values() if unit.code}
        self._work_names = {n.unit_id for n in store.unit_names() if n.role is NameRole.WORK}
        self._new: list[tuple[UnitRow, Cells]] = []
        self._new_names: dict[str, list[UnitRow]] = defaultdict(list)
        self._codes: list[Unit] = []
        self._names: list[tuple[int, NameRole, str]] = []
        self._moves: list[tuple[UnitView, str]] = []
        self._known_parents: set[str] = set()
        self._taken: set[int] = set()

    def announce(self, rows: list[Cells]) -> None:
        """Know the names of the whole sheet first, so that a parent below its child is found."""
        for cells in rows:
            self._known_parents.add(normalize_unit(cells.text("name")))

    def set_aside(self, cells: Cells) -> None:
        """A unit that was set aside is missed by nobody."""

    def take(self, cells: Cells) -> Bucket:
        """Judge one row; raises Stop where it cannot be taken as it is."""
        row = self._read(cells)
        found = self._recorded(row, cells)
        if found is None:
            self._check_parent(row)
            self._new.append((row, cells))
            self._new_names[normalize_unit(row.name)].append(row)
            return Bucket.ADDED
        self._taken.add(found.id)
        changes = len(self._codes) + len(self._names) + len(self._moves)
        self._complete(found, row, cells)
        now = len(self._codes) + len(self._names) + len(self._moves)
        return Bucket.UPDATED if now > changes else Bucket.SAME

    def is_changed(self) -> bool:
        """Whether there is anything to store."""
        return bool(self._new or self._codes or self._names or self._moves)

    def save(self) -> None:
        """Store all that is new or changed, inside an action already begun."""
        order = max((unit.sort_order for unit in self._records.values()), default=0)
        ids = {name: units[0].id for name, units in self._by_name.items()}
        stored: list[tuple[int, UnitRow]] = []
        for number, (row, _cells) in enumerate(self._new, 1):
            unit = Unit(0, self._context.new_uid(), row.code, row.kind, order + number)
            unit_id = self._store.insert_unit(unit)
            stored.append((unit_id, row))
            ids.setdefault(normalize_unit(row.name), unit_id)
            names = (
                (NameRole.SHORT, row.name),
                (NameRole.PARTY, row.party_name),
                (NameRole.WORK, row.work_name),
            )
            self._names += [(unit_id, role, name) for role, name in names if name]
        for unit_id, role, name in self._names:
            normalized = normalize_unit(name)
            initials = unit_initials(self._romaniser, name, normalized)
            self._store.insert_unit_name(UnitName(unit_id, role, name, normalized, initials, Interval()))
        for unit_id, row in stored:
            if row.parent:
                self._hang(unit_id, row.kind, ids[normalize_unit(row.parent)], Interval())
        for unit in self._codes:
            self._store.update_unit(unit)
        for view, parent in self._moves:
            for tree in Tree:
                self._store.end_unit_parent(view.id, tree, self._today)
            self._hang(view.id, view.kind, ids[normalize_unit(parent)], Interval(self._today))

    def _hang(self, unit_id: int, kind: UnitKind, parent_id: int, held: Interval) -> None:
        """Put a unit under its parent: a department is no Party organisation and stands among work units only."""
        for tree in (Tree.WORK,) if kind is UnitKind.DEPARTMENT else Tree:
            self._store.insert_unit_parent(UnitParent(unit_id, tree, parent_id, held))

    def _read(self, cells: Cells) -> UnitRow:
        written = "".join(cells.text("name").split())
        if not written:
            raise Stop("name", Diagnostic(Level.ERROR, "unit_empty"), "repair_fill")
        kind = UnitKind(cells.word("kind", _WORDS) or UnitKind.VILLAGE_BRANCH)
        name, work_name = written, ""
        if kind is UnitKind.VILLAGE_BRANCH:
            name, work_name = chinese.village_names(written)
        party_name = cells.text("party_name")
        if not party_name and kind is UnitKind.VILLAGE_BRANCH:
            party_name = _("{village}党支部").format(village=name)
        parent = cells.text("parent") or self._town(cells.text("town"))
        return UnitRow(name, kind, cells.code("code"), parent, party_name, work_name)

    def _town(self, town: str) -> str:
        """A town column names a parent only where the office has that town."""
        return town if town and normalize_unit(town) in self._by_name else ""

    def _recorded(self, row: UnitRow, cells: Cells) -> UnitView | None:
        """The unit a row means; Stop where code and name point to different ones."""
        if row.code and row.code in self._by_code:
            unit = self._by_code[row.code]
            if normalize_unit(unit.name) != normalize_unit(row.name):
                values = {"code": row.code, "stored": unit.name, "given": row.name}
                renamed = (Difference("name", unit.name, row.name),)
                reason = Diagnostic(Level.WARNING, "unit_renamed", values)
                raise Stop("name", reason, "repair_rename", (SKIP,), differences=renamed)
            return unit
        namesakes = [u for u in self._by_name.get(normalize_unit(row.name), ()) if u.kind is row.kind]
        new = [u for u in self._new_names.get(normalize_unit(row.name), ()) if u.kind is row.kind]
        if NEW in cells.decided and (same := self._same_again(namesakes, row)):
            return same
        for code in [*(u.code for u in namesakes), *(u.code for u in new)]:
            same_town = code[:TOWN_DIGITS] == row.code[:TOWN_DIGITS]
            if (code and row.code and not same_town) or NEW in cells.decided:
                continue
            if new or (code and row.code):
                reason = Diagnostic(Level.WARNING, "unit_twice", {"name": row.name})
                raise Stop("name", reason, "repair_namesakes", (NEW, SKIP))
            return namesakes[0]
        return None

    def _same_again(self, namesakes: list[UnitView], row: UnitRow) -> UnitView | None:
        """The unit that this very row made when it was imported before, so that importing twice changes nothing."""
        for unit in namesakes:
            parent = self._views.get(unit.party_parent or unit.work_parent or 0)
            placed = normalize_unit(parent.name if parent else "") == normalize_unit(row.parent)
            if placed and unit.code == row.code and unit.id not in self._taken:
                return unit
        return None

    def _complete(self, unit: UnitView, row: UnitRow, cells: Cells) -> None:
        """Fill what is not known; a different parent is asked about."""
        parent = self._views.get(unit.party_parent or unit.work_parent or 0)
        stated = cells.text("parent")
        if stated and (parent is None or normalize_unit(parent.name) != normalize_unit(stated)):
            self._check_parent(row)
            if parent is not None and SHEET not in cells.decided:
                values = {"unit": unit.name, "stored": parent.name, "given": stated}
                reason = Diagnostic(Level.WARNING, "community_differs", values)
                moved = (Difference("parent", parent.name, stated),)
                raise Stop("parent", reason, "repair_parent", (SHEET, SKIP), differences=moved)
            self._moves.append((unit, stated))
        if row.code and not unit.code:
            self._codes.append(replace(self._records[unit.id], code=row.code))
        if row.work_name and unit.id not in self._work_names:
            self._names.append((unit.id, NameRole.WORK, row.work_name))
            self._work_names.add(unit.id)

    def _check_parent(self, row: UnitRow) -> None:
        wanted = normalize_unit(row.parent)
        if not row.parent or wanted in self._known_parents or self._by_name.get(wanted):
            return
        raise unknown_unit(row.parent, [unit.name for unit in self._views.values()], "parent")
