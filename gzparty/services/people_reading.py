"""Reading units and people for the page 组织与人员: the tree, lists, a person's file, reminders."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from gzparty import settings
from gzparty.domain import reminders as rules
from gzparty.domain.duplicates import alike
from gzparty.domain.forest import COUNTED, Place, places
from gzparty.domain.people import (
    PartyClass,
    Person,
    PostTitle,
    Term,
    Tree,
    UnitView,
)
from gzparty.services.context import Context, Service
from gzparty.services.credit_book import Account, TargetOf, accounts, targets
from gzparty.services.people_lists import Standing
from gzparty.services.people_views import (
    APART,
    GroupLine,
    PeopleQuery,
    PeopleRole,
    PersonFile,
    PersonLine,
    Reminder,
    TreeNode,
)
from gzparty.services.person_lines import LineWriter

if TYPE_CHECKING:
    from gzparty.services.ports import Store

MOST_PAIRS = 200
ORDERS = ("name", "unit", "posts", "credit", "attended", "class", "group")
"""The columns a list of people can be ordered by."""


class PeopleViews(Service):
    """Views of units and people; never writes. Lists are fit for a county of 60,000 people."""

    def __init__(self, store: Store, context: Context) -> None:
        super().__init__(store, context)
        self._kept: tuple[tuple[int, date], Sequence[UnitView]] | None = None

    def tree(self, tree: Tree) -> tuple[TreeNode, ...]:
        """The open units of one tree, parents before children in the office's order, with their figures."""
        on = self._context.today()
        with self._store.snapshot():
            found = places(self._units(on), tree)
            people = _people_below(self._store, found, on)
        units: dict[int, int] = defaultdict(int)
        for place in reversed(found):
            if place.parent_id is not None:
                units[place.parent_id] += units[place.unit.id] + (place.unit.kind in COUNTED)
        return tuple(
            TreeNode(
                place.unit.id,
                place.parent_id,
                place.unit.name,
                place.unit.kind,
                units[place.unit.id],
                people[place.unit.id],
            )
            for place in found
        )

    def ids(self, query: PeopleQuery, order: str | None = None, descending: bool = False) -> Sequence[int]:
        """Who is on a list: by unit and the office's own order, or by one of ORDERS; equal ones stay in it."""
        if order is not None and order not in ORDERS:
            raise ValueError(order)
        with self._store.snapshot():
            standing = self._standing(query)
            found = standing.ids(by_name=order == "name")
            if order in (None, "name", "unit"):
                return found[::-1] if descending else found
            key = self._key(order or "", standing, found)
        return sorted(found, key=key.__getitem__, reverse=descending)

    def counts(self, query: PeopleQuery) -> Mapping[PeopleRole, int]:
        """How many people a list has in each role, whatever role the query itself has."""
        with self._store.snapshot():
            return self._standing(query).counts()

    def lines(self, ids: Collection[int], year: int) -> Mapping[int, PersonLine]:
        """The lines of some people, a page of a list."""
        on = self._context.today()
        with self._store.snapshot():
            units = {unit.id: unit for unit in self._units(on)}
            credit = accounts(self._store, self.settings(), year, set(ids))
            return LineWriter(self._store, units, on).lines(ids, credit, self.target(year))

    def file(self, person_id: int, year: int) -> PersonFile:
        """Everything of one person in one year; KeyError if there is nobody of that id."""
        from gzparty.services.person_file import FileReader

        with self._store.snapshot():
            return FileReader(self._store, self._context, self).read(person_id, year)

    def groups(self, unit_id: int) -> tuple[GroupLine, ...]:
        """The open Party groups of a branch in its order, with the number of their members."""
        on = self._context.today()
        with self._store.snapshot():
            people = self._store.directory.group_counts(unit_id, on)
            return tuple(
                GroupLine(group.id, group.name, people.get(group.id, 0))
                for group in self._store.people.groups(unit_id)
                if on in group.interval
            )

    def reminders(self, within_days: int | None = None) -> tuple[Reminder, ...]:
        """换届, 预备期满 and 光荣在党50年 due in some days, the earliest first; overdue ones come first of all.

        Without `within_days` those of the office's setting.
        """
        on = self._context.today()
        with self._store.snapshot():
            if within_days is None:
                within_days = self._settings().remind_days
            found = [*self._terms(on, within_days), *self._probations(on, within_days)]
            found += self._medals(on, within_days)
        return tuple(sorted(found, key=lambda reminder: reminder.due_on))

    def likely_duplicates(self) -> tuple[tuple[PersonLine, PersonLine], ...]:
        """Pairs of records that may be one person: one name, no fact against it and something for it.

        Something for it is a branch or a fact they share, or that one record knows nothing but the name. At most
        MOST_PAIRS, since nobody decides on more at one sitting; the next come once some are decided.
        """
        with self._store.snapshot():
            pairs = list(islice(self._alike(), MOST_PAIRS))
            lines = self.lines({p.id for pair in pairs for p in pair}, self._context.today().year)
        return tuple((lines[one.id], lines[other.id]) for one, other in pairs)

    def settings(self) -> settings.Settings:
        """The office's settings."""
        return settings.from_stored(self._store.office.load_settings())

    def target(self, year: int) -> TargetOf:
        """What each person shall reach in a year."""
        return targets(self._store, self.settings(), year)

    def _standing(self, query: PeopleQuery) -> Standing:
        on = self._context.today()
        return Standing(self._store, query, self._units(on), on)

    def _units(self, on: date) -> Sequence[UnitView]:
        """The units of a day, kept until the file changes: every list asks for them."""
        version = self._store.version()
        if version is None:
            return self._store.people.units(on)
        if self._kept is None or self._kept[0] != (version, on):
            self._kept = ((version, on), self._store.people.units(on))
        return self._kept[1]

    def _key(self, order: str, standing: Standing, found: Sequence[int]) -> Mapping[int, float]:
        """What a list is sorted by."""
        if order == "class":
            on = self._context.today()
            keys = dict.fromkeys(found, 2)
            for number, party_class in enumerate((PartyClass.FULL, PartyClass.PROBATIONARY)):
                keys.update(dict.fromkeys(self._store.directory.members(on, True, party_class)[0], number))
            return keys
        if order == "group":
            groups = self._store.directory.grouped(self._context.today(), True)
            return {person: groups.get(person, math.inf) for person in found}
        if order == "posts":
            rank = {title: number for number, title in enumerate(PostTitle)}
            keys = dict.fromkeys(found, len(rank))
            for post in standing.posts():
                keys[post.person_id] = min(rank[post.title], keys.get(post.person_id, len(rank)))
            return keys
        credit = accounts(self._store, self.settings(), self._context.today().year)
        if order == "credit":
            return {person: credit[person].total if person in credit else -1 for person in found}
        return {person: _attended(credit.get(person)) for person in found}

    def _terms(self, on: date, within: int) -> Iterable[Reminder]:
        units = {unit.id: unit for unit in self._store.people.units(on) if not unit.closed}
        latest: dict[int, Term] = {term.unit_id: term for term in self._store.people.terms()}
        for unit_id, term in latest.items():
            if unit_id in units:
                name = units[unit_id].party_name
                found = rules.term_ends(unit_id, name, term.elected_on, term.years, on, within)
                if found is not None:
                    yield found

    def _probations(self, on: date, within: int) -> Iterable[Reminder]:
        for person, membership in self._store.directory.probationers(on):
            reminder = rules.probation_of(person, membership, on, within)
            if reminder is not None:
                yield reminder

    def _medals(self, on: date, within: int) -> Iterable[Reminder]:
        span = rules.medal_span(on, within)
        for person in self._store.directory.members_joined(*span, on) if span else ():
            if person.joined is not None:
                found = rules.fifty_years(person.id, person.name, person.joined, on, within)
                if found is not None:
                    yield found

    def _alike(self) -> Iterable[tuple[Person, Person]]:
        named: dict[str, list[Person]] = defaultdict(list)
        for person in self._store.directory.namesakes():
            named[person.normalized].append(person)
        apart = known_apart(self._store)
        people = [person.id for group in named.values() for person in group]
        units: dict[int, set[int]] = defaultdict(set)
        for post in self._store.directory.posts_of(people):
            units[post.person_id].add(post.unit_id)
        for membership in self._store.directory.memberships_of(people):
            units[membership.person_id].add(membership.unit_id)
        for group in named.values():
            for one, other in alike(group, units):
                if frozenset((one.uid, other.uid)) not in apart:
                    yield one, other


def known_apart(store: Store) -> frozenset[frozenset[str]]:
    """The pairs of uids somebody said are two people."""
    stored = store.office.load_settings().get(APART, ())
    return (
        frozenset(frozenset(map(str, pair)) for pair in stored) if isinstance(stored, list) else frozenset()
    )


def _attended(account: Account | None) -> float:
    """The share of sessions come to; those never called come last."""
    return account.present / account.expected if account and account.expected else -1


def _people_below(store: Store, found: Sequence[Place], on: date) -> Mapping[int, int]:
    """How many people each unit has with all below it; of several places in one subtree a person counts once.

    Most people have one place and are only added up; the few with several are followed one by one.
    """
    parent = {place.unit.id: place.parent_id for place in found}
    people: dict[int, int] = defaultdict(int, store.directory.member_counts(on))
    several: dict[int, set[int]] = defaultdict(set)
    for person, unit in store.directory.double_members(on):
        several[person].add(unit)
        people[unit] -= 1
    for post in store.directory.holders(on, gone=False):
        several[post.person_id].add(post.unit_id)
    for place in reversed(found):
        if place.parent_id is not None:
            people[place.parent_id] += people[place.unit.id]
    for units in several.values():
        above: set[int] = set()
        for unit in units:
            step: int | None = unit
            while step is not None and step in parent and step not in above:
                above.add(step)
                step = parent[step]
        for unit in above:
            people[unit] += 1
    return people
