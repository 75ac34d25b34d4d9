"""Which time a unit has the same problem: by kind, else by the same words, within so many months."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.problem import ProblemState
from gzparty.domain.recurrence import Trace, earlier, kind_of, looked_through, months_before


def a_trace(number: int, found_on: date | None, **changes: object) -> Trace:
    plain = Trace(
        number, f"2026-{number:03d}", 7, "值班值守", f"漏记 {number}", found_on, ProblemState.CLOSED
    )
    return plain._replace(**changes)  # type: ignore[arg-type]


APRIL, JUNE = date(2026, 4, 10), date(2026, 6, 1)


def test_the_same_kind_in_the_same_unit_repeats_whatever_its_words() -> None:
    assert earlier([a_trace(2, JUNE), a_trace(1, APRIL)], 3) == {1: (), 2: (1,)}


@pytest.mark.parametrize(
    "changes",
    [
        {"unit_id": 8},
        {"category": "公务用车"},
        {"state": ProblemState.WITHDRAWN},
        {"found_on": None},
        {"found_on": date(2026, 3, 1)},
        {"found_on": date(2026, 6, 2)},
    ],
)
def test_another_unit_kind_time_or_what_was_withdrawn_is_no_repeat(changes: dict[str, object]) -> None:
    found = earlier([a_trace(1, APRIL)._replace(**changes), a_trace(2, JUNE)], 3)  # type: ignore[arg-type]
    assert found[2] == ()


def test_what_was_withdrawn_repeats_nothing_itself() -> None:
    assert 2 not in earlier([a_trace(1, APRIL), a_trace(2, JUNE, state=ProblemState.WITHDRAWN)], 3)


@pytest.mark.parametrize(
    ("text", "same"),
    [("值班记录，漏记２天。", True), (" 值班记录漏记 2 天", True), ("值班记录漏记 3 天", False)],
)
def test_without_a_kind_the_same_words_count_whatever_stands_between_them(text: str, same: bool) -> None:
    first = a_trace(1, APRIL, category="", text="值班记录漏记 2 天")
    second = a_trace(2, JUNE, category=" ", text=text)
    assert earlier([first, second], 3)[2] == ((1,) if same else ())


def test_a_kind_is_never_taken_for_a_text() -> None:
    assert kind_of("值班值守", "别的") != kind_of("", "值班值守")


def test_of_one_day_the_number_decides_which_came_first() -> None:
    assert earlier([a_trace(2, JUNE), a_trace(1, JUNE)], 3) == {1: (), 2: (1,)}


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2024, 5, 31), 3, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 6, 1), 36, date(2023, 6, 1)),
    ],
)
def test_months_before_is_the_same_day_or_the_last_there_is(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


@given(days=st.lists(st.dates(date(2025, 1, 1), date(2026, 12, 31)), max_size=12), months=st.integers(1, 12))
def test_nothing_repeats_what_came_later_or_lies_beyond_the_months(days: list[date], months: int) -> None:
    traces = {number: a_trace(number, day) for number, day in enumerate(days)}
    for problem_id, before in earlier(traces.values(), months).items():
        own = traces[problem_id].found_on
        assert own is not None
        for other in before:
            found = traces[other].found_on
            assert found is not None
            assert months_before(own, months) < found <= own


@given(
    st.lists(st.tuples(st.integers(1, 2), st.dates(date(2025, 1, 1), date(2026, 12, 31))), max_size=20),
    st.integers(1, 6),
)
def test_what_is_read_for_repeats_covers_every_window_and_no_day_twice(
    found: list[tuple[int, date]], months: int
) -> None:
    spans = looked_through(found, months)
    for unit_id, day in found:
        window = (months_before(day, months), day)
        inside = [span for span in spans if span.unit_id == unit_id]
        assert any(span.first <= window[0] and window[1] <= span.last for span in inside)
    for before, after in pairwise(spans):
        assert before.unit_id < after.unit_id or before.last < after.first
    assert {(span.unit_id, span.last) for span in spans} <= set(found)
