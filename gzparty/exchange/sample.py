"""The sample office: the real villages, invented people marked 示例, one year of trainings up to its day.

The workbooks in resources/sample mark them too; their phones begin with 154, which no operator was given, and 000.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from importlib.resources import as_file, files
from typing import Any

from gzparty.domain import reminders
from gzparty.domain.names import normalize_name, normalize_unit
from gzparty.domain.outside import OutsideLevel
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PostTitle, UnitKind
from gzparty.domain.sitting import Mark, RollState, Status
from gzparty.domain.training import CourseForm, Training
from gzparty.exchange.importing import import_file, import_table
from gzparty.exchange.reading import Table, read_table
from gzparty.exchange.sample_cadres import fill_cadres
from gzparty.exchange.sample_life import fill_life
from gzparty.exchange.sample_materials import fill_folders
from gzparty.exchange.sample_plan import with_groups
from gzparty.exchange.sample_selection import fill_selection
from gzparty.exchange.sample_style import fill_style
from gzparty.i18n import _
from gzparty.records import dataclass
from gzparty.services.bundle import Services
from gzparty.services.outside import OutsideDraft
from gzparty.services.people import PersonDraft
from gzparty.services.training import CourseDraft, TrainingDraft

ROLL = "roll"
PrintOut = Callable[[Services, str, str], None]
"""Enters a paper about a session into the print log as printed."""
ELECTED = frozenset({UnitKind.TOWN_COMMITTEE, UnitKind.COMMUNITY, UnitKind.VILLAGE_BRANCH})
"""Committees whose term the sample knows."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What resources/sample/office.toml says."""

    name: str
    day: date
    rule: str
    facts: Mapping[str, Any]


def load_plan() -> Plan:
    """Read the sample's plan."""
    facts = tomllib.loads((files("resources") / "sample" / "office.toml").read_text("utf-8"))
    return Plan(facts["name"], facts["day"], facts["rule"], facts)


def fill(services: Services, plan: Plan, year: int, print_out: PrintOut) -> None:
    """Fill a new office file; nothing in it depends on the clock or on chance."""
    services.offices.establish(plan.name, sample=True)
    services.calendars.ensure(year)
    services.calendars.ensure(year + 1)
    services.offices.change_settings(
        {
            "training_rule": plan.rule,
            "training_place": plan.facts["place"],
            "training_host": plan.facts["host"],
            "training_contact": plan.facts["contact"],
            "leave_approver": plan.facts["leave_approver"],
            "records_since": f"{year}-01",
        }
    )
    _import_people(services, plan, year)
    _elect(services, plan, year)
    fill_life(services, year)
    fill_style(services, year)
    services.trainings.plan(year, plan.rule)
    today = services.context.today()
    for session in plan.facts["session"]:
        _hold(services, session, year, today)
    for makeup in plan.facts["makeup"]:
        if makeup["done_on"].replace(year=year) <= today:
            _make_up(services, makeup, year)
    for training in plan.facts["outside"]:
        if training["ended_on"].replace(year=year) <= today:
            _train_outside(services, training, year)
    fill_selection(services, year)
    fill_cadres(services, year)
    fill_folders(services, plan.facts, year)
    for session in plan.facts["session"]:
        if "corrected" in session:
            _correct_printed(services, session, year, print_out)


def _import_people(services: Services, plan: Plan, year: int) -> None:
    with as_file(files("resources") / "units" / "guanzhuang_units.csv") as path:
        import_file(services, "units", path)
    with as_file(files("resources") / "sample" / "secretaries.xlsx") as path:
        secretaries = read_table(path, "secretaries")
    with as_file(files("resources") / "sample" / "members.xlsx") as path:
        members = read_table(path, "members")
    import_table(services, _closed_up(secretaries))
    import_table(services, _of_today(_closed_up(members), plan.facts["probationer"], year))
    for entry in plan.facts["community_secretary"]:
        person = services.people.add_person(PersonDraft(entry["name"])).value
        unit = services.people.find_unit(entry["community"])
        services.people.appoint(person.id, unit.id, PostTitle.COMMUNITY_SECRETARY, PartialDate(2021, 3))


def _closed_up(table: Table) -> Table:
    """The table with every name closed up, 于　示例 as 于示例, as the office writes them."""
    return replace(table, rows=tuple(row.with_text("name", normalize_name) for row in table.rows))


def _of_today(members: Table, probationers: Sequence[Mapping[str, Any]], year: int) -> Table:
    """The members as they stand in the year of the office, with the groups their branches have.

    The sheet is some years old: its probationary members are full ones by now, but for those the plan names.
    """
    joined = {
        normalize_unit(entry["village"]): f"{year - 1}-{entry['joined']:%m-%d}" for entry in probationers
    }
    villages = [normalize_unit(str(row.cells["unit"])) for row in members.rows]
    rows = list(members.rows)
    for place, (row, village) in enumerate(zip(members.rows, villages, strict=True)):
        if str(row.cells["class"]).startswith(_("预备")):
            day = joined.pop(village, None)
            said = {"class": _("预备党员"), "joined": day} if day else {"class": _("正式党员")}
            rows[place] = replace(row, cells={**row.cells, **said})
    return replace(members, rows=with_groups(rows, villages))


def _elect(services: Services, plan: Plan, year: int) -> None:
    """Note when each committee was elected, as one deed."""
    terms = plan.facts["terms"]
    later: Mapping[str, str] = terms["later"]
    name, now = _("登记各单位任期"), services.context.now()
    with services.store.action(name, "term.set", now, services.context.source):
        for unit in services.people.units():
            years = reminders.term_years(unit.kind)
            elected = later.get(unit.name, terms["elected"] if unit.kind in ELECTED else None)
            if elected is not None:
                known = PartialDate.from_iso(elected)
                services.people.set_term(
                    unit.id, replace(known, year=known.year + year - plan.day.year), years
                )


def _train_outside(services: Services, training: Mapping[str, Any], year: int) -> None:
    """Send the secretaries of some villages to a training elsewhere."""
    holders = services.store.people.holders([PostTitle.SECRETARY], services.context.today())
    people = {holder.person.id: None for holder in holders if holder.unit.name in training["villages"]}
    draft = OutsideDraft(
        person_id=0,
        title=training["title"],
        began_on=training["began_on"].replace(year=year),
        ended_on=training["ended_on"].replace(year=year),
        credit=training["hours"] * 2,
        level=OutsideLevel(training["level"]),
        proof=training["proof"],
    )
    services.outside.add_for(list(people), draft)


def _hold(services: Services, session: Mapping[str, Any], year: int, today: date) -> None:
    training = next(t for t in services.store.trainings.of_year(year) if t.month == session["month"])
    sitting = services.store.sittings.get(training.sitting_id)
    if "day" in session:
        start = datetime.combine(session["day"].replace(year=year), sitting.planned_start.time())
        services.trainings.move(training.id, start, reason=session["reason"])
        sitting = services.store.sittings.get(training.sitting_id)
    services.trainings.edit(
        training.id,
        TrainingDraft(sitting.planned_start, topic=session["topic"], problem=session["problem"]),
    )
    courses = [
        CourseDraft(title, lecturer, post, CourseForm.LECTURE, minutes)
        for title, lecturer, post, minutes in session.get("courses", [])
    ]
    if courses:
        services.trainings.set_courses(training.id, courses)
    if "marks" in session and sitting.planned_start.date() <= today:
        _take_roll(services, training, session, closed=sitting.planned_start.date() < today)


def _take_roll(services: Services, training: Training, session: Mapping[str, Any], closed: bool) -> None:
    positions = _positions(services, training.sitting_id)
    for village, status, words in session["marks"]:
        services.rolls.mark(training.sitting_id, [positions[village]], _mark(Status(status), words))
    if closed:
        services.rolls.mark_unmarked(training.sitting_id)
        services.rolls.close(training.sitting_id)
        return
    marked = [positions[village] for village, *_rest in session["marks"]]
    left_open = {positions[village] for village in session.get("unmarked", [])}
    rest = [p for p in set(positions.values()) if p not in left_open and p not in marked]
    services.rolls.mark(training.sitting_id, rest, Mark(Status.PRESENT))


def _correct_printed(services: Services, session: Mapping[str, Any], year: int, print_out: PrintOut) -> None:
    """Print a closed roll, then correct it, so that the paper on the wall says something else."""
    training = next(t for t in services.store.trainings.of_year(year) if t.month == session["month"])
    if services.store.sittings.get(training.sitting_id).roll_state is not RollState.CLOSED:
        return
    print_out(services, ROLL, training.number)
    positions = _positions(services, training.sitting_id)
    for village, status, words in session["corrected"]:
        services.rolls.mark(training.sitting_id, [positions[village]], _mark(Status(status), words))


def _mark(status: Status, words: str) -> Mark:
    if status is Status.SUBSTITUTE:
        return Mark(status, substitute_name=words, substitute_post=_("支部副书记"))
    return Mark(status, words)


def _positions(services: Services, sitting_id: int) -> dict[str, int]:
    rows: Sequence[Any] = [row.attendance for row in services.sessions.roll(sitting_id).rows]
    return {village: row.position for row in rows for village in row.unit_name.split(_("、"))}


def _make_up(services: Services, makeup: Mapping[str, Any], year: int) -> None:
    for line in services.sessions.makeups(year):
        if line.training.month == makeup["month"] and line.attendance.unit_name == makeup["village"]:
            done_on = makeup["done_on"].replace(year=year)
            services.rolls.record_makeup(line.attendance.id, done_on, makeup["minutes"], makeup["proof"])
