"""A password on the office: nothing of it can be read without, and it comes and goes whole or not at all."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from db import backup, blobs, keying, rekeyed
from db.driver import connect
from db.keys import FileKey, is_keyed, key_of
from db.store import SqliteStore
from gzparty.bootstrap import new_office, services_on
from gzparty.digest import digest_of
from gzparty.domain.diagnostic import Refusal
from gzparty.labels import refusal_text
from gzparty.services.bundle import Services
from gzparty.services.people import PersonDraft
from tests.builders import NOW, Office, dump

NAME = "李密码示例"
PHOTO = "照片里的字".encode() * 300


@pytest.fixture
def path(office: Office) -> Path:
    """A closed office with a person, an attachment and a copy, none of them under a password."""
    office.services.people.add_person(PersonDraft(NAME))
    office.services.themes.set_theme("2026-06", "人居环境整治")
    office.store.blobs.put(PHOTO, NOW)
    office.services.offices.backup()
    office.store.close()
    return office.store.path


@contextmanager
def opened(path: Path, key: FileKey | None) -> Iterator[Services]:
    store = SqliteStore.open_writer(path, NOW, key)
    try:
        yield services_on(store, lambda: NOW)
    finally:
        store.close()


def rekey(path: Path, old: FileKey | None, new: FileKey | None, *folders: Path) -> keying.Rekeyed:
    done = keying.rekey(path, old, new, lambda _done, _of, _name: None, lambda: False, folders)
    assert done is not None
    return done


def left_in_clear(folder: Path, words: str) -> list[str]:
    text = words.encode()
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and text in path.read_bytes())


def rows(path: Path, key: FileKey | None) -> dict[str, list[tuple[object, ...]]]:
    with opened(path, key) as services:
        assert isinstance(services.store, SqliteStore)
        return dump(services.store)


def test_with_a_password_no_file_shows_a_name_and_every_row_is_there(path: Path) -> None:
    before = rows(path, None)
    assert len(left_in_clear(path.parent, NAME)) == 2
    key = FileKey.new("官庄2026")
    assert rekey(path, None, key) == keying.Rekeyed(3, ())
    assert left_in_clear(path.parent, NAME) == []
    assert left_in_clear(path.parent, "照片里的字") == []
    assert rows(path, key) == before
    (copy,) = backup.copies(path)
    with opened(path, key) as services:
        assert services.copies.examine(copy.path).sound
        assert services.store.blobs.get(digest_of(PHOTO)) == PHOTO
        assert [hit.title for hit in services.search.find("居环境")] != []


def test_what_is_written_later_lies_under_the_password_too(path: Path, tmp_path: Path) -> None:
    key = FileKey.new("官庄2026")
    rekey(path, None, key)
    with opened(path, key) as services:
        services.people.add_person(PersonDraft("后来示例"))
        services.store.drafts.save("person", "new", "草稿示例", NOW)
        services.store.blobs.put("后来的照片".encode() * 200, NOW)
        stick = tmp_path / "U盘"
        stick.mkdir()
        services.copies.store_in(stick)
        # While it is open, too: the write-ahead log is a file like the others.
        for words in ("后来示例", "草稿示例", "后来的照片"):
            assert left_in_clear(tmp_path, words) == []


def test_the_standard_tool_opens_the_file_with_the_password_alone(path: Path) -> None:
    rekey(path, None, FileKey.new("官庄'2026"))
    with closing(connect(str(path))) as tool:
        tool.execute("PRAGMA key = '官庄''2026'")
        assert tool.execute("SELECT count(*) FROM person WHERE name = ?", (NAME,)).fetchone() == (1,)


def test_changed_only_the_new_one_opens_and_removed_none_is_needed(path: Path) -> None:
    before = rows(path, None)
    first, second = FileKey.new("旧的密码"), FileKey.new("新的密码")
    rekey(path, None, first)
    rekey(path, first, second)
    with pytest.raises(Refusal) as caught:
        SqliteStore.open_writer(path, NOW, first)
    assert refusal_text(caught.value).startswith("密码不对，打不开")
    assert rows(path, second) == before
    rekey(path, second, None)
    assert rows(path, None) == before
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize(
    "opening", [SqliteStore.open_reader, lambda path: SqliteStore.open_writer(path, NOW)]
)
def test_without_the_password_it_is_asked_for_and_nothing_is_changed(
    path: Path, opening: Callable[[Path], SqliteStore]
) -> None:
    rekey(path, None, FileKey.new("官庄2026"))
    before = path.read_bytes()
    with pytest.raises(Refusal) as caught:
        opening(path)
    assert caught.value.diagnostics[0].code == "store_keyed"
    assert path.read_bytes() == before


def test_a_password_typed_is_turned_into_the_key_of_the_file(path: Path) -> None:
    key = FileKey.new("官庄2026")
    rekey(path, None, key)
    assert key_of(path, "官庄2026") == key
    assert key.is_made_by("官庄2026")
    assert not key.is_made_by("官庄2025")
    assert "官庄" not in repr(key)
    assert key.raw.hex() not in repr(key)


@pytest.mark.parametrize("typed", ["官庄caf\u00e92026", "官庄cafe\u03012026"])
def test_a_password_makes_the_key_that_files_of_before_have_however_its_letters_were_put_together(
    typed: str,
) -> None:
    known = hashlib.pbkdf2_hmac("sha512", "官庄caf\u00e92026".encode(), bytes(16), 256_000, 32)
    assert FileKey.of(typed, bytes(16)).raw == known


def test_noise_is_told_from_text_tables_and_plain_offices(path: Path, tmp_path: Path) -> None:
    assert not is_keyed(path)
    text = tmp_path / "名单.txt"
    text.write_bytes(("李示例，书记，13800000000；" * 4096).encode()[: 4096 * 8])
    assert not is_keyed(text)
    rekey(path, None, FileKey.new("官庄2026"))
    assert is_keyed(path)


def test_a_copy_in_a_second_place_comes_along(path: Path, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    with opened(path, None) as services:
        services.copies.store_in(stick)
    assert left_in_clear(stick, NAME)
    key = FileKey.new("官庄2026")
    rekey(path, None, key, stick)
    assert left_in_clear(tmp_path, NAME) == []
    assert left_in_clear(tmp_path, "照片里的字") == []
    (copy,) = backup.copies(path, stick)
    with opened(path, key) as services:
        assert services.copies.examine(copy.path).sound


def test_another_towns_office_in_the_second_place_is_left_alone(path: Path, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    other = stick / path.name
    other.write_bytes(path.read_bytes())
    rekey(path, None, FileKey.new("官庄2026"), stick)
    assert not is_keyed(other)


def test_a_copy_that_does_not_open_is_left_and_named(path: Path) -> None:
    (copy,) = backup.copies(path)
    whole = bytearray(copy.path.read_bytes())
    whole[4096:12288] = bytes(8192)
    copy.path.write_bytes(whole)
    done = rekey(path, None, FileKey.new("官庄2026"))
    assert done == keying.Rekeyed(2, (copy.path,))
    assert copy.path.read_bytes() == bytes(whole)


def test_stopped_before_the_end_nothing_is_changed(path: Path) -> None:
    before = rows(path, None)
    steps = iter((False, True))
    stopped = keying.rekey(path, None, FileKey.new("官庄2026"), lambda *_told: None, lambda: next(steps))
    assert stopped is None
    assert rows(path, None) == before
    assert not list(path.parent.rglob("*rekey*"))


def test_decided_and_cut_off_it_is_finished_by_whoever_opens_next(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(path, None)
    key = FileKey.new("官庄2026")
    real = rekeyed._put_in_place

    def cut_off(target: Path) -> None:
        real(target)
        raise OSError("power")

    monkeypatch.setattr(rekeyed, "_put_in_place", cut_off)
    with pytest.raises(Refusal) as caught:
        rekey(path, None, key)
    assert "会接着换完" in refusal_text(caught.value)
    monkeypatch.undo()
    store = SqliteStore.open_reader(path, key=key)
    assert dump(store) == before
    store.close()
    assert left_in_clear(path.parent, NAME) == []
    assert not list(path.parent.rglob("*rekey*"))


def test_copies_of_another_office_on_the_same_stick_stay_as_they_are(path: Path, tmp_path: Path) -> None:
    """Two machines with one stick, and the name the program proposes to both."""
    stick = tmp_path / "U盘"
    stick.mkdir()
    with opened(path, None) as services:
        mine = services.copies.store_in(stick)
    (tmp_path / "别镇").mkdir()
    other = tmp_path / "别镇" / path.name
    with new_office(other, uids=lambda: "other") as services:
        services.offices.establish("别镇")
        theirs = services.store.backup("stick", NOW.replace(year=2025), stick)
    before = theirs.read_bytes(), (stick / blobs.blobs_path(path).name).read_bytes()
    key = FileKey.new("官庄2026")
    done = rekey(path, None, key, stick)
    assert (theirs.read_bytes(), (stick / blobs.blobs_path(path).name).read_bytes()) == before
    assert is_keyed(mine)
    assert done.left == ()


def test_not_decided_and_cut_off_it_is_swept_by_whoever_opens_next(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = path.parent / "U盘"
    stick.mkdir()
    with opened(path, None) as services:
        services.copies.store_in(stick)
    before = rows(path, None)

    def power_cut(_office: Path, _paths: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(keying, "_decide", power_cut)
    monkeypatch.setattr(keying, "sweep", lambda *_folders: None)
    with pytest.raises(KeyboardInterrupt):
        rekey(path, None, FileKey.new("官庄2026"), stick)
    assert list(path.parent.rglob("*rekey*"))
    assert list(stick.glob("*rekey*"))
    monkeypatch.undo()
    assert rows(path, None) == before
    assert not list(path.parent.rglob("*rekey*"))


def test_decided_and_cut_off_it_is_finished_before_a_copy_is_restored(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(path, None)
    with opened(path, None) as services:
        services.people.add_person(PersonDraft("后来示例"))
    key = FileKey.new("官庄2026")

    def cut_off(_path: Path) -> None:
        raise OSError("power")

    with monkeypatch.context() as cut:
        cut.setattr(rekeyed, "_put_in_place", cut_off)
        with pytest.raises(Refusal):
            rekey(path, None, key)
    (copy,) = backup.copies(path)
    backup.restore(copy.path, path, NOW, key)
    assert rows(path, key) == before


def test_nothing_is_keyed_while_a_window_holds_the_office(path: Path) -> None:
    with opened(path, None), pytest.raises(Refusal) as caught:
        rekey(path, None, FileKey.new("官庄2026"))
    assert caught.value.diagnostics[0].code == "store_held"
    assert not is_keyed(path)


def test_a_copy_from_before_the_password_is_restored_under_it(path: Path, tmp_path: Path) -> None:
    (copy,) = backup.copies(path)
    early = tmp_path / "早先" / copy.path.name
    early.parent.mkdir()
    early.write_bytes(copy.path.read_bytes())
    before = rows(path, None)
    key = FileKey.new("官庄2026")
    rekey(path, None, key)
    with opened(path, key) as services:
        services.people.add_person(PersonDraft("后来示例"))
    kept = backup.restore(early, path, NOW, key)
    assert rows(path, key) == before
    assert kept is not None
    assert is_keyed(kept)


def test_a_copy_under_another_password_wants_that_one(path: Path, tmp_path: Path) -> None:
    first, second = FileKey.new("旧的密码"), FileKey.new("新的密码")
    rekey(path, None, first)
    (copy,) = backup.copies(path)
    early = tmp_path / "早先" / copy.path.name
    early.parent.mkdir()
    early.write_bytes(copy.path.read_bytes())
    rekey(path, first, second)
    with opened(path, second) as services:
        problem = services.copies.examine(early).problem
        assert problem is not None
        assert problem.code == "copy_keyed_otherwise"
    with pytest.raises(Refusal) as caught:
        backup.restore(early, path, NOW, second)
    assert "要用当时的密码" in refusal_text(caught.value)
    backup.restore(early, path, NOW, second, key_of(early, "旧的密码"))
    assert rows(path, second)
