"""Boards of dues after a change, of a township and of the county: beside raw passes over what they read, and their growth."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.county import NOW, Size, build
from benchmarks.ratio import Ratio, Sample, exponent, interleaved, median_ratio, median_seconds, timed
from db.meetings import MEETINGS
from db.sitting import SITTINGS
from db.store import SqliteStore
from gzparty.bootstrap import counted_uids, services_on
from gzparty.domain.duty import LifeDay
from gzparty.domain.meeting import MONTHLY, Meeting, MeetingKind
from gzparty.domain.people import Group, Interval, UnitKind
from gzparty.domain.period import Period
from gzparty.domain.sitting import RollState, RosterRule, Sitting
from gzparty.services.dues import Dues

MONTH = Period(2026, 6, 1)
MONTHS = (4, 5, 6)
RULES = ("15日", "第一个周五", "20日", "每月最后一个工作日")
WHOLE_COUNTY, SHORT_COUNTY = 12, 3
ROUNDS = 7
BOUNDS = {"board of the month": 12.0, "year of one duty": 24.0, "list of what presses": 48.0}
"""How many raw passes over the month's records, the units and the members each may take."""
AIM, GROWTH = 1.1, 1.3
"""Of two sizes, one of which takes some ms; what is measured from 1 to 100 townships is `growth.py`."""
"""The exponent that is allowed."""
QUESTIONS: dict[str, Callable[[Dues], object]] = {
    "board of the month": lambda dues: dues.board(MONTH),
    "year of one duty": lambda dues: dues.year("theme_day", MONTH.year),
    "list of what presses": lambda dues: dues.open(),
}
PASS = (
    "SELECT m.id, m.kind, m.unit_id, m.period, s.actual_start FROM meeting m JOIN sitting s ON s.id = m.sitting_id"
    " WHERE m.period BETWEEN '2026-04' AND '2026-06'",
    "SELECT unit_id, sum(party_class = 'full') FROM membership GROUP BY unit_id",
    "SELECT id, kind, founded_on, closed_on FROM unit",
)


def measure(short: bool) -> list[Ratio]:
    """The ratios and exponents; `short` takes three townships for the county."""
    sizes = {"town": 1, "county": SHORT_COUNTY if short else WHOLE_COUNTY}
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / f"{name}.gzparty" for name in sizes}
        villages = {name: build_life(paths[name], townships) for name, townships in sizes.items()}
        samples = {name: _samples(path) for name, path in paths.items()}
    found = []
    for name, bound in BOUNDS.items():
        taken = {size: median_seconds(samples[size][name]) * 1000 for size in sizes}
        for size in sizes:
            note = f"{villages[size]} villages, x one raw pass; {taken[size]:.0f} ms"
            value = median_ratio(samples[size][name], samples[size]["pass"])
            found.append(Ratio(f"dues: {name} of a {size}", value, bound, note))
        grown = exponent(taken["county"] / taken["town"], villages["county"] / villages["town"])
        note = f"exponent, {taken['county'] / taken['town']:.1f} times as long"
        found.append(Ratio(f"dues: growth of the {name}", grown, GROWTH, note, AIM))
    return found


def _samples(path: Path) -> dict[str, list[Sample]]:
    """Each question by a reader after a change by a writer, so that nothing kept from before can answer it."""
    writer = SqliteStore.open_writer(path, NOW)
    reader = SqliteStore.open_reader(path)
    dues = services_on(reader, lambda: NOW, counted_uids()).dues
    (meeting,) = writer.meetings.many([1])
    numbers, passes = count(), reader.connection

    def change() -> None:
        with writer.action("change", "benchmark", NOW, "benchmark"):
            writer.meetings.update(replace(meeting, topic=str(next(numbers))))

    runs = {name: timed(partial(ask, dues), change) for name, ask in QUESTIONS.items()}
    runs["pass"] = timed(lambda: [passes.execute(statement).fetchall() for statement in PASS], change)
    for run in runs.values():
        run()
    samples = interleaved(runs, ROUNDS)
    reader.close()
    writer.close()
    return samples


def build_life(path: Path, size: int | Size) -> int:
    """An office with three months of records, two Party groups and a 支部生活日 in each village; gives how many there are."""
    build(path, size if isinstance(size, Size) else Size(size))
    store = SqliteStore.open_writer(path, NOW)
    villages = [u.id for u in store.people.unit_records() if u.kind is UnitKind.VILLAGE_BRANCH]
    with store.action("life", "benchmark", NOW, "benchmark"):
        store.office.save_setting("records_since", "2026-01")
        groups = {village: _groups(store, village) for village in villages}
        for place, village in enumerate(villages):
            rule, uid = RULES[place % len(RULES)], f"day{place:029d}"
            store.duties.insert_life_day(LifeDay(0, uid, village, rule, None, 5, date(2026, 1, 1)))
        held = list(_held(villages, groups))
        SITTINGS.insert_many(store.connection, (sitting for sitting, _meeting in held), first_id=1_000)
        MEETINGS.insert_many(store.connection, (meeting for _sitting, meeting in held), first_id=1)
    store.close()
    return len(villages)


def _groups(store: SqliteStore, village: int) -> list[int]:
    return [
        store.people.insert_group(Group(0, f"group{village:021d}{n:06d}", village, f"{n}", n, Interval()))
        for n in (1, 2)
    ]


def _held(villages: list[int], groups: dict[int, list[int]]) -> Iterator[tuple[Sitting, Meeting]]:
    """Records of three months, every ninth of them missing, some without their sign-in sheet."""
    number, asked = count(1), count(1)
    for month in MONTHS:
        start = datetime(2026, month, 12)
        for village in villages:
            for kind in MONTHLY:
                for group in groups[village] if kind is MeetingKind.GROUP_MEETING else (None,):
                    if next(asked) % 9:
                        n = next(number)
                        yield _sitting(999 + n, start), _meeting(n, kind, village, group, month)


def _sitting(number: int, start: datetime) -> Sitting:
    end = start.replace(hour=23, minute=59)
    uid = f"held{number:028d}"
    return Sitting(number, uid, start, end, start, end, "", RosterRule(), RollState.OPEN, timed=False)


def _meeting(number: int, kind: MeetingKind, village: int, group: int | None, month: int) -> Meeting:
    return Meeting(
        number, f"meeting{number:025d}", f"2026-{number:06d}", 999 + number, kind, village, group, f"2026-{month:02d}",
        topic="学习", expected=19, attended=15, has_minutes=True, has_sign_in=bool(number % 7),
    )  # fmt: skip
