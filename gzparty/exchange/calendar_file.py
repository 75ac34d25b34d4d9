"""The year's plan as a calendar file, the same bytes for the same plan."""

from __future__ import annotations

from datetime import UTC, date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from gzparty.domain.training import TrainingState
from gzparty.exchange.target import write_whole
from gzparty.i18n import _
from gzparty.services.views import SessionLine, YearPlan

ZONE = "Asia/Shanghai"
_FIRST, _LAST = date(2020, 1, 1), date(2038, 1, 1)
"""Years the zone is described for; it has had no change of clocks since 1991."""
_STATUS = {TrainingState.CANCELLED: "CANCELLED", TrainingState.MISSED: "CANCELLED"}


def write_calendar(plan: YearPlan, path: Path) -> None:
    """Write a year's sessions as .ics; Refusal for an unwritable path."""
    write_whole(path, calendar_bytes(plan))


def calendar_bytes(plan: YearPlan) -> bytes:
    """The calendar with one event per session; a session keeps its identity when it moves."""
    from icalendar import Calendar, Timezone

    calendar = Calendar()
    calendar.add("prodid", "-//gzparty//training plan//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(Timezone.from_tzid(ZONE, first_date=_FIRST, last_date=_LAST))
    for line in plan.lines:
        calendar.add_component(_event(line))
    return bytes(calendar.to_ical())


def _event(line: SessionLine) -> Any:
    from icalendar import Event

    zone = ZoneInfo(ZONE)
    training, sitting = line.training, line.sitting
    event = Event()
    event.add("uid", f"{training.uid}@gzparty")
    event.add(
        "summary", _("书记培训 {number} {topic}").format(number=training.number, topic=training.topic).strip()
    )
    event.add("dtstart", sitting.start.replace(tzinfo=zone))
    event.add("dtend", sitting.end.replace(tzinfo=zone))
    # Every event must say when it was made; its planned time never depends on the clock.
    event.add("dtstamp", sitting.planned_start.replace(tzinfo=zone).astimezone(UTC))
    if sitting.place:
        event.add("location", sitting.place)
    event.add("status", _STATUS.get(training.state, "CONFIRMED"))
    if training.state_reason:
        event.add("description", training.state_reason)
    return event
