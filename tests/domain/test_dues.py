"""Who owes what and how far it has come: every state, both deadlines, who is let off, and nothing owed twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from gzparty.domain.dues import (
    DueState,
    GroupFacts,
    NotApplicable,
    UnitFacts,
    worst,
)
from gzparty.domain.duty import Duty, Grade, Scope
from gzparty.domain.people import UnitKind
from gzparty.domain.period import Every
from gzparty.labels.duty import due_text
from tests.domain.due_cases import (
    BRANCH,
    MEETING,
    a_record,
    a_waiver,
    deadlines,
    due,
    dues,
    groups,
    terms,
)

HELD = a_record(received=False)
PAPERS = a_record(missing=("sign_in",), lacks_papers=True)
ENTRY = a_record(missing=("topic",))
BACK = a_record(returned_on=date(2026, 6, 18), return_reason="签到表没有日期")
PLANNED = a_record(held_on=None, planned_on=date(2026, 6, 12))
BELATED = a_record(held_on=date(2026, 6, 17))


@pytest.mark.parametrize(
    ("records", "today", "state", "days", "why"),
    [
        ((), date(2026, 6, 7), "todo", -8, "6月15日前召开，还有 8 天"),
        ((), date(2026, 6, 8), "soon", -7, "6月15日前召开，还有 7 天"),
        ((), date(2026, 6, 15), "soon", 0, "今天是最后一天"),
        ((), date(2026, 6, 16), "overdue", 1, "应于 6月15日前召开，逾期 1 天，没有登记"),
        ((PLANNED,), date(2026, 6, 10), "soon", -5, "计划 6月12日开，6月15日前都算按时"),
        ((PLANNED,), date(2026, 6, 14), "soon", -1, "原计划 6月12日开，6月15日前都算按时"),
        ((PLANNED,), date(2026, 6, 16), "overdue", 1, "应于 6月15日前召开，逾期 1 天，没有登记"),
        ((HELD,), date(2026, 6, 16), "held", -4, "6月10日开了，材料 6月20日前交，还有 4 天"),
        ((HELD,), date(2026, 6, 20), "held", 0, "6月10日开了，材料今天是最后一天"),
        ((HELD,), date(2026, 6, 23), "held", 3, "6月10日开了，材料应于 6月20日前交，晚了 3 天"),
        ((PAPERS,), date(2026, 6, 16), "handed_in", -4, "6月10日开了，材料已交，缺签到表"),
        ((PAPERS,), date(2026, 6, 25), "handed_in", 5, "6月10日开了，材料已交，缺签到表"),
        ((ENTRY,), date(2026, 6, 25), "handed_in", 0, "6月10日开了，材料已交，缺议题"),
        ((BACK,), date(2026, 6, 19), "returned", -1, "6月18日退回：签到表没有日期"),
        ((BACK,), date(2026, 6, 22), "returned", 2, "6月18日退回：签到表没有日期"),
        ((a_record(),), date(2026, 12, 1), "done", 0, "6月10日开的，已办齐"),
        ((BELATED,), date(2026, 6, 17), "late", 2, "6月17日补开，比 6月15日晚 2 天，已办齐"),
    ],
)
def test_every_state_between_the_two_deadlines(
    records: Sequence[object], today: date, state: str, days: int, why: str
) -> None:
    found = due(records=records, under=terms(today))
    assert (found.state.value, found.days, due_text(found)) == (state, days, why)


def test_held_in_time_and_handed_in_late_is_in_time() -> None:
    found = due(records=[a_record(received_on=date(2026, 8, 1))], under=terms(date(2026, 8, 1)))
    assert found.state is DueState.DONE


@pytest.mark.parametrize(
    ("record", "late", "chased"),
    [
        (None, True, True),
        (HELD, True, True),
        (BACK, True, True),
        (PAPERS, True, True),
        (ENTRY, False, False),
        (a_record(), False, False),
        (BELATED, False, False),
    ],
)
def test_only_what_the_village_itself_has_yet_to_bring_is_chased(
    record: object, late: bool, chased: bool
) -> None:
    found = due(records=[record] if record else [], under=terms(date(2026, 7, 1)))
    assert (found.is_late, found.is_chased) == (late, chased)
    before = due(records=[record] if record else [], under=terms(date(2026, 6, 15)))
    assert not before.is_chased


def test_without_a_deadline_for_papers_nothing_is_late_that_was_held() -> None:
    found = due(duty=deadlines("15"), records=[HELD], under=terms(date(2026, 9, 1)))
    assert (found.state, found.days, found.is_late) == (DueState.HELD, 0, False)
    assert due_text(found) == "6月10日开了，材料还没交来"


def test_what_is_striven_for_is_never_overdue_and_a_word_settles_it() -> None:
    duty = deadlines("end", grade=Grade.STRIVE)
    missed = due(duty=duty, under=terms(date(2026, 7, 3)))
    assert (missed.state, missed.is_late) == (DueState.MISSED, False)
    assert due_text(missed) == "6月30日前没有办，写一句说明就可以"
    explained = due(duty=duty, waivers=[a_waiver(approver="")], under=terms(date(2026, 7, 3)))
    assert (explained.state, due_text(explained)) == (DueState.WAIVED, "没办，已说明：麦收")


@pytest.mark.parametrize(
    ("waiver", "state", "why"),
    [
        (a_waiver(), "waived", "免办：麦收（镇党委同意）"),
        (a_waiver(approver=""), "waived", "免办：麦收"),
        (a_waiver("2026"), "waived", "免办：麦收（镇党委同意）"),
        (a_waiver("2026-Q2"), "waived", "免办：麦收（镇党委同意）"),
        (a_waiver("2026-07"), "overdue", "应于 6月15日前召开，逾期 2 天，没有登记"),
        (a_waiver(duty="study"), "overdue", "应于 6月15日前召开，逾期 2 天，没有登记"),
        (a_waiver(unit_id=2), "overdue", "应于 6月15日前召开，逾期 2 天，没有登记"),
    ],
)
def test_a_waiver_lets_off_its_own_unit_duty_and_period(waiver: object, state: str, why: str) -> None:
    found = due(waivers=[waiver], under=terms(date(2026, 6, 17)))
    assert (found.state.value, due_text(found)) == (state, why)


def test_a_waiver_for_part_of_a_quarter_does_not_let_the_quarter_off() -> None:
    quarterly = deadlines("end", every=Every.QUARTER)
    assert due("2026-Q2", quarterly, waivers=[a_waiver("2026-06")]).state is not DueState.WAIVED


def test_a_record_counts_although_a_waiver_stands() -> None:
    assert due(records=[a_record()], waivers=[a_waiver()]).state is DueState.DONE
    assert due(records=[PLANNED], waivers=[a_waiver()]).state is DueState.WAIVED


COMMITTEE = deadlines("15", "20", scope=Scope.COMMITTEE)
GROUP = deadlines("15", "20", scope=Scope.GROUP)


@pytest.mark.parametrize(
    ("duty", "unit", "reason", "why"),
    [
        (COMMITTEE, replace(BRANCH, full_members=6), NotApplicable.SMALL, "正式党员 6 人，不足 7 人，不设支委会（支部工作条例第20条）"),
        (COMMITTEE, replace(BRANCH, full_members=0), NotApplicable.SMALL, "正式党员 0 人，不足 7 人，不设支委会（支部工作条例第20条）"),
        (GROUP, BRANCH, NotApplicable.NO_GROUPS, "没有划分党小组"),
        (GROUP, replace(BRANCH, groups=(GroupFacts(5, date(2026, 6, 16)),)), NotApplicable.NO_GROUPS, "没有划分党小组"),
        (MEETING, replace(BRANCH, founded_on=date(2026, 6, 16)), NotApplicable.NOT_FOUNDED, "当时还没有成立"),
        (MEETING, replace(BRANCH, closed_on=date(2026, 6, 30)), NotApplicable.CLOSED, "已经撤销或合并"),
        (MEETING, replace(BRANCH, closed_on=date(2026, 2, 1)), NotApplicable.CLOSED, "已经撤销或合并"),
    ],
)  # fmt: skip
def test_a_unit_that_does_not_owe_says_why(
    duty: Duty, unit: UnitFacts, reason: NotApplicable, why: str
) -> None:
    found = due(duty=duty, units=[unit], under=terms(date(2026, 7, 1)))
    assert (found.state, found.reason) == (DueState.NOT_APPLICABLE, reason)
    assert due_text(found) == why


@pytest.mark.parametrize(
    ("duty", "unit"),
    [
        (COMMITTEE, replace(BRANCH, full_members=7)),
        (COMMITTEE, replace(BRANCH, full_members=None)),
        (MEETING, replace(BRANCH, full_members=3)),
        (GROUP, replace(BRANCH, groups=(GroupFacts(5, date(2026, 6, 15)),))),
        (MEETING, replace(BRANCH, founded_on=date(2026, 6, 15))),
        (MEETING, replace(BRANCH, closed_on=date(2026, 7, 1))),
        (MEETING, replace(BRANCH, kind=UnitKind.OFFICE_BRANCH)),
    ],
)
def test_a_unit_on_the_right_side_of_the_line_owes(duty: Duty, unit: UnitFacts) -> None:
    assert due(duty=duty, units=[unit], under=terms(date(2026, 7, 1))).state is DueState.OVERDUE


def test_a_unit_closed_before_the_year_is_not_spoken_of() -> None:
    assert dues(units=[replace(BRANCH, closed_on=date(2025, 11, 1))]) == []
    assert dues(units=[replace(BRANCH, closed_on=date(2026, 1, 1))]) == []
    closed = dues(units=[replace(BRANCH, closed_on=date(2026, 1, 2))])
    assert {due.reason for due in closed} == {NotApplicable.CLOSED}


def test_a_branch_closed_before_last_years_meeting_was_due_owes_it_no_more() -> None:
    yearly = deadlines("+3-end", every=Every.YEAR)
    closed = replace(BRANCH, closed_on=date(2026, 2, 1))
    found = due("2025", yearly, units=[closed], year=2025, under=terms(date(2026, 5, 1)))
    assert found.reason is NotApplicable.CLOSED


@pytest.mark.parametrize(
    ("scope", "kinds"),
    [
        (Scope.BRANCH, {UnitKind.VILLAGE_BRANCH, UnitKind.OFFICE_BRANCH}),
        (Scope.COMMITTEE, {UnitKind.VILLAGE_BRANCH, UnitKind.OFFICE_BRANCH}),
        (Scope.GROUP, {UnitKind.VILLAGE_BRANCH, UnitKind.OFFICE_BRANCH}),
        (Scope.WORK_UNIT, {UnitKind.COMMUNITY, UnitKind.DEPARTMENT}),
        (Scope.TOWN, {UnitKind.TOWN_COMMITTEE}),
        (Scope.PICKED, set()),
    ],
)
def test_a_duty_concerns_the_kinds_of_its_scope_and_no_others(scope: Scope, kinds: set[UnitKind]) -> None:
    units = [
        replace(BRANCH, unit_id=number, kind=kind, groups=groups(9)) for number, kind in enumerate(UnitKind)
    ]
    found = dues(deadlines("15", scope=scope), units=units)
    assert {units[due.unit_id].kind for due in found} == kinds


def test_what_was_due_before_records_were_kept_is_not_asked_for_unless_it_was_recorded() -> None:
    since = terms(date(2026, 7, 20), since=date(2026, 6, 1))
    may, july = a_record("2026-05", date(2026, 5, 9)), a_record("2026-07", date(2026, 7, 9))
    states = {due.period.month: due for due in dues(records=[may, july], under=since)}
    assert states[4].reason is NotApplicable.BEFORE_RECORDS
    assert due_text(states[4]) == "在本程序开始登记以前，没有统计"
    assert states[5].state is DueState.DONE
    assert states[6].state is DueState.OVERDUE
    assert states[7].state is DueState.DONE


def test_what_was_only_planned_or_begun_before_records_were_kept_accuses_nobody() -> None:
    since = terms(date(2026, 7, 20), since=date(2026, 7, 1))
    for record in (PLANNED, a_record(held_on=None, missing=("among_members",))):
        assert due(records=[record], under=since).reason is NotApplicable.BEFORE_RECORDS
    assert due(records=[BACK], under=since).state is DueState.RETURNED


def test_each_group_owes_its_own_and_a_waiver_may_name_one() -> None:
    unit = replace(BRANCH, groups=groups(4, 5, 6))
    waiver = a_waiver(group_id=6)
    records = [a_record(group_id=4), a_record(group_id=0, record_id=8)]
    found = dues(GROUP, units=[unit], records=records, waivers=[waiver], under=terms(date(2026, 6, 17)))
    june = {due.group_id: due.state for due in found if due.period.month == 6}
    assert june == {4: DueState.DONE, 5: DueState.OVERDUE, 6: DueState.WAIVED}


def test_a_record_that_names_no_group_is_that_of_the_only_one() -> None:
    unit = replace(BRANCH, groups=groups(4))
    assert due(duty=GROUP, units=[unit], records=[a_record(group_id=0)]).state is DueState.DONE
    assert due(duty=GROUP, units=[unit], records=[a_record(group_id=3)]).state is DueState.SOON


def test_what_is_owed_twice_is_done_twice_the_furthest_record_first() -> None:
    twice = deadlines("end", "+1-5", times=2)
    records = [a_record(record_id=1, received=False), a_record(record_id=2, held_on=date(2026, 6, 20))]
    found = [due for due in dues(twice, records=records) if due.period.month == 6]
    assert [(due.ordinal, due.record and due.record.record_id, due.state) for due in found] == [
        (1, 2, DueState.DONE),
        (2, 1, DueState.HELD),
    ]
    assert len({due.key for due in found}) == 2


HALVES = deadlines("half", times=2, record="theme_day")


@pytest.mark.parametrize(
    ("held", "today", "states"),
    [
        ((), 10, ["soon", "todo"]),
        ((), 16, ["overdue", "todo"]),
        ((10,), 16, ["done", "todo"]),
        ((20,), 25, ["late", "soon"]),
        ((3, 10), 11, ["done", "done"]),
        ((20, 10), 25, ["done", "done"]),
        ((20, 25), 26, ["late", "done"]),
        ((10,), 30, ["done", "soon"]),
    ],
)
def test_by_halves_of_a_month_the_first_time_is_owed_by_the_fifteenth(
    held: Sequence[int], today: int, states: list[str]
) -> None:
    records = [a_record(record_id=day, held_on=date(2026, 6, day)) for day in held]
    found = dues(HALVES, records=records, under=terms(date(2026, 6, today)))
    assert [due.state.value for due in found if due.period.month == 6] == states


def test_by_halves_a_unit_founded_late_in_a_month_owes_only_the_second_time() -> None:
    young = replace(BRANCH, founded_on=date(2026, 6, 20))
    found = [due for due in dues(HALVES, units=[young]) if due.period.month == 6]
    assert [due.reason for due in found] == [NotApplicable.NOT_FOUNDED, None]
    waived = dues(HALVES, units=[young], waivers=[a_waiver()])
    assert [due.state.value for due in waived if due.period.month == 6] == ["not_applicable", "waived"]


def test_an_inspection_counts_as_done_even_if_some_items_are_not_answered() -> None:
    twice = deadlines("end", times=2, record="inspection")
    records = [a_record(record="inspection", missing=("unanswered",) * 2)]
    under = terms(date(2026, 7, 20))
    first, second = [due for due in dues(twice, records=records, under=under) if due.period.month == 6]
    assert (first.state, first.counts, first.is_late) == (DueState.HANDED_IN, True, False)
    assert (second.state, second.counts) == (DueState.OVERDUE, False)
    meeting = due(records=[a_record(missing=("photos",))])
    assert (meeting.state, meeting.counts) == (DueState.HANDED_IN, False)


def test_one_complete_record_of_several_is_what_counts() -> None:
    records = [
        a_record(record_id=1, returned_on=date(2026, 6, 12)),
        PLANNED._replace(record_id=2),
        a_record(record_id=3),
    ]
    found = due(records=records)
    assert found.record is not None
    assert found.record.record_id == 3


@pytest.mark.parametrize(
    ("record", "counts"),
    [
        (a_record("2026-04", date(2026, 4, 9)), True),
        (a_record("2026-06", date(2026, 7, 9)), True),
        (a_record("2026-07", date(2026, 6, 9)), False),
        (a_record("2025-06"), False),
        (a_record("2026-06", unit_id=2), False),
        (a_record("2026-06", record="study"), False),
        (a_record("2026", date(2026, 5, 9)), True),
        (a_record("2026", date(2026, 9, 9)), False),
    ],
)
def test_a_record_counts_for_the_period_it_names_whatever_its_date(record: object, counts: bool) -> None:
    found = due("2026-Q2", deadlines("end", every=Every.QUARTER), records=[record])
    assert (found.record is not None) is counts


def test_the_yearly_meeting_held_in_march_is_that_of_its_year() -> None:
    yearly = deadlines("+3-end", "+3-end", every=Every.YEAR)
    record = a_record("2025", date(2026, 3, 20))
    for today, state in (
        (date(2026, 3, 1), DueState.TODO),
        (date(2026, 3, 25), DueState.SOON),
        (date(2026, 4, 1), DueState.OVERDUE),
    ):
        assert due("2025", yearly, year=2025, under=terms(today)).state is state
    assert (
        due("2025", yearly, year=2025, records=[record], under=terms(date(2026, 4, 1))).state is DueState.DONE
    )
    assert due("2026", yearly, records=[record], under=terms(date(2026, 4, 1))).record is None
    ahead = due("2025", yearly, year=2025, under=terms(date(2026, 3, 1)))
    assert due_text(ahead) == "2026年3月31日前召开，还有 30 天"


def test_a_month_without_the_day_ends_its_window() -> None:
    thirtieth = deadlines("30")
    assert due("2026-02", thirtieth).hold_by == date(2026, 2, 28)
    assert due("2024-02", thirtieth, year=2024).hold_by == date(2024, 2, 29)


def test_the_life_day_is_each_branchs_own_and_the_month_ends_without_one() -> None:
    duty = deadlines("life_day", "3w")
    other = replace(BRANCH, unit_id=2)
    days = {1: date(2026, 6, 17)}
    found = {
        due.unit_id: due
        for due in dues(duty, units=[BRANCH, other], life_day=lambda unit, _period: days.get(unit))
        if due.period.month == 6
    }
    assert found[1].hold_by == date(2026, 6, 17)
    # 18 June is a Thursday, the festival takes 19 to 21: three workdays end on Tuesday 23.
    assert found[1].report_by == date(2026, 6, 23)
    assert found[2].hold_by == date(2026, 6, 30)


def test_workdays_for_the_papers_count_from_the_meeting_once_it_was_held() -> None:
    duty = deadlines("end", "3w")
    assert due(duty=duty).report_by == date(2026, 7, 3)
    early = due(duty=duty, records=[HELD])
    assert early.report_by == date(2026, 6, 15)
    late = due(duty=duty, records=[a_record(held_on=date(2026, 7, 6), received=False)])
    assert late.report_by == date(2026, 7, 9)


def test_papers_are_never_due_before_the_meeting() -> None:
    duty = deadlines("life_day", "5")
    found = due(duty=duty, life_day=lambda _unit, _period: date(2026, 6, 17))
    assert found.report_by == date(2026, 6, 17)
    same = due(duty=deadlines("life_day", "life_day"), life_day=lambda _unit, _period: date(2026, 6, 17))
    assert same.report_by == date(2026, 6, 17)


def test_a_window_keeps_its_end_on_a_day_off() -> None:
    assert due(duty=deadlines("20")).hold_by == date(2026, 6, 20)


def test_the_gravest_state_speaks_for_several() -> None:
    assert worst([DueState.DONE, DueState.OVERDUE, DueState.HELD]) is DueState.OVERDUE
    assert worst([DueState.DONE, DueState.NOT_APPLICABLE]) is DueState.DONE
    assert worst([]) is DueState.NOT_APPLICABLE


def test_talks_that_were_begun_say_what_is_lacking() -> None:
    duty = deadlines("end", every=Every.YEAR, record="talk")
    begun = a_record("2026", None, record="talk", missing=("among_members",))
    open_still = due("2026", duty, records=[begun])
    assert (open_still.state, due_text(open_still)) == (DueState.TODO, "缺党员之间的谈话，12月31日前谈完")
    late = due("2026", duty, records=[begun], under=terms(date(2027, 1, 2)))
    assert (late.state, due_text(late)) == (
        DueState.OVERDUE,
        "缺党员之间的谈话，应于 12月31日前谈完，逾期 2 天",
    )


def test_a_leap_day_is_a_day_like_any_other() -> None:
    record = a_record("2028-02", date(2028, 2, 29))
    end = deadlines("end", "+1-5")
    found = due("2028-02", end, year=2028, records=[record], under=terms(date(2028, 3, 1)))
    assert (found.state, found.hold_by, found.report_by) == (
        DueState.DONE,
        date(2028, 2, 29),
        date(2028, 3, 5),
    )
    assert due("2028-02", end, year=2028, under=terms(date(2028, 3, 1))).days == 1


def test_a_year_has_as_many_dues_as_its_rhythm_says() -> None:
    assert [
        len(dues(deadlines("end", every=every)))
        for every in (Every.MONTH, Every.QUARTER, Every.YEAR, Every.ONCE)
    ] == [12, 4, 1, 0]
    assert dues(deadlines("end", stopped=True)) == []
