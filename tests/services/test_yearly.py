"""What comes once a year: step lists by 所属年度, talks whose content stays hidden, appraisals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.dues import DueState
from gzparty.domain.meeting import AppraisalGrade, BallotCount, MeetingKind, TalkKind, YearlyKind
from gzparty.domain.people import PartyClass
from gzparty.labels import refusal_text, sentence
from gzparty.services.meeting_views import MeetingDraft, YearlyLine
from gzparty.services.people import PersonDraft
from gzparty.services.talks import TalkDraft
from tests.builders import Office

LIFE, APPRAISAL, TALK = YearlyKind
DAY = date(2026, 2, 10)


def line(office: Office, kind: YearlyKind, year: int, village: str = "东村") -> YearlyLine:
    lines = office.services.yearly.board(kind, year).lines
    return next(line for line in lines if line.unit.name == village)


def done(office: Office, kind: YearlyKind, year: int, village: str = "东村") -> list[str]:
    return [step.title for step in line(office, kind, year, village).steps if step.done]


def tick(office: Office, step: str, on: date = DAY, year: int = 2025, kind: YearlyKind = LIFE) -> None:
    office.services.yearly.tick(office.villages["东村"], kind, year, step, on)


def refused(caught: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal_text(caught.value)


def a_record(office: Office, kind: MeetingKind, village: str = "东村", year: int = 2025) -> int:
    draft = MeetingDraft(kind, office.villages[village], day=DAY, period=f"{year}")
    return office.services.meetings.register([draft]).value[0].id


def test_the_lists_have_the_steps_of_the_regulation(office: Office) -> None:
    assert [step.title for step in line(office, LIFE, 2025).steps] == [
        "确定主题",
        "集中学习",
        "谈心谈话",
        "征求意见",
        "召开",
        "整改措施",
        "报送材料",
    ]
    assert [step.title for step in line(office, APPRAISAL, 2025).steps] == [
        "个人自评",
        "党员互评",
        "民主测评",
        "评定意见",
        "反馈本人",
    ]
    assert [entry.unit.name for entry in office.services.yearly.board(LIFE, 2025).lines] == [
        "东村",
        "南村",
        "西村",
        "北村",
    ], "branch by branch under their communities"


def test_a_step_is_ticked_for_its_year_whatever_its_date(office: Office) -> None:
    tick(office, "theme")
    assert done(office, LIFE, 2025) == ["确定主题"]
    assert done(office, LIFE, 2026) == done(office, LIFE, 2025, "西村") == []
    name = office.services.yearly.tick(office.villages["西村"], LIFE, 2025, "study", DAY).name
    assert name == "西村 2025年度组织生活会：集中学习"


def test_ticked_again_a_step_was_done_on_the_new_day_and_unticked_not_at_all(office: Office) -> None:
    tick(office, "theme")
    before = office.dump()
    tick(office, "theme", date(2026, 2, 12))
    step = line(office, LIFE, 2025).steps[0].done
    assert step is not None
    assert step.done_on == date(2026, 2, 12)
    office.services.offices.undo()
    assert office.dump() == before
    office.services.yearly.untick(office.villages["东村"], LIFE, 2025, "theme")
    assert done(office, LIFE, 2025) == []
    assert office.services.yearly.untick(office.villages["东村"], LIFE, 2025, "theme").action == 0


def test_holding_it_is_a_record_and_ticks_itself(office: Office) -> None:
    with pytest.raises(Refusal) as caught:
        tick(office, "held")
    assert "以会议记录为准" in refused(caught)
    number = a_record(office, MeetingKind.LIFE_MEETING)
    found = line(office, LIFE, 2025)
    assert [step.title for step in found.steps if step.done] == ["召开"]
    assert (found.meeting and found.meeting.id, found.held_on) == (number, DAY)
    assert found.state is not DueState.OVERDUE
    assert line(office, LIFE, 2026).meeting is None
    assert line(office, APPRAISAL, 2025).meeting is None


def test_a_planned_record_is_no_holding(office: Office) -> None:
    unit = office.villages["东村"]
    draft = MeetingDraft(MeetingKind.LIFE_MEETING, unit, day=date(2026, 12, 1), period="2026", held=False)
    office.services.meetings.register([draft])
    found = line(office, LIFE, 2026)
    assert found.meeting is not None
    assert (found.held_on, done(office, LIFE, 2026)) == (None, [])


def test_a_column_of_steps_is_one_deed_and_one_wrong_day_stores_none(office: Office) -> None:
    east, west = office.villages["东村"], office.villages["西村"]
    tick(office, "study")
    before = office.dump()
    days = {(east, "theme"): DAY, (west, "theme"): DAY, (east, "study"): None, (west, "study"): None}
    outcome = office.services.yearly.change_steps(LIFE, 2025, days)
    assert (outcome.name, outcome.value) == ("2025年度组织生活会：登记 4 步", 3)
    assert done(office, LIFE, 2025) == done(office, LIFE, 2025, "西村") == ["确定主题"]
    office.services.offices.undo()
    assert office.dump() == before
    with pytest.raises(Refusal):
        office.services.yearly.change_steps(LIFE, 2025, {**days, (west, "report"): date(2030, 1, 1)})
    assert office.dump() == before


@pytest.mark.parametrize(
    ("step", "on", "said"),
    [
        ("theme", date(2026, 6, 18), "6月18日 还没到"),
        ("theme", date(2024, 12, 31), "离 2025年度太远"),
        ("nonsense", DAY, "没有“nonsense”这一步"),
    ],
)
def test_a_step_that_cannot_be_is_refused(office: Office, step: str, on: date, said: str) -> None:
    with pytest.raises(Refusal) as caught:
        tick(office, step, on)
    assert said in refused(caught)


def a_talk(office: Office, village: str = "东村", **changes: object) -> TalkDraft:
    draft = TalkDraft(
        office.villages[village], 2026, date(2026, 5, 8), TalkKind.COMMITTEE_MEMBER, "一示例", "张示例"
    )
    return replace(draft, **changes)  # type: ignore[arg-type]


def test_talks_are_counted_by_branch_and_year_and_say_nothing_unasked(office: Office) -> None:
    yearly = office.services.yearly
    talk = yearly.add_talk(a_talk(office, content="家里困难")).value
    yearly.add_talk(a_talk(office, "西村"))
    yearly.add_talk(a_talk(office, year=2025, held_on=date(2026, 1, 5)))
    assert [one.content for one in yearly.talks(2026, office.villages["东村"])] == [""]
    assert [one.content for one in line(office, TALK, 2026).talks] == [""]
    assert yearly.talk(talk.id).content == "家里困难"
    assert len(yearly.talks(2026)) == 2
    assert len(line(office, TALK, 2025).talks) == 1


def test_a_form_that_does_not_show_the_content_does_not_lose_it(office: Office) -> None:
    yearly = office.services.yearly
    talk = yearly.add_talk(a_talk(office, content="家里困难")).value
    yearly.change_talk(talk.id, a_talk(office, filed_at="3号盒/2"))
    assert (yearly.talk(talk.id).content, yearly.talk(talk.id).filed_at) == ("家里困难", "3号盒/2")
    yearly.change_talk(talk.id, a_talk(office, content=""))
    assert yearly.talk(talk.id).content == ""
    before = office.dump()
    yearly.delete_talk(talk.id)
    with pytest.raises(Refusal):
        yearly.talk(talk.id)
    office.services.offices.undo()
    assert office.dump() == before


def test_the_list_of_deeds_names_nobody_who_talked(office: Office) -> None:
    done = office.services.yearly.add_talk(a_talk(office, content="家里困难"))
    assert done.name == "登记 东村 委员与党员谈话"


def test_a_talk_that_cannot_be_is_refused(office: Office) -> None:
    yearly = office.services.yearly
    for changes, said in (
        ({"held_on": date(2026, 6, 18)}, "还没到"),
        ({"year": 2024}, "离 2024年度太远"),
        ({"partner": " "}, "双方姓名写全"),
        ({"partner": "一 示例"}, "谈话双方都是“一示例”"),
        ({"unit_id": office.communities["管城社区"]}, "不是党支部"),
        ({"content": "字" * 5001}, "5001"),
    ):
        with pytest.raises(Refusal) as caught:
            yearly.add_talk(a_talk(office, **changes))
        assert said in refused(caught)
    yearly.add_talk(a_talk(office, partner="一示例", speaker_id=1, partner_id=2))


def members(office: Office, count: int) -> None:
    for number in range(count):
        person = office.services.people.add_person(PersonDraft(f"{'甲乙丙丁戊己庚辛'[number]}示例")).value
        office.services.people.admit(person.id, office.villages["东村"], PartyClass.FULL, date(2020, 1, 1))


def test_an_appraisal_begins_with_the_branchs_members_and_no_grade(office: Office) -> None:
    members(office, 3)
    view = office.services.yearly.appraisal(a_record(office, MeetingKind.APPRAISAL))
    assert [entry.name for entry in view.lines] == ["一示例", "甲示例", "乙示例", "丙示例"]
    assert (view.members, view.cap, view.stored, view.ballots) == (4, 1, False, None)
    assert {entry.grade for entry in view.lines} == {AppraisalGrade.NONE}
    assert {entry.excellent for entry in view.lines} == {None}


def test_an_appraisal_is_stored_whole_and_more_than_a_third_only_hinted_at(office: Office) -> None:
    members(office, 3)
    meeting = a_record(office, MeetingKind.APPRAISAL)
    yearly = office.services.yearly
    lines = [
        replace(one, excellent=3, grade=AppraisalGrade.EXCELLENT) for one in yearly.appraisal(meeting).lines
    ]
    before = office.dump()
    done = yearly.set_appraisal(meeting, lines[:2], BallotCount(0, "", meeting, 4, 4, 3))
    assert done.name == "东村 2025年度民主评议"
    view = yearly.appraisal(meeting)
    assert [entry.grade for entry in view.lines] == [AppraisalGrade.EXCELLENT] * 2
    assert [sentence(finding) for finding in view.findings] == [
        "优秀 2 人，党员 4 人的三分之一是 1 人，一般不超过这个数"
    ]
    assert [entry.name for entry in view.joined] == ["乙示例", "丙示例"]
    assert view.ballots is not None
    assert (view.ballots.sent, view.ballots.valid) == (4, 3)
    office.services.offices.undo()
    assert office.dump() == before


def test_lines_are_changed_in_place_and_those_left_out_go(office: Office) -> None:
    members(office, 2)
    meeting = a_record(office, MeetingKind.APPRAISAL)
    yearly = office.services.yearly
    first = yearly.set_appraisal(meeting, yearly.appraisal(meeting).lines, None).value
    other = a_record(office, MeetingKind.APPRAISAL, "西村")
    yearly.set_appraisal(other, yearly.appraisal(other).lines, None)
    kept = yearly.set_appraisal(meeting, [replace(first[2], comment="好"), first[0]], None).value
    assert [(one.id, one.position, one.comment) for one in kept] == [
        (first[2].id, 1, "好"),
        (first[0].id, 2, ""),
    ]
    assert len(yearly.appraisal(other).lines) == 1


def test_what_an_appraisal_cannot_be_is_refused(office: Office) -> None:
    person = office.services.people.add_person(PersonDraft("新示例")).value
    office.services.people.admit(
        person.id, office.villages["东村"], PartyClass.PROBATIONARY, date(2026, 1, 1)
    )
    meeting = a_record(office, MeetingKind.APPRAISAL)
    yearly = office.services.yearly
    lines = yearly.appraisal(meeting).lines
    graded = [replace(one, grade=AppraisalGrade.COMPETENT) for one in lines]
    with pytest.raises(Refusal) as caught:
        yearly.set_appraisal(meeting, graded, None)
    assert refused(caught) == "新示例 是预备党员，参加评议但不评定等次，请把等次清空。"
    with pytest.raises(Refusal) as caught:
        yearly.set_appraisal(meeting, lines, BallotCount(0, "", meeting, 4, 5, 3))
    assert "收回 5 张" in refused(caught)
    with pytest.raises(Refusal) as caught:
        yearly.appraisal(a_record(office, MeetingKind.LIFE_MEETING))
    assert "不是民主评议党员的记录" in refused(caught)
    office.services.meetings.lock_month("2026-02", "检查")
    with pytest.raises(Refusal) as caught:
        yearly.set_appraisal(meeting, lines, None)
    assert refused(caught).startswith("2026年2月已经锁定")


def test_several_talks_are_taken_away_as_one_deed(office: Office) -> None:
    yearly = office.services.yearly
    gone = [yearly.add_talk(a_talk(office)).value.id, yearly.add_talk(a_talk(office)).value.id]
    kept = yearly.add_talk(a_talk(office)).value
    before = office.dump()
    assert yearly.delete_talks(gone).name == "删除 2 次谈话"
    assert [one.id for one in yearly.talks(2026)] == [kept.id]
    office.services.offices.undo()
    assert office.dump() == before
