"""A list of places within a page, under headings: the papers of the print centre, the parts of the settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.paint import draw_ring, draw_text, fill, rect_of
from ui.tables.viewport import own_viewport
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
PADDING, INDENT, BAR, EDGE = 16, 28, 3, 8
_NOWHERE = QModelIndex()
_SAID_IN = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)


class SideItem(NamedTuple):
    """A place, or a heading where the key is empty."""

    key: str
    words: str


class SideModel(QAbstractListModel):
    """Places and headings in order; headings cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[SideItem, ...] = ()

    def show(self, items: Sequence[SideItem]) -> None:
        """Show other places."""
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role in _SAID_IN:
            return item.words
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self.items[index.row()].key:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class SideDelegate(QStyledItemDelegate):
    """Paints places like the navigation: the current one on the surface, with the red bar."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = not index.data(ITEM_ROLE).key
        return QSize(self._theme.px(120), self._theme.row(34, 30) if heading else self._theme.row(30, 28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, rect_of(option)
        item: SideItem = index.data(ITEM_ROLE)
        chosen = self._view.currentIndex() == index and bool(item.key)
        painter.save()
        fill(painter, rect, theme.colour("surface" if chosen else "subtle"))
        if chosen:
            fill(painter, QRect(rect.left(), rect.top(), theme.px(BAR), rect.height()), theme.colour("red-t"))
        left = theme.px(INDENT if item.key else PADDING)
        font = theme.font(14, bold=chosen) if item.key else theme.font(13)
        room = rect.adjusted(left, 0 if item.key else theme.px(6), -theme.px(EDGE), 0)
        draw_text(painter, room, item.words, font, theme.colour("ink" if item.key else "ink3"))
        if chosen and self._view.hasFocus():
            draw_ring(painter, rect, theme.colour("focus"))
        painter.restore()


class SideList(QListView):
    """The list itself; arrows and clicks choose."""

    chosen = Signal(str)
    """The key of the place that became current by the clerk's hand or by `choose`."""

    def __init__(self, theme: Theme, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "sideList")
        self.setAccessibleName(spoken)
        own_viewport(self)
        self._theme = theme
        self._places = SideModel()
        self.setModel(self._places)
        self.setItemDelegate(SideDelegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        theme.density_changed.connect(self.scheduleDelayedItemsLayout)

    def show_items(self, items: Sequence[SideItem]) -> None:
        """Show other places; the current one stays where it still exists."""
        kept = self.current_key()
        self._places.show(items)
        if kept:
            self.choose(kept)

    def whole_width(self) -> int:
        """How wide the list is that shows every place whole, in px."""
        theme = self._theme
        metrics = QFontMetrics(theme.font(14, bold=True))
        longest = max((metrics.horizontalAdvance(item.words) for item in self._places.items), default=0)
        return longest + theme.px(INDENT + EDGE)

    def current_key(self) -> str:
        """The key of the current place; empty for none."""
        index = self.currentIndex()
        return self._places.items[index.row()].key if index.isValid() else ""

    def choose(self, key: str) -> None:
        """Choose a place, without taking the focus; an unknown key changes nothing."""
        for row, item in enumerate(self._places.items):
            if item.key == key:
                self.setCurrentIndex(self._places.index(row))
                self.scrollTo(self._places.index(row))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid() and (key := self._places.items[current.row()].key):
            self.chosen.emit(key)
