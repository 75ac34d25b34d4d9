"""Paints the cells of a matrix: a glyph at a fixed place and a word after it, so that columns scan downwards."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.glyphs import Glyph
from ui.paint import draw_ring, draw_text, fill, rect_of
from ui.tables.matrix import MatrixCell, MatrixModel
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

GLYPH = 16
BAR = 3
CHEVRON = 14
NAME_START, NAME_GAP = 15, 6
NAME_INDENT = 35
WIDE = 84
"""A column from this width on has room for the glyph to stand further in."""


class MatrixDelegate(QStyledItemDelegate):
    """Delegate of a matrix and of the names frozen beside it.

    Colours and glyphs are kept between paints: a screen shows four hundred cells, and scrolling paints them all.
    """

    def __init__(self, theme: Theme, view: QTableView, model: MatrixModel) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._model = model
        self._glyphs: dict[Glyph, QPixmap] = {}
        self._colours: dict[str, QColor] = {}
        self.hovered_row = -1

    def forget_colours(self) -> None:
        """Take them from the theme again."""
        self._glyphs.clear()
        self._colours.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column, rect = index.row(), index.column(), rect_of(option)
        current = self._view.currentIndex()
        in_row = current.row() == row
        ringed = in_row and current.column() == column
        group = self._model.place(row).is_group
        cell = self._model.cell(row, column) if column else None
        painter.save()
        fill(painter, rect, self._colour(self._ground(row, cell, group, in_row, ringed)))
        line = self._colour("line")
        fill(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), line)
        fill(painter, QRect(rect.right(), rect.top(), 1, rect.height()), line)
        if cell is not None:
            self._paint_cell(painter, rect, cell)
        else:
            self._paint_name(painter, rect, row, group)
            if in_row:
                bar = QRect(rect.left(), rect.top(), self._theme.px(BAR), rect.height())
                fill(painter, bar, self._colour("red-t"))
        if ringed and self._view.hasFocus():
            draw_ring(painter, rect, self._colour("focus"))
        painter.restore()

    def _ground(self, row: int, cell: MatrixCell | None, group: bool, in_row: bool, ringed: bool) -> str:
        if ringed:
            return "surface"
        if in_row:
            return "sel"
        if row == self.hovered_row or (cell is not None and cell.filled):
            return "hover"
        return "subtle" if group else "surface"

    def _paint_cell(self, painter: QPainter, rect: QRect, cell: MatrixCell) -> None:
        theme = self._theme
        wide = rect.width() >= theme.px(WIDE)
        left = rect.left() + theme.px(16 if wide else 5)
        side = theme.px(GLYPH)
        if cell.glyph:
            painter.drawPixmap(left, rect.top() + (rect.height() - side) // 2, self._glyph(cell.glyph))
            left += side + theme.px(5 if wide else 3)
        if cell.text:
            room = QRect(left, rect.top(), rect.right() - left, rect.height())
            draw_text(painter, room, cell.text, theme.font(13, bold=cell.strong), self._colour(cell.tone))

    def _paint_name(self, painter: QPainter, rect: QRect, row: int, group: bool) -> None:
        theme, model = self._theme, self._model
        if group:
            side = theme.px(CHEVRON)
            box = QRectF(
                rect.left() + theme.px(NAME_START), rect.top() + (rect.height() - side) / 2, side, side
            )
            icon = "right" if model.is_folded(row) else "down"
            theme.icons.paint(painter, box, icon, self._colour("ink3"))
        room = rect.adjusted(theme.px(NAME_INDENT), 0, -theme.px(4), -1)
        font, title, note = theme.font(14, bold=group), model.title(row), model.note(row)
        draw_text(painter, room, title, font, self._colour("ink"))
        if note:
            taken = painter.fontMetrics().horizontalAdvance(title) + theme.px(NAME_GAP)
            draw_text(painter, room.adjusted(taken, 0, 0, 0), note, theme.font(12), self._colour("ink3"))

    def _glyph(self, glyph: Glyph) -> QPixmap:
        if glyph not in self._glyphs:
            self._glyphs[glyph] = self._theme.glyph_pixmap(glyph, GLYPH)
        return self._glyphs[glyph]

    def _colour(self, token: str) -> QColor:
        if token not in self._colours:
            self._colours[token] = self._theme.colour(token)
        return self._colours[token]
