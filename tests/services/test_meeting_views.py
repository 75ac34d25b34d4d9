"""What pages are given of records: the month grid, one record, what a new one takes over, what is still missing."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.dues import DueState
from gzparty.domain.duty import Deadline
from gzparty.domain.meeting import Absence, Depth, Meeting, MeetingKind
from gzparty.domain.period import Period
from gzparty.services.meeting_views import GridRow
from gzparty.services.new_files import Taken
from tests.builders import Office
from tests.meetings import DAY, K, a_draft, code_of, register

FULL: dict[str, Any] = {
    "expected": 19,
    "attended": 15,
    "topic": "学条例",
    "has_minutes": True,
    "has_sign_in": True,
}


@pytest.fixture(autouse=True)
def since_january(office: Office) -> None:
    office.services.offices.change_settings({"records_since": "2026-01"})


def rows(office: Office, kind: MeetingKind = K.STUDY, month: str = "2026-06") -> list[GridRow]:
    return list(office.services.meeting_views.grid(month, kind).rows)


def row_of(office: Office, village: str, kind: MeetingKind = K.STUDY, month: str = "2026-06") -> GridRow:
    (row,) = [row for row in rows(office, kind, month) if row.unit.name == village]
    return row


class TestGrid:
    """A month of one kind."""

    def test_each_branch_has_a_row_with_its_community_whether_it_has_a_record_or_not(
        self, office: Office
    ) -> None:
        register(office, a_draft(office, K.STUDY, "西村", **FULL))
        found = [(row.unit.name, row.community and row.community.name, row.day) for row in rows(office)]
        assert found == [
            ("东村", "管城社区", None),
            ("南村", "管城社区", None),
            ("西村", "利见社区", DAY),
            ("北村", "利见社区", None),
        ]

    def test_records_of_another_kind_or_month_are_not_in_it(self, office: Office) -> None:
        register(office, a_draft(office, K.LECTURE), a_draft(office, K.STUDY, day=date(2026, 5, 31)))
        assert all(row.meeting is None for row in rows(office))

    def test_how_far_each_has_come(self, office: Office) -> None:
        register(
            office,
            a_draft(office, K.STUDY, "东村", **FULL),
            a_draft(office, K.STUDY, "西村", expected=9, attended=9),
            a_draft(office, K.STUDY, "南村", expected=9, attended=9, received_on=date(2026, 6, 16)),
        )
        returned = register(office, a_draft(office, K.STUDY, "北村", **FULL))
        office.services.meetings.give_back([returned[0].id], "缺签到表", date(2026, 6, 16))
        states = {row.unit.name: row.state for row in rows(office)}
        assert states == {
            "东村": DueState.DONE,
            "西村": DueState.HELD,
            "南村": DueState.HANDED_IN,
            "北村": DueState.RETURNED,
        }
        assert row_of(office, "南村").missing == ("topic", "minutes", "sign_in")
        assert "缺签到表" in row_of(office, "北村").why
        assert office.services.meeting_views.grid("2026-06", K.STUDY).received == 3

    def test_a_day_is_named_for_all_papers_only_where_it_holds_for_all(self, office: Office) -> None:
        grid = office.services.meeting_views.grid
        fixed = grid("2026-06", K.STUDY)
        assert (fixed.report_by, fixed.report_rule) == (date(2026, 7, 3), None)
        register(office, a_draft(office, K.THEME_DAY, "东村", day=date(2026, 6, 10)))
        counted = grid("2026-06", K.THEME_DAY)
        assert counted.report_by is None
        assert counted.report_rule == Deadline.parse("3w")

    def test_the_grid_says_the_same_as_the_board(self, office: Office) -> None:
        register(office, a_draft(office, K.STUDY, "东村", **FULL), a_draft(office, K.STUDY, "西村"))
        office.clock.moment = datetime(2026, 7, 2, 9)
        register(office, a_draft(office, K.STUDY, "南村", day=date(2026, 7, 1), period="2026-06", **FULL))
        board = office.services.dues.board(Period.of_month(2026, 6))
        told = {due.unit_id: due.state for due in board.dues() if due.duty.code == "study"}
        assert {row.unit.id: row.state for row in rows(office)} == told
        assert set(told.values()) == {DueState.DONE, DueState.HELD, DueState.LATE, DueState.OVERDUE}

    def test_a_quarterly_kind_fulfilled_in_another_month_is_told_without_a_day(self, office: Office) -> None:
        register(office, a_draft(office, K.BRANCH_MEETING, day=date(2026, 4, 20), **FULL))
        row = row_of(office, "东村", K.BRANCH_MEETING)
        assert (row.meeting, row.day, row.state) == (None, None, DueState.DONE)
        assert "4月20日" in row.why
        assert row_of(office, "东村", K.BRANCH_MEETING, "2026-04").day == date(2026, 4, 20)

    def test_a_second_meeting_of_the_quarter_is_a_row_judged_by_the_same_deadlines(
        self, office: Office
    ) -> None:
        register(office, a_draft(office, K.BRANCH_MEETING, day=date(2026, 6, 1), **FULL), a_draft(office))
        found = [row for row in rows(office, K.BRANCH_MEETING) if row.unit.name == "东村"]
        assert [(row.day, row.state) for row in found] == [
            (date(2026, 6, 1), DueState.DONE),
            (DAY, DueState.HELD),
        ]

    def test_every_group_has_a_row_and_a_branch_without_groups_none(self, office: Office) -> None:
        people = office.services.people
        groups = [
            people.add_group(office.villages["西村"], name).value for name in ("第一党小组", "第二党小组")
        ]
        register(office, a_draft(office, K.GROUP_MEETING, "西村", group_id=groups[1].id))
        found = [(row.group and row.group.name, row.day) for row in rows(office, K.GROUP_MEETING)]
        assert found == [("第一党小组", None), ("第二党小组", DAY)]

    def test_who_has_too_few_members_for_a_committee_has_a_row_only_with_a_record(
        self, office: Office
    ) -> None:
        assert rows(office, K.COMMITTEE_MEETING) == []
        register(office, a_draft(office, K.COMMITTEE_MEETING))
        assert [row.unit.name for row in rows(office, K.COMMITTEE_MEETING)] == ["东村"]

    def test_months_before_the_first_records_can_still_be_filled_in(self, office: Office) -> None:
        assert len(rows(office, month="2025-12")) == 4
        register(office, a_draft(office, K.STUDY, day=date(2025, 12, 5), **FULL))
        assert row_of(office, "东村", month="2025-12").state is DueState.DONE

    def test_the_year_of_a_yearly_kind_is_a_grid_too(self, office: Office) -> None:
        register(office, a_draft(office, K.LIFE_MEETING, day=date(2026, 2, 5)))
        assert row_of(office, "东村", K.LIFE_MEETING, "2025").day == date(2026, 2, 5)
        assert row_of(office, "东村", K.LIFE_MEETING, "2026").meeting is None

    def test_contradictions_are_told_on_the_row_and_keep_nothing_out(self, office: Office) -> None:
        register(
            office,
            a_draft(office, K.STUDY, "东村", expected=19, attended=21),
            a_draft(office, K.STUDY, "西村", expected=19, attended=15, on_leave=3, absent=2),
            a_draft(office, K.STUDY, "南村", expected=19, attended=15, on_leave=3, absent=1),
        )
        codes = {row.unit.name: [finding.code for finding in row.findings] for row in rows(office)}
        told = {
            "东村": ["meeting_more_than_expected"],
            "西村": ["meeting_too_many_away"],
            "南村": [],
            "北村": [],
        }
        assert codes == told

    def test_the_figure_of_the_record_before_is_a_hint_and_never_filled_in(self, office: Office) -> None:
        for day, expected in ((date(2026, 4, 1), 17), (date(2026, 5, 1), 18), (date(2026, 6, 20), 30)):
            register(office, a_draft(office, K.STUDY, day=day, expected=expected, held=day.month < 6))
        register(office, a_draft(office, K.LECTURE, day=date(2026, 5, 30), expected=99))
        row = row_of(office, "东村")
        assert row.expected_hint == 18
        assert row_of(office, "西村").expected_hint is None

    def test_photos_of_a_record_are_counted(self, office: Office) -> None:
        (meeting,) = register(office, a_draft(office, K.STUDY))
        files = [Taken("a.jpg", "image/jpeg", "a" * 64, 3), Taken("会议记录.pdf", "", "b" * 64, 3)]
        office.services.meeting_files.add(meeting.id, files)
        row = row_of(office, "东村")
        assert row.photos == 1
        assert [row.has(name) for name in ("has_minutes", "has_sign_in", "has_photos")] == [True, False, True]

    def test_a_lock_is_told(self, office: Office) -> None:
        assert office.services.meeting_views.grid("2026-06", K.STUDY).lock is None
        office.services.meetings.lock_month("2026-06", "交了")
        lock = office.services.meeting_views.grid("2026-06", K.STUDY).lock
        assert lock is not None
        assert lock.reason == "交了"

    @pytest.mark.parametrize(("month", "kind"), [("2026", K.STUDY), ("2026-06", K.APPRAISAL), ("x", K.STUDY)])
    def test_a_month_that_is_none_is_refused(self, office: Office, month: str, kind: MeetingKind) -> None:
        with pytest.raises(Refusal):
            office.services.meeting_views.grid(month, kind)


class TestDetail:
    """One record."""

    def test_it_names_its_sitting_and_the_records_beside_it(self, office: Office) -> None:
        first, second, _elsewhere = register(
            office,
            a_draft(office, starts=time(19)),
            a_draft(office, K.LECTURE, starts=time(19)),
            a_draft(office),
        )
        detail = office.services.meeting_views.detail(first.id)
        assert [other.id for other in detail.others] == [second.id]
        assert (detail.unit.name, detail.group, detail.roll, detail.locked) == ("东村", None, None, None)

    def test_the_same_meeting_twice_on_one_day_is_asked_about(self, office: Office) -> None:
        first, _second = register(office, a_draft(office), a_draft(office, starts=time(19)))
        register(office, a_draft(office, day=date(2026, 6, 1)), a_draft(office, village="西村"))
        found = office.services.meeting_views.detail(first.id).findings
        assert [finding.code for finding in found] == ["meeting_twice"]

    def test_a_lock_on_the_month_of_its_day_is_told(self, office: Office) -> None:
        (meeting,) = register(office, a_draft(office, K.LIFE_MEETING, period="2025"))
        office.services.meetings.lock_month("2026-06", "交了")
        assert office.services.meeting_views.detail(meeting.id).locked is not None

    def test_the_sign_in_sheet_is_asked_for_as_the_office_set_it(self, office: Office) -> None:
        (meeting,) = register(office, a_draft(office, K.STUDY, **{**FULL, "has_sign_in": False}))
        assert office.services.meeting_views.detail(meeting.id).missing == ("sign_in",)
        office.services.offices.change_settings({"sign_in_required": False})
        assert office.services.meeting_views.detail(meeting.id).missing == ()
        office.services.offices.change_settings({"photos_required": True})
        detail = office.services.meeting_views.detail(meeting.id)
        assert (detail.missing, detail.state) == (("photos",), DueState.HANDED_IN)
        office.services.meeting_files.add(meeting.id, [Taken("a.jpg", "image/jpeg", "a" * 64, 3)])
        assert office.services.meeting_views.detail(meeting.id).state is DueState.DONE

    def test_one_that_is_gone_is_told(self, office: Office) -> None:
        with pytest.raises(Refusal) as caught:
            office.services.meeting_views.detail(999)
        assert code_of(caught) == "meeting_gone"


class TestCarried:
    """What the record before gives a new one."""

    def test_place_people_standing_absences_and_figure_of_the_last_one(self, office: Office) -> None:
        away = (
            Absence("李示例", "外出务工", leave=True, standing=True),
            Absence("周示例", "有事", leave=True),
        )
        facts: dict[str, Any] = {
            "host": "王示例",
            "recorder": "孙示例",
            "place": "党群服务中心",
            "starts": time(19),
        }
        register(office, a_draft(office, K.STUDY, day=date(2026, 5, 15), expected=19, absences=away, **facts))
        register(office, a_draft(office, K.STUDY, day=date(2026, 4, 15), host="旧示例"))
        register(
            office, a_draft(office, K.LECTURE, host="课示例"), a_draft(office, K.STUDY, "西村", host="西示例")
        )
        carried = office.services.meeting_views.carried(K.STUDY, office.villages["东村"])
        assert (carried.host, carried.recorder, carried.place) == ("王示例", "孙示例", "党群服务中心")
        assert (carried.absences, carried.expected, carried.taken_from) == (away[:1], 19, date(2026, 5, 15))

    def test_plans_and_later_records_give_nothing(self, office: Office) -> None:
        register(office, a_draft(office, K.STUDY, day=date(2026, 6, 30), held=False, host="计划示例"))
        register(office, a_draft(office, K.STUDY, day=DAY, host="后示例"))
        views, village = office.services.meeting_views, office.villages["东村"]
        assert views.carried(K.STUDY, village).host == "后示例"
        assert views.carried(K.STUDY, village, before=DAY).taken_from is None

    def test_each_group_carries_its_own(self, office: Office) -> None:
        people = office.services.people
        one, two = (
            people.add_group(office.villages["东村"], name).value for name in ("第一党小组", "第二党小组")
        )
        register(office, a_draft(office, K.GROUP_MEETING, group_id=one.id, host="甲示例"))
        views, village = office.services.meeting_views, office.villages["东村"]
        assert views.carried(K.GROUP_MEETING, village, one.id).host == "甲示例"
        assert views.carried(K.GROUP_MEETING, village, two.id).host == ""


class TestMissing:
    """保存并填下一个."""

    def test_the_next_is_the_next_branch_and_after_the_last_the_first(self, office: Office) -> None:
        office.services.offices.change_settings({"records_since": "2026-06"})
        register(office, a_draft(office, K.STUDY, "西村"))
        views, village = office.services.meeting_views, office.villages

        def after(name: str | None) -> int | None:
            place = (village[name], None, "2026-06") if name else None
            due = views.next_missing("study", 2026, place)
            return due.unit_id if due else None

        assert after(None) == village["东村"]
        assert after("东村") == village["南村"]
        assert after("北村") == village["东村"]

    def test_what_is_overdue_comes_before_what_still_has_time(self, office: Office) -> None:
        office.services.offices.change_settings({"records_since": "2026-05"})
        villages, views = office.villages, office.services.meeting_views
        register(
            office,
            *(a_draft(office, K.STUDY, name, day=date(2026, 5, 12)) for name in ("东村", "西村", "北村")),
        )
        overdue = views.next_missing("study", 2026, (villages["东村"], None, "2026-06"))
        assert overdue is not None
        assert (overdue.unit_id, overdue.period.code) == (villages["南村"], "2026-05")
        register(office, a_draft(office, K.STUDY, "南村", day=date(2026, 5, 12)))
        later = views.next_missing("study", 2026, (villages["南村"], None, "2026-05"))
        assert later is not None
        assert later.period.code == "2026-06"

    def test_months_that_have_not_begun_are_not_offered(self, office: Office) -> None:
        office.services.offices.change_settings({"records_since": "2026-06"})
        register(office, *(a_draft(office, K.STUDY, name) for name in office.villages))
        assert office.services.meeting_views.next_missing("study", 2026) is None
        assert office.services.meeting_views.next_missing("nothing", 2026) is None


class TestNames:
    """Records by names: figures are those of the roll."""

    @pytest.fixture
    def meeting(self, office: Office) -> Meeting:
        (meeting,) = register(office, a_draft(office, depth=Depth.NAMES))
        return meeting

    def test_before_a_roll_there_are_no_figures(self, office: Office, meeting: Meeting) -> None:
        detail = office.services.meeting_views.detail(meeting.id)
        assert (detail.meeting.expected, detail.meeting.attended) == (None, None)
        assert detail.missing[0] == "roll"

    def test_with_its_roll_the_figures_are_computed_everywhere(
        self, office: Office, meeting: Meeting
    ) -> None:
        office.services.rolls.mark_unmarked(meeting.sitting_id)
        views = office.services.meeting_views
        for told in (
            views.detail(meeting.id).meeting,
            row_of(office, "东村", K.BRANCH_MEETING).meeting,
            views.of_unit(office.villages["东村"], 2026)[0],
            views.year(2026)[0].meeting,
        ):
            assert told is not None
            assert (told.expected, told.attended, told.absent) == (1, 1, 0)
        assert office.store.meetings.get(meeting.id).expected is None


def test_the_year_lists_records_by_kind_month_and_branch(office: Office) -> None:
    register(office, a_draft(office, K.STUDY), a_draft(office, K.STUDY, "西村", day=date(2026, 5, 3)))
    register(office, a_draft(office, K.LIFE_MEETING, day=date(2026, 2, 3)))
    views = office.services.meeting_views

    def told(*chosen: int | None) -> list[tuple[str, date]]:
        return [(line.unit.name, line.sitting.start.date()) for line in views.year(*chosen)]  # type: ignore[arg-type]

    assert told(2026) == [("西村", date(2026, 5, 3)), ("东村", DAY)]
    assert told(2026, 6) == [("东村", DAY)]
    assert told(2026, None, office.villages["西村"]) == [("西村", date(2026, 5, 3))]
    assert told(2025) == [("东村", date(2026, 2, 3))]


def test_a_record_is_found_by_number_or_uid(office: Office) -> None:
    (meeting,) = register(office, a_draft(office))
    views = office.services.meeting_views
    assert views.find("2026-0001") == views.find(meeting.uid) == meeting
    with pytest.raises(Refusal) as caught:
        views.find("2026-0009")
    assert code_of(caught) == "meeting_unknown"
