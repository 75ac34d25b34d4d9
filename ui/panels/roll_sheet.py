"""A roll under the hands: find by initials, mark by digit, correct in the grid; whatever sitting it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain.roll import ATTENDED, KEYS, UNDECIDED
from gzparty.domain.sitting import Mark, RollState, Status
from gzparty.i18n import _
from gzparty.labels.training import status_label
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.views import RollRow, RollView
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.panels.roll_finder import Found, find
from ui.tables.column import Column, Edit
from ui.tables.manners import Deed
from ui.tables.record_table import RecordTable
from ui.tables.roll_columns import GLYPHS, roll_columns, takes_reason
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.widgets.controls import button, label
from ui.widgets.counters import Count, CounterStrip
from ui.widgets.key_bar import KeyBar, KeyDeed
from ui.widgets.roll_search import RollSearch

FILTERS: dict[str, Callable[[RollRow], bool]] = {
    "expected": lambda row: not row.attendance.guest,
    "present": lambda row: row.attendance.status in ATTENDED,
    "substitute": lambda row: row.attendance.status is Status.SUBSTITUTE,
    "leave": lambda row: row.attendance.status is Status.LEAVE,
    "official": lambda row: row.attendance.status is Status.OFFICIAL,
    "absent": lambda row: row.attendance.status is Status.ABSENT,
    "unsettled": lambda row: row.attendance.status in UNDECIDED,
}


class RollSheet(QWidget):
    """Counters, grid and keys of one roll; every mark is one call of the roll service."""

    done = Signal(str)
    noted = Signal(str)
    place_changed = Signal(str)

    def __init__(
        self, desk: Desk, gate: Gate, name: str, never: Collection[Status] = (), parent: QWidget | None = None
    ) -> None:
        """Build; the marks in `never` do not exist at such a sitting and have neither key nor counter."""
        super().__init__(parent)
        self.setObjectName(name)
        self._desk = desk
        self._gate = gate
        self._never = frozenset(never)
        self._roll: RollView | None = None
        self._rows: tuple[RollRow, ...] = ()
        self._found: list[Found] = []
        self._make_sheet()

    def show_roll(self, roll: RollView) -> None:
        """Show a roll; that of the same sitting keeps row, filter and search."""
        other = self._roll is None or self._roll.sitting.id != roll.sitting.id
        self._roll, self._rows = roll, roll.rows
        if other:
            self.search.clear()
            self._counters.clear()
        self._show_rows()
        self._show_counts()
        closed = roll.sitting.roll_state is RollState.CLOSED
        self._close.setVisible(not closed)
        self._reopen.setVisible(closed)
        if other and self._rows:
            self.grid.select_row(0, 1)
        self._show_person()

    def columns(self) -> Sequence[Column[RollRow]]:
        """What is shown of each person."""
        return roll_columns()

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.search, self.grid]

    def _make_sheet(self) -> None:
        theme = self._desk.theme
        keys = {key: status for key, status in KEYS.items() if status not in self._never}
        self._marks = keys
        self.search = RollSearch(theme)
        self._hint = label("rollHint", _("回车记“到”"), "hint")
        self._close = button(theme, "closeRoll", _("结束签到"), "primary")
        self._reopen = button(theme, "reopenRoll", _("继续签到"))
        self._counted = [key for key in FILTERS if key not in {one.value for one in self._never}]
        self._counters = CounterStrip(theme, "rollCounters", self._counted)
        self._table = RecordTable(self.columns(), ListRows[RollRow]([], _position), _who)
        self.grid = RecordView[RollRow](theme, self._desk.memory, "rollGrid")
        self.grid.set_records(self._table)
        self.grid.setAccessibleName(_("签到表"))
        deeds = [KeyDeed(key, status_label(status), GLYPHS[status]) for key, status in keys.items()]
        self._keys = KeyBar(theme, "rollKeys", [*deeds, KeyDeed("0", _("全部到"))])
        self._connect_sheet()

    def lay_out_sheet(self, *tools: QWidget, stretch_at: int) -> QWidget:
        """Tools above counters above the grid; room is left between the tools at a place."""
        theme = self._desk.theme
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(8))
        for place, part in enumerate(tools):
            if place == stretch_at:
                row.addStretch(1)
            row.addWidget(part)
        self._tools = QWidget()
        self._tools.setLayout(row)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tools)
        column.addWidget(self._counters)
        column.addWidget(self.grid, 1)
        return sheet

    def _connect_sheet(self) -> None:
        self.search.searched.connect(self._search)
        self.search.marked.connect(self._mark_found)
        self.search.all_present.connect(self._mark_all)
        self.search.stepped.connect(self._step)
        self.search.cleared.connect(self._clear_marks)
        self.search.reason_wanted.connect(self._edit_reason)
        self.grid.typed.connect(self._typed_in_grid)
        self.grid.row_deeds = self._deeds_offered
        self.grid.cleared.connect(self._clear_marks)
        self.grid.edit_wanted.connect(self._edit_reason)
        self.grid.row_changed.connect(self._show_person)
        self._table.edited.connect(self._store_reasons)
        self._keys.pressed.connect(self._key_clicked)
        self._counters.filtered.connect(self._show_rows)
        self._close.clicked.connect(self._close_roll)
        self._reopen.clicked.connect(self._reopen_roll)

    def key_hints(self) -> str:
        """The keys worth knowing here."""
        return hints(
            move=_("换人"),
            write_reason=_("事由"),
            clear_mark=_("清除"),
            undo=_("撤销"),
            full_screen=_("全屏"),
        )

    def place(self) -> str:
        """Where the current row stands."""
        row = self.grid.currentIndex().row()
        if row < 0:
            return _("共 {n} 行").format(n=len(self._rows))
        return _("第 {row} 行，共 {n} 行").format(row=row + 1, n=self._table.rowCount())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc shows everyone again."""
        if event.key() == Qt.Key.Key_Escape and self._counters.chosen():
            self._counters.clear()
            return
        super().keyPressEvent(event)

    def _show_rows(self) -> None:
        wanted = FILTERS.get(self._counters.chosen(), _any)
        self._table.show(ListRows([row for row in self._rows if wanted(row)], _position))
        self._show_person()

    def _show_counts(self) -> None:
        assert self._roll is not None
        counts = self._roll.counts
        parts = ((_("迟到 {n}"), counts.late), (_("早退 {n}"), counts.early))
        remark = _("、").join(words.format(n=n) for words, n in parts if n)
        closed = self._roll.sitting.roll_state is RollState.CLOSED
        open_words = status_label(Status.UNSETTLED if closed else Status.UNMARKED)
        guests = _("列席 {n}").format(n=counts.observers) if counts.observers else ""
        shown = [
            Count("expected", _("应到"), counts.expected, remark=guests),
            Count("present", _("实到"), counts.present, GLYPHS[Status.PRESENT], remark),
            Count("substitute", _("代会"), counts.substitute, GLYPHS[Status.SUBSTITUTE]),
            Count("leave", _("请假"), counts.leave, GLYPHS[Status.LEAVE]),
            Count("official", _("公出"), counts.official, GLYPHS[Status.OFFICIAL]),
            Count("absent", _("缺席"), counts.absent, GLYPHS[Status.ABSENT]),
            Count("unsettled", open_words, counts.unsettled, GLYPHS[Status.UNSETTLED]),
        ]
        self._counters.show_counts([one for one in shown if one.key in self._counted])

    def _show_person(self) -> None:
        row = self.grid.current_record()
        self._keys.show_person(row.attendance.name if row else "", row.attendance.unit_name if row else "")
        self.place_changed.emit(self.place())

    def _search(self, text: str) -> None:
        self._found = find([row.attendance for row in self._rows], text)
        self.search.show_count(_("{n} 人").format(n=len(self._found)) if text else "")
        self._go_to_found(0)
        if not self._found:
            self._table.set_mark(None, "", None)

    def _go_to_found(self, place: int) -> None:
        if not self._found:
            return
        hit = self._found[place % len(self._found)]
        if self._table.row_of(hit.position) < 0:
            self._counters.clear()
        self.grid.select_row(self._table.row_of(hit.position), 1)
        self._table.set_mark(hit.position, hit.column, (hit.start, hit.length))

    def _step(self, step: int) -> None:
        row = self.grid.current_record()
        here = row.attendance.position if row else 0
        places = [hit.position for hit in self._found]
        if here in places:
            self._go_to_found(places.index(here) + step)
        else:
            wanted = self.grid.currentIndex().row() + step
            self.grid.select_row(min(max(wanted, 0), self._table.rowCount() - 1), 1)

    def _mark_found(self, status: Status) -> None:
        row = self.grid.current_record()
        if row is None or (self.search.text() and not self._found):
            return
        self._mark([row.attendance.position], status)
        self.search.clear()

    def _typed_in_grid(self, letter: str) -> None:
        if letter in self._marks:
            self._mark(self._selected_positions(), self._marks[letter])
            self.grid.step_rows(1)
        elif letter == "0":
            self._mark_all()
        elif letter.isalpha():
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.setText(letter)

    def _key_clicked(self, key: str) -> None:
        if key == "0":
            self._mark_all()
        else:
            self._mark_found(self._marks[key])

    def _selected_positions(self) -> list[int]:
        rows = sorted({index.row() for index in self.grid.selectionModel().selectedIndexes()})
        return [self._table.record(row).attendance.position for row in rows]

    def _mark(self, positions: list[int], status: Status) -> None:
        if positions:
            self._write(
                lambda services, sitting: services.rolls.mark(sitting, positions, Mark(status)),
                self._told_of(positions),
            )

    def _deeds_offered(self, rows: Sequence[RollRow]) -> list[Deed]:
        """The marks for the chosen people, with the keys that give them."""
        positions = [row.attendance.position for row in rows]
        many = len(positions) > 1
        words = _("把 {n} 人记为“{status}”") if many else _("记为“{status}”")
        deeds = [
            Deed(
                f"mark_{status.value}",
                words.format(n=len(positions), status=status_label(status)),
                partial(self._mark, positions, status),
                key,
            )
            for key, status in self._marks.items()
        ]
        cleared = _("清除 {n} 人的签到").format(n=len(positions)) if many else _("清除签到")
        return [*deeds, Deed("mark_clear", cleared, self._clear_marks, "Delete")] if positions else []

    def _mark_all(self) -> None:
        self._write(lambda services, sitting: services.rolls.mark_unmarked(sitting), self._told)

    def _clear_marks(self) -> None:
        positions = self._selected_positions()
        if positions:
            self._write(
                lambda services, sitting: services.rolls.clear(sitting, positions), self._told_of(positions)
            )

    def _edit_reason(self) -> None:
        row = self.grid.current_record()
        if row and takes_reason(row):
            index = self._table.index(self.grid.currentIndex().row(), self._table.column_at("reason"))
            home = self.grid if self.grid.hasFocus() else self.search
            self.grid.setCurrentIndex(index)
            self.grid.edit_then_return(index, home)

    def _store_reasons(self, edits: Iterable[Edit[RollRow]]) -> None:
        typed = {edit.record.attendance.position: edit.text for edit in edits}
        self._write(lambda services, sitting: services.rolls.write_reasons(sitting, typed), self._noted)

    def _close_roll(self) -> None:
        self._write(lambda services, sitting: services.rolls.close(sitting), self._closed)

    def _reopen_roll(self) -> None:
        self._write(lambda services, sitting: services.rolls.reopen(sitting), self._told)

    def _write(self, call: Callable[[Services, int], Done[Any]], done: Callable[[Done[Any]], None]) -> None:
        if self._roll is not None:
            sitting = self._roll.sitting.id
            self._gate.write(lambda services: call(services, sitting), done)

    def _told_of(self, positions: Sequence[int]) -> Callable[[Done[Any]], None]:
        """One mark is made each second and told quietly; what is done to several offers its undo."""
        return self._told if len(positions) > 1 else self._noted

    def _noted(self, outcome: Done[Any]) -> None:
        if outcome.action:
            self.noted.emit(outcome.name)

    def _told(self, outcome: Done[Any]) -> None:
        if outcome.action:
            self.done.emit(outcome.name)

    def _closed(self, outcome: Done[Any]) -> None:
        self.done.emit(_("{deed}，{n} 人待核实").format(deed=outcome.name, n=outcome.value))


def _position(row: RollRow) -> int:
    return row.attendance.position


def _who(row: RollRow) -> str:
    return _("{unit}{name}").format(unit=row.attendance.unit_name, name=row.attendance.name)


def _any(_row: RollRow) -> bool:
    return True
