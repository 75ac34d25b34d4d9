"""Reader and writer on the small office of `tests/bench_sample.py`, as the window has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from db.store import SqliteStore
from gzparty import bootstrap
from gzparty.services.bundle import Services
from tests.bench_sample import NOW
from ui.changes import Changes
from ui.gate import Gate
from ui.jobs import Writer


@contextmanager
def gate_on(changes: Changes, path: Path, clock: Callable[[], datetime] = lambda: NOW) -> Iterator[Gate]:
    """A gate on an office file, closed again whatever happens: a thread left open would keep the tests from ending."""

    def open_writer() -> Services:
        store = SqliteStore.open_writer(path, clock())
        return bootstrap.services_on(store, clock, bootstrap.counted_uids(90000))

    reader = bootstrap.services_on(SqliteStore.open_reader(path), clock)
    writer = Writer(open_writer, lambda services: services.store.close())
    try:
        yield Gate(reader, writer, changes)
    finally:
        writer.close()
        reader.store.close()
