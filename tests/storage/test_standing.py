"""A file moved, deleted or replaced while it is open: nothing is written into nothing, nothing open is lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db import backup
from db.blobs import SqliteBlobs
from db.connection import open_reader
from db.keys import FileKey
from db.store import SqliteStore
from gzparty.domain.diagnostic import Refusal
from gzparty.labels import refusal_text
from tests.builders import NOW, a_person, an_office, dump

Harm = Callable[[Path], None]


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[SqliteStore]:
    """A small office that is open, with a deed in its log."""
    folder = tmp_path / "office"
    folder.mkdir()
    store = an_office(folder).store
    add(store, "先前示例")
    yield store
    store.close()


def add(store: SqliteStore, name: str) -> None:
    with store.action(f"加 {name}", "test", NOW, "test"):
        store.people.insert_person(a_person(name))


def names(store: SqliteStore) -> list[str]:
    return [person.name for person in store.people.people()]


def remove(path: Path) -> None:
    path.unlink()


def rename(path: Path) -> None:
    path.rename(path.with_name("旧的.gzparty"))


def move_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("搬走了"))


def another_office(path: Path) -> None:
    elsewhere = path.parent / "elsewhere"
    elsewhere.mkdir()
    other = an_office(elsewhere)
    other.store.close()
    other.store.path.replace(path)


def newer_copy(path: Path) -> None:
    shutil.copy(path, path.with_name("newer"))
    path.with_name("newer").replace(path)


def written_over(path: Path) -> None:
    """As `cp` does it: the same file, other bytes."""
    path.write_bytes(path.read_bytes() + bytes(4096))


def log_gone(path: Path) -> None:
    path.with_name(path.name + "-wal").unlink()


HARMS = [
    pytest.param(remove, "store_gone", id="removed"),
    pytest.param(rename, "store_gone", id="renamed"),
    pytest.param(move_folder, "store_gone", id="folder moved"),
    pytest.param(another_office, "store_replaced", id="another office"),
    pytest.param(newer_copy, "store_replaced", id="a copy of itself"),
    pytest.param(written_over, "store_replaced", id="written over"),
    pytest.param(log_gone, "store_log_gone", id="log removed"),
]


@pytest.mark.parametrize(("harm", "code"), HARMS)
def test_nothing_more_is_written_and_what_was_is_saved_as_a_sound_copy(
    writer: SqliteStore, tmp_path: Path, harm: Harm, code: str
) -> None:
    before, path = dump(writer), writer.path
    harm(path)
    there = path.read_bytes() if path.exists() else None
    for attempt in (lambda: add(writer, "白写示例"), lambda: writer.drafts.save("form", "1", "{}", NOW)):
        with pytest.raises(Refusal) as caught:
            attempt()
        assert caught.value.diagnostics[0].code == code
        assert "存成一份备份，再重新打开" in refusal_text(caught.value)
    assert (path.read_bytes() if path.exists() else None) == there
    copy = writer.backup("rescued", NOW, tmp_path / "存到这里")
    saved = SqliteStore.open_reader(copy)
    assert saved.check() == []
    assert dump(saved) == before
    saved.close()


@pytest.mark.parametrize(("harm", "code"), HARMS[:6])
def test_a_file_that_goes_in_the_middle_of_a_deed_does_not_take_the_deed(
    writer: SqliteStore, harm: Harm, code: str
) -> None:
    before = dump(writer)

    def interrupted() -> None:
        with writer.action("加", "test", NOW, "test"):
            writer.people.insert_person(a_person("中途示例"))
            harm(writer.path)

    with pytest.raises(Refusal) as caught:
        interrupted()
    assert caught.value.diagnostics[0].code == code
    with pytest.raises(Refusal) as caught:
        add(writer, "接着示例")
    assert caught.value.diagnostics[0].code == code
    assert dump(writer) == before


def test_a_file_moved_away_takes_along_what_was_done_last_once_the_program_closes(
    writer: SqliteStore, tmp_path: Path
) -> None:
    before = dump(writer)
    writer.path.rename(tmp_path / "moved.gzparty")
    writer.close()
    moved = SqliteStore.open_writer(tmp_path / "moved.gzparty", NOW)
    assert dump(moved) == before
    moved.close()


@pytest.mark.parametrize("harm", [another_office, newer_copy, written_over])
def test_what_was_put_in_the_place_of_an_open_file_gets_nothing_of_it(
    writer: SqliteStore, harm: Harm
) -> None:
    harm(writer.path)
    put = writer.path.read_bytes()
    writer.close()
    assert writer.path.read_bytes() == put
    assert not writer.path.with_name(writer.path.name + "-wal").exists()


def test_a_copy_beside_a_folder_that_was_moved_away_makes_no_folder_anew(writer: SqliteStore) -> None:
    move_folder(writer.path)
    with pytest.raises(Refusal) as caught:
        writer.backup("rescued", NOW)
    assert caught.value.diagnostics[0].code == "path_unwritable"
    assert not writer.path.parent.exists()


def test_a_file_put_back_is_written_again(writer: SqliteStore) -> None:
    away = writer.path.with_name("away")
    writer.path.rename(away)
    with pytest.raises(Refusal):
        add(writer, "白写示例")
    away.rename(writer.path)
    add(writer, "写上示例")
    assert "写上示例" in names(writer)


def test_what_the_program_does_to_the_file_itself_is_no_replacement(writer: SqliteStore) -> None:
    for round_ in range(3):
        with writer.action("很多", "test", NOW, "test"):
            writer.people.insert_people(a_person(f"{round_}-{n}示例", note="注" * 400) for n in range(1500))
        writer.drafts.save("form", "1", "字" * 3_000_000, NOW)
    writer.drafts.discard("form", "1")
    with writer.action("清", "test", NOW, "test"):
        writer.journal.scrub()
    add(writer, "末了示例")
    assert writer.check() == []


@pytest.mark.parametrize("key", [None, FileKey(bytes(range(32)), b"s" * 16)], ids=["clear", "keyed"])
def test_attachments_deleted_underneath_are_written_anew_with_all_they_held(
    tmp_path: Path, key: FileKey | None
) -> None:
    path = tmp_path / "office.attachments"
    blobs = SqliteBlobs(path, key)
    first = blobs.put(b"first", NOW)
    path.unlink()
    second = blobs.put(b"second", NOW)
    blobs.close()
    assert [entry.name for entry in tmp_path.iterdir()] == ["office.attachments"]
    again = SqliteBlobs(path, key)
    assert (again.get(first), again.get(second)) == (b"first", b"second")
    again.close()


def test_attachments_put_in_the_place_of_others_are_added_to(tmp_path: Path) -> None:
    path, other = tmp_path / "office.attachments", tmp_path / "other.attachments"
    made = SqliteBlobs(other)
    theirs = made.put(b"theirs", NOW)
    made.close()
    blobs = SqliteBlobs(path)
    blobs.put(b"ours", NOW)
    os.replace(other, path)
    late = blobs.put(b"late", NOW)
    assert (blobs.get(theirs), blobs.get(late)) == (b"theirs", b"late")
    blobs.close()


def test_the_newest_copy_made_of_what_was_open_is_the_way_back(writer: SqliteStore) -> None:
    remove(writer.path)
    copy = writer.backup("rescued", NOW)
    before, path = dump(writer), writer.path
    writer.close()
    assert backup.restore(copy, path, NOW) is None
    opened = SqliteStore(open_reader(path), path, None)
    assert dump(opened) == before
    opened.close()
