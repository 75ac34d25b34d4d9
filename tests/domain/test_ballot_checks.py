"""Whatever is let through of a round of voting could have happened."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.ballot_checks import FIGURES, Poll, check_ballot, check_complete
from gzparty.domain.diagnostic import Level
from gzparty.domain.selection import Method
from tests.selections import CLOSED, VOTED, a_ballot, a_category, a_nomination, a_selection, lines_of

TODAY = date(2026, 6, 17)
NOMINATIONS = [a_nomination(1), a_nomination(2), a_nomination(3, 2)]
figure = st.none() | st.integers(-2, 12)
figures = st.fixed_dictionaries(dict.fromkeys(FIGURES, figure))


def poll(choices: int = 1, **changes: Any) -> Poll:
    categories = [a_category(choices=choices), a_category(2)]
    return Poll(a_selection(**changes), categories, NOMINATIONS, {1: choices, 2: 1})


def errors(*found: Any) -> list[str]:
    return [one.code for findings in found for one in findings if one.level is Level.ERROR]


@given(figures, st.dictionaries(st.integers(1, 3), figure), st.integers(1, 3))
def test_votes_that_are_let_through_fit_on_the_ballots(
    told: dict[str, Any], votes: dict[int, int | None], choices: int
) -> None:
    ballot, lines = a_ballot(**told), lines_of(votes)
    if errors(check_ballot(ballot, lines, poll(choices), TODAY)):
        return
    entered = [value for name in FIGURES if (value := told[name]) is not None]
    assert all(later <= earlier for earlier, later in pairwise(entered))
    assert all(value >= 0 for value in entered)
    counted = {number: value for number, value in votes.items() if value is not None}
    assert all(value >= 0 for value in counted.values())
    if ballot.valid is not None:
        assert all(value <= ballot.valid for value in counted.values())
        assert counted.get(1, 0) + counted.get(2, 0) <= ballot.valid * choices


@given(
    st.integers(0, 6),
    st.dictionaries(st.integers(1, 3), st.lists(st.integers(-5, 1100), max_size=7)),
    st.booleans(),
)
def test_scores_that_are_let_through_could_have_been_given(
    valid: int, scores: dict[int, list[int]], drop: bool
) -> None:
    ballot, lines = a_ballot(valid=valid), lines_of(scores)
    scored = poll(method=Method.SCORE, drop_extremes=drop)
    if errors(check_ballot(ballot, lines, scored, TODAY)):
        return
    assert all(0 <= score <= 1000 for told in scores.values() for score in told)
    assert all(len(told) <= valid for told in scores.values())
    complete = not errors(check_complete(ballot, lines, scored))
    assert complete == (valid == 0 or [len(scores.get(one, ())) for one in (1, 2, 3)] == [valid] * 3)


@given(st.dates(date(2026, 6, 1), date(2026, 7, 1)))
def test_the_day_lies_between_the_closing_and_today(held_on: date) -> None:
    found = errors(check_ballot(a_ballot(held_on=held_on), (), poll(), TODAY))
    assert (found == []) == (CLOSED <= held_on <= TODAY)


@given(figures, st.dictionaries(st.integers(1, 3), figure))
def test_a_count_is_complete_when_every_figure_and_everybody_is_there(
    told: dict[str, Any], votes: dict[int, int | None]
) -> None:
    found = errors(check_complete(a_ballot(**told), lines_of(votes), poll()))
    missing = sum(value is None for value in told.values())
    missing += sum(votes.get(number) is None for number in (1, 2, 3))
    assert len(found) == missing


def test_a_second_round_is_checked_against_its_seats() -> None:
    second = Poll(a_selection(), [a_category()], NOMINATIONS, {1: 1}, {1, 2}, VOTED)
    assert errors(check_ballot(a_ballot(2), lines_of({1: 20, 2: 6}), second, TODAY)) == ["ballot_sum_over"]
    assert errors(check_ballot(a_ballot(2), lines_of({1: 20, 3: 2}), second, TODAY)) == [
        "ballot_line_not_tied"
    ]
    assert [one.id for one in second.voted_on] == [1, 2]
