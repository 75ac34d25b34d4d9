"""The office's people as they are, and as an import would have them; nothing is written before the end."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from gzparty.domain.names import normalize_name
from gzparty.domain.people import (
    Group,
    Interval,
    Membership,
    Person,
    Post,
    PostTitle,
    UnitView,
    Vacancy,
)
from gzparty.services.context import Context
from gzparty.services.import_names import UnitNames

if TYPE_CHECKING:
    from gzparty.services.ports import PeopleStore


class Record(Protocol):
    """Anything stored under a number."""

    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=Record)


class Shelf(Generic[R]):
    """Records by id; new ones are numbered on from the last, as the store will number them."""

    def __init__(self, records: Iterable[R], last_id: int = 0) -> None:
        self.records = {record.id: record for record in records}
        self._before: dict[int, R] = {}
        self._last_stored = self._last = max(last_id, max(self.records, default=0))

    def new_id(self) -> int:
        """An id for a record not stored yet."""
        self._last += 1
        return self._last

    def is_new(self, number: int) -> bool:
        """Whether a record is not stored yet."""
        return number > self._last_stored

    def put(self, record: R) -> None:
        """Set a record as it should be."""
        if record.id <= self._last_stored:
            self._before.setdefault(record.id, self.records[record.id])
        self.records[record.id] = record

    def added(self) -> list[R]:
        """New records in the order they came."""
        return [record for number, record in self.records.items() if self.is_new(number)]

    def changed(self) -> list[R]:
        """Stored records that differ from what is stored."""
        return [
            self.records[number] for number, before in self._before.items() if self.records[number] != before
        ]


class Book:
    """Units to look up, and shelves of what an import may add or change, on one day."""

    def __init__(self, store: PeopleStore, context: Context) -> None:
        self.today: date = context.today()
        self.new_uid = context.new_uid
        self.units = {unit.id: unit for unit in store.units(self.today) if not unit.closed}
        everyone = store.people()
        last_id = max((person.id for person in everyone), default=0)
        self.people = Shelf[Person]((p for p in everyone if p.merged_into is None), last_id)
        self.posts = Shelf[Post](store.posts())
        self.memberships = Shelf[Membership](store.memberships())
        self.vacancies = Shelf[Vacancy](store.vacancies())
        self.groups = Shelf[Group](store.groups())
        self.order = max((p.sort_order for p in self.people.records.values()), default=0)
        self._store = store
        self._named = UnitNames(self.units.values())
        self.membership_of: dict[int, int] = {}
        self.posts_of: dict[int, list[int]] = defaultdict(list)
        self._namesakes: dict[int, dict[str, tuple[int, ...]]] = defaultdict(dict)
        self._by_phone: dict[tuple[str, str], tuple[int, ...]] = {}
        self._vacancies_of: dict[tuple[int, PostTitle], list[int]] = defaultdict(list)
        self._group_ids: dict[tuple[int, str], int] = {}
        self._group_counts: Counter[int] = Counter()
        self._index()

    def unit(self, text: str, field: str = "unit") -> UnitView:
        """The branch a row names; Stop with the nearest names where there is none."""
        return self._named.find(text, field)

    def namesakes(self, unit_id: int, normalized: str) -> list[Person]:
        """Everyone of a name who is or was placed in a unit by membership or post."""
        return self._people(self._namesakes[unit_id].get(normalized))

    def with_phone(self, normalized: str, phone: str) -> list[Person]:
        """Everyone of a name who can be reached under a phone; nobody where the phone is empty."""
        return self._people(self._by_phone.get((normalized, phone)))

    def put_person(self, person: Person) -> None:
        """A person as they should be, found by name and phone from now on."""
        known = self.people.records.get(person.id)
        self.people.put(person)
        if person.phone and (known is None or known.phone != person.phone):
            self._note_phone(person)

    def next_order(self) -> int:
        """The next place in the office's own order."""
        self.order += 1
        return self.order

    def group(self, unit_id: int, name: str) -> int | None:
        """A branch's Party group by name, made where it does not exist; None for an empty name."""
        if not name:
            return None
        key = (unit_id, normalize_name(name))
        if key not in self._group_ids:
            order = self._group_counts[unit_id] + 1
            group = Group(self.groups.new_id(), self.new_uid(), unit_id, name, order, Interval())
            self.groups.put(group)
            self._note_group(group)
        return self._group_ids[key]

    def current_membership(self, person_id: int) -> Membership | None:
        """The branch a person is in today."""
        found = self.membership_of.get(person_id)
        return None if found is None else self.memberships.records[found]

    def add_membership(self, membership: Membership) -> None:
        """A new membership with a new id, current from now on."""
        self.memberships.put(membership)
        self.membership_of[membership.person_id] = membership.id
        self._place(membership.person_id, membership.unit_id)

    def post(self, unit_id: int, title: PostTitle, person_id: int | None = None) -> Post | None:
        """Who holds a post of a unit today, or whether one person does."""
        for post_id in self.posts_of[unit_id]:
            post = self.posts.records[post_id]
            if post.title is title and post.held_on(self.today) and person_id in (None, post.person_id):
                return post
        return None

    def add_post(self, post: Post) -> None:
        """A new post."""
        post = replace(post, id=self.posts.new_id(), uid=self.new_uid())
        self.posts.put(post)
        self.posts_of[post.unit_id].append(post.id)
        self._place(post.person_id, post.unit_id)

    def vacancy(self, unit_id: int, title: PostTitle) -> Vacancy | None:
        """A post known to be unfilled today."""
        known = (self.vacancies.records[number] for number in self._vacancies_of.get((unit_id, title), ()))
        return next((vacancy for vacancy in known if self.today in vacancy.interval), None)

    def add_vacancy(self, vacancy: Vacancy) -> None:
        """A new vacancy."""
        vacancy = replace(vacancy, id=self.vacancies.new_id())
        self.vacancies.put(vacancy)
        self._vacancies_of[vacancy.unit_id, vacancy.title].append(vacancy.id)

    def is_changed(self) -> bool:
        """Whether there is anything to store."""
        shelves = (self.people, self.posts, self.memberships, self.vacancies, self.groups)
        return any(shelf.added() or shelf.changed() for shelf in shelves)

    def save(self) -> None:
        """Store all that is new or changed, inside an action already begun."""
        store = self._store
        ids = self._store_people()
        group_ids = {group.id: store.insert_group(group) for group in self.groups.added()}
        for person in self.people.changed():
            store.update_person(person)
        for membership in self.memberships.changed():
            store.update_membership(membership)
        for post in self.posts.changed():
            store.update_post(post)
        for vacancy in self.vacancies.changed():
            store.update_vacancy(vacancy)
        store.insert_memberships(_renumbered(m, ids, group_ids) for m in self.memberships.added())
        store.insert_posts(
            replace(post, person_id=ids.get(post.person_id, post.person_id)) for post in self.posts.added()
        )
        for vacancy in self.vacancies.added():
            store.insert_vacancy(vacancy)

    def _store_people(self) -> dict[int, int]:
        """Store the new people; ids that the store numbered otherwise than the shelf, by the shelf's."""
        new = self.people.added()
        numbered = zip((person.id for person in new), self._store.insert_people(new), strict=True)
        return {given: stored for given, stored in numbered if given != stored}

    def _index(self) -> None:
        for person in self.people.records.values():
            if person.phone:
                self._note_phone(person)
        for post in self.posts.records.values():
            self.posts_of[post.unit_id].append(post.id)
            self._place(post.person_id, post.unit_id)
        for membership in self.memberships.records.values():
            if self.today in membership.interval:
                self.membership_of[membership.person_id] = membership.id
                self._place(membership.person_id, membership.unit_id)
        for vacancy in self.vacancies.records.values():
            self._vacancies_of[vacancy.unit_id, vacancy.title].append(vacancy.id)
        for group in self.groups.records.values():
            self._note_group(group)

    def _people(self, numbers: tuple[int, ...] | None) -> list[Person]:
        return [self.people.records[number] for number in numbers] if numbers else []

    def _place(self, person_id: int, unit_id: int) -> None:
        """Let a person be found by name in a unit; those merged into another are looked for no more."""
        person = self.people.records.get(person_id)
        if person is not None:
            placed = self._namesakes[unit_id]
            here = placed.get(person.normalized, ())
            if person_id not in here:
                placed[person.normalized] = (*here, person_id)

    def _note_phone(self, person: Person) -> None:
        key = (person.normalized, person.phone)
        self._by_phone[key] = (*self._by_phone.get(key, ()), person.id)

    def _note_group(self, group: Group) -> None:
        self._group_ids[group.unit_id, normalize_name(group.name)] = group.id
        self._group_counts[group.unit_id] += 1


def _renumbered(membership: Membership, ids: Mapping[int, int], group_ids: Mapping[int, int]) -> Membership:
    person_id = ids.get(membership.person_id, membership.person_id)
    group_id = group_ids.get(membership.group_id or 0, membership.group_id)
    if (person_id, group_id) == (membership.person_id, membership.group_id):
        return membership
    return replace(membership, person_id=person_id, group_id=group_id)
