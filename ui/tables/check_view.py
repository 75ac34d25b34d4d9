"""The table in which a sheet is checked: wrong cells stand out, messages stand below their rows, typing edits."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.memory import Memory
from ui.paint import fill, hairline_below
from ui.tables.column import Cell
from ui.tables.delegate import CellDelegate
from ui.tables.import_lines import Line, LineState
from ui.tables.record_table import RecordTable
from ui.tables.sheet_delegate import SheetDelegate
from ui.tables.sheet_view import SheetView
from ui.tables.view import RecordView
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_STATES = {"error": ("over-bg", "over"), "warn": ("warn-bg", "g-warn")}


class CheckDelegate(SheetDelegate):
    """Tints the cell that stands in the way and keeps a row together with the message below it."""

    def _background(self, index: Index, cell: Cell, in_row: bool, ringed: bool) -> str:
        if cell.state and not ringed:
            return _STATES[cell.state][0]
        return self._plain_background(index, in_row, ringed)

    def _rule(self, painter: QPainter, rect: QRect, index: Index, cell: Cell) -> None:
        line = self._line(index)
        if not line.below:
            hairline_below(painter, rect, self._theme.colour("line2" if line.is_message else "line"))
        if cell.state:
            bar = QRect(rect.left(), rect.top(), 2, rect.height())
            fill(painter, bar, self._theme.colour(_STATES[cell.state][1]))

    def _line(self, index: Index) -> Line:
        model = index.model()
        assert isinstance(model, RecordTable)
        line: Line = model.record(index.row())
        return line


class CheckView(SheetView[Line]):
    """A sheet whose columns are those of the file; Space offers what can be done about a row."""

    DELEGATE: ClassVar[type[CellDelegate]] = CheckDelegate
    ROW: ClassVar[tuple[int, int]] = RecordView.ROW

    def __init__(self, theme: Theme, memory: Memory, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, memory, name, parent)
        self._header.show_two_lines()
        self._header.setSectionsClickable(False)

    def is_measured(self, row: int) -> bool:
        return super().is_measured(row) and self.records.record(row).state is not LineState.NOTHING

    def current_line(self) -> Line | None:
        """The row the cursor is on; the row above where it is on a message."""
        line: Any = self.current_record()
        return line if isinstance(line, Line) and line.state is not LineState.NOTHING else None
