"""Taking records in by the row (收记录): many rows are one deed, and what is wrong with one holds up no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from gzparty.domain import month_entry as entry
from gzparty.domain.completeness import papers_of
from gzparty.domain.diagnostic import Diagnostic, Refusal
from gzparty.domain.dues import DueState
from gzparty.domain.meeting import Meeting, MeetingKind
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels.duty import meeting_kind_label, missing_text
from gzparty.labels.intake import intake_deed
from gzparty.records import dataclass
from gzparty.services.context import Context, Done, Service
from gzparty.services.meeting_drafts import Checker
from gzparty.services.meeting_reading import MeetingViews
from gzparty.services.meeting_views import GridRow, MeetingDraft
from gzparty.services.meetings import Meetings
from gzparty.services.month_locks import refuse_locked

if TYPE_CHECKING:
    from gzparty.services.ports import Store


@dataclass(frozen=True, slots=True)
class RowEntry:
    """What was typed in one row: values by column, None for a day or figure emptied; `key` is the caller's own."""

    key: str
    unit_id: int
    group_id: int | None
    meeting_id: int | None
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of the rows: the keys of those stored, and why others were not."""

    stored: tuple[str, ...]
    refused: Mapping[str, Diagnostic] = field(default_factory=dict)


class Intake(Service):
    """Writes of the month grid, each one deed however many rows it has."""

    def __init__(self, store: Store, context: Context) -> None:
        super().__init__(store, context)
        self._meetings = Meetings(store, context)
        self._views = MeetingViews(store, context)

    def enter(
        self, kind: MeetingKind, month: str, rows: Sequence[RowEntry], *, chain: bool = False
    ) -> Done[Entered]:
        """Register, change or (where everything was emptied) delete the records of some rows as one action.

        A row that cannot be stored is told of by its key and holds up no other; a locked month refuses all.
        """
        period = Period.parse(month)
        refuse_locked(self._store, [period.code])
        checker = Checker(self._store, self._context.today())
        refused: dict[str, Diagnostic] = {}
        good: list[tuple[RowEntry, MeetingDraft | None]] = []
        for row in rows:
            try:
                good.append((row, self._draft(kind, period, row, checker)))
            except Refusal as refusal:
                refused[row.key] = refusal.diagnostics[0]
        if not good:
            return Done(Entered((), refused))
        units = self._units_by_id()
        name = intake_deed(
            kind,
            period,
            (units[row.unit_id].name if row.unit_id in units else "" for row, _draft in good),
            chain=chain,
        )
        with self._action(name, "meeting.intake") as action:
            for row, draft in good:
                if draft is not None and row.meeting_id is not None:
                    self._meetings.change(row.meeting_id, draft)
                elif row.meeting_id is not None:
                    self._meetings.delete([row.meeting_id])
            fresh = [draft for row, draft in good if draft is not None and row.meeting_id is None]
            if fresh:
                self._meetings.register(fresh)
        return self._done(action, Entered(tuple(row.key for row, _draft in good), refused))

    def give_back_incomplete(
        self, kind: MeetingKind, month: str, on: date | None = None
    ) -> Done[tuple[str, ...]]:
        """Give back whatever lacks a paper, each with what it lacks as the reason, as one action; the villages' names."""
        lacking = incomplete(self._views.grid(month, kind).rows)
        if not lacking:
            return Done(())
        name = _("退回缺材料的 {kind} {month}月 {n} 个").format(
            kind=meeting_kind_label(kind), month=Period.parse(month).month, n=len(lacking)
        )
        day = on or self._context.today()
        with self._action(name, "meeting.intake_return") as action:
            for row in lacking:
                assert row.meeting is not None
                self._meetings.give_back([row.meeting.id], return_reason(row), day)
        return self._done(action, tuple(row.unit.name for row in lacking))

    def take_back(self, action_ids: Sequence[int]) -> Done[int]:
        """Take some of these deeds back, the latest first, such as all that one pasted 接龙 stored."""
        kinds: frozenset[str] = frozenset()
        for number in sorted(action_ids, reverse=True):
            kinds |= self._store.journal.changed_kinds(number)
            self._store.journal.take_back(number, self._context.now())
        return Done(len(action_ids), 0, _("撤销这次粘贴"), kinds)

    def _draft(
        self, kind: MeetingKind, period: Period, row: RowEntry, checker: Checker
    ) -> MeetingDraft | None:
        """What a row says as a draft, checked; None where it was emptied altogether."""
        values = dict(row.values)
        stored = self._stored(row)
        if entry.DAY in values and values[entry.DAY] is None and stored is not None:
            if not _is_emptied(stored, values):
                raise Refusal("entry_day_kept")
            return None
        cleared = tuple(name for name in entry.FIGURES if name in values and values[name] is None)
        draft = MeetingDraft(
            kind=kind,
            unit_id=row.unit_id,
            group_id=row.group_id,
            period=None if stored else period.code,
            **values,
            cleared=cleared,
        )
        if stored is not None:
            draft = replace(draft, depth=stored.depth)
            day = draft.day or self._store.sittings.get(stored.sitting_id).start.date()
            checker.check(replace(draft, day=day))
            # A day typed anew counts for the grid's month all the same: that is what the row is for.
            return replace(draft, period=stored.period) if draft.day else draft
        if draft.day is None:
            raise Refusal("entry_day_missing")
        checker.check(draft)
        return draft

    def _stored(self, row: RowEntry) -> Meeting | None:
        if row.meeting_id is None:
            return None
        found = self._store.meetings.many([row.meeting_id])
        if not found:
            raise Refusal("meeting_gone")
        return found[0]


def incomplete(rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows whose papers came in without one that is asked for."""
    return [
        row
        for row in rows
        if row.state is DueState.HANDED_IN and row.meeting is not None and papers_of(row.missing)
    ]


def return_reason(row: GridRow) -> str:
    """缺签到表: what to bring, composed from what is lacking."""
    return missing_text(papers_of(row.missing))


def _is_emptied(stored: Meeting, values: Mapping[str, Any]) -> bool:
    """Whether nothing would be left of a record."""
    left = {name: getattr(stored, name) for name in entry.ENTERED if name != entry.DAY} | dict(values)
    return not any(value not in (None, "", False) for value in left.values())
