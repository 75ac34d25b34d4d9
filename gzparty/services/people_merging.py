"""Merging two records of one person without losing a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from gzparty.domain import merging
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.merging import MEMBERSHIP, FactDifference, Side
from gzparty.domain.names import normalize_name
from gzparty.domain.people import Interval, Membership, Person
from gzparty.labels.ballots import selection_name
from gzparty.services.context import Service
from gzparty.services.people_reading import PeopleViews
from gzparty.services.people_views import MergePreview
from gzparty.services.romanisation import Romaniser
from gzparty.services.selection_steps import refuse


class Merging(Service):
    """Shows what a merge would do, and does it inside an action already begun."""

    def pair(self, source_id: int, target_id: int) -> tuple[Person, Person]:
        """Both records; refused where they are one already."""
        if source_id == target_id:
            raise Refusal("person_merge_itself")
        source, target = self._store.people.person(source_id), self._store.people.person(target_id)
        for person in (source, target):
            if person.merged_into is not None:
                raise Refusal("person_merged_away", name=person.name)
        return source, target

    def obstacles(self, source_id: int, target_id: int) -> tuple[Diagnostic, ...]:
        """What would have one person stand somewhere twice; each says where, and what to do first."""
        store = self._store
        nominated = merging.nominated_twice(
            store.selections.of_candidate(source_id), store.selections.of_candidate(target_id)
        )
        listed = merging.listed_twice(
            store.reserves.of_person(source_id), store.reserves.of_person(target_id)
        )
        units = self._units_by_id() if listed else {}
        found = [
            ("person_merge_nominated", {"selection": selection_name(store.selections.get(mine.selection_id))})
            for mine, _theirs in nominated
        ]
        found += [
            ("person_merge_listed", {"unit": units[one].name if one in units else ""}) for one in listed
        ]
        return tuple(Diagnostic(Level.ERROR, code, values) for code, values in found)

    def preview(self, source_id: int, target_id: int) -> MergePreview:
        """What goes over and what differs."""
        source, target = self.pair(source_id, target_id)
        year = self._context.today().year
        lines = PeopleViews(self._store, self._context).lines([source_id, target_id], year)
        mine = {sitting.id for sitting, _row in self._store.sittings.of_person(source_id)}
        theirs = {sitting.id for sitting, _row in self._store.sittings.of_person(target_id)}
        return MergePreview(
            source=lines[source_id],
            target=lines[target_id],
            goes_over=self._store.people.rows_naming(source_id),
            shared_rolls=len(mine & theirs),
            differences=(*merging.differences(source, target), *self._branches(source_id, target_id)),
            obstacles=self.obstacles(source_id, target_id),
        )

    def merge(
        self, source: Person, target: Person, choices: Mapping[str, Side], romaniser: Romaniser
    ) -> Person:
        """Point every row to the target, settle the memberships and mark the source as a duplicate.

        Refusal where one person would then stand somewhere twice.
        """
        refuse(self.obstacles(source.id, target.id))
        known = {*merging.FACTS, MEMBERSHIP}
        for field in choices:
            if field not in known:
                raise ValueError(field)
        merged = merging.merged(source, target, choices)
        if merged.name != target.name:
            normalized = normalize_name(merged.name)
            pinyin, initials = romaniser.person(normalized)
            merged = replace(merged, normalized=normalized, pinyin=pinyin, initials=initials)
        if target.ended_on is not None and source.ended_on is None:
            merged = replace(merged, ended_on=None, ended_reason="")
        self._settle_memberships(source.id, target.id, choices.get(MEMBERSHIP, Side.TARGET))
        self._store.people.reassign_person(source.id, target.id)
        self._store.people.update_person(merged)
        self._store.people.update_person(
            replace(
                source,
                merged_into=target.id,
                ended_reason="duplicate",
                ended_on=source.ended_on or self._context.today(),
            )
        )
        return merged

    def _branches(self, source_id: int, target_id: int) -> tuple[FactDifference, ...]:
        """A choice where both are members of a branch today: a person is a member of one."""
        today = self._context.today()
        units = {unit.id: unit.party_name for unit in self._store.people.units(today)}
        now = [
            next((m for m in self._store.people.memberships(number) if today in m.interval), None)
            for number in (source_id, target_id)
        ]
        mine, theirs = now
        if mine is None or theirs is None:
            return ()
        if (mine.unit_id, mine.party_class) == (theirs.unit_id, theirs.party_class):
            return ()
        names = [units.get(held.unit_id, "") for held in (mine, theirs)]
        return (FactDifference(MEMBERSHIP, names[0], names[1], Side.TARGET),)

    def _settle_memberships(self, source_id: int, target_id: int, stays: Side) -> None:
        """Where both records are members on one day the chosen one's membership holds; the other keeps its other days."""
        loser, winner = (source_id, target_id) if stays is Side.TARGET else (target_id, source_id)
        taken = [held.interval for held in self._store.people.memberships(winner)]
        for held in self._store.people.memberships(loser):
            pieces = merging.remaining(held.interval, taken)
            if list(pieces) == [held.interval] or merging.is_empty(held.interval):
                continue
            first, *others = pieces or [_no_day(held.interval, self._context.today())]
            self._store.people.update_membership(replace(held, interval=first))
            for piece in others:
                self._insert(replace(held, interval=piece))

    def _insert(self, membership: Membership) -> None:
        self._store.people.insert_membership(replace(membership, id=0, uid=self._context.new_uid()))


def _no_day(held: Interval, today: date) -> Interval:
    """An interval of no day, for a row that is kept but holds no more."""
    day = held.valid_from or today
    return Interval(day, day)
