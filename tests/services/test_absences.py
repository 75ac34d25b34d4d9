"""Alerts of who stayed away: only from rolls by names, only of those who are members, two counters apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from gzparty.domain.meeting import MeetingKind, TalkKind
from gzparty.domain.people import PartyClass
from gzparty.domain.sitting import Mark, RosterKind, RosterRule, Status
from gzparty.exchange.list_spec import Selectors
from gzparty.exchange.lists import find
from gzparty.services.meeting_views import PersonAbsence
from gzparty.services.people import PersonDraft
from gzparty.services.talks import TalkDraft
from gzparty.services.training import TrainingDraft
from tests.builders import Office
from tests.meetings import a_draft, register, studies_by_names

ON = date(2026, 6, 17)
A, P, L = Status.ABSENT, Status.PRESENT, Status.LEAVE


@pytest.fixture
def member(office: Office) -> int:
    person = office.services.people.add_person(PersonDraft("远示例")).value
    office.services.people.admit(person.id, office.villages["东村"], PartyClass.FULL, date(2000, 1, 1))
    return person.id


def months(office: Office, person: int, *marks: Status | None) -> None:
    """A study of 东村 in each of the months until May by names (None: by numbers); everyone else is there."""
    for back, status in enumerate(reversed(marks)):
        number = 2026 * 12 + 4 - back
        day = date(number // 12, number % 12 + 1, 10)
        if status is None:
            register(office, a_draft(office, MeetingKind.STUDY, day=day))
        else:
            studies_by_names(office.services, office.villages["东村"], {day: {person: status}})


def alerts(office: Office, on: date = ON) -> list[tuple[str, int, str, bool]]:
    found = office.services.absences.alerts(on)
    return [(count.name, count.months, count.alert.name, count.of_contact) for count in found]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((A, A), []),
        ((P, A, A, A), [("远示例", 3, "REMIND", False)]),
        ((A, A, None, A, A), []),
        ((A, A, A, L), []),
        ((A,) * 6, [("远示例", 6, "DISCUSS", False), ("远示例", 6, "DISCUSS", True)]),
    ],
)
def test_alerts_follow_from_rolls_by_names_alone(
    office: Office, member: int, marks: Sequence[Status | None], expected: list[tuple[str, int, str, bool]]
) -> None:
    months(office, member, *marks)
    assert alerts(office) == expected


def test_the_file_of_one_member_says_the_same_with_the_rolls_behind_it(office: Office, member: int) -> None:
    months(office, member, P, A, None, A, A, A)
    found = office.services.absences.of_person(member, ON)
    assert found.counts == office.services.absences.alerts(ON)
    assert [(mark.day, mark.status) for mark in found.marks] == [
        (date(2026, 5, 10), A),
        (date(2026, 4, 10), A),
        (date(2026, 3, 10), A),
        (date(2026, 1, 10), A),
        (date(2025, 12, 10), P),
    ]
    assert {mark.kinds for mark in found.marks} == {(MeetingKind.STUDY,)}


def test_the_file_of_who_was_there_or_has_left_says_nothing(office: Office, member: int) -> None:
    months(office, member, A, A, A)
    neighbour = office.services.people.add_person(PersonDraft("近示例")).value.id
    assert office.services.absences.of_person(neighbour, ON) == PersonAbsence()
    office.clock.moment = datetime(2026, 6, 18, 9)
    office.services.people.leave(member, date(2026, 6, 18), "moved")
    assert office.services.absences.of_person(member, date(2026, 6, 18)) == PersonAbsence()


def test_a_talk_ends_being_out_of_touch_and_not_the_absence(office: Office, member: int) -> None:
    months(office, member, *(A,) * 6)
    draft = TalkDraft(
        office.villages["东村"],
        2026,
        date(2026, 4, 2),
        TalkKind.SPECIAL,
        "一示例",
        "远示例",
        partner_id=member,
    )
    office.services.yearly.add_talk(draft)
    assert alerts(office) == [("远示例", 6, "DISCUSS", False)]
    assert office.services.absences.of_person(member, ON).counts == office.services.absences.alerts(ON)


def test_who_has_left_is_counted_no_more(office: Office, member: int) -> None:
    months(office, member, A, A, A)
    office.clock.moment = datetime(2026, 6, 18, 9)
    office.services.people.leave(member, date(2026, 6, 18), "moved")
    assert alerts(office, date(2026, 6, 18)) == []
    assert alerts(office) == [("远示例", 3, "REMIND", False)]


def test_a_training_of_the_office_is_no_organisational_life(office: Office) -> None:
    for month in (3, 4, 5):
        roster = RosterRule(RosterKind.PICKED, people=(office.secretaries["一示例"],))
        start = datetime(2026, month, 10, 14, 30)
        training = office.services.trainings.add(TrainingDraft(start, topic="条例", roster=roster)).value
        office.services.rolls.mark(training.sitting_id, [1], Mark(A))
    assert alerts(office) == []


def test_the_list_gives_alerts_in_words_that_judge_nobody(office: Office, member: int) -> None:
    months(office, member, *(A,) * 6)
    spec = find("absences")
    assert spec is not None
    rows = list(spec.rows(office.services, Selectors(2026, ON)))
    assert [(row["kind_label"], row["months"], row["alert_label"]) for row in rows] == [
        ("多月没有参加组织生活", 6, "提请支部研究"),
        ("多月没有联系上", 6, "提请支部研究"),
    ]
    elsewhere = Selectors(2026, ON, unit_id=office.villages["西村"])
    assert list(spec.rows(office.services, elsewhere)) == []
    assert [row["kind"] for row in spec.rows(office.services, Selectors(2026, ON, state="contact"))] == [
        "contact"
    ]
