"""What is under way is ended when somebody wishes so: as a whole, with nothing half behind, and never once it is decided."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from db import backup, connection, keying
from db.blobs import blobs_path
from db.keys import FileKey
from db.store import SqliteStore
from gzparty import bootstrap
from gzparty.digest import digest_of
from gzparty.domain.diagnostic import Refusal
from gzparty.services.copies import STICK
from gzparty.underway import Stopped, heeding
from tests.builders import NOW, Office, a_person, a_store, dump
from tests.storage.test_released_schemas import OLDER, rows

LONG = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 200000000) SELECT count(*) FROM c"
"""Minutes of work, unless it is broken off."""
KEY = FileKey.new("示例口令一二三")


class Clerk:
    """Presses 停止 when the work says that it has come to a certain piece, counted over all that is said."""

    def __init__(self, piece: int = 0) -> None:
        self.heard: list[tuple[int, int, str]] = []
        self._piece = piece

    def hear(self, done: int, total: int, name: str) -> None:
        self.heard.append((done, total, name))

    def presses(self) -> bool:
        return 0 < self._piece <= len(self.heard)


@pytest.fixture(params=[None, KEY], ids=["plain", "keyed"])
def key(request: pytest.FixtureRequest) -> FileKey | None:
    found: FileKey | None = request.param
    return found


@pytest.fixture
def path(tmp_path: Path, key: FileKey | None) -> Path:
    """An office file with a few people in it, closed."""
    store = a_store(tmp_path / "官庄镇.gzparty")
    for name in ("张示例", "李示例"):
        with store.action(f"加{name}", "test", NOW, "test"):
            store.people.insert_person(a_person(name))
    store.close()
    if key is not None:
        keying.rekey(store.path, None, key, lambda *_told: None, lambda: False)
    return store.path


def add_many(store: SqliteStore, wish: Event) -> None:
    """One deed of many rows; 停止 is pressed before it is stored."""
    with store.action("加很多人", "test", NOW, "test"):
        for number in range(50):
            store.people.insert_person(a_person(f"示例{number}"))
        wish.set()


def add_for_long(store: SqliteStore) -> None:
    """One deed whose last statement does not come to its end."""
    with store.action("加人", "test", NOW, "test"):
        store.people.insert_person(a_person("王示例"))
        store.connection.execute(f"UPDATE person SET note = ({LONG})")


def left_in(folder: Path) -> set[str]:
    """All that lies in a folder and below, but for locks and what SQLite keeps beside a file that is read."""
    beside = (".lock", "-wal", "-shm")
    return {one.name for one in folder.rglob("*") if one.is_file() and not one.name.endswith(beside)}


def test_a_statement_that_lasts_is_broken_off_and_the_connection_reads_on(
    path: Path, key: FileKey | None
) -> None:
    wish = Event()
    with heeding(wish.is_set):
        store = SqliteStore.open_reader(path, key=key)
    with closing(store):
        wish.set()
        with pytest.raises(Stopped), heeding(wish.is_set):
            store.connection.execute(LONG).fetchone()
        with heeding(lambda: False):
            assert [person.name for person in store.people.people()] == ["张示例", "李示例"]


def test_where_nobody_wishes_the_end_all_is_read(path: Path, key: FileKey | None) -> None:
    with heeding(lambda: False), closing(SqliteStore.open_reader(path, key=key)) as store:
        short = LONG.replace("200000000", "300000")
        assert store.connection.execute(short).fetchone() == (300000,)


def test_a_damaged_file_is_told_of_and_not_taken_for_a_stop(path: Path, key: FileKey | None) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:200] + b"\xa5" * (len(content) - 200))
    with pytest.raises(Refusal), heeding(lambda: False):
        SqliteStore.open_reader(path, key=key)


def test_many_small_writes_stopped_before_they_are_stored_leave_no_row_and_no_deed(
    path: Path, key: FileKey | None
) -> None:
    wish = Event()
    with heeding(wish.is_set):
        store = SqliteStore.open_writer(path, NOW, key)
    with closing(store):
        before, deeds = dump(store), store.journal.deeds()
        with pytest.raises(Stopped), heeding(wish.is_set):
            add_many(store, wish)
        assert dump(store) == before
        assert store.journal.deeds() == deeds
        wish.clear()
        with heeding(wish.is_set), store.action("加王示例", "test", NOW, "test"):
            store.people.insert_person(a_person("王示例"))
        assert [person.name for person in store.people.people()] == ["张示例", "李示例", "王示例"]


def test_one_statement_of_a_write_that_lasts_is_rolled_back_with_all_before_it(
    path: Path, key: FileKey | None
) -> None:
    with heeding(lambda: False):
        store = SqliteStore.open_writer(path, NOW, key)
    with closing(store):
        before = dump(store)
        with pytest.raises(Stopped), heeding(lambda: True):
            add_for_long(store)
        assert dump(store) == before
        assert not store.connection.in_transaction


def test_a_wish_that_comes_once_it_is_stored_changes_nothing(path: Path, key: FileKey | None) -> None:
    wish = Event()
    with heeding(wish.is_set), closing(SqliteStore.open_writer(path, NOW, key)) as store:
        with store.action("加王示例", "test", NOW, "test"):
            store.people.insert_person(a_person("王示例"))
        wish.set()
        short = LONG.replace("200000000", "300000")
        assert store.connection.execute(short).fetchone() == (300000,)
        assert len(store.people.people()) == 3


def test_taking_back_many_deeds_ends_between_two_of_them(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("张示例", "李示例", "王示例"):
        with office.store.action(f"加{name}", "test", NOW, "test"):
            office.store.people.insert_person(a_person(name))
    wish, journal = Event(), office.store.journal
    reverse = journal._reverse

    def press_after(*deed: object) -> object:
        done = reverse(*deed)  # type: ignore[arg-type]
        wish.set()
        return done

    monkeypatch.setattr(journal, "_reverse", press_after)
    with heeding(wish.is_set):
        undone = journal.undo(3, NOW)
    assert [deed.name for deed in undone] == ["加王示例"]
    left = {person.name for person in office.store.people.people()} & {"张示例", "李示例", "王示例"}
    assert left == {"张示例", "李示例"}


@pytest.mark.parametrize("piece", [1, 2])
def test_a_copy_stopped_while_it_is_written_or_checked_leaves_nothing(
    path: Path, key: FileKey | None, piece: int
) -> None:
    content, clerk = path.read_bytes(), Clerk(piece)
    with heeding(lambda: False):
        store = SqliteStore.open_reader(path, key=key)
    with closing(store), pytest.raises(Stopped), heeding(clerk.presses, clerk.hear):
        store.backup("manual", NOW)
    assert left_in(path.parent) == {path.name}
    assert path.read_bytes() == content
    assert clerk.heard == [(100, 100, "%"), (0, 0, "核对")][:piece]


def test_a_copy_says_what_share_of_the_pages_is_done(tmp_path: Path) -> None:
    store = a_store(tmp_path / "官庄镇.gzparty")
    with closing(store):
        store.connection.execute("CREATE TABLE heavy(id INTEGER PRIMARY KEY, content BLOB)")
        store.connection.execute("INSERT INTO heavy(content) VALUES (zeroblob(24 * 1024 * 1024))")
        clerk = Clerk()
        with heeding(clerk.presses, clerk.hear):
            copy = store.backup(STICK, NOW, tmp_path / "U盘")
        shares = [done for done, total, name in clerk.heard if name == "%"]
        assert len(shares) >= 3
        assert shares == sorted(shares)
        assert shares[-1] == 100
    with closing(connection.open_reader(copy)) as opened:
        assert opened.execute("SELECT length(content) FROM heavy").fetchone() == (24 * 1024 * 1024,)


def test_a_check_of_a_copy_that_is_stopped_calls_it_neither_sound_nor_damaged(
    path: Path, key: FileKey | None
) -> None:
    with heeding(lambda: False), closing(SqliteStore.open_reader(path, key=key)) as store:
        copy = store.backup("manual", NOW)
        with pytest.raises(Stopped), heeding(lambda: True):
            store.copies.look_into(copy)
        with pytest.raises(Stopped), heeding(lambda: True):
            store.check()
        assert store.copies.look_into(copy).counts["person"] == 2
        assert store.check() == []


@pytest.mark.parametrize("piece", [1, 2, 3, 4])
def test_restoring_stopped_at_any_piece_leaves_the_office_byte_for_byte(
    path: Path, key: FileKey | None, piece: int
) -> None:
    with closing(SqliteStore.open_writer(path, NOW, key)) as store:
        copy = store.backup("manual", NOW)
        with store.action("加王示例", "test", NOW, "test"):
            store.people.insert_person(a_person("王示例"))
    content, clerk = path.read_bytes(), Clerk(piece)
    with pytest.raises(Stopped), heeding(clerk.presses, clerk.hear):
        backup.restore(copy, path, NOW, key)
    assert len(clerk.heard) == piece
    assert path.read_bytes() == content
    assert not [name for name in left_in(path.parent) if ".part" in name]
    for kept in backup.copies(path):
        with closing(connection.open_reader(kept.path, key)) as opened:
            assert backup.is_sound(opened)
    backup.restore(copy, path, NOW, key)
    with closing(SqliteStore.open_reader(path, key=key)) as store:
        assert len(store.people.people()) == 2


def test_a_wish_that_comes_once_the_attachments_are_back_lets_their_office_come_too(
    path: Path, key: FileKey | None, tmp_path: Path
) -> None:
    with closing(SqliteStore.open_writer(path, NOW, key)) as store:
        store.blobs.put(b"photo", NOW)
        copy = store.backup(STICK, NOW, tmp_path / "U盘")
    anew = tmp_path / "新电脑" / path.name
    anew.parent.mkdir()
    with heeding(blobs_path(anew).exists):
        backup.restore(copy, anew, NOW, key)
    with closing(SqliteStore.open_reader(anew, key=key)) as store:
        assert len(store.people.people()) == 2
        assert store.blobs.get(digest_of(b"photo")) == b"photo"


def test_the_copy_of_a_damaged_office_stopped_half_way_leaves_no_half(
    path: Path, key: FileKey | None
) -> None:
    with closing(SqliteStore.open_writer(path, NOW, key)) as store:
        copy = store.backup("manual", NOW)
    path.write_bytes(b"\xa5" * (20 * 1024 * 1024))
    clerk = Clerk(1)
    with pytest.raises(Stopped), heeding(clerk.presses, clerk.hear):
        backup.restore(copy, path, NOW, key)
    assert left_in(path.parent) == {path.name, copy.name}


@pytest.mark.parametrize("piece", [1, 2, 3])
@pytest.mark.parametrize("stored", OLDER, ids=lambda stored: stored.stem)
def test_a_migration_stopped_at_any_piece_leaves_the_old_file_of_its_old_schema(
    stored: Path, piece: int, tmp_path: Path
) -> None:
    path = Path(shutil.copy(stored, tmp_path / "office.gzparty"))
    before, clerk = rows(path), Clerk(piece)
    with pytest.raises(Stopped), heeding(clerk.presses, clerk.hear):
        bootstrap.bring_up_to_date(path)
    assert clerk.heard == [(100, 100, "%"), (0, 0, "核对"), (0, 0, "改写")][:piece]
    assert rows(path) == before
    copies = backup.copies(path)
    assert [copy.reason for copy in copies] == ["before-migration"][: piece // 3]
    assert not [name for name in left_in(tmp_path) if ".part" in name]
    bootstrap.bring_up_to_date(path)
    assert not bootstrap.is_older(path)
    with closing(SqliteStore.open_reader(path)) as store:
        assert store.check() == []


def test_a_migration_under_a_password_stopped_before_it_is_stored_is_as_it_was(tmp_path: Path) -> None:
    path = Path(shutil.copy(OLDER[0], tmp_path / "office.gzparty"))
    keying.rekey(path, None, KEY, lambda *_told: None, lambda: False)
    clerk = Clerk(3)
    with pytest.raises(Stopped), heeding(clerk.presses, clerk.hear):
        bootstrap.bring_up_to_date(path, KEY)
    with closing(connection.open_reader(path, KEY, any_schema=True)) as opened:
        assert connection.schema_version(opened) == 1
    bootstrap.bring_up_to_date(path, KEY)
    with closing(SqliteStore.open_reader(path, key=KEY)) as store:
        assert store.check() == []


def test_a_password_stopped_in_the_midst_of_the_one_file_there_is_changes_nothing(
    path: Path, key: FileKey | None
) -> None:
    with closing(SqliteStore.open_reader(path, key=key)) as store:
        before = dump(store)
    pressed: Iterator[bool] = iter([False])

    def asked() -> bool:
        # Looked at before the file, and then in the midst of it.
        return next(pressed, True)

    told: list[str] = []
    progress: Callable[[int, int, str], None] = lambda _done, _total, name: told.append(name)  # noqa: E731
    assert keying.rekey(path, key, FileKey.new("示例口令四五六"), progress, asked) is None
    assert told == [path.name]
    with closing(SqliteStore.open_reader(path, key=key)) as store:
        assert dump(store) == before
    assert left_in(path.parent) == {path.name}


def test_a_new_office_stopped_half_way_is_not_there(tmp_path: Path) -> None:
    path, wish = tmp_path / "官庄镇.gzparty", Event()

    def make() -> None:
        with bootstrap.new_office(path, lambda: NOW) as services:
            services.offices.establish("官庄镇")
            wish.set()
            services.calendars.ensure(2026)

    with pytest.raises(Stopped), heeding(wish.is_set):
        make()
    assert left_in(tmp_path) == set()
