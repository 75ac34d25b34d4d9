"""Which units a text names: certain ones are taken, doubtful and unknown ones told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.named_units import group_number, unit_within, units_named
from gzparty.domain.people import UnitKind, UnitView


def unit(number: int, name: str, party_name: str = "") -> UnitView:
    return UnitView(
        number,
        f"u{number}",
        "",
        UnitKind.VILLAGE_BRANCH,
        number,
        name,
        party_name,
        "",
        None,
        None,
        closed=False,
    )


LIJIAN = unit(1, "利见村", "利见村党支部")
WEST = unit(2, "西利见村", "西利见村党支部")
GUAN = unit(3, "官庄村", "官庄村党支部")
GUAN_AGAIN = unit(4, "官庄社区")
SPRING = unit(5, "大泉村")
SHORE = unit(6, "岸村")
UNITS = (LIJIAN, WEST, GUAN, SPRING, SHORE)


def names(units: tuple[UnitView, ...]) -> list[str]:
    return [one.name for one in units]


@pytest.mark.parametrize(
    "text",
    [
        "利见村\n官庄村",
        "1.利见村\n2、官庄村党支部",
        "利见、官庄",
        "1\t利见村\t已交\n2\t官庄村\t已交",
        "利见村 官庄村\n\n",
    ],
)
def test_names_are_found_with_numbers_other_columns_and_short_forms(text: str) -> None:
    found = units_named(text, UNITS)
    assert (names(found.units), found.doubts) == (["利见村", "官庄村"], ())


def test_a_name_in_a_longer_one_is_not_meant() -> None:
    assert names(units_named("西利见村", UNITS).units) == ["西利见村"]


def test_an_unknown_line_is_told_and_the_others_taken() -> None:
    found = units_named("利见村\n火星村\n官庄村", UNITS)
    assert names(found.units) == ["利见村", "官庄村"]
    assert [(doubt.text, doubt.units) for doubt in found.doubts] == [("火星村", ())]


def test_two_units_of_one_name_are_in_doubt_and_neither_is_taken() -> None:
    twin = unit(9, "官庄村")
    found = units_named("官庄村", (*UNITS, twin))
    assert found.units == ()
    assert [doubt.units for doubt in found.doubts] == [(GUAN, twin)]


def test_a_unit_named_twice_counts_once() -> None:
    assert names(units_named("利见村\n利见村", UNITS).units) == ["利见村"]


@given(st.text(max_size=300))
def test_no_text_breaks_it_or_names_a_unit_twice(text: str) -> None:
    found = units_named(text, UNITS)
    assert len(set(found.units)) == len(found.units)
    assert set(found.units) <= set(UNITS)


@pytest.mark.parametrize(
    ("file_name", "meant"),
    [
        ("党员教育情况表（利见村）.xlsx", [LIJIAN]),
        ("西利见村-党员教育情况表.xls", [WEST]),
        ("3 官庄.et", [GUAN]),
        ("党员教育情况表(1).xlsx", []),
        ("利见村和官庄村.xlsx", [LIJIAN, GUAN]),
        ("利见村和西利见村.xlsx", [LIJIAN, WEST]),
        ("岸村.xlsx", [SHORE]),
        ("两岸情况.xlsx", []),
        ("官庄镇利见村上报.xlsx", [LIJIAN]),
        ("官庄社区汇总.xlsx", []),
        ("官庄镇官庄村.xlsx", [GUAN]),
    ],
)
def test_the_unit_in_the_name_of_a_file(file_name: str, meant: list[UnitView]) -> None:
    assert list(unit_within(file_name, UNITS)) == meant


@pytest.mark.parametrize(
    ("text", "number"),
    [("西利见村第二党小组", "2"), ("西利见 2组.jpg", "2"), ("第十一党小组", "11"), ("西利见村 2.jpg", "")],
)
def test_the_number_of_a_party_group_in_a_text(text: str, number: str) -> None:
    assert group_number(text) == number
