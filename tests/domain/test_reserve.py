"""Reserve cadres: days in order, nobody twice on one list, years on it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.reserve import Reserve, check_alone, check_days
from gzparty.labels import refusal_text

TODAY = date(2026, 6, 17)


MARCH = PartialDate(2024, 3)


def a_reserve(entered: PartialDate = MARCH, **facts: object) -> Reserve:
    return Reserve(**{"id": 1, "uid": "r1", "person_id": 1, "unit_id": 1, "entered_on": entered, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reserve", "words"),
    [
        (a_reserve(PartialDate(2026, 7)), "列入日期 2026-07 还没到"),
        (a_reserve(left_on=date(2026, 6, 18), left_reason="任用"), "退出日期 6月18日还没到"),
        (a_reserve(left_on=date(2024, 2, 29), left_reason="任用"), "早于列入日期 2024-03"),
        (a_reserve(left_on=date(2026, 5, 1)), "写上为什么退出"),
    ],
)
def test_days_out_of_order_are_refused(reserve: Reserve, words: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_days(reserve, TODAY)
    assert words in refusal_text(caught.value)


@pytest.mark.parametrize(
    "reserve",
    [
        a_reserve(PartialDate(2026)),
        a_reserve(PartialDate(2026, 6, 17)),
        a_reserve(left_on=TODAY, left_reason="任用"),
        a_reserve(left_on=date(2024, 3, 1), left_reason="退出"),
    ],
)
def test_days_in_order_stand(reserve: Reserve) -> None:
    check_days(reserve, TODAY)


GONE: dict[str, Any] = {"left_on": date(2025, 5, 10), "left_reason": "退出"}


@pytest.mark.parametrize(
    ("other", "clashes"),
    [
        (a_reserve(id=2), True),
        (a_reserve(id=2, **GONE), False),
        (a_reserve(PartialDate(2025, 9), id=2, left_on=date(2026, 1, 1), left_reason="退出"), True),
        (a_reserve(id=2, person_id=2), False),
        (a_reserve(id=2, unit_id=2), False),
        (a_reserve(id=1), False),
    ],
)
def test_a_unit_has_a_person_on_its_list_once_at_a_time(other: Reserve, clashes: bool) -> None:
    reserve = a_reserve(PartialDate(2025, 5))
    if not clashes:
        check_alone(reserve, [other])
        return
    with pytest.raises(Refusal):
        check_alone(reserve, [other])


@pytest.mark.parametrize(
    ("entered", "left", "years"),
    [
        (PartialDate(2024, 6, 17), None, 2),
        (PartialDate(2024, 6, 18), None, 1),
        (PartialDate(2026), None, 0),
        (PartialDate(2020), date(2023, 1, 1), 3),
    ],
)
def test_whole_years_on_the_list(entered: PartialDate, left: date | None, years: int) -> None:
    assert a_reserve(entered, left_on=left).whole_years(TODAY) == years


@given(
    st.dates(date(2000, 1, 1), TODAY), st.dates(date(2000, 1, 1), TODAY), st.dates(date(2000, 1, 1), TODAY)
)
def test_on_the_list_from_the_first_day_to_before_the_last(entered: date, left: date, day: date) -> None:
    reserve = a_reserve(PartialDate(entered.year, entered.month, entered.day), left_on=left)
    assert reserve.on_list(day) == (entered <= day < left)
