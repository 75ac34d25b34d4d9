"""Use case of two units that become one, and what follows in meetings and rosters."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import replace
from datetime import date, datetime

from gzparty.domain import entry
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.people import Interval, Tree
from gzparty.domain.sitting import BRANCH_LIFE, RollState, RosterKind, RosterRule
from gzparty.i18n import _
from gzparty.services.context import Done
from gzparty.services.units import Units

FIRST_PERIOD, LAST_PERIOD = "0", "9999-Z"
"""Between these lies every period, as text."""


class UnitMerging(Units):
    """Merges from a day on; what was before stays what it was."""

    def merge_units(self, source_id: int, target_id: int, since: date) -> Done[None]:
        """Merge one unit into another from a day on: members and posts go over, the old unit is closed."""
        if source_id == target_id:
            raise Refusal("unit_merge_itself")
        store = self._store.people
        source = self._record(source_id)
        if source.closed_on is not None:
            raise Refusal("unit_closed_already", day=source.closed_on)
        entry.checked_day(since)
        self._refuse_merge(source_id, target_id, since)
        facts = {
            name: self._unit(unit, since).name
            for name, unit in (("source", source_id), ("target", target_id))
        }
        with self._action(_("{source}并入{target}").format(**facts), "unit.merge") as action:
            for membership in store.memberships():
                if membership.unit_id == source_id and since in membership.interval:
                    self._transfer(membership, target_id, since)
            for post in store.posts():
                if post.unit_id == source_id and post.held_on(since):
                    store.update_post(replace(post, until=since))
            for child in store.unit_parents():
                if child.parent_id == source_id and since in child.interval:
                    store.end_unit_parent(child.unit_id, child.tree, since)
                    store.insert_unit_parent(replace(child, parent_id=target_id, interval=Interval(since)))
            store.update_unit(replace(source, closed_on=since, merged_into=target_id))
            self._move_meetings(source_id, target_id, since)
            self._rewrite_rosters(
                lambda r: replace(r, units=renamed(r.units, source_id, target_id)), {RollState.OPEN}, since
            )
        return self._done(action, None)

    def _move_meetings(self, source_id: int, target_id: int, since: date) -> None:
        """Records from the day of a merge on are the new branch's, its groups gone; earlier ones stay what they were."""
        meetings = self._store.meetings.of_unit(source_id, FIRST_PERIOD, LAST_PERIOD)
        sittings = self._store.sittings.many({meeting.sitting_id for meeting in meetings})
        for meeting in meetings:
            sitting = sittings[meeting.sitting_id]
            if sitting.start.date() < since:
                continue
            self._store.meetings.update(replace(meeting, unit_id=target_id, group_id=None))
            if sitting.roster.kind is RosterKind.GROUP and sitting.roll_state is RollState.OPEN:
                branch = replace(sitting.roster, kind=RosterKind.BRANCH, groups=())
                self._store.sittings.update(replace(sitting, roster=branch))

    def _rewrite_rosters(
        self,
        rewrite: Callable[[RosterRule], RosterRule],
        states: Container[RollState],
        since: date = date.min,
    ) -> None:
        """Let the rosters of some states name what a merged record has become; a branch's own meetings from a day on."""
        for sitting in self._store.sittings.between(datetime.min, datetime.max):
            if sitting.roster.kind in BRANCH_LIFE and sitting.start.date() < since:
                continue
            rewritten = rewrite(sitting.roster)
            if sitting.roll_state in states and rewritten != sitting.roster:
                self._store.sittings.update(replace(sitting, roster=rewritten))

    def _refuse_merge(self, source_id: int, target_id: int, since: date) -> None:
        units = {unit.id: unit for unit in self.units(since)}
        if units[target_id].closed:
            raise Refusal("unit_closed", name=units[target_id].name)
        for tree in Tree:
            if any(source_id in above for above in self._above(target_id, tree, since)):
                raise Refusal("unit_merge_below", source=units[source_id].name, target=units[target_id].name)


def renamed(ids: tuple[int, ...], source: int, target: int) -> tuple[int, ...]:
    """Ids with one put in the place of another, each once."""
    return tuple(dict.fromkeys(target if number == source else number for number in ids))
