"""Cells of sheets of meetings: days with their hours, head counts, who was away."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.meeting_cells import Moment, read_count, read_moment

TODAY = date(2026, 6, 17)
JUNE_15 = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-06-15", Moment(JUNE_15)),
        (date(2026, 6, 15), Moment(JUNE_15)),
        (datetime(2026, 6, 15), Moment(JUNE_15)),
        (datetime(2026, 6, 15, 19, 30), Moment(JUNE_15, time(19, 30))),
        ("2026.6.15 19:00", Moment(JUNE_15, time(19))),
        ("2026-06-15 19:00:00", Moment(JUNE_15, time(19))),
        ("2026年6月15日19:00", Moment(JUNE_15, time(19))),
        ("2026年6月15日 下午3点", Moment(JUNE_15, time(15))),
        ("2026年6月15日（周一）晚上7点半", Moment(JUNE_15, time(19, 30))),
        ("2026-06-15 19:00-21:00", Moment(JUNE_15, time(19), time(21))),
        ("2026年6月15日上午9时至11时20分", Moment(JUNE_15, time(9), time(11, 20))),
        ("２０２６-０６-１５　１９：００", Moment(JUNE_15, time(19))),
        ("20260615", Moment(JUNE_15)),
    ],
)
def test_a_moment_is_read_as_it_is_written(value: object, expected: Moment) -> None:
    reading = read_moment(value, TODAY)  # type: ignore[arg-type]
    assert (reading.value, reading.finding) == (expected, None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("6月15日", "moment_without_year"),
        ("6.15", "moment_without_year"),
        ("晚上", None),
        ("2026年6月", "moment_unreadable"),
        ("2026-06-15 25:00", "moment_unreadable"),
        ("2026-06-15 19:00-18:00", "moment_unreadable"),
        ("2月30日", "moment_unreadable"),
        ("#REF!", "cell_is_error"),
    ],
)
def test_what_is_no_whole_moment_is_asked_about_or_refused(text: str, code: str | None) -> None:
    reading = read_moment(text, TODAY)
    assert reading.finding is not None
    if code:
        assert reading.finding.code == code


def test_a_day_without_its_year_offers_the_latest_one_that_is_past() -> None:
    assert read_moment("6月15日", TODAY).repairs == ("2026-06-15",)
    assert read_moment("12月20日", TODAY).repairs == ("2025-12-20",)


@pytest.mark.parametrize(
    ("value", "count"), [("19", 19), (19.0, 19), ("19人", 19), ("１９", 19), ("", None), (None, None)]
)
def test_a_head_count_is_a_number(value: object, count: int | None) -> None:
    assert read_count(value).value == count  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["十九", "-3", "19.5", "约20人", "99999"])
def test_what_is_no_count_is_refused_and_never_rounded(text: str) -> None:
    reading = read_count(text)
    assert reading.value is None
    assert reading.finding is not None
    assert reading.finding.code == "count_unreadable"


@given(st.text(max_size=40))
def test_no_text_breaks_a_reading(text: str) -> None:
    read_moment(text, TODAY)
    read_count(text)
