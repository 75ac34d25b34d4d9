"""The units as a tree: how many stand below each, what is open, what the right mouse button is for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from gzparty.i18n import _
from gzparty.services.people_views import TreeNode
from ui.paint import RIGHT, draw_ring, draw_text, fill, rect_of
from ui.tables.viewport import own_viewport
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

NODE_ROLE = Qt.ItemDataRole.UserRole + 1
INDENT, CHEVRON, TEXT_GAP, END, BAR = 18, 14, 14, 14, 3
_NOWHERE = QModelIndex()


@dataclass(slots=True)
class _Place:
    node: TreeNode
    parent: int
    row: int
    children: list[int] = field(default_factory=list)


class UnitModel(QAbstractItemModel):
    """Units under their parents; a unit whose parent is not among them stands at the top."""

    def __init__(self) -> None:
        super().__init__()
        self._places: list[_Place] = []
        self._tops: list[int] = []
        self._place_of: dict[int, int] = {}

    def show(self, nodes: Sequence[TreeNode]) -> None:
        """Show other units; siblings keep the order in which they come."""
        self.beginResetModel()
        self._places = [_Place(node, -1, 0) for node in nodes]
        self._place_of = {node.unit_id: place for place, node in enumerate(nodes)}
        self._tops = []
        for number, place in enumerate(self._places):
            above = place.node.parent_id
            place.parent = self._place_of.get(above, -1) if above is not None else -1
            siblings = self._siblings(place.parent)
            place.row = len(siblings)
            siblings.append(number)
        self.endResetModel()

    def node(self, index: Index) -> TreeNode:
        """Give the unit at an index."""
        return self._places[index.internalId()].node

    def index_of(self, unit_id: int) -> QModelIndex:
        """Find a unit; an invalid index where it is not shown."""
        place = self._place_of.get(unit_id)
        return QModelIndex() if place is None else self.createIndex(self._places[place].row, 0, place)

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        siblings = self._siblings(parent.internalId() if parent.isValid() else -1)
        if column or not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, 0, siblings[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = self._places[index.internalId()].parent if index.isValid() else -1
        return QModelIndex() if above < 0 else self.createIndex(self._places[above].row, 0, above)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return len(self._siblings(parent.internalId() if parent.isValid() else -1))

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self.node(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return node.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return node_sentence(node)
            case _ if role == NODE_ROLE:
                return node
        return None

    def _siblings(self, above: int) -> list[int]:
        return self._places[above].children if above >= 0 else self._tops


def node_sentence(node: TreeNode) -> str:
    """Say a unit with its counts: 利见社区，5 个单位，17 人."""
    parts = [node.name]
    if node.closed:
        parts.append(_("已停用"))
    if node.units:
        parts.append(_("{n} 个单位").format(n=node.units))
    parts.append(_("{n} 人").format(n=node.people))
    return _("，").join(parts)


class UnitDelegate(QStyledItemDelegate):
    """Paints a unit's name and, at the right end, how many stand below it."""

    def __init__(self, theme: Theme, view: UnitTree) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(120), self._theme.row(30, 28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, rect_of(option)
        node: TreeNode = index.data(NODE_ROLE)
        chosen = self._view.currentIndex() == index
        painter.save()
        fill(painter, rect, theme.colour(self._view.background(index)))
        room = rect.adjusted(theme.px(TEXT_GAP), 0, -theme.px(END), 0)
        if node.units:
            self._paint_count(painter, room, str(node.units))
        token = "ink3" if node.closed else "ink"
        draw_text(painter, room, self._words(node), theme.font(14, bold=chosen), theme.colour(token))
        painter.restore()

    def _paint_count(self, painter: QPainter, room: QRect, count: str) -> None:
        theme = self._theme
        draw_text(painter, room, count, theme.font(12), theme.colour("ink3"), RIGHT)
        width = QFontMetrics(theme.font(12)).horizontalAdvance(count)
        room.setRight(room.right() - width - theme.px(8))

    @staticmethod
    def _words(node: TreeNode) -> str:
        return _("{name}（停用）").format(name=node.name) if node.closed else node.name


class UnitTree(QTreeView):
    """The tree; arrows walk and open it, a click on a chevron opens without choosing."""

    chosen = Signal(int)
    """The unit that became current by the clerk's hand or by `choose`."""
    unfolded = Signal()
    """A unit was opened or closed."""
    menu_wanted = Signal(int, QPoint)
    """The unit under the right mouse button, or the current one for the menu key; where, on the screen."""

    def __init__(self, theme: Theme, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "sideTree")
        self.setAccessibleName(spoken)
        own_viewport(self)
        self._theme = theme
        self._units = UnitModel()
        self._hovered = -1
        self.setModel(self._units)
        self.setItemDelegate(UnitDelegate(theme, self))
        self._set_up()
        self.customContextMenuRequested.connect(self._want_menu)
        self.expanded.connect(self._fold_changed)
        self.collapsed.connect(self._fold_changed)
        theme.density_changed.connect(self.scheduleDelayedItemsLayout)

    def show_nodes(self, nodes: Sequence[TreeNode], opened: Iterable[int]) -> None:
        """Show other units, those of `opened` unfolded; the current one stays where it still exists."""
        kept = self.current_unit()
        self.blockSignals(True)
        self._units.show(nodes)
        for unit_id in opened:
            index = self._units.index_of(unit_id)
            if index.isValid():
                self.setExpanded(index, True)
        if kept is not None:
            self._make_current(kept)
        self.blockSignals(False)

    def opened(self) -> list[int]:
        """The units that are unfolded."""
        found: list[int] = []
        waiting = [self._units.index(row, 0) for row in range(self._units.rowCount())]
        while waiting:
            index = waiting.pop()
            if self.isExpanded(index):
                found.append(self._units.node(index).unit_id)
                waiting += [self._units.index(row, 0, index) for row in range(self._units.rowCount(index))]
        return sorted(found)

    def current_node(self) -> TreeNode | None:
        """The unit that is current."""
        index = self.currentIndex()
        return self._units.node(index) if index.isValid() else None

    def current_unit(self) -> int | None:
        """The id of the current unit."""
        node = self.current_node()
        return node.unit_id if node else None

    def choose(self, unit_id: int) -> bool:
        """Make a unit current and unfold what hides it; tell whether it is shown here."""
        found = self._make_current(unit_id)
        if found:
            self.scrollTo(self.currentIndex())
        return found

    def background(self, index: Index) -> str:
        """The token of a row's background."""
        if self.currentIndex() == index:
            return "sel"
        return "hover" if self._hovered == index.internalId() else "subtle"

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Fill what stands before the name; the chevron comes after it, in `drawRow`."""
        fill(painter, rect, self._theme.colour(self.background(index)))

    def drawRow(  # type: ignore[override]
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        super().drawRow(painter, option, index)
        theme, rect = self._theme, self.visualRect(index)
        chosen = self.currentIndex() == index
        whole = QRect(0, rect.top(), self.viewport().width(), rect.height())
        if chosen:
            fill(painter, QRect(0, rect.top(), theme.px(BAR), rect.height()), theme.colour("red-t"))
        if self._units.rowCount(index):
            side = theme.px(CHEVRON)
            box = QRectF(rect.left() - theme.px(6), rect.center().y() - side / 2 + 0.5, side, side)
            icon = "down" if self.isExpanded(index) else "right"
            theme.icons.paint(painter, box, icon, theme.colour("ink2"))
        if chosen and self.hasFocus():
            draw_ring(painter, whole, theme.colour("focus"))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.chosen.emit(self._units.node(current).unit_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+F10 opens the menu of the current unit, as the Menu key does."""
        if event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._want_menu(self.visualRect(self.currentIndex()).center())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        index = self.indexAt(position)
        before_name = self.visualRect(index).left() + self._theme.px(CHEVRON - 4)
        if index.isValid() and position.x() < before_name and self._units.rowCount(index):
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        hovered = int(index.internalId()) if index.isValid() else -1
        if hovered != self._hovered:
            self._hovered = hovered
            self.viewport().update()
        super().mouseMoveEvent(event)

    def _set_up(self) -> None:
        self.setHeaderHidden(True)
        self.setIndentation(self._theme.px(INDENT))
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)

    def _make_current(self, unit_id: int) -> bool:
        index = self._units.index_of(unit_id)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        above = index.parent()
        while above.isValid():
            self.setExpanded(above, True)
            above = above.parent()
        return True

    def _fold_changed(self, _index: QModelIndex) -> None:
        self.unfolded.emit()

    def _want_menu(self, position: QPoint) -> None:
        index = self.indexAt(position)
        if index.isValid():
            self.menu_wanted.emit(self._units.node(index).unit_id, self.viewport().mapToGlobal(position))
