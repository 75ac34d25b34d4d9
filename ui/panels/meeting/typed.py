"""Between a record and what stands typed in its form: both ways, nothing made up in between."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any, NamedTuple

from gzparty.domain.meeting import Absence, Depth, MeetingKind
from gzparty.domain.meeting_rules import FIGURES
from gzparty.domain.period import Period
from gzparty.records import dataclass
from gzparty.services.meeting_views import Carried, MeetingDetail, MeetingDraft

DRAFTS, NEW = "meeting", "new"
"""Under what the half-typed records are kept: meeting/12, or meeting/new and the place of one not stored yet."""
CLEARABLE = (*FIGURES, "received_on", "starts")
"""Fields that can be emptied again; an empty text is stored as it is."""


class Subject(NamedTuple):
    """Whose record the form is about; `period` is the one whose due it was opened for, None for a free one."""

    kind: MeetingKind
    unit_id: int
    group_id: int | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of the form by the names it binds them under."""

    day: date | None = None
    starts: time | None = None
    place: str = ""
    host: str = ""
    recorder: str = ""
    lecturer: str = ""
    depth: str = Depth.NUMBERS
    expected: int | None = None
    attended: int | None = None
    observers: int | None = None
    on_leave: int | None = None
    absent: int | None = None
    absences: tuple[Absence, ...] = ()
    topic: str = ""
    content: str = ""
    decision: str = ""
    other: str = ""
    has_minutes: bool = False
    has_sign_in: bool = False
    has_photos: bool = False
    uploaded: bool = False
    filed_at: str = ""
    received_on: date | None = None


def draft_name(subject: Subject, meeting_id: int, entry: str) -> str:
    """The name under which a record's draft is kept; `entry` tells several new ones of a cell apart."""
    if meeting_id:
        return str(meeting_id)
    period = subject.period.code if subject.period else ""
    return f"{NEW} {subject.kind} {subject.unit_id} {subject.group_id or 0} {period} {entry}"


def typed_of(detail: MeetingDetail) -> Typed:
    """A stored record as the form shows it."""
    meeting, sitting = detail.meeting, detail.sitting
    own = {
        name: getattr(meeting, name)
        for name in Typed.__dataclass_fields__
        if name not in ("day", "starts", "place", "depth")
    }
    return Typed(
        day=sitting.start.date(),
        starts=sitting.hours[0],
        place=sitting.place,
        depth=meeting.depth.value,
        **own,
    )


def typed_from(carried: Carried) -> Typed:
    """What a new record begins with: who and where as before, and who is away for long; never a day, an hour, a figure
    or a text."""
    return Typed(place=carried.place, host=carried.host, recorder=carried.recorder, absences=carried.absences)


def draft_of(
    subject: Subject, values: Mapping[str, Any], today: date, stored: MeetingDetail | None
) -> MeetingDraft:
    """What is to be stored; a day to come makes a plan of it."""
    said = {name: value for name, value in values.items() if name != "depth"}
    depth = Depth(values["depth"])
    if depth is Depth.NAMES:
        # Who was away the roll says; what was carried over for a record by numbers contradicts it unseen.
        said |= dict.fromkeys(FIGURES) | {"absences": ()}
    cleared = () if stored is None else tuple(name for name in CLEARABLE if said.get(name) is None)
    day = said["day"]
    return MeetingDraft(
        kind=subject.kind,
        unit_id=subject.unit_id,
        group_id=subject.group_id,
        period=None if stored else counted_for(subject, day),
        depth=depth,
        held=day is not None and day <= today,
        cleared=cleared,
        **said,
    )


def counted_for(subject: Subject, day: date | None) -> str | None:
    """The month or year a new record counts for: that of its due where the day lies outside (补开, 所属年度)."""
    period = subject.period
    if period is None:
        return None
    if period.months == 12:
        return period.code
    if day is None or day in period:
        return None
    return Period.of_month(period.last.year, period.last.month).code
