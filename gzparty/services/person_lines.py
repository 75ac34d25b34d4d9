"""A person in one line: name, unit, posts, party class, credit, as every list of people shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain.forest import community_of
from gzparty.domain.people import Membership, PartyClass, Person, Post, UnitKind, UnitView
from gzparty.domain.phone import masked
from gzparty.i18n import _
from gzparty.labels.people import member_label, post_text
from gzparty.services.credit_book import Account, TargetOf
from gzparty.services.people_views import PersonLine

if TYPE_CHECKING:
    from gzparty.services.ports import Store


class LineWriter:
    """Writes lines of people from their records, posts and memberships."""

    def __init__(self, store: Store, units: Mapping[int, UnitView], on: date) -> None:
        self._store = store
        self._units = units
        self._on = on
        self._groups: dict[int, Mapping[int, str]] = {}

    def lines(
        self, ids: Collection[int], credit: Mapping[int, Account], target: TargetOf
    ) -> dict[int, PersonLine]:
        """The lines of some people; who is not there any more has none."""
        people = self._store.directory.records(ids)
        shared = self._store.directory.shared_names({person.normalized for person in people.values()})
        posts: dict[int, list[Post]] = defaultdict(list)
        for post in self._store.directory.posts_of(ids):
            posts[post.person_id].append(post)
        memberships: dict[int, list[Membership]] = defaultdict(list)
        for membership in self._store.directory.memberships_of(ids):
            memberships[membership.person_id].append(membership)
        nothing = Account()
        return {
            number: self._line(
                people[number],
                posts[number],
                memberships[number],
                credit.get(number, nothing),
                target(number),
                people[number].normalized in shared,
            )
            for number in ids
            if number in people
        }

    def _line(
        self,
        person: Person,
        posts: Sequence[Post],
        memberships: Sequence[Membership],
        account: Account,
        target: int,
        namesake: bool,
    ) -> PersonLine:
        ended = person.ended_on is not None and person.ended_on <= self._on
        held = [post for post in posts if self._stands(post, ended, person)]
        member = next((m for m in memberships if self._belongs(m, ended, person)), None)
        units = self._places(held, member)
        first = units[0] if units else None
        words = list(dict.fromkeys(post_text(post) for post in held))
        party_class = member.party_class if member else PartyClass.NONE
        return PersonLine(
            person_id=person.id,
            name=person.name,
            unit_id=first.id if first else None,
            unit_name=_("、").join(unit.name for unit in units),
            community=self._community(first),
            posts=_("、").join(words) or member_label(party_class),
            party_class=party_class,
            credit=account.total,
            target=target,
            attended=account.present,
            expected=account.expected,
            phone=masked(person.phone) if person.phone else "",
            namesake=namesake,
            ended=ended,
            group=self._group_name(member),
        )

    def _group_name(self, member: Membership | None) -> str:
        """The Party group of a membership; groups are read for branches that have somebody in one."""
        if member is None or member.group_id is None:
            return ""
        if member.unit_id not in self._groups:
            found = self._store.people.groups(member.unit_id)
            self._groups[member.unit_id] = {group.id: group.name for group in found}
        return self._groups[member.unit_id].get(member.group_id, "")

    def _stands(self, post: Post, ended: bool, person: Person) -> bool:
        return post.held_on(self._on) or (ended and post.until == person.ended_on)

    def _belongs(self, membership: Membership, ended: bool, person: Person) -> bool:
        interval = membership.interval
        return self._on in interval or (ended and interval.valid_to == person.ended_on)

    def _places(self, posts: Sequence[Post], member: Membership | None) -> list[UnitView]:
        """The units of the posts in the office's order, else the branch."""
        wanted = {post.unit_id for post in posts} or ({member.unit_id} if member else set())
        found = [self._units[unit_id] for unit_id in wanted if unit_id in self._units]
        return sorted(found, key=lambda unit: (unit.closed, unit.sort_order, unit.id))

    def _community(self, unit: UnitView | None) -> str:
        if unit is None:
            return ""
        if unit.kind is UnitKind.COMMUNITY:
            return unit.name
        above = community_of(unit, self._units)
        return above.name if above else ""
