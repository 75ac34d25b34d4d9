"""Who stands where: the ids of a list of people in its order, and how many there are of each role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain import chinese
from gzparty.domain.forest import places, subtree
from gzparty.domain.people import COMMITTEE_TITLES, PartyClass, PostHeld, PostTitle, UnitView
from gzparty.domain.search import needle
from gzparty.services.people_views import PeopleQuery, PeopleRole

if TYPE_CHECKING:
    from gzparty.services.ports import Store

SECRETARIES = frozenset({PostTitle.SECRETARY, PostTitle.COMMUNITY_SECRETARY})
"""书记: of villages and branches and of communities; a 第一书记 is sent, not elected, and is none of them."""
TWO_COMMITTEES = COMMITTEE_TITLES | {PostTitle.DIRECTOR}
"""两委: the branch committee and the village committee, whose other members are known by the words of their post."""
CLASSES = {
    PeopleRole.ALL: (PartyClass.FULL, PartyClass.PROBATIONARY),
    PeopleRole.MEMBER: (PartyClass.FULL, PartyClass.PROBATIONARY),
    PeopleRole.PROBATIONARY: (PartyClass.PROBATIONARY,),
}
"""Whose membership puts them on a list; 预备党员 are counted among 党员, as the Party's own figures do."""


def has_role(post: PostHeld, role: PeopleRole) -> bool:
    """Whether a post puts its holder on the list of a role."""
    if role is PeopleRole.SECRETARY:
        return post.title in SECRETARIES
    if role is PeopleRole.COMMITTEE:
        return post.title in TWO_COMMITTEES or chinese.is_village_council(post.title_text)
    return role is PeopleRole.ALL


class Standing:
    """The people of one query on a day, place by place; reads as little as each question needs."""

    def __init__(self, store: Store, query: PeopleQuery, units: Sequence[UnitView], on: date) -> None:
        self._directory = store.directory
        self._query = query
        self._on = on
        found = places(units, query.tree)
        ordered = (
            [place.unit.id for place in found] if query.unit_id is None else subtree(found, query.unit_id)
        )
        if query.unit_id is None:
            shown = set(ordered)
            ordered += [unit.id for unit in units if not unit.closed and unit.id not in shown]
        self._rank = {unit_id: rank for rank, unit_id in enumerate(ordered)}

    @property
    def is_whole_office(self) -> bool:
        """Whether people without any place belong here too."""
        return self._query.unit_id is None

    def everyone(self, by_name: bool = False) -> list[int]:
        """All people whom the typed text fits, of whatever unit, in the office's order or by pinyin."""
        return self._directory.people(self._on, self._query.gone, needle(self._query.text), by_name)

    def ids(self, by_name: bool = False) -> list[int]:
        """The list in the order of units, then of people; by pinyin if that is asked for."""
        people = self.everyone(by_name)
        if not people:
            return []
        ranks = self.ranks()
        listed = [person for person in people if person in ranks]
        if not by_name:
            listed.sort(key=ranks.__getitem__)
        if self.is_whole_office and self._query.role is PeopleRole.ALL and len(listed) < len(people):
            if by_name:
                return people
            listed += [person for person in people if person not in ranks]
        return listed

    def ranks(self) -> dict[int, int]:
        """The place of each person of the query's role: that of the first of their units."""
        found: dict[int, int] = {}
        for party_class in CLASSES.get(self._query.role, ()):
            self._place(found, *self._directory.members(self._on, self._query.gone, party_class))
        if self._query.role not in (PeopleRole.MEMBER, PeopleRole.PROBATIONARY):
            posts = [post for post in self.posts() if has_role(post, self._query.role)]
            self._place(found, [post.person_id for post in posts], [post.unit_id for post in posts])
        return found

    def counts(self) -> dict[PeopleRole, int]:
        """How many people each role has; who stands in two villages counts once."""
        people = set(self.everyone())
        full, probationary = (
            people.intersection(self._members(party_class))
            for party_class in (PartyClass.FULL, PartyClass.PROBATIONARY)
        )
        posts = [post for post in self.posts() if post.unit_id in self._rank]
        holders = {
            role: people & {post.person_id for post in posts if has_role(post, role)}
            for role in (PeopleRole.ALL, PeopleRole.SECRETARY, PeopleRole.COMMITTEE)
        }
        members = full | probationary
        everyone = people if self.is_whole_office else members | holders[PeopleRole.ALL]
        return {
            PeopleRole.ALL: len(everyone),
            PeopleRole.SECRETARY: len(holders[PeopleRole.SECRETARY]),
            PeopleRole.COMMITTEE: len(holders[PeopleRole.COMMITTEE]),
            PeopleRole.MEMBER: len(members),
            PeopleRole.PROBATIONARY: len(probationary),
        }

    def posts(self) -> list[PostHeld]:
        """Posts held, of whatever unit."""
        return self._directory.holders(self._on, self._query.gone)

    def _members(self, party_class: PartyClass) -> Iterable[int]:
        people, units = self._directory.members(self._on, self._query.gone, party_class)
        rank = self._rank
        return (person for person, unit in zip(people, units, strict=True) if unit in rank)

    def _place(self, found: dict[int, int], people: Sequence[int], units: Sequence[int]) -> None:
        rank = self._rank
        for person, unit in zip(people, units, strict=True):
            place = rank.get(unit)
            if place is not None and place < found.get(person, place + 1):
                found[person] = place
