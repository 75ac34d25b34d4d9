"""Who stands where: the ids of a list of people in its order, and how many there are of each role."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from itertools import compress
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
FEW = 5_000
"""Up to so many people found by what was typed are looked up one by one; more are cheaper from a pass over all."""


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
        self._gone = query.gone or query.role is PeopleRole.GONE
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
        wanted = needle(self._query.text)
        if self._query.role is PeopleRole.GONE:
            return self._directory.left(self._on, wanted, by_name)
        return self._directory.people(self._on, self._gone, wanted, by_name)

    def ids(self, by_name: bool = False) -> list[int]:
        """The list in the order of units, then of people; by pinyin if that is asked for.

        预备党员 are listed and counted among 党员 too, as the Party's own figures do.
        """
        people = self.everyone(by_name)
        if not people:
            return []
        ranks = self.ranks(people if len(people) < FEW else None)
        listed = [person for person in people if person in ranks]
        if not by_name:
            listed.sort(key=ranks.__getitem__)
        everywhere = self.is_whole_office and self._query.role in (PeopleRole.ALL, PeopleRole.GONE)
        if everywhere and len(listed) < len(people):
            if by_name:
                return people
            listed += [person for person in people if person not in ranks]
        return listed

    def ranks(self, people: Sequence[int] | None = None) -> dict[int, int]:
        """The place of each person of the query's role, of some people or all: that of the first of their units."""
        role, gone = self._query.role, self._gone
        if role in (PeopleRole.SECRETARY, PeopleRole.COMMITTEE):
            posts = [post for post in self.posts() if has_role(post, role)]
            return self._placed([post.person_id for post in posts], [post.unit_id for post in posts])
        party_class = PartyClass.PROBATIONARY if role is PeopleRole.PROBATIONARY else None
        found = self._placed(*self._directory.members(self._on, gone, party_class, people))
        if role in (PeopleRole.ALL, PeopleRole.GONE):
            for person, rank in self._placed(*self._directory.posted(self._on, gone, people)).items():
                found[person] = min(rank, found.get(person, rank))
        return found

    def counts(self) -> dict[PeopleRole, int]:
        """How many people each role has; who stands in two villages counts once."""
        people = set(self.everyone())
        full, probationary = (
            people & self._members(party_class, people)
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
            PeopleRole.GONE: self._count_gone(),
        }

    def posts(self) -> list[PostHeld]:
        """Posts held, of whatever unit."""
        return self._directory.holders(self._on, self._gone)

    def _count_gone(self) -> int:
        """How many left: for a unit those whose last place was there or below."""
        left = self._directory.left(self._on, needle(self._query.text))
        if not left or self.is_whole_office:
            return len(left)
        placed = self._placed(*self._directory.members(self._on, True, None, left))
        return len(placed | self._placed(*self._directory.posted(self._on, True, left)))

    def _members(self, party_class: PartyClass, among: Collection[int]) -> set[int]:
        few = among if len(among) < FEW else None
        people, units = self._directory.members(self._on, self._gone, party_class, few)
        return set(compress(people, map(self._rank.__contains__, units)))

    def _placed(self, people: Sequence[int], units: Sequence[int]) -> dict[int, int]:
        """The first place of each person; nearly everyone has one only, so that no loop is needed."""
        placed = dict(zip(people, map(self._rank.get, units), strict=True))
        if len(placed) == len(people):
            return {person: rank for person, rank in placed.items() if rank is not None}
        found: dict[int, int] = {}
        for person, unit in zip(people, units, strict=True):
            rank = self._rank.get(unit)
            if rank is not None:
                found[person] = min(rank, found.get(person, rank))
        return found
