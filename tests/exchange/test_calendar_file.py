"""The plan as a calendar file: one event per session, the same bytes for the same plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from gzparty.bootstrap import counted_uids, new_office
from gzparty.domain.diagnostic import Refusal
from gzparty.exchange.calendar_file import calendar_bytes, write_calendar
from gzparty.services.bundle import Services

NOW = datetime(2026, 1, 5, 9, 0)


@pytest.fixture
def planned(tmp_path: Path) -> Iterator[Services]:
    with new_office(tmp_path / "office.gzparty", lambda: NOW, counted_uids()) as services:
        services.offices.establish("官庄镇")
        services.calendars.ensure(2026)
        services.trainings.plan(2026, "每月第三个周三 14:30")
        yield services


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_twelve_sessions_stand_in_the_calendar_at_their_local_time(planned: Services, tmp_path: Path) -> None:
    plan = planned.sessions.year(2026)
    write_calendar(plan, tmp_path / "plan.ics", NOW)
    found = events((tmp_path / "plan.ics").read_bytes())
    assert [event["dtstart"].dt for event in found] == [
        line.sitting.start.replace(tzinfo=ZoneInfo("Asia/Shanghai")) for line in plan.lines
    ]
    assert len({event["uid"] for event in found}) == 12
    assert all(event["dtend"].dt - event["dtstart"].dt == timedelta(hours=3) for event in found)


def test_the_same_plan_gives_the_same_bytes_and_a_moved_session_keeps_its_identity(planned: Services) -> None:
    before = calendar_bytes(planned.sessions.year(2026), NOW)
    assert before == calendar_bytes(planned.sessions.year(2026), NOW)
    june = planned.store.trainings.of_year(2026)[5]
    planned.trainings.move(june.id, datetime(2026, 6, 18, 9, 0), reason="会场占用")
    event = events(calendar_bytes(planned.sessions.year(2026), NOW))[5]
    assert event["uid"] == events(before)[5]["uid"]
    assert event["dtstart"].dt.hour == 9


def test_a_calendar_made_later_says_so_even_of_a_session_moved_to_an_earlier_day(planned: Services) -> None:
    june = planned.store.trainings.of_year(2026)[5]
    before = events(calendar_bytes(planned.sessions.year(2026), NOW))[5]
    planned.trainings.move(june.id, datetime(2026, 6, 2, 9, 0), reason="会场占用")
    later = events(calendar_bytes(planned.sessions.year(2026), NOW + timedelta(days=1)))[5]
    assert before["dtstamp"].dt.isoformat() == "2026-01-05T01:00:00+00:00"
    assert later["dtstart"].dt < before["dtstart"].dt
    assert later["dtstamp"].dt > before["dtstamp"].dt


def test_the_file_itself_describes_its_zone(planned: Services) -> None:
    data = calendar_bytes(planned.sessions.year(2026), NOW)
    assert data.count(b"BEGIN:VTIMEZONE") == data.count(b"TZOFFSETTO:+0800") == 1
    assert events(data)[0]["dtstart"].params["TZID"] == "Asia/Shanghai"


def test_a_cancelled_session_says_so_with_its_reason(planned: Services) -> None:
    june = planned.store.trainings.of_year(2026)[5]
    planned.trainings.cancel(june.id, "防汛")
    event = events(calendar_bytes(planned.sessions.year(2026), NOW))[5]
    assert event["status"] == "CANCELLED"
    assert "防汛" in event["description"]


def test_an_unwritable_path_is_refused(planned: Services, tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        write_calendar(planned.sessions.year(2026), tmp_path / "none" / "plan.ics", NOW)
