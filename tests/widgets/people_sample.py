"""A small office for the page of people: a town, two communities, a department, namesakes, one pair to merge."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from gzparty import bootstrap
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PartyClass, PostTitle, UnitKind
from gzparty.services.bundle import Services
from gzparty.services.people import PersonDraft, Placing, UnitDraft
from gzparty.services.training import CourseDraft, TrainingDraft

NOW = datetime(2026, 6, 17, 17, 52)
VILLAGES = {"利见社区": ("东利见村", "西利见村", "小河口村"), "水码头社区": ("水码头村",)}
PHONE = "13812340012"


def build_people(path: Path) -> None:
    """Write the office into a new file."""
    with bootstrap.new_office(path, lambda: NOW, bootstrap.counted_uids()) as services:
        services.offices.establish("官庄镇", sample=True)
        services.calendars.ensure(2026)
        units = _units(services)
        _people(services, units)
        _training(services)


def _units(services: Services) -> dict[str, int]:
    add = services.people.add_unit
    units = {"官庄镇党委": add(UnitDraft("官庄镇党委", UnitKind.TOWN_COMMITTEE)).value.id}
    town = units["官庄镇党委"]
    for community, villages in VILLAGES.items():
        above = add(UnitDraft(community, UnitKind.COMMUNITY, party_parent=town)).value.id
        units[community] = above
        for village in villages:
            units[village] = add(UnitDraft(village, UnitKind.VILLAGE_BRANCH, party_parent=above)).value.id
    office = UnitDraft("党建办", UnitKind.DEPARTMENT, party_parent=town, work_parent=town)
    units["党建办"] = add(office).value.id
    return units


def _people(services: Services, units: dict[str, int]) -> None:
    add, secretary = services.people.add_person_to, PostTitle.SECRETARY
    full, since = PartyClass.FULL, PartialDate(2021, 1)
    add(PersonDraft("徐示例"), Placing(units["东利见村"], full, title=secretary, since=since))
    born, joined = PartialDate(1974, 3), PartialDate(1999, 7)
    sun = PersonDraft("孙示例", "male", "汉族", born, joined, "大专", PHONE)
    add(sun, Placing(units["西利见村"], full, title=secretary, since=since))
    add(PersonDraft("曹示例"), Placing(units["西利见村"], full, title=PostTitle.ORGANISATION_MEMBER))
    probationary = PersonDraft("何示例", joined=PartialDate(2025, 8, 1))
    add(probationary, Placing(units["西利见村"], PartyClass.PROBATIONARY, date(2025, 8, 1)))
    add(PersonDraft("朱示例"), Placing(units["小河口村"], full, title=secretary, since=since))
    add(PersonDraft("马示例", birth=PartialDate(1980, 5)), Placing(units["水码头村"], full))
    add(PersonDraft("马示例", birth=PartialDate(1980, 5, 2)), Placing(units["水码头村"], title=secretary))
    add(PersonDraft("孙示例"), Placing(units["水码头村"], full))


def _training(services: Services) -> None:
    held = TrainingDraft(datetime(2026, 5, 20, 14, 30), topic="矛盾纠纷排查与网格治理")
    training = services.trainings.add(held).value
    services.trainings.set_courses(training.id, [CourseDraft("专题辅导", minutes=180)])
    services.rolls.mark_unmarked(training.sitting_id)
    services.rolls.close(training.sitting_id)
