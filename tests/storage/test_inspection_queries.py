"""Every query on inspections beside rows it must not return."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.driver import IntegrityError
from db.store import SqliteStore
from gzparty.domain.inspection import (
    Answer,
    ChecklistItem,
    Inspection,
    InspectionItem,
    InspectionKind,
    TeamMember,
    Tour,
)
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.problem import Lane, Problem, ProblemSource, ProblemState
from gzparty.services.ledger_ports import InspectionBrief
from tests.builders import a_person, a_post

SELF, JOINT = InspectionKind.SELF, InspectionKind.JOINT
DAY = date(2026, 6, 15)


pytestmark = pytest.mark.usefixtures("writing")


def add(store: SqliteStore, unit: int, held_on: date = DAY, **facts: object) -> Inspection:
    number = store.inspections.next_number(2026)
    known = {"kind": SELF, "period": f"{held_on:%Y-%m}", **facts}
    made = Inspection(0, f"i{number}", number, unit_id=unit, held_on=held_on, **known)  # type: ignore[arg-type]
    return replace(made, id=store.inspections.insert(made))


def add_item(
    store: SqliteStore, inspection: Inspection, position: int, answer: Answer = Answer.FINE
) -> InspectionItem:
    uid = f"{inspection.uid}-{position}-{answer}"
    item = InspectionItem(0, uid, inspection.id, position, f"c{position}", f"第{position}项", answer)
    return replace(item, id=store.inspections.insert_item(item))


def ids(found: object) -> list[int]:
    return [one.id for one in found]  # type: ignore[attr-defined]


def test_an_inspection_comes_back_as_it_was_stored(store: SqliteStore, unit: int) -> None:
    person = store.people.insert_person(a_person())
    stored = add(store, unit, inspector="张三示例", inspector_id=person, note="夜里查的", filed_at="3号盒")
    add(store, unit)
    assert store.inspections.get(stored.id) == stored
    changed = replace(stored, held_on=date(2026, 6, 16), inspector="何示例", inspector_id=None)
    store.inspections.update(changed)
    assert store.inspections.get(stored.id) == changed


def test_it_is_found_by_number_and_by_uid_and_by_nothing_else(store: SqliteStore, unit: int) -> None:
    first, second = add(store, unit), add(store, unit)
    assert store.inspections.find(first.number) == first
    assert store.inspections.find(second.uid) == second
    assert store.inspections.find("2026-009") is None


def test_several_are_given_by_id_and_those_gone_are_left_out(store: SqliteStore, unit: int) -> None:
    later, earlier, gone = add(store, unit), add(store, unit, date(2026, 6, 1)), add(store, unit)
    add(store, unit)
    store.inspections.delete(gone.id)
    assert ids(store.inspections.many([later.id, earlier.id, gone.id])) == [earlier.id, later.id]


def test_between_two_months_counts_the_month_it_is_for_and_not_its_day(
    store: SqliteStore, unit: int, other: int
) -> None:
    made_up = add(store, unit, date(2026, 6, 2), period="2026-05")
    june, july = add(store, unit), add(store, unit, date(2026, 7, 1))
    elsewhere, joint = add(store, other), add(store, unit, kind=JOINT)
    found = store.inspections.between
    assert ids(found("2026-05", "2026-05")) == [made_up.id]
    assert ids(found("2026-06", "2026-06")) == [june.id, elsewhere.id, joint.id]
    assert ids(found("2026-06", "2026-07", SELF)) == [june.id, elsewhere.id, july.id]
    assert ids(found("2026-01", "2026-12", SELF, unit)) == [made_up.id, june.id, july.id]
    assert ids(found("2026-01", "2026-12", JOINT, other)) == []


def test_a_brief_counts_what_nobody_answered(store: SqliteStore, unit: int, other: int) -> None:
    first = add(store, unit)
    for position, answer in enumerate((Answer.OPEN, Answer.FINE, Answer.OPEN, Answer.PROBLEM)):
        add_item(store, first, position, answer)
    filled = add(store, other)
    add_item(store, filled, 0, Answer.NOT_APPLICABLE)
    add_item(store, add(store, unit, kind=JOINT), 0, Answer.OPEN)
    add(store, unit, date(2026, 5, 31))
    briefs = store.inspections.briefs("2026-06", "2026-06")
    assert briefs == [
        InspectionBrief(first.id, unit, "2026-06", DAY, 2),
        InspectionBrief(filled.id, other, "2026-06", DAY, 0),
    ]
    assert store.inspections.briefs("2026-06", "2026-06", other) == briefs[1:]


def test_the_first_month_is_that_of_self_inspections(store: SqliteStore, unit: int) -> None:
    assert store.inspections.first_month() is None
    add(store, unit, date(2026, 2, 3), kind=JOINT)
    assert store.inspections.first_month() is None
    add(store, unit, date(2026, 6, 3))
    add(store, unit, date(2026, 4, 3))
    assert store.inspections.first_month() == "2026-04"


def test_years_are_those_something_counts_for(store: SqliteStore, unit: int) -> None:
    assert store.inspections.years() == []
    add(store, unit)
    add(store, unit, date(2027, 1, 3), period="2026-12")
    add(store, unit, date(2024, 1, 3))
    assert store.inspections.years() == [2024, 2026]


def test_numbers_are_counted_by_year(store: SqliteStore) -> None:
    given = [store.inspections.next_number(year) for year in (2026, 2026, 2027)]
    assert given == ["2026-001", "2026-002", "2027-001"]


def test_items_come_in_the_order_they_were_asked(store: SqliteStore, unit: int) -> None:
    first, second = add(store, unit), add(store, unit)
    late, early = add_item(store, first, 2), add_item(store, first, 1)
    elsewhere = add_item(store, second, 0)
    assert store.inspections.items([first.id]) == [early, late]
    assert store.inspections.items([second.id, first.id]) == [early, late, elsewhere]
    answered = replace(early, answer=Answer.PROBLEM, note="二楼")
    store.inspections.update_item(answered)
    store.inspections.delete_items([late.id])
    assert store.inspections.items([first.id, second.id]) == [answered, elsewhere]


def test_items_go_with_their_inspection_and_a_problem_keeps_it(store: SqliteStore, unit: int) -> None:
    gone, kept = add(store, unit), add(store, unit)
    add_item(store, gone, 0)
    item = add_item(store, kept, 0, Answer.PROBLEM)
    store.inspections.delete(gone.id)
    assert store.inspections.items([gone.id, kept.id]) == [item]
    problem = Problem(
        0, "p", "2026-001", unit, "迟到", ProblemSource.SELF, Lane.TERM, ProblemState.REGISTERED
    )
    stored = store.problems.insert(replace(problem, inspection_id=kept.id, item_id=item.id))
    with pytest.raises(IntegrityError):
        store.inspections.delete(kept.id)
    store.problems.delete(stored)
    store.inspections.delete(kept.id)


def test_what_a_tour_saw_is_that_tours(store: SqliteStore, unit: int) -> None:
    tours = [
        store.inspections.insert_tour(
            Tour(0, f"t{n}", f"2026-0{n}", "督查", DAY, (TeamMember("孙示例", ""),))
        )
        for n in (1, 2)
    ]
    seen = add(store, unit, kind=JOINT, tour_id=tours[0])
    add(store, unit, kind=JOINT, tour_id=tours[1])
    add(store, unit)
    assert ids(store.inspections.of_tour(tours[0])) == [seen.id]


def test_changed_lines_of_checklists_come_kind_by_kind(store: SqliteStore) -> None:
    own = ChecklistItem(0, "k1", SELF, "own-1", "饮酒", "", 3)
    joint = ChecklistItem(0, "k2", JOINT, "own-1", "饮酒", "", 1)
    first = ChecklistItem(0, "k3", SELF, "attendance", "考勤", "看表", 0, stopped=True)
    stored = [replace(item, id=store.inspections.insert_checklist_item(item)) for item in (own, joint, first)]
    assert store.inspections.checklist() == [stored[1], stored[2], stored[0]]
    store.inspections.update_checklist_item(replace(stored[0], title="午间饮酒"))
    assert [item.title for item in store.inspections.checklist()] == ["饮酒", "考勤", "午间饮酒"]
    with pytest.raises(IntegrityError):
        store.inspections.insert_checklist_item(replace(own, uid="k4"))


def test_who_is_in_office_in_a_unit_is_told_once_and_for_that_day(
    store: SqliteStore, unit: int, other: int
) -> None:
    people = [store.people.insert_person(a_person(name)) for name in ("李示例", "吴示例", "周示例", "钱示例")]
    both, gone, elsewhere, later = people
    store.people.insert_post(a_post(both, unit, position=2))
    store.people.insert_post(a_post(both, unit, position=3))
    store.people.insert_post(a_post(gone, unit, until=DAY))
    store.people.insert_post(a_post(elsewhere, other))
    store.people.insert_post(a_post(later, unit, since=PartialDate(2026, 7)))
    assert ids(store.people.in_office(unit, DAY)) == [both]
    assert ids(store.people.in_office(unit, date(2026, 6, 14))) == [gone, both]
    assert ids(store.people.in_office(unit, date(2026, 8, 1))) == [later, both]
