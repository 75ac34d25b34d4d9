"""Units, people, groups, memberships, posts and vacancies as rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from db.driver import Connection
from db.table import DAY, FLAG, INTERVAL, PARTIAL, Table, code, placeholders
from db.triggers import journalled_tables
from gzparty.domain.chinese import NOTE_SEPARATOR
from gzparty.domain.forest import community_of
from gzparty.domain.people import (
    Group,
    Holder,
    Membership,
    NameRole,
    PartyClass,
    Person,
    Post,
    PostTitle,
    Term,
    Tree,
    Unit,
    UnitKind,
    UnitName,
    UnitParent,
    UnitView,
    Vacancy,
)

UNITS = Table("unit", Unit, kind=code(UnitKind), founded_on=DAY, closed_on=DAY)
UNIT_NAMES = Table("unit_name", UnitName, role=code(NameRole), interval=INTERVAL)
UNIT_PARENTS = Table("unit_parent", UnitParent, tree=code(Tree), interval=INTERVAL)
GROUPS = Table("party_group", Group, interval=INTERVAL)
PEOPLE = Table("person", Person, birth=PARTIAL, joined=PARTIAL, ended_on=DAY)
MEMBERSHIPS = Table("membership", Membership, party_class=code(PartyClass), mobile=FLAG, interval=INTERVAL)
POSTS = Table("post", Post, title=code(PostTitle), acting=FLAG, since=PARTIAL, until=DAY)
TERMS = Table("term", Term, elected_on=PARTIAL)
THEIR_OWN = ("post", "membership", "outside_training")
"""What goes with a person who is deleted."""
VACANCIES = Table("vacancy", Vacancy, title=code(PostTitle), interval=INTERVAL)

UNITS_ON = """
    SELECT u.id, u.uid, u.code, u.kind, u.sort_order,
        (SELECT n.name FROM unit_name n WHERE n.unit_id = u.id AND n.role = 'short' AND {valid_n} {newest_n}),
        (SELECT n.name FROM unit_name n WHERE n.unit_id = u.id AND n.role = 'party' AND {valid_n} {newest_n}),
        (SELECT n.initials FROM unit_name n WHERE n.unit_id = u.id AND n.role = 'short' AND {valid_n} {newest_n}),
        (SELECT p.parent_id FROM unit_parent p WHERE p.unit_id = u.id AND p.tree = 'party' AND {valid_p} {newest_p}),
        (SELECT p.parent_id FROM unit_parent p WHERE p.unit_id = u.id AND p.tree = 'work' AND {valid_p} {newest_p}),
        u.closed_on IS NOT NULL AND u.closed_on <= :on
    FROM unit u
    WHERE (u.founded_on IS NULL OR u.founded_on <= :on)
    ORDER BY u.sort_order, u.id
""".format(
    valid_n="(n.valid_from IS NULL OR n.valid_from <= :on) AND (n.valid_to IS NULL OR :on < n.valid_to)",
    newest_n="ORDER BY n.valid_from DESC LIMIT 1",
    newest_p="ORDER BY p.valid_from DESC LIMIT 1",
    valid_p="(p.valid_from IS NULL OR p.valid_from <= :on) AND (p.valid_to IS NULL OR :on < p.valid_to)",
)


class SqlitePeople:
    """Fulfils the PeopleStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def units(self, on: date) -> Sequence[UnitView]:
        """The units founded by a day, with the names and places they had on it."""
        found = self._connection.execute(UNITS_ON, {"on": on.isoformat()})
        return [
            UnitView(
                id=row[0],
                uid=row[1],
                code=row[2],
                kind=UnitKind(row[3]),
                sort_order=row[4],
                name=row[5] or "",
                party_name=row[6] or row[5] or "",
                initials=row[7] or "",
                party_parent=row[8],
                work_parent=row[9],
                closed=bool(row[10]),
            )
            for row in found
        ]

    def unit_records(self) -> Sequence[Unit]:
        """All units as stored."""
        return UNITS.select(self._connection, "ORDER BY sort_order, id")

    def unit_names(self) -> Sequence[UnitName]:
        """All names of all units."""
        return UNIT_NAMES.select(self._connection, "ORDER BY id")

    def unit_parents(self) -> Sequence[UnitParent]:
        """All places in both trees."""
        return UNIT_PARENTS.select(self._connection, "ORDER BY id")

    def insert_unit(self, unit: Unit) -> int:
        """Store a new one; returns its id."""
        return UNITS.insert(self._connection, unit)

    def update_unit(self, unit: Unit) -> None:
        """Store its changed fields."""
        UNITS.update(self._connection, unit.id, unit)

    def insert_unit_name(self, name: UnitName) -> int:
        """Store a new one; returns its id."""
        return UNIT_NAMES.insert(self._connection, name)

    def end_unit_name(self, unit_id: int, role: NameRole, on: date) -> None:
        """End the name in force of one role; one that began that very day was a slip and goes."""
        self._end("unit_name", "role", unit_id, role.value, on)

    def insert_unit_parent(self, parent: UnitParent) -> int:
        """Store a new one; returns its id."""
        return UNIT_PARENTS.insert(self._connection, parent)

    def end_unit_parent(self, unit_id: int, tree: Tree, on: date) -> None:
        """End the place in force in one tree; one that began that very day was a slip and goes."""
        self._end("unit_parent", "tree", unit_id, tree.value, on)

    def groups(self, unit_id: int | None = None) -> Sequence[Group]:
        """Party groups, of one branch or all."""
        rest = "WHERE ?1 IS NULL OR unit_id = ?1 ORDER BY unit_id, sort_order, id"
        return GROUPS.select(self._connection, rest, (unit_id,))

    def insert_group(self, group: Group) -> int:
        """Store a new one; returns its id."""
        return GROUPS.insert(self._connection, group)

    def update_group(self, group: Group) -> None:
        """Store its changed fields."""
        GROUPS.update(self._connection, group.id, group)

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

    def delete_people(self, ids: Collection[int]) -> None:
        """Delete people with their posts, memberships and training elsewhere."""
        wanted = (json.dumps(list(ids)),)
        for table in THEIR_OWN:
            self._connection.execute(
                f"DELETE FROM {table} WHERE person_id IN (SELECT value FROM json_each(?))", wanted
            )
        self._connection.execute("DELETE FROM person WHERE id IN (SELECT value FROM json_each(?))", wanted)

    def on_record(self, ids: Collection[int]) -> frozenset[int]:
        """Those of some people whom a record or a list of names names."""
        wanted = json.dumps(list(ids))
        found: set[int] = set()
        for table, column in self._naming_people():
            rows = self._connection.execute(
                f"SELECT {column} FROM json_each(?) w JOIN {table} ON {column} = w.value", (wanted,)
            )
            found.update(person for (person,) in rows)
        listed = self._connection.execute(
            "SELECT w.value FROM json_each(?) w WHERE w.value IN"
            " (SELECT n.value FROM sitting, json_each(sitting.roster, '$.people') n)",
            (wanted,),
        )
        return frozenset(found.union(person for (person,) in listed))

    def _naming_people(self) -> Iterator[tuple[str, str]]:
        """Every column that names a person, but for what goes with one."""
        for table in journalled_tables(self._connection):
            if table not in THEIR_OWN:
                for row in self._connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
                    if row[2] == "person":
                        yield table, row[3]

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

    def vacancies(self) -> Sequence[Vacancy]:
        """All known vacancies."""
        return VACANCIES.select(self._connection, "ORDER BY id")

    def insert_vacancy(self, vacancy: Vacancy) -> int:
        """Store a new one; returns its id."""
        return VACANCIES.insert(self._connection, vacancy)

    def update_vacancy(self, vacancy: Vacancy) -> None:
        """Store its changed fields."""
        VACANCIES.update(self._connection, vacancy.id, vacancy)

    def terms(self, unit_id: int | None = None) -> Sequence[Term]:
        """Terms of office, of one unit or all, the latest of each unit last."""
        rest = "WHERE ?1 IS NULL OR unit_id = ?1 ORDER BY unit_id, elected_on, id"
        return TERMS.select(self._connection, rest, (unit_id,))

    def insert_term(self, term: Term) -> int:
        """Store a new one; returns its id."""
        return TERMS.insert(self._connection, term)

    def update_term(self, term: Term) -> None:
        """Store its changed fields."""
        TERMS.update(self._connection, term.id, term)

    def delete_term(self, term_id: int) -> None:
        """Delete one entered by mistake."""
        self._connection.execute("DELETE FROM term WHERE id = ?", (term_id,))

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

    def reassign_person(self, source: int, target: int) -> None:
        """Point every row that names `source` to `target`; of two leave requests for one sitting one is kept."""
        self._fold_leave_requests(source, target)
        tables = self._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for reference in self._connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
                if reference[2] == "person" and reference[3] != "merged_into":
                    column = reference[3]
                    # Not OR IGNORE: a row that cannot be moved must be heard of.
                    statement = f"UPDATE {table} SET {column} = ? WHERE {column} = ?"
                    self._connection.execute(statement, (target, source))

    def rows_naming(self, person_id: int) -> Mapping[str, int]:
        """How many rows of each kind name a person; make-ups by the roll lines they belong to."""
        counted = {
            table: f"SELECT count(*) FROM {table} WHERE person_id = ?1"
            for table in (
                "post",
                "membership",
                "attendance",
                "leave_request",
                "outside_training",
                "appraisal_line",
                "nomination",
                "mention",
            )
        }
        counted["talk"] = "SELECT count(*) FROM talk WHERE ?1 IN (speaker_id, partner_id)"
        counted["problem"] = (
            "SELECT count(*) FROM problem WHERE ?1 IN (leader_id, responsible_id, verifier_id)"
        )
        counted["reserve"] = "SELECT count(*) FROM reserve WHERE ?1 IN (person_id, mentor_id)"
        counted["inspection"] = "SELECT count(*) FROM inspection WHERE inspector_id = ?1"
        counted["makeup"] = (
            "SELECT count(*) FROM makeup k JOIN attendance a ON a.id = k.attendance_id WHERE a.person_id = ?1"
        )
        counted["roster"] = (
            "SELECT count(*) FROM sitting s WHERE EXISTS"
            " (SELECT 1 FROM json_each(s.roster, '$.people') WHERE value = ?1)"
        )
        return {
            kind: int(self._connection.execute(query, (person_id,)).fetchone()[0])
            for kind, query in counted.items()
        }

    def _end(self, table: str, column: str, unit_id: int, kind: str, on: date) -> None:
        """What is noted for a later day stays as it is: an interval may not end before it begins."""
        chosen = f"unit_id = ? AND {column} = ? AND (valid_to IS NULL OR valid_to > ?)"
        day = on.isoformat()
        facts = (unit_id, kind, day, day)
        self._connection.execute(f"DELETE FROM {table} WHERE {chosen} AND valid_from = ?", facts)
        self._connection.execute(
            f"UPDATE {table} SET valid_to = ? WHERE {chosen} AND COALESCE(valid_from, '') < ?", (day, *facts)
        )

    def _fold_leave_requests(self, source: int, target: int) -> None:
        """One leave request a sitting and person: what both say stands in the one that is kept."""
        both = "sitting_id IN (SELECT sitting_id FROM leave_request WHERE person_id = ?1)"
        for field in ("reason", "substitute_name", "approved_by"):
            self._connection.execute(
                f"UPDATE leave_request SET {field} = (SELECT CASE"
                f" WHEN leave_request.{field} = '' THEN other.{field}"
                f" WHEN other.{field} IN ('', leave_request.{field}) THEN leave_request.{field}"
                f" ELSE leave_request.{field} || ?3 || other.{field} END FROM leave_request other"
                f" WHERE other.sitting_id = leave_request.sitting_id AND other.person_id = ?1)"
                f" WHERE person_id = ?2 AND {both}",
                (source, target, NOTE_SEPARATOR),
            )
        self._connection.execute(
            "UPDATE leave_request SET requested_on = (SELECT other.requested_on FROM leave_request other"
            " WHERE other.sitting_id = leave_request.sitting_id AND other.person_id = ?1)"
            f" WHERE person_id = ?2 AND requested_on IS NULL AND {both}",
            (source, target),
        )
        self._connection.execute(
            "DELETE FROM leave_request WHERE person_id = ?1 AND"
            " sitting_id IN (SELECT sitting_id FROM leave_request WHERE person_id = ?2)",
            (source, target),
        )


def _of_person(person_id: int | None) -> tuple[str, tuple[int, ...]]:
    return ("", ()) if person_id is None else ("WHERE person_id = ?", (person_id,))
