"""What stands in the way of taking a deed back: later deeds on its rows, and rows that refer to those it inserted."""

from __future__ import annotations

from collections.abc import Iterator

from db.driver import Connection
from db.triggers import journalled_tables

NAMED_WITHIN = (
    ("sitting", "roster", "$.people", "person"),
    ("sitting", "roster", "$.units", "unit"),
    ("sitting", "roster", "$.groups", "party_group"),
    ("tour", "pool", "$", "unit"),
)
"""References that no foreign key knows: table, column, JSON path of the ids in it, and whose ids they are."""


def blockers(connection: Connection, action_id: int) -> list[int]:
    """Deeds in force that touched the same rows later, or inserted rows that refer to rows this one inserted."""
    return sorted(set(_blocking(connection, action_id)))


def nearby(connection: Connection, action_id: int) -> list[int]:
    """Later deeds in force on the tables of an action and on those they refer to."""
    touched = connection.execute(
        "SELECT DISTINCT j.tbl FROM journal j JOIN action a ON a.effective = j.action_id WHERE a.id = ?",
        (action_id,),
    ).fetchall()
    tables = {table for (one,) in touched for table in (one, *_referred(connection, one))}
    rows = connection.execute(
        "SELECT DISTINCT d.id FROM action d JOIN journal j ON j.action_id = d.effective"
        f" WHERE d.undone = 0 AND d.role = 'do' AND d.id > ? AND j.tbl IN ({', '.join('?' * len(tables))})"
        " ORDER BY d.id",
        (action_id, *sorted(tables)),
    )
    return [deed for (deed,) in rows]


def _blocking(connection: Connection, action_id: int) -> Iterator[int]:
    same_rows = connection.execute(
        "SELECT DISTINCT d.id FROM action a JOIN journal mine ON mine.action_id = a.effective"
        " JOIN journal later ON later.tbl = mine.tbl AND later.row_id = mine.row_id"
        " JOIN action d ON d.effective = later.action_id AND d.undone = 0 AND d.role = 'do'"
        " WHERE a.id = ? AND d.id > a.id",
        (action_id,),
    )
    yield from (deed for (deed,) in same_rows)
    for table in journalled_tables(connection):
        for reference in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
            yield from _referring(connection, action_id, table, reference[3], reference[2])
    for named in NAMED_WITHIN:
        yield from _naming(connection, action_id, *named)


def _referring(connection: Connection, action_id: int, table: str, column: str, target: str) -> Iterator[int]:
    rows = connection.execute(
        f"SELECT DISTINCT d.id FROM action a"
        f" JOIN journal mine ON mine.action_id = a.effective AND mine.op = 'I' AND mine.tbl = ?"
        f" JOIN {table} child ON child.{column} = mine.row_id"
        f" JOIN journal j ON j.tbl = ? AND j.row_id = child.id"
        f" JOIN action d ON d.effective = j.action_id AND d.undone = 0 AND d.role = 'do'"
        f" WHERE a.id = ? AND d.id > a.id",
        (target, table, action_id),
    )
    yield from (deed for (deed,) in rows)


def _naming(
    connection: Connection, action_id: int, table: str, column: str, path: str, target: str
) -> Iterator[int]:
    """Later deeds on rows that name, inside a JSON column, rows this action inserted."""
    rows = connection.execute(
        f"SELECT DISTINCT d.id FROM {table} child, json_each(child.{column}, ?) named"
        " JOIN action a ON a.id = ?"
        " JOIN journal mine ON mine.tbl = ? AND mine.row_id = named.value AND mine.op = 'I'"
        " AND mine.action_id = a.effective"
        " JOIN journal j ON j.tbl = ? AND j.row_id = child.id"
        " JOIN action d ON d.effective = j.action_id AND d.undone = 0 AND d.role = 'do' AND d.id > a.id",
        (path, action_id, target, table),
    )
    yield from (deed for (deed,) in rows)


def _referred(connection: Connection, table: str) -> list[str]:
    return [row[2] for row in connection.execute(f"PRAGMA foreign_key_list({table})")]
