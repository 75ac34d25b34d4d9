"""Records from outside are stored all or not at all."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.people import PostTitle
from gzparty.domain.sitting import RollState, RosterKind, RosterRule, Status
from gzparty.domain.training import CourseForm
from gzparty.labels import refusal_text
from gzparty.services.recording import CourseRecord, MarkRecord, Recording, RollRecord, TrainingRecord
from tests.builders import Office, a_secretary

START = datetime(2026, 6, 17, 14, 30)
COURSE = CourseRecord("条例解读", "讲师示例", "党校讲师", CourseForm.LECTURE, 90, None)


@pytest.fixture
def recording(office: Office) -> Recording:
    return Recording(office.store, office.services.context)


def present(*people: str) -> tuple[MarkRecord, ...]:
    return tuple(MarkRecord(person, Status.PRESENT) for person in people)


def test_sessions_are_added_or_changed_in_one_deed(office: Office, recording: Recording) -> None:
    first = recording.trainings([TrainingRecord(None, START, topic="旧题", courses=(COURSE,))]).value[0]
    done = recording.trainings(
        [
            TrainingRecord(first.number, START, topic="新题"),
            TrainingRecord(None, datetime(2026, 7, 15, 9), actual_start=datetime(2026, 7, 16, 9)),
        ]
    )
    assert [(training.number, training.topic) for training in done.value] == [
        ("2026-01", "新题"),
        ("2026-02", ""),
    ]
    assert [course.title for course in office.store.trainings.courses([first.id])] == ["条例解读"]
    moved = office.store.sittings.get(done.value[1].sitting_id)
    assert (moved.actual_start, moved.actual_end) == (
        datetime(2026, 7, 16, 9),
        datetime(2026, 7, 16, 12),
    )
    assert [deed.name for deed in office.services.offices.undo()] == ["登记 2 期培训"]
    assert [t.topic for t in office.store.trainings.of_year(2026)] == ["旧题"]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (TrainingRecord("2026-99", START), "没有“2026-99”这一期培训"),
        (TrainingRecord(None, START, START), "不晚于开始时间"),
        (
            TrainingRecord(None, START, courses=(CourseRecord("", "", "", CourseForm.STUDY, 60, None),)),
            "没有名称",
        ),
    ],
    ids=["unknown number", "no length", "untitled course"],
)
def test_one_bad_session_stores_none(
    office: Office, recording: Recording, bad: TrainingRecord, said: str
) -> None:
    before = office.dump()
    with pytest.raises(Refusal) as caught:
        recording.trainings([TrainingRecord(None, START), bad])
    assert said in refusal_text(caught.value)
    assert office.dump() == before
    assert recording.trainings([TrainingRecord(None, START)]).value[0].number == "2026-01"


def test_rolls_are_marked_and_closed_in_one_deed(office: Office, recording: Recording) -> None:
    recording.trainings([TrainingRecord(None, START)])
    marks = (
        MarkRecord("一示例", Status.LEAVE, "住院"),
        MarkRecord("二 示例", Status.SUBSTITUTE, substitute="代示例"),
        *present("三示例@南村"),
    )
    assert recording.rolls([RollRecord("2026-01", marks, closed=True)]).value == 3
    training = recording.find_training("2026-01")
    view = office.services.sessions.roll(training.sitting_id)
    found = {r.attendance.name: (r.attendance.status.value, r.attendance.reason) for r in view.rows}
    assert found == {
        "一示例": ("leave", "住院"),
        "三示例": ("present", ""),
        "二示例": ("substitute", ""),
        "四示例": ("unsettled", ""),
    }
    assert view.sitting.roll_state is RollState.CLOSED
    office.services.offices.undo()
    assert office.services.sessions.roll(training.sitting_id).sitting.roll_state is RollState.OPEN


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (RollRecord("2026-01", present("无名示例")), "这一期的名单里没有“无名示例”"),
        (RollRecord("2026-01", present("一示例@西村")), "这一期的名单里没有“一示例@西村”"),
        (RollRecord("2026-01", present("五示例")), "叫“五示例”的有 2 人：五示例@东村、五示例@西村"),
        (RollRecord("2027-01", ()), "没有“2027-01”这一期培训"),
    ],
    ids=["unknown person", "other village", "namesakes", "unknown session"],
)
def test_one_bad_mark_stores_none(office: Office, recording: Recording, bad: RollRecord, said: str) -> None:
    for village in ("东村", "西村"):
        person = a_secretary(office, "五示例", office.villages[village])
        office.services.people.appoint(person, office.villages[village], PostTitle.FIRST_SECRETARY, None)
    everyone = tuple(person.id for person in office.store.people.people())
    roster = RosterRule(RosterKind.PICKED, people=everyone)
    recording.trainings([TrainingRecord(None, START, roster=roster)])
    before = office.dump()
    with pytest.raises(Refusal) as caught:
        recording.rolls([RollRecord("2026-01", present("三示例", "五示例@东村")), bad])
    assert said in refusal_text(caught.value)
    assert office.dump() == before


def test_marks_before_any_roster_are_refused_as_such(office: Office, recording: Recording) -> None:
    for person in office.secretaries.values():
        office.services.people.leave(person, date(2026, 1, 1), "moved")
    recording.trainings([TrainingRecord(None, START)])
    with pytest.raises(Refusal) as caught:
        recording.rolls([RollRecord("2026-01", present("一示例"))])
    assert "还没有名单，不能签到" in refusal_text(caught.value)
