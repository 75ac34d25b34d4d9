"""Bulk writing of people against the raw driver: the record layer alone, and with the journal."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.ratio import Ratio, Sample, interleaved, median_ratio
from db import triggers
from db.people import PEOPLE
from db.store import SqliteStore
from db.table import insertion
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import Person

AT = datetime(2026, 6, 17, 9)
Write = Callable[[SqliteStore, list[Any]], None]


def measure(short: bool) -> list[Ratio]:
    """The ratios of performance.md section 3; `short` writes fewer people."""
    people = [_person(number) for number in range(20_000 if short else 100_000)]
    runs: dict[str, Callable[[], Sample]] = {
        "raw": lambda: _timed(people, _raw, journalled=False),
        "records": lambda: _timed(people, _records, journalled=False),
        "journal": lambda: _timed(people, _with_journal, journalled=True),
    }
    samples = interleaved(runs, rounds=5)
    note = f"{len(people):,} people, x raw executemany of ready tuples"
    return [
        Ratio("store: bulk write of records", median_ratio(samples["records"], samples["raw"]), 2.5, note),
        Ratio("store: bulk write with journal", median_ratio(samples["journal"], samples["raw"]), 5, note),
    ]


def _timed(people: list[Person], write: Write, journalled: bool) -> Sample:
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore.create(Path(folder) / "office.gzparty")
        if not journalled:
            triggers.drop_triggers(store.connection)
        ready: list[Any] = _tuples(people) if write is _raw else people
        begun = os.times().user
        write(store, ready)
        seconds = os.times().user - begun
        written = len(store.people.people())
        store.close()
    if written != len(people):
        raise AssertionError(written)
    return Sample(seconds, 0)


def _raw(store: SqliteStore, ready: list[tuple[object, ...]]) -> None:
    statement = insertion("person", {"id": 0, **PEOPLE.values(_person(0))})
    store.connection.execute("BEGIN IMMEDIATE")
    store.connection.executemany(statement, ready)
    store.connection.execute("COMMIT")


def _records(store: SqliteStore, people: list[Person]) -> None:
    store.connection.execute("BEGIN IMMEDIATE")
    store.people.insert_people(people)
    store.connection.execute("COMMIT")


def _with_journal(store: SqliteStore, people: list[Person]) -> None:
    with store.action("bulk", "benchmark", AT, "benchmark"):
        store.people.insert_people(people)


def _tuples(people: list[Person]) -> list[tuple[object, ...]]:
    return [(number, *PEOPLE.values(person).values()) for number, person in enumerate(people, 1)]


def _person(number: int) -> Person:
    return Person(
        id=0,
        uid=f"{number:032x}",
        name=f"示例{number}",
        normalized=f"示例{number}",
        pinyin="shi li",
        initials="sl",
        sex="male",
        nation="汉",
        birth=PartialDate(1960 + number % 40, 1 + number % 12),
        joined=PartialDate(1990 + number % 30, 1 + number % 12, 1),
        education="高中",
        phone="13800000000",
        sort_order=number,
    )
