"""What a roster reminds of by itself: each rule's day, on both sides of it, and dates known in part."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.diagnostic import Level
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import UnitKind
from gzparty.domain.reminders import (
    Reminder,
    fifty_years,
    medal_day,
    medal_span,
    probation_ends,
    term_end,
    term_ends,
    term_years,
    years_after,
)
from gzparty.labels import sentence

TODAY = date(2026, 6, 17)
DAYS = st.dates(date(1950, 1, 1), date(2060, 12, 31))


def partial(text: str) -> PartialDate:
    return PartialDate.from_iso(text)


def due(reminder: Reminder | None) -> tuple[str, bool] | None:
    return (reminder.due_on.isoformat(), reminder.exact) if reminder else None


@pytest.mark.parametrize(
    ("kind", "years"),
    [
        (UnitKind.VILLAGE_BRANCH, 5),
        (UnitKind.COMMUNITY, 5),
        (UnitKind.TOWN_COMMITTEE, 5),
        (UnitKind.OFFICE_BRANCH, 3),
        (UnitKind.DEPARTMENT, 3),
        (UnitKind.OTHER, 3),
    ],
)
def test_a_term_is_five_years_in_villages_communities_and_towns_and_three_elsewhere(
    kind: UnitKind, years: int
) -> None:
    assert term_years(kind) == years


@pytest.mark.parametrize(
    ("elected", "years", "expected"),
    [
        ("2021-12-14", 5, ("2026-12-14", True)),
        ("2021-12-15", 5, None),
        ("2021-06-17", 5, ("2026-06-17", True)),
        ("2021-06-16", 5, ("2026-06-16", True)),
        ("2023-09-01", 3, ("2026-09-01", True)),
        ("2023-09-01", 5, None),
        ("2021-12", 5, ("2026-12-01", False)),
        ("2022", 5, None),
        ("2021", 5, ("2026-01-01", False)),
    ],
)
def test_a_term_is_reminded_of_half_a_year_before_its_end_and_until_the_next_is_noted(
    elected: str, years: int, expected: tuple[str, bool] | None
) -> None:
    assert due(term_ends(1, "东村党支部", partial(elected), years, TODAY)) == expected


@pytest.mark.parametrize(
    ("elected", "level", "said"),
    [
        ("2021-06-17", Level.NOTE, "本届任期 2026-06-17 届满，还有 0 天"),
        ("2021-06-16", Level.WARNING, "本届任期已于 2026-06-16 届满"),
        ("2021-06", Level.NOTE, "本届任期约 2026-06 届满"),
        ("2021-05", Level.WARNING, "本届任期已于 2026-05 届满"),
        ("2021", Level.NOTE, "本届任期约 2026 届满"),
    ],
)
def test_a_term_is_over_only_when_its_last_possible_day_is_past(
    elected: str, level: Level, said: str
) -> None:
    found = term_ends(1, "东村党支部", partial(elected), 5, TODAY)
    assert found is not None
    assert found.finding.level is level
    assert said in sentence(found.finding)
    assert "支部工作条例第21条" in sentence(found.finding)


@pytest.mark.parametrize(
    ("began", "expected"),
    [
        ("2025-06-18", ("2026-06-18", True)),
        ("2025-12-14", ("2026-12-14", True)),
        ("2025-12-15", None),
        ("2024-02-29", ("2025-02-28", True)),
        ("2025-07", ("2026-07-01", False)),
    ],
)
def test_probation_lasts_a_year(began: str, expected: tuple[str, bool] | None) -> None:
    assert due(probation_ends(1, "孙示例", partial(began), TODAY)) == expected


def test_a_probation_over_long_ago_is_still_reminded_of_with_its_article() -> None:
    found = probation_ends(1, "孙示例", partial("2022-09"), TODAY)
    assert found is not None
    assert sentence(found.finding) == ("孙示例 的预备期已于 2023-09 期满；请把转正或延长记上（党章第7条）。")


@pytest.mark.parametrize(
    ("joined", "expected"),
    [
        ("1976-07-01", ("2026-07-01", True)),
        ("1976-07-02", None),
        ("1975-07-02", ("2026-07-01", True)),
        ("1975-07-01", None),
        ("1976-03", ("2026-07-01", False)),
        ("1976-08", None),
        ("1976", ("2026-07-01", False)),
        ("1975", None),
    ],
)
def test_fifty_years_are_reached_by_the_first_of_july(joined: str, expected: tuple[str, bool] | None) -> None:
    assert due(fifty_years(1, "孙示例", partial(joined), TODAY)) == expected


@pytest.mark.parametrize(
    ("joined", "said"),
    [
        ("1976-03-05", "孙示例 1976-03-05 入党，到 7月1日 在党满 50 年"),
        ("1976-03", "孙示例 1976-03 入党，到 7月1日 在党满 50 年"),
        ("1976-07", "孙示例 约 1976-07 入党，到 7月1日 在党可能满 50 年；请核对入党日期。"),
    ],
)
def test_a_joining_date_known_in_part_is_doubted_only_where_the_day_matters(joined: str, said: str) -> None:
    found = fifty_years(1, "孙示例", partial(joined), TODAY)
    assert found is not None
    assert said in sentence(found.finding)


@pytest.mark.parametrize(
    ("joined", "medal"),
    [
        (date(1969, 4, 13), date(2020, 7, 1)),
        (date(1969, 4, 14), date(2019, 7, 1)),
        (date(1977, 8, 17), date(2028, 7, 1)),
        (date(1977, 8, 18), date(2029, 7, 1)),
        (date(1978, 7, 1), date(2029, 7, 1)),
        (date(1978, 7, 2), date(2030, 7, 1)),
    ],
)
def test_standing_counts_from_full_membership_a_year_after_joining_where_there_was_probation(
    joined: date, medal: date
) -> None:
    assert medal_day(joined) == medal


def test_the_day_after_the_medals_nobody_is_reminded_of_them() -> None:
    joined = partial("1976-07-01")
    assert fifty_years(1, "孙示例", joined, date(2026, 7, 1)) is not None
    assert fifty_years(1, "孙示例", joined, date(2026, 7, 2)) is None


@given(
    st.dates(date(1955, 1, 1), date(1999, 12, 31)),
    st.sampled_from([4, 7, 10]),
    st.dates(date(2010, 1, 1), date(2045, 12, 31)),
    st.integers(0, 800),
)
def test_whoever_gets_a_medal_is_looked_for_among_those_who_joined_in_its_span(
    joined: date, known: int, today: date, within: int
) -> None:
    text = joined.isoformat()[:known]
    span = medal_span(today, within)
    if fifty_years(1, "甲", partial(text), today, within) is not None:
        assert span is not None
        assert span[0] <= text <= span[1]


def test_the_span_of_medals_is_two_years_of_joining_and_none_long_before_the_day() -> None:
    assert medal_span(date(2026, 6, 17), 30) == ("1974-07", "1976-07-01")
    assert medal_span(date(2026, 7, 1), 0) == ("1974-07", "1976-07-01")
    assert medal_span(date(2026, 7, 2), 30) is None
    assert medal_span(date(2026, 5, 1), 30) is None


@given(DAYS, st.integers(1, 60))
def test_years_later_is_the_same_day_but_for_the_twenty_ninth_of_february(day: date, years: int) -> None:
    later = years_after(day, years)
    assert later.year == day.year + years
    assert (later.month, later.day) == (day.month, day.day) or (
        (day.month, day.day) == (2, 29) and (later.month, later.day) == (2, 28)
    )


@given(DAYS, st.integers(1, 10), st.integers(-400, 400))
def test_a_term_is_shown_exactly_in_its_last_half_year_and_after(
    elected: date, years: int, apart: int
) -> None:
    known = PartialDate(elected.year, elected.month, elected.day)
    today = term_end(known, years) - timedelta(days=apart)
    assert (term_ends(1, "村", known, years, today) is not None) == (apart <= 180)


@given(st.dates(date(1921, 7, 1), date(2040, 12, 31)))
def test_every_member_gets_one_medal_day_and_it_is_the_first_of_july_after_fifty_years(joined: date) -> None:
    day = medal_day(joined)
    assert (day.month, day.day) == (7, 1)
    assert years_after(joined, 50) <= day < years_after(joined, 52)


@given(st.dates(date(1960, 1, 1), date(1990, 12, 31)), st.dates(date(2010, 1, 1), date(2045, 12, 31)))
def test_a_date_known_in_part_never_reminds_later_than_the_whole_date(joined: date, today: date) -> None:
    whole = fifty_years(1, "甲", PartialDate(joined.year, joined.month, joined.day), today, 366)
    month = fifty_years(1, "甲", PartialDate(joined.year, joined.month), today - timedelta(days=366), 732)
    if whole is not None and month is not None:
        assert month.due_on <= whole.due_on
