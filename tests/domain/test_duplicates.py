"""Records of one name that may be one person."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.duplicates import alike, may_be_one
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import Person
from tests.builders import a_person

DATES = st.sampled_from(
    [None, PartialDate(1970), PartialDate(1970, 5), PartialDate(1970, 6), PartialDate(1971, 5, 1)]
)
PHONES = st.sampled_from(["", "13800000001", "13800000002"])
UNITS = st.sets(st.integers(1, 3), max_size=2)


@st.composite
def groups(draw: st.DrawFn) -> tuple[list[Person], dict[int, set[int]]]:
    """Namesakes with facts that often coincide, and where they belong."""
    people = [
        a_person(id=number, birth=draw(DATES), joined=draw(DATES), phone=draw(PHONES))
        for number in range(1, draw(st.integers(0, 7)) + 1)
    ]
    return people, {person.id: draw(UNITS) for person in people}


@given(groups())
def test_looking_only_at_those_who_share_something_misses_nobody(
    drawn: tuple[list[Person], dict[int, set[int]]],
) -> None:
    group, units = drawn
    every = [
        (one.id, other.id)
        for one, other in combinations(group, 2)
        if may_be_one(one, other, bool(units[one.id] & units[other.id]))
    ]
    assert [(one.id, other.id) for one, other in alike(group, units)] == every


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, True),
        ({"birth": PartialDate(1970, 5)}, True),
        ({"birth": PartialDate(1970, 6)}, False),
        ({"birth": PartialDate(1970), "phone": "13900000000"}, False),
        ({"phone": "13800000001"}, True),
        ({"joined": PartialDate(1999)}, False),
    ],
)
def test_one_name_is_one_person_only_with_something_for_it_and_nothing_against(
    facts: dict[str, Any], expected: bool
) -> None:
    known = a_person(id=1, birth=PartialDate(1970, 5), phone="13800000001")
    found = list(alike([known, a_person(id=2, **facts)], {1: {7}, 2: {8}}))
    assert bool(found) is expected
