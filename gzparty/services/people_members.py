"""Use cases of membership: into a branch, out of one into another, into a group, from probation to full."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gzparty.domain import entry
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.people import Interval, Membership, PartyClass, Person
from gzparty.i18n import _
from gzparty.services.context import Done
from gzparty.services.units import Units


class Members(Units):
    """Writes of memberships; 变动 from a day on, so that old rolls keep their day's facts."""

    def admit(
        self,
        person_id: int,
        unit_id: int,
        party_class: PartyClass,
        since: date | None,
        group_id: int | None = None,
    ) -> Done[Membership]:
        """Put a person into a branch; refused while the person is a member of one."""
        on = entry.checked_day(since or self._context.today())
        person, unit = self._present(person_id, on), self.open_unit(unit_id, on)
        self._check_group(group_id, unit_id, on)
        for held in self._store.people.memberships(person_id):
            if held.interval.valid_to is None or held.interval.valid_to > on:
                branch = self._unit(held.unit_id, self._context.today()).name
                raise Refusal("member_already", name=person.name, unit=branch, target=unit.name)
        membership = Membership(
            0, self._context.new_uid(), person_id, unit_id, group_id, party_class, False, Interval(since)
        )
        with self._action(_("登记党员"), "person.admit") as action:
            membership = replace(membership, id=self._store.people.insert_membership(membership))
        return self._done(action, membership)

    def move_member(self, person_id: int, unit_id: int, since: date) -> Done[None]:
        """Transfer a member to another branch from a day on."""
        person = self._present(person_id, entry.checked_day(since))
        self.open_unit(unit_id, since)
        with self._action(_("{name} 转移组织关系").format(name=person.name), "person.move") as action:
            for membership in self._store.people.memberships(person_id):
                if since in membership.interval:
                    self._transfer(membership, unit_id, since)
        return self._done(action, None)

    def confirm_member(self, person_id: int, since: date) -> Done[Membership]:
        """A probationary member becomes a full one (转正) from a day on."""
        person = self._present(person_id, entry.checked_day(since))
        held = self._membership(person, since)
        if held.party_class is not PartyClass.PROBATIONARY:
            raise Refusal("member_full_already", name=person.name)
        with self._action(_("{name} 转正").format(name=person.name), "member.confirm") as action:
            changed = self._change(held, replace(held, party_class=PartyClass.FULL), since)
        return self._done(action, changed)

    def change_group(self, person_id: int, group_id: int | None, since: date) -> Done[Membership]:
        """Put a member into another group of the branch from a day on; None into no group."""
        person = self._present(person_id, entry.checked_day(since))
        held = self._membership(person, since)
        self._check_group(group_id, held.unit_id, since)
        with self._action(_("{name} 调整党小组").format(name=person.name), "member.group") as action:
            changed = self._change(held, replace(held, group_id=group_id), since)
        return self._done(action, changed)

    def correct_membership(self, membership: Membership) -> Done[Membership]:
        """Correct what was noted wrongly of a membership (改错)."""
        entry.check_span(membership.interval.valid_from, membership.interval.valid_to)
        self._check_group(membership.group_id, membership.unit_id, None)
        with self._action(_("修改党员登记"), "member.edit") as action:
            self._store.people.update_membership(membership)
        return self._done(action, membership)

    def _present(self, person_id: int, on: date) -> Person:
        """A person who is still there that day."""
        person = self._store.people.person(person_id)
        if person.merged_into is not None:
            raise Refusal("person_merged_away", name=person.name)
        if person.ended_on is not None and person.ended_on <= on:
            raise Refusal("person_gone", name=person.name, day=person.ended_on)
        return person

    def _membership(self, person: Person, on: date) -> Membership:
        for held in self._store.people.memberships(person.id):
            if on in held.interval:
                return held
        raise Refusal("member_not", name=person.name, day=on)

    def _check_group(self, group_id: int | None, unit_id: int, on: date | None) -> None:
        if group_id is None:
            return
        group = self._group(group_id)
        if group.unit_id != unit_id:
            raise Refusal("group_elsewhere", name=group.name)
        if on is not None and group.interval.valid_to is not None and group.interval.valid_to <= on:
            raise Refusal("group_closed_already", name=group.name, day=group.interval.valid_to)
