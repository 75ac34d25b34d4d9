"""Names are compared without what a clerk adds by habit, and never so loosely that two become one."""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.names import normalize_name, normalize_unit
from gzparty.domain.phone import is_plausible, masked, normalize_phone

UNITS = Path(__file__).resolve().parents[2] / "resources" / "units"


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("于\u3000江", "于江"),
        ("崔  春", "崔春"),
        ("汪承若 ", "汪承若"),
        ("\ufeff张\u200b伟", "张伟"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("阿依古丽.买买提", "阿依古丽·买买提"),
        ("Ｌｉ", "Li"),
    ],
)
def test_a_name_is_compared_without_its_spaces(written: str, compared: str) -> None:
    assert normalize_name(written) == compared


@pytest.mark.parametrize(
    "written",
    [
        "官庄村党支部",
        "官庄村",
        "官庄村委会",
        "官庄村村委会",
        "官庄村村民委员会",
        "官庄村民委员会",
        "官庄村支部委员会",
        "中共官庄村支部",
        "官庄村党总支",
        "官 庄\u3000村",
        "官庄",
    ],
)
def test_every_body_of_a_village_has_one_normal_name(written: str) -> None:
    assert normalize_unit(written) == "官庄"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("前朱家庄村", "后朱家庄村"),
        ("高家庄村", "高家庄子村"),
        ("小管公村", "管公社区"),
        ("利见社区", "利见村"),
        ("官庄镇党委", "官庄村党支部"),
        ("李家庄村", "南李家庄村"),
        ("官庄社区党委", "官庄村党委"),
    ],
)
def test_different_units_stay_apart(one: str, other: str) -> None:
    assert normalize_unit(one) != normalize_unit(other)


def test_no_two_villages_of_a_town_share_a_normal_name() -> None:
    with (UNITS / "anqiu_villages.csv").open(encoding="utf-8-sig") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["town"])
    for _town, group in groupby(rows, key=lambda row: row["town"]):
        villages = list(group)
        assert len({normalize_unit(row["name"]) for row in villages}) == len(
            {row["name"] for row in villages}
        )


@given(st.text(max_size=20))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalize_name(normalize_name(text)) == normalize_name(text)
    assert normalize_unit(normalize_unit(text)) == normalize_unit(text)


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("175-3805-8629", "17538058629"),
        ("17866949240 ", "17866949240"),
        ("+86 178 6694 9240", "17866949240"),
        ("１７８６６９４９２４０", "17866949240"),
        ("0536-4321234", "05364321234"),
        ("", ""),
    ],
)
def test_a_phone_number_is_kept_as_digits(written: str, digits: str) -> None:
    assert normalize_phone(written) == digits


def test_a_number_that_cannot_be_dialled_is_noticed() -> None:
    assert is_plausible("17866949240")
    assert not is_plausible("1786694924")
    assert not is_plausible("178669492400")
    assert not is_plausible("不详")


def test_a_shown_number_hides_its_middle() -> None:
    assert masked("178-6694-9240") == "178****9240"
    assert masked("4321") == "**21"
    assert masked("") == ""


def test_a_name_of_nothing_but_kinds_of_bodies_is_compared_at_once() -> None:
    begun = process_time()
    assert normalize_unit("官庄村" + "党支部" * 30_000) == "官庄"
    assert process_time() - begun < 5
