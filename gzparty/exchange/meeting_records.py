"""Records of organisational life as JSON: what `show meeting --json` prints is what `record meetings` reads."""

from __future__ import annotations

from datetime import date
from typing import Any

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting import Absence, Depth, MeetingKind
from gzparty.domain.meeting_rules import FIGURES
from gzparty.exchange.records import Entry, entries_of
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.meeting_recording import MeetingRecord
from gzparty.services.meeting_views import MeetingDetail, MeetingDraft

TEXTS = ("place", "topic", "content", "decision", "other", "host", "recorder", "lecturer", "filed_at")
FLAGS = ("has_minutes", "has_sign_in", "has_photos", "uploaded")


def meeting_to_json(detail: MeetingDetail) -> dict[str, object]:
    """A record with its day and hours; what nobody wrote down is null. The last entries are computed and not read."""
    meeting, sitting = detail.meeting, detail.sitting
    starts, ends = sitting.hours
    return {
        "number": meeting.number,
        "uid": meeting.uid,
        "kind": meeting.kind.value,
        "unit": detail.unit.name,
        "group": detail.group.name if detail.group else None,
        "day": sitting.start.date().isoformat(),
        "starts": starts.isoformat("minutes") if starts else None,
        "ends": ends.isoformat("minutes") if ends else None,
        "place": sitting.place,
        "held": sitting.actual_start is not None,
        "period": meeting.period,
        "depth": meeting.depth.value,
        **{name: getattr(meeting, name) for name in TEXTS if name != "place"},
        **{name: getattr(meeting, name) for name in FIGURES},
        "absences": [absence._asdict() for absence in meeting.absences],
        **{name: getattr(meeting, name) for name in FLAGS},
        "received_on": _iso(meeting.received_on),
        "returned_on": _iso(meeting.returned_on),
        "return_reason": meeting.return_reason,
        "state": detail.state.value,
        "missing": list(detail.missing),
        "same_sitting": [other.number for other in detail.others],
        "files": [one.name for one in detail.attachments],
    }


def read_meetings(services: Services, content: object) -> tuple[MeetingRecord, ...]:
    """Read one record or a list of them; Refusal names the entry and field that is wrong."""
    return tuple(
        _record(services, Entry(entry, number)) for number, entry in enumerate(entries_of(content), 1)
    )


def _record(services: Services, entry: Entry) -> MeetingRecord:
    unit = services.people.find_unit(entry.text("unit"))
    draft = MeetingDraft(
        kind=entry.choice("kind", MeetingKind),
        unit_id=unit.id,
        group_id=_group(services, entry, unit.id),
        day=entry.day("day"),
        starts=entry.clock("starts"),
        ends=entry.clock("ends"),
        period=entry.optional_text("period"),
        depth=entry.choice("depth", Depth, Depth.NUMBERS),
        held=entry.flag("held", default=True),
        absences=_absences(entry),
        received_on=entry.day("received_on"),
        **_said(entry),
        cleared=tuple(
            name
            for name in (*FIGURES, "starts", "ends", "received_on", "group_id")
            if entry.has(field := name.removesuffix("_id")) and entry.is_null(field)
        ),
    )
    returned = (entry.day("returned_on"), entry.text("return_reason", ""))
    return MeetingRecord(entry.optional_text("number"), draft, returned if entry.has("returned_on") else None)


def _said(entry: Entry) -> dict[str, Any]:
    told: dict[str, Any] = {name: entry.optional_text(name) for name in TEXTS}
    told |= {name: entry.optional_whole(name) for name in FIGURES}
    told |= {name: entry.flag(name) for name in FLAGS if entry.has(name)}
    return told


def _group(services: Services, entry: Entry, unit_id: int) -> int | None:
    name = entry.optional_text("group")
    if not name:
        return None
    for group in services.store.people.groups(unit_id):
        if group.name == name:
            return group.id
    known = _("、").join(group.name for group in services.store.people.groups(unit_id)) or "-"
    raise Refusal("record_choice_wrong", number=entry.number, field="group", value=name, choices=known)


def _absences(entry: Entry) -> tuple[Absence, ...] | None:
    found = entry.many("absences")
    if found is None:
        return None
    return tuple(
        Absence(one.text("name"), one.text("reason", ""), one.flag("leave"), one.flag("standing"))
        for one in found
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
