"""What a commit costs in each mode of SQLite, by the wall: most of it is waiting for the disk."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.ratio import Ratio, Sample, interleaved
from db.connection import WRITER_PRAGMAS
from db.driver import Connection, connect

COMMITS, ROUNDS = 200, 5
OURS = "WAL and FULL, which is ours"
MODES = {
    OURS: WRITER_PRAGMAS[:2],
    "DELETE and FULL": ("PRAGMA journal_mode = DELETE", "PRAGMA synchronous = FULL"),
    "WAL and NORMAL": ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL"),
}


def measure(_short: bool) -> list[Ratio]:
    """Each mode beside ours; a save that was reported survives a power cut with the first two only."""
    with tempfile.TemporaryDirectory() as folder:
        connections = {
            name: _opened(Path(folder) / f"{n}.db", modes) for n, (name, modes) in enumerate(MODES.items())
        }
        runs: dict[str, Callable[[], Sample]] = {
            name: lambda connection=connection: _commits(connection)  # type: ignore[misc]
            for name, connection in connections.items()
        }
        samples = interleaved(runs, ROUNDS)
        for connection in connections.values():
            connection.close()
    taken = {name: statistics.median(one.seconds for one in found) for name, found in samples.items()}
    return [
        Ratio(f"commit: {name} / ours", seconds / taken[OURS], None, f"{seconds * 1000:.2f} ms by the wall")
        for name, seconds in taken.items()
    ]


def _opened(path: Path, modes: tuple[str, ...]) -> Connection:
    connection = connect(str(path))
    for pragma in modes:
        connection.execute(pragma).fetchall()
    connection.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, status TEXT)")
    return connection


def _commits(connection: Connection) -> Sample:
    begun = time.perf_counter()
    for _n in range(COMMITS):
        connection.execute("INSERT INTO t(status) VALUES ('present')")
    return Sample((time.perf_counter() - begun) / COMMITS, 0)
