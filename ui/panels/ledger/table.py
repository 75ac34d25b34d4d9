"""The table of the ledger: days with the words that follow them, columns that give way to the problem itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent

from gzparty.services.ledger_views import LedgerLine
from ui.memory import Memory
from ui.paint import draw_text, fill_rounded
from ui.panels.ledger.rows import WIDE, identity
from ui.tables.column import Cell, Column
from ui.tables.delegate import CellDelegate
from ui.tables.groups import GroupedRows
from ui.tables.record_table import RecordTable
from ui.tables.tick_view import TickDelegate, TickView
from ui.tables.view import _CTRL
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
DAY = 46
"""Room for a day before the words that follow it, in px."""
GIVING_WAY = ((("leader",), 770), (("source",), 690), (("responsible",), 600))
"""Columns that give way to the problem itself, and the width of the table from which on they stand in it."""
ROOMY = 1100
"""Width of the table from which on more columns stand in it; so wide it is in a window of 1700."""


class LedgerDelegate(TickDelegate):
    """Days with the words that follow them."""

    def paint(self, painter: QPainter, option: object, index: Index) -> None:
        model = index.model()
        self._column: Column[LedgerLine] | None = (
            model.columns[index.column()] if isinstance(model, RecordTable) else None
        )
        super().paint(painter, option, index)  # type: ignore[arg-type]

    def words_width(self, cell: Cell) -> int:
        """What is painted below: words behind a day are as large as the day, those behind a text lie on a small ground."""
        if not cell.note or cell.centre:
            return super().words_width(cell)
        px, text = self._theme.px, self.metrics(14).horizontalAdvance(cell.text)
        day = (max(px(DAY), text + px(8)) if cell.text else 0) + self.metrics(
            14, bold=cell.strong
        ).horizontalAdvance(cell.note)
        return max(day, text + px(6) + self.metrics(12).horizontalAdvance(cell.note) + px(12))

    def _paint_content(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        if self._column is not None and self._column.key == "deadline":
            self._paint_days(painter, room, cell)
        elif cell.note and not cell.centre:
            self._paint_noted(painter, room, cell)
        else:
            super()._paint_content(painter, room, cell)

    def _paint_days(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        theme = self._theme
        draw_text(painter, room, cell.text, theme.font(14), theme.colour("ink2"))
        taken = max(theme.px(DAY), QFontMetrics(theme.font(14)).horizontalAdvance(cell.text) + theme.px(8))
        rest = room.adjusted(taken if cell.text else 0, 0, 0, 0)
        draw_text(painter, rest, cell.note, theme.font(14, bold=cell.strong), theme.colour(cell.tone))

    def _paint_noted(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        """A text gives way to its note: 第 2 次 must be seen, the rest of the text stands in the panel."""
        theme = self._theme
        small, plain = QFontMetrics(theme.font(12)), QFontMetrics(theme.font(14))
        width = small.horizontalAdvance(cell.note) + theme.px(12)
        text = QRect(room)
        text.setRight(room.right() - width - theme.px(6))
        draw_text(painter, text, cell.text, theme.font(14), theme.colour(cell.tone))
        left = min(text.left() + plain.horizontalAdvance(cell.text), text.right()) + theme.px(6)
        height = theme.px(20)
        tag = QRect(left, room.center().y() - height // 2 + 1, width, height)
        fill_rounded(painter, tag, 3, theme.colour("warn-bg"), None)
        draw_text(
            painter,
            tag.adjusted(theme.px(6), 0, 0, 0),
            cell.note,
            theme.font(12),
            theme.colour("warn"),
        )


class LedgerView(TickView[LedgerLine]):
    """The ids of the ticked problems stay ticked while something else is shown."""

    DELEGATE: ClassVar[type[CellDelegate]] = LedgerDelegate

    next_wanted = Signal()
    """Ctrl+Enter: the step the work goes on with."""
    shown_wanted = Signal()
    """A double click: the problem at the right."""

    def __init__(self, theme: Theme, memory: Memory, name: str, ticks: set[int]) -> None:
        super().__init__(theme, memory, name, ticks)
        self.doubleClicked.disconnect()
        self.doubleClicked.connect(self._want_shown)

    def _want_shown(self, index: QModelIndex) -> None:
        if self.records.heading(index.row()) is None:
            self.shown_wanted.emit()

    def set_columns(self, columns: tuple[Column[LedgerLine], ...], name: Callable[[LedgerLine], str]) -> None:
        """Make the table; it is empty until lines are shown."""
        self.set_records(RecordTable(columns, GroupedRows([], identity), name))

    def lines(self) -> list[LedgerLine]:
        """The lines in sight, in the order in sight, without those under folded headings."""
        records = self.records
        return [records.record(row) for row in range(records.rowCount()) if records.heading(row) is None]

    def columns_in_sight(self) -> list[Column[LedgerLine]]:
        """The columns shown, from left to right, without the ticks."""
        known = {column.key: column for column in self.records.columns}
        return [known[key] for key in self.shown_columns() if not known[key].is_tick]

    def step_line(self, step: int) -> None:
        """Go to the next line or the one before, past headings."""
        row = self.currentIndex().row() + step
        while 0 <= row < self.records.rowCount() and self.records.heading(row) is not None:
            row += step
        if 0 <= row < self.records.rowCount():
            self.select_row(row, max(self.currentIndex().column(), 1))

    def select_first(self) -> None:
        """Stand on the first line."""
        row = next((row for row in range(self.records.rowCount()) if self.records.heading(row) is None), -1)
        if row >= 0:
            self.select_row(row, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for keys, least in ((WIDE, ROOMY), *GIVING_WAY):
            self._layout.show_unasked(keys, self.width() >= self._theme.px(least))

    def _deeds(self) -> dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]]:
        return super()._deeds() | {
            (Qt.Key.Key_Return, _CTRL): self.next_wanted.emit,
            (Qt.Key.Key_Enter, _CTRL): self.next_wanted.emit,
        }
