"""From what the clerk says of a record to the record: checks, defaults, and the sitting it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from gzparty.domain import meeting_rules as rules
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting import Depth, Meeting, MeetingKind
from gzparty.domain.people import UnitView
from gzparty.domain.sitting import LAST_MINUTE, RollState, RosterRule, Sitting
from gzparty.i18n import _
from gzparty.labels.duty import meeting_kind_label
from gzparty.labels.meeting import figure_label
from gzparty.services.branches import branch_among
from gzparty.services.meeting_views import MeetingDraft

if TYPE_CHECKING:
    from gzparty.services.ports import Store

TEXTS = ("topic", "content", "decision", "other", "host", "recorder", "lecturer", "filed_at")
FACTS = ("has_minutes", "has_sign_in", "has_photos", "uploaded", "absences", "received_on")
Key = tuple[object, ...]


class Checker:
    """Checks drafts against the office as it was on their days; units are read once a day asked about."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today
        self._units: dict[date, Mapping[int, UnitView]] = {}

    def unit(self, unit_id: int, on: date) -> UnitView:
        """The branch of a record, as it was on the day; Refusal where it is none or is gone."""
        if on not in self._units:
            self._units[on] = {unit.id: unit for unit in self._store.people.units(on)}
        unit = branch_among(self._units[on], unit_id)
        if unit.closed:
            raise Refusal("meeting_unit_closed", unit=unit.name, day=on)
        return unit

    def check(self, draft: MeetingDraft) -> date:
        """Refuse what cannot be; returns the day of the record."""
        day = self.check_day(draft.day, draft.held)
        check_hours(draft.starts, draft.ends)
        check_figures(draft)
        self.check_group(draft.kind, self.unit(draft.unit_id, day), draft.group_id, day)
        if draft.received_on is not None and draft.received_on > self._today:
            raise Refusal("meeting_received_future", day=draft.received_on)
        return day

    def check_day(self, day: date | None, held: bool) -> date:
        """A day that can be; one to come only for a plan."""
        if day is None:
            raise Refusal("meeting_day_missing")
        if not rules.FIRST_YEAR <= day.year <= self._today.year + 1:
            raise Refusal("meeting_day_absurd", day=day.isoformat())
        if held and day > self._today:
            raise Refusal("meeting_day_ahead", day=day)
        return day

    def check_group(self, kind: MeetingKind, unit: UnitView, group_id: int | None, on: date) -> None:
        """A group of this branch where the kind is held by groups, and none where it is not."""
        if group_id is not None and kind not in rules.GROUP_KINDS:
            raise Refusal("meeting_group_unwanted", kind=meeting_kind_label(kind))
        if group_id is None and kind is not MeetingKind.GROUP_MEETING:
            return
        groups = self._store.people.groups(unit.id)
        if group_id is not None and all(group.id != group_id for group in groups):
            raise Refusal("meeting_group_wrong", unit=unit.name)
        open_groups = [group for group in groups if on in group.interval]
        if group_id is None and open_groups:
            names = _("、").join(group.name for group in open_groups)
            raise Refusal("meeting_group_missing", unit=unit.name, count=len(open_groups), names=names)

    def period(self, draft: MeetingDraft, day: date) -> str:
        """What a new record counts for: as the draft says, or by its day."""
        if draft.period is not None:
            return rules.check_period(draft.kind, draft.period).code
        return self.proposed(draft.kind, draft.unit_id, draft.group_id, day)

    def proposed(self, kind: MeetingKind, unit_id: int, group_id: int | None, day: date) -> str:
        """The period proposed for a record of a day; the year before while the branch has none of that yet."""
        before = str(day.year - 1)
        known = self._store.meetings.of_unit(unit_id, before, before)
        is_open = all(other.kind is not kind or other.group_id != group_id for other in known)
        return rules.default_period(kind, day, is_open).code


def check_hours(starts: time | None, ends: time | None) -> None:
    """Hours go forward; an end needs its beginning."""
    if starts is None and ends is not None:
        raise Refusal("meeting_start_missing", ends=f"{ends:%H:%M}")
    if starts is not None and starts >= (ends or LAST_MINUTE):
        raise Refusal("meeting_hours_wrong", starts=f"{starts:%H:%M}", ends=f"{ends or LAST_MINUTE:%H:%M}")


def check_figures(draft: MeetingDraft) -> None:
    """Refuse a figure no sheet can have, and any figure beside a roll that gives it."""
    for name in rules.FIGURES:
        value = getattr(draft, name)
        if value is None:
            continue
        if draft.depth is Depth.NAMES:
            raise Refusal("meeting_figures_by_names")
        if not 0 <= value <= rules.MOST:
            raise Refusal("meeting_figure_absurd", figure=figure_label(name), value=value, most=rules.MOST)


def said(draft: MeetingDraft) -> dict[str, object]:
    """The fields a draft says something about, those to be emptied included."""
    fields: dict[str, object] = {
        name: getattr(draft, name).strip() for name in TEXTS if getattr(draft, name) is not None
    }
    given = (*FACTS, *rules.FIGURES)
    fields |= {name: getattr(draft, name) for name in given if getattr(draft, name) is not None}
    fields |= dict.fromkeys(name for name in draft.cleared if name in ("received_on", *rules.FIGURES))
    if draft.depth is Depth.NAMES:
        fields |= dict.fromkeys(rules.FIGURES)
    return {**fields, "depth": draft.depth}


def sitting_of(uid: str, draft: MeetingDraft, day: date, roster: RosterRule) -> Sitting:
    """A new sitting of a draft; without hours the day's own bounds stand for them."""
    start, end = bounds(day, draft.starts, draft.ends)
    actual_start, actual_end = (start, end) if draft.held else (None, None)
    place, timed = (draft.place or "").strip(), draft.starts is not None
    return Sitting(0, uid, start, end, actual_start, actual_end, place, roster, RollState.OPEN, None, timed)


def bounds(day: date, starts: time | None, ends: time | None) -> tuple[datetime, datetime]:
    """Beginning and end of a sitting; the bounds of the day stand for what is not known."""
    return datetime.combine(day, starts or time.min), datetime.combine(day, ends or LAST_MINUTE)


def moved(sitting: Sitting, draft: MeetingDraft) -> Sitting:
    """A sitting as a draft changes it: day, hours, place, planned or held; what the draft leaves open stays.

    A plan that was kept on another day stays readable; a slip in the day of a record held is corrected in both.
    """
    day = draft.day or sitting.start.date()
    starts, ends = _hours(sitting, draft)
    check_hours(starts, ends)
    was_plan = sitting.actual_start is None or sitting.actual_start.date() != sitting.planned_start.date()
    planned_day = sitting.planned_start.date() if draft.held and was_plan else day
    planned_start, planned_end = bounds(planned_day, starts, ends)
    actual_start, actual_end = bounds(day, starts, ends) if draft.held else (None, None)
    return replace(
        sitting,
        planned_start=planned_start,
        planned_end=planned_end,
        actual_start=actual_start,
        actual_end=actual_end,
        place=sitting.place if draft.place is None else draft.place.strip(),
        timed=starts is not None,
    )


def _hours(sitting: Sitting, draft: MeetingDraft) -> tuple[time | None, time | None]:
    old_start, old_end = sitting.hours
    starts = None if "starts" in draft.cleared else draft.starts or old_start
    if draft.ends is not None or starts is None or "ends" in draft.cleared:
        return starts, draft.ends
    # Of an end that the new beginning has overtaken nothing is known.
    return starts, old_end if old_end is not None and old_end > starts else None


def shared(drafts: Iterable[tuple[MeetingDraft, date]]) -> Sequence[Sequence[int]]:
    """Which drafts of one call are one sitting: same branch, day, hours and place. By their places in the call.

    The committee sits by itself, and a group taken by names has a roll of its own.
    """
    found: dict[Key, list[int]] = {}
    for place, (draft, day) in enumerate(drafts):
        apart = draft.group_id if draft.depth is Depth.NAMES else None
        key = (
            draft.unit_id,
            day,
            draft.starts,
            draft.ends,
            draft.held,
            (draft.place or "").strip(),
            draft.kind is MeetingKind.COMMITTEE_MEETING,
            apart,
        )
        found.setdefault(key, []).append(place)
    return tuple(found.values())


def roster_for(records: Sequence[MeetingDraft] | Sequence[Meeting]) -> RosterRule:
    """Whose roll a sitting has: of all its records the widest circle."""
    rosters = {rules.roster_of(record.kind, record.unit_id, record.group_id) for record in records}
    if len(rosters) == 1:
        return rosters.pop()
    return rules.roster_of(MeetingKind.BRANCH_MEETING, records[0].unit_id, None)
