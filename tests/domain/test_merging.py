"""Two records of one person: which fact stays, and one membership a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.merging import Side, differences, merged, remaining
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import Interval
from tests.builders import a_person

FIRST = date(2020, 1, 1)
DAYS = st.none() | st.integers(1, 60).map(lambda n: FIRST + timedelta(days=n))
INTERVALS = st.builds(Interval, DAYS, DAYS)


def test_gaps_are_filled_and_the_more_exact_date_stays() -> None:
    source = a_person("张三示例", phone="13800000000", birth=PartialDate(1970, 5, 3), note="流动")
    target = a_person("张三示例", sex="male", birth=PartialDate(1970, 5), note="组长")
    kept = merged(source, target, {})
    assert (kept.uid, kept.phone, kept.sex, str(kept.birth), kept.note) == (
        target.uid,
        "13800000000",
        "male",
        "1970-05-03",
        "组长；流动",
    )
    assert differences(source, target) == ()


@pytest.mark.parametrize(("side", "phone"), [(Side.SOURCE, "13800000000"), (Side.TARGET, "13900000000")])
def test_the_chosen_value_of_a_differing_fact_stays(side: Side, phone: str) -> None:
    source = a_person("张三示例", phone="13800000000", sex="male")
    target = a_person("张三示例", phone="13900000000", sex="male")
    (found,) = differences(source, target)
    assert (found.field, found.source, found.target, found.chosen) == (
        "phone",
        "13800000000",
        "13900000000",
        Side.TARGET,
    )
    assert merged(source, target, {"phone": side}).phone == phone


@given(INTERVALS, st.lists(INTERVALS, max_size=3))
def test_what_remains_of_an_interval_is_exactly_the_days_nobody_else_takes(
    held: Interval, taken: list[Interval]
) -> None:
    pieces = remaining(held, taken)
    for number in range(-3, 66):
        day = FIRST + timedelta(days=number)
        wanted = day in held and not any(day in other for other in taken)
        assert sum(day in piece for piece in pieces) == wanted
