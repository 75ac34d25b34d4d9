"""Each schema ever released: killed while it is brought up to date it is as it was, with its copy; the next start goes on."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from db import backup, connection
from db.migrations import SCHEMA_VERSION
from db.store import SqliteStore
from tests.builders import NOW

ROOT = Path(__file__).resolve().parents[2]
STORED = sorted((ROOT / "tests" / "fixtures" / "databases").glob("*.gzparty"))
OLDER = [path for path in STORED if int(path.stem.removeprefix("v")) < SCHEMA_VERSION]

KILLED = """
    import os, signal, sys
    from pathlib import Path
    from db import connection
    from gzparty import bootstrap

    def kill(_connection):
        os.kill(os.getpid(), signal.SIGKILL)

    # Called when every step was taken and nothing is committed yet.
    connection.triggers.create_triggers = kill
    bootstrap.bring_up_to_date(Path(sys.argv[1]))
"""


def rows(path: Path) -> tuple[int, dict[str, int]]:
    """The schema of a file, and how many records of each kind it holds."""
    opened = connection.open_reader(path, any_schema=True)
    try:
        return connection.schema_version(opened), backup.counts(opened)
    finally:
        opened.close()


@pytest.mark.parametrize("stored", OLDER, ids=lambda path: path.stem)
def test_killed_in_the_middle_of_a_migration_it_is_as_it_was_and_the_next_start_finishes_it(
    stored: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(stored, tmp_path / "office.gzparty"))
    before = rows(path)
    words = [sys.executable, "-c", textwrap.dedent(KILLED), str(path)]
    assert subprocess.run(words, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    assert rows(path) == before
    (copy,) = backup.copies(path)
    assert copy.reason == "before-migration"
    assert rows(copy.path) == before
    opened = SqliteStore.open_writer(path, NOW)
    assert opened.check() == []
    opened.close()
    version, counted = rows(path)
    assert version == SCHEMA_VERSION
    assert {table: counted[table] for table in before[1]} == before[1]


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_the_command_line_opens_every_released_schema(stored: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(stored, tmp_path / "office.gzparty"))
    words = [sys.executable, "-m", "gzparty", "--office", str(path), "undo"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert rows(path)[0] == SCHEMA_VERSION
