"""The year's plan: proposed by a rule, changed by hand, never trampled."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gzparty.domain.diagnostic import Diagnostic, Refusal
from gzparty.domain.sitting import Mark, RosterKind, RosterRule, Status
from gzparty.domain.training import CourseForm, TrainingState
from gzparty.labels import refusal_text, sentence
from gzparty.services.training import CourseDraft, TrainingDraft
from gzparty.services.views import SessionStage
from tests.builders import Office

RULE = "每月第三个周三 14:30"
TODAY = date(2026, 6, 17)


@pytest.fixture
def planned(office: Office) -> Office:
    """The office with its year planned."""
    office.services.calendars.ensure(2026)
    office.services.trainings.plan(2026, RULE)
    return office


def days(office: Office, year: int = 2026) -> dict[str, date]:
    """The day of each session by its number."""
    return {
        line.training.number: line.sitting.start.date() for line in office.services.sessions.year(year).lines
    }


def number(office: Office, reference: str) -> int:
    found = office.store.trainings.find(reference)
    assert found is not None
    return found.id


def begin(office: Office, reference: str) -> int:
    """Mark the first line of a session; returns its sitting."""
    found = office.store.trainings.find(reference)
    assert found is not None
    office.services.rolls.mark(found.sitting_id, [1], Mark(Status.PRESENT))
    return found.sitting_id


def refused(caught: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal_text(caught.value)


class TestPlanning:
    """A rule fills the months that have no session."""

    def test_a_year_has_twelve_sessions_each_with_its_reason(self, planned: Office) -> None:
        lines = planned.services.sessions.year(2026).lines
        assert [line.training.number for line in lines] == [f"2026-{n:02d}" for n in range(1, 13)]
        told = [sentence(line.training.why) for line in lines if line.training.why]
        assert told[1] == "原定 2月18日（春节假期），顺延至 2月24日"
        assert told[5] == "按“每月第三个周三 14:30”排定"
        assert len(told) == 12

    def test_the_31st_skips_no_month(self, office: Office) -> None:
        office.services.calendars.ensure(2026)
        office.services.trainings.plan(2026, "每月31日 9:00")
        assert [day.month for day in days(office).values()] == list(range(1, 13))

    def test_planning_again_touches_nothing_that_is_there(self, planned: Office) -> None:
        before = planned.dump()
        done = planned.services.trainings.plan(2026, "每月25日")
        assert (done.value, done.action) == ((), 0)
        assert planned.dump() == before

    def test_a_cancelled_month_is_planned_anew_under_a_new_number(self, planned: Office) -> None:
        planned.services.trainings.cancel(number(planned, "2026-08"), "三夏")
        done = planned.services.trainings.plan(2026, RULE)
        assert [training.number for training in done.value] == ["2026-13"]
        states = {line.training.number: line.stage for line in planned.services.sessions.year(2026).lines}
        assert states["2026-08"] is SessionStage.CANCELLED

    def test_a_number_is_never_given_twice_even_after_undo(self, office: Office) -> None:
        office.services.trainings.plan(2026, RULE)
        office.services.offices.undo()
        added = office.services.trainings.add(TrainingDraft(datetime(2026, 7, 1, 9)))
        assert added.value.number == "2026-13"

    def test_a_year_without_its_notice_says_so(self, office: Office) -> None:
        findings = office.services.sessions.year(2030).findings
        assert [sentence(finding)[:14] for finding in findings] == ["2030年放假安排还没导入，"[:14]]

    def test_a_place_taken_moves_the_proposal_and_says_by_what(self, office: Office) -> None:
        office.services.offices.change_settings({"training_place": "三楼"})
        late = office.services.trainings.add(TrainingDraft(datetime(2026, 5, 20, 14), place="三楼")).value
        office.services.trainings.set_actual_time(
            late.id, datetime(2026, 6, 17, 14), datetime(2026, 6, 17, 17)
        )
        proposals = {p.month: p for p in office.services.trainings.propose(2026, RULE)}
        assert 5 not in proposals
        assert sentence(proposals[6].why) == "原定 6月17日，6月17日 14:00 的“三楼”已有安排，改到 6月18日"
        assert proposals[7].day == date(2026, 7, 15)

    def test_an_office_that_begins_in_june_plans_from_june_on(self, office: Office) -> None:
        planned = office.services.trainings.plan(2026, RULE, since=date(2026, 6, 17)).value
        assert [training.month for training in planned] == [6, 7, 8, 9, 10, 11, 12]
        assert [p.month for p in office.services.trainings.propose(2026, RULE)] == [1, 2, 3, 4, 5]


class TestReplanning:
    """A later rule moves only what an earlier rule placed and nobody has touched."""

    def test_pinned_past_begun_cancelled_and_explained_sessions_stay(self, planned: Office) -> None:
        services = planned.services
        services.trainings.move(number(planned, "2026-08"), datetime(2026, 8, 5, 9), reason="领导外出")
        services.trainings.cancel(number(planned, "2026-09"), "三秋")
        services.trainings.explain_missed(number(planned, "2026-10"), "换届")
        begin(planned, "2026-11")
        before = days(planned)
        moved = services.trainings.replan(2026, "每月25日 9:00", TODAY).value
        assert [training.number for training in moved] == ["2026-07", "2026-12"]
        after = days(planned)
        assert {n for n in before if before[n] != after[n]} == {"2026-07", "2026-12"}
        assert (after["2026-07"], after["2026-12"]) == (date(2026, 7, 27), date(2026, 12, 25))
        kept = planned.store.trainings.get(number(planned, "2026-08"))
        assert kept.why is not None
        assert sentence(kept.why) == "原定 8月19日，改到 8月5日：领导外出"

    def test_nothing_is_moved_to_today_or_the_past(self, planned: Office) -> None:
        on = date(2026, 9, 15)
        before = days(planned)
        planned.services.trainings.replan(2026, "每月15日", on)
        after = days(planned)
        assert after["2026-09"] == before["2026-09"] == date(2026, 9, 16)
        assert after["2026-10"] == date(2026, 10, 15)

    def test_a_rule_day_in_a_holiday_that_has_begun_still_moves_to_the_day_after_it(
        self, planned: Office
    ) -> None:
        planned.services.trainings.replan(2026, "每月1日", date(2026, 10, 2))
        assert days(planned)["2026-10"] == date(2026, 10, 8)

    def test_replanning_is_one_deed(self, planned: Office) -> None:
        before = planned.dump()
        planned.services.trainings.replan(2026, "每月25日 9:00", TODAY)
        assert [deed.name for deed in planned.services.offices.undo()] == ["按新规则重排 2026 年培训"]
        assert planned.dump() == before


class TestChanging:
    """Add, edit, move, cancel, explain, restore, delete."""

    def test_moving_keeps_the_length_and_pins(self, planned: Office) -> None:
        moved = planned.services.trainings.move(number(planned, "2026-07"), datetime(2026, 7, 9, 9)).value
        sitting = planned.store.sittings.get(moved.sitting_id)
        assert (sitting.planned_end, moved.pinned) == (datetime(2026, 7, 9, 12), True)
        assert moved.why is not None
        assert sentence(moved.why) == "原定 7月15日，改到 7月9日"

    @pytest.mark.parametrize(
        "change",
        [
            lambda o, t: o.services.trainings.move(t, datetime(2026, 7, 9, 9)),
            lambda o, t: o.services.trainings.edit(t, TrainingDraft(datetime(2026, 7, 9, 9))),
            lambda o, t: o.services.trainings.cancel(t, "下雨"),
            lambda o, t: o.services.trainings.explain_missed(t, "下雨"),
            lambda o, t: o.services.trainings.delete(t),
        ],
        ids=["move", "edit", "cancel", "explain", "delete"],
    )
    def test_a_session_with_marks_is_not_changed_until_they_are_cleared(
        self, planned: Office, change: object
    ) -> None:
        assert callable(change)
        sitting = begin(planned, "2026-06")
        before = planned.dump()
        with pytest.raises(Refusal) as caught:
            change(planned, number(planned, "2026-06"))
        assert "第 6 期已经开始签到" in refused(caught)
        assert "先清掉签到记录" in refused(caught)
        assert planned.dump() == before
        planned.services.rolls.clear(sitting, [1])
        change(planned, number(planned, "2026-06"))

    def test_cancelling_and_explaining_need_a_reason(self, planned: Office) -> None:
        training = number(planned, "2026-07")
        for deed in (planned.services.trainings.cancel, planned.services.trainings.explain_missed):
            with pytest.raises(Refusal) as caught:
                deed(training, "  ")
            assert refused(caught) == "请写明原因，检查时要看。"
        planned.services.trainings.cancel(training, "防汛")
        assert planned.store.trainings.get(training).state_reason == "防汛"
        plan = planned.services.sessions.year(2026)
        assert plan.credit_planned == 11 * 8
        planned.services.trainings.restore(training)
        restored = planned.store.trainings.get(training)
        assert (restored.state, restored.state_reason) == (TrainingState.PLANNED, "")

    def test_restoring_a_held_session_does_not_unhold_it(self, planned: Office) -> None:
        planned.services.rolls.close(begin(planned, "2026-06"))
        planned.services.trainings.restore(number(planned, "2026-06"))
        assert planned.store.trainings.get(number(planned, "2026-06")).state is TrainingState.HELD

    def test_deleting_takes_the_sitting_and_courses_along(self, planned: Office) -> None:
        training = planned.store.trainings.get(number(planned, "2026-07"))
        planned.services.trainings.set_courses(training.id, [CourseDraft("党课", minutes=60)])
        planned.services.trainings.delete(training.id)
        assert "2026-07" not in days(planned)
        assert planned.store.trainings.courses([training.id]) == []
        assert training.sitting_id not in planned.store.sittings.many([training.sitting_id])
        planned.services.offices.undo()
        assert "2026-07" in days(planned)

    @pytest.mark.parametrize("end", [datetime(2026, 7, 9, 14), datetime(2026, 7, 9, 13)])
    def test_an_end_before_or_at_its_start_is_refused_everywhere(
        self, planned: Office, end: datetime
    ) -> None:
        training, start = number(planned, "2026-07"), datetime(2026, 7, 9, 14)
        before = planned.dump()
        trainings = planned.services.trainings
        for attempt in (
            lambda: trainings.add(TrainingDraft(start, end)),
            lambda: trainings.edit(training, TrainingDraft(start, end)),
            lambda: trainings.move(training, start, end),
            lambda: trainings.set_actual_time(training, start, end),
        ):
            with pytest.raises(Refusal) as caught:
                attempt()
            assert "不晚于开始时间 7月9日 14:00" in refused(caught)
        assert planned.dump() == before

    def test_editing_leaves_what_was_not_typed_and_pins_only_a_changed_time(self, planned: Office) -> None:
        training = planned.store.trainings.get(number(planned, "2026-07"))
        start = planned.store.sittings.get(training.sitting_id).planned_start
        edited = planned.services.trainings.edit(training.id, TrainingDraft(start, topic="乡村振兴")).value
        assert (edited.topic, edited.pinned, edited.why) == ("乡村振兴", False, training.why)
        edited = planned.services.trainings.edit(training.id, TrainingDraft(start, note="带笔记本")).value
        assert (edited.topic, edited.note) == ("乡村振兴", "带笔记本")
        moved = planned.services.trainings.edit(training.id, TrainingDraft(datetime(2026, 9, 1, 9))).value
        assert (moved.month, moved.pinned) == (9, True)

    def test_the_roster_of_a_begun_roll_cannot_be_edited(self, planned: Office) -> None:
        begin(planned, "2026-06")
        training = planned.store.trainings.get(number(planned, "2026-06"))
        start = planned.store.sittings.get(training.sitting_id).planned_start
        picked = RosterRule(RosterKind.PICKED, people=(1,))
        with pytest.raises(Refusal) as caught:
            planned.services.trainings.edit(training.id, TrainingDraft(start, roster=picked))
        assert "名单不再变动" in refused(caught)
        planned.services.trainings.edit(training.id, TrainingDraft(start, topic="补题"))

    def test_back_entry_keeps_both_times(self, planned: Office) -> None:
        training = planned.store.trainings.get(number(planned, "2026-03"))
        real = (datetime(2026, 3, 20, 9), datetime(2026, 3, 20, 12))
        planned.services.trainings.set_actual_time(training.id, *real)
        sitting = planned.store.sittings.get(training.sitting_id)
        assert (sitting.planned_start, sitting.start, sitting.end) == (datetime(2026, 3, 18, 14, 30), *real)
        assert days(planned)["2026-03"] == date(2026, 3, 20)


class TestCourses:
    """A course needs a title and a length."""

    @pytest.mark.parametrize(
        ("draft", "said"),
        [
            (CourseDraft(" ", minutes=60), "第 2 门课没有名称"),
            (CourseDraft("党课", minutes=0), "“党课”的时长是 0 分钟"),
            (CourseDraft("党课", minutes=1441), "“党课”的时长是 1441 分钟"),
        ],
    )
    def test_a_course_that_cannot_be_is_refused_and_the_old_ones_stay(
        self, planned: Office, draft: CourseDraft, said: str
    ) -> None:
        training = number(planned, "2026-07")
        planned.services.trainings.set_courses(training, [CourseDraft("旧课", minutes=60)])
        with pytest.raises(Refusal) as caught:
            planned.services.trainings.set_courses(training, [CourseDraft("好课", minutes=60), draft])
        assert said in refused(caught)
        assert [course.title for course in planned.store.trainings.courses([training])] == ["旧课"]

    def test_courses_make_the_credit_of_the_session(self, planned: Office) -> None:
        training = number(planned, "2026-07")
        courses = [
            CourseDraft("讲座", minutes=90),
            CourseDraft("看现场", form=CourseForm.PRACTICE, minutes=60),
        ]
        planned.services.trainings.set_courses(training, courses)
        assert planned.services.sessions.detail(training).credit == 3 + 2


class TestClashes:
    """What should be looked at before a time is taken."""

    def codes(self, found: tuple[Diagnostic, ...]) -> list[str]:
        return [finding.code for finding in found]

    def test_days_off_and_clashes_are_found_and_touching_times_are_none(self, planned: Office) -> None:
        findings = planned.services.trainings.findings
        taken = datetime(2026, 7, 15, 14, 30)
        planned.services.trainings.edit(number(planned, "2026-07"), TrainingDraft(taken, place="三楼"))
        end = datetime(2026, 7, 15, 17)
        assert self.codes(findings(taken, end, "三楼")) == ["clash_place"]
        assert self.codes(findings(taken, end, "二楼")) == ["clash_people"]
        sitting = planned.store.trainings.get(number(planned, "2026-07")).sitting_id
        assert findings(taken, end, "三楼", besides=sitting) == ()
        assert findings(datetime(2026, 7, 15, 9), taken, "三楼") == ()
        assert findings(datetime(2026, 7, 15, 17, 30), datetime(2026, 7, 15, 18), "三楼") == ()
        off = findings(datetime(2026, 10, 1, 9), datetime(2026, 10, 1, 10), "")
        assert [sentence(finding) for finding in off] == ["10月1日 是国庆节假期"]
        assert self.codes(findings(datetime(2026, 7, 18, 9), datetime(2026, 7, 18, 10), "")) == [
            "day_is_weekend"
        ]

    @pytest.mark.parametrize("deed", ["cancel", "explain_missed"])
    def test_a_session_that_does_not_take_place_clashes_with_nothing(
        self, planned: Office, deed: str
    ) -> None:
        getattr(planned.services.trainings, deed)(number(planned, "2026-07"), "防汛")
        found = planned.services.trainings.findings(
            datetime(2026, 7, 15, 14, 30), datetime(2026, 7, 15, 16), ""
        )
        assert found == ()


def test_a_session_stands_where_its_day_and_roll_say(planned: Office) -> None:
    planned.services.rolls.close(begin(planned, "2026-04"))
    begin(planned, "2026-05")
    training = number(planned, "2026-08")
    planned.services.trainings.set_courses(training, [CourseDraft("党课", minutes=60)])
    start = datetime(2026, 8, 19, 14, 30)
    planned.services.trainings.edit(training, TrainingDraft(start, topic="乡村振兴"))
    planned.services.trainings.explain_missed(number(planned, "2026-02"), "春节")
    plan = planned.services.sessions.year(2026)
    stages = {line.training.month: line.stage.value for line in plan.lines}
    assert [stages[month] for month in (2, 3, 4, 5, 6, 7, 8)] == [
        "missed",
        "unentered",
        "done",
        "taking",
        "today",
        "unready",
        "ready",
    ]
    assert (plan.held, plan.credit_target) == (1, 112)
