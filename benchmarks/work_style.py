"""Ten years of work style in an office: self-inspections by month, problems in every state, tours, opinions."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, cycle
from pathlib import Path

from benchmarks.county import GIVEN, NOW, SURNAMES
from benchmarks.dues import build_life
from db.driver import Connection
from db.inspections import INSPECTIONS, ITEMS, TOUR_UNITS, TOURS
from db.problems import EVENTS, PROBLEMS
from db.store import SqliteStore
from db.tips import TIPS
from gzparty.bootstrap import counted_uids, services_on
from gzparty.domain.inspection import Answer, Inspection, InspectionItem, InspectionKind, Tour, TourUnit
from gzparty.domain.people import UnitKind
from gzparty.domain.problem import Lane, Problem, ProblemEvent, ProblemSource, ProblemState, Step
from gzparty.domain.tip import Tip, TipChannel, TipKind
from gzparty.services.checklists import default_checklist
from gzparty.services.people import UnitDraft

TODAY = NOW.date()
YEARS = range(TODAY.year - 9, TODAY.year + 1)
UNITS, TIMES = 13, 2
"""Communities and departments of a township, and how often each inspects itself in a month."""
FOUND, TIPS_OF_YEAR, TOURS_OF_YEAR, UNITS_ON_TOUR = 300, 40, 4, 8
"""What a township has in a year."""
TITLES = tuple(item.title for item in default_checklist(InspectionKind.SELF))
SAID = "值班记录本上六月十二日晚上没有人签字，带班领导也没有签，问起来说是当天临时换了班，换班没有登记。"
STATES = (
    *(ProblemState.CLOSED,) * 4,
    ProblemState.LOOKED_BACK,
    ProblemState.REGISTERED,
    ProblemState.RECTIFYING,
    ProblemState.RECTIFYING,
    ProblemState.SUBMITTED,
    ProblemState.ASSIGNED,
)
OVER = frozenset({ProblemState.CLOSED, ProblemState.LOOKED_BACK})


def build_style(path: Path, townships: int) -> int:
    """An office as build_life makes it, with ten years of work style over it; gives how many problems there are."""
    build_life(path, townships)
    store = SqliteStore.open_writer(path, NOW)
    units = _units(store, townships)
    connection = store.connection
    with store.action("style", "benchmark", NOW, "benchmark"):
        inspections = _write_inspections(connection, units)
        _write_tours(connection, units, townships)
        problems = list(_problems(units, townships, inspections))
        PROBLEMS.insert_many(connection, problems, first_id=1)
        EVENTS.insert_many(connection, _events(problems))
        TIPS.insert_many(connection, _tips(units, townships))
        for year in YEARS:
            values = (f"problem.{year}", FOUND * townships)
            connection.execute("INSERT INTO counter(name, value) VALUES (?, ?)", values)
    store.close()
    return len(problems)


def _units(store: SqliteStore, townships: int) -> list[int]:
    """The communities there are, and as many departments as a township lacks to thirteen."""
    services = services_on(store, lambda: NOW, counted_uids(1 << 40))
    found = [u.id for u in store.people.unit_records() if u.kind is UnitKind.COMMUNITY]
    with store.action("departments", "benchmark", NOW, "benchmark"):
        for number in range(len(found), UNITS * townships):
            found.append(services.people.insert_unit(UnitDraft(f"示例{number}办", UnitKind.DEPARTMENT)).id)
    return found


def _write_inspections(connection: Connection, units: Sequence[int]) -> Mapping[tuple[int, str], int]:
    """Twice a month each, but every ninth time left out; gives the last one of each unit and month."""
    asked, made, items = count(1), list[Inspection](), list[InspectionItem]()
    for year in YEARS:
        for month in range(1, 13 if year < TODAY.year else TODAY.month + 1):
            for unit in units:
                for time in range(TIMES):
                    day = date(year, month, 8 + 10 * time)
                    if next(asked) % 9 and day <= TODAY:
                        made.append(_inspection(len(made) + 1, unit, day))
                        items += _items(len(made))
    INSPECTIONS.insert_many(connection, made, first_id=1)
    ITEMS.insert_many(connection, items, first_id=1)
    return {(one.unit_id, one.period): one.id for one in made}


def _inspection(number: int, unit: int, day: date) -> Inspection:
    named = f"{day.year}-{number:06d}"
    uid, period = f"inspection{number:022d}", f"{day:%Y-%m}"
    return Inspection(number, uid, named, InspectionKind.SELF, unit, period, day, _name(number), None, SAID)


def _items(inspection: int) -> Iterator[InspectionItem]:
    for place, item in enumerate(default_checklist(InspectionKind.SELF)):
        number = inspection * 100 + place
        answer = Answer.PROBLEM if number % 11 == 0 else Answer.FINE
        yield InspectionItem(0, f"item{number:028d}", inspection, place, item.code, item.title, answer)


def _write_tours(connection: Connection, units: Sequence[int], townships: int) -> None:
    """The tours of ten years, each with the visits it made; the latest has not been everywhere yet."""
    chosen, tours, seats, visits = cycle(units), list[Tour](), list[TourUnit](), list[Inspection]()
    for year in YEARS:
        for turn in range(TOURS_OF_YEAR * townships):
            number, day = len(tours) + 1, date(year, 1 + turn % 6, 10)
            tours.append(Tour(0, f"tour{number:028d}", f"{year}-{turn + 1:02d}", "联合督查", day))
            for place in range(UNITS_ON_TOUR):
                unit, at = next(chosen), len(seats) + 1
                seats.append(TourUnit(0, f"seat{at:028d}", number, unit, place))
                uid, named = f"visit{at:027d}", f"{year}-9{at:06d}"
                joint, period = InspectionKind.JOINT, f"{day:%Y-%m}"
                visits.append(
                    Inspection(0, uid, named, joint, unit, period, day, _name(at), None, SAID, "", number)
                )
    TOURS.insert_many(connection, tours, first_id=1)
    TOUR_UNITS.insert_many(connection, seats, first_id=1)
    INSPECTIONS.insert_many(connection, visits)


def _problems(
    units: Sequence[int], townships: int, inspections: Mapping[tuple[int, str], int]
) -> Iterator[Problem]:
    """What was found day by day; of earlier years all but every twentieth is closed and was looked at again."""
    chance, number = random.Random(20260617), count(1)
    for year in YEARS:
        for place in range(1, FOUND * townships + 1):
            days = (TODAY - date(year, 1, 1)).days if year == TODAY.year else 365
            found = date(year, 1, 1) + timedelta(days=place * days // (FOUND * townships + 1))
            state = chance.choice(STATES)
            if year < TODAY.year and place % 20:
                state = ProblemState.LOOKED_BACK
            unit = chance.choice(units)
            row = _problem(next(number), f"{year}-{place:03d}", unit, found, state)
            own = row.source is ProblemSource.SELF
            yield replace(row, inspection_id=inspections.get((unit, f"{found:%Y-%m}")) if own else None)


def _problem(number: int, named: str, unit: int, found: date, state: ProblemState) -> Problem:
    closed = found + timedelta(days=12) if state in OVER else None
    lane = Lane.LASTING if number % 25 == 0 else Lane.TERM
    return Problem(
        id=number,
        uid=f"problem{number:025d}",
        number=named,
        unit_id=unit,
        text=f"{TITLES[number % len(TITLES)]}：{SAID}",
        source=tuple(ProblemSource)[number % 4],
        lane=lane,
        state=state,
        found_on=found,
        category=TITLES[number % len(TITLES)] if number % 6 else "",
        measure="补签并说明原因，值班换班一律先登记",
        leader=_name(number % 7),
        responsible=_name(number % 40),
        deadline=None if lane is Lane.LASTING else found + timedelta(days=21),
        result="已补签，重新排了班" if closed else "",
        done_on=closed,
        verifier=_name(number % 5) if closed else "",
        closed_on=closed,
        look_back_on=closed + timedelta(days=30) if state is ProblemState.CLOSED and closed else None,
    )


def _events(problems: Sequence[Problem]) -> Iterator[ProblemEvent]:
    """What left each problem as it is: registered, every fifth extended once, closed."""
    number = count(1)
    for row in problems:
        assert row.found_on is not None
        steps = [Step.REGISTER, Step.EXTEND] if row.id % 5 == 0 else [Step.REGISTER]
        for step in (*steps, Step.CLOSE) if row.closed_on else steps:
            uid = f"event{next(number):027d}"
            yield ProblemEvent(0, uid, row.id, 1, step, row.found_on, row.state, row.state)


def _tips(units: Sequence[int], townships: int) -> Iterator[Tip]:
    number = count(1)
    for year in YEARS:
        for place in range(1, TIPS_OF_YEAR * townships + 1):
            at = next(number)
            came = date(year, 1 + place % 6, 1 + place % 28)
            if came > TODAY:
                continue
            replied = None if place % 4 == 0 and year == TODAY.year else came + timedelta(days=9)
            yield Tip(
                id=0,
                uid=f"tip{at:029d}",
                number=f"{year}-{place:03d}",
                kind=TipKind.OPINION,
                channel=TipChannel.CALL,
                received_on=came,
                content=SAID,
                unit_id=units[at % len(units)],
                due_on=came + timedelta(days=15),
                reply="已答复" if replied else "",
                replied_on=replied,
            )


def _name(number: int) -> str:
    return SURNAMES[number % len(SURNAMES)] + "示例" + GIVEN[number % len(GIVEN)]
