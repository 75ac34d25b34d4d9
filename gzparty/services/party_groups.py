"""Use cases of Party groups (党小组), the parts of a branch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from gzparty.domain import entry
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.people import Group, Interval
from gzparty.i18n import _
from gzparty.services.context import Done
from gzparty.services.units import Units


class PartyGroups(Units):
    """Writes of groups; one that is closed keeps its records."""

    def add_group(self, unit_id: int, name: str, since: date | None = None) -> Done[Group]:
        """Add a Party group (党小组) to a branch, last in its order."""
        unit = self.open_unit(unit_id, since or self._context.today())
        name = entry.checked_name(name)
        groups = self._store.people.groups(unit_id)
        self._refuse_group(groups, name)
        order = max((group.sort_order for group in groups), default=0) + 1
        group = Group(0, self._context.new_uid(), unit_id, name, order, Interval(since))
        with self._action(_("{unit} 加 {name}").format(unit=unit.name, name=name), "group.add") as action:
            group = replace(group, id=self._store.people.insert_group(group))
        return self._done(action, group)

    def rename_group(self, group_id: int, name: str) -> Done[Group]:
        """Give a group another name, for all time."""
        group, name = self._group(group_id), entry.checked_name(name)
        self._refuse_group([g for g in self._store.people.groups(group.unit_id) if g.id != group_id], name)
        changed = replace(group, name=name)
        with self._action(_("党小组改名为 {name}").format(name=name), "group.rename") as action:
            self._store.people.update_group(changed)
        return self._done(action, changed)

    def close_group(self, group_id: int, on: date) -> Done[None]:
        """Close a group on a day; its members stay in the branch, without a group from then on."""
        group = self._group(group_id)
        if group.interval.valid_to is not None:
            raise Refusal("group_closed_already", name=group.name, day=group.interval.valid_to)
        entry.check_span(group.interval.valid_from, entry.checked_day(on))
        with self._action(_("撤销 {name}").format(name=group.name), "group.close") as action:
            for membership in self._store.people.memberships():
                if membership.group_id == group_id and on in membership.interval:
                    self._change(membership, replace(membership, group_id=None), on)
            ended = Interval(group.interval.valid_from, on)
            self._store.people.update_group(replace(group, interval=ended))
        return self._done(action, None)

    def _refuse_group(self, groups: Sequence[Group], name: str) -> None:
        today = self._context.today()
        if any(today in group.interval and group.name == name for group in groups):
            raise Refusal("group_name_taken", name=name)
