"""A small office for the page of organisational life: four villages, one with two groups, half a year of records."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

from gzparty import bootstrap
from gzparty.domain.meeting import Absence, MeetingKind
from gzparty.domain.people import Group, Interval, PartyClass, PostTitle, UnitKind
from gzparty.services.bundle import Services
from gzparty.services.meeting_views import MeetingDraft
from gzparty.services.people import PersonDraft, Placing, UnitDraft

NOW = datetime(2026, 6, 17, 8, 52)
VILLAGES = {"利见社区": ("东利见村", "西利见村", "小河口村"), "水码头社区": ("水码头村",)}
K = MeetingKind


def build_life(path: Path) -> dict[str, int]:
    """Write the office into a new file; gives its units by name and the two groups of 西利见村."""
    with bootstrap.new_office(path, lambda: NOW, bootstrap.counted_uids()) as services:
        services.offices.establish("官庄镇", sample=True)
        services.calendars.ensure(2026)
        services.offices.change_settings({"records_since": "2026-04"})
        known = _units(services)
        _people(services, known)
        _records(services, known)
    return known


def _units(services: Services) -> dict[str, int]:
    add = services.people.add_unit
    town = add(UnitDraft("官庄镇党委", UnitKind.TOWN_COMMITTEE)).value.id
    known = {}
    for community, villages in VILLAGES.items():
        above = add(UnitDraft(community, UnitKind.COMMUNITY, party_parent=town)).value.id
        for village in villages:
            known[village] = add(UnitDraft(village, UnitKind.VILLAGE_BRANCH, party_parent=above)).value.id
    with services.store.action("党小组", "test", NOW, "test"):
        for place, group in enumerate(("第一党小组", "第二党小组"), 1):
            made = Group(0, f"group-{place}", known["西利见村"], group, place, Interval(None, None))
            known[group] = services.store.people.insert_group(made)
    return known


def _people(services: Services, known: dict[str, int]) -> None:
    for name, group in (("孙示例", "第一党小组"), ("曹示例", "第二党小组"), ("何示例", "第二党小组")):
        place = Placing(
            known["西利见村"],
            PartyClass.FULL,
            group_id=known[group],
            title=PostTitle.SECRETARY if name == "孙示例" else None,
        )
        services.people.add_person_to(PersonDraft(name), place)
    services.people.add_person_to(PersonDraft("徐示例"), Placing(known["东利见村"], PartyClass.FULL))


def _records(services: Services, known: dict[str, int]) -> None:
    away = (Absence("何示例", "外出务工", standing=True),)
    for month in (4, 5):
        for village in ("东利见村", "西利见村", "小河口村", "水码头村"):
            facts = MeetingDraft(
                K.STUDY,
                known[village],
                day=date(2026, month, 12),
                starts=time(19, 30),
                place=f"{village}党群服务中心",
                host="孙示例",
                recorder="曹示例",
                topic="学习党章",
                expected=9,
                attended=8,
                absences=away,
                has_minutes=True,
                has_sign_in=True,
            )
            services.meetings.register([facts])
    services.meetings.register(
        [MeetingDraft(K.STUDY, known["东利见村"], day=date(2026, 6, 10), expected=9, attended=9)]
    )
    group = MeetingDraft(K.GROUP_MEETING, known["西利见村"], known["第一党小组"], day=date(2026, 6, 10))
    services.meetings.register([group])
