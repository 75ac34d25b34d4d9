"""Names and places of units through time: slips of one day, changes noted ahead, no interval that ends before it begins."""

from __future__ import annotations

from datetime import date

import pytest

from gzparty.domain.people import NameRole, Tree
from tests.builders import Office

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


def test_a_name_noted_for_next_year_stays_when_another_change_comes_before_it(office: Office) -> None:
    rename(office, "明年村", NEXT_YEAR)
    rename(office, "夏村", SUMMER)
    named = [name_on(office, day) for day in (TODAY, SUMMER, date(2026, 12, 31), NEXT_YEAR)]
    assert named == ["东村", "夏村", "夏村", "明年村"]
    assert all(begun is None or end is None or begun < end for _name, begun, end in intervals(office))


@pytest.mark.parametrize("tree", list(Tree))
def test_a_place_noted_ahead_stays_too(office: Office, tree: Tree) -> None:
    first, second = office.communities.values()
    village = office.villages["东村"]
    office.services.people.move_unit(village, tree, second, NEXT_YEAR)
    office.services.people.move_unit(village, tree, first, SUMMER)
    seen = []
    for day in (SUMMER, NEXT_YEAR):
        unit = next(unit for unit in office.store.people.units(day) if unit.id == village)
        seen.append(unit.party_parent if tree is Tree.PARTY else unit.work_parent)
    assert seen == [first, second]
