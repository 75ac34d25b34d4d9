"""交叉核对: each contradiction is found, and what only looks like one is passed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from itertools import count

import pytest

from gzparty.domain import crosscheck, crosscheck_people
from gzparty.domain.calendar import DayKind, DayMark, WorkCalendar
from gzparty.domain.contradiction import Entry, Found, People, PersonFacts, Stay
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.meeting import Absence, Meeting, MeetingKind
from gzparty.domain.people import Interval
from gzparty.domain.sitting import Attendance, Status
from gzparty.labels import sentence

DAY = date(2026, 6, 15)
COMMITTEE, ASSEMBLY = MeetingKind.COMMITTEE_MEETING, MeetingKind.BRANCH_MEETING
VILLAGES = {1: "东村", 2: "西村", 3: "南村"}
TEXT = "会议传达学习了上级文件精神，并对下半年村里的路灯维修逐项作了讨论。"
_ids = count(1)


def entry(
    day: date = DAY,
    kind: MeetingKind = ASSEMBLY,
    unit: int = 1,
    hours: tuple[int, int] | None = None,
    roll: Sequence[Attendance] = (),
    roster: int | None = None,
    sitting: int | None = None,
    held: bool = True,
    **fields: object,
) -> Entry:
    number = next(_ids)
    meeting = Meeting(
        number, f"m{number}", f"2026-{number:04d}", sitting or number, kind, unit, None, f"{day:%Y-%m}"
    )
    meeting = replace(meeting, **fields)  # type: ignore[arg-type]
    starts, ends = (datetime.combine(day, time(hour)) for hour in hours) if hours else (None, None)
    return Entry(meeting, VILLAGES[unit], day, held, starts, ends, roll, roster)


def line(person: int | None = 7, status: Status = Status.PRESENT, **changes: object) -> Attendance:
    row = Attendance(1, "a", 1, 1, person, "张示例", "", (1,), "东村", "", status=status)
    return replace(row, **changes)  # type: ignore[arg-type]


def said(found: Iterable[Found]) -> list[str]:
    return [sentence(one.finding) for one in found]


def test_one_person_at_two_places_at_one_hour_is_said_once() -> None:
    there = [entry(hours=(19, 21), roll=[line()]), entry(unit=2, hours=(20, 22), roll=[line()])]
    stays = [stay for one in there for stay in crosscheck_people.stays_of(one, People())]
    (found,) = crosscheck_people.two_places(stays)
    assert found.meetings == tuple(one.meeting.id for one in there)
    assert sentence(found.finding) == (
        "张示例 同一时间在两处：东村 6月15日的党员大会 19:00—21:00，西村 6月15日的党员大会 20:00—22:00"
    )


@pytest.mark.parametrize(
    "other",
    [
        entry(unit=2, hours=(21, 22), roll=[line()]),
        entry(unit=2, hours=(20, 22), roll=[line(8)]),
        entry(unit=2, hours=(20, 22), roll=[line(status=Status.LEAVE)]),
        entry(unit=2, roll=[line()]),
        entry(hours=(20, 22), roll=[line()], sitting=9001, kind=MeetingKind.LECTURE),
    ],
    ids=["one after the other", "somebody else", "on leave there", "hour not known", "one sitting"],
)
def test_what_is_no_second_place_is_passed_over(other: Entry) -> None:
    first = entry(hours=(19, 21), roll=[line()], sitting=9001)
    stays = [*crosscheck_people.stays_of(first, People()), *crosscheck_people.stays_of(other, People())]
    assert list(crosscheck_people.two_places(stays)) == []


def led(people: People, *units: int) -> list[str]:
    """What is said of evenings at one hour in some villages, each led by a 张示例."""
    there = [entry(unit=unit, hours=(19, 21), host="张 示例") for unit in units]
    return said(
        crosscheck_people.two_places(
            [stay for one in there for stay in crosscheck_people.stays_of(one, people)]
        )
    )


def test_a_leader_from_outside_is_known_by_name_and_the_sentence_says_so() -> None:
    (told,) = led(People(), 1, 2)
    assert told.startswith("同名的张 示例同一时间在两处：")


def test_namesakes_who_lead_their_own_villages_are_two_people() -> None:
    members = {5: PersonFacts(None, ((1, Interval()),)), 6: PersonFacts(None, ((2, Interval()),))}
    both = People(members, {"张示例": (5, 6)})
    assert led(both, 1, 2) == []
    assert led(both, 1, 3) == []
    assert led(both, 3, 3) == []


def test_the_one_person_of_a_name_is_that_person_everywhere() -> None:
    (told,) = led(People({5: PersonFacts(None, ((1, Interval()),))}, {"张示例": (5,)}), 1, 2)
    assert told.startswith("张 示例 同一时间在两处：")


def test_a_training_is_a_place_too_but_two_trainings_are_no_matter_of_a_branch() -> None:
    training = Diagnostic(Level.NOTE, "record_training", {"when": DAY})
    away = Stay(7, "张示例", 50, 0, 0, datetime(2026, 6, 15, 14), datetime(2026, 6, 15, 20), training)
    meeting = entry(hours=(19, 21), roll=[line()])
    (found,) = crosscheck_people.two_places(crosscheck_people.stays_of(meeting, People()), [away])
    assert (found.meetings, found.unit_id) == ((meeting.meeting.id,), 1)
    assert "6月15日的书记培训 14:00—20:00" in sentence(found.finding)
    assert list(crosscheck_people.two_places([], [away, away._replace(sitting_id=51)])) == []


def test_a_chair_or_recorder_among_the_absent_is_said() -> None:
    absent = (Absence("李 示例", "外出", leave=True),)
    assert said(crosscheck_people.leader_away([entry(host="李示例", absences=absent)])) == [
        "东村 6月15日的党员大会，主持人李示例同时写在请假、缺席的人里"
    ]
    on_roll = entry(recorder="张示例", roll=[line(status=Status.ABSENT)])
    assert "记录人张示例" in said(crosscheck_people.leader_away([on_roll]))[0]
    fine = entry(host="张示例", recorder="王示例", roll=[line()], absences=absent)
    assert said(crosscheck_people.leader_away([fine])) == []


@pytest.mark.parametrize(
    ("committees", "late"),
    [
        ([date(2026, 6, 20)], True),
        ([date(2026, 5, 10), date(2026, 6, 20)], True),
        ([date(2026, 6, 10), date(2026, 6, 20)], False),
        ([date(2026, 5, 20), date(2026, 6, 20)], False),
        ([DAY], False),
        ([date(2026, 7, 1)], False),
        ([], False),
    ],
)
def test_a_committee_only_after_its_general_meeting_is_said(committees: list[date], late: bool) -> None:
    records = [entry(), *(entry(day, COMMITTEE) for day in committees), entry(DAY, COMMITTEE, unit=2)]
    found = said(crosscheck.committee_after(records))
    assert bool(found) is late
    if late:
        assert found == ["东村 6月20日的支委会开在东村 6月15日的党员大会之后，会前没有支委会研究的记录"]


def test_on_one_day_the_hours_decide_which_was_first() -> None:
    assembly = entry(hours=(15, 17))
    assert said(crosscheck.committee_after([assembly, entry(kind=COMMITTEE, hours=(14, 15))])) == []
    assert len(said(crosscheck.committee_after([assembly, entry(kind=COMMITTEE, hours=(17, 18))]))) == 1


def test_a_meeting_on_a_holiday_is_a_note() -> None:
    eve = date(2026, 2, 16)
    marks = {eve: DayMark(DayKind.OFF, "春节"), DAY: DayMark(DayKind.WORK, "端午节")}
    calendar = WorkCalendar(marks)
    (found,) = crosscheck.on_holiday([entry(eve), entry(DAY), entry(date(2026, 6, 14))], calendar)
    assert (found.finding.level, sentence(found.finding)) == (
        Level.NOTE,
        "东村 2月16日的党员大会，那天是春节假期",
    )


MOVED = (1, Interval(None, date(2026, 6, 1)))


@pytest.mark.parametrize(
    ("facts", "row", "told"),
    [
        (PersonFacts(date(2026, 6, 1)), line(), "花名册上 6月1日已经去世或离开"),
        (PersonFacts(DAY), line(), "花名册上 6月15日已经去世或离开"),
        (PersonFacts(date(2026, 6, 16)), line(), ""),
        (PersonFacts(date(2026, 6, 1)), line(status=Status.LEAVE), ""),
        (PersonFacts(date(2026, 6, 1)), line(None), ""),
        (PersonFacts(None, (MOVED,)), line(), "花名册上 6月1日已经转出"),
        (PersonFacts(None, (MOVED, (2, Interval(date(2026, 6, 1))))), line(), "花名册上 6月1日已经转出"),
        (PersonFacts(None, (MOVED, (1, Interval(date(2026, 6, 10))))), line(), ""),
        (PersonFacts(None, (MOVED,)), line(guest=True), ""),
        (PersonFacts(None, ((2, Interval(None, date(2026, 6, 1))),)), line(), ""),
        (PersonFacts(), line(), ""),
    ],
)
def test_a_member_who_was_gone_and_marked_present_is_said(
    facts: PersonFacts, row: Attendance, told: str
) -> None:
    found = said(crosscheck_people.gone_present([entry(roll=[row])], {7: facts}))
    assert bool(found) is bool(told)
    assert not told or found[0].endswith(f"张示例 记为到会，{told}")


def test_a_text_equal_to_another_villages_is_one_finding() -> None:
    spaced = TEXT.replace("，", "， ") + "\n"
    records = [entry(content=TEXT), entry(unit=2, content=spaced), entry(unit=3, content=TEXT + "另一件事。")]
    (found,) = crosscheck.same_text(records)
    assert found.meetings == (records[0].meeting.id, records[1].meeting.id)
    assert sentence(found.finding) == (
        "东村 6月15日的党员大会，内容与西村 6月15日的党员大会一字不差（共 2 个支部相同）"
    )


def test_short_texts_and_a_villages_own_are_passed_over() -> None:
    short = "传达学习文件精神，讨论通过。"
    assert said(crosscheck.same_text([entry(content=short), entry(unit=2, content=short)])) == []
    assert said(crosscheck.same_text([entry(content=TEXT), entry(content=TEXT)])) == []
    assert said(crosscheck.same_text([entry(content=TEXT), entry(unit=2, decision=TEXT)])) == []
    both = [entry(decision=TEXT), entry(unit=2, decision=TEXT)]
    assert "决议与西村" in said(crosscheck.same_text(both))[0]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"expected": 15, "attended": 16}, "实到 16 比应到 15 还多，核对一下"),
        (
            {"expected": 19, "attended": 15, "on_leave": 1, "absent": 1},
            "应到 19、实到 15，差 4 人，请假加缺席只有 2 人",
        ),
        ({"received_on": date(2026, 6, 14)}, "收到日期 6月14日 比开会的 6月15日 还早，核对一下"),
        ({"expected": 19, "attended": 15, "on_leave": 3, "absent": 1}, ""),
        ({"expected": 19, "attended": 15}, ""),
        ({"attended": 15}, ""),
    ],
)
def test_figures_that_do_not_add_up_are_said(fields: dict[str, object], told: str) -> None:
    found = said(crosscheck.figures([entry(**fields)]))  # type: ignore[arg-type]
    assert bool(found) is bool(told)
    assert not told or found[0].endswith(told)


@pytest.mark.parametrize(
    ("expected", "roster", "far"),
    [
        (19, 19, False),
        (19, 21, False),
        (5, 7, False),
        (5, 8, True),
        (40, 47, False),
        (30, 47, True),
        (9, None, False),
    ],
)
def test_expected_far_from_the_roster_is_said(expected: int, roster: int | None, far: bool) -> None:
    found = said(crosscheck.expected_far([entry(expected=expected, roster=roster)]))
    assert bool(found) is far


def test_one_page_for_two_branches_is_said_a_box_or_a_branchs_own_leaf_is_not() -> None:
    first, second = entry(filed_at="3号盒/12"), entry(unit=2, filed_at="3号盒 / 12")
    assert said(crosscheck.place_twice([first, second, entry(filed_at="3号盒/13")])) == [
        "东村 6月15日的党员大会与西村 6月15日的党员大会的原件写在同一处：3号盒/12"
    ]
    assert said(crosscheck.place_twice([entry(filed_at="3号盒"), entry(unit=2, filed_at="3号盒")])) == []
    quarter = [entry(filed_at="3号盒/12"), entry(date(2026, 5, 8), filed_at="3号盒/12")]
    assert said(crosscheck.place_twice(quarter)) == []


def test_a_record_of_a_day_to_come_is_said() -> None:
    today = date(2026, 6, 17)
    assert said(crosscheck.in_future([entry(date(2026, 6, 18)), entry(today)], today)) == [
        "东村 6月18日的党员大会还没到日子，却登记成已经开了"
    ]


def test_what_is_only_planned_contradicts_nothing_and_notes_come_last() -> None:
    records = [
        entry(DAY, expected=1, attended=2),
        entry(date(2026, 6, 1), unit=2, expected=1, attended=2),
        entry(date(2026, 7, 1), held=False, expected=1, attended=2),
    ]
    holiday = entry(date(2026, 5, 1), unit=3)
    calendar = WorkCalendar({holiday.day: DayMark(DayKind.OFF, "劳动节")})
    found = crosscheck.contradictions([holiday, *records], People(), calendar, date(2026, 6, 17))
    assert [one.unit_id for one in found] == [2, 1, 3]
