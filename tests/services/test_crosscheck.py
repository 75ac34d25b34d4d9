"""交叉核对 over the office's own records: what is found, whose it is, and what narrows it."""

from __future__ import annotations

from datetime import date, datetime, time

from gzparty.domain.meeting import Depth, Meeting, MeetingKind
from gzparty.domain.people import PartyClass
from gzparty.domain.sitting import Mark, RosterKind, RosterRule, Status
from gzparty.labels import sentence
from gzparty.services.meeting_views import MeetingDraft
from gzparty.services.people import PersonDraft
from gzparty.services.training import TrainingDraft
from tests.builders import Office

DAY = date(2026, 6, 15)
K = MeetingKind
TEXT = "会议传达学习了上级文件精神，并对下半年村里的路灯维修逐项作了讨论。"


def register(office: Office, village: str = "东村", kind: K = K.STUDY, **facts: object) -> Meeting:
    draft = MeetingDraft(kind, office.villages[village], **{"day": DAY, **facts})  # type: ignore[arg-type]
    return office.services.meetings.register([draft]).value[0]


def by_names(office: Office, village: str, day: date = DAY) -> Meeting:
    """A meeting at seven in the evening, everyone of its branch there."""
    meeting = register(office, village, depth=Depth.NAMES, day=day, starts=time(19), ends=time(21))
    mark_present(office, meeting.sitting_id)
    return meeting


def mark_present(office: Office, sitting_id: int) -> None:
    office.services.rolls.mark_unmarked(sitting_id, Status.PRESENT)


def said(office: Office, **wanted: int) -> list[str]:
    return [sentence(one.finding) for one in office.services.crosscheck.all(2026, **wanted)]


def test_sound_records_contradict_nothing(office: Office) -> None:
    register(office, expected=1, attended=1, content=TEXT)
    register(office, "西村", expected=2, attended=1)
    by_names(office, "南村")
    assert office.services.crosscheck.all(2026) == ()


def test_what_is_found_is_narrowed_to_a_month_and_a_branch_and_names_its_records(office: Office) -> None:
    first = register(office, content=TEXT)
    second = register(office, "西村", content=TEXT)
    register(office, "南村", day=date(2026, 5, 8), expected=3, attended=4)
    (may, june) = office.services.crosscheck.all(2026)
    assert (may.unit.name, may.day) == ("南村", date(2026, 5, 8))
    assert june.meetings == (first.id, second.id)
    assert said(office, month=6) == [
        "东村 6月15日的集中学习，内容与西村 6月15日的集中学习一字不差（共 2 个支部相同）"
    ]
    assert said(office, unit_id=office.villages["西村"]) == said(office, month=6)
    assert said(office, unit_id=office.villages["北村"]) == []
    assert office.services.crosscheck.all(2025) == ()


def test_one_person_at_a_meeting_and_at_a_training_at_one_hour_is_found(office: Office) -> None:
    secretary = office.secretaries["一示例"]
    first = by_names(office, "东村")
    start = datetime.combine(DAY, time(18))
    roster = RosterRule(RosterKind.PICKED, people=(secretary, office.secretaries["二示例"]))
    training = office.services.trainings.add(TrainingDraft(start, topic="条例", roster=roster)).value
    office.clock.moment = datetime.combine(DAY, time(23))
    mark_present(office, training.sitting_id)
    (found,) = office.services.crosscheck.all(2026)
    assert found.meetings == (first.id,)
    assert sentence(found.finding).startswith("一示例 同一时间在两处：6月15日的书记培训 18:00—")


def test_a_member_who_had_died_and_is_marked_present_is_found(office: Office) -> None:
    person = office.services.people.add_person(PersonDraft("故示例")).value
    office.services.people.admit(person.id, office.villages["东村"], PartyClass.FULL, date(2000, 1, 1))
    by_names(office, "东村")
    assert said(office) == []
    office.services.people.leave(person.id, date(2026, 6, 1), "died")
    assert said(office) == ["东村 6月15日的集中学习，故示例 记为到会，花名册上 6月1日已经去世或离开"]


def test_a_committee_that_met_in_december_prepared_the_meeting_of_january(office: Office) -> None:
    register(office, "东村", K.COMMITTEE_MEETING, day=date(2025, 12, 28))
    for village in ("东村", "西村"):
        register(office, village, K.BRANCH_MEETING, day=date(2026, 1, 6))
        register(office, village, K.COMMITTEE_MEETING, day=date(2026, 1, 20))
    assert said(office) == ["西村 1月20日的支委会开在西村 1月6日的党员大会之后，会前没有支委会研究的记录"]
    assert office.services.crosscheck.all(2025) == ()


def test_expected_is_held_against_the_roster_of_the_month(office: Office) -> None:
    for number in range(9):
        person = office.services.people.add_person(PersonDraft(f"{'甲乙丙丁戊己庚辛壬'[number]}示例")).value
        office.services.people.admit(person.id, office.villages["东村"], PartyClass.FULL, date(2026, 5, 20))
    register(office, expected=5, attended=5)
    register(office, day=date(2026, 4, 15), expected=1, attended=1)
    register(office, kind=K.COMMITTEE_MEETING, expected=3, attended=3)
    assert said(office) == ["东村 6月15日的集中学习，应到 5 人，花名册上当时有 10 人"]


def test_on_leave_at_the_meeting_one_chairs_is_found_by_the_roll(office: Office) -> None:
    meeting = register(office, depth=Depth.NAMES, host="一示例")
    office.services.rolls.mark(meeting.sitting_id, [1], Mark(Status.LEAVE, "住院"))
    assert said(office) == ["东村 6月15日的集中学习，主持人一示例同时写在请假、缺席的人里"]
