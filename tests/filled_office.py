"""The sample office filled as of a day, for tests that look at what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from db.store import SqliteStore
from gzparty.bootstrap import counted_uids, services_on
from gzparty.exchange import sample
from gzparty.services.bundle import Services


@contextmanager
def filled(folder: Path, day: date) -> Iterator[Services]:
    """The sample office as of a day."""
    store = SqliteStore.create(folder / f"{day}.gzparty")
    services = services_on(store, lambda: datetime.combine(day, datetime.min.time()), counted_uids())
    sample.fill(services, sample.load_plan(), day.year, lambda *_paper: None)
    yield services
    store.close()
