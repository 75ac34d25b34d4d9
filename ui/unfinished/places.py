"""Where a draft belongs, by the second part of its key: whose record, and what page shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from gzparty.i18n import _
from gzparty.labels.period import period_text
from gzparty.services.bundle import Services
from ui.wishes import (
    CadreRequest,
    ErrandRequest,
    InspectionRequest,
    IntakeRequest,
    LedgerRequest,
    LifeRequest,
    PersonRequest,
    SelectionRequest,
    SettingsRequest,
    ThemeRequest,
    TipRequest,
    TourRequest,
    TrainingRequest,
)

Row = Mapping[str, object]


class Place(NamedTuple):
    """Whose record it is, what its page shall show, and the row that may have changed meanwhile."""

    whose: str = ""
    request: object = None
    row: tuple[str, int] | None = None


Find = Callable[[Services, str], Place | None]
"""Gives the place of a draft by the second part of its key; None where its record is gone."""


def anywhere(_services: Services, _record: str) -> Place:
    """The page by itself."""
    return Place()


def training(services: Services, record: str) -> Place | None:
    """A session, by its number in the file."""
    row = _row(services, "training", record)
    return _training(int(record), row) if row else None


def session(services: Services, record: str) -> Place | None:
    """A dialog about a session: `move 12`; a new one of a year: `add 2026`."""
    deed, number = record.split(" ")
    if deed == "add":
        return Place(_("{year}年").format(year=number))
    return training(services, number)


def roll(services: Services, record: str) -> Place | None:
    """A dialog beside the roll of a sitting: `leave 12 34`."""
    deed, sitting, number = record.split(" ")
    found = services.store.trainings.of_sitting(int(sitting))
    if found is None:
        return None
    who = _("培训 {number}").format(number=found.number)
    name = _name(services, "person", number) if deed == "leave" else ""
    if deed == "makeup":
        name = _name(services, "attendance", number)
    return Place("　".join(filter(None, (who, name))), TrainingRequest(found.id, roll=True))


def meeting(services: Services, record: str) -> Place | None:
    """A record of organisational life, or a new one: `new theme_day 3 0 2026-06`."""
    if record.isdigit():
        row = _row(services, "meeting", record)
        return _meeting(services, int(record), row) if row else None
    _new, kind, unit_id, group_id, *period = record.split(" ")
    return _cell(services, kind, unit_id, group_id, period[0] if period else "")


def record_deed(services: Services, record: str) -> Place | None:
    """A dialog about a record or a cell of the board: `give_back 12`, `waive theme_day 3 0 2026-06`."""
    _deed, *place = record.split(" ")
    if len(place) == 1:
        return meeting(services, place[0])
    kind, unit_id, group_id, period = place
    return _cell(services, kind, unit_id, group_id, "" if period == "-" else period)


def vote(services: Services, record: str) -> Place | None:
    """A vote, or a new one of a record: `new-12`."""
    if record.startswith("new-"):
        return meeting(services, record.removeprefix("new-"))
    row = _row(services, "vote", record)
    found = meeting(services, str(row["meeting_id"])) if row else None
    return found and found._replace(row=("vote", int(record)))


def talk(services: Services, record: str) -> Place | None:
    """A talk: `change 2026 3 12`; a new one of a branch ends with 0."""
    _deed, year, unit_id, number = record.split(" ")
    unit = _unit(services, unit_id)
    if unit is None or (number != "0" and _row(services, "talk", number) is None):
        return None
    whose = _("{unit} {year}年").format(unit=unit, year=year)
    return Place(whose, LifeRequest("talk", int(year)), ("talk", int(number)))


def month(_services: Services, record: str) -> Place:
    """The month grid: `2026-06.theme_day`."""
    code, _dot, kind = record.partition(".")
    return Place(_month(code), IntakeRequest(kind, code))


def month_deed(_services: Services, record: str) -> Place:
    """A dialog of the month grid: `unlock 2026-06`."""
    _deed, code = record.split(" ")
    return Place(_month(code), IntakeRequest("", code))


def inspection(services: Services, record: str) -> Place | None:
    """A self-inspection, or a new one: `new 3 2026-06`."""
    if record.isdigit():
        row = _row(services, "inspection", record)
        if row is None:
            return None
        unit_id, period, number = str(row["unit_id"]), str(row["period"]), int(record)
    else:
        _new, unit_id, period = record.split(" ")
        number = 0
    unit = _unit(services, unit_id)
    if unit is None:
        return None
    request = InspectionRequest(0, int(unit_id), period, number, new=not number)
    return Place(f"{unit}{_month(period)}", request, ("inspection", number) if number else None)


def let_off(services: Services, record: str) -> Place | None:
    """A month a unit is let off: `waive 3 2026-06`."""
    _deed, unit_id, period = record.split(" ")
    unit = _unit(services, unit_id)
    request = InspectionRequest(0, int(unit_id), period)
    return Place(f"{unit}{_month(period)}", request) if unit else None


def visit(services: Services, record: str) -> Place | None:
    """What was seen at a unit by a tour, or is to be: `new 3 12`."""
    if record.isdigit():
        row = _row(services, "inspection", record)
        tour_id = str(row["tour_id"]) if row else ""
        unit_id = str(row["unit_id"]) if row else ""
    else:
        _new, tour_id, unit_id = record.split(" ")
    found = tour(services, tour_id) if tour_id.isdigit() else None
    unit = _unit(services, unit_id)
    if found is None or unit is None:
        return None
    row_of = ("inspection", int(record)) if record.isdigit() else None
    return found._replace(whose=f"{unit}　{found.whose}", row=row_of)


def tour(services: Services, record: str) -> Place | None:
    """A joint inspection."""
    row = _row(services, "tour", record)
    return Place(str(row["title"]), TourRequest(int(record)), ("tour", int(record))) if row else None


def tour_deed(services: Services, record: str) -> Place | None:
    """A dialog about a joint inspection: `change 3`."""
    deed, number = record.split(" ")
    return Place() if deed == "add" else tour(services, number)


def problem(services: Services, record: str) -> Place | None:
    """A row of the ledger, or a new one."""
    if record == "new":
        return Place("", LedgerRequest(new=True))
    row = _row(services, "problem", record)
    return _problem(int(record), row) if row else None


def step(services: Services, record: str) -> Place | None:
    """A step of some rows of the ledger: `close 3,4`."""
    from gzparty.domain.problem import Step
    from gzparty.labels.ledger import step_label

    deed, ids = record.split(" ")
    what = step_label(Step(deed)) if deed in list(Step) else ""
    numbers = [int(number) for number in ids.split(",")]
    row = _row(services, "problem", str(numbers[0]))
    if row is None:
        return None
    found = _problem(numbers[0], row)
    if len(numbers) > 1:
        found = Place(_("{n} 条问题").format(n=len(numbers)), LedgerRequest.of(numbers))
    return found._replace(whose="　".join(filter(None, (what, found.whose))))


def tip(services: Services, record: str) -> Place | None:
    """An opinion, or a new one."""
    if record == "new":
        return Place()
    row = _row(services, "tip", record)
    if row is None:
        return None
    return Place(
        _("意见 {number}").format(number=row["number"]), TipRequest(int(record)), ("tip", int(record))
    )


def tip_deed(services: Services, record: str) -> Place | None:
    """A dialog about an opinion: `answer 3`."""
    return tip(services, record.split(" ")[1])


def theme(_services: Services, record: str) -> Place:
    """The theme of a month: `edit 2026-06`."""
    _deed, period = record.split(" ")
    return Place(_month(period), ThemeRequest(period))


def person(services: Services, record: str) -> Place | None:
    """A dialog about a person: `edit 12`; a new one of a unit: `add 3`."""
    deed, number = record.split(" ")
    if deed == "add":
        unit = _unit(services, number) if number != "0" else None
        return Place(unit or "", PersonRequest(unit_id=int(number)))
    row = _row(services, "person", number)
    return Place(str(row["name"]), PersonRequest(int(number)), ("person", int(number))) if row else None


def unit(services: Services, record: str) -> Place | None:
    """A dialog about a unit: `rename party 12`; a new one below it: `add party 3`."""
    deed, _tree, number = record.split(" ")
    name = _unit(services, number) if number != "0" else None
    if name is None:
        return Place() if deed == "add" else None
    row = None if deed == "add" else ("unit", int(number))
    return Place(name, PersonRequest(unit_id=int(number)), row)


def reserve(services: Services, record: str) -> Place | None:
    """A dialog about an entry of the list of reserve cadres: nobody is named, the list is covered."""
    deed, number = record.split(" ")
    if deed != "add" and _row(services, "reserve", number) is None:
        return None
    return Place("", CadreRequest("reserves"), ("reserve", int(number)) if deed != "add" else None)


def errand(services: Services, record: str) -> Place | None:
    """A dialog about an errand: `back 3 12`, of a unit too."""
    deed, number, *units = record.split(" ")
    if deed == "add":
        return Place("", ErrandRequest())
    row = _row(services, "errand", number)
    if row is None:
        return None
    names = [_unit(services, one) or "" for one in units]
    whose = "　".join([str(row["title"]), *names])
    return Place(whose, ErrandRequest(int(number)), ("errand", int(number)))


def duty(services: Services, record: str) -> Place | None:
    """A duty by its code, or a new one."""
    if record == "new":
        return Place("", SettingsRequest("duties"))
    versions = [one for one in services.store.duties.duties() if one.code == record]
    return Place(versions[-1].title, SettingsRequest("duties", record)) if versions else None


def waiver(_services: Services, _record: str) -> Place:
    """A new waiver."""
    return Place("", SettingsRequest("waivers"))


def settings(_services: Services, _record: str) -> Place:
    """The fields of the settings."""
    return Place()


def selection(services: Services, record: str) -> Place | None:
    """A selection with whatever follows its number: `3`, `3-1`; a new one of a month: `new-2026-06`."""
    first, _dash, rest = record.partition("-")
    if first == "new":
        return Place(_month(rest), SelectionRequest(period=rest))
    row = _row(services, "selection", first)
    return _selection(int(first), row) if row else None


def nomination(services: Services, record: str) -> Place | None:
    """A nomination, or a new one of a selection: `new-3`."""
    if record.startswith("new-"):
        return selection(services, record.removeprefix("new-"))
    row = _row(services, "nomination", record)
    return _nomination(int(record), row) if row else None


def stage(services: Services, record: str) -> Place | None:
    """A dialog of a step of a selection: `handle 3 12`."""
    _deed, number, _about = record.split(" ")
    return selection(services, number)


def select(services: Services, record: str) -> Place | None:
    """A dialog about a selection or nominations of it: `vacant 3`, `reply 4,5`."""
    deed, ids = record.split(" ")
    if deed == "past":
        return Place()
    if deed == "vacant":
        return selection(services, ids)
    numbers = ids.split(",")
    found = nomination(services, numbers[0])
    if found is None or len(numbers) == 1:
        return found
    return found._replace(whose=_("{name} 等 {n} 个").format(name=found.whose, n=len(numbers)), row=None)


def holiday(_services: Services, record: str) -> Place:
    """The work calendar of a year."""
    return Place(_("{year}年").format(year=record))


def _row(services: Services, table: str, record: str) -> Row | None:
    return services.store.journal.image(table, int(record)) if record.isdigit() else None


def _name(services: Services, table: str, record: str) -> str:
    row = _row(services, table, record)
    return str(row["name"]) if row else ""


def _unit(services: Services, record: str) -> str | None:
    """What a unit is called today."""
    if not record.isdigit():
        return None
    found = services.people.units_by_id().get(int(record))
    return found.name if found else None


def _month(code: str) -> str:
    from gzparty.domain.period import Period

    return period_text(Period.parse(code))


def _training(number: int, row: Row) -> Place:
    words = _("培训 {number} {topic}").format(number=row["number"], topic=row["topic"]).rstrip()
    return Place(words, TrainingRequest(number), ("training", number))


def _meeting(services: Services, number: int, row: Row) -> Place | None:
    found = _cell(
        services, str(row["kind"]), str(row["unit_id"]), str(row["group_id"] or 0), str(row["period"])
    )
    if found is None or not isinstance(found.request, LifeRequest):
        return None
    return found._replace(request=found.request._replace(meeting_id=number), row=("meeting", number))


def _cell(services: Services, kind: str, unit_id: str, group_id: str, period: str) -> Place | None:
    from gzparty.domain.meeting import MeetingKind
    from gzparty.labels.meeting import meeting_name

    name = _unit(services, unit_id)
    if name is None:
        return None
    words = meeting_name(name, [MeetingKind(kind)])
    when = _month(period) if period else ""
    request = LifeRequest(kind, 0, int(unit_id), int(group_id), period)
    return Place(f"{words} {when}".rstrip(), request)


def _problem(number: int, row: Row) -> Place:
    return Place(_("台账 {number}").format(number=row["number"]), LedgerRequest(number), ("problem", number))


def _selection(number: int, row: Row) -> Place:
    month = _month(str(row["period"]))
    title = str(row["title"])
    whose = _("{month} {title}").format(month=month, title=title) if title else month
    return Place(whose, SelectionRequest(number), ("selection", number))


def _nomination(number: int, row: Row) -> Place:
    request = SelectionRequest(int(str(row["selection_id"])), number)
    return Place(str(row["name"]), request, ("nomination", number))
