"""Deadlines as they are stored, and which version of a duty decides which period."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.duty import Deadline, Duty, Scope, decides_from, in_force, takes_over, workday_before
from gzparty.domain.duty_rules import check_duty, check_from
from gzparty.domain.period import Every, Period
from gzparty.labels.duty import deadline_hint
from tests.domain.due_cases import HOLIDAY, MEETING, deadlines

RHYTHMS = (Every.MONTH, Every.QUARTER, Every.YEAR)
YEARS = range(2023, 2030)


@pytest.mark.parametrize(
    ("text", "period", "day"),
    [
        ("end", "2026-06", date(2026, 6, 30)),
        ("15", "2026-06", date(2026, 6, 15)),
        ("31", "2026-06", date(2026, 6, 30)),
        ("30", "2026-02", date(2026, 2, 28)),
        ("29", "2024-02", date(2024, 2, 29)),
        ("end", "2024-02", date(2024, 2, 29)),
        ("15", "2026-Q2", date(2026, 6, 15)),
        ("end", "2026-Q1", date(2026, 3, 31)),
        ("+1-5", "2026-06", date(2026, 7, 5)),
        ("+1-5", "2026-12", date(2027, 1, 5)),
        ("+1-5", "2026-Q4", date(2027, 1, 5)),
        ("+3-end", "2026", date(2027, 3, 31)),
        ("+2-end", "2027", date(2028, 2, 29)),
        ("end", "2026", date(2026, 12, 31)),
    ],
)
def test_a_deadline_falls_on_a_day_of_its_period_or_of_a_month_after(
    text: str, period: str, day: date
) -> None:
    deadline = Deadline.parse(text)
    assert deadline is not None
    assert deadline.falls_on(Period.parse(period)) == day
    assert deadline.text == text


@pytest.mark.parametrize(
    ("times", "last_days"), [(1, [30]), (2, [15, 30]), (3, [15, 30, 30]), (4, [15, 15, 30, 30])]
)
def test_by_halves_the_first_times_of_a_month_end_sooner_than_the_last(
    times: int, last_days: list[int]
) -> None:
    half = Deadline.parse("half")
    assert half is not None
    june = Period.of_month(2026, 6)
    found = [half.falls_on_time(june, ordinal, times).day for ordinal in range(1, times + 1)]
    assert found == last_days
    end = Deadline.parse("end")
    assert end is not None
    assert {end.falls_on_time(june, ordinal, times).day for ordinal in range(1, times + 1)} == {30}


def test_workdays_and_the_life_day_are_no_days_of_the_calendar() -> None:
    after, life = Deadline.parse("3w"), Deadline.parse("life_day")
    assert after is not None
    assert after.workdays == 3
    assert life is not None
    assert life.by_life_day
    assert Deadline.parse("") is None


@pytest.mark.parametrize("text", ["0", "32", "+1-32", "0w", "15日", "+-5", "-1", "life", "end+1", "3 w"])
def test_what_is_no_deadline_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        Deadline.parse(text)


def test_the_hint_names_the_last_workday_before_a_deadline_on_a_day_off() -> None:
    assert workday_before(date(2026, 7, 18), HOLIDAY) == date(2026, 7, 17)
    assert workday_before(date(2026, 6, 20), HOLIDAY) == date(2026, 6, 18)
    assert workday_before(date(2026, 7, 17), HOLIDAY) is None
    assert workday_before(date(2026, 2, 28), WorkCalendar()) == date(2026, 2, 27)


def test_the_hint_says_which_day_off_it_is() -> None:
    assert deadline_hint(date(2026, 7, 18), HOLIDAY) == "7月18日是周六，之前最后一个工作日是 7月17日 周五"
    assert (
        deadline_hint(date(2026, 6, 20), HOLIDAY) == "6月20日是端午节假期，之前最后一个工作日是 6月18日 周四"
    )
    assert deadline_hint(date(2026, 7, 17), HOLIDAY) == ""


def version(valid_from: date, every: Every = Every.MONTH, **changes: object) -> Duty:
    return replace(MEETING, valid_from=valid_from, every=every, **changes)  # type: ignore[arg-type]


def codes(*versions: Duty, year: int = 2026) -> list[str]:
    return [period.code for _duty, period in in_force(versions, year)]


def test_a_new_version_decides_from_its_first_whole_period_on() -> None:
    old, new = version(date.min), version(date(2026, 5, 10), times=2)
    found = {period.code: duty.times for duty, period in in_force([new, old], 2026)}
    assert found == {f"2026-{month:02d}": 1 if month < 6 else 2 for month in range(1, 13)}
    assert decides_from([old, new], new) == date(2026, 6, 1)


def test_monthly_becomes_quarterly_at_the_next_quarter_and_back_at_its_end() -> None:
    monthly, quarterly = version(date.min), version(date(2026, 2, 1), Every.QUARTER)
    again = version(date(2026, 8, 1))
    assert codes(monthly, quarterly, again) == [
        *("2026-01", "2026-02", "2026-03"),
        *("2026-Q2", "2026-Q3"),
        *("2026-10", "2026-11", "2026-12"),
    ]


def test_a_duty_of_the_office_is_first_asked_for_the_whole_period_after_it_began() -> None:
    assert codes(version(date(2026, 10, 2))) == ["2026-11", "2026-12"]
    assert codes(version(date(2026, 10, 1), Every.QUARTER)) == ["2026-Q4"]
    assert codes(version(date(2026, 2, 1), Every.YEAR)) == []


def test_a_version_that_still_waits_for_its_year_gives_way_to_a_newer_one() -> None:
    monthly, yearly = version(date.min), version(date(2026, 2, 1), Every.YEAR)
    back = version(date(2026, 3, 1), times=2)
    assert codes(monthly, yearly, back) == [f"2026-{month:02d}" for month in range(1, 13)]
    assert decides_from([monthly, yearly, back], yearly) is None
    assert [duty.times for duty, _period in in_force([monthly, yearly, back], 2026)][1:4] == [1, 2, 2]


def test_a_version_in_between_keeps_the_month_it_decides_before_a_quarterly_one() -> None:
    versions = (
        version(date.min),
        version(date(2026, 5, 10), times=2),
        version(date(2026, 5, 20), Every.QUARTER),
    )
    assert codes(*versions)[4:] == ["2026-05", "2026-06", "2026-Q3", "2026-Q4"]


@pytest.mark.parametrize(
    ("before", "after", "wanted", "first"),
    [
        (Every.MONTH, Every.MONTH, date(2026, 6, 1), date(2026, 6, 1)),
        (Every.MONTH, Every.MONTH, date(2026, 6, 2), date(2026, 7, 1)),
        (Every.MONTH, Every.QUARTER, date(2026, 6, 1), date(2026, 7, 1)),
        (Every.QUARTER, Every.YEAR, date(2026, 4, 1), date(2027, 1, 1)),
        (Every.YEAR, Every.MONTH, date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_rhythms_change_where_a_period_of_both_begins(
    before: Every, after: Every, wanted: date, first: date
) -> None:
    assert takes_over(before, after, wanted) == first


VERSIONS = st.lists(
    st.builds(
        version,
        st.dates(date(2023, 1, 1), date(2028, 12, 31)),
        st.sampled_from(RHYTHMS),
        times=st.integers(1, 3),
        stopped=st.booleans(),
    ),
    unique_by=lambda duty: duty.valid_from,
    max_size=6,
).map(lambda later: [version(date.min), *later])


@given(VERSIONS)
def test_every_day_lies_in_exactly_one_period_whatever_the_history_of_a_rule(versions: list[Duty]) -> None:
    owed = [period for year in YEARS for _duty, period in in_force(versions, year)]
    owed.sort()
    assert (owed[0].first, owed[-1].last) == (date(2023, 1, 1), date(2029, 12, 31))
    for earlier, later in itertools.pairwise(owed):
        assert later.first == earlier.last + timedelta(days=1)


@given(VERSIONS, st.dates(date(2023, 1, 1), date(2028, 12, 31)), st.sampled_from(RHYTHMS))
def test_a_new_version_leaves_every_period_begun_before_it_as_it_was(
    versions: list[Duty], start: date, every: Every
) -> None:
    latest = max(duty.valid_from for duty in versions)
    new = version(max(start, latest + timedelta(days=1)), every, times=3)
    before = {
        (period.code, duty)
        for year in YEARS
        for duty, period in in_force(versions, year)
        if period.first < new.valid_from
    }
    after = {
        (period.code, duty)
        for year in YEARS
        for duty, period in in_force([*versions, new], year)
        if period.first < new.valid_from
    }
    assert before == after


@given(VERSIONS)
def test_no_version_decides_before_its_day(versions: list[Duty]) -> None:
    for year in YEARS:
        for duty, period in in_force(versions, year):
            assert duty.valid_from <= period.first


@given(VERSIONS)
def test_the_order_in_which_versions_are_given_does_not_matter(versions: list[Duty]) -> None:
    for year in YEARS:
        assert Counter(in_force(versions, year)) == Counter(in_force(versions[::-1], year))


@pytest.mark.parametrize(
    ("duty", "code"),
    [
        (deadlines("15", title=" "), "duty_title_missing"),
        (deadlines("15", record="party"), "duty_record_unknown"),
        (deadlines("15", scope=Scope.PICKED), "duty_is_errand"),
        (deadlines("15", every=Every.ONCE), "duty_is_errand"),
        (deadlines("15", times=0), "duty_times_absurd"),
        (deadlines("15", times=32), "duty_times_absurd"),
        (deadlines("3w"), "duty_held_after_itself"),
        (deadlines("half"), "duty_halves_not_monthly"),
        (deadlines("half", times=2, every=Every.QUARTER), "duty_halves_not_monthly"),
        (deadlines("end", "half", times=2), "duty_reported_by_halves"),
        (deadlines("+1-5"), "duty_held_beyond_period"),
        (deadlines("+1-5", every=Every.QUARTER), "duty_held_beyond_period"),
        (deadlines("+12-5", every=Every.YEAR), "duty_held_beyond_period"),
        (deadlines("life_day", scope=Scope.TOWN), "duty_without_life_day"),
        (deadlines("life_day", every=Every.YEAR), "duty_without_life_day"),
        (deadlines("15", "life_day"), "duty_without_life_day"),
        (deadlines("end", "20"), "duty_reported_before_held"),
        (deadlines("15", "10"), "duty_reported_before_held"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_duty_nobody_could_owe_is_refused(duty: Duty, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_duty(duty)
    assert caught.value.diagnostics[0].code == code


@pytest.mark.parametrize(
    "duty",
    [
        MEETING,
        deadlines("", ""),
        deadlines("15", "15"),
        deadlines("end", "3w"),
        deadlines("half", "+1-5", times=2),
        deadlines("life_day", "life_day"),
        deadlines("life_day", "5"),
        deadlines("+3-end", "+3-end", every=Every.YEAR),
        deadlines("20", "+1-5", times=31, record="talk", scope=Scope.TOWN),
    ],
    ids=lambda duty: f"{duty.hold_by and duty.hold_by.text}-{duty.report_by and duty.report_by.text}",
)
def test_a_duty_with_deadlines_that_follow_each_other_stands(duty: Duty) -> None:
    check_duty(duty)


@pytest.mark.parametrize(
    ("valid_from", "since", "code"),
    [
        (date(2026, 6, 10), date(2026, 1, 1), "duty_from_within_month"),
        (date(2026, 5, 1), date(2026, 1, 1), "duty_from_past"),
        (date(2026, 6, 1), date(2026, 1, 1), None),
        (date(2026, 5, 1), date(2026, 6, 1), None),
    ],
)
def test_a_rule_begins_with_a_month_that_is_not_over(valid_from: date, since: date, code: str | None) -> None:
    if code is None:
        check_from(valid_from, date(2026, 6, 17), since)
        return
    with pytest.raises(Refusal) as caught:
        check_from(valid_from, date(2026, 6, 17), since)
    assert caught.value.diagnostics[0].code == code
