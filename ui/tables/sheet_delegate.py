"""Paints the cells of a table that is typed into like a spreadsheet, and leaves their editors as one does."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.glyphs import paint_glyph
from ui.paint import LEFT, RIGHT, draw_ring, draw_text, fill, hairline_below
from ui.tables.column import Cell
from ui.tables.delegate import GLYPH, CellDelegate
from ui.tables.record_table import RecordTable
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
LONGEST = 1_000_000
"""Characters an editor holds; a cell of a text file may have more than a line edit takes by itself."""
INDENT = 14
ERROR, WARN, FRESH, COMPUTED = "error", "warn", "fresh", "computed"
"""States of a cell: it stands in the way, it asks, it was just brought in, it follows from others."""
_GROUNDS = {ERROR: "over-bg", WARN: "warn-bg", FRESH: "info-bg", COMPUTED: "hover"}
_MOVES = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}
_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class SheetDelegate(CellDelegate):
    """Cells with lines around them and a ground by their state."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(theme, view)
        self.step = (0, 0)
        """Rows and columns to go when the editor closes."""
        self.begun_by_typing = False
        """Whether the cell is being replaced rather than changed, so that arrows leave it as in a spreadsheet."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            editor.setMaxLength(LONGEST)
        editor.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, self._is_prose(index))
        return editor

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Looking into a cell changes nothing: only what was typed is taken."""
        if isinstance(editor, QLineEdit) and editor.isModified():
            super().setModelData(editor, model, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter, Tab and, where a cell is being replaced, the arrows store it and move on."""
        if (
            isinstance(event, QKeyEvent)
            and isinstance(editor, QWidget)
            and event.type() == QEvent.Type.KeyPress
            and (step := self._step_of(event)) is not None
        ):
            self.step = step
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            return True
        return super().eventFilter(editor, event)

    def _step_of(self, event: QKeyEvent) -> tuple[int, int] | None:
        key = Qt.Key(event.key())
        upward = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and bool(
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        )
        if key in _MOVES:
            return (-1, 0) if upward else _MOVES[key]
        return _ARROWS.get(key) if self.begun_by_typing else None

    def _is_prose(self, index: Index) -> bool:
        model = index.model()
        return not isinstance(model, RecordTable) or model.columns[index.column()].is_prose

    def _background(self, index: Index, cell: Cell, in_row: bool, ringed: bool) -> str:
        if ringed and not cell.state:
            return "surface"
        if self.block_selected and self._view.selectionModel().isSelected(index):
            return "info-bg"
        if cell.state in (ERROR, WARN) or (cell.state == FRESH and not in_row):
            return _GROUNDS[cell.state]
        if in_row:
            return "sel"
        return _GROUNDS.get(cell.state) or super()._background(index, cell, in_row, ringed)

    def room_of(self, rect: QRect, index: Index) -> QRect:
        """Under headings the first column stands a little to the right."""
        room = super().room_of(rect, index)
        model, header = index.model(), self._view.horizontalHeader()
        if isinstance(model, RecordTable) and model.has_headings() and not header.visualIndex(index.column()):
            room.setLeft(room.left() + self._theme.px(INDENT))
        return room

    def _rule(self, painter: QPainter, rect: QRect, index: Index, cell: Cell) -> None:
        theme = self._theme
        hairline_below(painter, rect, theme.colour("line"))
        fill(painter, QRect(rect.right(), rect.top(), 1, rect.height()), theme.colour("line"))
        if cell.state == ERROR:
            draw_ring(painter, rect, theme.colour("over"))
        elif cell.state == WARN:
            painter.setPen(QPen(theme.colour("g-warn"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_content(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        theme = self._theme
        if cell.centre:
            if cell.glyph:
                side = theme.px(GLYPH)
                middle = room.center()
                box = QRectF(middle.x() - side / 2 + 0.5, middle.y() - side / 2 + 0.5, side, side)
                paint_glyph(painter, cell.glyph, box, theme.colour)
            return
        super()._paint_content(painter, room, cell)
        if cell.ghost and not cell.text:
            align = RIGHT if cell.right else LEFT
            draw_text(painter, room, cell.ghost, theme.font(13), theme.colour("ink3"), align)
