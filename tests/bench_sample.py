"""A small office in the middle of a month, with a due in every state: two communities, five villages, seven groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from gzparty import bootstrap
from gzparty.domain.duty import Deadline
from gzparty.domain.meeting import MeetingKind
from gzparty.domain.people import PostTitle, UnitKind
from gzparty.services.bundle import Services
from gzparty.services.duty_defaults import default_duties
from gzparty.services.meeting_views import MeetingDraft
from gzparty.services.people import PersonDraft, UnitDraft
from gzparty.services.training import TrainingDraft

NOW = datetime(2026, 6, 17, 9, 30)
JANUARY = date(2026, 1, 1)
PHONE = "13800001234"
VILLAGES = {"官庄社区": {"坡庄村": 3, "宅科村": 0}, "利见社区": {"东利见村": 2, "西利见村": 2, "桥北头村": 0}}


def build_bench(path: Path, *, records: bool = True) -> None:
    """Write the office into a new file; without records it is as on its first day."""
    with bootstrap.new_office(path, lambda: NOW, bootstrap.counted_uids()) as services:
        services.offices.establish("官庄镇")
        services.calendars.ensure(2026)
        units, groups = _units(services)
        if records:
            services.offices.change_settings({"records_since": "2026-06"})
            _rules(services, list(units.values()))
            _meetings(services, units, groups)
            _errand(services, units)
            start = datetime(2026, 6, 17, 14, 30)
            services.trainings.add(TrainingDraft(start, place="镇政府三楼会议室", topic="三会一课规范"))


def _units(services: Services) -> tuple[dict[str, int], dict[str, list[int]]]:
    people = services.people
    town = people.add_unit(UnitDraft("官庄镇党委", UnitKind.TOWN_COMMITTEE)).value.id
    units: dict[str, int] = {}
    groups: dict[str, list[int]] = {}
    for title, villages in VILLAGES.items():
        community = people.add_unit(UnitDraft(title, UnitKind.COMMUNITY, party_parent=town)).value.id
        secretary = people.add_person(PersonDraft(f"{title[0]}示例", phone=PHONE)).value
        people.appoint(secretary.id, community, PostTitle.COMMUNITY_SECRETARY, None)
        for name, count in villages.items():
            unit = people.add_unit(UnitDraft(name, UnitKind.VILLAGE_BRANCH, party_parent=community)).value
            units[name] = unit.id
            made = (people.add_group(unit.id, f"第{n}党小组") for n in ("一", "二", "三")[:count])
            groups[name] = [group.value.id for group in made]
    return units, groups


def _rules(services: Services, unit_ids: list[int]) -> None:
    duty = next(duty for duty in default_duties() if duty.code == "group_meeting")
    services.duties.change(replace(duty, valid_from=JANUARY, hold_by=Deadline.parse("15")))
    services.duties.set_life_day(unit_ids, "15日", time(19), 3, JANUARY)


def _meetings(services: Services, units: dict[str, int], groups: dict[str, list[int]]) -> None:
    def held(kind: MeetingKind, village: str, day: int, group: int | None = None, **facts: Any) -> int:
        unit = units[village]
        found = MeetingDraft(kind, unit, group, date(2026, 6, day), **facts)
        return services.meetings.register([found]).value[0].id

    whole: dict[str, Any] = {
        "topic": "学习条例",
        "expected": 9,
        "attended": 9,
        "has_minutes": True,
        "has_sign_in": True,
        "received_on": date(2026, 6, 16),
    }
    for village, late in (("坡庄村", 1), ("东利见村", 0), ("西利见村", 1)):
        for group in groups[village][: len(groups[village]) - late]:
            held(MeetingKind.GROUP_MEETING, village, 10, group, **whole)
    held(MeetingKind.STUDY, "坡庄村", 12, **whole)
    held(MeetingKind.THEME_DAY, "东利见村", 15)
    held(MeetingKind.THEME_DAY, "桥北头村", 12, received_on=date(2026, 6, 11), filed_at="3号盒")
    back = held(MeetingKind.THEME_DAY, "西利见村", 15, **{**whole, "has_sign_in": False})
    services.meetings.give_back([back], "缺签到表", date(2026, 6, 16))


def _errand(services: Services, units: dict[str, int]) -> None:
    errand = services.errands.add(
        "农村党员教育情况表", "县委组织部", date(2026, 6, 12), date(2026, 6, 19), list(units.values())
    ).value
    services.errands.receive(errand.id, list(units.values())[:3], date(2026, 6, 16))
