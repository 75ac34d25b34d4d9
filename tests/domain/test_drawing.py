"""Drawing lots: whoever knows the seed can repeat the draw, and nobody is favoured."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.drawing import SEED_LIMIT, drawn, next_seed, passed_over

UIDS = st.text("0123456789abcdef", min_size=1, max_size=8)
POOLS = st.lists(UIDS, min_size=1, max_size=20, unique=True)
SEEDS = st.integers(0, SEED_LIMIT - 1)


@st.composite
def draws(draw: st.DrawFn) -> tuple[list[str], int, int]:
    """A pool, how many of it, and a seed."""
    pool = draw(POOLS)
    return pool, draw(st.integers(1, len(pool))), draw(SEEDS)


@given(draws(), st.randoms())
def test_a_draw_can_be_repeated_whatever_order_the_pool_has(
    case: tuple[list[str], int, int], chance: Random
) -> None:
    pool, count, seed = case
    shuffled = list(pool)
    chance.shuffle(shuffled)
    assert drawn(pool, count, seed) == drawn(shuffled, count, seed) == drawn(pool + pool, count, seed)


@given(draws())
def test_as_many_as_asked_are_drawn_of_the_pool_and_none_twice(case: tuple[list[str], int, int]) -> None:
    pool, count, seed = case
    found = drawn(pool, count, seed)
    assert len(found) == len(set(found)) == count
    assert set(found) <= set(pool)


@given(draws())
def test_drawing_one_more_keeps_those_drawn_before(case: tuple[list[str], int, int]) -> None:
    pool, count, seed = case
    assert drawn(pool, count, seed)[:-1] == (drawn(pool, count - 1, seed) if count > 1 else ())


@given(draws())
def test_a_unit_that_is_not_in_the_pool_changes_nobody_elses_chance(case: tuple[list[str], int, int]) -> None:
    """Leaving out one that was not drawn leaves the draw as it is."""
    pool, count, seed = case
    found = drawn(pool, count, seed)
    left = [uid for uid in pool if uid in found or uid == min(pool)]
    assert drawn(left, count, seed) == found


def test_every_unit_comes_about_as_often_as_any_other() -> None:
    pool = [f"u{number:06d}" for number in range(13)]
    counts = Counter(uid for seed in range(2000) for uid in drawn(pool, 4, seed))
    assert set(counts) == set(pool)
    assert all(500 < count < 730 for count in counts.values())  # 615 expected, deviation about 21


def test_the_draw_is_the_same_on_every_machine_and_in_every_version() -> None:
    """These are the lowest SHA-256 of "seed:uid"; whoever changes the rule makes every recorded draw unrepeatable."""
    pool = [f"u{number:06d}" for number in range(1, 14)]
    assert drawn(pool, 4, 20260617) == ("u000012", "u000009", "u000010", "u000007")


@given(draws(), st.data())
def test_whoever_was_taken_off_after_a_draw_is_named_unless_he_came_last(
    case: tuple[list[str], int, int], data: st.DataObject
) -> None:
    pool, count, seed = case
    found = drawn(pool, count, seed)
    kept = data.draw(st.sets(st.sampled_from(found)))
    off = passed_over(pool, kept, seed)
    assert not set(off) & kept
    assert set(off) <= set(found)
    if found[-1] in kept:
        assert set(off) == set(found) - kept


def test_nothing_is_passed_over_where_nothing_was_drawn() -> None:
    assert passed_over((), (), 1) == ()
    assert passed_over(("a", "b"), (), 1) == ()


@pytest.mark.parametrize(
    ("count", "seed", "code"),
    [
        (0, 1, "tour_draw_none"),
        (3, 1, "tour_draw_too_many"),
        (1, -1, "tour_seed_absurd"),
        (1, SEED_LIMIT, "tour_seed_absurd"),
    ],
)
def test_what_cannot_be_drawn_is_refused(count: int, seed: int, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        drawn(["a", "b"], count, seed)
    assert caught.value.diagnostics[0].code == code


def test_a_seed_tells_the_day_and_how_often_lots_were_drawn() -> None:
    today = date(2026, 6, 17)
    first = next_seed(today, None)
    second = next_seed(today, first)
    assert (first, second, next_seed(today, second)) == (20260617, 2026061702, 2026061703)
    assert next_seed(date(2026, 6, 18), second) == 20260618
    assert next_seed(today, 7) == 20260617
