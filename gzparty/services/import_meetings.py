"""Take in sheets of meetings as villages and other systems write them: one row, one record by numbers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from gzparty.domain.absence_text import read_absences
from gzparty.domain.chinese_records import KIND_WORDS
from gzparty.domain.completeness import figures_agree
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.matching import Difference
from gzparty.domain.meeting import Meeting, MeetingKind
from gzparty.domain.meeting_cells import Moment, read_count, read_moment
from gzparty.domain.names import normalize_name
from gzparty.domain.people import Group, UnitView
from gzparty.domain.table import Table
from gzparty.i18n import _
from gzparty.labels.duty import meeting_kind_label
from gzparty.services.context import Context
from gzparty.services.import_cells import Cells, Stop
from gzparty.services.import_names import UnitNames
from gzparty.services.import_result import NEW, SHEET, SKIP, WRITTEN, Bucket
from gzparty.services.meeting_drafts import Checker
from gzparty.services.meeting_views import MeetingDraft
from gzparty.services.meetings import Meetings
from gzparty.services.month_locks import lock_of

if TYPE_CHECKING:
    from gzparty.services.ports import Store

TEXTS = ("topic", "content", "decision", "host", "recorder", "lecturer", "filed_at")
FIGURES = ("expected", "attended", "on_leave", "absent")
TICKS = {"minutes": "has_minutes", "sign_in": "has_sign_in", "photos": "has_photos", "uploaded": "uploaded"}
Key = tuple[MeetingKind, int, int, date]


class MeetingsImport:
    """Judges rows of meetings; a record of the same branch, kind and day is the same one."""

    def __init__(self, store: Store, context: Context, table: Table) -> None:
        self._store = store
        self._context = context
        self._today: date = context.today()
        self._names = UnitNames(unit for unit in store.people.units(self._today) if not unit.closed)
        self._checker = Checker(store, self._today)
        self._sheet_kind = _kind_in(table.sheet) or _kind_in(table.file)
        self._known: dict[int, dict[Key, Meeting]] = {}
        self._groups: dict[int, list[Group]] = defaultdict(list)
        for group in store.people.groups():
            self._groups[group.unit_id].append(group)
        self._seen: set[Key] = set()
        self._new: list[MeetingDraft] = []
        self._changed: list[tuple[int, MeetingDraft]] = []

    def take(self, cells: Cells) -> Bucket:
        """Judge one row; raises Stop where it cannot be taken as it is."""
        unit = self._names.find(cells.text("unit"))
        kind = self._kind(cells)
        moment, held = self._moment(cells)
        draft = self._draft(cells, unit, kind, moment, held)
        try:
            self._checker.check(draft)
        except Refusal as refusal:
            raise Stop("day", refusal.diagnostics[0]) from refusal
        self._refuse_locked(draft)
        self._ask_figures(draft, cells)
        key = (kind, unit.id, draft.group_id or 0, moment.day)
        known = self._recorded(unit.id).get(key)
        if key in self._seen and NEW not in cells.decided:
            values = {"unit": unit.name, "kind": meeting_kind_label(kind), "day": moment.day}
            raise Stop(
                "day", Diagnostic(Level.WARNING, "meeting_row_twice", values), "repair_twice", (NEW, SKIP)
            )
        self._seen.add(key)
        if known is None or NEW in cells.decided:
            self._new.append(draft)
            return Bucket.ADDED
        return self._compare(known, draft, cells)

    def set_aside(self, cells: Cells) -> None:
        """A record that was set aside is missed by nobody."""

    def is_changed(self) -> bool:
        """Whether there is anything to store."""
        return bool(self._new or self._changed)

    def save(self) -> None:
        """Store all that is new or changed, inside an action already begun."""
        meetings = Meetings(self._store, self._context)
        if self._new:
            meetings.register(self._new)
        for meeting_id, draft in self._changed:
            meetings.change(meeting_id, draft)

    def _kind(self, cells: Cells) -> MeetingKind:
        kind = (
            cells.word("kind", KIND_WORDS) if cells.raw("kind") in KIND_WORDS or cells.raw("kind") else None
        )
        found = kind or _kind_in(cells.raw("title")) or self._sheet_kind
        if found is None:
            offers = tuple(meeting_kind_label(one) for one in MeetingKind)
            raise Stop("kind", Diagnostic(Level.ERROR, "meeting_kind_missing"), "repair_fill", offers=offers)
        return found

    def _moment(self, cells: Cells) -> tuple[Moment, bool]:
        """When it was held, or for when it is planned."""
        for field, held in (("day", True), ("planned", False)):
            reading = read_moment(cells.value(field), self._today)
            moment = cells.taken(field, reading)
            if moment is not None:
                return moment, held
        raise Stop("day", Diagnostic(Level.ERROR, "meeting_day_missing"), "repair_fill")

    def _draft(
        self, cells: Cells, unit: UnitView, kind: MeetingKind, moment: Moment, held: bool
    ) -> MeetingDraft:
        said: dict[str, Any] = {name: cells.text(name) or None for name in TEXTS}
        said["topic"] = said["topic"] or cells.text("title") or None
        said |= {name: cells.taken(name, read_count(cells.value(name))) for name in FIGURES}
        said |= {column: cells.tick(name) for name, column in TICKS.items()}
        observers, other = _observers(cells.text("observers"), cells.text("other"))
        absences = read_absences(cells.text("absences"))
        return MeetingDraft(
            kind=kind,
            unit_id=unit.id,
            group_id=self._group(cells, unit, kind, moment.day),
            day=moment.day,
            starts=moment.starts,
            ends=moment.ends,
            place=cells.text("place") or None,
            held=held,
            other=other or None,
            observers=observers,
            absences=absences or None,
            **said,
        )

    def _group(self, cells: Cells, unit: UnitView, kind: MeetingKind, day: date) -> int | None:
        if kind is not MeetingKind.GROUP_MEETING:
            return None
        groups = [group for group in self._groups[unit.id] if day in group.interval]
        wanted = normalize_name(cells.text("group"))
        named = [group for group in groups if normalize_name(group.name) == wanted]
        if named or (len(groups) == 1 and not wanted):
            return (named or groups)[0].id
        if not groups and not wanted:
            return None
        offers = tuple(group.name for group in groups)
        values = {"unit": unit.name, "names": _("、").join(offers) or _("没有党小组")}
        raise Stop(
            "group", Diagnostic(Level.ERROR, "meeting_row_group", values), "repair_cell", offers=offers
        )

    def _refuse_locked(self, draft: MeetingDraft) -> None:
        assert draft.day is not None
        if lock_of(self._store, f"{draft.day:%Y-%m}") is not None:
            values = {"month": draft.day.month, "year": draft.day.year}
            raise Stop("day", Diagnostic(Level.ERROR, "meeting_row_locked", values))

    @staticmethod
    def _ask_figures(draft: MeetingDraft, cells: Cells) -> None:
        if figures_agree(draft.expected, draft.attended, draft.on_leave, draft.absent):
            return
        if cells.decided & {WRITTEN, SHEET}:
            return
        values = {"expected": draft.expected, "attended": draft.attended}
        reason = Diagnostic(Level.WARNING, "meeting_row_figures", values)
        raise Stop("attended", reason, "repair_confirm", (SHEET, SKIP))

    def _recorded(self, unit_id: int) -> dict[Key, Meeting]:
        """The records of a branch by kind, group and day."""
        if unit_id not in self._known:
            meetings = self._store.meetings.of_unit(unit_id, "0000", "9999-Z")
            sittings = self._store.sittings.many({meeting.sitting_id for meeting in meetings})
            self._known[unit_id] = {
                (m.kind, unit_id, m.group_id or 0, sittings[m.sitting_id].start.date()): m for m in meetings
            }
        return self._known[unit_id]

    def _compare(self, known: Meeting, draft: MeetingDraft, cells: Cells) -> Bucket:
        """Fill what is blank; what differs is asked about."""
        wished: dict[str, Any] = {
            name: value
            for name in (*TEXTS, *FIGURES, *TICKS.values(), "observers", "other")
            if (value := getattr(draft, name)) is not None and getattr(known, name) != value
        }
        differing = [name for name in wished if getattr(known, name) not in (None, "", False)]
        if differing and SHEET not in cells.decided:
            values = {"number": known.number, "count": len(differing)}
            found = tuple(Difference(n, str(getattr(known, n)), str(wished[n])) for n in differing)
            reason = Diagnostic(Level.WARNING, "meeting_row_differs", values)
            raise Stop(_column(differing[0]), reason, "repair_sheet", (SHEET, NEW, SKIP), differences=found)
        if not wished:
            return Bucket.SAME
        changed = MeetingDraft(known.kind, known.unit_id, known.group_id, depth=known.depth, **wished)
        self._changed.append((known.id, replace(changed, held=draft.held)))
        return Bucket.UPDATED


def _kind_in(text: str) -> MeetingKind | None:
    """The kind a title names; None where it names none, or several."""
    found = {kind for word, kind in KIND_WORDS.items() if word in text}
    # 组织生活会 and the like hold no other kind's word, but 支部委员会会议 holds two of its own.
    return found.pop() if len(found) == 1 else None


def _observers(text: str, other: str) -> tuple[int | None, str]:
    """A column of observers holds their number or their names; names stay readable among the other notes."""
    if not text:
        return None, other
    reading = read_count(text)
    if reading.finding is None and reading.value is not None:
        return reading.value, other
    return None, "\n".join(part for part in (other, _("列席：{names}").format(names=text)) if part)


def _column(name: str) -> str:
    """The column of the sheet behind a field of a record."""
    return next((field for field, column in TICKS.items() if column == name), name)
