"""The command restore: the copy comes back, the present is kept, an office somebody writes in is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import backup
from db.store import SqliteStore
from gzparty.cli import main
from tests.builders import NOW, Office, an_office, dump


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office of which a copy was made, and in which a village was closed since; nobody has it open."""
    built = an_office(tmp_path)
    built.services.offices.backup()
    built.services.people.close_unit(built.villages["东村"], NOW.date())
    built.store.close()
    return built


def closed_units(path: Path) -> int:
    reader = SqliteStore.open_reader(path)
    try:
        return sum(unit.closed_on is not None for unit in reader.people.unit_records())
    finally:
        reader.close()


def test_a_copy_is_restored_and_the_present_is_kept(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    path = office.store.path
    (copy,) = backup.copies(path)
    assert closed_units(path) == 1
    assert main(["--office", str(path), "restore", str(copy.path)]) == 0
    (kept,) = (other for other in backup.copies(path) if other.reason == "before-restore")
    assert capsys.readouterr().err == f"原来的留在 {kept.path}。\n已恢复 {path}。\n"
    assert (closed_units(path), closed_units(kept.path)) == (0, 1)


def test_nothing_is_restored_while_somebody_writes_in_the_office(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    path = office.store.path
    (copy,) = backup.copies(path)
    window = SqliteStore.open_writer(path, NOW)
    before = dump(window)
    assert main(["--office", str(path), "restore", str(copy.path)]) == 1
    assert capsys.readouterr().err.startswith("办公文件正被另一个窗口使用")
    assert dump(window) == before
    assert len(backup.copies(path)) == 1
    window.close()
