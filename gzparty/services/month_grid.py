"""The rows of a month grid: each branch or group with its record, or with what it still owes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gzparty.domain import meeting_rules as rules
from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.dues import Due, DueState, NotApplicable
from gzparty.domain.folder import FolderKind
from gzparty.domain.forest import community_of
from gzparty.domain.meeting import Meeting, MeetingKind
from gzparty.domain.owing import judge
from gzparty.domain.period import Period
from gzparty.domain.sitting import Sitting
from gzparty.labels.duty import due_text
from gzparty.services.meeting_dues import MeetingDues
from gzparty.services.meeting_figures import with_figures
from gzparty.services.meeting_views import GridRow

if TYPE_CHECKING:
    from gzparty.services.ports import Store

NO_ROW = frozenset(set(NotApplicable) - {NotApplicable.BEFORE_RECORDS})
"""Reasons by which a unit owes nothing at all; what lies before the first records can still be registered."""


class Standing(NamedTuple):
    """Where a record, or a place without one, stands."""

    state: DueState
    days: int
    why: str
    missing: tuple[str, ...] = ()


class GridBuilder:
    """Puts the rows of one grid together from what was read once."""

    def __init__(self, store: Store, dues: MeetingDues, kind: MeetingKind, period: Period) -> None:
        self._dues = dues
        self._units = dues.book.units(dues.book.as_of(period))
        self._groups = {group.id: group for group in store.people.groups()}
        found = with_figures(store, store.meetings.between(period.code, period.code, kind))
        self._sittings = store.sittings.many({meeting.sitting_id for meeting in found})
        self._records: dict[tuple[int, int], list[Meeting]] = defaultdict(list)
        for meeting in sorted(found, key=lambda meeting: (self._day(meeting), meeting.id)):
            self._records[meeting.unit_id, meeting.group_id or 0].append(meeting)
        self._owed: dict[tuple[int, int], list[Due]] = defaultdict(list)
        for due in dues.owed:
            self._owed[due.unit_id, due.group_id].append(due)
        self._hints = store.meetings.last_expected(kind, period.first)
        self._files: dict[int | None, list[FolderKind]] = defaultdict(list)
        for file in store.folders.of_meetings(meeting.id for meeting in found):
            self._files[file.meeting_id].append(file.kind)

    def rows(self) -> Iterator[GridRow]:
        """Branch by branch in the office's order, its groups in theirs; records before what is still owed."""
        keys = {**self._owed, **{key: [] for key in self._records if key not in self._owed}}
        places = {unit_id: place for place, unit_id in enumerate(self._units)}
        for key in sorted(
            keys, key=lambda key: (places.get(key[0], len(places)), *self._group_place(key[1]))
        ):
            if key[0] not in self._units:
                continue
            yield from self._rows_of(key)

    def _rows_of(self, key: tuple[int, int]) -> Iterator[GridRow]:
        owed = self._owed.get(key, [])
        for meeting in self._records.get(key, ()):
            yield self._row(key, meeting, standing_of(self._dues, meeting))
        told = bool(self._records.get(key))
        for due in owed:
            # What another month of the quarter fulfilled is one row, and none beside a record of this month.
            if due.reason not in NO_ROW and not (due.record is not None and told):
                yield self._row(key, None, Standing(due.state, due.days, due_text(due)))

    def _row(self, key: tuple[int, int], meeting: Meeting | None, standing: Standing) -> GridRow:
        unit = self._units[key[0]]
        day = self._day(meeting) if meeting else None
        files = self._files.get(meeting.id, []) if meeting else []
        findings: tuple[Diagnostic, ...] = ()
        if meeting is not None and day is not None:
            findings = rules.findings(meeting, day, self._sitting(meeting).actual_start is not None)
        return GridRow(
            unit=unit,
            community=community_of(unit, self._units),
            group=self._groups.get(key[1]),
            meeting=meeting,
            day=day,
            state=standing.state,
            days=standing.days,
            why=standing.why,
            expected_hint=self._hints.get(key),
            findings=findings,
            missing=standing.missing,
            photos=files.count(FolderKind.PHOTO),
            attached=frozenset(files),
        )

    def _group_place(self, group_id: int) -> tuple[int, int]:
        group = self._groups.get(group_id)
        return (group.sort_order, group.id) if group else (-1, 0)

    def _sitting(self, meeting: Meeting) -> Sitting:
        return self._sittings[meeting.sitting_id]

    def _day(self, meeting: Meeting) -> date:
        return self._sitting(meeting).start.date()


def standing_of(dues: MeetingDues, meeting: Meeting) -> Standing:
    """Where a record stands: by the due it fulfils; one beyond what is owed is judged by the same deadlines."""
    fulfilled = dues.fulfilment(meeting)
    counted, model = Period.parse(meeting.period), None
    for due in dues.of(fulfilled.unit_id, fulfilled.group_id):
        if not due.period.covers(counted):
            continue
        if due.record is not None and due.record.record_id == meeting.id:
            return Standing(due.state, due.days, due_text(due), fulfilled.missing)
        model = due
    if model is None:
        return Standing(DueState.NOT_APPLICABLE, 0, "", fulfilled.missing)
    extra = model._replace(record=fulfilled, waiver=None, reason=None)
    state, days = judge(extra, dues.book.terms)
    return Standing(state, days, due_text(extra._replace(state=state, days=days)), fulfilled.missing)
