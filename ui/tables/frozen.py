"""The first columns of a wide table, held in sight by a second view over the same model."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gzparty.i18n import _
from ui.tables.header import TableHeader
from ui.tables.viewport import own_viewport
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class _Repeating(QStyledItemDelegate):
    """Paints by the view's own delegate; a shared one would hand each view the other's editors."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._view.itemDelegate().paint(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._view.itemDelegate().sizeHint(option, index)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        return self._view.itemDelegate().helpEvent(event, view, option, index)


class FrozenColumns(QObject):
    """Overlays a view with a copy of its first columns that scrolls only up and down."""

    def __init__(
        self,
        theme: Theme,
        view: QTableView,
        columns: int,
        header: Callable[[Theme, QWidget], QHeaderView] = TableHeader,
    ) -> None:
        """Overlay the first columns; `header` makes a head like the view's own."""
        super().__init__(view)
        self._view = view
        self._header = header
        self._columns = columns
        self.overlay = QTableView(view)
        self.overlay.setAccessibleName(_("不动的列"))
        self._viewport = view.viewport()
        self._dress(theme)
        self._follow()
        self.place()
        self.overlay.show()

    def place(self) -> None:
        """Put the overlay over the columns it repeats."""
        view, header = self._view, self._view.horizontalHeader()
        width = sum(view.columnWidth(place) for place in range(self._columns))
        frame = view.frameWidth()
        self.overlay.setGeometry(frame, frame, width, view.viewport().height() + header.height())

    def follow_columns(self) -> None:
        """Show the columns it repeats, as wide as they are, after the model got others."""
        for place in range(self._view.model().columnCount()):
            self.overlay.setColumnHidden(place, place >= self._columns)
            self.overlay.setColumnWidth(place, self._view.columnWidth(place))
        self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Asked by identity: while the view is being taken down, nothing of it may be called any more.
        if watched is self._viewport and event.type() == QEvent.Type.Resize:
            self.place()
        if watched is self._repeated and isinstance(event, QMouseEvent):
            return self._pass_on(event)
        return super().eventFilter(watched, event)

    def _pass_on(self, event: QMouseEvent) -> bool:
        """Let the view itself decide what a click means, so that it folds, selects and opens as everywhere."""
        spot = self._viewport.mapFromGlobal(event.globalPosition())
        passed = QMouseEvent(
            event.type(), spot, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )
        return QApplication.sendEvent(self._viewport, passed)

    def _dress(self, theme: Theme) -> None:
        overlay, view = self.overlay, self._view
        own_viewport(overlay)
        self._repeated = overlay.viewport()
        overlay.setHorizontalHeader(self._header(theme, overlay))
        overlay.setObjectName("frozenColumns")
        overlay.setModel(view.model())
        overlay.setSelectionModel(view.selectionModel())
        overlay.setItemDelegate(_Repeating(view))
        overlay.setFocusProxy(view)
        overlay.setFrameShape(QFrame.Shape.NoFrame)
        overlay.setShowGrid(False)
        overlay.verticalHeader().hide()
        overlay.verticalHeader().setDefaultSectionSize(view.verticalHeader().defaultSectionSize())
        overlay.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        overlay.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        overlay.horizontalHeader().setFixedHeight(view.horizontalHeader().sizeHint().height())
        overlay.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        overlay.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        overlay.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.follow_columns()

    def _follow(self) -> None:
        view, overlay = self._view, self.overlay
        view.horizontalHeader().sectionResized.connect(self._resized)
        view.verticalScrollBar().valueChanged.connect(overlay.verticalScrollBar().setValue)
        overlay.verticalScrollBar().valueChanged.connect(view.verticalScrollBar().setValue)
        view.verticalHeader().sectionResized.connect(self._row_resized)
        view.model().modelReset.connect(self.follow_rows)
        self._viewport.installEventFilter(self)
        self._repeated.installEventFilter(self)

    def follow_rows(self) -> None:
        """Take over the heights of the rows, after other rows or another density."""
        header = self._view.verticalHeader()
        self.overlay.verticalHeader().setDefaultSectionSize(header.defaultSectionSize())
        for row in range(header.count()):
            if self.overlay.rowHeight(row) != header.sectionSize(row):
                self.overlay.setRowHeight(row, header.sectionSize(row))
        self.place()

    def _row_resized(self, row: int, _before: int, height: int) -> None:
        self.overlay.setRowHeight(row, height)

    def _resized(self, place: int, _before: int, width: int) -> None:
        if place < self._columns:
            self.overlay.setColumnWidth(place, width)
        self.place()
