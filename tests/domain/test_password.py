"""A password that is too weak is refused or advised against, and wrong tries slow the next one down."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain import password
from gzparty.domain.password import Tries

NOW = datetime(2026, 6, 17, 9, 0)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12345", "password_short"),
        ("x" * 129, "password_long"),
        (" guanzhuang", "password_blanks"),
        ("guan\tzhuang", "password_blanks"),
        ("guanzhuang1", None),
    ],
)
def test_what_cannot_be_a_password_is_said(typed: str, code: str | None) -> None:
    found = password.problem(typed)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("abc123", "password_better_longer"),
        ("13800138", "password_only_digits"),
        ("abababab", "password_repeats"),
        ("官庄镇2026年夏天", "password_not_ascii"),
        ("guanzhuang7", None),
    ],
)
def test_what_would_make_it_better_is_said(typed: str, code: str | None) -> None:
    found = password.advice(typed)
    assert (found.code if found else None) == code


def test_three_slips_are_free_then_the_pause_doubles_up_to_a_minute() -> None:
    assert [password.pause(wrong) for wrong in range(11)] == [0, 0, 0, 0, 2, 4, 8, 16, 32, 60, 60]


def test_the_pause_runs_out() -> None:
    tries = Tries(5, NOW)
    assert tries.seconds_left(NOW) == 4
    assert tries.seconds_left(NOW + timedelta(seconds=1.5)) == 3
    assert tries.seconds_left(NOW + timedelta(seconds=4)) == 0


def test_a_clock_set_back_locks_nobody_out() -> None:
    assert Tries(9, NOW).seconds_left(NOW - timedelta(days=1)) == 0


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_nobody_waits_longer_than_a_minute(wrong: int, later: int) -> None:
    tries = Tries(wrong, NOW)
    assert 0 <= tries.seconds_left(NOW + timedelta(seconds=later)) <= password.LONGEST_PAUSE
