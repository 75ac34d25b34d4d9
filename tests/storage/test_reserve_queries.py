"""Queries on reserve cadres beside rows they must not return, and the log of looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from db.driver import IntegrityError
from db.store import SqliteStore
from db.triggers import journalled_tables
from gzparty.domain.meeting import Depth, Meeting, MeetingKind
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.reserve import Reserve
from gzparty.domain.sitting import Status
from tests.builders import NOW, a_person, a_roll_line, a_sitting
from tests.storage.plans import plans_of


def a_meeting(store: SqliteStore, unit: int, sitting: int, depth: Depth = Depth.NAMES) -> None:
    number = f"m{sitting}"
    kind = MeetingKind.BRANCH_MEETING
    store.meetings.insert(Meeting(0, number, number, sitting, kind, unit, None, "2026-05", depth))


pytestmark = pytest.mark.usefixtures("writing")


@pytest.fixture
def person(store: SqliteStore) -> int:
    return store.people.insert_person(a_person())


def add(store: SqliteStore, person: int, unit: int, **facts: object) -> Reserve:
    told = {"uid": f"r{len(store.reserves.all())}", "entered_on": PartialDate(2024, 3), **facts}
    row = Reserve(0, person_id=person, unit_id=unit, **told)  # type: ignore[arg-type]
    return replace(row, id=store.reserves.insert(row))


def meet(
    store: SqliteStore,
    unit: int,
    people: dict[int, Status],
    start: datetime = datetime(2026, 5, 15, 19),
    depth: Depth | None = Depth.NAMES,
    **facts: object,
) -> None:
    """Hold a meeting with a roll of some people; without a depth the sitting has no record."""
    sitting = store.sittings.insert(a_sitting(start))
    lines = [
        a_roll_line(sitting, n, who, status=mark, **facts) for n, (who, mark) in enumerate(people.items(), 1)
    ]
    store.sittings.insert_roll(lines)
    if depth is not None:
        a_meeting(store, unit, sitting, depth)


def test_an_entry_comes_back_as_it_was_stored(store: SqliteStore, unit: int, person: int) -> None:
    mentor = store.people.insert_person(a_person("李四示例"))
    row = add(
        store,
        person,
        unit,
        entered_on=PartialDate(2024),
        direction="党支部书记",
        mentor="李四示例",
        mentor_id=mentor,
        plan="跟班学习",
        note="备",
        left_on=date(2026, 1, 9),
        left_reason="任用",
    )
    assert store.reserves.get(row.id) == row
    assert store.reserves.find(row.uid) == row
    assert store.reserves.find("nobody") is None
    changed = replace(row, plan="挂职", left_on=None, left_reason="")
    store.reserves.update(changed)
    assert store.reserves.all() == [changed]
    store.reserves.delete(row.id)
    assert store.reserves.all() == []


def test_the_entries_of_one_person_leave_others_out(
    store: SqliteStore, unit: int, other: int, person: int
) -> None:
    somebody = store.people.insert_person(a_person("王五示例"))
    first, second = add(store, person, unit), add(store, person, other)
    add(store, somebody, unit)
    add(store, somebody, other, mentor_id=person)
    assert store.reserves.of_person(person) == [first, second]


def test_a_day_that_is_none_is_not_stored(store: SqliteStore, unit: int, person: int) -> None:
    with pytest.raises(IntegrityError):
        store.connection.execute(
            "INSERT INTO reserve(uid, person_id, unit_id, entered_on) VALUES ('x', ?, ?, '去年')",
            (person, unit),
        )


def test_meetings_count_whoever_was_called_by_name(store: SqliteStore, unit: int, person: int) -> None:
    somebody = store.people.insert_person(a_person("王五示例"))
    meet(store, unit, {person: Status.PRESENT, somebody: Status.PRESENT})
    meet(store, unit, {person: Status.ABSENT}, datetime(2026, 12, 31, 20))
    meet(store, unit, {person: Status.LATE}, datetime(2026, 1, 1, 0))
    assert store.reserves.meetings([person], 2026) == {person: (3, 2)}


def test_a_meeting_that_says_nothing_of_the_person_is_not_counted(
    store: SqliteStore, unit: int, person: int
) -> None:
    there = {person: Status.PRESENT}
    meet(store, unit, there, depth=Depth.NUMBERS)
    meet(store, unit, there, depth=None)
    meet(store, unit, there, guest=True)
    meet(store, unit, there, not_counted="流动党员")
    meet(store, unit, {person: Status.UNMARKED})
    meet(store, unit, there, datetime(2025, 12, 31, 19))
    meet(store, unit, there, datetime(2027, 1, 1, 9))
    assert store.reserves.meetings([person], 2026) == {}


def test_of_somebody_twice_on_one_roll_the_better_mark_counts(
    store: SqliteStore, unit: int, person: int
) -> None:
    sitting = store.sittings.insert(a_sitting())
    marks = (Status.ABSENT, Status.PRESENT)
    store.sittings.insert_roll(
        [a_roll_line(sitting, n, person, status=mark) for n, mark in enumerate(marks, 1)]
    )
    a_meeting(store, unit, sitting)
    assert store.reserves.meetings([person], 2026) == {person: (1, 1)}


def test_meetings_are_found_by_person(store: SqliteStore, person: int) -> None:
    """Years of rolls are not read for a list of forty."""
    plan = plans_of(store, lambda one: one.reserves.meetings([person], 2026))
    assert "SEARCH a USING INDEX" in plan
    assert "SCAN a" not in plan


def test_looks_are_told_by_part_and_the_latest_first(store: SqliteStore) -> None:
    for part, hour in (("reserves", 9), ("ladder", 10), ("reserves", 11), ("reserves", 12)):
        store.office.log_look(part, NOW.replace(hour=hour, minute=0), "window")
    found = store.office.looks("reserves", 2)
    assert [(at.hour, source) for at, source in found] == [(12, "window"), (11, "window")]
    assert "look_log" not in journalled_tables(store.connection)
