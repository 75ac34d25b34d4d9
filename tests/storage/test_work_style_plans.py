"""The queries of work style that pages wait for find their rows by an index, however many years there are."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from db.store import SqliteStore
from gzparty.domain.inspection import InspectionKind
from gzparty.domain.recurrence import UnitSpan
from tests.storage.plans import plans_of

DAY = date(2026, 6, 17)
GROWING = r"SCAN (problem|problem_event|evidence|inspection|inspection_item|tour_unit|p|i|t)\b"
QUERIES: dict[str, Callable[[SqliteStore], object]] = {
    "problem by number": lambda store: store.problems.find("2026-001"),
    "problems by id": lambda store: store.problems.many([1]),
    "problems of a year": lambda store: store.problems.all(2026),
    "open problems": lambda store: store.problems.open(),
    "open problems of a unit": lambda store: store.problems.open(1),
    "open from earlier years": lambda store: store.problems.open_before(2026),
    "to be looked at again": lambda store: store.problems.to_look_back(DAY),
    "whom a unit named": lambda store: store.problems.people_of_unit(1),
    "problems of inspections": lambda store: store.problems.of_inspections([1]),
    "problems of opinions": lambda store: store.problems.of_tips([1]),
    "problems of a person": lambda store: store.problems.of_person(1),
    "repeats": lambda store: store.problems.traces([UnitSpan(1, DAY, DAY)]),
    "events": lambda store: store.problems.events([1]),
    "counts of steps": lambda store: store.problems.step_counts([1]),
    "evidence on paper": lambda store: store.problems.evidence([1]),
    "inspection by number": lambda store: store.inspections.find("2026-001"),
    "inspections by id": lambda store: store.inspections.many([1]),
    "inspections of a year": lambda store: store.inspections.between("2026-01", "2026-12"),
    "inspections of a unit": lambda store: store.inspections.between(
        "2026-01", "2026-12", InspectionKind.SELF, 1
    ),
    "what a quota counts": lambda store: store.inspections.briefs("2026-01", "2026-12"),
    "the first month": lambda store: store.inspections.first_month(),
    "visits of a tour": lambda store: store.inspections.of_tour(1),
    "items": lambda store: store.inspections.items([1]),
    "units of tours": lambda store: store.inspections.tour_units([1]),
    "opinions of a year": lambda store: store.tips.all(2026),
    "looks at a reporter": lambda store: store.tips.reveals("uid"),
}


@pytest.mark.parametrize("name", QUERIES)
def test_rows_are_found_by_an_index(store: SqliteStore, name: str) -> None:
    plans = plans_of(store, QUERIES[name])
    assert plans
    assert "SEARCH" in plans
    assert not re.search(GROWING, plans)


def test_a_query_that_reads_everything_would_be_noticed(store: SqliteStore) -> None:
    assert re.search(GROWING, plans_of(store, lambda one: one.problems.all()))
