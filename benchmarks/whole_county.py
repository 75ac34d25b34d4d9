"""A whole county: 887 villages, 60,000 people, ten years of records, five million marks. What each screen asks, and memory.

With GZPARTY_COUNTY naming a file it is made there once and kept; else it is made anew and thrown away.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.decade import build_county
from benchmarks.ratio import Ratio, timed_once
from benchmarks.screens import clock, members_sheet, questions, year_paper
from benchmarks.startup import BARE, REPORT, painted, program, sample_office
from benchmarks.statements import asked_once
from db.driver import Connection
from db.store import SqliteStore
from gzparty.bootstrap import open_office, read_office
from gzparty.services.bundle import Services

QUERY_MS = 20.0
"""What any statement of a screen may take, in milliseconds of CPU."""
MEMORY = 1.6
"""Times the memory of a bare window, as set out for the start with a township."""
ROUNDS = 3
KEPT = "GZPARTY_COUNTY"
_MARKS = "SELECT count(*) FROM attendance"


def measure(_short: bool) -> list[Ratio]:
    """Statements in milliseconds, what lasts in seconds, memory beside the bare window."""
    with _office() as path:
        return [*_statements(path), *_lasting(path), *_memory(path)]


@contextmanager
def _office() -> Iterator[Path]:
    kept = os.environ.get(KEPT)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(kept or Path(folder) / "county.gzparty")
        if not path.exists():
            build_county(path)
        yield path


def _statements(path: Path) -> Iterator[Ratio]:
    """Each question to services that have kept nothing."""
    with read_office(path, clock) as services:
        names, marks = list(questions(services)), _connection(services).execute(_MARKS).fetchone()[0]
    for name in names:
        with read_office(path, clock) as services:
            ask = questions(services)[name]
            asked = asked_once(_connection(services), ask)
        words = " ".join(asked.slowest.split())[:80]
        note = f"ms of its slowest statement over {marks:,} marks, {asked.seconds * 1000:.0f} ms altogether; {words}"
        yield Ratio(f"county: {name}", asked.slowest_seconds * 1000, None, note, QUERY_MS)


def _connection(services: Services) -> Connection:
    assert isinstance(services.store, SqliteStore)
    return services.store.connection


def _lasting(path: Path) -> Iterator[Ratio]:
    with tempfile.TemporaryDirectory() as folder:
        with read_office(path, clock) as services:
            opened = timed_once(services.offices.facts).seconds
            paper = timed_once(lambda: year_paper(services, Path(folder) / "year.pdf")).seconds
            sheet = timed_once(lambda: members_sheet(services, Path(folder) / "members.xlsx")).seconds
        with open_office(path, clock) as services:
            copy = timed_once(lambda: services.offices.backup(Path(folder)).unlink()).seconds
    megabytes = path.stat().st_size / 1e6
    yield Ratio("county: open", opened, None, "s")
    yield Ratio("county: paper of the year", paper, None, "s")
    yield Ratio("county: sheet of all members", sheet, None, "s")
    yield Ratio("county: a copy, checked", copy, None, f"s of CPU, {megabytes:,.0f} MB")


def _memory(path: Path) -> Iterator[Ratio]:
    with tempfile.TemporaryDirectory() as folder:
        sample = sample_office(Path(folder))
        report = REPORT.format(forbidden=())
        windows = {
            "bare": report + BARE,
            "sample": report + program(Path(folder), sample),
            "county": report + program(Path(folder), path),
        }
        found = painted(windows, ROUNDS)
    bare = found.pop("bare")
    for name, one in found.items():
        memory = f"{one.megabytes:.0f} MB / {bare.megabytes:.0f} MB at first paint"
        yield Ratio(f"memory: {name} / bare window", one.megabytes / bare.megabytes, None, memory, MEMORY)
