"""Reading the records of organisational life: the month grid, one record, what a new one takes over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from gzparty.domain import meeting_rules as rules
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.dues import UNHELD, Due
from gzparty.domain.forest import community_of
from gzparty.domain.meeting import YEARLY, Depth, Meeting, MeetingKind
from gzparty.domain.period import Period
from gzparty.services.context import Service
from gzparty.services.meeting_dues import MeetingDues, missing_dues
from gzparty.services.meeting_figures import with_figures
from gzparty.services.meeting_views import Carried, MeetingDetail, MeetingLine, MonthGrid
from gzparty.services.month_grid import GridBuilder, standing_of
from gzparty.services.month_locks import lock_of, lock_on
from gzparty.services.sessions import Sessions
from gzparty.services.unit_groups import in_order


class MeetingViews(Service):
    """Views of records; never writes. Figures of a record by names are those of its roll."""

    def grid(self, month: str, kind: MeetingKind) -> MonthGrid:
        """The records of one kind in one month: a row for each, and for each due without one."""
        period = rules.check_period(kind, month)
        with self._store.snapshot():
            dues = MeetingDues(self._store, self._context.today(), kind, period)
            rows = in_order(GridBuilder(self._store, dues, kind, period).rows())
            lock = lock_of(self._store, month) if period.months == 1 else None
        limits = {due.report_by: due.duty.report_by for due in dues.owed if due.report_by}
        day, rule = next(iter(limits.items()), (None, None))
        if len(limits) > 1:
            # Three workdays after each meeting is no day that holds for all; the latest would promise some too much.
            return MonthGrid(month, kind, rows, None, lock, rule)
        return MonthGrid(month, kind, rows, day, lock)

    def detail(self, meeting_id: int) -> MeetingDetail:
        """Everything of one record; Refusal if it is gone."""
        with self._store.snapshot():
            meeting = next(iter(self._store.meetings.many([meeting_id])), None)
            if meeting is None:
                raise Refusal("meeting_gone")
            return self._detail(meeting)

    def carried(
        self, kind: MeetingKind, unit_id: int, group_id: int | None = None, before: date | None = None
    ) -> Carried:
        """What the record before a new one says that is likely to hold again; to be shown, never stored by itself."""
        for meeting in self._store.meetings.of_branch(unit_id, kind, group_id):
            sitting = self._store.sittings.get(meeting.sitting_id)
            if sitting.actual_start is None or (before is not None and sitting.start.date() >= before):
                continue
            told = with_figures(self._store, [meeting])[0]
            return Carried(
                place=sitting.place,
                host=meeting.host,
                recorder=meeting.recorder,
                expected=told.expected,
                absences=tuple(absence for absence in meeting.absences if absence.standing),
                taken_from=sitting.start.date(),
            )
        return Carried()

    def next_missing(
        self, code: str, year: int, after: tuple[int, int | None, str] | None = None
    ) -> Due | None:
        """The next due of a duty without a record: overdue ones first, then those of the same period, then the others.

        Each from the one after a unit, group and period on, and from the first on after the last.
        """
        with self._store.snapshot():
            owed = missing_dues(self._store, self._context.today(), code, year)
        place = next(
            (n for n, due in enumerate(owed) if after is not None and _key(due) == _asked(after)), -1
        )
        missing = [due for due in (*owed[place + 1 :], *owed[: place + 1]) if self._is_missing(due)]
        period = after[2] if after else ""
        return min(missing, key=lambda due: (not due.is_late, due.period.code != period), default=None)

    def find(self, reference: str) -> Meeting:
        """The record of a number or uid."""
        meeting = self._store.meetings.find(reference.strip())
        if meeting is None:
            raise Refusal("meeting_unknown", reference=reference)
        return meeting

    def of_unit(self, unit_id: int, year: int) -> tuple[Meeting, ...]:
        """A branch's records that count for a year, with the figures of their rolls."""
        return tuple(with_figures(self._store, self._store.meetings.of_unit(unit_id, f"{year}", f"{year}-Z")))

    def year(
        self, year: int, month: int | None = None, unit_id: int | None = None
    ) -> tuple[MeetingLine, ...]:
        """The records that count for a year (or one month of it), of all branches or one, kind by kind and day by day."""
        within = Period.of_month(year, month) if month else Period(year, 1, 12)
        with self._store.snapshot():
            return tuple(
                line
                for kind in MeetingKind
                if month is None or kind not in YEARLY
                for line in self._of_kind(kind, within, unit_id)
            )

    def _of_kind(self, kind: MeetingKind, within: Period, unit_id: int | None) -> Iterator[MeetingLine]:
        last = within.code if within.months == 1 else f"{within.code}-Z"
        stored = self._store.meetings.between(within.code, last, kind)
        found = with_figures(self._store, [m for m in stored if unit_id in (None, m.unit_id)])
        if not found:
            return
        today = self._context.today()
        dues = MeetingDues(self._store, today, kind, within)
        sittings = self._store.sittings.many({meeting.sitting_id for meeting in found})
        units = {**dues.book.units(dues.book.as_of(within)), **dues.book.units(today)}
        groups = dues.book.group_names
        files = Counter(one.meeting_id for one in self._store.folders.of_meetings(m.id for m in found))
        for meeting in sorted(found, key=lambda m: (sittings[m.sitting_id].start, m.id)):
            standing = standing_of(dues, meeting)
            unit = units[meeting.unit_id]
            yield MeetingLine(
                meeting=meeting,
                sitting=sittings[meeting.sitting_id],
                unit=unit,
                community=community_of(unit, units),
                group=groups.get(meeting.group_id or 0, ""),
                state=standing.state,
                why=standing.why,
                missing=standing.missing,
                files=files[meeting.id],
            )

    def _detail(self, stored: Meeting) -> MeetingDetail:
        meeting = with_figures(self._store, [stored])[0]
        sitting = self._store.sittings.get(meeting.sitting_id)
        day = sitting.start.date()
        period = Period.parse(meeting.period)
        dues = MeetingDues(self._store, self._context.today(), meeting.kind, period, meeting.unit_id)
        standing = standing_of(dues, meeting)
        others = tuple(m for m in self._store.meetings.of_sitting(sitting.id) if m.id != meeting.id)
        by_names = meeting.depth is Depth.NAMES
        return MeetingDetail(
            meeting=meeting,
            sitting=sitting,
            unit=self._units_by_id(day)[meeting.unit_id],
            group=next(
                (g for g in self._store.people.groups(meeting.unit_id) if g.id == meeting.group_id), None
            ),
            others=others,
            roll=Sessions(self._store, self._context).roll(sitting.id, ()) if by_names else None,
            votes=tuple(self._store.meetings.votes([meeting.id])),
            appraisal=tuple(self._store.meetings.appraisal(meeting.id)),
            ballots=self._store.meetings.ballots(meeting.id),
            attachments=tuple(self._store.folders.of_meetings([meeting.id])),
            missing=standing.missing,
            findings=(
                *rules.findings(meeting, day, sitting.actual_start is not None),
                *self._twice(meeting, day),
            ),
            state=standing.state,
            why=standing.why,
            locked=lock_on(self._store, meeting, day),
        )

    def _twice(self, meeting: Meeting, day: date) -> Iterator[Diagnostic]:
        """Another record of the same kind, branch, group and day: perhaps the same one again."""
        for other in self._store.meetings.of_branch(meeting.unit_id, meeting.kind, meeting.group_id):
            same_day = self._store.sittings.get(other.sitting_id).start.date() == day
            if other.id != meeting.id and same_day:
                yield Diagnostic(Level.WARNING, "meeting_twice", {"number": other.number})

    def _is_missing(self, due: Due) -> bool:
        return due.state in UNHELD and due.record is None and due.period.first <= self._context.today()


def _key(due: Due) -> tuple[int, int, str]:
    return due.unit_id, due.group_id, due.period.code


def _asked(after: tuple[int, int | None, str]) -> tuple[int, int, str]:
    return after[0], after[1] or 0, after[2]
