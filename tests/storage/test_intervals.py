"""Names and places of units through time: slips of one day, changes noted ahead, no interval that ends before it begins."""

from __future__ import annotations

from datetime import date

import pytest

from gzparty.domain.people import Interval, NameRole, Tree, UnitName, UnitParent
from tests.builders import NOW, Office

TODAY, SUMMER, NEXT_YEAR = date(2026, 6, 17), date(2026, 7, 1), date(2027, 1, 1)


def rename(office: Office, name: str, since: date) -> None:
    office.services.people.rename_unit(office.villages["东村"], NameRole.SHORT, name, since)


def name_on(office: Office, day: date) -> str:
    return next(unit.name for unit in office.store.people.units(day) if unit.id == office.villages["东村"])


def intervals(office: Office) -> list[tuple[str, str | None, str | None]]:
    """The village's names as stored, each with its first and its end."""
    rows = office.store.connection.execute(
        "SELECT name, valid_from, valid_to FROM unit_name WHERE unit_id = ? AND role = 'short'"
        " ORDER BY valid_from",
        (office.villages["东村"],),
    )
    return rows.fetchall()


def test_a_name_mistyped_and_renamed_the_same_day_leaves_only_the_right_one(office: Office) -> None:
    rename(office, "心东村", TODAY)
    rename(office, "新东村", TODAY)
    assert intervals(office) == [("东村", None, "2026-06-17"), ("新东村", "2026-06-17", None)]
    office.services.offices.undo(1)
    assert name_on(office, TODAY) == "心东村"
    office.services.offices.undo(1)
    assert name_on(office, TODAY) == "东村"


def test_ending_what_holds_today_leaves_what_is_noted_for_later(office: Office) -> None:
    rename(office, "明年村", NEXT_YEAR)
    people, village = office.store.people, office.villages["东村"]
    with office.store.action("改", "test", NOW, "test"):
        people.end_unit_name(village, NameRole.SHORT, SUMMER)
        people.insert_unit_name(UnitName(village, NameRole.SHORT, "夏村", "夏", "x", Interval(SUMMER)))
    assert intervals(office)[0] == ("东村", None, "2026-07-01")
    named = [name_on(office, day) for day in (TODAY, SUMMER, date(2026, 12, 31), NEXT_YEAR)]
    assert named == ["东村", "夏村", "夏村", "明年村"]


@pytest.mark.parametrize("tree", list(Tree))
def test_a_place_noted_for_later_outlives_the_end_of_todays(office: Office, tree: Tree) -> None:
    first, second = office.communities.values()
    people, village = office.store.people, office.villages["东村"]
    office.services.people.move_unit(village, tree, second, NEXT_YEAR)
    with office.store.action("改", "test", NOW, "test"):
        people.end_unit_parent(village, tree, SUMMER)
        people.insert_unit_parent(UnitParent(village, tree, first, Interval(SUMMER)))
    seen = []
    for day in (SUMMER, NEXT_YEAR):
        unit = next(unit for unit in people.units(day) if unit.id == village)
        seen.append(unit.party_parent if tree is Tree.PARTY else unit.work_parent)
    assert seen == [first, second]
