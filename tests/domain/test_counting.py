"""Counting ballots: what a clerk would reckon by hand, and what holds of any count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.counting import Standing, Tally, needs_second_round, tally
from gzparty.domain.selection import Category, Decision, Method, TieRule
from gzparty.services.selection_views import RoundView
from tests.selections import a_category, a_nomination, a_round

Figures = Mapping[int, Any]


def counted(
    figures: Figures,
    second: Figures | None = None,
    *,
    quota: int = 1,
    rule: TieRule = TieRule.SECOND_ROUND,
    method: Method = Method.COUNT,
    drop: bool = False,
    last: Mapping[int, str] | None = None,
    gone: Sequence[int] = (),
) -> Tally:
    rounds = [a_round(figures)] if second is None else [a_round(figures), a_round(second, 2)]
    nominations = [
        a_nomination(number, withdrawn_on=date(2026, 6, 12) if number in gone else None)
        for number in range(1, 9)
    ]
    return tally(method, drop, rule, [a_category(quota=quota)], nominations, rounds, last or {})


def order(found: Tally) -> list[tuple[int, int]]:
    return [(one.nomination_id, one.rank) for one in found.categories[0].standings]


def front(found: Tally) -> list[int]:
    return [one.nomination_id for one in found.categories[0].standings if one.in_front]


def tied(found: Tally) -> list[int]:
    return [one.nomination_id for one in found.tied]


def the(found: Tally, number: int) -> Standing:
    standing = found.standing(number)
    assert standing is not None
    return standing


def test_who_has_most_votes_is_in_front_with_the_share_of_valid_ballots() -> None:
    found = counted({1: 5, 2: 14, 3: 0})
    assert order(found) == [(2, 1), (1, 2), (3, 3)]
    assert front(found) == [2]
    assert the(found, 2).share == Fraction(14, 25)
    assert (the(found, 2).votes, the(found, 2).score) == (14, None)


def test_equals_share_a_rank_and_the_next_is_counted_on() -> None:
    found = counted({1: 9, 2: 5, 3: 5, 4: 2})
    assert order(found) == [(1, 1), (2, 2), (3, 2), (4, 4)]
    assert tied(found) == []


def test_equals_within_the_quota_are_no_tie() -> None:
    found = counted({1: 9, 2: 9, 3: 2}, quota=2)
    assert (front(found), tied(found), found.categories[0].open_seats) == ([1, 2], [], 0)


def test_equals_at_the_last_place_leave_its_seats_open() -> None:
    found = counted({1: 9, 2: 5, 3: 5, 4: 5, 5: 1}, quota=3)
    assert (front(found), tied(found), found.categories[0].open_seats) == ([1], [2, 3, 4], 2)
    assert needs_second_round(TieRule.SECOND_ROUND, found)
    assert not needs_second_round(TieRule.COMMITTEE, found)


def test_a_second_round_puts_its_equals_in_order_and_leaves_the_others_where_they_were() -> None:
    found = counted({1: 9, 2: 5, 3: 5, 4: 4}, {2: 10, 3: 15}, quota=2)
    assert order(found) == [(1, 1), (3, 2), (2, 3), (4, 4)]
    assert (front(found), tied(found), found.round) == ([1, 3], [], 2)
    assert the(found, 3).votes == 5


def test_equals_of_a_second_round_go_to_the_committee() -> None:
    found = counted({1: 8, 2: 8, 3: 8}, {1: 9, 2: 9, 3: 7})
    assert (tied(found), found.categories[0].open_seats) == ([1, 2], 1)
    assert not needs_second_round(TieRule.SECOND_ROUND, found)


def test_a_second_round_counts_once_every_equal_has_its_figure() -> None:
    assert tied(counted({1: 8, 2: 8}, {1: 9, 2: None})) == [1, 2]


def test_a_second_round_decides_nothing_where_the_committee_is_the_rule() -> None:
    assert tied(counted({1: 8, 2: 8}, {1: 9, 2: 3}, rule=TieRule.COMMITTEE)) == [1, 2]


def test_who_was_chosen_longest_ago_goes_first_and_who_never_was_before_them() -> None:
    last = {1: "2026-02", 2: "2025-11"}
    longest: dict[str, Any] = {"rule": TieRule.LONGEST_AGO, "last": last}
    assert front(counted({1: 8, 2: 8}, **longest)) == [2]
    assert front(counted({1: 8, 2: 8, 3: 8}, **longest)) == [3]
    assert order(counted({1: 8, 2: 8, 3: 8}, **longest)) == [(3, 1), (2, 2), (1, 3)]


def test_those_who_never_were_chosen_stay_equal() -> None:
    found = counted({1: 8, 3: 8, 4: 8}, rule=TieRule.LONGEST_AGO, last={1: "2026-02"})
    assert (tied(found), order(found)) == ([3, 4], [(3, 1), (4, 1), (1, 3)])


def test_nobody_is_in_front_without_a_vote() -> None:
    assert front(counted({1: 7, 2: 0}, quota=2)) == [1]
    assert (front(counted({1: 0, 2: 0})), tied(counted({1: 0, 2: 0}))) == ([], [])


def test_unopposed_is_in_front() -> None:
    assert front(counted({1: 3}, quota=2)) == [1]


def test_without_valid_ballots_there_is_no_share() -> None:
    found = tally(
        Method.COUNT,
        False,
        TieRule.COMMITTEE,
        [a_category()],
        [a_nomination(1)],
        [a_round({1: 0}, valid=0)],
        {},
    )
    assert (the(found, 1).share, front(found)) == (None, [])


def test_what_is_not_entered_does_not_count() -> None:
    found = counted({1: None, 2: 3, 3: None})
    assert order(found) == [(2, 1)]
    assert found.standing(1) is None


def test_nothing_is_counted_without_a_round_or_without_nominees() -> None:
    nothing = tally(Method.COUNT, False, TieRule.COMMITTEE, [a_category()], [], [], {})
    assert (nothing.round, nothing.categories[0].standings) == (0, ())
    nobody = tally(Method.COUNT, False, TieRule.COMMITTEE, [a_category()], [], [a_round({})], {})
    assert (nobody.round, nobody.tied) == (1, ())


def test_each_category_is_counted_for_itself() -> None:
    categories = [a_category(2, title="服务"), a_category(1, quota=2, title="担当")]
    nominations = [a_nomination(1), a_nomination(2), a_nomination(3, 2), a_nomination(4, 2)]
    rounds = [a_round({1: 2, 2: 1, 3: 9, 4: 8})]
    found = tally(Method.COUNT, False, TieRule.COMMITTEE, categories, nominations, rounds, {})
    assert [one.category_id for one in found.categories] == [1, 2]
    assert [[s.nomination_id for s in one.standings if s.in_front] for one in found.categories] == [
        [1, 2],
        [3],
    ]


def test_who_withdrew_before_the_decision_keeps_the_rank_and_leaves_the_seat() -> None:
    found = counted({1: 9, 2: 5, 3: 1}, gone=[1])
    assert (order(found), front(found)) == ([(1, 1), (2, 2), (3, 3)], [2])


def test_an_equal_who_withdrew_leaves_no_tie() -> None:
    found = counted({1: 5, 2: 5}, gone=[1])
    assert (front(found), tied(found)) == ([2], [])


def test_who_fell_out_after_being_chosen_keeps_what_the_vote_gave() -> None:
    withdrawn = a_nomination(1, withdrawn_on=date(2026, 6, 20), decision=Decision.CHOSEN)
    struck = a_nomination(2, struck_on=date(2026, 6, 23), decision=Decision.CHOSEN)
    rounds = [a_round({1: 9, 2: 5, 3: 5})]
    found = tally(
        Method.COUNT,
        False,
        TieRule.COMMITTEE,
        [a_category(quota=2)],
        [withdrawn, struck, a_nomination(3)],
        rounds,
        {},
    )
    assert (front(found), tied(found)) == ([1], [2, 3])


def test_scores_are_averaged_exactly() -> None:
    scores = {1: [905, 900, 900], 2: [902, 902, 901], 3: [1000, 800, 905]}
    found = counted(scores, method=Method.SCORE, quota=2)
    assert the(found, 1).score == the(found, 2).score == the(found, 3).score == Fraction(2705, 30)
    assert tied(found) == [1, 2, 3]


def test_the_highest_and_the_lowest_score_are_dropped_once_each() -> None:
    found = counted({1: [1000, 1000, 900, 800, 0]}, method=Method.SCORE, drop=True)
    assert the(found, 1).score == 90
    assert (the(found, 1).scores, the(found, 1).dropped) == (3, 2)


def test_of_four_scores_none_is_dropped() -> None:
    found = counted({1: [1000, 900, 800, 0]}, method=Method.SCORE, drop=True)
    assert (the(found, 1).score, the(found, 1).scores, the(found, 1).dropped) == (Fraction(675, 10), 4, 0)


def test_scores_put_the_equals_of_a_second_round_in_order() -> None:
    first, second = {1: [900, 900], 2: [950, 850]}, {1: [800, 900], 2: [900, 900]}
    assert front(counted(first, second, method=Method.SCORE)) == [2]


votes = st.dictionaries(st.integers(1, 8), st.integers(0, 30), min_size=1, max_size=8)
quotas = st.integers(1, 9)
rules = st.sampled_from(TieRule)
months = st.dictionaries(st.integers(1, 8), st.sampled_from(["2025-11", "2026-01", "2026-02"]))


@given(votes, quotas, rules, months)
def test_no_vote_is_lost_and_seats_are_given_to_as_many_as_were_voted_for(
    figures: dict[int, int], quota: int, rule: TieRule, last: dict[int, str]
) -> None:
    found = counted(figures, quota=quota, rule=rule, last=last)
    (category,) = found.categories
    assert sum(one.votes or 0 for one in category.standings) == sum(figures.values())
    supported = sum(1 for told in figures.values() if told)
    assert len(front(found)) + category.open_seats == min(quota, supported)
    assert len(tied(found)) > category.open_seats or not tied(found)


@given(votes, quotas, rules, months)
def test_ranks_follow_the_votes(
    figures: dict[int, int], quota: int, rule: TieRule, last: dict[int, str]
) -> None:
    standings = counted(figures, quota=quota, rule=rule, last=last).categories[0].standings
    told = [one.votes or 0 for one in standings]
    assert told == sorted(told, reverse=True)
    for place, one in enumerate(standings, 1):
        assert one.rank <= place
        assert one.rank == place or standings[place - 2].rank == one.rank
    seated = [one.in_front for one in standings]
    assert seated == sorted(seated, reverse=True)


@given(votes, quotas, rules, months, st.randoms())
def test_the_order_in_which_lines_were_typed_tells_nothing(
    figures: dict[int, int], quota: int, rule: TieRule, last: dict[int, str], random: Any
) -> None:
    keys = list(figures)
    random.shuffle(keys)
    shuffled = {key: figures[key] for key in keys}
    arguments: dict[str, Any] = {"quota": quota, "rule": rule, "last": last}
    assert counted(figures, **arguments) == counted(shuffled, **arguments)


@given(
    st.dictionaries(st.integers(1, 8), st.lists(st.integers(0, 1000), min_size=1, max_size=12), min_size=1),
    st.booleans(),
    st.randoms(),
)
def test_scores_in_another_order_count_the_same(
    scores: dict[int, list[int]], drop: bool, random: Any
) -> None:
    other = {key: random.sample(told, len(told)) for key, told in scores.items()}
    found = counted(scores, method=Method.SCORE, drop=drop)
    assert found == counted(other, method=Method.SCORE, drop=drop)
    for number, told in scores.items():
        standing = the(found, number)
        assert standing.scores + standing.dropped == len(told)
        assert standing.score is not None
        assert Fraction(min(told), 10) <= standing.score <= Fraction(max(told), 10)


@pytest.mark.parametrize("rule", list(TieRule))
def test_rounds_count_in_their_order_however_they_are_given(rule: TieRule) -> None:
    rounds: list[RoundView] = [a_round({1: 8, 2: 8}), a_round({1: 9, 2: 3}, 2)]
    categories: list[Category] = [a_category()]
    nominations = [a_nomination(1), a_nomination(2)]
    forward, backward = (
        tally(Method.COUNT, False, rule, categories, nominations, given, {})
        for given in (rounds, rounds[::-1])
    )
    assert forward == backward
