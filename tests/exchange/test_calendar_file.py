"""The plan as a calendar file: the right hour on any device, moved and not doubled by a second import."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.sitting import RollCounts, RollState, RosterRule, Sitting
from gzparty.domain.training import Training, TrainingState
from gzparty.exchange.calendar_file import Appointment, as_calendar, training_appointments, write_calendar
from gzparty.services.views import SessionLine, SessionStage

MADE = datetime(2026, 3, 2, 9, 0)
START = datetime(2026, 6, 17, 14, 30)
SESSION = Appointment("t6", START, START + timedelta(hours=3), "书记培训", "三楼会议室", "带笔记本")


def events(*appointments: Appointment) -> list[Any]:
    return list(Calendar.from_ical(as_calendar(appointments, "培训", MADE)).walk("VEVENT"))


def line(state: TrainingState, topic: str = "村集体经济") -> SessionLine:
    training = Training(
        1, "t6", "2026-06", 2026, 6, topic, "", 1, state, "防汛", None, "", False, "示例甲", "", ""
    )
    sitting = Sitting(
        1, "s6", START, START + timedelta(hours=3), None, None, "三楼", RosterRule(), RollState.OPEN
    )
    return SessionLine(training, sitting, SessionStage.READY, RollCounts(), 1, 8)


def test_the_hour_is_beijing_time_and_says_so() -> None:
    event = events(SESSION)[0]
    assert event["dtstart"].dt.isoformat() == "2026-06-17T14:30:00+08:00"
    assert event["dtend"].dt.isoformat() == "2026-06-17T17:30:00+08:00"
    assert event["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert b"TZID:Asia/Shanghai" in as_calendar([SESSION], "培训", MADE)


def test_the_stamp_is_the_moment_given_in_utc() -> None:
    assert events(SESSION)[0]["dtstamp"].dt.isoformat() == "2026-03-02T01:00:00+00:00"


def test_the_same_plan_makes_the_same_file() -> None:
    assert as_calendar([SESSION], "培训", MADE) == as_calendar([SESSION], "培训", MADE)


def test_a_session_keeps_its_identity() -> None:
    assert events(SESSION)[0]["uid"] == events(SESSION)[0]["uid"] == "t6@gzparty"


def test_a_cancelled_session_is_told_and_a_missed_month_is_not_in_the_calendar() -> None:
    lines = [line(TrainingState.CANCELLED), line(TrainingState.MISSED), line(TrainingState.PLANNED)]
    told = events(*training_appointments(lines))
    assert [event["status"] for event in told] == ["CANCELLED", "CONFIRMED"]
    assert "防汛" in told[0]["description"]


def test_an_entry_names_session_topic_place_and_host() -> None:
    event = events(*training_appointments([line(TrainingState.PLANNED)]))[0]
    assert event["summary"] == "书记培训第 6 期：村集体经济"
    assert event["location"] == "三楼"
    assert "示例甲" in event["description"]
    assert training_appointments([line(TrainingState.PLANNED, "")])[0].summary == "书记培训第 6 期"


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), min_size=1))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    event = events(Appointment("t", START, START, text))[0]
    assert str(event["summary"]) == text


@given(st.text())
def test_no_text_breaks_the_file(text: str) -> None:
    assert len(events(Appointment("t", START, START, text, text, text), SESSION)) == 2


def test_the_file_is_written_whole_or_refused(tmp_path: Path) -> None:
    assert write_calendar([SESSION], tmp_path / "plan.ics", "培训", MADE) == 1
    assert (tmp_path / "plan.ics").read_bytes().count(b"BEGIN:VEVENT") == 1
    with pytest.raises(Refusal):
        write_calendar([SESSION], tmp_path / "missing" / "plan.ics", "培训", MADE)
