"""资格审核: findings follow whatever is corrected in roll and ledger, and people alone give verdicts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from gzparty.domain.eligibility import FindingKind
from gzparty.domain.inspection import Answer
from gzparty.domain.meeting import Depth, MeetingKind
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PartyClass
from gzparty.domain.problem import Step
from gzparty.domain.selection import Nomination, Reply, Subject, Verdict
from gzparty.domain.sitting import Mark, Status
from gzparty.labels import sentence
from gzparty.labels.nominations import gone_text
from gzparty.reports.papers.exemplar_words import review_words
from gzparty.services.inspection_drafts import InspectionDraft, ItemDraft
from gzparty.services.people import PersonDraft
from gzparty.services.problem_drafts import ProblemDraft
from gzparty.services.selection_drafts import MentionDraft, NominationDraft
from gzparty.services.training import TrainingDraft
from tests.builders import Office, a_secretary
from tests.meetings import a_draft as a_meeting
from tests.meetings import register as register_meeting
from tests.nominations import (
    JUDGE,
    JUDGED,
    NOMINATED,
    REPLIED,
    a_candidate,
    a_session,
    begin,
    judge,
    line_of,
    mark,
    nominate,
)
from tests.problems import a_draft as a_problem_draft
from tests.problems import closed, refused, register, take
from tests.selections import Poll

WARNED = "逾期未销号 1 条"


@pytest.fixture
def nomination(office: Office) -> Nomination:
    """一示例, secretary of 东村, nominated in June."""
    return nominate(office, begin(office))[0]


def told(office: Office, nomination: Nomination) -> list[str]:
    """What the list says is found."""
    return [sentence(finding.said) for finding in line_of(office, nomination).findings]


def undo(office: Office) -> None:
    office.store.journal.undo(1, office.clock())


def overdue(office: Office, village: str = "东村", **facts: Any) -> ProblemDraft:
    """A problem past its deadline, answered for by nobody the office knows."""
    known: dict[str, Any] = {"unit_id": office.villages[village], "deadline": date(2026, 6, 12)}
    return a_problem_draft(office, **{**known, **facts})


class TestRoll:
    """Absences follow the roll."""

    def test_an_absence_is_found_with_the_training_behind_it(
        self, office: Office, nomination: Nomination
    ) -> None:
        a_session(office, 一示例=Status.ABSENT, 二示例=Status.ABSENT)
        (found,) = line_of(office, nomination).findings
        assert sentence(found.said) == "近 3 个月缺席 1 次"
        (training,) = office.store.trainings.of_year(2026)
        assert found.rows == (("training", training.id, training.number),)

    def test_a_mark_corrected_to_leave_takes_it_away_and_undo_brings_it_back(
        self, office: Office, nomination: Nomination
    ) -> None:
        sitting = a_session(office, 一示例=Status.ABSENT)
        mark(office, sitting, "一示例", Status.LEAVE)
        assert told(office, nomination) == []
        undo(office)
        assert told(office, nomination) == ["近 3 个月缺席 1 次"]

    def test_a_roll_opened_again_says_nothing_until_it_is_closed(
        self, office: Office, nomination: Nomination
    ) -> None:
        sitting = a_session(office, 一示例=Status.ABSENT)
        office.services.rolls.reopen(sitting)
        assert told(office, nomination) == []
        office.services.rolls.close(sitting)
        assert told(office, nomination) == ["近 3 个月缺席 1 次"]

    def test_what_was_made_up_or_left_out_of_the_count_is_no_absence(
        self, office: Office, nomination: Nomination
    ) -> None:
        sitting = a_session(office, 一示例=Status.ABSENT)
        (line,) = [
            row.attendance
            for row in office.services.sessions.roll(sitting).rows
            if row.attendance.name == "一示例"
        ]
        office.services.rolls.record_makeup(line.id, date(2026, 6, 2), 180, "学习笔记")
        assert told(office, nomination) == []
        undo(office)
        office.services.rolls.leave_out(sitting, [line.position], "借调")
        assert told(office, nomination) == []
        undo(office)
        assert told(office, nomination) == ["近 3 个月缺席 1 次"]

    @pytest.mark.parametrize("status", [Status.LEAVE, Status.OFFICIAL, Status.LATE, Status.PRESENT])
    def test_no_other_mark_is_an_absence(
        self, office: Office, nomination: Nomination, status: Status
    ) -> None:
        a_session(office, 一示例=status)
        assert told(office, nomination) == []

    def test_whoever_was_not_marked_is_not_called_absent(
        self, office: Office, nomination: Nomination
    ) -> None:
        start = datetime(2026, 5, 20, 14, 30)
        draft = TrainingDraft(start, start.replace(hour=17))
        sitting = office.services.trainings.add(draft).value.sitting_id
        office.services.rolls.close(sitting)
        assert told(office, nomination) == []

    def test_meetings_by_names_count_and_those_before_the_months_looked_back_on_do_not(
        self, office: Office, nomination: Nomination
    ) -> None:
        a_session(office, datetime(2026, 3, 31, 14, 30), 一示例=Status.ABSENT)
        assert told(office, nomination) == []
        draft = a_meeting(office, MeetingKind.STUDY, depth=Depth.NAMES, starts=time(9))
        (meeting,) = register_meeting(office, draft)
        mark(office, meeting.sitting_id, "一示例", Status.ABSENT)
        assert told(office, nomination) == []
        office.services.rolls.close(meeting.sitting_id)
        (found,) = line_of(office, nomination).findings
        assert found.rows == (("meeting", meeting.id, meeting.number),)

    def test_two_records_of_one_person_are_no_absence_where_either_attended(
        self, office: Office, nomination: Nomination
    ) -> None:
        twin = a_secretary(office, "一示例", office.villages["西村"])
        rolls, start = office.services.rolls, datetime(2026, 5, 20, 14, 30)
        draft = TrainingDraft(start, start.replace(hour=17))
        sitting = office.services.trainings.add(draft).value.sitting_id
        rows = [row.attendance for row in office.services.sessions.roll(sitting).rows]
        (mine,) = (row for row in rows if row.person_id == office.secretaries["一示例"])
        rolls.mark(sitting, [mine.position], Mark(Status.ABSENT))
        rolls.mark_unmarked(sitting, Status.PRESENT)
        rolls.close(sitting)
        assert told(office, nomination) == ["近 3 个月缺席 1 次"]
        office.services.people.merge_people(twin, office.secretaries["一示例"])
        assert told(office, nomination) == []


class TestLedger:
    """Problems follow the ledger."""

    def test_an_overdue_problem_of_the_secretarys_village_is_found_until_it_is_closed(
        self, office: Office, nomination: Nomination
    ) -> None:
        mine, _other = register(office, overdue(office), overdue(office, "西村"))
        (found,) = line_of(office, nomination).findings
        assert sentence(found.said) == WARNED
        assert found.rows == (("problem", mine.id, mine.number),)
        closed(office, mine)
        assert told(office, nomination) == []
        undo(office)
        assert told(office, nomination) == [WARNED]

    def test_a_deadline_put_off_and_a_problem_withdrawn_take_it_away(
        self, office: Office, nomination: Nomination
    ) -> None:
        (row,) = register(office, overdue(office))
        take(office, row, Step.EXTEND, until=date(2026, 6, 30), approver="马示例", note="等批复")
        assert told(office, nomination) == []
        undo(office)
        assert told(office, nomination) == [WARNED]
        take(office, row, Step.WITHDRAW, note="查无此事", approver="马示例")
        assert told(office, nomination) == []

    def test_one_that_came_back_is_found_after_it_is_closed_too(
        self, office: Office, nomination: Nomination
    ) -> None:
        (row,) = register(office, overdue(office))
        closed(office, row)
        take(office, row, Step.REOPEN, note="又漏记了", until=date(2026, 6, 30))
        assert told(office, nomination) == ["近 3 个月重新整改 1 条"]
        undo(office)
        assert told(office, nomination) == []

    def test_a_member_named_in_the_ledger_of_the_own_village_answers_for_it(self, office: Office) -> None:
        person = office.services.people.add_person(PersonDraft("丁示例")).value
        office.services.people.admit(person.id, office.villages["西村"], PartyClass.FULL, date(2020, 1, 1))
        register(office, overdue(office, "西村", responsible="丁示例"), overdue(office, "西村"))
        draft = NominationDraft(person.id, nominated_on=NOMINATED)
        (nomination,) = office.services.selections.nominate(begin(office).id, [draft]).value
        assert told(office, nomination) == [WARNED]

    def test_whoever_was_nominated_as_secretary_answers_for_the_village_after_the_post_ended(
        self, office: Office, nomination: Nomination
    ) -> None:
        register(office, overdue(office))
        people = office.services.people
        (post,) = office.store.people.posts(office.secretaries["一示例"])
        people.end_post(post.id, date(2026, 6, 15))
        assert told(office, nomination) == [WARNED]
        people.end_post(post.id, date(2026, 6, 2))
        assert told(office, nomination) == []

    def test_a_circular_of_the_month_once_it_has_its_number(
        self, office: Office, nomination: Nomination
    ) -> None:
        tours, village = office.services.tours, office.villages["东村"]
        for held, month in ((date(2026, 6, 10), "6月"), (date(2026, 5, 20), "5月")):
            tour = tours.add(f"{month}联合督查", held).value
            tours.set_units(tour.id, [village])
            problem = ProblemDraft(unit_id=village, text="值班记录漏记 2 天", deadline=date(2026, 6, 30))
            item = ItemDraft("attendance", "上下班和请销假", Answer.PROBLEM, problems=(problem,))
            tours.visit(tour.id, InspectionDraft(village, held, "周示例", items=(item,)))
        assert told(office, nomination) == []
        for view in tours.all():
            tours.change(replace(view.tour, issue=view.tour.held_on.month))
        (found,) = line_of(office, nomination).findings
        assert sentence(found.said) == "本月第 6 期督查通报点到问题 1 条"
        assert [row.record for row in found.rows] == ["tour", "problem"]

    def test_a_circular_from_elsewhere_until_it_is_taken_back(
        self, office: Office, nomination: Nomination
    ) -> None:
        selections = office.services.selections
        draft = MentionDraft(date(2026, 6, 8), "作风问题通报", office.secretaries["一示例"])
        mention = selections.mention(draft).value
        selections.mention(MentionDraft(date(2026, 5, 31), "上月的通报", office.secretaries["一示例"]))
        selections.mention(MentionDraft(date(2026, 6, 8), "别人的通报", office.secretaries["二示例"]))
        assert told(office, nomination) == ["6月8日被通报：作风问题通报"]
        selections.delete_mention(mention.id)
        assert told(office, nomination) == []


class TestRoster:
    """Probation, leaving, an earlier choice."""

    def test_a_probationary_member_is_noted_until_made_a_full_one(self, office: Office) -> None:
        people, village = office.services.people, office.villages["东村"]
        person = people.add_person(PersonDraft("预示例", joined=PartialDate(2025, 9, 12))).value
        people.admit(person.id, village, PartyClass.PROBATIONARY, date(2025, 9, 12))
        draft = NominationDraft(person.id, nominated_on=NOMINATED)
        (nomination,) = office.services.selections.nominate(begin(office).id, [draft]).value
        assert told(office, nomination) == ["预备党员，转正日 2026-09-12"]
        judge(office, nomination)
        people.confirm_member(person.id, date(2026, 6, 12))
        assert told(office, nomination) == []

    def test_somebody_who_leaves_after_the_nomination(self, office: Office, nomination: Nomination) -> None:
        office.services.people.leave(office.secretaries["一示例"], date(2026, 6, 15), "moved")
        assert told(office, nomination) == ["6月15日已经离开"]

    def test_somebody_chosen_not_long_ago_and_when_before(
        self, office: Office, nomination: Nomination
    ) -> None:
        past = office.services.selections.record_past
        past("2026-02", "春耕一线", [a_candidate(office)])
        past("2024-03", "植树", [a_candidate(office)])
        past("2026-03", "人居环境", [a_candidate(office, "二示例")])
        line = line_of(office, nomination)
        assert told(office, nomination) == ["2026年2月评过，间隔不满 12 个月"]
        assert [(one.period, one.title) for one in line.before] == [
            ("2026-02", "春耕一线"),
            ("2024-03", "植树"),
        ]

    def test_a_unit_has_problems_and_earlier_choices_of_its_own(self, office: Office) -> None:
        register(office, overdue(office), overdue(office, "西村"))
        a_session(office, 一示例=Status.ABSENT)
        village = NominationDraft(unit_id=office.villages["东村"], nominated_on=NOMINATED)
        office.services.selections.record_past("2026-02", "", [village])
        office.services.selections.record_past("2026-03", "", [a_candidate(office)])
        selection = begin(office, subject=Subject.UNIT)
        (nomination,) = office.services.selections.nominate(selection.id, [village]).value
        assert told(office, nomination) == [WARNED, "2026年2月评过，间隔不满 12 个月"]


class TestSettings:
    """The figures are the office's."""

    @pytest.mark.parametrize(
        ("key", "value", "said"),
        [
            ("eligible_months", 1, []),
            ("eligible_months", 2, ["近 2 个月缺席 1 次"]),
            ("eligible_absences", 2, []),
        ],
    )
    def test_of_absences(
        self, office: Office, nomination: Nomination, key: str, value: int, said: list[str]
    ) -> None:
        a_session(office, 一示例=Status.ABSENT)
        office.services.offices.change_settings({key: value})
        assert told(office, nomination) == said

    def test_of_being_chosen_again(self, office: Office, nomination: Nomination) -> None:
        office.services.selections.record_past("2026-02", "", [a_candidate(office)])
        office.services.offices.change_settings({"again_months": 4})
        assert told(office, nomination) == []


class TestReading:
    """How it is read."""

    def test_it_can_be_asked_before_anybody_is_nominated(self, office: Office) -> None:
        views, secretary = office.services.selection_views, office.secretaries["一示例"]
        register(office, overdue(office))
        assert [sentence(one.said) for one in views.findings(person_id=secretary)] == [WARNED]
        assert [sentence(one.said) for one in views.findings(unit_id=office.villages["东村"])] == [WARNED]
        assert views.findings(unit_id=office.villages["西村"], period="2026-06") == ()
        office.services.selections.record_past("2026-02", "", [a_candidate(office, "二示例")])
        other = office.secretaries["二示例"]
        assert len(views.findings(person_id=other, period="2026-03")) == 1
        assert views.findings(person_id=other, period="2026-01") == ()

    def test_more_candidates_take_no_more_queries(self, office: Office) -> None:
        register(office, overdue(office), overdue(office, "西村"), overdue(office, "南村"))
        a_session(office, 一示例=Status.ABSENT, 二示例=Status.ABSENT, 三示例=Status.ABSENT)
        one, several = begin(office), begin(office)
        nominate(office, one)
        nominate(office, several, "一示例", "二示例", "三示例", "四示例")
        assert _queries(office, several.id) == _queries(office, one.id)


def _queries(office: Office, selection_id: int) -> int:
    asked: list[str] = []
    office.store.connection.set_trace_callback(asked.append)
    office.services.selection_views.get(selection_id)
    office.store.connection.set_trace_callback(None)
    return sum(query.lstrip().startswith("SELECT") for query in asked)


class TestVerdict:
    """Verdicts are given by people, with reasons where they go against what is found."""

    def test_what_was_found_is_kept_with_it(self, office: Office, nomination: Nomination) -> None:
        (row,) = register(office, overdue(office))
        judge(office, nomination, reason="已经写了整改承诺")
        stored = office.store.selections.nomination(nomination.id)
        assert stored.found == (f"overdue=problem:{row.id}",)
        assert (stored.verdict, stored.judged_on, stored.judged_by) == (Verdict.PASSED, JUDGED, JUDGE)
        assert stored.verdict_reason == "已经写了整改承诺"

    def test_a_later_correction_shows_and_changes_no_verdict(
        self, office: Office, nomination: Nomination
    ) -> None:
        judge(office, nomination)
        assert not line_of(office, nomination).changed
        (row,) = register(office, overdue(office))
        line = line_of(office, nomination)
        assert [sentence(one.said) for one in line.since] == [WARNED]
        assert line.changed
        assert line.nomination.verdict is Verdict.PASSED
        closed(office, row)
        assert not line_of(office, nomination).changed

    def test_what_went_since_shows_too(self, office: Office, nomination: Nomination) -> None:
        sitting = a_session(office, 一示例=Status.ABSENT)
        judge(office, nomination, verdict=Verdict.FAILED)
        mark(office, sitting, "一示例", Status.LEAVE)
        line = line_of(office, nomination)
        assert (line.findings, line.since) == ((), ())
        assert [gone_text(key) for key in line.gone] == ["审核时有“缺席”，现在已经更正"]
        assert line.nomination.verdict is Verdict.FAILED

    def test_passing_in_spite_of_it_needs_a_reason_and_names_whom(self, office: Office) -> None:
        one, other = nominate(office, begin(office), "一示例", "二示例")
        register(office, overdue(office))
        assert refused(lambda: judge(office, one, other)) == (
            "一示例有查到的情形，仍要通过的，在“理由”里写明为什么。理由会印在纸上。"
        )
        assert office.store.selections.nomination(other.id).verdict is Verdict.OPEN
        judge(office, other)

    def test_failing_where_nothing_is_found_needs_a_reason(self, office: Office) -> None:
        one, other = nominate(office, begin(office), "一示例", "二示例")
        register(office, overdue(office))
        judge(office, one, verdict=Verdict.FAILED)
        told_why = refused(lambda: judge(office, other, verdict=Verdict.FAILED))
        assert told_why == "二示例本系统内未发现不符合情形，不通过要在“理由”里写明为什么。"
        judge(office, other, verdict=Verdict.FAILED, reason="事迹不实")
        office.services.selections.reply([other.id], Reply.UNSUITABLE, REPLIED, "正在核查")
        judge(office, other, verdict=Verdict.FAILED)

    def test_failing_on_a_namesake_alone_needs_a_reason_as_it_weighs_nothing(self, office: Office) -> None:
        (nomination,) = nominate(office, begin(office))
        register(office, overdue(office, "西村", responsible="一示例"))
        assert [one.kind for one in line_of(office, nomination).findings] == [FindingKind.NAMESAKE]
        assert "写明为什么" in refused(lambda: judge(office, nomination, verdict=Verdict.FAILED))
        judge(office, nomination, verdict=Verdict.FAILED, reason="核实过，就是本人")

    def test_of_a_selection_that_has_ended_what_its_verdict_was_given_on_stays_told(
        self, office: Office, nomination: Nomination
    ) -> None:
        (row,) = register(office, overdue(office))
        judge(office, nomination, reason="已经写了整改承诺")
        office.services.selections.leave_vacant(nomination.selection_id, JUDGED, "本月不评")
        closed(office, row)
        line = line_of(office, nomination)
        assert not line.changed
        assert "系统核查：审核时有“逾期未销号”，现在已经更正。" in review_words(line)

    @pytest.mark.parametrize(
        ("facts", "words"),
        [
            ({"judged_by": " "}, "审核人还没写"),
            ({"on": date(2026, 6, 18)}, "6月18日还没到"),
            ({"on": date(2026, 6, 2)}, "一示例 6月3日才推荐，不能早在 6月2日"),
        ],
    )
    def test_who_judged_and_when_can_be(
        self, office: Office, nomination: Nomination, facts: dict[str, Any], words: str
    ) -> None:
        assert words in refused(lambda: judge(office, nomination, **facts))

    def test_it_is_taken_back_with_all_that_belongs_to_it(
        self, office: Office, nomination: Nomination
    ) -> None:
        before = office.dump()
        judge(office, nomination, reason="看过现场")
        judge(office, nomination, verdict=Verdict.OPEN)
        assert office.dump() == before

    def test_neither_nobody_nor_several_selections_nor_somebody_withdrawn(
        self, office: Office, nomination: Nomination
    ) -> None:
        (other,) = nominate(office, begin(office), "二示例")
        assert "还没有选推荐对象" in refused(lambda: judge(office))
        assert "不在同一次评选里" in refused(lambda: judge(office, nomination, other))
        office.services.selections.withdraw(nomination.id, JUDGED, "本人不愿意")
        assert "一示例已经撤回或被取消" in refused(lambda: judge(office, nomination))

    def test_it_stays_once_votes_are_counted_and_once_the_committee_decided(self, office: Office) -> None:
        poll = Poll(office)
        poll.vote()
        mine = poll.nomination("徐示例")
        failed: dict[str, Any] = {"verdict": Verdict.FAILED, "reason": "事迹不实"}
        assert "票数已经锁定，审核意见不能再改" in refused(lambda: judge(office, mine, **failed))
        office.services.ballots.unlock(1, "数错了")
        judge(office, mine, **failed)


class TestReply:
    """纪委's written reply."""

    def test_one_letter_answers_for_several(self, office: Office) -> None:
        several = nominate(office, begin(office), "一示例", "二示例")
        office.services.selections.reply([one.id for one in several], Reply.CLEAR, REPLIED, "纪函〔2026〕3号")
        stored = [office.store.selections.nomination(one.id) for one in several]
        assert [(one.reply, one.replied_on) for one in stored] == [(Reply.CLEAR, REPLIED)] * 2
        assert office.store.journal.deeds(1)[0].name == "2026年6月“集体增收”评选记 2 个纪委答复"
        assert [one.verdict for one in stored] == [Verdict.OPEN] * 2

    def test_that_somebody_is_not_suitable_has_its_reason(
        self, office: Office, nomination: Nomination
    ) -> None:
        reply = office.services.selections.reply
        assert "理由还没写" in refused(lambda: reply([nomination.id], Reply.UNSUITABLE, REPLIED))
        assert "还没到" in refused(lambda: reply([nomination.id], Reply.CLEAR, date(2026, 6, 18)))

    def test_coming_after_the_verdict_it_changes_nothing_and_is_said(
        self, office: Office, nomination: Nomination
    ) -> None:
        judge(office, nomination)
        assert line_of(office, nomination).warnings == ()
        office.services.selections.reply([nomination.id], Reply.UNSUITABLE, REPLIED, "正在核查")
        line = line_of(office, nomination)
        assert line.nomination.verdict is Verdict.PASSED
        assert [sentence(one) for one in line.warnings] == [
            "6月12日纪委答复不宜：正在核查。审核意见没有变，重新研究一下。"
        ]
        office.services.selections.reply([nomination.id], Reply.NONE, REPLIED)
        assert line_of(office, nomination).warnings == ()

    def test_coming_before_it_passing_needs_a_reason_and_then_nothing_is_left_to_say(
        self, office: Office, nomination: Nomination
    ) -> None:
        office.services.selections.reply([nomination.id], Reply.UNSUITABLE, JUDGED, "正在核查")
        assert "一示例有查到的情形" in refused(lambda: judge(office, nomination, on=REPLIED))
        judge(office, nomination, on=REPLIED, reason="核查已经了结")
        assert line_of(office, nomination).warnings == ()
