"""The rows of the palette under their headings, and how they are painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from gzparty.i18n import _
from ui.paint import draw_text, fill, rect_of
from ui.panels.palette.line import Key
from ui.theme import Theme
from ui.widgets.key_bar import CAP, paint_cap

ROW, HEADING, SIDE, ICON, INDENT, GAP, BAR = 38, 30, 16, 16, 42, 12, 3
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """One thing found, or a heading where there is nothing to `run`.

    `first` up to `end` of the words are what was typed; `second` is done by Ctrl+Enter and called `second_words`.
    """

    words: str
    detail: str = ""
    icon: str = ""
    first: int = 0
    end: int = 0
    keys: str = ""
    run: Callable[[], object] | None = None
    second: Callable[[], object] | None = None
    second_words: str = ""
    key: Key | None = None

    @property
    def sentence(self) -> str:
        """What is said of the row: its words, where it lies, its key."""
        return _("，").join(part for part in (self.words, self.detail, self.keys) if part)


class PaletteRows(QAbstractListModel):
    """What was found, the best first in each part."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, place: int) -> Row:
        """Give a row."""
        return self._rows[place]

    def choices(self) -> list[int]:
        """The places that can be chosen, from top to bottom."""
        return [place for place, row in enumerate(self._rows) if row.run is not None]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.sentence
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._rows[index.row()].run is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowPainter(QStyledItemDelegate):
    """Paints headings small, what was typed bold and underlined, where it lies beside it, its key at the right."""

    def __init__(self, theme: Theme, rows: PaletteRows, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._rows = rows

    def height(self, row: Row) -> int:
        """The height of a row in px."""
        return self._theme.px(HEADING) if row.run is None else self._theme.row(ROW, 34)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.height(self._rows.row(index.row())))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, room, theme = self._rows.row(index.row()), rect_of(option), self._theme
        if row.run is None:
            words = room.adjusted(theme.px(SIDE), theme.px(4), -theme.px(SIDE), 0)
            draw_text(painter, words, row.words, theme.font(13), theme.colour("ink3"))
            return
        chosen = index.row() == self._view.currentIndex().row()
        if chosen:
            fill(painter, room, theme.colour("sel"))
            fill(painter, QRect(room.left(), room.top(), BAR, room.height()), theme.colour("red-t"))
        side = theme.px(ICON)
        box = QRectF(room.left() + theme.px(SIDE), room.center().y() - side / 2 + 0.5, side, side)
        theme.icons.paint(painter, box, row.icon, theme.colour("ink2"))
        rest = room.adjusted(theme.px(INDENT), 0, -theme.px(SIDE), 0)
        rest.setRight(self._paint_key(painter, rest, row.keys or (_("Enter") if chosen else "")))
        rest.setLeft(self._paint_words(painter, rest, row))
        if row.detail and rest.width() > theme.px(GAP):
            draw_text(painter, rest, row.detail, theme.font(13), theme.colour("ink3"))

    def _paint_key(self, painter: QPainter, room: QRect, keys: str) -> int:
        """Paint a key at the right; give where the rest ends."""
        if not keys:
            return room.right()
        theme = self._theme
        width = QFontMetrics(theme.font(12)).horizontalAdvance(keys) + theme.px(14)
        height = theme.px(CAP)
        cap = QRect(room.right() - width, room.center().y() - height // 2 + 1, width, height)
        paint_cap(painter, cap, keys, theme)
        return cap.left() - theme.px(GAP)

    def _paint_words(self, painter: QPainter, room: QRect, row: Row) -> int:
        """Paint the words with what was typed marked; give where the detail begins."""
        theme = self._theme
        left = room.left()
        for text, marked in (
            (row.words[: row.first], False),
            (row.words[row.first : row.end], True),
            (row.words[row.end :], False),
        ):
            if not text or left >= room.right() - theme.px(GAP):
                continue
            font = theme.font(14, bold=marked)
            width = min(QFontMetrics(font).horizontalAdvance(text) + 1, room.right() - left)
            part = QRect(left, room.top(), width, room.height())
            draw_text(painter, part, text, font, theme.colour("ink"))
            if marked:
                below = part.center().y() + theme.px(10)
                fill(painter, QRect(left, below, width, 2), theme.colour("g-warn"))
            left += width
        return left + theme.px(GAP)
