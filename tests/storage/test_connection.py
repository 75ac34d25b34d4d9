"""Every kind of connection carries the pragmas that the office's safety rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import connection
from db.connection import APPLICATION_ID
from db.driver import Connection, OperationalError
from db.migrations import SCHEMA_VERSION
from db.store import SqliteStore
from tests.builders import NOW

FULL = 2
WRITING = {
    "journal_mode": "wal",
    "synchronous": FULL,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "busy_timeout": 5000,
    "query_only": 0,
}


def pragmas(opened: Connection) -> dict[str, object]:
    return {name: opened.execute(f"PRAGMA {name}").fetchone()[0] for name in WRITING}


def test_a_created_file_is_written_with_full_safety(tmp_path: Path) -> None:
    created = connection.create(tmp_path / "office.gzparty")
    assert pragmas(created) == WRITING
    created.close()


def test_a_writer_writes_with_full_safety(store: SqliteStore) -> None:
    assert pragmas(store.connection) == WRITING
    store.close()
    opened = SqliteStore.open_writer(store.path, NOW)
    assert pragmas(opened.connection) == WRITING
    opened.close()


def test_a_migrated_connection_checks_references_again(store: SqliteStore) -> None:
    connection.migrate(store.connection)
    assert pragmas(store.connection) == WRITING


def test_a_reader_cannot_write(store: SqliteStore) -> None:
    reader = SqliteStore.open_reader(store.path)
    assert pragmas(reader.connection)["query_only"] == 1
    assert pragmas(reader.connection)["trusted_schema"] == 0
    with pytest.raises(OperationalError, match="readonly"):
        reader.connection.execute("INSERT INTO draft(form, key, content, at) VALUES ('a', 'b', '', '')")
    reader.close()


def test_a_file_names_its_kind_and_its_schema(store: SqliteStore) -> None:
    assert store.connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert connection.schema_version(store.connection) == SCHEMA_VERSION


def test_a_broken_reference_is_refused_by_the_file_itself(store: SqliteStore) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"), store.action("试", "test", NOW, "test"):
        store.connection.execute(
            "INSERT INTO party_group(uid, unit_id, name, sort_order) VALUES ('g', 77, '一组', 1)"
        )
    assert store.journal.deeds() == []


def test_a_value_outside_its_list_is_a_mistake_of_ours_and_never_called_a_full_disk(
    store: SqliteStore,
) -> None:
    statement = (
        "INSERT INTO membership(uid, person_id, unit_id, party_class, mobile) VALUES ('m', 1, 1, 'x', 0)"
    )
    with (
        pytest.raises(Exception, match="CHECK constraint failed: party_class IN"),
        store.action("试", "test", NOW, "test"),
    ):
        store.connection.execute(statement)
