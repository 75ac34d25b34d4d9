"""Every kind of connection carries the pragmas that the office's safety rests on."""

from __future__ import annotations

import ast
import shutil
from collections import defaultdict
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from db import backup, connection, keying
from db.connection import APPLICATION_ID
from db.driver import Connection, DatabaseError, OperationalError
from db.keys import FileKey
from db.migrations import SCHEMA_VERSION
from db.store import SqliteStore
from tests.builders import NOW

pytestmark = pytest.mark.usefixtures("careful")
ROOT = Path(__file__).resolve().parents[2]
FULL, EXTRA = 2, 3
MEMORY = 2
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


def test_an_office_cut_off_while_it_was_made_is_not_there_and_can_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "office.gzparty"

    def power_cut(_connection: Connection) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(connection, "migrate", power_cut)
        cut.setattr(connection, "remove", lambda _path: None)
        with pytest.raises(KeyboardInterrupt):
            SqliteStore.create(path)
    assert not path.exists()
    assert list(tmp_path.iterdir())
    SqliteStore.create(path).close()
    assert {one.name for one in tmp_path.iterdir()} == {path.name, f"{path.name}.lock"}


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


class Watched(dbapi2.Connection):  # type: ignore[misc]
    """A connection that says at its end what it was."""

    seen: list[tuple[str, bool, dict[str, object]]] = []
    name = ""

    def close(self) -> None:
        try:
            found = {name: self.execute(f"PRAGMA {name}").fetchone()[0] for name in (*WRITING, "temp_store")}
            self.seen.append((self.name, self._can_write(), found))
        except (DatabaseError, dbapi2.ProgrammingError):
            pass
        super().close()

    def _can_write(self) -> bool:
        try:
            self.execute("CREATE TABLE never(a)")
            self.execute("DROP TABLE never")
        except OperationalError:
            return False
        return True


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool, dict[str, object]]]:
    """Every connection of a test: the file it was of, whether it could write, its pragmas."""
    real = dbapi2.connect
    Watched.seen = []

    def connect(name: str, **how: object) -> Watched:
        opened: Watched = real(name, factory=Watched, **how)
        opened.name = Path(name.partition("?")[0]).name
        return opened

    monkeypatch.setattr(dbapi2, "connect", connect)
    return Watched.seen


def test_every_connection_the_program_opens_is_as_careful_as_its_kind_must_be(
    tmp_path: Path, seen: list[tuple[str, bool, dict[str, object]]]
) -> None:
    _everything(tmp_path)
    kinds = defaultdict(list)
    for name, writes, found in seen:
        assert (found["trusted_schema"], found["temp_store"], found["busy_timeout"]) == (0, MEMORY, 5000), (
            name
        )
        kinds[Path(name).suffix, writes].append(found)
    assert set(kinds) == {
        *((suffix, writes) for suffix in (".gzparty", ".attachments") for writes in (True, False)),
        *((half, True) for half in (".part", ".rekeyed")),
    }
    for found in kinds[".gzparty", True]:
        assert {name: found[name] for name in WRITING} == WRITING
    for found in kinds[".attachments", True]:
        assert found["synchronous"] == EXTRA
        assert found["journal_mode"] in ("wal", "delete")


def _everything(folder: Path) -> None:
    """Open an office in every way there is: made, old, read, copied, carried, restored, under a password."""
    office, stick = folder / "office.gzparty", folder / "stick"
    stick.mkdir()
    shutil.copy(ROOT / "tests" / "fixtures" / "databases" / "v0004.gzparty", office)
    assert SqliteStore.is_older(office)
    store = SqliteStore.open_writer(office, NOW)
    store.blobs.put(b"photo", NOW)
    copy = store.backup("manual", NOW, stick)
    reader = SqliteStore.open_reader(office)
    assert reader.copies.look_into(copy)
    reader.blobs.get(store.blobs.put(b"photo", NOW))
    reader.close()
    store.close()
    backup.restore(copy, office, NOW)
    (folder / "other").mkdir()
    backup.restore(copy, folder / "other" / "office.gzparty", NOW)
    key = FileKey.new("官庄2026")
    assert keying.rekey(office, None, key, lambda *_told: None, lambda: False, [stick])
    SqliteStore.open_reader(office, key=key).close()
    SqliteStore.create(folder / "new.gzparty").close()


def test_no_other_module_knows_a_driver_of_its_own() -> None:
    drivers = {"sqlite3", "sqlcipher3", "pysqlite3", "apsw"}
    found = {
        path.relative_to(ROOT).as_posix()
        for package in ("db", "gzparty", "ui", "resources")
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Import) and drivers & {name.name.partition(".")[0] for name in node.names})
        or (isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in drivers)
    }
    assert found == {"db/driver.py"}
