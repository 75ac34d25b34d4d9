"""What a search of the manual found, one paragraph a row: whose chapter, and the words around."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gzparty.i18n import _
from gzparty.manual import Hit
from ui.paint import draw_ring, draw_text, fill, hairline_below, rect_of
from ui.tables.viewport import own_viewport
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

HIT_ROLE = Qt.ItemDataRole.UserRole + 1
ROW, PADDING, BAR = 54, 16, 3
_NOWHERE = QModelIndex()
_SAID_IN = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)


class HitModel(QAbstractListModel):
    """Hits in the order of the book."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: tuple[Hit, ...] = ()

    def show(self, hits: Sequence[Hit]) -> None:
        """Show others."""
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == HIT_ROLE:
            return hit
        if role in _SAID_IN:
            return _("{title}：{words}").format(
                title=place_of(hit), words=f"{hit.before}{hit.found}{hit.after}"
            )
        return None


class HitDelegate(QStyledItemDelegate):
    """The chapter small above, the words around below, what was found bold."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, rect_of(option)
        hit: Hit = index.data(HIT_ROLE)
        chosen = self._view.currentIndex() == index
        painter.save()
        fill(painter, rect, theme.colour("surface" if chosen else "subtle"))
        if chosen:
            fill(painter, QRect(rect.left(), rect.top(), theme.px(BAR), rect.height()), theme.colour("red-t"))
        room = rect.adjusted(theme.px(PADDING), theme.px(6), -theme.px(8), 0)
        above = QRect(room.left(), room.top(), room.width(), theme.px(20))
        draw_text(painter, above, place_of(hit), theme.font(12), theme.colour("ink3"))
        self._paint_words(painter, above.translated(0, theme.px(21)), hit)
        hairline_below(painter, rect, theme.colour("line"))
        if chosen and self._view.hasFocus():
            draw_ring(painter, rect, theme.colour("focus"))
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRect, hit: Hit) -> None:
        theme = self._theme
        for words, bold in ((hit.before, False), (hit.found, True), (hit.after, False)):
            font = theme.font(14, bold=bold)
            draw_text(painter, room, words, font, theme.colour("ink"))
            room = room.adjusted(min(QFontMetrics(font).horizontalAdvance(words), room.width()), 0, 0, 0)


class HitList(QListView):
    """Arrows walk the hits and show each; Enter keeps going to the next one."""

    chosen = Signal(object)
    """The hit to show."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("manualHits")
        self.setProperty("role", "sideList")
        self.setAccessibleName(_("找到的地方"))
        own_viewport(self)
        self._found = HitModel()
        self.setModel(self._found)
        self.setItemDelegate(HitDelegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show hits, none chosen yet."""
        self._found.show(hits)
        self.scrollToTop()

    def go_on(self) -> None:
        """Choose the next hit, after the last one the first again."""
        count = self._found.rowCount()
        if count:
            here = self.currentIndex().row() if self.currentIndex().isValid() else -1
            self.setCurrentIndex(self._found.index((here + 1) % count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.scrollTo(self.currentIndex())
            self.chosen.emit(self._found.hits[current.row()])


def place_of(hit: Hit) -> str:
    """Name a hit's chapter and the heading it stands under."""
    if hit.heading == hit.chapter.title:
        return hit.heading
    return _("{title} · {heading}").format(title=hit.chapter.title, heading=hit.heading)
