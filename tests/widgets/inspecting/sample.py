"""A small office for the page of self-inspections: two communities, two departments, two months of inspections."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from gzparty import bootstrap
from gzparty.domain.inspection import Answer, Inspection, InspectionKind
from gzparty.domain.people import PartyClass, UnitKind
from gzparty.domain.period import Period
from gzparty.services.bundle import Services
from gzparty.services.inspection_drafts import InspectionDraft, ItemDraft
from gzparty.services.people import PersonDraft, Placing, UnitDraft
from gzparty.services.problem_drafts import ProblemDraft

NOW = datetime(2026, 6, 17, 9, 12)
COMMUNITIES, DEPARTMENTS = ("官庄社区", "利见社区"), ("党政办", "应急办")


def build_inspections(path: Path) -> dict[str, int]:
    """Write the office into a new file; gives its units by name.

    May: everybody did both, but 利见社区 did one; 应急办 found something on 27 May that is overdue. June: only 官庄社区
    did one, 党政办 is let off.
    """
    with bootstrap.new_office(path, lambda: NOW, bootstrap.counted_uids()) as services:
        services.offices.establish("官庄镇", sample=True)
        services.calendars.ensure(2026)
        services.offices.change_settings({"records_since": "2026-05"})
        known = _units(services)
        for unit in known:
            register(services, known[unit], date(2026, 5, 13), "何示例")
            if unit != "利见社区":
                register(services, known[unit], date(2026, 5, 27), "曹示例", found=unit == "应急办")
        register(services, known["官庄社区"], date(2026, 6, 3), "何示例")
        services.duties.waive(
            "self_inspection", known["党政办"], Period.of_month(2026, 6), "集中搬迁", "周示例"
        )
    return known


def register(
    services: Services, unit_id: int, day: date, inspector: str, *, found: bool = False
) -> Inspection:
    """Store an inspection of which every item was fine, or all but one."""
    items = []
    for item in services.inspection_views.checklist(InspectionKind.SELF):
        wrong = found and item.code == "duty_roster"
        draft = ProblemDraft(
            unit_id, text="值班记录漏记 2 天", responsible="李示例", deadline=date(2026, 6, 11)
        )
        answer = Answer.PROBLEM if wrong else Answer.FINE
        items.append(ItemDraft(item.code, item.title, answer, problems=(draft,) if wrong else ()))
    done = services.inspections.register(InspectionDraft(unit_id, day, inspector, items=tuple(items)))
    return done.value


def _units(services: Services) -> dict[str, int]:
    add = services.people.add_unit
    known = {}
    for names, kind in ((COMMUNITIES, UnitKind.COMMUNITY), (DEPARTMENTS, UnitKind.DEPARTMENT)):
        for name in names:
            known[name] = add(UnitDraft(name, kind)).value.id
    services.people.add_person_to(PersonDraft("李示例"), Placing(known["应急办"], PartyClass.FULL))
    return known
