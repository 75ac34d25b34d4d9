"""The questions behind the screens of an office with years of records, as each page asks them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from random import Random

from benchmarks.county import NOW
from benchmarks.search import minutes
from gzparty.domain.meeting import MeetingKind, YearlyKind
from gzparty.domain.people import Tree
from gzparty.domain.period import Period
from gzparty.services.bundle import Services
from gzparty.services.people_views import PeopleQuery

YEAR, LAST_YEAR = NOW.year, NOW.year - 1
THIS_MONTH, MONTH = Period.of_month(YEAR, NOW.month), Period.of_month(YEAR, 3)
PAGE = 256
Questions = Mapping[str, Callable[[], object]]


def clock() -> datetime:
    """The day all offices of the benchmarks stand at."""
    return NOW


def questions(services: Services) -> Questions:
    """What each screen asks of an office; about the first person on the first roll where it is about one."""
    line = services.store.sittings.roll(1)[0]
    assert line.person_id is not None
    person, unit = line.person_id, line.unit_ids[0]
    record = services.meeting_views.of_unit(unit, LAST_YEAR)
    meetings, people = services.meeting_views, services.people_views
    asked: dict[str, Callable[[], object]] = {
        "workbench": partial(services.agenda.workbench, THIS_MONTH),
        "what waits": services.agenda.waiting,
        "month grid": partial(meetings.grid, MONTH.code, MeetingKind.THEME_DAY),
        "matrix of a month": partial(services.dues.board, MONTH),
        "matrix of a year": partial(services.dues.year, "theme_day", YEAR),
        "records of a branch in a year": partial(meetings.of_unit, unit, LAST_YEAR),
        "one cell of the matrix": partial(services.dues.cell, "theme_day", unit, MONTH),
        "one person whole": partial(people.file, person, YEAR),
        "tree of units": partial(people.tree, Tree.PARTY),
        "list of people, first page": lambda: people.lines(people.ids(PeopleQuery())[:PAGE], YEAR),
        "people of a branch": lambda: people.lines(people.ids(PeopleQuery(unit_id=unit)), YEAR),
        "plan of trainings": partial(services.sessions.year, YEAR),
        "one roll": partial(services.sessions.roll, 1),
        "credits of the year": partial(services.sessions.credits, YEAR),
        "yearly steps": partial(services.yearly.board, YearlyKind.LIFE_MEETING, LAST_YEAR),
        "ledger of the year": partial(services.problem_views.ledger, YEAR),
        "reminders": people.reminders,
        "search for a frequent word": partial(services.search.find, "示例"),
        "search for a rare word": partial(services.search.find, _rare_word()),
        "palette": partial(services.palette.find, "zs"),
        "latest deeds": services.offices.deeds,
        "figures of the office": services.offices.facts,
    }
    if record:
        asked["one record"] = partial(meetings.detail, record[0].id)
    return asked


@cache
def _rare_word() -> str:
    """What stands in few of the minutes that benchmarks.decade writes."""
    return minutes(Random(20260617), 100)[77][:4]


def year_paper(services: Services, target: Path) -> None:
    """年度考勤汇总 of everybody on this year's rolls, as PDF."""
    from gzparty.reports import catalogue
    from gzparty.reports.pdf import render
    from gzparty.reports.subject import Subject

    paper = catalogue.compose(services, "attendance-year", Subject(YEAR, NOW.date()))
    render(paper, target)


def members_sheet(services: Services, target: Path) -> None:
    """All members as a workbook."""
    from gzparty.exchange import lists
    from gzparty.exchange.list_spec import Selectors
    from gzparty.exchange.writing import write_list

    spec = lists.find("members")
    assert spec is not None
    chosen = Selectors(year=YEAR, on=NOW.date())
    write_list(spec.shape(services, chosen), spec.rows(services, chosen), target, spec.label)
