"""Reader and writer on an office file, as the window has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from db.store import SqliteStore
from gzparty import bootstrap
from gzparty.exchange.key_file import KeyFile
from gzparty.services.bundle import Services
from tests.bench_sample import NOW
from ui.behind import Behind
from ui.changes import Changes
from ui.gate import Gate
from ui.jobs import Writer


@contextmanager
def gate_on(
    changes: Changes, path: Path, clock: Callable[[], datetime] = lambda: NOW, *, behind: bool = False
) -> Iterator[Gate]:
    """A gate on an office file, closed again whatever happens: a thread left open would keep the tests from ending.

    With `behind` what takes longer is read in threads of its own, as in the program.
    """

    key = KeyFile(lambda: path.parent / "own" / "reporter.key")

    def open_writer() -> Services:
        store = SqliteStore.open_writer(path, clock())
        return bootstrap.services_on(store, clock, bootstrap.counted_uids(90000), sealer=key)

    def open_reader() -> Services:
        return bootstrap.services_on(SqliteStore.open_reader(path), clock, sealer=key)

    with ExitStack() as open_still:
        reader = open_reader()
        open_still.callback(_close, reader)
        writer = Writer(open_writer, _close)
        open_still.callback(writer.close)
        if not behind:
            yield Gate(reader, writer, changes)
            return
        aside = Behind(open_reader, _close)
        open_still.callback(aside.close)
        yield Gate(reader, writer, changes, aside)


def copied(path: Path, folder: Path) -> Path:
    """A copy of an office file that a test may change."""
    target = folder / path.name
    target.write_bytes(path.read_bytes())
    return target


def _close(services: Services) -> None:
    services.store.close()
