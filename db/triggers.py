"""What writes the journal: triggers generated from the schema, three for every journalled table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from db.driver import Connection

UNJOURNALLED = frozenset(
    {"action", "journal", "journal_state", "draft", "counter", "print_log", "_sqlite_migrations"}
    | {"import_memory", "reveal_log", "tip_reporter", "reporter_log", "look_log"}
)
OUTSIDE = "journal.action_id: a write outside any action"
RENUMBERED = "journal.row_id: a row never changes its id"


def journalled_tables(connection: Connection) -> list[str]:
    """The tables whose changes are journalled: all of ours but the declared exceptions."""
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'text_*'"
        " ORDER BY name"
    )
    return [name for (name,) in names if name not in UNJOURNALLED]


def columns_of(connection: Connection, table: str) -> list[str]:
    """A table's columns in order."""
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def drop_triggers(connection: Connection) -> None:
    """Take the generated triggers away, as before a migration."""
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'journal_%'"
    ).fetchall()
    for (name,) in names:
        connection.execute(f"DROP TRIGGER {name}")


def create_triggers(connection: Connection) -> None:
    """Generate the triggers of every journalled table from its columns."""
    for table in journalled_tables(connection):
        for statement in trigger_statements(table, columns_of(connection, table)):
            connection.execute(statement)


def trigger_statements(table: str, columns: Sequence[str]) -> Iterator[str]:
    """The three triggers of one table; a write without a running action fails.

    It fails by RAISE rather than by the NULL in journal.action_id: under INSERT OR IGNORE SQLite would pass over a
    broken constraint inside the trigger and the write would stay, unseen.
    """
    image = "json_object(" + ", ".join(f"'{name}', OLD.{name}" for name in columns) + ")"
    differs = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
    action = f"coalesce((SELECT action_id FROM journal_state), RAISE(ABORT, '{OUTSIDE}'))"
    entry = (
        "INSERT INTO journal(action_id, tbl, row_id, op, before) "
        f"VALUES ({action}, '{table}', {{row}}.id, '{{op}}', {{before}})"
    )
    # The journal knows a row by its id, so an id may never change.
    same_row = f"SELECT RAISE(ABORT, '{RENUMBERED}') WHERE OLD.id IS NOT NEW.id"
    inserted = entry.format(row="NEW", op="I", before="NULL")
    updated = entry.format(row="OLD", op="U", before=image)
    deleted = entry.format(row="OLD", op="D", before=image)
    yield f"CREATE TRIGGER journal_{table}_i AFTER INSERT ON {table} BEGIN {inserted}; END"
    yield f"CREATE TRIGGER journal_{table}_u AFTER UPDATE ON {table} WHEN {differs} BEGIN {same_row}; {updated}; END"
    yield f"CREATE TRIGGER journal_{table}_d AFTER DELETE ON {table} BEGIN {deleted}; END"
