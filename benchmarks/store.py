"""Bulk writing of the store beside the driver's own executemany into the same tables (performance.md 3)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.ratio import Ratio, Sample, median_ratio, median_seconds
from db import journal
from db.people import PEOPLE
from db.store import SqliteStore
from db.table import insertion
from gzparty.domain.people import Person

SHORT_ROWS, LONG_ROWS = 5_000, 50_000
ROUNDS = 5
BULK_BOUND, JOURNAL_BOUND, UNDO_BOUND = 2.5, 5, 5
MOMENT = datetime(2026, 6, 17, 9, 0)
Run = Callable[[SqliteStore, Sequence[Person]], object]
Row = tuple[object, ...]


def measure(short: bool) -> list[Ratio]:
    """User CPU of storing many people: by hand, by the repository, under the journal, and of undoing that."""
    people = [_person(number) for number in range(SHORT_ROWS if short else LONG_ROWS)]
    # The floor gets its rows ready made: turning records into rows is the repository's own cost.
    rows: list[Row] = [tuple(PEOPLE.values(person).values()) for person in people]
    runs: dict[str, Run] = {"raw": partial(_raw, rows), "bulk": _bulk, "journal": _journalled, "undo": _undo}
    samples: dict[str, list[Sample]] = {name: [] for name in runs}
    with TemporaryDirectory() as folder:
        for number in range(ROUNDS):
            for name, run in runs.items():
                samples[name].append(_timed(Path(folder) / f"{name}{number}.gzparty", name, run, people))
    raw = samples["raw"]
    note = f"{len(people)} people, {median_seconds(raw):.2f} s by executemany"
    return [
        Ratio("bulk insert / executemany", median_ratio(samples["bulk"], raw), BULK_BOUND, note),
        Ratio("journalled insert / executemany", median_ratio(samples["journal"], raw), JOURNAL_BOUND),
        Ratio("undo of the insert / executemany", median_ratio(samples["undo"], raw), UNDO_BOUND),
    ]


def _timed(path: Path, name: str, run: Run, people: Sequence[Person]) -> Sample:
    store = SqliteStore.create(path)
    if name in ("raw", "bulk"):
        journal.drop_triggers(store.connection)
    if name == "undo":
        _journalled(store, people)
    begun = time.process_time()
    run(store, people)
    seconds = time.process_time() - begun
    store.close()
    SqliteStore.remove(path)
    return Sample(seconds, 0)


def _raw(rows: Sequence[Row], store: SqliteStore, people: Sequence[Person]) -> None:
    statement = insertion("person", PEOPLE.values(people[0]))
    with _transaction(store):
        store.connection.executemany(statement, rows)


def _bulk(store: SqliteStore, people: Sequence[Person]) -> None:
    with _transaction(store):
        store.people.insert_people(people)


def _journalled(store: SqliteStore, people: Sequence[Person]) -> None:
    with store.action("import", "benchmark", MOMENT, "benchmark"):
        store.people.insert_people(people)


def _undo(store: SqliteStore, _people: Sequence[Person]) -> None:
    store.journal.undo(1, MOMENT)


@contextmanager
def _transaction(store: SqliteStore) -> Iterator[None]:
    store.connection.execute("BEGIN")
    yield
    store.connection.execute("COMMIT")


def _person(number: int) -> Person:
    name = f"示例{number}"
    return Person(number + 1, f"{number:032x}", name, name, "shi li", "sl", "male", phone="13800000000")
