"""Units, their names, places and groups, terms of office and vacancies as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db.driver import Connection
from db.table import DAY, INTERVAL, PARTIAL, Table, code
from gzparty.domain.people import (
    Group,
    NameRole,
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
TERMS = Table("term", Term, elected_on=PARTIAL)
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


class SqliteUnits:
    """The part of the PeopleStore port that is about units."""

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

    def _end(self, table: str, column: str, unit_id: int, kind: str, on: date) -> None:
        """What is noted for a later day stays as it is: an interval may not end before it begins."""
        chosen = f"unit_id = ? AND {column} = ? AND (valid_to IS NULL OR valid_to > ?)"
        day = on.isoformat()
        facts = (unit_id, kind, day, day)
        self._connection.execute(f"DELETE FROM {table} WHERE {chosen} AND valid_from = ?", facts)
        self._connection.execute(
            f"UPDATE {table} SET valid_to = ? WHERE {chosen} AND COALESCE(valid_from, '') < ?", (day, *facts)
        )
