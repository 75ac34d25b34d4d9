"""What the program never does by itself, and what it never says unasked (谈话内容, 评议等次, who a vote was about)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting import (
    AppraisalGrade,
    BallotCount,
    Depth,
    Meeting,
    MeetingKind,
    TalkKind,
    VoteKind,
)
from gzparty.domain.people import PartyClass
from gzparty.domain.sitting import Status
from gzparty.exchange.everything import export_everything
from gzparty.exchange.list_spec import Selectors
from gzparty.exchange.lists import LISTS
from gzparty.reports.printed import Order, changes_since, compose_order, log_entry
from gzparty.reports.subject import Subject
from gzparty.services.meeting_views import MeetingDraft
from gzparty.services.people import PersonDraft
from gzparty.services.talks import TalkDraft
from gzparty.services.votes import VoteDraft
from tests.builders import TODAY, Office

DAY = date(2026, 6, 10)
TALKED, COMMENT, MATTER, REASON = "家里有难处", "不够积极", "给予丁示例警告处分", "丁示例没签名"
SECRETS = (TALKED, COMMENT, MATTER, REASON)
K = MeetingKind


def register(office: Office, kind: K = K.STUDY, village: str = "东村", **facts: object) -> Meeting:
    draft = MeetingDraft(kind, office.villages[village], **{"day": DAY, **facts})  # type: ignore[arg-type]
    return office.services.meetings.register([draft]).value[0]


@pytest.fixture
def member(office: Office) -> int:
    """丁示例, a full member of 东村."""
    person = office.services.people.add_person(PersonDraft("丁示例", phone="13900001234")).value
    office.services.people.admit(person.id, office.villages["东村"], PartyClass.FULL, date(2020, 1, 1))
    return person.id


@pytest.fixture
def appraised(office: Office, member: int) -> Meeting:
    """An appraisal of 东村 with a grade for 丁示例, a talk, a vote about them, and papers given back because of them."""
    yearly, village = office.services.yearly, office.villages["东村"]
    meeting = register(office, K.APPRAISAL, period="2026", depth=Depth.NAMES)
    office.services.rolls.mark_unmarked(meeting.sitting_id, Status.PRESENT)
    lines = [
        replace(line, grade=AppraisalGrade.BASIC, comment=COMMENT)
        for line in yearly.appraisal(meeting.id).lines
    ]
    yearly.set_appraisal(meeting.id, lines, BallotCount(0, "", meeting.id, 2, 2, 2))
    yearly.add_talk(TalkDraft(village, 2026, DAY, TalkKind.SPECIAL, "一示例", "丁示例", content=TALKED))
    assembly = register(office, K.BRANCH_MEETING)
    office.services.votes.add(assembly.id, VoteDraft(VoteKind.GENERAL, MATTER, 3, 3, in_favour=3))
    office.services.meetings.give_back([assembly.id], REASON, TODAY)
    return meeting


def test_nothing_of_it_stands_in_the_list_of_deeds(office: Office, appraised: Meeting) -> None:
    names = [deed.name for deed in office.store.journal.deeds(100)]
    assert "登记 东村 特殊情况谈话" in names
    assert not [name for name in names for word in (*SECRETS, "基本合格") if word in name]
    life = [name for name in names if "谈话" in name or "评议" in name or "表决" in name or "退回" in name]
    assert len(life) >= 4
    assert not [name for name in life if "丁示例" in name]


def test_what_was_said_in_a_talk_and_of_a_member_is_found_by_no_search(
    office: Office, appraised: Meeting
) -> None:
    register(office, topic="学习党章")
    assert len(office.services.search.find("学习党章")) == 1
    for word in (TALKED, COMMENT, "基本合格"):
        assert office.services.search.find(word) == ()


def cells(office: Office) -> Iterator[tuple[str, str]]:
    """Every cell of every list, with the list's name."""
    chosen = Selectors(2026, TODAY)
    for spec in LISTS:
        for row in spec.rows(office.services, chosen):
            for value in row.values():
                yield spec.name, str(value)


def test_no_list_says_what_was_talked_about_or_who_was_given_which_grade(
    office: Office, appraised: Meeting
) -> None:
    found = list(cells(office))
    assert ("talks", "丁示例") in found
    assert ("appraisals", "2") in found
    assert not [(name, text) for name, text in found if TALKED in text or COMMENT in text]
    graded = [name for name, text in found if text in (AppraisalGrade.BASIC.value, "基本合格")]
    assert graded == []


def test_no_list_gives_a_phone_in_full_unless_it_is_asked_for(office: Office, appraised: Meeting) -> None:
    found = list(cells(office))
    assert ("members", "139****1234") in found
    assert not [(name, text) for name, text in found if "13900001234" in text]


def test_all_lists_at_once_leave_out_who_stayed_away(office: Office, tmp_path: Path) -> None:
    folder, _written = export_everything(office.services, tmp_path, lambda *_told: None, lambda: False)
    names = [path.name for path in folder.iterdir()]
    assert "谈心谈话-2026.xlsx" in names
    assert not [name for name in names if name.startswith("多月没参加")]


def test_grades_stay_out_of_the_print_log_and_a_changed_one_is_told_without_its_name(
    office: Office, appraised: Meeting
) -> None:
    services = office.services
    order = Order("appraisal-summary", Subject(2026, TODAY, unit="东村"))
    (sheets,) = compose_order(services, order)
    services.prints.record([log_entry(order, sheets, TODAY, 1)])
    (copy,) = services.prints.latest()
    assert "丁示例" not in copy.content
    assert "基本合格" not in copy.content
    assert changes_since(services, copy) == ()
    lines = [
        replace(one, grade=AppraisalGrade.COMPETENT) for one in services.yearly.appraisal(appraised.id).lines
    ]
    services.yearly.set_appraisal(appraised.id, lines, None)
    assert [change.code for change in changes_since(services, copy)] == ["printed.differs"]


def test_a_record_holds_what_was_typed_and_nothing_else(office: Office) -> None:
    register(
        office,
        day=date(2026, 5, 12),
        starts=time(19),
        place="旧会议室",
        expected=9,
        attended=8,
        topic="旧议题",
    )
    stored = register(office)
    typed = {
        "day",
        "kind",
        "unit_id",
        "depth",
        "held",
        "period",
        "group_id",
        "starts",
        "ends",
        "place",
        "cleared",
    }
    told = {name: getattr(stored, name) for name in MeetingDraft.__dataclass_fields__.keys() - typed}
    assert not any(told.values()), told
    sitting = office.store.sittings.get(stored.sitting_id)
    assert (sitting.hours, sitting.place) == ((None, None), "")


def test_a_closed_roll_leaves_whoever_was_not_marked_unsettled(office: Office, member: int) -> None:
    meeting = register(office, depth=Depth.NAMES)
    office.services.rolls.close(meeting.sitting_id)
    rows = office.services.sessions.roll(meeting.sitting_id).rows
    assert {row.attendance.status for row in rows} == {Status.UNSETTLED}


def test_figures_say_nothing_of_any_person(office: Office, member: int) -> None:
    register(office, expected=2, attended=1, absent=1)
    assert office.services.people_views.file(member, 2026).meetings == ()
    named = register(office, K.LECTURE, depth=Depth.NAMES)
    office.services.rolls.mark_unmarked(named.sitting_id, Status.PRESENT)
    assert [one.meeting for one in office.services.people_views.file(member, 2026).meetings] == [named.number]


def test_no_grade_comes_from_ballots(office: Office, appraised: Meeting) -> None:
    yearly = office.services.yearly
    counted = [
        replace(one, grade=AppraisalGrade.NONE, poor=2) for one in yearly.appraisal(appraised.id).lines
    ]
    yearly.set_appraisal(appraised.id, counted, BallotCount(0, "", appraised.id, 2, 2, 2))
    assert {line.grade for line in yearly.appraisal(appraised.id).lines} == {AppraisalGrade.NONE}


def test_papers_cannot_come_in_on_a_day_to_come(office: Office) -> None:
    meeting = register(office)
    with pytest.raises(Refusal):
        office.services.meetings.receive([meeting.id], date(2026, 6, 18))
