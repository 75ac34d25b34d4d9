"""The plan as a calendar file (.ics), so that a phone or WPS calendar shows the sessions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from gzparty.domain.training import TrainingState
from gzparty.exchange.delivery import deliver, writable
from gzparty.i18n import _
from gzparty.services.views import SessionLine

if TYPE_CHECKING:
    from icalendar import Event, Timezone

ZONE = "Asia/Shanghai"
_OFFSET = timedelta(hours=8)
"""China keeps one time without summer time since 1992, so the zone is described whole by this."""
_SINCE = datetime(1992, 1, 1)
_PRODUCT = "-//gzparty//ZH"
_DOMAIN = "gzparty"


@dataclass(frozen=True, slots=True)
class Appointment:
    """One entry: times are local without zone, `uid` is stable so that a second import moves it."""

    uid: str
    start: datetime
    end: datetime
    summary: str
    place: str = ""
    description: str = ""
    cancelled: bool = False


def write_calendar(appointments: Iterable[Appointment], path: Path, heading: str, made_at: datetime) -> int:
    """Write the appointments as .ics; returns how many. `made_at` is local time without zone."""
    chosen = list(appointments)
    deliver(as_calendar(chosen, heading, made_at), path)
    return len(chosen)


def as_calendar(appointments: Iterable[Appointment], heading: str, made_at: datetime) -> bytes:
    """The appointments as the bytes of a calendar file (RFC 5545), the same for the same input."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", writable(heading))
    calendar.add_component(_zone())
    stamp = made_at.replace(tzinfo=timezone(_OFFSET)).astimezone(UTC)
    for appointment in appointments:
        calendar.add_component(_event(appointment, stamp))
    return bytes(calendar.to_ical())


def training_appointments(lines: Sequence[SessionLine]) -> list[Appointment]:
    """The sessions of a plan; a cancelled one stays, marked as such, a missed month has no time."""
    return [
        Appointment(
            uid=line.training.uid,
            start=line.sitting.start,
            end=line.sitting.end,
            summary=_summary(line),
            place=line.sitting.place,
            description=_description(line),
            cancelled=line.training.state is TrainingState.CANCELLED,
        )
        for line in lines
        if line.training.state is not TrainingState.MISSED
    ]


def _summary(line: SessionLine) -> str:
    name = _("书记培训第 {n} 期").format(n=line.training.ordinal)
    return _("{name}：{topic}").format(name=name, topic=line.training.topic) if line.training.topic else name


def _description(line: SessionLine) -> str:
    parts = (
        (_("期号 {text}"), line.training.number),
        (_("主持人 {text}"), line.training.host),
        (_("联系人 {text}"), line.training.contact),
        (_("取消原因 {text}"), line.training.state_reason),
    )
    return "\n".join(label.format(text=text) for label, text in parts if text)


def _event(appointment: Appointment, stamp: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{appointment.uid}@{_DOMAIN}")
    event.add("dtstamp", stamp)
    for name, moment in (("dtstart", appointment.start), ("dtend", appointment.end)):
        event.add(name, moment, parameters={"TZID": ZONE})
    event.add("summary", writable(appointment.summary))
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    if appointment.place:
        event.add("location", writable(appointment.place))
    if appointment.description:
        event.add("description", writable(appointment.description))
    return event


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
