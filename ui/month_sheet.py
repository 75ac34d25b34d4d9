"""The month grid without its widgets: what is stored, what is typed over it, and what is written by which deed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from gzparty.domain import month_entry as entry
from gzparty.domain.chain_names import Named
from gzparty.domain.completeness import fulfilment
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.meeting import MeetingKind
from gzparty.domain.period import Period
from gzparty.labels import sentence, spoken
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.intake import Entered, RowEntry
from gzparty.services.meeting_views import GridRow, MonthGrid
from ui.desk import Desk
from ui.gate import Gate
from ui.tables.column import Edit
from ui.tables.month_lines import GridLine, stored_text

SEPARATOR = "/"
LANE = "intake.month"


@dataclass
class _Typed:
    """What stands typed in one row and is not stored, why not, and what was sent to be stored."""

    cells: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    sent: dict[str, str] = field(default_factory=dict)
    held: bool = False
    """Refused as it stands: it waits until something else is typed."""


_NOTHING = _Typed()


class _MonthRead(NamedTuple):
    """A month as read behind the window, with how many records of each kind came in, as 收到 counts them."""

    grid: MonthGrid
    counts: Mapping[MeetingKind, int]


class MonthSheet(QObject):
    """Rows by key; a row is stored when it is left, what cannot be stored stays typed and is kept as a draft.

    The month is read behind the window; until it has come there are no rows.
    """

    changed = Signal()
    """Something else is to be shown."""
    opened = Signal()
    """Another month or kind has come."""
    stored = Signal(str, int)
    """The name of a deed and its number."""
    refused = Signal(str)
    """Nothing was stored, and why."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__()
        self._desk = desk
        self._gate = gate
        self.month = Period.around(gate.reader.context.today())
        self.kind = MeetingKind.THEME_DAY
        self.grid: MonthGrid | None = None
        self.counts: Mapping[MeetingKind, int] = {}
        self._is_reading = False
        self._unsettled: list[tuple[Entered, MeetingKind, str]] = []
        self.fresh: dict[str, frozenset[str]] = {}
        self.asked: dict[str, str] = {}
        self._rows: dict[str, GridRow] = {}
        self._typed: dict[str, _Typed] = {}

    def show(self, month: Period, kind: MeetingKind) -> None:
        """Go to another month or kind; what stands typed is kept as a draft."""
        if (month, kind) != (self.month, self.kind) or self.grid is None:
            if self.grid is not None:
                self._desk.drafts.leave(self._draft_key())
            self.month, self.kind = month, kind
            self._typed.clear()
            self.fresh.clear()
            self.asked.clear()
            self.grid, self._rows = None, {}
            self.read()
            if self._is_reading:
                self.changed.emit()
        else:
            self.changed.emit()

    def read(self) -> None:
        """Read the month anew; what stands typed stays."""
        month, kind = self.month.code, self.kind

        def read(services: Services) -> _MonthRead:
            with services.store.snapshot():
                found = services.store.meetings.briefs(month, month)
                came = Counter(
                    brief.kind
                    for brief in found
                    if brief.held_on and (fulfilment(brief).received or brief.returned_on)
                )
                return _MonthRead(services.meeting_views.grid(month, kind), came)

        self._is_reading = True
        self._gate.behind.ask(LANE, read, self._came, self._failed)

    def _came(self, read: _MonthRead) -> None:
        """Show what was read; what was stored meanwhile stands in it and is typed no longer."""
        is_new = self.grid is None
        self._is_reading = False
        self.grid, self.counts = read
        self._set_rows(read.grid)
        if is_new:
            self._desk.drafts.watch(self._draft_key(), self)
            self._find_problems(tuple(self._typed))
        self._settle_waiting()
        self.changed.emit()
        if is_new:
            self.opened.emit()

    def _failed(self, error: Exception) -> None:
        self._is_reading = False
        self._settle_waiting()
        self.refused.emit(spoken(error))

    def _set_rows(self, grid: MonthGrid) -> None:
        seen: Counter[tuple[int, int]] = Counter()
        self._rows = {}
        for row in grid.rows:
            place = (row.unit.id, row.group.id if row.group else 0)
            self._rows[f"{place[0]}.{place[1]}.{seen[place]}"] = row
            seen[place] += 1

    def lines(self) -> list[GridLine]:
        """Every row with what is typed over it."""
        locked = self.grid is not None and self.grid.lock is not None
        return [self._line(key, row, locked) for key, row in self._rows.items()]

    def line(self, key: str) -> GridLine:
        """One row."""
        return self._line(key, self._rows[key], self.grid is not None and self.grid.lock is not None)

    def named(self) -> list[tuple[str, Named]]:
        """Each row as a 接龙 may name it, with its key."""
        return [
            (key, Named(place, (row.unit.name, row.unit.party_name), row.group.name if row.group else ""))
            for place, (key, row) in enumerate(self._rows.items())
        ]

    def type(self, edits: Iterable[Edit[GridLine]]) -> list[str]:
        """Take typed cells over; gives the keys of the rows concerned."""
        found = list(edits)
        keys = dict.fromkeys(edit.record.key for edit in found)
        for edit in found:
            self.put(edit.record.key, {edit.column: edit.text})
        return list(keys)

    def put(self, key: str, cells: Mapping[str, str]) -> None:
        """Put texts into a row; what then says the same as the record is typed no longer."""
        typed = self._typed.setdefault(key, _Typed())
        typed.held = False
        for column, text in cells.items():
            typed.problems.pop(column, None)
            if text == stored_text(self._rows[key], column):
                typed.cells.pop(column, None)
            else:
                typed.cells[column] = text
        if not typed.cells:
            del self._typed[key]
        self._find_problems([key])

    def drop(self, key: str) -> bool:
        """Take back what is typed in a row and not stored; tell whether there was anything."""
        return self._typed.pop(key, None) is not None

    def waiting(self) -> list[str]:
        """The rows with something typed that could be stored and is not on its way."""
        return [
            key
            for key, typed in self._typed.items()
            if key in self._rows and not typed.sent and not typed.held and self._readable(key)
        ]

    def store(self, keys: Iterable[str], *, chain: bool = False) -> None:
        """Store what can be stored of some rows, all of them as one deed."""
        wanted = [key for key in keys if key in self.waiting()]
        entries = [self._entry(key) for key in wanted]
        if not entries:
            return
        for key in wanted:
            self._typed[key].sent = {c: self._typed[key].cells[c] for c in self._readable(key)}
        kind, month = self.kind, self.month.code

        def write(services: Services) -> Done[Entered]:
            return services.intake.enter(kind, month, entries, chain=chain)

        def done(outcome: Done[Entered]) -> None:
            if self._is_reading:
                self._unsettled.append((outcome.value, kind, month))
            else:
                self._settle(outcome.value, kind, month)
                self.changed.emit()
            if outcome.action:
                self.stored.emit(outcome.name, outcome.action)

        def refused(words: str) -> None:
            for key in wanted:
                if key in self._typed:
                    self._typed[key].sent = {}
            self.refused.emit(words)

        self._gate.write(write, done, refused)

    def correct(self, key: str, values: Mapping[str, object]) -> None:
        """Store other values of a row's record, such as the two figures changed over."""
        row = self._rows[key]
        if row.meeting is None:
            self.put(key, {name: str(value) for name, value in values.items() if name in entry.ENTERED})
            self.store([key])
            return
        changed = RowEntry(key, row.unit.id, row.group.id if row.group else None, row.meeting.id, values)
        kind, month = self.kind, self.month.code
        self.drop(key)

        def done(outcome: Done[Entered]) -> None:
            if outcome.action:
                self.stored.emit(outcome.name, outcome.action)

        self._gate.write(
            lambda services: services.intake.enter(kind, month, [changed]), done, self.refused.emit
        )

    def draft(self) -> dict[str, str]:
        """What stands typed and is not stored, for the draft store."""
        return {
            f"{key}{SEPARATOR}{column}": text
            for key, typed in self._typed.items()
            for column, text in typed.cells.items()
            if column not in typed.sent
        }

    def restore(self, draft: Mapping[str, str]) -> None:
        """Put a kept draft back into the rows that are still there."""
        for name, text in draft.items():
            key, _sign, column = name.partition(SEPARATOR)
            if key in self._rows and column in entry.ENTERED:
                self._typed.setdefault(key, _Typed()).cells[column] = text

    def is_changed(self) -> bool:
        """Whether a draft is to be kept; an empty one replaces what was kept before."""
        return True

    def _draft_key(self) -> str:
        return f"intake{SEPARATOR}{self.month.code}.{self.kind.value}"

    def _line(self, key: str, row: GridRow, locked: bool) -> GridLine:
        typed = self._typed.get(key, _NOTHING)
        return GridLine(
            key,
            row,
            self.month,
            dict(typed.cells),
            dict(typed.problems),
            self.fresh.get(key, frozenset()),
            self.asked.get(key, ""),
            is_locked=locked,
        )

    def _readable(self, key: str) -> list[str]:
        """The typed columns that can be stored: those that can be read, in a row that has its day."""
        row, typed = self._rows[key], self._typed[key]
        read = entry.read_entry(typed.cells, self.month)
        has_day = row.meeting is not None or read.values.get(entry.DAY) is not None
        return list(read.values) if has_day else []

    def _entry(self, key: str) -> RowEntry:
        row = self._rows[key]
        read = entry.read_entry({c: self._typed[key].cells[c] for c in self._readable(key)}, self.month)
        meeting_id = row.meeting.id if row.meeting else None
        return RowEntry(key, row.unit.id, row.group.id if row.group else None, meeting_id, read.values)

    def _find_problems(self, keys: Iterable[str]) -> None:
        for key in keys:
            typed = self._typed.get(key)
            if typed is None or key not in self._rows:
                continue
            read = entry.read_entry(typed.cells, self.month)
            typed.problems = {column: sentence(found) for column, found in read.problems.items()}

    def ask_for_days(self, keys: Iterable[str]) -> None:
        """Say of rows that were left without a day that they need one."""
        for key in keys:
            typed = self._typed.get(key)
            if typed and not self._readable(key) and entry.DAY not in typed.problems:
                typed.problems[entry.DAY] = sentence(Diagnostic(Level.ERROR, "entry_day_missing"))

    def _settle_waiting(self) -> None:
        """Settle what was stored while the month was being read: before, its rows did not show it yet."""
        waiting, self._unsettled = self._unsettled, []
        for entered, kind, month in waiting:
            self._settle(entered, kind, month)

    def _settle(self, entered: Entered, kind: MeetingKind, month: str) -> None:
        """What was stored is typed no longer, unless it was typed over meanwhile."""
        if (kind, month) != (self.kind, self.month.code):
            return
        for key in entered.stored:
            typed = self._typed.get(key)
            if typed is None:
                continue
            typed.cells = {c: text for c, text in typed.cells.items() if typed.sent.get(c) != text}
            typed.sent = {}
            if not typed.cells:
                del self._typed[key]
        for key, finding in entered.refused.items():
            if key in self._typed:
                self._typed[key].sent = {}
                self._typed[key].held = True
                self._typed[key].problems[entry.DAY] = sentence(finding)
