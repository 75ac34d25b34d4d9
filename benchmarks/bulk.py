"""Bulk writing of 100,000 marks by the ways of sqlite-utils, beside one executemany of the raw driver."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.ratio import Ratio, Sample, interleaved, median_ratio, median_seconds, timed_once
from db.connection import WRITER_PRAGMAS
from db.driver import Connection, connect, utils_database

if TYPE_CHECKING:
    from sqlite_utils.db import Table

ROWS, FEW, ROUNDS = 100_000, 2_000, 5
COLUMNS = ("id", "sitting", "person", "status", "day", "note")
Write = Callable[[Connection], None]


def measure(_short: bool) -> list[Ratio]:
    """Each way beside the raw driver's."""
    raw = partial(_timed, _raw, 1)
    ways: Mapping[str, Callable[[], Sample]] = {
        "insert_all in one transaction": partial(_timed, _insert_all, 1),
        "insert for each row, in one transaction": partial(_timed, _insert_each, ROWS // FEW),
    }
    samples = interleaved({"raw": raw, **ways}, ROUNDS)
    return [
        Ratio(
            f"bulk: sqlite-utils {name} / raw executemany",
            median_ratio(samples[name], samples["raw"]),
            None,
            f"{ROWS:,} rows, {median_seconds(samples[name]):.2f} s",
        )
        for name in ways
    ]


def _timed(write: Write, times: int) -> Sample:
    """What a way takes on a fresh file; `times` makes of what it wrote all the rows."""
    with tempfile.TemporaryDirectory() as folder:
        connection = connect(str(Path(folder) / "marks.db"))
        for pragma in WRITER_PRAGMAS[:2]:
            connection.execute(pragma).fetchall()
        connection.execute(
            "CREATE TABLE mark(id INTEGER PRIMARY KEY, sitting INTEGER, person INTEGER, status TEXT, day TEXT, note TEXT)"
        )
        taken = timed_once(partial(write, connection))
        (written,) = connection.execute("SELECT count(*) FROM mark").fetchone()
        connection.close()
    if written * times != ROWS:
        raise AssertionError(written)
    return Sample(taken.seconds * times, 0)


def _rows(count: int) -> list[tuple[object, ...]]:
    return [
        (n, n // 64, 1 + n % 640, "present", f"2026-{1 + n % 12:02d}-17", "") for n in range(1, count + 1)
    ]


ALL = _rows(ROWS)
NAMED = [dict(zip(COLUMNS, row, strict=True)) for row in ALL]


def _raw(connection: Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO mark VALUES (?, ?, ?, ?, ?, ?)", ALL)
    connection.execute("COMMIT")


def _insert_all(connection: Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    _table(connection).insert_all(NAMED)
    connection.execute("COMMIT")


def _insert_each(connection: Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    table = _table(connection)
    for row in NAMED[:FEW]:
        table.insert(row)
    connection.execute("COMMIT")


def _table(connection: Connection) -> Table:
    return utils_database(connection).table("mark")
