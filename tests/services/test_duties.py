"""Rules of what is owed: new versions, what they would do, waivers and 支部生活日; all of it undone by one key."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.dues import Due, DueState
from gzparty.domain.duty import Deadline, Duty, Grade
from gzparty.domain.people import PartyClass, UnitKind
from gzparty.domain.period import Every, Period
from gzparty.labels import refusal_text, sentence
from gzparty.labels.dates import prose
from gzparty.services.duty_views import DutyLine
from gzparty.services.people import PersonDraft
from gzparty.services.units import UnitDraft
from tests.builders import Office

JUNE, JULY = Period(2026, 6, 1), Period(2026, 7, 1)
NEXT = date(2026, 7, 1)


@pytest.fixture(autouse=True)
def _on_the_seventeenth(office: Office) -> None:
    office.clock.moment = datetime(2026, 6, 17, 9)
    office.services.calendars.ensure(2026)


def line(office: Office, code: str, on: date | None = None) -> DutyLine:
    (found,) = [line for line in office.services.duties.lines(on) if line.duty.code == code]
    return found


def since(office: Office, month: str) -> None:
    office.services.offices.change_settings({"records_since": month})


def changed(office: Office, code: str, **changes: object) -> Duty:
    return replace(line(office, code).duty, **{"valid_from": NEXT, **changes})  # type: ignore[arg-type]


def study(office: Office, month: Period, village: str = "东村") -> Due:
    return office.services.dues.cell("study", office.villages[village], month)[0].due


def code_of(caught: pytest.ExceptionInfo[Refusal]) -> str:
    assert refusal_text(caught.value).endswith("。")
    return caught.value.diagnostics[0].code


class TestVersions:
    def test_every_duty_delivered_is_listed_with_who_owes_it(self, office: Office) -> None:
        office.services.people.add_group(office.villages["西村"], "第一党小组", date(2020, 1, 1))
        owing = {line.duty.title: line.owing for line in office.services.duties.lines()}
        assert owing == {
            "党员大会": 4,
            "支委会": 0,
            "党小组会": 1,
            "党课": 4,
            "主题党日": 4,
            "集中学习": 4,
            "书记培训": 0,
            "组织生活会": 4,
            "民主评议党员": 4,
            "谈心谈话": 4,
            "自查自纠": 2,
        }

    def test_by_halves_of_a_month_both_days_are_said_before_it_is_stored(self, office: Office) -> None:
        halves = changed(office, "self_inspection", hold_by=Deadline.parse("half"))
        said = [sentence(one) for one in office.services.duties.preview(halves)]
        assert "7月15日前做 1 次，7月31日前做够 2 次" in said
        office.services.duties.change(halves)
        community = office.communities["管城社区"]
        first, second = office.services.dues.cell("self_inspection", community, JULY)
        assert (first.due.hold_by, second.due.hold_by) == (date(2026, 7, 15), date(2026, 7, 31))
        once = changed(office, "study", hold_by=Deadline.parse("half"))
        with pytest.raises(Refusal) as caught:
            office.services.duties.change(once)
        assert code_of(caught) == "duty_halves_not_monthly"

    def test_a_change_counts_from_its_month_and_undo_takes_it_back(self, office: Office) -> None:
        hold_by = Deadline.parse("18")
        done = office.services.duties.change(changed(office, "study", hold_by=hold_by))
        assert done.name == "集中学习从 2026年7月 起改规定"
        assert line(office, "study").duty.hold_by == Deadline.parse("end")
        assert line(office, "study", NEXT).duty.hold_by == hold_by
        assert len(line(office, "study").versions) == 2
        assert (study(office, JUNE).hold_by, study(office, JULY).hold_by) == (
            date(2026, 6, 30),
            date(2026, 7, 18),
        )
        office.services.offices.undo()
        assert len(line(office, "study").versions) == 1

    def test_a_change_of_the_same_month_is_written_over_and_the_same_again_is_no_deed(
        self, office: Office
    ) -> None:
        office.services.duties.change(changed(office, "study", hold_by=Deadline.parse("18")))
        again = changed(office, "study", hold_by=Deadline.parse("20"))
        office.services.duties.change(again)
        assert [d.hold_by.text for d in line(office, "study").versions if d.hold_by] == ["end", "20"]
        assert office.services.duties.change(again).action == 0

    def test_what_a_change_would_do_is_said_before_it_is_done(self, office: Office) -> None:
        since(office, "2026-05")
        duty = changed(office, "study", hold_by=Deadline.parse("18"), report_by=Deadline.parse("20"))
        said = [sentence(finding) for finding in office.services.duties.preview(duty)]
        assert said == [
            "7月：4 个应办 4 次",
            "7月18日 周六前召开",
            "7月18日是周六，之前最后一个工作日是 7月17日 周五",
            "7月20日 周一前报送",
            "2026年6月和以前不变，没开的 4 个照旧",
        ]
        assert len(line(office, "study").versions) == 1

    def test_a_rhythm_that_has_to_wait_for_its_quarter_says_so(self, office: Office) -> None:
        duty = changed(office, "study", valid_from=date(2026, 8, 1), every=Every.QUARTER)
        said = [sentence(finding) for finding in office.services.duties.preview(duty)]
        assert said[:2] == ["周期不同，从 2026年10月 起用", "第4季度：4 个应办 4 次"]
        assert said[-1] == "2026年9月和以前不变"

    def test_a_life_day_is_each_branchs_own_in_the_preview_too(self, office: Office) -> None:
        duty = changed(office, "study", hold_by=Deadline.parse("life_day"), report_by=Deadline.parse("3w"))
        said = [sentence(finding) for finding in office.services.duties.preview(duty)]
        assert "各支部在自己的支部生活日前召开；没定的按月底" in said

    def test_a_month_that_is_over_keeps_its_rule(self, office: Office) -> None:
        since(office, "2026-01")
        with pytest.raises(Refusal) as caught:
            office.services.duties.change(changed(office, "study", valid_from=date(2026, 5, 1)))
        assert code_of(caught) == "duty_from_past"
        with pytest.raises(Refusal):
            office.services.duties.preview(changed(office, "study", valid_from=date(2026, 5, 1)))

    def test_a_new_office_may_say_what_held_before_it(self, office: Office) -> None:
        duty = changed(office, "study", valid_from=date(2026, 1, 1), hold_by=Deadline.parse("10"))
        office.services.duties.change(duty)
        assert study(office, JUNE).hold_by == date(2026, 6, 10)

    def test_a_duty_of_the_offices_own_is_owed_from_its_month_on(self, office: Office) -> None:
        own = replace(line(office, "study").duty, code="", title="读书分享", valid_from=NEXT)
        code = office.services.duties.change(own).value.code
        assert line(office, code, NEXT).owing == 4
        assert line(office, code).owing == 0
        columns = office.services.dues.board(JULY).columns
        assert [column.duty.title for column in columns][-1] == "读书分享"

    def test_a_duty_that_is_stopped_is_owed_no_more_and_its_past_stays(self, office: Office) -> None:
        since(office, "2026-05")
        done = office.services.duties.stop("study", NEXT)
        assert done.name == "集中学习从 2026年7月 起停用"
        assert "study" not in {column.duty.code for column in office.services.dues.board(JULY).columns}
        assert study(office, Period(2026, 5, 1)).state is DueState.OVERDUE
        assert (line(office, "study", NEXT).owing, line(office, "study", NEXT).duty.stopped) == (0, True)
        said = [sentence(finding) for finding in office.services.duties.preview(done.value)]
        assert said[0] == "7月起不再要求"

    def test_a_version_not_used_yet_is_taken_back(self, office: Office) -> None:
        stored = office.services.duties.change(changed(office, "study", hold_by=Deadline.parse("18"))).value
        office.services.duties.take_back(stored.id)
        assert len(line(office, "study").versions) == 1
        with pytest.raises(Refusal) as caught:
            office.services.duties.take_back(stored.id)
        assert code_of(caught) == "duty_version_unknown"

    def test_a_version_that_has_decided_a_month_stays(self, office: Office) -> None:
        stored = office.services.duties.change(changed(office, "study", valid_from=date(2026, 6, 1))).value
        office.clock.moment = datetime(2026, 7, 2, 9)
        with pytest.raises(Refusal) as caught:
            office.services.duties.take_back(stored.id)
        assert code_of(caught) == "duty_version_used"

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"title": ""}, "duty_title_missing"),
            ({"times": 0}, "duty_times_absurd"),
            ({"valid_from": date(2026, 7, 2)}, "duty_from_within_month"),
            ({"hold_by": Deadline.parse("+1-5")}, "duty_held_beyond_period"),
            ({"title": "长" * 31}, "text_too_long"),
        ],
    )
    def test_what_cannot_be_asked_is_refused_and_nothing_is_stored(
        self, office: Office, changes: dict[str, object], code: str
    ) -> None:
        with pytest.raises(Refusal) as caught:
            office.services.duties.change(changed(office, "study", **changes))
        assert code_of(caught) == code
        assert len(line(office, "study").versions) == 1


class TestWaivers:
    def test_a_waiver_with_who_agreed_lets_one_branch_off_one_month(self, office: Office) -> None:
        east = office.villages["东村"]
        done = office.services.duties.waive("study", east, JUNE, " 麦收 ", "镇党委", date(2026, 6, 15))
        assert done.name == "东村集中学习免办 2026年6月"
        (shown,) = office.services.dues.cell("study", east, JUNE)
        assert (shown.due.state, shown.why) == (DueState.WAIVED, "免办：麦收（镇党委同意）")
        assert study(office, JULY).state is not DueState.WAIVED
        assert study(office, JUNE, "西村").state is not DueState.WAIVED
        (waiver,) = office.services.duties.waivers(2026)
        assert (waiver.unit.name, waiver.title, waiver.group) == ("东村", "集中学习", "")
        assert office.services.duties.waivers(2025) == ()
        office.services.duties.unwaive(done.value.id)
        assert study(office, JUNE).state is not DueState.WAIVED
        office.services.offices.undo()
        assert study(office, JUNE).state is DueState.WAIVED

    def test_several_waivers_are_taken_back_as_one_deed(self, office: Office) -> None:
        duties, numbers = office.services.duties, []
        for village in ("东村", "西村", "南村"):
            unit, day = office.villages[village], date(2026, 6, 15)
            numbers.append(duties.waive("study", unit, JUNE, "麦收", "镇党委", day).value.id)
        before = office.dump()
        assert duties.unwaive_some(numbers[:2]).name == "撤销 2 条免办"
        assert [line.unit.name for line in duties.waivers(2026)] == ["南村"]
        office.services.offices.undo()
        assert office.dump() == before

    def test_one_group_is_let_off_by_itself(self, office: Office) -> None:
        west = office.villages["西村"]
        first = office.services.people.add_group(west, "第一党小组", date(2020, 1, 1)).value
        office.services.people.add_group(west, "第二党小组", date(2020, 1, 1))
        office.services.duties.waive("group_meeting", west, JUNE, "外出务工", "镇党委", group_id=first.id)
        states = [line.due.state for line in office.services.dues.cell("group_meeting", west, JUNE)]
        assert states == [DueState.WAIVED, DueState.TODO]
        assert office.services.duties.waivers(2026)[0].group == "第一党小组"

    def test_a_waiver_for_the_quarter_covers_its_months(self, office: Office) -> None:
        office.services.duties.waive("study", office.villages["东村"], Period(2026, 4, 3), "搬迁", "镇党委")
        assert study(office, JUNE).state is DueState.WAIVED
        with pytest.raises(Refusal) as caught:
            office.services.duties.waive("study", office.villages["东村"], JUNE, "麦收", "镇党委")
        assert code_of(caught) == "waiver_there_already"

    def test_what_is_striven_for_takes_a_word_and_nobodys_leave(self, office: Office) -> None:
        town = office.services.people.add_unit(UnitDraft("官庄镇党委", UnitKind.TOWN_COMMITTEE)).value.id
        done = office.services.duties.waive("training", town, JUNE, "三夏大忙")
        assert done.name == "说明官庄镇党委书记培训没办 2026年6月"
        assert office.services.dues.cell("training", town, JUNE)[0].why == "没办，已说明：三夏大忙"

    @pytest.mark.parametrize(
        ("given", "code"),
        [
            (("dancing", JUNE, "麦收", "镇党委", None), "duty_unknown"),
            (("study", JUNE, " ", "镇党委", None), "waiver_reason_missing"),
            (("study", JUNE, "麦收", "", None), "waiver_approver_missing"),
            (("study", JUNE, "麦收", "镇党委", date(2026, 6, 18)), "waiver_approved_ahead"),
            (("lecture", JUNE, "麦收", "镇党委", None), "waiver_covers_nothing"),
            (("study", JUNE, "长" * 201, "镇党委", None), "text_too_long"),
        ],
    )
    def test_a_waiver_that_says_too_little_is_refused(
        self, office: Office, given: tuple[str, Period, str, str, date | None], code: str
    ) -> None:
        duty, period, reason, approver, day = given
        with pytest.raises(Refusal) as caught:
            office.services.duties.waive(duty, office.villages["东村"], period, reason, approver, day)
        assert code_of(caught) == code
        assert office.services.duties.waivers(2026) == ()

    def test_a_group_of_another_branch_cannot_be_let_off(self, office: Office) -> None:
        group = office.services.people.add_group(
            office.villages["西村"], "第一党小组", date(2020, 1, 1)
        ).value
        with pytest.raises(KeyError):
            office.services.duties.waive(
                "group_meeting", office.villages["东村"], JUNE, "麦收", "镇党委", group_id=group.id
            )


class TestLifeDays:
    def test_branches_get_their_day_and_their_duties_follow_it(self, office: Office) -> None:
        east, west = office.villages["东村"], office.villages["西村"]
        done = office.services.duties.set_life_day([east, west], "15日", time(19), 5, NEXT)
        assert done.name == "东村、西村的支部生活日定为 15日"
        lines = {line.unit.name: line for line in office.services.duties.life_days(JULY)}
        assert (lines["东村"].falls_on, lines["东村"].until) == (date(2026, 7, 15), date(2026, 7, 20))
        assert lines["东村"].life_day is not None
        assert lines["东村"].life_day.starts_at == time(19)
        assert lines["南村"].life_day is None
        assert {line.life_day for line in office.services.duties.life_days(JUNE)} == {None}
        theme = {
            name: office.services.dues.cell("theme_day", unit, JULY)[0].due.hold_by
            for name, unit in office.villages.items()
        }
        assert theme["东村"] == date(2026, 7, 20)
        assert theme["南村"] == date(2026, 7, 31)

    @pytest.mark.parametrize(
        ("rule", "month", "day", "why"),
        [
            ("第一个周五", JULY, date(2026, 7, 3), "按“第一个周五”排定"),
            ("18日", JULY, date(2026, 7, 18), "按“18日”排定"),
            ("31日", Period(2026, 9, 1), date(2026, 9, 30), "按“31日”排定"),
            ("3日", Period(2026, 10, 1), date(2026, 10, 8), "原定 10月3日（国庆节假期），顺延至 10月8日"),
            ("第一个周六", Period(2026, 8, 1), date(2026, 8, 1), "按“第一个周六”排定"),
        ],
    )
    def test_a_day_keeps_its_weekend_and_leaves_a_holiday(
        self, office: Office, rule: str, month: Period, day: date, why: str
    ) -> None:
        east = office.villages["东村"]
        office.services.duties.set_life_day([east], rule, None, 0, NEXT)
        (found,) = [line for line in office.services.duties.life_days(month) if line.unit.id == east]
        assert found.falls_on == day
        assert found.why is not None
        assert sentence(found.why) == why

    def test_grace_may_run_into_the_next_month_and_the_due_stays_in_its_own(self, office: Office) -> None:
        east = office.villages["东村"]
        office.services.duties.set_life_day([east], "28日", None, 7, NEXT)
        (shown,) = office.services.dues.cell("theme_day", east, JULY)
        assert (prose(shown.due.hold_by), shown.due.period) == ("8月4日", JULY)
        august = office.services.dues.board(Period(2026, 8, 1)).dues()
        assert {due.period.code for due in august if due.duty.code == "theme_day"} == {"2026-08"}

    def test_a_new_day_leaves_the_months_before_it(self, office: Office) -> None:
        east = office.villages["东村"]
        office.services.duties.set_life_day([east], "10日", None, 0, date(2026, 6, 1))
        office.services.duties.set_life_day([east], "20日", None, 0, NEXT)
        holds = [office.services.dues.cell("theme_day", east, month)[0].due.hold_by for month in (JUNE, JULY)]
        assert holds == [date(2026, 6, 10), date(2026, 7, 20)]

    def test_a_day_said_twice_for_a_month_is_written_over_and_undone_at_once(self, office: Office) -> None:
        villages = list(office.villages.values())
        office.services.duties.set_life_day(villages, "10日", None, 0, NEXT)
        done = office.services.duties.set_life_day(villages, "20日", None, 0, NEXT)
        assert done.name == "4 个支部的支部生活日定为 20日"
        assert {line.falls_on for line in office.services.duties.life_days(JULY)} == {date(2026, 7, 20)}
        assert office.services.duties.set_life_day(villages, "20日", None, 0, NEXT).action == 0
        office.services.offices.undo()
        assert {line.falls_on for line in office.services.duties.life_days(JULY)} == {date(2026, 7, 10)}

    def test_a_branch_without_a_day_any_more_goes_by_the_months_end(self, office: Office) -> None:
        east = office.villages["东村"]
        office.services.duties.set_life_day([east], "10日", None, 0, date(2026, 6, 1))
        office.services.duties.set_life_day([east], "20日", None, 0, date(2026, 9, 1))
        office.services.duties.end_life_day([east], date(2026, 8, 1))
        ends = [
            office.services.dues.cell("theme_day", east, Period(2026, month, 1))[0].due.hold_by.day
            for month in (6, 7, 8, 9)
        ]
        assert ends == [10, 10, 31, 30]
        august = office.services.duties.life_days(Period(2026, 8, 1))
        assert {line.life_day for line in august} == {None}

    @pytest.mark.parametrize(
        ("rule", "grace", "valid_from", "code"),
        [
            ("每逢初一", 0, NEXT, "rule_unreadable"),
            ("40日", 0, NEXT, "rule_unreadable"),
            ("15日", 32, NEXT, "life_day_grace_absurd"),
            ("15日", -1, NEXT, "life_day_grace_absurd"),
            ("15日", 0, date(2026, 7, 3), "duty_from_within_month"),
        ],
    )
    def test_what_names_no_day_is_refused(
        self, office: Office, rule: str, grace: int, valid_from: date, code: str
    ) -> None:
        with pytest.raises(Refusal) as caught:
            office.services.duties.set_life_day([office.villages["东村"]], rule, None, grace, valid_from)
        assert code_of(caught) == code

    def test_only_branches_have_one(self, office: Office) -> None:
        for units, code in (
            ([], "life_day_without_units"),
            ([office.communities["管城社区"]], "life_day_no_branch"),
        ):
            with pytest.raises(Refusal) as caught:
                office.services.duties.set_life_day(units, "15日", None, 0, NEXT)
            assert code_of(caught) == code


def test_a_duty_of_the_town_counts_its_units_not_its_records(office: Office) -> None:
    person = office.services.people.add_person(PersonDraft("党员示例")).value
    office.services.people.admit(person.id, office.villages["东村"], PartyClass.FULL, date(2020, 1, 1))
    twice = changed(office, "study", times=2, grade=Grade.LOCAL)
    office.services.duties.change(twice)
    assert line(office, "study", NEXT).owing == 4
    said = [sentence(finding) for finding in office.services.duties.preview(twice)]
    assert said[0] == "7月：4 个应办 8 次"
