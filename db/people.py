"""People, memberships and posts as rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from db.people_naming import PeopleNaming
from db.table import DAY, FLAG, INTERVAL, PARTIAL, Table, code, placeholders
from db.units import SqliteUnits
from gzparty.domain.forest import community_of
from gzparty.domain.people import (
    Holder,
    Membership,
    PartyClass,
    Person,
    Post,
    PostTitle,
)

PEOPLE = Table("person", Person, birth=PARTIAL, joined=PARTIAL, ended_on=DAY)
MEMBERSHIPS = Table("membership", Membership, party_class=code(PartyClass), mobile=FLAG, interval=INTERVAL)
POSTS = Table("post", Post, title=code(PostTitle), acting=FLAG, since=PARTIAL, until=DAY)


class SqlitePeople(SqliteUnits, PeopleNaming):
    """Fulfils the PeopleStore port."""

    def people(self) -> Sequence[Person]:
        """Everyone, in the office's order."""
        return PEOPLE.select(self._connection, "ORDER BY sort_order, id")

    def next_order(self) -> int:
        """The place in the office's order after everyone."""
        found = self._connection.execute("SELECT coalesce(max(sort_order), 0) + 1 FROM person")
        return int(found.fetchone()[0])

    def with_uid(self, uid: str) -> Person | None:
        """The person of a uid; None if there is none."""
        return next(iter(PEOPLE.select(self._connection, "WHERE uid = ?", (uid,))), None)

    def set_orders(self, orders: Mapping[int, int]) -> None:
        """Give people other places in the office's order."""
        statement = "UPDATE person SET sort_order = ? WHERE id = ?"
        self._connection.executemany(statement, [(order, person) for person, order in orders.items()])

    def log_reveal(self, person_id: int, at: datetime, source: str) -> None:
        """Note who looked at a phone and when; unjournalled, so that undo never wipes it out."""
        self._connection.execute(
            "INSERT INTO reveal_log(person_id, at, source) VALUES (?, ?, ?)",
            (person_id, at.isoformat(timespec="seconds"), source),
        )

    def reveals(self, person_id: int) -> Sequence[tuple[datetime, str]]:
        """When somebody's phone was looked at and from where, the newest first."""
        found = self._connection.execute(
            "SELECT at, source FROM reveal_log WHERE person_id = ? ORDER BY id DESC", (person_id,)
        )
        return [(datetime.fromisoformat(at), source) for at, source in found]

    def count_people(self) -> int:
        """How many people are kept, merged ones not counted."""
        found = self._connection.execute("SELECT count(*) FROM person WHERE merged_into IS NULL")
        return int(found.fetchone()[0])

    def people_named(self, normalized: str) -> Sequence[Person]:
        """Everyone of a normalised name, merged ones left out."""
        rest = "WHERE normalized = ? AND merged_into IS NULL ORDER BY sort_order, id"
        return PEOPLE.select(self._connection, rest, (normalized,))

    def person(self, person_id: int) -> Person:
        """One person; KeyError if there is none."""
        return PEOPLE.get(self._connection, person_id)

    def insert_person(self, person: Person) -> int:
        """Store a new one; returns its id."""
        return PEOPLE.insert(self._connection, person)

    def update_person(self, person: Person) -> None:
        """Store its changed fields."""
        PEOPLE.update(self._connection, person.id, person)

    def insert_people(self, people: Iterable[Person]) -> list[int]:
        """Store many new people; their ids in order."""
        people = list(people)
        last = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'person'").fetchone()
        first = last[0] + 1 if last else 1
        PEOPLE.insert_many(self._connection, people, first)
        return list(range(first, first + len(people)))

    def memberships(self, person_id: int | None = None) -> Sequence[Membership]:
        """Memberships, of one person or all."""
        where, parameters = _of_person(person_id)
        return MEMBERSHIPS.select(self._connection, f"{where} ORDER BY id", parameters)

    def party_classes(self, person_ids: Iterable[int], on: date) -> Mapping[int, PartyClass]:
        """The class of those of these people who are members on a day."""
        found = self._connection.execute(
            "SELECT person_id, party_class FROM membership"
            " WHERE person_id IN (SELECT value FROM json_each(:people))"
            " AND (valid_from IS NULL OR valid_from <= :on) AND (valid_to IS NULL OR :on < valid_to) ORDER BY id",
            {"people": json.dumps(list(person_ids)), "on": on.isoformat()},
        )
        return {person_id: PartyClass(party_class) for person_id, party_class in found}

    def members_of(
        self, unit_id: int, on: date, groups: Collection[int] | None = None
    ) -> Sequence[tuple[Person, Membership]]:
        """The members of a branch, or of some of its groups, on a day, in the office's own order; the dead and merged
        records are left out."""
        found = self._connection.execute(
            f"SELECT {PEOPLE.selection('p')}, {MEMBERSHIPS.selection('m')} FROM membership m"
            " JOIN person p ON p.id = m.person_id WHERE m.unit_id = :unit"
            " AND (:groups IS NULL OR m.group_id IN (SELECT value FROM json_each(:groups)))"
            " AND (m.valid_from IS NULL OR m.valid_from <= :on) AND (m.valid_to IS NULL OR :on < m.valid_to)"
            " AND (p.ended_on IS NULL OR p.ended_on > :on) AND p.merged_into IS NULL ORDER BY p.sort_order, p.id, m.id",
            {
                "unit": unit_id,
                "on": on.isoformat(),
                "groups": None if groups is None else json.dumps(list(groups)),
            },
        )
        width = len(PEOPLE.columns)
        return [(PEOPLE.read(row[:width]), MEMBERSHIPS.read(row[width:])) for row in found]

    def insert_membership(self, membership: Membership) -> int:
        """Store a new one; returns its id."""
        return MEMBERSHIPS.insert(self._connection, membership)

    def insert_memberships(self, memberships: Iterable[Membership]) -> None:
        """Store many new memberships."""
        MEMBERSHIPS.insert_many(self._connection, memberships)

    def update_membership(self, membership: Membership) -> None:
        """Store its changed fields."""
        MEMBERSHIPS.update(self._connection, membership.id, membership)

    def posts(self, person_id: int | None = None) -> Sequence[Post]:
        """Posts, of one person or all."""
        where, parameters = _of_person(person_id)
        return POSTS.select(self._connection, f"{where} ORDER BY position, id", parameters)

    def insert_post(self, post: Post) -> int:
        """Store a new one; returns its id."""
        return POSTS.insert(self._connection, post)

    def insert_posts(self, posts: Iterable[Post]) -> None:
        """Store many new posts."""
        POSTS.insert_many(self._connection, posts)

    def update_post(self, post: Post) -> None:
        """Store its changed fields."""
        POSTS.update(self._connection, post.id, post)

    def holders(self, titles: Iterable[PostTitle], on: date) -> Sequence[Holder]:
        """Everyone holding one of the posts that day, by unit in the office's order, then by post."""
        wanted = [title.value for title in titles]
        units = {unit.id: unit for unit in self.units(on)}
        found = self._connection.execute(
            f"SELECT {PEOPLE.selection('p')}, {POSTS.selection('t')} FROM post t"
            f" JOIN person p ON p.id = t.person_id JOIN unit u ON u.id = t.unit_id"
            f" WHERE t.title IN ({placeholders(wanted)}) ORDER BY u.sort_order, u.id, t.position, t.id",
            wanted,
        )
        width = len(PEOPLE.columns)
        pairs = ((PEOPLE.read(row[:width]), POSTS.read(row[width:])) for row in found)
        return [
            Holder(person, post, units[post.unit_id], community_of(units[post.unit_id], units))
            for person, post in pairs
            if post.held_on(on) and post.unit_id in units and not units[post.unit_id].closed
        ]

    def in_office(self, unit_id: int, on: date) -> Sequence[Person]:
        """Who holds a post in one unit that day, in the order of the posts; each person once."""
        found = self._connection.execute(
            f"SELECT {PEOPLE.selection('p')}, {POSTS.selection('t')} FROM post t"
            " JOIN person p ON p.id = t.person_id WHERE t.unit_id = ? ORDER BY t.position, t.id",
            (unit_id,),
        )
        width = len(PEOPLE.columns)
        pairs = ((PEOPLE.read(row[:width]), POSTS.read(row[width:])) for row in found)
        return list({person.id: person for person, post in pairs if post.held_on(on)}.values())


def _of_person(person_id: int | None) -> tuple[str, tuple[int, ...]]:
    return ("", ()) if person_id is None else ("WHERE person_id = ?", (person_id,))
