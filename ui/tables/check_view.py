"""The table in which a sheet is checked: wrong cells stand out, messages stand below their rows, typing edits."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyleOptionViewItem, QWidget

from ui.memory import Memory
from ui.paint import fill, hairline_below
from ui.tables.column import Cell
from ui.tables.delegate import CellDelegate
from ui.tables.import_lines import Line, LineState
from ui.tables.record_table import CELL_ROLE, RecordTable
from ui.tables.view import RecordView
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
LONGEST = 1_000_000
"""Characters an editor holds; a cell of a text file may have more than a line edit takes by itself."""
_STATES = {"error": ("over-bg", "over"), "warn": ("warn-bg", "g-warn")}


class CheckDelegate(CellDelegate):
    """Tints the cell that stands in the way and keeps a row together with the message below it."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            editor.setMaxLength(LONGEST)
        return editor

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Looking into a cell puts nothing right: only what was typed is taken."""
        if isinstance(editor, QLineEdit) and editor.isModified():
            super().setModelData(editor, model, index)

    def _background(self, index: Index, in_row: bool, ringed: bool) -> str:
        cell: Cell = index.data(CELL_ROLE)
        if cell.state and not ringed:
            return _STATES[cell.state][0]
        return super()._background(index, in_row, ringed)

    def _rule(self, painter: QPainter, rect: QRect, index: Index) -> None:
        cell: Cell = index.data(CELL_ROLE)
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


class CheckView(RecordView[Line]):
    """A RecordView whose messages are widgets over whole rows; arrows and Enter pass them over."""

    DELEGATE: ClassVar[type[CellDelegate]] = CheckDelegate

    editing_ended = Signal()
    """A cell's editor was closed, whether something was typed or not."""

    def __init__(self, theme: Theme, memory: Memory, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, memory, name, parent)
        self._header.show_two_lines()
        self._header.setSectionsClickable(False)
        self._header.setSortIndicatorShown(False)
        self.typed.connect(self._type)
        self._delegate.closeEditor.connect(self.editing_ended)

    def is_editing(self) -> bool:
        """Whether a cell is being typed into, so that the rows must not be replaced."""
        return self.state() == QAbstractItemView.State.EditingState

    def span_row(self, row: int, widget: QWidget | None) -> None:
        """Let a row be one cell over all columns, with a widget in it or painted as text."""
        columns = self.records.columnCount()
        if columns > 1:
            self.setSpan(row, 0, 1, columns)
        if widget is not None:
            self.setIndexWidget(self.records.index(row, 0), widget)

    def step_rows(self, rows: int) -> None:
        index = self.currentIndex()
        wanted = self._row_from(index.row() + rows, 1 if rows > 0 else -1)
        if wanted is not None:
            self.select_row(wanted, max(index.column(), 0))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Pass messages over: there is nothing to type in them, and Space on the row offers what they do."""
        moved = super().moveCursor(action, modifiers)
        if not moved.isValid() or not self.records.record(moved.row()).is_message:
            return moved
        here = self.currentIndex()
        upward = moved.row() < here.row()
        row = self._row_from(moved.row(), -1 if upward else 1)
        row = here.row() if row is None else row
        column = here.column() if here.isValid() else moved.column()
        return self.records.index(row, column)

    def _row_from(self, row: int, step: int) -> int | None:
        """The next row from here on that is no message."""
        while 0 <= row < self.records.rowCount():
            if not self.records.record(row).is_message:
                return row
            row += step
        return None

    def _type(self, text: str) -> None:
        """Begin to edit with what was typed, as a spreadsheet does."""
        index = self.currentIndex()
        if not index.isValid() or not self.records.is_editable(index.row(), index.column()):
            return
        self.edit(index)
        editor = self.viewport().findChild(QLineEdit, "cellEditor")
        if isinstance(editor, QLineEdit):
            editor.selectAll()
            editor.insert(text)

    def current_line(self) -> Line | None:
        """The row the cursor is on; the row above where it is on a message."""
        line: Any = self.current_record()
        return line if isinstance(line, Line) and line.state is not LineState.NOTHING else None
