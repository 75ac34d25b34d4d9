"""What the workbench puts first, in which order, and what it marks after days on which nobody looked."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.agenda import (
    Bundle,
    Matter,
    bundles,
    deadlines,
    matter_of,
    reminder_is_due,
)
from gzparty.domain.calendar import DayKind, DayMark, WorkCalendar
from gzparty.domain.dues import Due, DueState, Fulfilment, Terms
from gzparty.domain.duty import Duty, Grade, Scope
from gzparty.domain.owing import judge
from gzparty.domain.period import Every, Period
from gzparty.domain.sight import AHEAD_DAYS, Seen, missed_meanwhile

TODAY = date(2026, 6, 17)
JUNE = Period.of_month(2026, 6)
DRAGON_BOAT = WorkCalendar(
    {date(2026, 6, day): DayMark(DayKind.OFF, "端午节") for day in (19, 20, 21)}, frozenset({2026})
)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def a_duty(code: str = "group_meeting", grade: Grade = Grade.NORMALLY, position: int = 0) -> Duty:
    return Duty(
        0,
        "",
        code,
        date.min,
        code,
        code,
        Scope.BRANCH,
        Every.MONTH,
        1,
        None,
        None,
        grade,
        "",
        position=position,
    )


def a_due(
    unit: int = 1,
    hold_by: date = date(2026, 6, 15),
    record: Fulfilment | None = None,
    report_by: date | None = None,
    duty: Duty | None = None,
    period: Period = JUNE,
) -> Due:
    """A due as the rules judge it today."""
    due = Due(duty or a_duty(), unit, 0, period, 1, DueState.TODO, hold_by, report_by, record)
    state, days = judge(due, Terms(TODAY, DRAGON_BOAT))
    return due._replace(state=state, days=days)


def a_record(held: int = 10, **changes: object) -> Fulfilment:
    record = Fulfilment("group_meeting", 1, 1, 0, "2026-06", date(2026, 6, held))
    return record._replace(**changes)  # type: ignore[arg-type]


def said(found: tuple[Bundle, ...]) -> list[tuple[str, tuple[int, ...]]]:
    return [(bundle.matter.value, bundle.unit_ids) for bundle in found]


@pytest.mark.parametrize(
    ("due", "matter"),
    [
        (a_due(hold_by=date(2026, 6, 16)), Matter.OVERDUE),
        (a_due(hold_by=TODAY), Matter.DUE_TODAY),
        # 6月20日 is a day off, and 6月18日 the last workday before it.
        (a_due(hold_by=date(2026, 6, 18)), None),
        (a_due(hold_by=date(2026, 6, 20)), None),
        (a_due(record=a_record(received=False), report_by=date(2026, 6, 25)), None),
        (a_due(record=a_record(received=False), report_by=date(2026, 6, 16)), Matter.PAPERS_LATE),
        (a_due(record=a_record(missing=("minutes",))), Matter.HANDED_IN),
        (a_due(record=a_record(returned_on=date(2026, 6, 16))), Matter.RETURNED),
        (a_due(record=a_record()), None),
        (a_due(duty=a_duty(grade=Grade.STRIVE)), None),
        (a_due(duty=a_duty(grade=Grade.STRIVE), record=a_record(missing=("minutes",))), Matter.HANDED_IN),
    ],
)
def test_each_state_asks_for_one_thing_or_for_nothing(due: Due, matter: Matter | None) -> None:
    assert matter_of(due, TODAY, DRAGON_BOAT) is matter


@pytest.mark.parametrize("day", [18, 19, 20])
def test_a_deadline_on_a_day_off_is_urgent_from_the_last_workday_before_it(day: int) -> None:
    due = a_due(hold_by=date(2026, 6, 20))
    assert matter_of(due, date(2026, 6, day), DRAGON_BOAT) is Matter.DUE_TODAY


def test_overdue_comes_first_the_longest_late_on_top_and_what_lies_on_the_desk_is_one_line() -> None:
    other = a_duty("committee_meeting", position=1)
    found = bundles(
        [
            a_due(5, TODAY, duty=other),
            a_due(1, record=a_record(missing=("topic",))),
            a_due(2, record=a_record(missing=("topic",)), duty=other),
            a_due(3),
            a_due(3),
            a_due(4, date(2026, 5, 31), period=Period.of_month(2026, 5)),
            a_due(9, date(2026, 6, 30)),
        ],
        TODAY,
        DRAGON_BOAT,
    )
    assert said(found) == [
        ("overdue", (4,)),
        ("overdue", (3,)),
        ("due_today", (5,)),
        ("handed_in", (1, 2)),
    ]
    assert [len(bundle.dues) for bundle in found] == [1, 2, 1, 2]
    assert found[0].days == 17


def test_papers_on_the_desk_count_from_the_day_they_came() -> None:
    early = a_record(missing=("topic",), received_on=date(2026, 6, 11))
    late = a_record(missing=("topic",), received_on=date(2026, 6, 16))
    (found,) = bundles([a_due(1, record=late), a_due(2, record=early)], TODAY, DRAGON_BOAT)
    assert found.day == date(2026, 6, 11)


def test_deadlines_ahead_name_the_last_workday_and_leave_out_what_is_done_or_far() -> None:
    found = deadlines(
        [
            a_due(1, date(2026, 6, 20)),
            a_due(2, date(2026, 6, 20)),
            a_due(3, date(2026, 6, 20), record=a_record()),
            a_due(4, TODAY),
            a_due(5, TODAY + timedelta(AHEAD_DAYS)),
            a_due(6, TODAY + timedelta(AHEAD_DAYS + 1)),
            a_due(7, date(2026, 6, 20), duty=a_duty("training", Grade.STRIVE)),
        ],
        TODAY,
        DRAGON_BOAT,
    )
    told = [(one.shown_on.isoformat(), [due.unit_id for due in one.dues]) for one in found]
    assert told == [("2026-06-18", [1, 2]), ("2026-07-17", [5])]


def test_after_days_without_a_look_what_passed_meanwhile_is_marked_all_day_long() -> None:
    seen = Seen(date(2026, 6, 12), date(2026, 6, 11)).opened(date(2026, 6, 13)).opened(TODAY)
    assert seen == Seen(TODAY, date(2026, 6, 13))
    assert seen.opened(TODAY) == seen
    marked = [day for day in range(11, 19) if missed_meanwhile(date(2026, 6, day), seen)]
    assert marked == [14, 15, 16]


def test_nothing_is_marked_the_first_time_nor_after_a_day_like_any_other() -> None:
    assert not missed_meanwhile(date(2026, 6, 15), None)
    assert not missed_meanwhile(date(2026, 6, 15), Seen(TODAY))
    assert not any(
        missed_meanwhile(date(2026, 6, day), Seen(TODAY, date(2026, 6, 16))) for day in range(1, 30)
    )


@given(st.lists(DAYS, min_size=1, max_size=12))
def test_every_day_off_the_computer_is_marked_at_exactly_one_opening(opened: list[date]) -> None:
    """Whatever days the program was opened on, a day between two of them is told at the later one and never again."""
    days = sorted(set(opened))
    seen = Seen(days[0])
    marked: list[date] = []
    for day in days[1:]:
        seen = seen.opened(day)
        before = seen.before
        assert before is not None
        span = (before + timedelta(number) for number in range(-2, (day - before).days + 3))
        marked += [one for one in span if missed_meanwhile(one, seen)]
    between = {days[0] + timedelta(number) for number in range((days[-1] - days[0]).days + 1)} - set(days)
    assert sorted(marked) == sorted(between)


@pytest.mark.parametrize(
    ("now", "told", "due"),
    [
        (datetime(2026, 6, 17, 8, 29), None, False),
        (datetime(2026, 6, 17, 8, 30), None, True),
        (datetime(2026, 6, 17, 15, 0), date(2026, 6, 16), True),
        (datetime(2026, 6, 17, 15, 0), date(2026, 6, 17), False),
        (datetime(2026, 6, 19, 9, 0), None, False),
        (datetime(2026, 6, 27, 9, 0), None, False),
    ],
    ids=["before", "at the hour", "switched on later", "given already", "holiday", "saturday"],
)
def test_a_reminder_is_given_once_on_a_workday_from_its_hour_on(
    now: datetime, told: date | None, due: bool
) -> None:
    assert reminder_is_due(time(8, 30), now, told, DRAGON_BOAT) is due
    assert not reminder_is_due(None, now, told, DRAGON_BOAT)
