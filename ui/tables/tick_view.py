"""A table whose rows are ticked: by Space or by a click on their box, all of them by the box in the head."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui.memory import Memory
from ui.paint import fill_rounded
from ui.tables.column import Cell
from ui.tables.delegate import CellDelegate
from ui.tables.header import TableHeader
from ui.tables.record_table import CELL_ROLE, RecordTable
from ui.tables.sheet_view import TICK
from ui.tables.view import RecordView
from ui.theme import Theme
from ui.widgets.check import BOX, paint_tick

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
EDGE = 13
"""Room before the box, in px."""
TICKED = "ticked"
"""State of every cell of a ticked row."""


class TickHeader(TableHeader):
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
        room = rect.adjusted(theme.px(EDGE), self._headroom, 0, -1)
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


class TickDelegate(CellDelegate):
    """Boxes at the left edge, ticked rows on a ground of their own."""

    def _background(self, index: Index, cell: Cell, in_row: bool, ringed: bool) -> str:
        plain = super()._background(index, cell, in_row, ringed)
        return "info-bg" if cell.state == TICKED and plain != "press" else plain

    def room_of(self, rect: QRect, index: Index) -> QRect:
        cell: Cell = index.data(CELL_ROLE)
        if cell.centre:
            return rect.adjusted(self._theme.px(EDGE), 0, 0, -1)
        return super().room_of(rect, index)

    def _paint_content(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        if cell.centre:
            paint_tick(painter, self._theme, room, checked=cell.text == TICK)
        else:
            super()._paint_content(painter, room, cell)


class TickView(RecordView[T]):
    """Its first column has `is_tick`; `ticks` are the identities of the ticked rows, in sight or not."""

    DELEGATE: ClassVar[type[CellDelegate]] = TickDelegate
    HEADER: ClassVar[type[TableHeader]] = TickHeader

    ticked = Signal()
    """Other rows are ticked now."""

    def __init__(self, theme: Theme, memory: Memory, name: str, ticks: set[Any]) -> None:
        super().__init__(theme, memory, name)
        self.ticks = ticks
        self.opened.connect(self._toggle_selected)
        header = self.horizontalHeader()
        assert isinstance(header, TickHeader)
        self.head = header
        header.all_wanted.connect(self.toggle_all)

    def set_records(self, records: RecordTable[T]) -> None:
        super().set_records(records)
        self.head.setFirstSectionMovable(False)
        records.modelReset.connect(self.show_ticks)

    def toggle_all(self) -> None:
        """Tick every row in sight; where all are ticked take the ticks off."""
        self._toggle(self._in_sight())

    def tick(self, identities: Iterable[Hashable]) -> None:
        """Tick some rows besides those that are."""
        self.ticks.update(identities)
        self._tell()

    def untick(self) -> None:
        """Take all ticks off, also of rows out of sight."""
        self.ticks.clear()
        self._tell()

    def show_ticks(self) -> None:
        """Say in the head how many of the rows in sight are ticked."""
        seen = self._in_sight()
        self.head.show_ticks(sum(one in self.ticks for one in seen), len(seen))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a box ticks its row and leads nowhere else."""
        index = self.indexAt(event.position().toPoint())
        on_box = index.isValid() and self.records.columns[index.column()].is_tick
        if (
            on_box
            and event.button() == Qt.MouseButton.LeftButton
            and self.records.heading(index.row()) is None
        ):
            self._toggle([self.records.identity(index.row())])
        else:
            super().mousePressEvent(event)

    def _in_sight(self) -> list[Hashable]:
        records = self.records
        return [records.identity(row) for row in range(records.rowCount()) if records.heading(row) is None]

    def _toggle_selected(self, _row: int) -> None:
        rows = [row for row in self.selected_rows() if self.records.heading(row) is None]
        self._toggle([self.records.identity(row) for row in rows])

    def _toggle(self, identities: list[Hashable]) -> None:
        if set(identities) <= self.ticks:
            self.ticks.difference_update(identities)
        else:
            self.ticks.update(identities)
        self._tell()

    def _tell(self) -> None:
        self.records.announce_rows(range(self.records.rowCount()))
        self.show_ticks()
        self.viewport().update()
        self.ticked.emit()
