"""What lasts until it is stopped, and doors at which a thread waits, for the tests of 停止."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from db.store import SqliteStore
from gzparty.desktop import Desktop
from gzparty.office_desk import OfficeDesk
from gzparty.services.bundle import Services
from tests.builders import dump
from ui.jobs import Job

LONG = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 200000000) SELECT count(*) FROM c"
"""Minutes of work, unless it is broken off."""
WAIT = 20000
OLD = Path(__file__).resolve().parents[1] / "fixtures" / "databases" / "v0001.gzparty"


class Doorway:
    """Lets a thread say that it has come so far, and wait until the test lets it go on."""

    def __init__(self) -> None:
        self.reached, self._go_on = threading.Event(), threading.Event()

    def pass_through(self) -> None:
        self.reached.set()
        assert self._go_on.wait(60)

    def open(self) -> None:
        self._go_on.set()


def read_for_long(services: Services) -> int:
    return int(services.store.connection.execute(LONG).fetchone()[0])  # type: ignore[attr-defined]


def press(below: QWidget, name: str) -> None:
    found = below.findChild(QPushButton, name)
    assert found is not None
    found.click()


def shown_desk(made: Desktop) -> OfficeDesk:
    assert made._shown is not None
    return made._shown


def everything(office: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(SqliteStore.open_reader(office)) as store:
        return dump(store)


def stop_at_once(job: Job) -> None:
    job.stop()
