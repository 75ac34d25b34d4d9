"""Paints cells: hairlines, the selected row with its red bar, the current cell's ring, glyph and text."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from ui.committed import KeyedLine
from ui.glyphs import paint_glyph
from ui.paint import LEFT, RIGHT, draw_ring, draw_text, fill, fill_rounded, hairline_below, rect_of
from ui.tables.column import Bar, Cell
from ui.tables.groups import Heading
from ui.tables.header import END_PADDING, PADDING, TableHeader
from ui.tables.record_table import CELL_ROLE, HEADING_ROLE
from ui.tables.tag import paint_tag, tag_width
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

GLYPH = 16
GLYPH_GAP = 6
BAR = 3
CHEVRON = 14
_WIDE = 10_000
NUMBER, TRACK, TRACK_HEIGHT, TRACK_GAP = 30, 56, 6, 8
"""Of a cell with a bar: room for its number, the bar's length and height, the space around it."""


class CellDelegate(QStyledItemDelegate):
    """Delegate of every table of records."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._metrics: dict[tuple[float, int, bool], QFontMetrics] = {}
        self.hovered_row = -1
        self.block_selected = False
        self.rows_to_step = 0
        """Where to go when the editor closes: 1 after Enter, -1 after Shift+Enter, 0 else."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, view, rect = self._theme, self._view, rect_of(option)
        current = view.currentIndex()
        in_row = current.isValid() and current.row() == index.row()
        ringed = in_row and current.column() == index.column() and view.hasFocus()
        painter.save()
        if isinstance(heading := index.data(HEADING_ROLE), Heading):
            if heading.cells and view.horizontalHeader().visualIndex(index.column()):
                self._paint_beside_heading(painter, rect, index)
            else:
                self._paint_heading(painter, rect, heading, in_row)
            painter.restore()
            return
        # A model makes the cell anew whenever it is asked; asked once, it is handed on.
        cell: Cell = index.data(CELL_ROLE)
        fill(painter, rect, theme.colour(self._background(index, cell, in_row, ringed)))
        self._rule(painter, rect, index, cell)
        if in_row and view.horizontalHeader().visualIndex(index.column()) == 0:
            fill(painter, QRect(rect.left(), rect.top(), theme.px(BAR), rect.height()), theme.colour("red-t"))
        self._paint_content(painter, self.room_of(rect, index), cell)
        if ringed:
            draw_ring(painter, rect, theme.colour("focus"))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        around = _WIDE - self.room_of(QRect(0, 0, _WIDE, 1), index).width()
        return QSize(around + self.words_width(index.data(CELL_ROLE)), self._theme.row(36, 30))

    def words_width(self, cell: Cell) -> int:
        """How wide is what a cell shows, without the room around it, in px."""
        theme = self._theme
        if cell.tag and cell.text:
            return tag_width(cell.text, theme)
        if cell.centre:
            return theme.px(GLYPH)
        width = theme.px(GLYPH + GLYPH_GAP) if cell.glyph else 0
        if cell.bar:
            note = self.metrics(12).horizontalAdvance(cell.bar.note)
            return width + theme.px(NUMBER + TRACK + 2 * TRACK_GAP) + note
        width += self.metrics(14, bold=cell.strong).horizontalAdvance(cell.text or cell.ghost)
        if cell.note:
            width += theme.px(GLYPH_GAP) + self.metrics(12).horizontalAdvance(cell.note)
        return width

    def metrics(self, size: int, *, bold: bool = False) -> QFontMetrics:
        """How wide letters are, in px of the design; hundreds of cells are asked for one after another."""
        of = (self._theme.scale, size, bold)
        if of not in self._metrics:
            self._metrics[of] = QFontMetrics(self._theme.font(size, bold=bold))
        return self._metrics[of]

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if not index.isValid() or event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        explained = index.data(Qt.ItemDataRole.ToolTipRole)
        cell: Cell = index.data(CELL_ROLE)
        shortened = self.sizeHint(option, index).width() > rect_of(option).width()
        QToolTip.showText(event.globalPos(), explained or (cell.text if shortened else ""), view)
        return True

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = KeyedLine(parent)
        editor.setObjectName("cellEditor")
        editor.setProperty("kind", "cell")
        editor.setFont(self._theme.font(14))
        editor.setAccessibleName(index.data(Qt.ItemDataRole.AccessibleTextRole))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # News from the store must not replace what is being typed.
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(rect_of(option))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Store a cell on Enter and move like Excel; everything else is Qt's."""
        if (
            isinstance(event, QKeyEvent)
            and isinstance(editor, QWidget)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            upward = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.rows_to_step = -1 if upward else 1
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            return True
        return super().eventFilter(editor, event)

    def _rule(self, painter: QPainter, rect: QRect, index: Index, cell: Cell) -> None:
        """Part a row from the next one."""
        hairline_below(painter, rect, self._theme.colour("line"))

    def _background(self, index: Index, cell: Cell, in_row: bool, ringed: bool) -> str:
        return self._plain_background(index, in_row, ringed)

    def _plain_background(self, index: Index, in_row: bool, ringed: bool) -> str:
        if ringed:
            return "surface"
        if self.block_selected and self._view.selectionModel().isSelected(index):
            return "press"
        if in_row:
            return "sel"
        return "hover" if index.row() == self.hovered_row else "surface"

    def room_of(self, rect: QRect, index: Index) -> QRect:
        """Where in a cell its words stand."""
        header = self._view.horizontalHeader()
        last = isinstance(header, TableHeader) and header.is_last(index.column())
        end = END_PADDING if last else PADDING
        start = header.start_padding(index.column()) if isinstance(header, TableHeader) else PADDING
        return rect.adjusted(self._theme.px(start), 0, -self._theme.px(end), -1)

    def _paint_heading(self, painter: QPainter, rect: QRect, heading: Heading, current: bool) -> None:
        """A chevron, the words in bold, and while folded how many there are and the heaviest state among them."""
        theme = self._theme
        fill(painter, rect, theme.colour("subtle"))
        hairline_below(painter, rect, theme.colour("line"))
        room = rect.adjusted(theme.px(PADDING), 0, -theme.px(PADDING if heading.cells else END_PADDING), -1)
        side = theme.px(CHEVRON)
        middle = room.center().y() + 0.5
        icon = "right" if heading.folded else "down"
        box = QRectF(room.left(), middle - side / 2, side, side)
        theme.icons.paint(painter, box, icon, theme.colour("ink3"))
        room.setLeft(room.left() + side + theme.px(8))
        if heading.glyph:
            side = theme.px(GLYPH)
            paint_glyph(
                painter, heading.glyph, QRectF(room.left(), middle - side / 2, side, side), theme.colour
            )
            room.setLeft(room.left() + side + theme.px(GLYPH_GAP))
        counted = heading.folded and not heading.note
        words = f"{heading.words} {heading.number}" if counted else heading.words
        font = theme.font(13, bold=True)
        draw_text(painter, room, words, font, theme.colour(heading.tone))
        if heading.note:
            room.setLeft(room.left() + QFontMetrics(font).horizontalAdvance(words) + theme.px(GLYPH_GAP))
            draw_text(painter, room, heading.note, theme.font(12), theme.colour("ink3"))
        if current and self._view.hasFocus():
            draw_ring(painter, rect, theme.colour("focus"))

    def _paint_beside_heading(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """What a heading says in a column of its own."""
        fill(painter, rect, self._theme.colour("subtle"))
        hairline_below(painter, rect, self._theme.colour("line"))
        self._paint_content(painter, self.room_of(rect, index), index.data(CELL_ROLE))

    def _paint_content(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        theme = self._theme
        if cell.tag and cell.text:
            paint_tag(painter, room, cell.text, cell.tag, theme)
            return
        if cell.glyph:
            side = theme.px(GLYPH)
            top = room.center().y() - side / 2 + 0.5
            paint_glyph(painter, cell.glyph, QRectF(room.left(), top, side, side), theme.colour)
            room.setLeft(room.left() + side + theme.px(GLYPH_GAP))
        if cell.mark:
            self._paint_mark(painter, room, cell.text, cell.mark)
        if cell.bar:
            room = self._paint_bar(painter, room, cell.bar)
        align = RIGHT if cell.right or cell.bar else LEFT
        font = theme.font(14, bold=cell.strong)
        draw_text(painter, room, cell.text, font, theme.colour(cell.tone), align)
        if cell.note:
            taken = QFontMetrics(font).horizontalAdvance(cell.text) + theme.px(GLYPH_GAP)
            draw_text(painter, room.adjusted(taken, 0, 0, 0), cell.note, theme.font(12), theme.colour("ink3"))

    def _paint_bar(self, painter: QPainter, room: QRect, bar: Bar) -> QRect:
        """Paint a bar and its note, and give the room before it for the number."""
        theme = self._theme
        number = QRect(room.left(), room.top(), theme.px(NUMBER), room.height())
        height, left = theme.px(TRACK_HEIGHT), number.right() + theme.px(TRACK_GAP)
        track = QRect(left, room.center().y() - height // 2 + 1, theme.px(TRACK), height)
        filled = QRect(track)
        filled.setWidth(round(track.width() * min(max(bar.share, 0.0), 1.0)))
        fill_rounded(painter, track, 3, theme.colour("track"), None)
        if filled.width():
            fill_rounded(painter, filled, min(3, filled.width() // 2), theme.colour("g-ok"), None)
        note = room.adjusted(track.right() - room.left() + theme.px(TRACK_GAP), 0, 0, 0)
        draw_text(painter, note, bar.note, theme.font(12), theme.colour("ink3"))
        return number

    def _paint_mark(self, painter: QPainter, room: QRect, text: str, span: tuple[int, int]) -> None:
        theme = self._theme
        metrics = QFontMetrics(theme.font(14))
        left = room.left() + metrics.horizontalAdvance(text[: span[0]])
        width = metrics.horizontalAdvance(text[span[0] : sum(span)])
        height = metrics.height()
        top = room.center().y() - height // 2
        fill(painter, QRect(left, top, width, height), theme.colour("warn-bg"))
        fill(painter, QRect(left, top + height, width, 2), theme.colour("g-warn"))
