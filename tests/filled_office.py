"""The sample office filled as of a day, for tests that look at what it holds; of its own day filled once and copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from db.blobs import blobs_path
from db.store import SqliteStore
from gzparty.bootstrap import counted_uids, new_office, services_on
from gzparty.exchange import sample
from gzparty.services.bundle import Services

SAMPLE_DAY = date(2026, 6, 17)
UIDS_OF_COPIES = 1_000_000
"""Where the identities of a copy go on: beyond all that were given while the sample was filled."""


@contextmanager
def filled(folder: Path, day: date) -> Iterator[Services]:
    """The sample office as of a day."""
    with new_office(folder / f"{day}.gzparty", lambda: midnight(day), counted_uids()) as services:
        sample.fill(services, sample.load_plan(), day.year, lambda *_paper: None)
        yield services


def build_filled(folder: Path) -> Path:
    """Write the sample office of its own day into a folder; returns its file."""
    with filled(folder, SAMPLE_DAY) as services:
        return services.store.path


@contextmanager
def opened_copy(
    built: Path, folder: Path, now: Callable[[], datetime] = lambda: midnight(SAMPLE_DAY)
) -> Iterator[Services]:
    """A copy of that file with its attachments, as its writer."""
    path = folder / "copy.gzparty"
    shutil.copy(built, path)
    shutil.copy(blobs_path(built), blobs_path(path))
    store = SqliteStore.open_writer(path, now())
    try:
        yield services_on(store, now, counted_uids(UIDS_OF_COPIES))
    finally:
        store.close()


def midnight(day: date) -> datetime:
    """The beginning of a day."""
    return datetime.combine(day, datetime.min.time())
