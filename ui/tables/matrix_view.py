"""Shows a matrix: the names stay in sight, one cell is current, groups fold by Space, a click or the arrow keys."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import ClassVar, cast
from unicodedata import normalize

from PySide6.QtCore import (
    QEvent,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from gzparty.i18n import N_
from ui.committed import press_committed
from ui.tables.beside import BesidePanel
from ui.tables.frozen import FrozenColumns
from ui.tables.manners import Deed, Manner
from ui.tables.matrix import MatrixModel
from ui.tables.matrix_delegate import MatrixDelegate
from ui.tables.matrix_header import MatrixHeader
from ui.tables.viewport import own_viewport
from ui.theme import Theme

NAMES, NAMES_NARROW = 152, 138
FEW, WHOLE_DAY = 6, 76
"""So many columns stand for more than a month each: what they show is a day with its month, and that needs more room."""

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_PLAIN = Qt.KeyboardModifier.NoModifier
_EDGES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class MatrixView(BesidePanel):
    """One stop for Tab; Space or a click opens a cell, Enter only moves."""

    NARROWEST: ClassVar[int] = 52
    """How narrow a column may be, in px: a glyph and a day of two digits with its word."""

    LACKS: ClassVar[Mapping[Manner, str]] = {
        Manner.SORT: N_("按单位的顺序排"),
        Manner.NARROW: N_("按上面的数字和分类缩小"),
        Manner.COLUMNS: N_("一列是一个月或一件事，缺了就对不上"),
    }
    """A board is read as a whole, so that its rows and columns stand as they are."""

    opened = Signal(int, int)
    """Space, a double click or a single one on the cell of a line: its row and column."""
    group_opened = Signal(int, int)
    """The same on a group's own cell, where `opens_groups` is set; without it Space folds the group anywhere."""
    moved = Signal(int, int)
    """Another cell is current."""
    typed = Signal(str)
    """A character typed, full-width folded to plain."""

    def __init__(self, theme: Theme, name: str, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        own_viewport(self)
        self._theme = theme
        self._matrix = model
        self._kept: tuple[Hashable, int] | None = None
        self._clicked: tuple[int, int] | None = None
        """The row and column on which the left button went down."""
        self.opens_groups = False
        self.own_export: Callable[[], object] | None = None
        """How the page makes a workbook of what is in sight, where it knows more than the cells say."""
        self.cell_deeds: Callable[[], Sequence[Deed]] | None = None
        """What the page can do with the chosen cells, for the menu."""
        self._delegate = MatrixDelegate(theme, self, model)
        self._set_up()
        self.setModel(model)
        self._frozen = FrozenColumns(theme, self, 1, MatrixHeader)
        self._connect()
        self.refresh_density()

    @property
    def matrix(self) -> MatrixModel:
        """The rows shown."""
        return self._matrix

    def overlay(self) -> QTableView:
        """The view that holds the names in sight."""
        return self._frozen.overlay

    def current(self) -> tuple[int, int]:
        """Row and column of the current cell; -1 where there is none."""
        index = self.currentIndex()
        return index.row(), index.column()

    def chosen_rows(self) -> list[int]:
        """The rows of the chosen cells, from above."""
        return sorted({index.row() for index in self.selectedIndexes()})

    def go_to(self, row: int, column: int) -> None:
        """Make a cell current and visible, without taking the focus."""
        index = self._matrix.index(row, column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def refresh_density(self) -> None:
        """Take over row heights and column widths after a change of density or theme."""
        self._delegate.forget_colours()
        height = self._theme.row(30, 28)
        for view in (self, self._frozen.overlay):
            view.verticalHeader().setDefaultSectionSize(height)
            view.horizontalHeader().setFixedHeight(self._theme.row(46, 42))
        self.share_room()
        self.viewport().update()

    def copy(self) -> None:
        """Put the selected cells on the clipboard as a spreadsheet would."""
        from ui.tables import clipboard

        ranges = cast("list[QItemSelectionRange]", self.selectionModel().selection())
        for block in ranges:
            rows, columns = range(block.top(), block.bottom() + 1), range(block.left(), block.right() + 1)
            texts = [[self._matrix.index(row, column).data() for column in columns] for row in rows]
            QGuiApplication.clipboard().setText(clipboard.to_text(texts))

    def export_shown(self) -> None:
        """Make a workbook of the rows and columns in sight."""
        from ui.tables.shown import shown_by_matrix, taker_above

        if self.own_export is not None:
            self.own_export()
            return
        taker = taker_above(self)
        if taker is not None:
            taker.take_shown(shown_by_matrix(self))

    def offer_here(self) -> None:
        """Open the menu at the current cell, as the Menu key wants it."""
        index = self.currentIndex()
        if index.isValid():
            self.scrollTo(index)
            self._offer(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
        if event.reason() is not QContextMenuEvent.Reason.Mouse:
            if QApplication.activePopupWidget() is None:
                self.offer_here()
            return
        index = self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
        if index.isValid():
            if not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
            self._offer(event.globalPos())

    def _offer(self, corner: QPoint) -> None:
        from ui.tables.cell_menu import matrix_menu

        menu = matrix_menu(self)
        menu.popup(corner)
        menu.setActiveAction(menu.actions()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        deed = self._deeds().get((key, modifiers))
        if self._fold_by_key(key):
            return
        if deed is not None:
            deed()
        elif key in _EDGES and modifiers == _CTRL:
            self._to_edge(*_EDGES[key])
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        elif modifiers in (_PLAIN, _SHIFT) and event.text().isprintable() and event.text():
            self.typed.emit(normalize("NFKC", event.text()))
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        press_committed(self, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A right click leaves what is chosen for the menu."""
        if event.button() is Qt.MouseButton.RightButton:
            event.accept()
            return
        plain = event.button() is Qt.MouseButton.LeftButton and event.modifiers() == _PLAIN
        index = self.indexAt(event.position().toPoint())
        self._clicked = (index.row(), index.column()) if plain else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a group's name folds it, one on a line's cell opens that cell; a block drawn or widened only is chosen."""
        super().mouseReleaseEvent(event)
        index, clicked = self.indexAt(event.position().toPoint()), self._clicked
        self._clicked = None
        if clicked == (index.row(), index.column()):
            self._pressed(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._frozen.place()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self._frozen.overlay.viewport().update()
            self.moved.emit(current.row(), current.column())

    def _set_up(self) -> None:
        self.setHorizontalHeader(MatrixHeader(self._theme, self))
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(self._theme.px(20))

    def _connect(self) -> None:
        self._matrix.modelAboutToBeReset.connect(self._remember_current)
        self._matrix.modelReset.connect(self._restore_current)
        self._frozen.overlay.pressed.connect(self._pressed)
        self._theme.changed.connect(self.refresh_density)
        self._theme.density_changed.connect(self.refresh_density)

    def _deeds(self) -> dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]]:
        return {
            (Qt.Key.Key_Return, _PLAIN): self._down,
            (Qt.Key.Key_Enter, _PLAIN): self._down,
            (Qt.Key.Key_Return, _SHIFT): self._up,
            (Qt.Key.Key_Enter, _SHIFT): self._up,
            (Qt.Key.Key_C, _CTRL): self.copy,
            (Qt.Key.Key_Space, _PLAIN): self.open_current,
            (Qt.Key.Key_F2, _PLAIN): self.open_current,
            (Qt.Key.Key_E, _CTRL): self.export_shown,
            (Qt.Key.Key_Menu, _PLAIN): self.offer_here,
            (Qt.Key.Key_F10, _SHIFT): self.offer_here,
        }

    def _fold_by_key(self, key: Qt.Key) -> bool:
        """On a group's row Space folds and unfolds; on its name the left and right arrows do too."""
        row, column = self.current()
        if row < 0 or not self._matrix.place(row).is_group:
            return False
        folded = self._matrix.is_folded(row)
        if key == Qt.Key.Key_Space and (column == 0 or not self.opens_groups):
            self._matrix.fold(row, not folded)
            return True
        if column == 0 and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            wanted = key == Qt.Key.Key_Left
            self._matrix.fold(row, wanted)
            # Right on a group that is open already goes on into its cells.
            return wanted or folded
        return False

    def _pressed(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        if self._matrix.place(index.row()).is_group:
            if index.column() == 0:
                self._matrix.fold(index.row(), not self._matrix.is_folded(index.row()))
            elif self.opens_groups:
                self.group_opened.emit(index.row(), index.column())
        elif index.column() > 0:
            self.opened.emit(index.row(), index.column())

    def open_current(self) -> None:
        """Open the current cell, as Space does."""
        row, column = self.current()
        if row >= 0:
            wanted = self.group_opened if self._matrix.place(row).is_group else self.opened
            wanted.emit(row, max(column, 1))

    def _down(self) -> None:
        self._to(1)

    def _up(self) -> None:
        self._to(-1)

    def _to(self, rows: int) -> None:
        row, column = self.current()
        wanted = min(max(row + rows, 0), self._matrix.rowCount() - 1)
        self.go_to(wanted, max(column, 0))

    def _to_edge(self, down: int, right: int) -> None:
        row, column = self.current()
        last_row, last_column = self._matrix.rowCount() - 1, self._matrix.columnCount() - 1
        rows = {-1: 0, 0: row, 1: last_row}
        columns = {-1: 0, 0: column, 1: last_column}
        self.go_to(rows[down], columns[right])

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()
            self._frozen.overlay.viewport().update()

    def _remember_current(self) -> None:
        row, column = self.current()
        self._kept = (self._matrix.key(row), column) if row >= 0 else None

    def _restore_current(self) -> None:
        self.share_room()
        if self._kept is None:
            return
        key, column = self._kept
        self.go_to(self._matrix.row_of(key), min(column, self._matrix.columnCount() - 1))

    def frozen_width(self) -> int:
        return self._frozen.width()

    def share_room(self) -> None:
        """Give the names their room and the columns the rest, none less than a glyph and a day need."""
        names = self._theme.row(NAMES, NAMES_NARROW)
        count = self._matrix.columnCount() - 1
        if count < 1:
            return
        room = self.viewport().width() - self.covered - names
        least = self.NARROWEST if count > FEW else max(self.NARROWEST, WHOLE_DAY)
        width = max(room // count, self._theme.px(least))
        self.setColumnWidth(0, names)
        for column in range(1, count + 1):
            spare = room - width * count if column == count else 0
            self.setColumnWidth(column, width + max(spare, 0))
        self._frozen.follow_columns()
