"""The year's plan as a calendar file, the same bytes for the same plan at the same moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from gzparty.domain.training import TrainingState
from gzparty.exchange.cell_text import writable
from gzparty.files import write_whole
from gzparty.i18n import _
from gzparty.services.views import SessionLine, YearPlan

if TYPE_CHECKING:
    from icalendar import Event, Timezone

ZONE = "Asia/Shanghai"
_OFFSET = timedelta(hours=8)
"""China has kept one time without summer time since 1992, so this describes the zone whole."""
_SINCE = datetime(1992, 1, 1)
_STATUS = {TrainingState.CANCELLED: "CANCELLED", TrainingState.MISSED: "CANCELLED"}


def write_calendar(plan: YearPlan, path: Path, made_at: datetime) -> None:
    """Write a year's sessions as .ics; Refusal for an unwritable path. `made_at` is local time."""
    write_whole(path, calendar_bytes(plan, made_at))


def calendar_bytes(plan: YearPlan, made_at: datetime) -> bytes:
    """The calendar with one event per session; a session keeps its identity when it moves.

    The moment of making is in every event: a calendar takes the later of two for the valid one.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//gzparty//training plan//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("{year}年书记培训").format(year=plan.year))
    calendar.add_component(_zone())
    stamp = made_at.replace(tzinfo=timezone(_OFFSET)).astimezone(UTC)
    for line in plan.lines:
        calendar.add_component(_event(line, stamp))
    return bytes(calendar.to_ical())


def _event(line: SessionLine, stamp: datetime) -> Event:
    from icalendar import Event

    training, sitting = line.training, line.sitting
    event = Event()
    event.add("uid", f"{training.uid}@gzparty")
    event.add("dtstamp", stamp)
    for name, moment in (("dtstart", sitting.start), ("dtend", sitting.end)):
        event.add(name, moment, parameters={"TZID": ZONE})
    summary = _("书记培训 {number} {topic}").format(number=training.number, topic=training.topic)
    event.add("summary", writable(summary).strip())
    event.add("status", _STATUS.get(training.state, "CONFIRMED"))
    if sitting.place:
        event.add("location", writable(sitting.place))
    description = _description(line)
    if description:
        event.add("description", writable(description))
    return event


def _description(line: SessionLine) -> str:
    parts = (
        (_("主持人 {text}"), line.training.host),
        (_("联系人 {text}"), line.training.contact),
        (_("原因 {text}"), line.training.state_reason),
    )
    return "\n".join(label.format(text=text) for label, text in parts if text)


def _zone() -> Timezone:
    from icalendar import Timezone, TimezoneStandard

    standard = TimezoneStandard()
    standard.add("dtstart", _SINCE)
    standard.add("tzoffsetfrom", _OFFSET)
    standard.add("tzoffsetto", _OFFSET)
    standard.add("tzname", "CST")
    zone = Timezone()
    zone.add("tzid", ZONE)
    zone.add_component(standard)
    return zone
