"""Looking into copies: one that does not open says why, one that does says what restoring would change."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from db import backup, rekeyed
from db.driver import DatabaseError
from db.keys import FileKey
from db.store import SqliteStore
from gzparty.bootstrap import new_office, services_on
from gzparty.domain.diagnostic import Refusal
from gzparty.labels import copies, refusal_text
from gzparty.services.people import PersonDraft
from tests.builders import NOW, Office

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "databases"


def halve(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut_inside_the_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:40])


def scratch(path: Path) -> None:
    content = bytearray(path.read_bytes())
    third = len(content) // 3
    content[third : 2 * third] = b"\xff" * third
    path.write_bytes(content)


def swap_for_text(path: Path) -> None:
    path.write_text("这是说明，不是备份。" * 200, "utf-8")


def swap_for_another_program(path: Path) -> None:
    path.unlink()
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE office(name TEXT)")
    plain.commit()
    plain.close()


def age_forward(path: Path) -> None:
    plain = sqlite3.connect(path)
    plain.execute("PRAGMA user_version = 999")
    plain.commit()
    plain.close()


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (halve, "只写进去一半"),
        (empty, "只写进去一半"),
        (cut_inside_the_header, "只写进去一半"),
        (scratch, "文件坏了"),
        (swap_for_text, "不是办公文件"),
        (swap_for_another_program, "不是办公文件"),
        (age_forward, "新版程序存的，先升级"),
        (Path.unlink, "文件不在了"),
    ],
)
def test_a_copy_that_does_not_open_says_why(office: Office, harm: Callable[[Path], None], why: str) -> None:
    copy = office.services.offices.backup()
    harm(copy)
    found = office.services.copies.examine(copy)
    assert not found.sound
    assert found.problem is not None
    assert copies.why_unusable(found.problem) == why


def test_a_sound_copy_says_how_many_records_it_holds(office: Office) -> None:
    copy = office.services.offices.backup()
    found = office.services.copies.examine(copy)
    assert found.inside is not None
    assert found.inside.records == sum(len(rows) for rows in office.dump().values())
    assert found.inside.office == "官庄镇"


def test_a_copy_from_before_an_upgrade_can_be_looked_into(office: Office) -> None:
    found = office.services.copies.examine(FIXTURES / "v0001.gzparty")
    assert found.sound


def test_looking_into_a_copy_leaves_it_byte_by_byte_and_nothing_beside_it(office: Office) -> None:
    copy = office.services.offices.backup()
    before = copy.read_bytes()
    office.services.copies.compare(copy)
    assert copy.read_bytes() == before
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_what_was_done_since_a_copy_is_named_and_counted(office: Office) -> None:
    copy = office.services.offices.backup()
    office.services.people.add_person(PersonDraft("后来示例"))
    office.services.people.add_person(PersonDraft("误加示例"))
    office.services.offices.undo()
    compared = office.services.copies.compare(copy)
    assert [copies.step(step) for step in compared.lost] == [
        "加人员 后来示例",
        "加人员 误加示例",
        "撤销：加人员 误加示例",
    ]
    assert compared.regained == ()
    told = {kind.words: kind.after for kind in copies.kinds(compared.present, compared.copy)}
    assert told["人员"] == "少 1"
    assert told["单位"] == "一样"
    assert "照片、扫描件" not in told


def test_nothing_was_done_since_a_copy_made_just_now(office: Office) -> None:
    compared = office.services.copies.compare(office.services.offices.backup())
    assert (compared.lost, compared.regained) == ((), ())
    assert compared.present == compared.copy
    assert compared.same_office


def test_after_restoring_the_kept_present_would_bring_back_what_was_lost(office: Office) -> None:
    copy = office.services.offices.backup()
    office.services.people.add_person(PersonDraft("后来示例"))
    office.store.close()
    kept = backup.restore(copy, office.store.path, NOW)
    assert kept is not None
    again = SqliteStore.open_writer(office.store.path, NOW)
    services = services_on(again, office.clock)
    services.people.add_person(PersonDraft("另一示例"))
    compared = services.copies.compare(kept)
    again.close()
    assert [step.name for step in compared.lost] == ["加人员 另一示例"]
    assert [step.name for step in compared.regained] == ["加人员 后来示例"]


def test_the_copy_of_another_office_is_told_apart(office: Office, tmp_path: Path) -> None:
    other = tmp_path / "别镇.gzparty"
    with new_office(other, office.clock) as services:
        services.offices.establish("别镇")
    compared = office.services.copies.compare(other)
    assert (compared.same_office, compared.office) == (False, "别镇")


def test_copies_of_several_folders_stand_in_one_list_newest_first(office: Office, tmp_path: Path) -> None:
    here = office.services.offices.backup()
    stick = tmp_path / "U盘"
    stick.mkdir()
    office.clock.moment = NOW + timedelta(hours=1)
    there = office.services.copies.store_in(stick)
    (stick / "别镇-20260617-093000-manual.gzparty").touch()
    gone = tmp_path / "拔掉的"
    assert [copy.path for copy in office.services.copies.listed([stick, gone])] == [there, here]
    assert [copy.path for copy in office.services.copies.listed()] == [here]
    assert copies.reason(office.services.copies.listed([stick])[0].reason) == "存到 U 盘"


def test_a_stick_that_is_not_there_is_said_and_no_folder_takes_its_place(
    office: Office, tmp_path: Path
) -> None:
    with pytest.raises(Refusal) as caught:
        office.services.copies.store_in(tmp_path / "E盘" / "党建")
    assert refusal_text(caught.value).startswith(f"没找到 {tmp_path / 'E盘' / '党建'}。U 盘插上了吗")
    assert not (tmp_path / "E盘").exists()


def test_a_stick_that_fills_up_leaves_nothing_half_written_behind(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()

    def full(_source: object, target: Path, _key: object) -> None:
        target.write_bytes(b"SQLite format 3\x00")
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(backup, "_copy", full)
    with pytest.raises(Refusal) as caught:
        office.services.copies.store_in(stick)
    assert "所在的盘满了" in refusal_text(caught.value)
    assert list(stick.iterdir()) == []


def test_a_stick_that_cannot_be_written_is_refused_in_one_sentence(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()

    def locked(_source: object, _target: Path, _key: object) -> None:
        raise PermissionError(13, "read-only")

    monkeypatch.setattr(backup, "_copy", locked)
    with pytest.raises(Refusal) as caught:
        office.services.copies.store_in(stick)
    assert refusal_text(caught.value).startswith("写不进 ")
    assert list(stick.iterdir()) == []


def test_what_was_done_is_copied_once_and_nothing_twice(office: Office) -> None:
    service = office.services.copies
    assert len(service.keep("daily").made) == 1
    assert service.keep("timed").made == ()
    office.clock.moment = NOW + timedelta(days=1)
    assert service.keep("daily").made == ()
    office.services.people.add_person(PersonDraft("次日示例"))
    assert len(service.keep("close").made) == 1
    office.services.offices.undo()
    # In the same second, and nothing but an undo: it is copied all the same.
    assert len(service.keep("timed").made) == 1
    assert service.keep("close").made == ()
    assert sorted(copy.reason for copy in service.listed()) == ["close", "daily", "timed"]


def test_a_copy_that_does_not_open_does_not_count_as_the_newest(office: Office) -> None:
    (copy,) = office.services.copies.keep("close").made
    halve(copy)
    office.clock.moment = NOW + timedelta(hours=1)
    assert len(office.services.copies.keep("daily").made) == 1


def test_an_office_in_which_nothing_was_done_gets_no_copies(tmp_path: Path) -> None:
    store = SqliteStore.create(tmp_path / "office.gzparty")
    kept = services_on(store, lambda: NOW).copies.keep("close")
    store.close()
    assert (kept.made, kept.problems) == ((), ())


def test_a_second_place_gets_what_it_lacks_with_the_attachments_once(office: Office, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    service = office.services.copies
    office.store.blobs.put(b"a picture", NOW)
    kept = service.keep("close", stick)
    assert (len(kept.made), kept.reached, kept.problems) == (1, None, ())
    assert not stick.exists()
    stick.mkdir()
    kept = service.keep("close", stick)
    assert [path.parent for path in kept.made] == [stick]
    assert kept.reached == stick
    carried = stick / "官庄镇.attachments"
    written = carried.stat().st_mtime_ns
    office.services.people.add_person(PersonDraft("后来示例"))
    office.clock.moment = NOW + timedelta(hours=1)
    assert len(service.keep("close", stick).made) == 2
    assert carried.stat().st_mtime_ns == written


def test_a_full_disk_here_does_not_keep_the_second_place_from_its_copy(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    real = backup._copy

    def full(source: backup.Source, target: Path, key: FileKey | None) -> None:
        if target.parent != stick:
            target.write_bytes(b"SQLite format 3\x00")
            raise DatabaseError("database or disk is full")
        real(source, target, key)

    monkeypatch.setattr(backup, "_copy", full)
    kept = office.services.copies.keep("close", stick)
    assert [path.parent for path in kept.made] == [stick]
    assert len(kept.problems) == 1
    assert list(office.services.copies.home().iterdir()) == []


def test_a_copy_made_while_the_clerk_records_is_sound_and_counts(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = backup._copy
    reader = services_on(SqliteStore.open_reader(office.store.path), office.clock)

    def meanwhile(source: backup.Source, target: Path, key: FileKey | None) -> None:
        real(source, target, key)
        office.services.people.add_person(PersonDraft("当时示例"))

    monkeypatch.setattr(backup, "_copy", meanwhile)
    kept = reader.copies.keep("timed")
    assert (len(kept.made), kept.problems) == (1, ())
    reader.store.close()
    assert not office.store.copies.holds_present(kept.made[0])


def test_a_copy_deleted_is_gone_and_the_others_stay(office: Office) -> None:
    first = office.services.offices.backup()
    second = office.services.offices.backup()
    office.services.copies.delete(first)
    assert [copy.path for copy in office.services.copies.listed()] == [second]


def test_the_office_itself_is_never_deleted_as_a_copy(office: Office) -> None:
    with pytest.raises(RuntimeError):
        office.services.copies.delete(office.store.path)
    assert office.store.path.exists()


def test_whoever_opens_the_office_meanwhile_leaves_a_copy_that_is_still_being_made_alone(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real = office.store.path, backup._copy

    def slow(source: backup.Source, target: Path, key: FileKey | None) -> None:
        real(source, target, key)
        rekeyed.sweep(path)
        assert target.exists()

    monkeypatch.setattr(backup, "_copy", slow)
    copy = office.services.offices.backup()
    assert office.services.copies.examine(copy).sound
    left = copy.with_name(copy.name + ".part")
    left.write_bytes(b"left by a crash")
    rekeyed.sweep(path)
    assert not left.exists()


def test_of_copies_made_in_one_second_the_last_stands_first(office: Office) -> None:
    made = [office.services.offices.backup() for _time in range(3)]
    assert [copy.path for copy in office.services.copies.listed()] == made[::-1]
