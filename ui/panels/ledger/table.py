"""The table of the ledger: rows are ticked by Space or by a click on their box, all of them by the box in the head."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from gzparty.services.ledger_views import LedgerLine
from ui.memory import Memory
from ui.paint import draw_text, fill_rounded
from ui.panels.ledger.rows import TICKED, WIDE, identity
from ui.tables.column import Cell, Column
from ui.tables.delegate import CellDelegate
from ui.tables.groups import GroupedRows
from ui.tables.header import TableHeader
from ui.tables.record_table import CELL_ROLE, RecordTable
from ui.tables.sheet_view import TICK
from ui.tables.view import _CTRL, RecordView
from ui.theme import Theme
from ui.widgets.check import BOX, paint_tick

Index = QModelIndex | QPersistentModelIndex
EDGE = 13
"""Room before the box, in px."""
DAY = 46
"""Room for a day before the words that follow it, in px."""
GIVING_WAY = ((("leader",), 770), (("source",), 690), (("responsible",), 600))
"""Columns that give way to the problem itself, and the width of the table from which on they stand in it."""
ROOMY = 1100
"""Width of the table from which on more columns stand in it; so wide it is in a window of 1700."""


class LedgerHeader(TableHeader):
    """The box over the boxes: ticks all rows in sight, or none."""

    all_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._ticks = (0, 0)

    def show_ticks(self, ticked: int, of: int) -> None:
        """Say how many of the rows in sight are ticked."""
        self._ticks = (ticked, of)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        super().paintSection(painter, rect, section)
        if section:
            return
        theme, (ticked, of) = self._theme, self._ticks
        room = rect.adjusted(theme.px(EDGE), 0, 0, -1)
        paint_tick(painter, theme, room, checked=bool(of) and ticked == of)
        if 0 < ticked < of:
            side = theme.px(BOX)
            bar = QRect(room.left() + 4, room.center().y() - 1, side - 8, 3)
            fill_rounded(painter, bar, 1, theme.colour("ink2"), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.logicalIndexAt(event.position().toPoint()) != 0:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.logicalIndexAt(event.position().toPoint()) == 0:
            self.all_wanted.emit()
        else:
            super().mouseReleaseEvent(event)


class LedgerDelegate(CellDelegate):
    """Boxes at the left edge, days with the words that follow them, ticked rows on a ground of their own."""

    def paint(self, painter: QPainter, option: object, index: Index) -> None:
        model = index.model()
        self._column: Column[LedgerLine] | None = (
            model.columns[index.column()] if isinstance(model, RecordTable) else None
        )
        super().paint(painter, option, index)  # type: ignore[arg-type]

    def _background(self, index: Index, cell: Cell, in_row: bool, ringed: bool) -> str:
        plain = super()._background(index, cell, in_row, ringed)
        return "info-bg" if cell.state == TICKED and plain != "press" else plain

    def _room(self, rect: QRect, index: Index) -> QRect:
        cell: Cell = index.data(CELL_ROLE)
        if cell.centre:
            return rect.adjusted(self._theme.px(EDGE), 0, 0, -1)
        return super()._room(rect, index)

    def _paint_content(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        if cell.centre:
            paint_tick(painter, self._theme, room, checked=cell.text == TICK)
        elif self._column is not None and self._column.key == "deadline":
            self._paint_days(painter, room, cell)
        elif cell.note:
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


class LedgerView(RecordView[LedgerLine]):
    """`ticks` are the ids of the ticked rows; they stay ticked while something else is shown."""

    DELEGATE: ClassVar[type[CellDelegate]] = LedgerDelegate
    HEADER: ClassVar[type[TableHeader]] = LedgerHeader

    ticked = Signal()
    """Other rows are ticked now."""
    next_wanted = Signal()
    """Ctrl+Enter: the step the work goes on with."""
    shown_wanted = Signal()
    """A double click: the problem at the right."""

    def __init__(self, theme: Theme, memory: Memory, name: str, ticks: set[int]) -> None:
        super().__init__(theme, memory, name)
        self.ticks = ticks
        self.doubleClicked.disconnect()
        self.doubleClicked.connect(self._want_shown)
        self.opened.connect(self._toggle_selected)
        header = self.horizontalHeader()
        assert isinstance(header, LedgerHeader)
        self.head = header
        header.all_wanted.connect(self.toggle_all)

    def _want_shown(self, index: QModelIndex) -> None:
        if self.records.heading(index.row()) is None:
            self.shown_wanted.emit()

    def set_columns(self, columns: tuple[Column[LedgerLine], ...], name: Callable[[LedgerLine], str]) -> None:
        """Make the table; it is empty until lines are shown."""
        self.set_records(RecordTable(columns, GroupedRows([], identity), name))
        self.head.setFirstSectionMovable(False)
        self.records.modelReset.connect(self.show_ticks)

    def lines(self) -> list[LedgerLine]:
        """The lines in sight, in the order in sight, without those under folded headings."""
        records = self.records
        return [records.record(row) for row in range(records.rowCount()) if records.heading(row) is None]

    def columns_in_sight(self) -> list[Column[LedgerLine]]:
        """The columns shown, from left to right, without the ticks."""
        known = {column.key: column for column in self.records.columns}
        return [known[key] for key in self.shown_columns() if not known[key].is_tick]

    def toggle_all(self) -> None:
        """Tick every row in sight; where all are ticked take the ticks off."""
        self._toggle([line.problem.id for line in self.lines()])

    def tick(self, ids: Iterable[int]) -> None:
        """Tick some rows besides those that are."""
        self.ticks.update(ids)
        self._tell()

    def untick(self) -> None:
        """Take all ticks off, also of rows out of sight."""
        self.ticks.clear()
        self._tell()

    def show_ticks(self) -> None:
        """Say in the head how many of the rows in sight are ticked."""
        lines = self.lines()
        self.head.show_ticks(sum(line.problem.id in self.ticks for line in lines), len(lines))

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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a box ticks its row and leads nowhere else."""
        index = self.indexAt(event.position().toPoint())
        on_box = index.isValid() and self.records.columns[index.column()].is_tick
        if (
            on_box
            and event.button() == Qt.MouseButton.LeftButton
            and self.records.heading(index.row()) is None
        ):
            self._toggle([self.records.record(index.row()).problem.id])
        else:
            super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for keys, least in ((WIDE, ROOMY), *GIVING_WAY):
            self._layout.show_unasked(keys, self.width() >= self._theme.px(least))

    def _deeds(self) -> dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]]:
        return super()._deeds() | {
            (Qt.Key.Key_Return, _CTRL): self.next_wanted.emit,
            (Qt.Key.Key_Enter, _CTRL): self.next_wanted.emit,
        }

    def _toggle_selected(self, _row: int) -> None:
        rows = [row for row in self.selected_rows() if self.records.heading(row) is None]
        self._toggle([self.records.record(row).problem.id for row in rows])

    def _toggle(self, ids: list[int]) -> None:
        if set(ids) <= self.ticks:
            self.ticks.difference_update(ids)
        else:
            self.ticks.update(ids)
        self._tell()

    def _tell(self) -> None:
        self.records.announce_rows(range(self.records.rowCount()))
        self.show_ticks()
        self.viewport().update()
        self.ticked.emit()
