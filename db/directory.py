"""Lists of people at county scale: who stands where on a day, found and counted without making a record of each.

Ids leave SQLite as one JSON array, which costs a third of fetching them row by row.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from db.driver import Connection
from db.people import MEMBERSHIPS, PEOPLE, POSTS
from db.table import CLOCK
from gzparty.domain import roll
from gzparty.domain.people import Membership, PartyClass, Person, Post, PostHeld, PostTitle
from gzparty.domain.search import Needle, NeedleKind
from gzparty.domain.sitting import MadeUp, RollMark, Status

MEMBER_NOW = (
    "(m.valid_from IS NULL OR m.valid_from <= :on) AND (m.valid_to IS NULL OR :on < m.valid_to"
    " OR (:gone AND m.valid_to = (SELECT p.ended_on FROM person p WHERE p.id = m.person_id)))"
)
# As text 2026-06 stands before 2026-06-17: a partial beginning counts from the first day it can mean.
HELD_NOW = (
    "(t.since IS NULL OR t.since <= :on) AND (t.until IS NULL OR :on < t.until"
    " OR (:gone AND t.until = (SELECT p.ended_on FROM person p WHERE p.id = t.person_id)))"
)
# The plus keeps SQLite from looking up merged_into IS NULL by an index: that is nearly everyone.
LIVE = "+merged_into IS NULL AND (:gone OR ended_on IS NULL OR ended_on > :on)"
LEFT = "+merged_into IS NULL AND ended_on <= :on"
MATCHES = {
    NeedleKind.NAME: "instr(lower(normalized), :text)",
    NeedleKind.LETTERS: (
        "(initials LIKE :text || '%' OR initials LIKE '% ' || :text || '%'"
        " OR pinyin LIKE :text || '%' OR pinyin LIKE '% ' || :text || '%' OR instr(lower(normalized), :text))"
    ),
    NeedleKind.DIGITS: "(substr(phone, -length(:text)) = :text OR instr(lower(normalized), :text))",
}


class SqliteDirectory:
    """Fulfils the DirectoryStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def people(self, on: date, gone: bool, needle: Needle | None, by_name: bool = False) -> list[int]:
        """Everyone, in the office's order or by pinyin; narrowed by what was typed."""
        return self._found(LIVE, {"on": on.isoformat(), "gone": gone}, needle, by_name)

    def left(self, on: date, needle: Needle | None, by_name: bool = False) -> list[int]:
        """Only those who left, died or moved away by that day, narrowed by what was typed."""
        return self._found(LEFT, {"on": on.isoformat()}, needle, by_name)

    def members(
        self,
        on: date,
        gone: bool,
        party_class: PartyClass | None = None,
        people: Collection[int] | None = None,
    ) -> tuple[list[int], list[int]]:
        """Members that day, of one class or all, of some people or all; and beside each the branch."""
        classes = "" if party_class is None else "m.party_class = :class AND"
        return self._pairs(
            f"{_of(people, 'membership m')} WHERE {classes} {MEMBER_NOW}",
            "m",
            {"class": party_class.value if party_class else "", "people": json.dumps(list(people or ()))},
            on,
            gone,
        )

    def posted(
        self, on: date, gone: bool, people: Collection[int] | None = None
    ) -> tuple[list[int], list[int]]:
        """Whoever holds a post that day, and beside each the unit."""
        source = f"{_of(people, 'post t')} WHERE {HELD_NOW}"
        return self._pairs(source, "t", {"people": json.dumps(list(people or ()))}, on, gone)

    def holders(self, on: date, gone: bool) -> list[PostHeld]:
        """Who holds which post in which unit that day."""
        found = self._connection.execute(
            f"SELECT t.person_id, t.unit_id, t.title, t.title_text FROM post t WHERE {HELD_NOW}"
            " ORDER BY t.position, t.id",
            {"on": on.isoformat(), "gone": gone},
        )
        return [PostHeld(person, unit, _TITLES[title], text) for person, unit, title, text in found]

    def grouped(self, on: date, gone: bool) -> dict[int, int]:
        """Of members in a Party group that day the place of the group in its branch."""
        found = self._connection.execute(
            "SELECT m.person_id, g.sort_order FROM party_group g JOIN membership m ON m.group_id = g.id"
            f" WHERE {MEMBER_NOW}",
            {"on": on.isoformat(), "gone": gone},
        )
        return dict(found.fetchall())

    def group_counts(self, unit_id: int, on: date) -> dict[int, int]:
        """How many members each Party group of a branch has that day; one without any is not there."""
        found = self._connection.execute(
            "SELECT m.group_id, count(*) FROM party_group g JOIN membership m ON m.group_id = g.id"
            f" WHERE g.unit_id = :unit AND {MEMBER_NOW} GROUP BY m.group_id",
            {"unit": unit_id, "on": on.isoformat(), "gone": False},
        )
        return dict(found.fetchall())

    def member_counts(self, on: date) -> dict[int, int]:
        """How many members each branch has that day."""
        found = self._connection.execute(
            f"SELECT m.unit_id, count(*) FROM membership m WHERE {MEMBER_NOW} GROUP BY m.unit_id",
            {"on": on.isoformat(), "gone": False},
        )
        return dict(found.fetchall())

    def double_members(self, on: date) -> list[tuple[int, int]]:
        """Person and branch of those who hold a post, or stand in several branches that day."""
        found = self._connection.execute(
            f"SELECT m.person_id, m.unit_id FROM membership m WHERE {MEMBER_NOW} AND m.person_id IN"
            f" (SELECT t.person_id FROM post t WHERE {HELD_NOW} UNION"
            f" SELECT m.person_id FROM membership m WHERE {MEMBER_NOW} GROUP BY m.person_id HAVING count(*) > 1)",
            {"on": on.isoformat(), "gone": False},
        )
        return [(person, unit) for person, unit in found]

    def records(self, ids: Collection[int]) -> dict[int, Person]:
        """The records of some people by id."""
        found = PEOPLE.select(self._connection, "WHERE id IN (SELECT value FROM json_each(?))", _array(ids))
        return {person.id: person for person in found}

    def posts_of(self, ids: Collection[int]) -> list[Post]:
        """Every post some people hold or held."""
        rest = "WHERE person_id IN (SELECT value FROM json_each(?)) ORDER BY position, id"
        return POSTS.select(self._connection, rest, _array(ids))

    def memberships_of(self, ids: Collection[int]) -> list[Membership]:
        """Every membership of some people."""
        rest = "WHERE person_id IN (SELECT value FROM json_each(?)) ORDER BY id"
        return MEMBERSHIPS.select(self._connection, rest, _array(ids))

    def shared_names(self, names: Collection[str]) -> frozenset[str]:
        """Which of some normalised names several people have; merged ones are one."""
        found = self._connection.execute(
            "SELECT value FROM json_each(?) WHERE (SELECT count(*) FROM (SELECT 1 FROM person"
            " WHERE normalized = value AND +merged_into IS NULL LIMIT 2)) > 1",
            _array(names),
        )
        return frozenset(name for (name,) in found)

    def known_names(self, names: Collection[str]) -> frozenset[str]:
        """Which of some texts are the normalised name of anybody the office knows."""
        found = self._connection.execute(
            "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM person WHERE normalized = value)",
            _array(names),
        )
        return frozenset(name for (name,) in found)

    def namesakes(self) -> list[Person]:
        """Everyone whose name somebody else has too, by name."""
        return PEOPLE.select(
            self._connection,
            "WHERE merged_into IS NULL AND normalized IN (SELECT normalized FROM person"
            " WHERE merged_into IS NULL GROUP BY normalized HAVING count(*) > 1)"
            " ORDER BY normalized, sort_order, id",
        )

    def title_holders(self, titles: Iterable[PostTitle], on: date) -> frozenset[int]:
        """Who holds one of the posts that day."""
        found = self._connection.execute(
            f"SELECT t.person_id FROM post t WHERE t.title IN (SELECT value FROM json_each(:titles)) AND {HELD_NOW}",
            {"titles": json.dumps([t.value for t in titles]), "on": on.isoformat(), "gone": False},
        )
        return frozenset(person for (person,) in found)

    def roll_marks(
        self, sittings: Collection[int], people: Collection[int] | None = None
    ) -> list[tuple[int, RollMark]]:
        """Person and mark of every roll line of some sittings, of some people or all."""
        source = "attendance a"
        if people is not None:
            source = "json_each(:people) i CROSS JOIN attendance a ON a.person_id = i.value"
        found = self._connection.execute(
            f"SELECT a.person_id, a.sitting_id, a.status, a.credit, a.left_at, a.guest FROM {source}"
            " WHERE a.sitting_id IN (SELECT value FROM json_each(:sittings))"
            " AND a.person_id IS NOT NULL AND a.not_counted = ''",
            {"sittings": json.dumps(list(sittings)), "people": json.dumps(list(people or ()))},
        )
        return [
            (person, RollMark(sitting, _STATUSES[status], credit, CLOCK.load(left), bool(guest)))
            for person, sitting, status, credit, left, guest in found
        ]

    def made_up(self, year: int) -> list[tuple[MadeUp, bool]]:
        """Every make-up for a line that was made up in a year; whether the person was there by another line."""
        attended = ", ".join(f"'{status.value}'" for status in roll.ATTENDED)
        found = self._connection.execute(
            "SELECT a.person_id, a.sitting_id, a.status, k.done_on, k.credit, EXISTS (SELECT 1 FROM attendance b"
            f" WHERE b.person_id = a.person_id AND b.sitting_id = a.sitting_id AND b.status IN ({attended}))"
            " FROM makeup k JOIN attendance a ON a.id = k.attendance_id WHERE (a.person_id, a.sitting_id) IN"
            " (SELECT b.person_id, b.sitting_id FROM makeup y JOIN attendance b ON b.id = y.attendance_id"
            " WHERE y.done_on BETWEEN ? AND ?) ORDER BY k.id",
            (f"{year:04d}-01-01", f"{year:04d}-12-31"),
        )
        return [
            (MadeUp(person, sitting, _STATUSES[status], date.fromisoformat(day), credit), bool(was_there))
            for person, sitting, status, day, credit, was_there in found
        ]

    def probationers(self, on: date) -> list[tuple[Person, Membership]]:
        """Probationary members of a day with their membership."""
        return self._members_with(
            f"WHERE m.party_class = 'probationary' AND {MEMBER_NOW}", {"on": on.isoformat(), "gone": False}
        )

    def members_joined(self, first: str, last: str, on: date) -> list[Person]:
        """Full members of a day who joined between two partial dates, both as stored; once for each membership."""
        found = self._connection.execute(
            f"SELECT {PEOPLE.selection('p')} FROM person p INDEXED BY person_joined"
            " CROSS JOIN membership m ON m.person_id = p.id"
            f" WHERE p.joined BETWEEN :first AND :last AND m.party_class = 'full' AND {MEMBER_NOW}"
            " ORDER BY p.sort_order, p.id",
            {"on": on.isoformat(), "gone": False, "first": first, "last": last},
        )
        return [PEOPLE.read(row) for row in found]

    def _found(
        self, which: str, parameters: Mapping[str, object], needle: Needle | None, by_name: bool
    ) -> list[int]:
        # The few who match are sorted after a pass over the table; everyone comes sorted from the index.
        match = f"NOT INDEXED WHERE {MATCHES[needle.kind]} AND" if needle else "WHERE"
        order = "pinyin, normalized, sort_order, id" if by_name else "sort_order, id"
        return self._ids(
            f"SELECT id FROM person {match} {which} ORDER BY {order}",
            {**parameters, "text": needle.text if needle else ""},
        )

    def _members_with(self, rest: str, parameters: Mapping[str, object]) -> list[tuple[Person, Membership]]:
        found = self._connection.execute(
            f"SELECT {PEOPLE.selection('p')}, {MEMBERSHIPS.selection('m')} FROM membership m"
            f" JOIN person p ON p.id = m.person_id {rest} ORDER BY p.sort_order, p.id",
            parameters,
        )
        width = len(PEOPLE.columns)
        return [(PEOPLE.read(row[:width]), MEMBERSHIPS.read(row[width:])) for row in found]

    def _pairs(
        self, source: str, alias: str, parameters: Mapping[str, object], on: date, gone: bool
    ) -> tuple[list[int], list[int]]:
        row = self._connection.execute(
            f"SELECT json_group_array({alias}.person_id), json_group_array({alias}.unit_id) FROM {source}",
            {**parameters, "on": on.isoformat(), "gone": gone},
        ).fetchone()
        return json.loads(row[0]), json.loads(row[1])

    def _ids(self, query: str, parameters: Mapping[str, object]) -> list[int]:
        row = self._connection.execute(f"SELECT json_group_array(id) FROM ({query})", parameters).fetchone()
        found: list[int] = json.loads(row[0])
        return found


_STATUSES = {status.value: status for status in Status}
_TITLES = {title.value: title for title in PostTitle}


def _of(people: Collection[int] | None, table: str) -> str:
    """A table, or only its rows of some people, looked up one by one."""
    alias = table.split()[1]
    if people is None:
        return table
    return f"json_each(:people) i CROSS JOIN {table} ON {alias}.person_id = i.value"


def _array(values: Collection[object]) -> Sequence[str]:
    return (json.dumps(list(values), ensure_ascii=False),)
