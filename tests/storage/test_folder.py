"""Rows of a session's folder beside rows that must not be returned, and a process killed between blob and record."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.blobs import SqliteBlobs, blobs_path
from db.store import SqliteStore
from gzparty.digest import digest_of
from gzparty.domain.folder import Attachment, FolderItem, FolderKind, FolderMark
from tests.builders import NOW, Office, a_sitting

PRINTED = "INSERT INTO print_log(paper, selector, content_hash, printed_at, copies) VALUES (?, ?, '', ?, 1)"


@pytest.fixture
def writing(store: SqliteStore) -> Iterator[None]:
    with store.action("备", "test", NOW, "test"):
        yield


def an_attachment(sitting_id: int | None, name: str, position: int = 1) -> Attachment:
    digest = digest_of(name.encode())
    return Attachment(0, f"a-{name}", sitting_id, FolderKind.PHOTO, position, name, "image/jpeg", digest, 9)


@pytest.mark.usefixtures("writing")
def test_attachments_are_those_of_the_sitting_in_the_clerks_order(store: SqliteStore) -> None:
    first, second, third = (store.sittings.insert(a_sitting()) for _ in range(3))
    store.folders.insert([an_attachment(first, "b", 2), an_attachment(first, "a", 1)])
    store.folders.insert([an_attachment(second, "c"), an_attachment(third, "d"), an_attachment(None, "e")])
    names = [one.name for one in store.folders.attachments(first)]
    assert names == ["a", "b"]
    assert [one.name for one in store.folders.of_sittings([second, first])] == ["a", "b", "c"]
    assert [one.name for one in store.folders.everything()] == ["b", "a", "c", "d", "e"]
    ids = [one.id for one in store.folders.attachments(first)]
    assert [one.name for one in store.folders.some([ids[1], 999])] == ["b"]
    store.folders.delete([ids[0]])
    assert [one.name for one in store.folders.attachments(first)] == ["b"]
    assert len(store.folders.everything()) == 4


@pytest.mark.usefixtures("writing")
def test_the_word_on_a_kind_takes_the_place_of_the_earlier_one_only(store: SqliteStore) -> None:
    here, elsewhere = (store.sittings.insert(a_sitting()) for _ in range(2))
    for sitting, kind, place in (
        (here, FolderKind.NOTICE, "1 号盒"),
        (here, FolderKind.SIGN_IN, "2 号盒"),
        (elsewhere, FolderKind.NOTICE, "9 号盒"),
        (here, FolderKind.NOTICE, "3 号盒"),
    ):
        uid = f"i{sitting}{kind}{place}"
        store.folders.save_item(FolderItem(0, uid, sitting, kind, FolderMark.PAPER, place))
    assert {one.kind: one.place for one in store.folders.items(here)} == {
        FolderKind.NOTICE: "3 号盒",
        FolderKind.SIGN_IN: "2 号盒",
    }
    store.folders.delete_item(store.folders.items(here)[0].id)
    assert [one.kind for one in store.folders.items(here)] == [FolderKind.SIGN_IN]
    assert [one.place for one in store.folders.items(elsewhere)] == ["9 号盒"]


def test_prints_are_those_of_the_session_and_of_the_papers_asked_for(store: SqliteStore) -> None:
    for row in (
        ("training-notice", "training=2026-06", "2026-06-11T08:00"),
        ("training-notice", "training=2026-06", "2026-06-12T08:00"),
        ("training-notice", "training=2026-07", "2026-06-30T08:00"),
        ("sign-in", "training=2026-06", "2026-06-16T08:00"),
        ("training-plan", "year=2026", "2026-01-05T08:00"),
    ):
        store.connection.execute(PRINTED, row)
    found = store.folders.printed(["training-notice", "training-plan", "roll"], "2026-06")
    assert found == {"training-notice": date(2026, 6, 12)}


def test_deleting_a_sitting_takes_its_folder_along_and_undo_brings_it_back(office: Office) -> None:
    with office.store.action("备", "test", NOW, "test"):
        sitting = office.store.sittings.insert(a_sitting())
        office.store.folders.insert([an_attachment(sitting, "a")])
        office.store.folders.save_item(FolderItem(0, "i", sitting, FolderKind.NOTICE, FolderMark.WAIVED))
    before = office.dump()
    with office.store.action("删", "test", NOW, "test"):
        office.store.sittings.delete(sitting)
    assert office.store.folders.everything() == []
    assert office.store.folders.items(sitting) == []
    office.services.offices.undo()
    assert office.dump() == before


KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from db.store import SqliteStore
from gzparty.bootstrap import services_on
from gzparty.exchange.new_files import Source, take_in

now = datetime(2026, 6, 17, 9, 30)
store = SqliteStore.open_writer(Path(sys.argv[1]), now)
services = services_on(store, lambda: now)
intake = take_in(store.blobs, [Source("讲稿.txt", content=b"lecture")], now)
real = store.folders.insert

def insert(rows):
    real(rows)
    os.kill(os.getpid(), signal.SIGKILL)

store.folders.insert = insert
services.folders.add(int(sys.argv[2]), intake.taken)
"""


def test_a_process_killed_before_its_record_is_stored_leaves_the_bytes_and_a_sound_office(
    office: Office,
) -> None:
    with office.store.action("备", "test", NOW, "test"):
        sitting = office.store.sittings.insert(a_sitting())
    office.store.close()
    path = office.store.path
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run([sys.executable, "-c", KILLED, str(path), str(sitting)], cwd=root, check=False)
    assert run.returncode == -signal.SIGKILL
    again = SqliteStore.open_writer(path, NOW)
    assert again.check() == []
    assert again.folders.attachments(sitting) == []
    again.close()
    blobs = SqliteBlobs(blobs_path(path))
    assert blobs.get(digest_of(b"lecture")) == b"lecture"
    blobs.close()
