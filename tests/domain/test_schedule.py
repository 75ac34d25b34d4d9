"""The year's plan: rules a clerk writes, no month skipped, holidays and clashes explained."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain import schedule
from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.exchange.holiday_notices import HolidayNotices
from gzparty.labels import sentence


@pytest.fixture(scope="module")
def calendar() -> WorkCalendar:
    _known, marks = HolidayNotices().year(2026)
    return WorkCalendar(marks, frozenset({2026}))


@pytest.mark.parametrize(
    ("text", "june", "at"),
    [
        ("每月第三个周三 14:30", date(2026, 6, 17), time(14, 30)),
        ("第三个周三下午", date(2026, 6, 17), time(14, 30)),
        ("每月第3个星期三上午", date(2026, 6, 17), time(9, 0)),
        ("每月25日", date(2026, 6, 25), time(14, 30)),
        ("25号 9:00", date(2026, 6, 25), time(9, 0)),
        ("每月最后一个工作日", date(2026, 6, 30), time(14, 30)),
        ("最后一个周五 下午2点半", date(2026, 6, 26), time(14, 30)),
        ("每月第一个工作日 8:30", date(2026, 6, 1), time(8, 30)),
        ("每月31日", date(2026, 6, 30), time(14, 30)),
        ("每月第五个周三", date(2026, 6, 24), time(14, 30)),
        ("FREQ=MONTHLY;BYDAY=3WE", date(2026, 6, 17), time(14, 30)),
    ],
)
def test_a_rule_reads_as_the_clerk_writes_it(calendar: WorkCalendar, text: str, june: date, at: time) -> None:
    rule = schedule.parse_rule(text)
    assert schedule.dates_of(rule, 2026, calendar)[6] == june
    assert rule.at == at


@pytest.mark.parametrize(
    "text",
    ["", "每月", "每月0日", "每月32日", "每周三", "每月第九个周三", "FREQ=NOPE", "每月25日 25:00", "随便"],
)
def test_an_unreadable_rule_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(Refusal) as refusal:
        schedule.parse_rule(text)
    assert sentence(refusal.value.diagnostics[0])


def test_a_daily_rule_is_refused() -> None:
    with pytest.raises(Refusal, match="rule_too_often"):
        schedule.parse_rule("FREQ=DAILY")


def test_the_31st_skips_no_month(calendar: WorkCalendar) -> None:
    days = schedule.dates_of(schedule.parse_rule("每月31日"), 2026, calendar)
    assert sorted(days) == list(range(1, 13))
    assert days[2] == date(2026, 2, 28)


def test_a_date_in_the_holiday_moves_on_and_says_why(calendar: WorkCalendar) -> None:
    february = schedule.propose(schedule.parse_rule("每月17日"), 2026, calendar)[1]
    assert february.day == date(2026, 2, 24)
    assert sentence(february.why) == "原定 2月17日（春节假期），顺延至 2月24日"


def test_the_month_is_not_left_for_a_workday(calendar: WorkCalendar) -> None:
    may = schedule.propose(schedule.parse_rule("每月31日"), 2026, calendar)[4]
    assert may.day == date(2026, 5, 29)
    assert "提前到 5月29日" in sentence(may.why)


def test_a_make_up_saturday_is_taken_as_a_workday(calendar: WorkCalendar) -> None:
    february = schedule.propose(schedule.parse_rule("每月14日"), 2026, calendar)[1]
    assert february.day == date(2026, 2, 14)


def test_past_the_last_official_year_every_date_says_so() -> None:
    proposals = schedule.propose(schedule.parse_rule("每月25日"), 2027, WorkCalendar())
    assert all(p.why.level is Level.WARNING for p in proposals)
    assert "2027年放假安排还没导入" in sentence(proposals[0].why)


def test_a_taken_day_moves_the_session_and_names_the_clash(calendar: WorkCalendar) -> None:
    taken = Diagnostic(Level.WARNING, "clash_people", {"start": date(2026, 6, 17)})

    def busy(day: date) -> Diagnostic | None:
        return taken if day == date(2026, 6, 17) else None

    june = schedule.propose(schedule.parse_rule("每月第三个周三"), 2026, calendar, busy)[5]
    assert june.day == date(2026, 6, 18)
    assert "已有别的培训" in sentence(june.why)


def test_a_month_without_a_free_day_is_left_to_the_clerk(calendar: WorkCalendar) -> None:
    taken = Diagnostic(Level.WARNING, "clash_people", {"start": date(2026, 6, 17)})
    june = schedule.propose(schedule.parse_rule("每月第三个周三"), 2026, calendar, lambda _day: taken)[5]
    assert june.day == date(2026, 6, 17)
    assert june.why.code == "date_clash_unsolved"


@given(
    year=st.integers(2020, 2045),
    rule=st.one_of(
        st.integers(1, 31).map("每月{}日".format),
        st.tuples(st.sampled_from("一二三四五"), st.sampled_from("一二三四五六日")).map(
            lambda pair: f"每月第{pair[0]}个周{pair[1]}"
        ),
        st.sampled_from(["每月最后一个工作日", "每月第二个工作日", "每月最后一个周日"]),
    ),
)
def test_every_month_gets_one_workday_of_its_own(year: int, rule: str) -> None:
    proposals = schedule.propose(schedule.parse_rule(rule), year, WorkCalendar())
    assert [p.day.month for p in proposals] == list(range(1, 13))
    assert all(p.day.weekday() < 5 for p in proposals)


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=MONTHLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=MONTHLY;INTERVAL=-1",
        "FREQ=MONTHLY;BYDAY=99MO",
        "FREQ=MONTHLY\nEXDATE:20260101T000000Z",
        "FREQ=MONTHLY;UNTIL=20261231T000000Z",
        "FREQ=WEEKLY;BYHOUR=1,2,3",
    ],
)
def test_a_rule_that_never_ends_or_breaks_later_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        schedule.parse_rule(text)
    assert caught.value.args == ("rule_unreadable",)


@pytest.mark.parametrize("text", ["RRULE:FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY;BYMONTH=3,6;BYMONTHDAY=-1"])
def test_a_rule_of_days_is_read(text: str) -> None:
    assert schedule.parse_rule(text).kind is schedule.RuleKind.RRULE
