"""The attachments beside an office file: added once, never changed, found missing or damaged, carried to a stick."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db import backup, blobs
from db.blobs import SqliteBlobs, blobs_path
from db.driver import DatabaseError
from db.store import SqliteStore
from gzparty.digest import digest_of
from gzparty.domain.diagnostic import Refusal
from gzparty.labels import refusal_text
from tests.builders import NOW, Office

PHOTO, SLIDES = b"photo" * 1000, b"slides" * 5000


@pytest.fixture
def store_of_blobs(tmp_path: Path) -> SqliteBlobs:
    return SqliteBlobs(tmp_path / "官庄镇.attachments")


def damage(path: Path, content: bytes) -> None:
    """Spoil one byte of a stored content."""
    whole = bytearray(path.read_bytes())
    place = whole.find(content[:500])
    assert place > 0
    whole[place + 100] ^= 0xFF
    path.write_bytes(whole)


def hashes(path: Path) -> list[str]:
    plain = sqlite3.connect(path)
    found = [row[0] for row in plain.execute("SELECT hash FROM blob ORDER BY id")]
    plain.close()
    return found


def test_nothing_is_made_until_something_is_put(store_of_blobs: SqliteBlobs) -> None:
    with pytest.raises(Refusal) as caught:
        store_of_blobs.get(digest_of(PHOTO))
    assert refusal_text(caught.value).startswith(f"附件文件 {store_of_blobs.path} 不在了")
    assert not store_of_blobs.path.exists()


def test_the_same_bytes_are_kept_once(store_of_blobs: SqliteBlobs) -> None:
    first, second = store_of_blobs.put(PHOTO, NOW), store_of_blobs.put(PHOTO, NOW)
    other = store_of_blobs.put(SLIDES, NOW)
    assert first == second != other
    assert hashes(store_of_blobs.path) == [first, other]
    assert store_of_blobs.get(first) == PHOTO


def test_a_blob_can_be_neither_changed_nor_deleted(store_of_blobs: SqliteBlobs) -> None:
    digest = store_of_blobs.put(PHOTO, NOW)
    store_of_blobs.close()
    plain = sqlite3.connect(store_of_blobs.path)
    for statement in ("DELETE FROM blob", "UPDATE blob SET added_at = ''"):
        with pytest.raises(sqlite3.IntegrityError, match=r"blob: never"):
            plain.execute(statement)
    plain.close()
    assert store_of_blobs.get(digest) == PHOTO


@pytest.mark.usefixtures("careful")
def test_every_connection_says_how_careful_it_is(store_of_blobs: SqliteBlobs) -> None:
    store_of_blobs.put(PHOTO, NOW)
    writing = store_of_blobs._writer()
    assert writing.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert writing.execute("PRAGMA synchronous").fetchone()[0] == 3
    assert writing.execute("PRAGMA application_id").fetchone()[0] == blobs.APPLICATION_ID
    assert writing.execute("PRAGMA user_version").fetchone()[0] == blobs.VERSION
    with store_of_blobs.aside() as other, pytest.raises(DatabaseError):
        other._reader().execute("INSERT INTO blob(hash, size, added_at, content) VALUES ('x', 0, '', x'')")


def test_what_is_missing_or_spoilt_is_told_apart(store_of_blobs: SqliteBlobs) -> None:
    whole, spoilt = store_of_blobs.put(PHOTO, NOW), store_of_blobs.put(SLIDES, NOW)
    store_of_blobs.close()
    damage(store_of_blobs.path, SLIDES)
    absent = digest_of(b"never put")
    faults = store_of_blobs.faults([whole, spoilt, absent])
    assert {digest: fault.diagnostics[0].code for digest, fault in faults.items()} == {
        spoilt: "blob_damaged",
        absent: "blob_missing",
    }


def test_what_is_not_there_at_all_is_told_without_reading_the_rest(
    store_of_blobs: SqliteBlobs, tmp_path: Path
) -> None:
    kept, never = digest_of(PHOTO), digest_of(SLIDES)
    assert store_of_blobs.missing([kept]) == {kept}
    store_of_blobs.put(PHOTO, NOW)
    assert store_of_blobs.missing([kept, never]) == {never}
    store_of_blobs.close()
    damage(store_of_blobs.path, PHOTO)
    assert SqliteBlobs(store_of_blobs.path).missing([kept]) == frozenset()


@pytest.mark.parametrize("content", [b"no database at all", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_is_no_store_of_blobs_is_left_alone(store_of_blobs: SqliteBlobs, content: bytes) -> None:
    store_of_blobs.path.write_bytes(content)
    for call in (lambda: store_of_blobs.get("0" * 64), lambda: store_of_blobs.put(PHOTO, NOW)):
        with pytest.raises(Refusal) as caught:
            call()
        assert caught.value.diagnostics[0].code == "blobs_unreadable"
    assert store_of_blobs.path.read_bytes() == content


def test_an_office_file_is_not_taken_for_attachments(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "别的.attachments"
    office.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    path.write_bytes(office.store.path.read_bytes())
    with pytest.raises(Refusal) as caught:
        SqliteBlobs(path).put(PHOTO, NOW)
    assert caught.value.diagnostics[0].code == "blobs_unreadable"


def test_another_programs_database_stays_as_it_is(store_of_blobs: SqliteBlobs) -> None:
    plain = sqlite3.connect(store_of_blobs.path)
    plain.execute("CREATE TABLE theirs (x)")
    plain.commit()
    plain.close()
    before = store_of_blobs.path.read_bytes()
    with pytest.raises(Refusal) as caught:
        store_of_blobs.put(PHOTO, NOW)
    assert caught.value.diagnostics[0].code == "blobs_unreadable"
    assert store_of_blobs.path.read_bytes() == before


def test_records_are_read_and_written_without_the_attachments(office: Office) -> None:
    office.store.blobs.put(PHOTO, NOW)
    office.store.close()
    blobs_path(office.store.path).unlink()
    store = SqliteStore.open_writer(office.store.path, NOW)
    assert len(store.people.people()) == 4
    store.close()


def test_a_copy_on_a_stick_takes_each_blob_once(office: Office, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    first = office.store.blobs.put(PHOTO, NOW)
    office.services.offices.backup(stick)
    office.services.offices.backup(stick)
    second = office.store.blobs.put(SLIDES, NOW)
    office.services.offices.backup(stick)
    beside = stick / "官庄镇.attachments"
    assert hashes(beside) == [first, second]
    assert sorted(path.suffix for path in stick.iterdir()) == [".attachments"] + [".gzparty"] * 3
    plain = sqlite3.connect(beside)
    assert plain.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    plain.close()


def test_a_copy_takes_the_attachments_of_its_own_office_only(tmp_path: Path) -> None:
    """Two offices on one stick, the name of one beginning with the other's."""
    copy = tmp_path / "官庄镇东片-20260617-093000-stick.gzparty"
    other, own = tmp_path / "官庄镇.attachments", tmp_path / "官庄镇东片.attachments"
    other.touch()
    assert blobs.beside(copy) is None
    own.touch()
    assert blobs.beside(copy) == own
    assert blobs.beside(copy.with_name("官庄镇-20260617-093000-before-restore-2.gzparty")) == other
    assert blobs.beside(copy.with_name("官庄镇 - 副本.gzparty")) == other
    opened = copy.with_suffix(".attachments")
    opened.touch()
    assert blobs.beside(copy) == opened, "a copy that was worked in has attachments of its own"


def test_a_copy_beside_the_office_leaves_the_attachments_where_they_are(office: Office) -> None:
    office.store.blobs.put(PHOTO, NOW)
    copy = office.services.offices.backup()
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_a_spoilt_file_on_the_stick_is_set_aside_and_written_anew(office: Office, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    beside = stick / "官庄镇.attachments"
    beside.write_bytes(b"torn out too early")
    digest = office.store.blobs.put(PHOTO, NOW)
    office.services.offices.backup(stick)
    assert hashes(beside) == [digest]
    assert (stick / "官庄镇.attachments.damaged-1").read_bytes() == b"torn out too early"


def test_a_file_on_the_stick_spoilt_within_is_noticed_when_something_is_added(
    office: Office, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    first = office.store.blobs.put(PHOTO, NOW)
    office.services.offices.backup(stick)
    beside = stick / "官庄镇.attachments"
    whole = bytearray(beside.read_bytes())
    whole[4096:8192] = b"\xff" * 4096
    beside.write_bytes(whole)
    second = office.store.blobs.put(SLIDES, NOW)
    office.services.offices.backup(stick)
    assert hashes(beside) == [first, second]
    assert (stick / "官庄镇.attachments.damaged-1").exists()


def test_a_blob_spoilt_here_is_not_carried_on(office: Office, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    whole, spoilt = office.store.blobs.put(PHOTO, NOW), office.store.blobs.put(SLIDES, NOW)
    office.store.blobs.close()
    damage(office.store.blobs.path, SLIDES)
    office.services.offices.backup(stick)
    assert hashes(stick / "官庄镇.attachments") == [whole]
    assert spoilt in office.store.blobs.faults([spoilt])


def test_a_stick_without_room_keeps_the_office_and_says_what_is_missing(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.store.blobs.put(PHOTO, NOW)
    stick = tmp_path / "U盘"

    def full(*_arguments: object) -> None:
        raise Refusal("disk_full", path=stick)

    monkeypatch.setattr(blobs, "_add_missing", full)
    with pytest.raises(Refusal) as caught:
        office.services.offices.backup(stick)
    assert refusal_text(caught.value).startswith("办公文件已备份好，照片和课件没有拷完：没存进去：")
    assert len(backup.copies(office.store.path, stick)) == 1


def test_restoring_leaves_the_attachments_as_they_are(office: Office, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    first = office.store.blobs.put(PHOTO, NOW)
    copy = office.services.offices.backup(stick)
    second = office.store.blobs.put(SLIDES, NOW)
    office.store.close()
    backup.restore(copy, office.store.path, NOW)
    assert hashes(blobs_path(office.store.path)) == [first, second]


def test_a_new_computer_gets_the_attachments_from_beside_the_copy(office: Office, tmp_path: Path) -> None:
    stick, other = tmp_path / "U盘", tmp_path / "新电脑"
    digest = office.store.blobs.put(PHOTO, NOW)
    copy = office.services.offices.backup(stick)
    other.mkdir()
    backup.restore(copy, other / "office.gzparty", NOW)
    assert hashes(other / "office.attachments") == [digest]


def test_no_copy_is_listed_before_the_files_it_names_were_brought(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.store.blobs.put(PHOTO, NOW)
    stick = tmp_path / "U盘"

    def power_cut(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(blobs, "_add_missing", power_cut)
    with pytest.raises(KeyboardInterrupt):
        office.services.offices.backup(stick)
    assert backup.copies(office.store.path, stick) == []


def test_files_cut_off_while_they_were_brought_back_come_the_next_time(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, other = tmp_path / "U盘", tmp_path / "新电脑"
    digests = [office.store.blobs.put(content, NOW) for content in (PHOTO, SLIDES)]
    copy = office.services.offices.backup(stick)
    other.mkdir()
    seen: list[bytes] = []

    def power_cut(content: bytes) -> str:
        seen.append(content)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return digest_of(content)

    with monkeypatch.context() as cut:
        cut.setattr(blobs, "digest_of", power_cut)
        with pytest.raises(KeyboardInterrupt):
            backup.restore(copy, other / "office.gzparty", NOW)
    assert not (other / "office.gzparty").exists()
    backup.restore(copy, other / "office.gzparty", NOW)
    assert hashes(other / "office.attachments") == digests


def test_a_stick_pulled_out_while_a_file_was_added_still_gives_the_others(
    office: Office, tmp_path: Path
) -> None:
    stick, pulled = tmp_path / "U盘", tmp_path / "拔出后"
    digest = office.store.blobs.put(PHOTO, NOW)
    office.services.offices.backup(stick)
    with closing(blobs.open_writer(stick / "官庄镇.attachments", journal_mode="DELETE")) as adding:
        adding.execute("PRAGMA cache_size = 1")
        adding.execute("BEGIN")
        content = SLIDES * 20
        adding.execute(blobs.ADDING, (digest_of(content), len(content), NOW.isoformat(), content))
        shutil.copytree(stick, pulled)
        adding.execute("ROLLBACK")
    assert (pulled / "官庄镇.attachments-journal").exists()
    with closing(blobs.open_reader(pulled / "官庄镇.attachments")) as reading:
        assert reading.execute("SELECT hash FROM blob").fetchall() == [(digest,)]
