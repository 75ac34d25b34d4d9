"""The quota of self-inspections: how each unit stands in a month, who is short of it, and nobody accused wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.dues import INSPECTION, DueState
from gzparty.domain.inspection import Answer, InspectionKind, Tour
from gzparty.domain.ledger_days import proposed_deadline
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PostTitle, UnitKind
from gzparty.domain.period import Period
from gzparty.labels.inspection import quota_text
from gzparty.services.duty_views import Cell
from gzparty.services.inspection_drafts import InspectionDraft, ItemDraft
from gzparty.services.people import PersonDraft, UnitDraft
from gzparty.services.problem_drafts import ProblemDraft
from tests.builders import Office, an_empty_office

MAY, JUNE, JULY = (Period.of_month(2026, month) for month in (5, 6, 7))
FILLED = (ItemDraft("meetings", "会风会纪", Answer.FINE),)
UNFILLED = (*FILLED, ItemDraft("vehicles", "公务用车"), ItemDraft("offices", "办公用房"))


@pytest.fixture
def units(office: Office) -> dict[str, int]:
    """Two communities and two departments, in an office that keeps records since January."""
    office.services.offices.change_settings({"records_since": "2026-01"})
    departments = {
        name: office.services.people.add_unit(UnitDraft(name, UnitKind.DEPARTMENT)).value.id
        for name in ("党政办", "应急办")
    }
    return {**office.communities, **departments}


def inspect(
    office: Office, unit_id: int, *days: date, items: Sequence[ItemDraft] = FILLED, period: str | None = None
) -> None:
    for day in days:
        draft = InspectionDraft(unit_id, day, "曹示例", period, items=tuple(items))
        office.services.inspections.register(draft)


def june(*days: int) -> list[date]:
    return [date(2026, 6, day) for day in days]


def standing(office: Office, month: Period) -> dict[str, str]:
    return {line.unit.name: quota_text(line) for line in office.services.inspection_views.quota(month)}


def overdue(office: Office) -> list[str]:
    """Whose self-inspections are overdue, once for each."""
    return [
        line.unit.name
        for line in office.services.dues.open()
        if line.due.state is DueState.OVERDUE and line.due.duty.record == INSPECTION
    ]


def at(office: Office, day: date) -> None:
    office.clock.moment = datetime(day.year, day.month, day.day, 9)


def test_a_running_month_says_how_many_are_missing_and_how_many_days_are_left(
    office: Office, units: dict[str, int]
) -> None:
    inspect(office, units["党政办"], *june(3, 10))
    inspect(office, units["应急办"], *june(3))
    at(office, date(2026, 6, 21))
    assert standing(office, JUNE) == {
        "管城社区": "还差 2 次，剩 9 天",
        "利见社区": "还差 2 次，剩 9 天",
        "党政办": "已够 2 次",
        "应急办": "还差 1 次，剩 9 天",
    }
    at(office, date(2026, 6, 30))
    assert standing(office, JUNE)["应急办"] == "还差 1 次，今天是最后一天"


def test_red_only_comes_after_the_end_of_the_month(office: Office, units: dict[str, int]) -> None:
    inspect(office, units["党政办"], *june(3, 10))
    at(office, date(2026, 6, 30))
    assert overdue(office) == []
    assert [line.unit.name for line in office.services.inspection_views.unmet(JUNE)] == [
        "管城社区",
        "利见社区",
        "应急办",
    ]
    at(office, date(2026, 7, 1))
    assert overdue(office) == ["管城社区", "管城社区", "利见社区", "利见社区", "应急办", "应急办"]
    assert standing(office, JUNE)["应急办"] == "未达标，差 2 次"
    assert office.services.inspection_views.unmet(JULY)[0].missing == 2
    assert office.services.inspection_views.unmet(Period.of_month(2026, 8)) == ()


def test_a_sheet_not_filled_in_counts_as_held_and_says_what_is_open(
    office: Office, units: dict[str, int]
) -> None:
    inspect(office, units["党政办"], *june(3))
    inspect(office, units["党政办"], *june(10), items=UNFILLED)
    at(office, date(2026, 7, 3))
    assert standing(office, JUNE)["党政办"] == "已够 2 次"
    states = [line.due.state for line in office.services.dues.cell("self_inspection", units["党政办"], JUNE)]
    assert states == [DueState.DONE, DueState.HANDED_IN]
    (line,) = [line for line in office.services.dues.open(unit_id=units["党政办"]) if line.due.period == JUNE]
    assert (line.why, line.due.is_chased) == ("6月10日自查，还有 2 项没选", False)
    assert "党政办" not in [group.title for group in office.services.dues.chase()]


def test_joint_inspections_count_for_nobodys_quota(office: Office, units: dict[str, int]) -> None:
    with office.store.action("督查", "test", office.clock(), "test"):
        tour = office.store.inspections.insert_tour(Tour(0, "t", "2026-01", "6月联合督查", date(2026, 6, 9)))
    office.services.inspections.register(
        InspectionDraft(units["党政办"], date(2026, 6, 9), "孙示例", tour_id=tour, items=FILLED)
    )
    inspect(office, units["应急办"], *june(3))
    assert standing(office, JUNE)["党政办"].startswith("还差 2 次")
    assert office.services.inspection_views.form(units["党政办"], date(2026, 6, 17)).ordinal == 1


def test_who_was_let_off_a_month_owes_nothing_in_it(office: Office, units: dict[str, int]) -> None:
    inspect(office, units["党政办"], date(2026, 5, 3))
    office.services.duties.waive("self_inspection", units["应急办"], MAY, "防汛值守", "镇党委")
    office.services.duties.waive(
        "self_inspection", units["党政办"], Period.of_month(2026, 6), "防汛值守", "镇党委"
    )
    at(office, date(2026, 7, 1))
    assert standing(office, MAY)["应急办"] == "免办"
    assert "应急办" not in [line.unit.name for line in office.services.inspection_views.unmet(MAY)]
    assert "应急办" in [line.unit.name for line in office.services.inspection_views.unmet(JUNE)]
    assert "党政办" in [line.unit.name for line in office.services.inspection_views.unmet(MAY)]
    board = office.services.inspection_views.board(2026)
    assert (board.sums[4], board.sums[5]) == ((1, 6), (0, 6))


def test_what_was_made_up_later_counts_for_its_month_and_is_called_so(
    office: Office, units: dict[str, int]
) -> None:
    inspect(office, units["党政办"], date(2026, 5, 3))
    inspect(office, units["党政办"], date(2026, 6, 2), period="2026-05")
    lines = office.services.dues.cell("self_inspection", units["党政办"], MAY)
    assert [line.due.state for line in lines] == [DueState.DONE, DueState.LATE]
    assert lines[1].why == "6月2日补查，比 5月31日晚 2 天，已办齐"
    assert standing(office, MAY)["党政办"] == "已够 2 次"


def test_an_office_owes_none_for_the_months_before_it_kept_them(
    office: Office, units: dict[str, int]
) -> None:
    assert standing(office, MAY)["党政办"] == "不涉及"
    assert office.services.inspection_views.unmet(MAY) == ()
    inspect(office, units["应急办"], date(2026, 4, 3))
    assert standing(office, MAY)["党政办"] == "未达标，差 2 次"
    assert standing(office, Period.of_month(2026, 3))["党政办"] == "不涉及"
    assert [line.unit.name for line in office.services.inspection_views.unmet(MAY)] == [*units]


def test_the_board_stands_under_two_headings_and_adds_up(office: Office, units: dict[str, int]) -> None:
    inspect(office, units["管城社区"], *june(3))
    inspect(office, units["应急办"], *june(3, 5, 9))
    board = office.services.inspection_views.board(2026)
    assert [(group.title, [line.unit.name for line in group.lines]) for group in board.board.groups] == [
        ("社区", ["管城社区", "利见社区"]),
        ("部门", ["党政办", "应急办"]),
    ]
    assert (board.units, board.times, board.sums[5]) == (4, 2, (3, 8))
    for place in range(12):
        rows = [line.cells[place] for group in board.board.groups for line in group.lines]
        of_groups = [group.cells[place] for group in board.board.groups]
        for cells in (rows, of_groups):
            assert (sum(cell.done for cell in cells), sum(cell.owed for cell in cells)) == board.sums[place]


def test_a_stopped_duty_leaves_an_empty_board(office: Office, units: dict[str, int]) -> None:
    office.services.duties.stop("self_inspection", date(2026, 7, 1))
    assert office.services.inspection_views.quota(Period.of_month(2026, 8)) == ()
    board = office.services.inspection_views.board(2027)
    assert (board.board.periods, board.units, board.sums) == ((), 0, ())


def test_chasing_says_how_many_are_missing_in_one_line_and_departments_hear_by_themselves(
    office: Office, units: dict[str, int]
) -> None:
    from gzparty.labels.chase import group_text, private_text

    inspect(office, units["管城社区"], *june(3))
    today = date(2026, 7, 1)
    at(office, today)
    groups = office.services.dues.chase(JUNE)
    texts = {group.title: private_text(group, today) for group in groups}
    assert "1. 管城社区：6月自查自纠差 1 次，应于 6月30日前查，还没收到记录" in texts["管城社区"]
    assert texts["机关部门"].splitlines() == [
        "您好，截至 7月1日，机关部门还有 2 个单位没办齐：",
        "1. 党政办：6月自查自纠差 2 次，应于 6月30日前查，还没收到记录",
        "2. 应急办：6月自查自纠差 2 次，应于 6月30日前查，还没收到记录",
        "查过的把记录交到党建办，没查的定下日子告诉我。",
    ]
    whole = group_text(groups, today)
    assert "6月自查自纠 7 项" in whole
    assert "哪些单位、差什么，已分别发给各社区书记和部门。" in whole


def test_the_months_board_holds_communities_and_departments_and_still_adds_up(
    office: Office, units: dict[str, int]
) -> None:
    inspect(office, units["管城社区"], *june(3))
    board = office.services.dues.board(JUNE)
    own = {
        line.unit.name: line.cells["self_inspection"]
        for group in board.groups
        for line in group.lines
        if "self_inspection" in line.cells
    }
    assert {name: (cell.done, cell.owed) for name, cell in own.items()} == {
        "管城社区": (1, 2),
        "利见社区": (0, 2),
        "党政办": (0, 2),
        "应急办": (0, 2),
    }
    community = next(group for group in board.groups if group.title == "管城社区")
    assert community.cells["self_inspection"] == own["管城社区"]
    summed = Cell(tuple(due for group in board.groups for due in group.cells["self_inspection"].dues))
    assert (summed.done, summed.owed) == (1, 8)


class TestForm:
    def test_a_new_inspection_starts_from_the_checklist_and_answers_nothing(
        self, office: Office, units: dict[str, int]
    ) -> None:
        inspect(office, units["应急办"], *june(3))
        form = office.services.inspection_views.form(units["应急办"], date(2026, 6, 17))
        assert (form.unit.name, form.period, form.ordinal) == ("应急办", "2026-06", 2)
        assert form.quota is not None
        assert form.quota.missing == 1
        assert [item.title for item in form.checklist][:2] == ["上下班和请销假", "值班值守"]
        assert len(form.checklist) == 8
        assert form.deadline == date(2026, 7, 1)

    def test_names_are_those_used_last_in_the_unit_and_those_with_a_post_in_it(
        self, office: Office, units: dict[str, int]
    ) -> None:
        people = office.services.people
        head = people.add_person(PersonDraft("李示例")).value
        people.appoint(head.id, units["应急办"], PostTitle.OTHER, PartialDate(2024, 1), words="主任")
        gone = people.add_person(PersonDraft("吴示例")).value
        post = people.appoint(gone.id, units["应急办"], PostTitle.OTHER, PartialDate(2024, 1), words="主任")
        people.end_post(post.value.id, date(2026, 1, 1))
        stranger = people.add_person(PersonDraft("周示例")).value
        people.appoint(stranger.id, units["党政办"], PostTitle.OTHER, PartialDate(2024, 1), words="主任")
        for day, name in ((3, "何示例"), (9, "曹示例")):
            problem = ProblemDraft(0, "迟到", responsible=f"{name}二", leader="孙示例")
            found = ItemDraft("meetings", "会风会纪", Answer.PROBLEM, problems=(problem,))
            draft = InspectionDraft(units["应急办"], date(2026, 6, day), name, items=(found,))
            office.services.inspections.register(draft)
        inspect(office, units["党政办"], *june(10))
        form = office.services.inspection_views.form(units["应急办"], date(2026, 6, 17))
        assert form.inspectors == ("曹示例", "何示例", "李示例")
        assert form.responsibles == ("曹示例二", "何示例二", "李示例")
        assert form.leaders == ("孙示例",)

    def test_a_village_that_owes_none_has_no_quota(self, office: Office, units: dict[str, int]) -> None:
        form = office.services.inspection_views.form(office.villages["东村"], date(2026, 6, 17))
        assert (form.quota, form.ordinal) == (None, 1)

    def test_a_joint_inspection_has_its_own_checklist(self, office: Office, units: dict[str, int]) -> None:
        form = office.services.inspection_views.form(units["应急办"], date(2026, 6, 17), InspectionKind.JOINT)
        assert (form.quota, form.checklist[0].title) == (None, "在岗情况")

    def test_the_deadline_proposed_follows_the_setting(self, office: Office, units: dict[str, int]) -> None:
        office.services.offices.change_settings({"rectify_workdays": 3})
        form = office.services.inspection_views.form(units["应急办"], date(2026, 6, 17))
        assert form.deadline == date(2026, 6, 22)


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(1, 40))
def test_a_proposed_deadline_is_a_workday_after_the_finding(found_on: date, workdays: int) -> None:
    calendar = WorkCalendar({}, frozenset())
    day = proposed_deadline(found_on, workdays, calendar).day
    assert calendar.is_workday(day)
    assert day > found_on
    between = [found_on + timedelta(days=n) for n in range(1, (day - found_on).days + 1)]
    assert sum(calendar.is_workday(one) for one in between) == workdays


def test_an_office_without_units_has_an_empty_board(tmp_path: Path) -> None:
    office = an_empty_office(tmp_path)
    views = office.services.inspection_views
    assert (views.board(2026).units, views.quota(JUNE), views.unmet(MAY)) == (0, (), ())
    office.store.close()
