"""Power cuts and failing disks in short form; long: `python -m tests.reliability power`."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest

from tests.reliability import power
from tests.reliability.power_disk import SECTOR, Disk
from tests.reliability.power_layer import Event


def test_what_was_reported_as_done_outlasts_a_power_cut_and_a_failing_disk_is_told_in_a_sentence() -> None:
    report = power.run(20, seed=7)
    assert report.findings == []
    assert report.done["power cuts"] >= 8
    assert report.done["refused in a sentence"] >= 4


def test_a_writer_that_does_not_wait_for_the_disk_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    report = power.tried(["recording carelessly"], 6, seed=3, failing=0.0)
    assert any("records stand between two deeds" in finding for finding in report.findings)


@pytest.fixture
def written(tmp_path: Path) -> tuple[Disk, Path]:
    """A disk with a file of two sectors, written over and not flushed."""
    folder = tmp_path / "disk"
    folder.mkdir()
    (folder / "a").write_bytes(b"old" * 400)
    disk = Disk(folder)
    inode = (folder / "a").stat().st_ino
    disk.take(Event("W", inode, 0, "", "", b"N" * 1200))
    return disk, folder


def left(disk: Disk, target: Path, rounds: int = 200) -> set[bytes]:
    """What a file held after many power cuts."""
    found = set()
    for number in range(rounds):
        disk.cut(target / str(number), random.Random(number))
        found.add((target / str(number) / "a").read_bytes())
    return found


def test_what_was_not_flushed_may_be_there_missing_or_torn_between_sectors(
    written: tuple[Disk, Path], tmp_path: Path
) -> None:
    found = left(written[0], tmp_path / "cuts")
    old, new = b"old" * 400, b"N" * 1200
    assert {old, new} < found
    for content in found:
        for place in range(0, len(old), SECTOR):
            part = slice(place, place + SECTOR)
            assert content[part] in (old[part], new[part])


def test_what_was_flushed_is_there(written: tuple[Disk, Path], tmp_path: Path) -> None:
    disk, folder = written
    disk.take(Event("S", (folder / "a").stat().st_ino, 0, "", "", b""))
    assert left(disk, tmp_path / "cuts") == {b"N" * 1200}


def test_a_name_lasts_only_when_its_folder_was_flushed(written: tuple[Disk, Path], tmp_path: Path) -> None:
    disk, folder = written
    disk.take(Event("S", (folder / "a").stat().st_ino, 0, "", "", b""))
    disk.take(Event("C", 1 << 60, 0, str(folder / "b"), "", b""))
    disk.take(Event("W", 1 << 60, 0, "", "", b"new"))
    disk.take(Event("S", 1 << 60, 0, "", "", b""))
    disk.take(Event("R", 0, 0, str(folder / "b"), str(folder / "a"), b""))
    assert left(disk, tmp_path / "before") == {b"N" * 1200, b"new"}
    disk.take(Event("S", folder.stat().st_ino, 0, "", "", b""))
    assert left(disk, tmp_path / "after") == {b"new"}
