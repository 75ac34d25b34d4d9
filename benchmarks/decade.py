"""Years of records by names over an office: a roll with a mark for everyone expected, and minutes that can be searched.

Rows are written by the database itself, in one action a year, so that the journal knows each of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from benchmarks.county import NOW, Size
from benchmarks.dues import MONTHS, build_life
from benchmarks.exemplars import build_exemplars
from benchmarks.search import minutes
from db.driver import Connection
from db.store import SqliteStore
from gzparty.domain.meeting import MeetingKind
from gzparty.domain.people import UnitKind

FIRST_ID = 1_000_000
"""Of sittings and records, beyond whatever else stands in the office."""
MINUTES = 5_000
"""Different minutes; each record has one of them and a line of its own."""


class Habit(NamedTuple):
    """How often a branch holds a kind of meeting, and how many stand on its roll."""

    kind: MeetingKind
    every: int
    """Months from one to the next."""
    roll: int


HABITS = (
    Habit(MeetingKind.COMMITTEE_MEETING, 1, 5),
    Habit(MeetingKind.THEME_DAY, 1, 20),
    Habit(MeetingKind.STUDY, 1, 14),
    Habit(MeetingKind.BRANCH_MEETING, 3, 20),
    Habit(MeetingKind.LECTURE, 3, 20),
)
DEEDS = 250
STATUSES = ("present",) * 8 + ("leave", "absent")
_MISSED_EVERY = 37
"""One record in so many was never made."""
_LACKING_EVERY = 23
"""One in so many lacks who took the minutes; all others are complete."""


@dataclass(frozen=True, slots=True)
class Office:
    """What was written; `marks` counts all lines of rolls."""

    path: Path
    townships: int
    villages: int
    people: int
    records: int
    marks: int


def build_county(path: Path, townships: int = 12) -> Office:
    """The county with everything the other benchmarks write, and ten years of records: five million marks."""
    build_exemplars(path, townships)
    return _told(path, townships, add_years(path, range(NOW.year - 9, NOW.year + 1)))


def build_small(path: Path, size: Size, years: int) -> Office:
    """An office of any size without what is not organisational life, so that a hundred townships can be built."""
    build_life(path, size)
    return _told(path, size.townships, add_years(path, range(NOW.year - years + 1, NOW.year + 1)))


def add_years(path: Path, years: range) -> int:
    """Write the records of these years up to this month's quarter, which is there already; gives their number."""
    store = SqliteStore.open_writer(path, NOW)
    villages = [u.id for u in store.people.unit_records() if u.kind is UnitKind.VILLAGE_BRANCH]
    texts, number = minutes(random.Random(20260617), MINUTES), count(1)
    run = store.connection.execute
    run(
        "CREATE TEMP TABLE seat(unit INTEGER, place INTEGER, person INTEGER, PRIMARY KEY (unit, place)) WITHOUT ROWID"
    )
    run(
        "INSERT INTO seat SELECT unit_id, row_number() OVER (PARTITION BY unit_id ORDER BY person_id), person_id"
        " FROM membership"
    )
    run(
        "CREATE TEMP TABLE plan(n INTEGER PRIMARY KEY, unit INTEGER, kind TEXT, period TEXT, roll INTEGER, said TEXT)"
    )
    for year in years:
        run("DELETE FROM plan")
        planned = _plan(villages, year, texts, number)
        store.connection.executemany("INSERT INTO plan VALUES (?, ?, ?, ?, ?, ?)", planned)
        with store.action("year", "benchmark", datetime(year, 12, 31), "benchmark"):
            _write(store.connection)
    _write_deeds(store)
    run("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    store.close()
    return next(number) - 1


def _plan(
    villages: Sequence[int], year: int, texts: Sequence[str], number: Iterator[int]
) -> Iterator[tuple[object, ...]]:
    for month in range(1, min(MONTHS) if year == NOW.year else 13):
        for village in villages:
            for habit in HABITS:
                if month % habit.every:
                    continue
                n = next(number)
                if n % _MISSED_EVERY:
                    said = f"{texts[n % len(texts)]}。记录{n}"
                    yield n, village, habit.kind.value, f"{year}-{month:02d}", habit.roll, said


def _write(connection: Connection) -> None:
    """Sittings, records and rolls of the plan, every roll closed."""
    connection.execute(
        "INSERT INTO sitting(id, uid, planned_start, planned_end, actual_start, actual_end, roster, roll_state, timed)"
        f" SELECT {FIRST_ID} + n, printf('decade%026d', n), day || 'T15:00', day || 'T17:00', day || 'T15:00',"
        " day || 'T17:00', ?, 'closed', 1 FROM (SELECT n, printf('%s-%02d', period, 8 + n % 18) AS day FROM plan)",
        (_roster(connection),),
    )
    connection.execute(
        "INSERT INTO meeting(id, uid, number, sitting_id, kind, unit_id, period, depth, topic, content, host,"
        " recorder, lecturer, has_minutes, has_sign_in)"
        f" SELECT {FIRST_ID} + n, printf('record%026d', n), printf('%s-9%06d', substr(period, 1, 4), n),"
        f" {FIRST_ID} + n, kind, unit, period, 'names', '学习', said, '示例',"
        " iif(n % ?, '示例', ''), '示例', 1, 1 FROM plan",
        (_LACKING_EVERY,),
    )
    connection.execute(
        "INSERT INTO attendance(uid, sitting_id, position, person_id, name, unit_ids, unit_name, party_class, status,"
        " guest)"
        f" SELECT printf('mark%028d', p.n * 100 + s.place), {FIRST_ID} + p.n, s.place, s.person, r.name,"
        " '[' || p.unit || ']', '村', 'full', json_extract(?, '$[' || ((p.n * 7 + s.place * 13) % 10) || ']'), 0"
        " FROM plan p JOIN seat s ON s.unit = p.unit AND s.place <= p.roll JOIN person r ON r.id = s.person",
        ('["' + '", "'.join(STATUSES) + '"]',),
    )


def _write_deeds(store: SqliteStore) -> None:
    """The latest deeds are a clerk's: one record each."""
    meetings = store.meetings
    for meeting in meetings.many(range(FIRST_ID + 1, FIRST_ID + DEEDS + 1)):
        with store.action("change", "benchmark", NOW, "benchmark"):
            meetings.update(replace(meeting, other="补充"))


def _roster(connection: Connection) -> str:
    """The rule of a roster as the store writes it."""
    (rule,) = connection.execute("SELECT roster FROM sitting LIMIT 1").fetchone()
    return str(rule)


def _told(path: Path, townships: int, records: int) -> Office:
    store = SqliteStore.open_reader(path)
    try:
        villages = sum(u.kind is UnitKind.VILLAGE_BRANCH for u in store.people.unit_records())
        (marks,) = store.connection.execute("SELECT count(*) FROM attendance").fetchone()
        return Office(path, townships, villages, store.people.count_people(), records, marks)
    finally:
        store.close()
