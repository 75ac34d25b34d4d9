"""Copies of an office file: SQLite's own ways and ours, which also opens and checks what it made, beside a plain file copy."""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benchmarks.county import NOW, Size, build
from benchmarks.ratio import Ratio, Sample, interleaved
from db.driver import connect
from gzparty.bootstrap import open_office

ROUNDS = 5
BASE = "file copy, flushed"


def measure(_short: bool) -> list[Ratio]:
    """Each way beside a file copy, by the wall."""
    with tempfile.TemporaryDirectory() as name:
        office, target = Path(name) / "office.gzparty", Path(name) / "copy.gzparty"
        build(office, Size(2))
        with open_office(office, lambda: NOW) as services, closing(connect(str(office))) as connection:

            def backed_up() -> None:
                with closing(connect(str(target))) as copy:
                    connection.backup(copy)

            ways: dict[str, Callable[[], object]] = {
                BASE: lambda: _copied(office, target),
                "backup API": backed_up,
                "VACUUM INTO": lambda: connection.execute("VACUUM INTO ?", (str(target),)),
                "quick_check": lambda: connection.execute("PRAGMA quick_check").fetchall(),
                "integrity_check": lambda: connection.execute("PRAGMA integrity_check").fetchall(),
                "a copy of ours, opened and checked": lambda: services.offices.backup().unlink(),
            }
            samples = interleaved({key: _timed(way, target) for key, way in ways.items()}, ROUNDS)
        size = office.stat().st_size / 1e6
    taken = {key: statistics.median(one.seconds for one in found) for key, found in samples.items()}
    return [
        Ratio(
            f"copy: {key} / {BASE}",
            seconds / taken[BASE],
            None,
            f"{size:.0f} MB, {seconds:.2f} s by the wall",
        )
        for key, seconds in taken.items()
    ]


def _copied(office: Path, target: Path) -> None:
    shutil.copyfile(office, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _timed(way: Callable[[], object], target: Path) -> Callable[[], Sample]:
    def run() -> Sample:
        target.unlink(missing_ok=True)
        begun = time.perf_counter()
        way()
        return Sample(time.perf_counter() - begun, 0)

    return run
