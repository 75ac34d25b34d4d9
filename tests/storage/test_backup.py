"""Copies count only when they were checked; restoring keeps what was there."""

from __future__ import annotations

import os
import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from db import backup, blobs, keying
from db.keys import FileKey
from db.store import SqliteStore
from gzparty.domain.diagnostic import Refusal
from gzparty.labels import refusal_text
from tests.builders import NOW, Office, a_person, dump


def add(office: Office, name: str) -> None:
    with office.store.action(f"加{name}", "test", NOW, "test"):
        office.store.people.insert_person(a_person(name))


def names(path: Path) -> list[str]:
    reader = SqliteStore.open_reader(path)
    found = [person.name for person in reader.people.people()]
    reader.close()
    return found


def damage(path: Path) -> None:
    """Overwrite the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 3 : len(content) // 3 * 2] = b"\xff" * (len(content) // 3)
    path.write_bytes(content)


def test_a_copy_is_one_plain_file_with_every_row(office: Office) -> None:
    copy = office.services.offices.backup()
    assert copy == office.store.path.parent / "备份" / "官庄镇-20260617-093000-manual.gzparty"
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    plain = sqlite3.connect(copy)
    assert plain.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    for table, rows in office.dump().items():
        assert plain.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() == rows
    plain.close()


def test_two_copies_in_one_second_are_two_files(office: Office, tmp_path: Path) -> None:
    elsewhere = tmp_path / "U盘" / "党建"
    made = [office.services.offices.backup(elsewhere) for _ in range(2)]
    assert len(set(made)) == 2
    listed = backup.copies(office.store.path, elsewhere)
    assert {copy.path for copy in listed} == set(made)
    assert {copy.reason for copy in listed} == {"manual"}


def test_a_copy_that_lost_rows_is_refused_and_deleted(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = backup._copy

    def lossy(source: backup.Source, target: Path, key: FileKey | None) -> None:
        real(source, target, key)
        plain = sqlite3.connect(target)
        plain.execute("DROP TRIGGER journal_post_d")
        plain.execute("DELETE FROM post WHERE id = 1")
        plain.commit()
        plain.close()

    monkeypatch.setattr(backup, "_copy", lossy)
    with pytest.raises(Refusal) as caught:
        office.services.offices.backup()
    assert "没有通过核对，已删掉" in refusal_text(caught.value)
    assert list((office.store.path.parent / "备份").iterdir()) == []


def test_a_damaged_copy_is_detected(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    real = backup._copy

    def scratched(source: backup.Source, target: Path, key: FileKey | None) -> None:
        real(source, target, key)
        damage(target)

    monkeypatch.setattr(backup, "_copy", scratched)
    with pytest.raises(Refusal) as caught:
        office.services.offices.backup()
    assert caught.value.diagnostics[0].code == "backup_unsound"
    assert list((office.store.path.parent / "备份").iterdir()) == []


def test_a_copy_to_a_place_that_cannot_be_written_is_refused(office: Office, tmp_path: Path) -> None:
    (tmp_path / "占着").write_text("")
    with pytest.raises(Refusal) as caught:
        office.services.offices.backup(tmp_path / "占着" / "里面")
    assert caught.value.diagnostics[0].code == "path_unwritable"


def test_copies_are_listed_newest_first_and_other_files_are_passed_over(office: Office) -> None:
    first = office.services.offices.backup()
    office.clock.moment = NOW + timedelta(days=1)
    second = office.services.offices.backup()
    for name in ("官庄镇-旧.gzparty", "官庄镇-东-20260617-093000-manual.gzparty", "别镇.gzparty", "说明.txt"):
        (first.parent / name).write_text("")
    found = backup.copies(office.store.path)
    assert [(copy.path, copy.at, copy.reason) for copy in found] == [
        (second, NOW + timedelta(days=1), "manual"),
        (first, NOW, "manual"),
    ]
    assert found[0].size == second.stat().st_size


def test_a_file_without_copies_lists_none(tmp_path: Path) -> None:
    assert backup.copies(tmp_path / "office.gzparty") == []


def test_an_office_named_with_brackets_finds_its_copies(tmp_path: Path) -> None:
    store = SqliteStore.create(tmp_path / "官庄[2026].gzparty")
    store.backup("manual", NOW)
    assert len(backup.copies(store.path)) == 1
    store.close()


def test_restoring_brings_back_the_copy_and_keeps_the_present(office: Office) -> None:
    copy = office.services.offices.backup()
    before = office.dump()
    add(office, "后来示例")
    office.store.close()
    kept = backup.restore(copy, office.store.path, NOW)
    assert kept is not None
    assert "后来示例" in names(kept)
    again = SqliteStore.open_writer(office.store.path, NOW)
    assert dump(again) == before
    assert again.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    again.close()
    assert [found.reason for found in backup.copies(office.store.path)] == ["before-restore", "manual"]


def test_restoring_where_no_file_is_left_needs_no_copy_of_it(office: Office) -> None:
    copy = office.services.offices.backup()
    office.store.close()
    office.store.path.unlink()
    assert backup.restore(copy, office.store.path, NOW) is None
    assert "一示例" in names(office.store.path)


def test_restoring_over_a_damaged_file_keeps_it_byte_by_byte(office: Office) -> None:
    copy = office.services.offices.backup()
    add(office, "后来示例")
    office.store.close()
    damage(office.store.path)
    damaged = office.store.path.read_bytes()
    kept = backup.restore(copy, office.store.path, NOW)
    assert kept is not None
    assert kept.read_bytes() == damaged
    assert kept.name.endswith("-damaged.gzparty")
    assert "一示例" in names(office.store.path)


def test_restoring_from_a_damaged_copy_leaves_the_present_as_it_is(office: Office) -> None:
    copy = office.services.offices.backup()
    add(office, "后来示例")
    office.store.close()
    damage(copy)
    with pytest.raises(Refusal):
        backup.restore(copy, office.store.path, NOW)
    assert "后来示例" in names(office.store.path)
    assert not list(office.store.path.parent.glob("*.part*"))


def test_restoring_cut_off_at_the_last_moment_keeps_what_stood_in_the_log_only(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = office.services.offices.backup()
    add(office, "没写进去示例")
    crashed = tmp_path / "断电后"
    shutil.copytree(office.store.path.parent, crashed, ignore=lambda _folder, _names: ["断电后"])
    path = crashed / office.store.path.name
    assert path.with_name(path.name + "-wal").stat().st_size
    replaced = Path.replace

    def power_cut(self: Path, target: Path) -> Path:
        if target == path:
            raise KeyboardInterrupt
        return replaced(self, target)

    monkeypatch.setattr(Path, "replace", power_cut)
    with pytest.raises(KeyboardInterrupt):
        backup.restore(copy, path, NOW)
    assert "没写进去示例" in names(path)


def test_what_a_program_cut_off_left_half_is_swept_by_the_next_start(office: Office) -> None:
    copy = office.services.offices.backup()
    office.store.close()
    half = [
        copy.with_name(f"{office.store.path.stem}-20260617-100000-manual.gzparty.part{side}")
        for side in ("", "-journal")
    ]
    others = copy.with_name("别的软件.gzparty.part")
    for path in (*half, others):
        path.write_bytes(b"half")
    SqliteStore.open_writer(office.store.path, NOW).close()
    assert {path.name for path in copy.parent.iterdir()} == {copy.name, others.name}


def test_an_archive_of_the_office_in_several_volumes_is_nothing_half_written(office: Office) -> None:
    """Packed by the clerk: WinRAR puts `.part1` behind the name of what it packs."""
    copy = office.services.offices.backup()
    path = office.store.path
    office.store.close()
    packed = [path, copy, blobs.blobs_path(path)]
    volumes = [one.with_name(f"{one.name}.part{n}.rar") for one in packed for n in (1, 2)]
    for volume in volumes:
        volume.write_bytes(b"volume")
        os.utime(volume, (0, 0))
    store = SqliteStore.open_writer(path, NOW)
    store.copies.thin(NOW)
    store.close()
    keying.rekey(path, None, None, lambda *_told: None, lambda: False)
    assert [volume.name for volume in volumes if not volume.exists()] == []


def test_nothing_is_restored_under_an_open_window(office: Office) -> None:
    copy = office.services.offices.backup()
    add(office, "后来示例")
    with pytest.raises(Refusal) as caught:
        backup.restore(copy, office.store.path, NOW)
    assert caught.value.diagnostics[0].code == "store_held"
    assert "后来示例" in names(office.store.path)


def test_a_sound_file_has_nothing_to_report(office: Office) -> None:
    assert office.store.check() == []


def test_a_row_that_points_nowhere_is_reported(office: Office) -> None:
    office.store.connection.execute("PRAGMA foreign_keys = OFF")
    with office.store.action("坏", "test", NOW, "test"):
        office.store.connection.execute("UPDATE post SET person_id = 999 WHERE id = 1")
    assert office.store.check() == ["post 1 -> person"]
