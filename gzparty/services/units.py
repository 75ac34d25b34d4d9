"""Use cases of units: their names and their places in the two trees, from a day on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain import entry
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.names import normalize_unit
from gzparty.domain.people import (
    Group,
    Interval,
    Membership,
    NameRole,
    Tree,
    Unit,
    UnitKind,
    UnitName,
    UnitParent,
    UnitView,
)
from gzparty.i18n import _
from gzparty.records import dataclass
from gzparty.services.context import Context, Done, Service
from gzparty.services.romanisation import Romaniser, unit_initials

if TYPE_CHECKING:
    from gzparty.services.ports import Store


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """What is known of a new unit; an empty Party name is made from the short one where the kind has one."""

    name: str
    kind: UnitKind
    code: str = ""
    party_parent: int | None = None
    work_parent: int | None = None
    party_name: str = ""
    work_name: str = ""


class Units(Service):
    """Writes of units; all of them 变动 from a day on, so that old rolls keep their day's facts."""

    def __init__(self, store: Store, context: Context, romaniser: Romaniser) -> None:
        super().__init__(store, context)
        self._romaniser = romaniser

    def units(self, on: date | None = None) -> Sequence[UnitView]:
        """The units as of a day, today if none is given."""
        return self._store.people.units(on or self._context.today())

    def units_by_id(self, on: date | None = None) -> Mapping[int, UnitView]:
        """The same by their ids."""
        return self._units_by_id(on)

    def find_unit(self, text: str, on: date | None = None) -> UnitView:
        """The one unit a name or code means; raises Refusal where none or several do."""
        wanted = normalize_unit(text)
        units = self.units(on)
        found = [u for u in units if u.code == text or normalize_unit(u.name) == wanted]
        exact = [u for u in found if text in (u.name, u.party_name, u.code)]
        found = exact or found
        if not found:
            raise Refusal("unit_unknown", name=text)
        if len(found) > 1:
            raise Refusal(
                "unit_ambiguous", name=text, count=len(found), names=_("、").join(u.name for u in found)
            )
        return found[0]

    def add_unit(self, draft: UnitDraft) -> Done[Unit]:
        """Add a unit with its names and its place in both trees."""
        draft = replace(
            draft,
            name=entry.checked_name(draft.name),
            party_name=entry.checked_text(draft.party_name, entry.NAME_LIMIT),
            work_name=entry.checked_text(draft.work_name, entry.NAME_LIMIT),
        )
        self._refuse_taken(draft.name, draft.kind)
        for parent in (draft.party_parent, draft.work_parent):
            if parent is not None:
                self.open_unit(parent, self._context.today())
        with self._action(_("加单位 {name}").format(name=draft.name), "unit.add") as action:
            unit = self.insert_unit(draft)
        return self._done(action, unit)

    def insert_unit(self, draft: UnitDraft) -> Unit:
        """Store a unit inside an action already begun."""
        store = self._store.people
        order = max((u.sort_order for u in store.unit_records()), default=0) + 1
        unit = Unit(0, self._context.new_uid(), draft.code, draft.kind, order)
        unit = replace(unit, id=store.insert_unit(unit))
        names = {NameRole.SHORT: draft.name, NameRole.PARTY: draft.party_name, NameRole.WORK: draft.work_name}
        for role, name in names.items():
            if name:
                store.insert_unit_name(self._unit_name(unit.id, role, name, Interval()))
        for tree, parent in ((Tree.PARTY, draft.party_parent), (Tree.WORK, draft.work_parent)):
            if parent is not None:
                store.insert_unit_parent(UnitParent(unit.id, tree, parent, Interval()))
        return unit

    def rename_unit(self, unit_id: int, role: NameRole, name: str, since: date) -> Done[None]:
        """Give a unit another name from a day on; records before it keep the old one."""
        name, unit = entry.checked_name(name), self._unit(unit_id, since)
        if role is NameRole.SHORT:
            self._refuse_taken(name, unit.kind, but=unit_id)
        for held in self._store.people.unit_names():
            if held.unit_id == unit_id and held.role is role:
                _refuse_before(held.interval, since)
        with self._action(_("单位改名为 {name}").format(name=name), "unit.rename") as action:
            self._store.people.end_unit_name(unit_id, role, since)
            self._store.people.insert_unit_name(self._unit_name(unit_id, role, name, Interval(since)))
        return self._done(action, None)

    def move_unit(self, unit_id: int, tree: Tree, parent_id: int, since: date) -> Done[None]:
        """Hang a unit under another parent from a day on; never under itself."""
        self.open_unit(parent_id, since)
        for held in self._store.people.unit_parents():
            if held.unit_id == unit_id and held.tree is tree:
                _refuse_before(held.interval, since)
        self._refuse_loop(unit_id, tree, parent_id, since)
        with self._action(_("单位变动归属"), "unit.move") as action:
            self._store.people.end_unit_parent(unit_id, tree, since)
            self._store.people.insert_unit_parent(UnitParent(unit_id, tree, parent_id, Interval(since)))
        return self._done(action, None)

    def close_unit(self, unit_id: int, since: date) -> Done[None]:
        """Close a unit from a day on (停用); its records stay."""
        unit = self._record(unit_id)
        if unit.closed_on is not None:
            raise Refusal("unit_closed_already", day=unit.closed_on)
        entry.check_span(unit.founded_on, entry.checked_day(since))
        name = self._unit(unit_id, since).name
        with self._action(_("停用 {name}").format(name=name), "unit.close") as action:
            self._store.people.update_unit(replace(unit, closed_on=since))
        return self._done(action, None)

    def reopen_unit(self, unit_id: int) -> Done[None]:
        """Take a closed unit into use again, as if it had not been closed; one merged away is brought back by undo."""
        unit = self._record(unit_id)
        if unit.merged_into is not None:
            target = self._unit(unit.merged_into, self._context.today())
            raise Refusal("unit_merged_away", target=target.name)
        name = self._unit(unit_id, self._context.today()).name
        with self._action(_("恢复 {name}").format(name=name), "unit.reopen") as action:
            self._store.people.update_unit(replace(unit, closed_on=None))
        return self._done(action, None)

    def open_unit(self, unit_id: int, on: date) -> UnitView:
        """A unit that still exists that day; refused where it is closed."""
        unit = self._unit(unit_id, on)
        if unit.closed:
            raise Refusal("unit_closed", name=unit.name)
        return unit

    def _unit_name(self, unit_id: int, role: NameRole, name: str, interval: Interval) -> UnitName:
        normalized = normalize_unit(name)
        initials = unit_initials(self._romaniser, name, normalized)
        return UnitName(unit_id, role, name.strip(), normalized, initials, interval)

    def _transfer(self, membership: Membership, unit_id: int, since: date) -> None:
        ended = Interval(membership.interval.valid_from, since)
        self._store.people.update_membership(replace(membership, interval=ended))
        self._store.people.insert_membership(
            replace(
                membership,
                id=0,
                uid=self._context.new_uid(),
                unit_id=unit_id,
                group_id=None,
                interval=Interval(since, membership.interval.valid_to),
            )
        )

    def _change(self, membership: Membership, changed: Membership, since: date) -> Membership:
        """Let a membership be another from a day on; one that began that very day is corrected."""
        if membership.interval.valid_from == since:
            self._store.people.update_membership(changed)
            return changed
        ended = Interval(membership.interval.valid_from, since)
        self._store.people.update_membership(replace(membership, interval=ended))
        begun = replace(
            changed,
            id=0,
            uid=self._context.new_uid(),
            interval=Interval(since, membership.interval.valid_to),
        )
        return replace(begun, id=self._store.people.insert_membership(begun))

    def _unit(self, unit_id: int, on: date) -> UnitView:
        found = next((unit for unit in self.units(on) if unit.id == unit_id), None)
        if found is None:
            raise Refusal("unit_not_yet", day=on)
        return found

    def _record(self, unit_id: int) -> Unit:
        return next(unit for unit in self._store.people.unit_records() if unit.id == unit_id)

    def _group(self, group_id: int) -> Group:
        return next(group for group in self._store.people.groups() if group.id == group_id)

    def _refuse_taken(self, name: str, kind: UnitKind, but: int | None = None) -> None:
        for unit in self.units():
            if unit.id != but and unit.kind is kind and normalize_unit(unit.name) == normalize_unit(name):
                raise Refusal("unit_name_taken", name=name)

    def _refuse_loop(self, unit_id: int, tree: Tree, parent_id: int, on: date) -> None:
        if unit_id == parent_id or any(unit_id in above for above in self._above(parent_id, tree, on)):
            name = next(unit.name for unit in self.units(on) if unit.id == unit_id)
            raise Refusal("unit_parent_loop", name=name)

    def _above(self, unit_id: int, tree: Tree, since: date) -> Iterator[set[int]]:
        """The units above one in a tree: on a day, and on each later day on which the tree changes."""
        places = [place for place in self._store.people.unit_parents() if place.tree is tree]
        changes = {place.interval.valid_from for place in places}
        for day in {since, *(change for change in changes if change is not None and change > since)}:
            parents = {place.unit_id: place.parent_id for place in places if day in place.interval}
            above: set[int] = set()
            seen = parents.get(unit_id)
            while seen is not None and seen not in above:
                above.add(seen)
                seen = parents.get(seen)
            yield above


def _refuse_before(held: Interval, since: date) -> None:
    """Refuse to change from a day on what begins only later: two facts would hold at once."""
    if held.valid_to is None and held.valid_from is not None and since < held.valid_from:
        raise Refusal("date_before_record", day=since, begun=held.valid_from)
