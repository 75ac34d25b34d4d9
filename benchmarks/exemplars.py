"""Ten years of themes, trainings and selections of exemplars in an office; June of this year is being voted on."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.work_style import TODAY, YEARS, build_style
from db.driver import Connection
from db.meetings import MEETINGS
from db.reserves import RESERVES
from db.selections import BALLOTS, CATEGORIES, LINES, MENTIONS, NOMINATIONS, PUBLICITIES, SELECTIONS
from db.sitting import ATTENDANCES, SITTINGS
from db.store import SqliteStore
from db.themes import RECORDS, THEMES
from db.training import TRAININGS
from db.units import TERMS
from gzparty.domain.meeting import Meeting, MeetingKind
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PartyClass, Person, PostTitle, Term, UnitKind, UnitView
from gzparty.domain.reserve import Reserve
from gzparty.domain.selection import (
    Ballot,
    BallotLine,
    Category,
    Decision,
    Mention,
    Method,
    Nomination,
    Publicity,
    PublicityResult,
    Selection,
    TieRule,
    Verdict,
)
from gzparty.domain.sitting import Attendance, RollState, RosterRule, Sitting, Status
from gzparty.domain.theme import Theme, ThemeRecord
from gzparty.domain.training import Training, TrainingState

NOMINEES, BALLOTS_CAST, OF_MONTH = 30, 200, 3
"""Who is nominated in the month that is voted on and how many vote; how many are nominated in a usual month."""
ON_ROLL = 2
"""Of each village, the secretary and the deputy."""
FIRST_SITTING, FIRST_TRAINING, FIRST_MEETING = 400_000, 1_000, 500_000
"""Ids beyond what build_style has written."""
MENTIONS_OF_YEAR = 40
DEEDS = "带着群众流转土地三百亩种姜，建起冷库两座，集体一年增收十八万元；夜里还上门做老人的工作。" * 6
STATUSES = (*(Status.PRESENT,) * 10, Status.LEAVE, Status.ABSENT)


@dataclass(frozen=True, slots=True)
class Facts:
    """What was written and what questions are asked about."""

    villages: int
    voted: int
    """The selection of this month, its votes entered and not locked."""
    nominated: int
    """One for the next month, still open for nominations."""
    scored: int
    """One for the month after that, voted on by scores."""


@dataclass(frozen=True, slots=True)
class Place:
    """A village with those who stand on its rolls, the secretary first."""

    unit: UnitView
    people: tuple[Person, ...]


def build_exemplars(path: Path, townships: int) -> Facts:
    """An office as build_style makes it, with ten years of themes, rolls and selections over it."""
    build_style(path, townships)
    store = SqliteStore.open_writer(path, datetime(2026, 6, 17, 9))
    places = _places(store)
    connection = store.connection
    with store.action("exemplars", "benchmark", datetime(2026, 6, 17, 9), "benchmark"):
        _write_rolls(connection, places)
        _write_themes(connection, places)
        _write_selections(connection, places)
        _write_cadres(connection, places)
    store.close()
    last = len(_selections())
    return Facts(len(places), last - 2, last - 1, last)


def _places(store: SqliteStore) -> list[Place]:
    held: dict[int, list[int]] = {}
    for post in store.people.posts():
        if post.title in (PostTitle.SECRETARY, PostTitle.DEPUTY_SECRETARY):
            held.setdefault(post.unit_id, []).append(post.person_id)
    known = store.directory.records({number for people in held.values() for number in people})
    villages = [unit for unit in store.people.units(TODAY) if unit.kind is UnitKind.VILLAGE_BRANCH]
    return [Place(unit, tuple(known[number] for number in held[unit.id][:ON_ROLL])) for unit in villages]


def _months() -> Iterator[date]:
    """The first day of each month of ten years up to this one."""
    for year in YEARS:
        for month in range(1, 13 if year < TODAY.year else TODAY.month + 1):
            yield date(year, month, 1)


# Trainings with their rolls


def _write_rolls(connection: Connection, places: Sequence[Place]) -> None:
    """A training a month in the years before this one, each with its closed roll."""
    chance, number = random.Random(9), count(1)
    sittings, trainings, rolls = list[Sitting](), list[Training](), list[Attendance]()
    for at, first in enumerate(day for day in _months() if day.year < TODAY.year):
        sitting = _sitting(FIRST_SITTING + at, datetime(first.year, first.month, 17, 14, 30))
        sittings.append(sitting)
        trainings.append(_training(FIRST_TRAINING + at, first, sitting.id))
        for place in places:
            for person in place.people:
                rolls.append(_line(next(number), sitting.id, place, person, chance.choice(STATUSES)))
    SITTINGS.insert_many(connection, sittings, first_id=FIRST_SITTING)
    TRAININGS.insert_many(connection, trainings, first_id=FIRST_TRAINING)
    ATTENDANCES.insert_many(connection, rolls)


def _sitting(number: int, start: datetime) -> Sitting:
    end, uid = start + timedelta(hours=3), f"rollof{number:026d}"
    return Sitting(number, uid, start, end, start, end, "", RosterRule(), RollState.CLOSED)


def _training(number: int, first: date, sitting: int) -> Training:
    return Training(
        number, f"course{number:026d}", f"{first:%Y-%m}", first.year, first.month, "示例主题", "", sitting,
        TrainingState.HELD, "", None, "", False, "", "", "",
    )  # fmt: skip


def _line(number: int, sitting: int, place: Place, person: Person, status: Status) -> Attendance:
    unit, uid = place.unit, f"line{number:028d}"
    return Attendance(
        0, uid, sitting, number, person.id, person.name, "", (unit.id,), unit.name, "党支部书记",
        PartyClass.FULL, status,
    )  # fmt: skip


# Themes with the records about them


def _write_themes(connection: Connection, places: Sequence[Place]) -> None:
    """A theme a month with its training; of the last whole year the 主题党日 of each village too, every ninth missing."""
    months = list(_months())
    themes = [
        Theme(at, f"theme{at:027d}", f"{first:%Y-%m}", f"示例主题{at}", DEEDS, "县委组织部", first)
        for at, first in enumerate(months, 1)
    ]
    THEMES.insert_many(connection, themes, first_id=1)
    number = count(1)

    def record(theme: Theme, training: int | None, meeting: int | None) -> ThemeRecord:
        return ThemeRecord(0, f"about{next(number):027d}", theme.id, training, meeting)

    records = [
        record(theme, FIRST_TRAINING + at, None)
        for at, (theme, first) in enumerate(zip(themes, months, strict=True))
        if first.year < TODAY.year
    ]
    held = list(_theme_days(places))
    by_period = {theme.period: theme for theme in themes}
    SITTINGS.insert_many(connection, (sitting for sitting, _one in held), first_id=FIRST_MEETING)
    MEETINGS.insert_many(connection, (one for _sitting, one in held), first_id=FIRST_MEETING)
    records += [record(by_period[one.period], None, one.id) for _sitting, one in held]
    this_year = "SELECT id, period FROM meeting WHERE kind = 'theme_day' AND period >= ? ORDER BY id"
    for meeting, period in connection.execute(this_year, (f"{TODAY.year:04d}-01",)).fetchall():
        records.append(record(by_period[period], None, meeting))
    RECORDS.insert_many(connection, records)


def _theme_days(places: Sequence[Place]) -> Iterator[tuple[Sitting, Meeting]]:
    asked, number = count(1), count(FIRST_MEETING)
    for month in range(1, 13):
        start = datetime(TODAY.year - 1, month, 12)
        for place in places:
            if next(asked) % 9:
                n = next(number)
                yield _day(n, start), _meeting(n, place.unit.id, start)


def _day(number: int, start: datetime) -> Sitting:
    uid, end = f"themeday{number:024d}", start.replace(hour=23, minute=59)
    return Sitting(number, uid, start, end, start, end, "", RosterRule(), RollState.OPEN, timed=False)


def _meeting(number: int, village: int, start: datetime) -> Meeting:
    named, kind = f"{start.year}-{number:06d}", MeetingKind.THEME_DAY
    return Meeting(
        number, f"dayof{number:027d}", named, number, kind, village, None, f"{start:%Y-%m}",
        topic="示例主题", expected=19, attended=15, has_minutes=True, has_sign_in=True,
    )  # fmt: skip


# Selections


def _write_selections(connection: Connection, places: Sequence[Place]) -> None:
    """One a month: of earlier months ended by a circular, of this one entered and not locked, and one by scores."""
    SELECTIONS.insert_many(connection, _selections(), first_id=1)
    categories = [Category(one.id, f"kind{one.id:028d}", one.id, 1) for one in _selections()]
    CATEGORIES.insert_many(connection, categories, first_id=1)
    nominations = list(_nominations(places))
    NOMINATIONS.insert_many(connection, nominations, first_id=1)
    voted = [one for one in _selections() if one.nominations_closed_on]
    BALLOTS.insert_many(connection, map(_ballot, voted))
    rounds = dict(connection.execute("SELECT selection_id, id FROM ballot").fetchall())
    LINES.insert_many(connection, _ballot_lines(nominations, rounds))
    PUBLICITIES.insert_many(connection, (_publicity(one) for one in _selections() if one.announced_on))
    MENTIONS.insert_many(connection, _mentions(places))
    given = [(f"selection.{one.period}", 1) for one in _selections()]
    connection.executemany("INSERT INTO counter(name, value) VALUES (?, ?)", given)


def _selections() -> list[Selection]:
    """The last two lie ahead, so that the page opens on the one before them: nominated for, and voted on by scores."""
    made = []
    for number, first in enumerate(_months(), 1):
        over = first.replace(day=28) if (first.year, first.month) < (TODAY.year, TODAY.month) else None
        made.append(_selection(number, first, over))
    july, august = (date(TODAY.year, TODAY.month + further, 1) for further in (1, 2))
    open_still = replace(_selection(len(made) + 1, july, None), nominations_closed_on=None, opened_on=TODAY)
    scored = _selection(len(made) + 2, august, None, Method.SCORE)
    return [*made, open_still, scored]


def _selection(number: int, first: date, over: date | None, method: Method = Method.COUNT) -> Selection:
    day = min(first, TODAY.replace(day=1)).replace
    month, theme = f"{first:%Y-%m}", number if first <= TODAY else None
    return Selection(
        number, f"choice{number:026d}", month, month, "集体增收", theme_id=theme, opened_on=day(day=1),
        nominate_until=first.replace(day=8), nominations_closed_on=day(day=9), method=method,
        drop_extremes=method is Method.SCORE, tie_rule=TieRule.LONGEST_AGO, decided_on=over, announced_on=over,
    )  # fmt: skip


def _nominations(places: Sequence[Place]) -> Iterator[Nomination]:
    number = count(1)
    for selection in _selections():
        for position in range(1, 1 + (OF_MONTH if selection.announced_on else NOMINEES)):
            n = next(number)
            place, first = places[n % len(places)], selection.opened_on
            chosen = Decision.CHOSEN if position == 1 else Decision.NOT_CHOSEN
            verdict = Verdict.PASSED if selection.nominations_closed_on else Verdict.OPEN
            yield Nomination(
                n, f"nominee{n:025d}", selection.id, selection.id, position, place.people[0].name,
                place.people[0].id, place.unit.id, place.unit.name, "党支部书记", place.unit.name,
                place.unit.id, first, "流转土地增收十八万元", DEEDS, "同意推荐", verdict, first, "王示例",
                decision=chosen if selection.announced_on else Decision.OPEN,
            )  # fmt: skip


def _ballot(selection: Selection) -> Ballot:
    assert selection.opened_on is not None
    day, cast = selection.opened_on.replace(day=12), BALLOTS_CAST
    locked = day if selection.announced_on else None
    figures = (cast + 10, cast + 5, cast, cast, cast)
    return Ballot(
        0, f"round{selection.id:027d}", selection.id, 1, day, "三楼会议室", "王示例", "李示例",
        *figures, locked,
    )  # fmt: skip


def _ballot_lines(nominations: Sequence[Nomination], rounds: Mapping[int, int]) -> Iterator[BallotLine]:
    chance, scored = random.Random(3), len(_selections())
    for one in nominations:
        uid, ballot = f"votes{one.id:027d}", rounds.get(one.selection_id)
        if ballot is None:
            continue
        if one.selection_id == scored:
            scores = tuple(sorted(chance.randrange(700, 1000) for _ballot in range(BALLOTS_CAST)))
            yield BallotLine(0, uid, ballot, one.id, None, scores)
        else:
            yield BallotLine(0, uid, ballot, one.id, (one.id * 7) % (BALLOTS_CAST // NOMINEES))


def _publicity(selection: Selection) -> Publicity:
    assert selection.announced_on is not None
    start, over = selection.announced_on.replace(day=15), selection.announced_on.replace(day=22)
    return Publicity(
        0, f"shown{selection.id:027d}", selection.id, 1, start, over, 5, "政务公开栏", "镇纪委",
        result=PublicityResult.CONFIRMED, result_on=over,
    )  # fmt: skip


def _mentions(places: Sequence[Place]) -> Iterator[Mention]:
    number = count(1)
    for year in YEARS:
        for turn in range(MENTIONS_OF_YEAR):
            n, place = next(number), places[turn * 7 % len(places)]
            day = date(year, 1 + turn % 6, 3)
            yield Mention(0, f"named{n:027d}", day, "关于作风的通报", place.people[0].id, None, "县纪委")


# Cadres


def _write_cadres(connection: Connection, places: Sequence[Place]) -> None:
    """A term of each village, and one reserve cadre."""
    uid = partial("{}{:027d}".format)
    terms = [
        Term(0, uid("terms", at), one.unit.id, PartialDate(2021 + at % 3, 1 + at % 12), 5)
        for at, one in enumerate(places)
    ]
    TERMS.insert_many(connection, terms)
    RESERVES.insert_many(
        connection,
        (
            Reserve(0, uid("after", at), one.people[-1].id, one.unit.id, PartialDate(2024, 3), "党支部书记")
            for at, one in enumerate(places)
        ),
    )
