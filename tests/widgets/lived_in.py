"""The sample office as it stands after some more days of use: with papers that were printed and corrected since."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.blobs import blobs_path
from db.store import SqliteStore
from gzparty import bootstrap
from gzparty.domain.sitting import Mark, Status
from gzparty.domain.training import TrainingState
from gzparty.reports.printed import Order, compose_order, log_entry
from gzparty.reports.selection import Selection
from gzparty.services.bundle import Services
from tests.filled_office import SAMPLE_DAY, midnight

UIDS = 2_000_000


def build_lived_in(sample: Path, folder: Path) -> Path:
    """Write that office into a folder, from the sample office; returns its file."""
    office = copied_whole(sample, folder)
    with _written(office) as services:
        print_and_correct(services)
    return office


def copied_whole(office: Path, folder: Path) -> Path:
    """A copy of an office with its attachments, in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / office.name
    shutil.copy(office, target)
    shutil.copy(blobs_path(office), blobs_path(target))
    return target


def print_and_correct(services: Services) -> None:
    """The roll of the latest session that was held was printed; afterwards somebody's mark was another."""
    held = [
        one for one in services.store.trainings.of_year(SAMPLE_DAY.year) if one.state is TrainingState.HELD
    ]
    order = Order("roll", Selection(SAMPLE_DAY.year, SAMPLE_DAY, training=held[-1].number))
    services.prints.record(log_entry(order, one, SAMPLE_DAY, 1) for one in compose_order(services, order))
    services.rolls.mark(held[-1].sitting_id, [3], Mark(Status.LEAVE, "外出"))


@contextmanager
def _written(office: Path) -> Iterator[Services]:
    store = SqliteStore.open_writer(office, midnight(SAMPLE_DAY))
    try:
        yield bootstrap.services_on(store, bootstrap.clock_of(store), bootstrap.counted_uids(UIDS))
    finally:
        store.close()
