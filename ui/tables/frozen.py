"""The first columns of a wide table, held in sight by a second view over the same model."""

from __future__ import annotations

from collections.abc import Callable, Iterable

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


class _Overlay(QTableView):
    """Qt turns the input method on with each cell that can be typed into; here nothing is."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        for one in (self, self.viewport()):
            one.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)


class FrozenColumns(QObject):
    """Overlays a view with a copy of its first columns that scrolls only up and down."""

    def __init__(
        self,
        theme: Theme,
        view: QTableView,
        columns: int,
        header: Callable[[Theme, QWidget], QHeaderView] = TableHeader,
        *,
        only_scrolled: bool = False,
    ) -> None:
        """Overlay the first columns; `header` makes a head like the view's own.

        With `only_scrolled` they lie over the view only while it is scrolled sideways.
        """
        super().__init__(view)
        self._view = view
        self._header = header
        self._columns = columns
        self._only_scrolled = only_scrolled
        self.overlay = _Overlay(view)
        self.overlay.setAccessibleName(_("不动的列"))
        self._viewport = view.viewport()
        self._dress(theme)
        self._follow()
        self.place()
        self.overlay.show()
        view.horizontalScrollBar().valueChanged.connect(self._scrolled)
        self._scrolled(view.horizontalScrollBar().value())

    def place(self) -> None:
        """Put the overlay over the columns it repeats."""
        view, header = self._view, self._view.horizontalHeader()
        width = sum(view.columnWidth(place) for place in range(self._columns))
        frame = view.frameWidth()
        self.overlay.setGeometry(frame, frame, width, view.viewport().height() + header.height())

    def width(self) -> int:
        """How many px stay in sight, none while nothing is laid over."""
        return 0 if self.overlay.isHidden() else self.overlay.width()

    def follow_columns(self) -> None:
        """Show the columns it repeats, as wide as they are, after the model got others."""
        for place in range(self._view.model().columnCount()):
            hidden = place >= self._columns or self._view.isColumnHidden(place)
            self.overlay.setColumnHidden(place, hidden)
            if not hidden:
                self.overlay.setColumnWidth(place, self._view.columnWidth(place))
        self.place()

    def follow_model(self, named: int) -> None:
        """Show the table the view shows now; `named` columns stay where the name of a row is what stays."""
        if self._only_scrolled:
            self._columns = named
        self.overlay.setModel(self._view.model())
        self.overlay.setSelectionModel(self._view.selectionModel())
        self._view.model().modelReset.connect(self.follow_rows)
        self.follow_columns()
        self.follow_rows()

    def follow_head(self, headroom: int) -> None:
        """Take over the height of the head."""
        header, own = self._view.horizontalHeader(), self.overlay.horizontalHeader()
        if isinstance(own, TableHeader):
            own.set_headroom(headroom)
        own.setFixedHeight(header.sizeHint().height())
        self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Asked by identity: while the view is being taken down, nothing of it may be called any more.
        if watched is self._viewport and event.type() == QEvent.Type.Resize:
            self.place()
        if watched is self._repeated and isinstance(event, QMouseEvent):
            return self._pass_on(event)
        if watched is self._head and isinstance(event, QMouseEvent):
            return self._pass_to_head(event)
        return super().eventFilter(watched, event)

    def _pass_on(self, event: QMouseEvent) -> bool:
        """Let the view itself decide what a click means, so that it folds, selects and opens as everywhere."""
        spot = self._viewport.mapFromGlobal(event.globalPosition())
        passed = QMouseEvent(
            event.type(), spot, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )
        return QApplication.sendEvent(self._viewport, passed)

    def _pass_to_head(self, event: QMouseEvent) -> bool:
        """Let the head of the view sort and move columns; its sections lie further left than they are seen."""
        header = self._view.horizontalHeader()
        spot = header.viewport().mapFromGlobal(event.globalPosition())
        spot.setX(spot.x() - header.offset())
        passed = QMouseEvent(
            event.type(), spot, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )
        return QApplication.sendEvent(header.viewport(), passed)

    def _follow_sorting(self, place: int, order: Qt.SortOrder) -> None:
        self.overlay.horizontalHeader().setSortIndicator(place, order)

    def _dress(self, theme: Theme) -> None:
        overlay, view = self.overlay, self._view
        own_viewport(overlay)
        overlay.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._repeated = overlay.viewport()
        head = self._header(theme, overlay)
        own_viewport(head)
        overlay.setHorizontalHeader(head)
        self._head = head.viewport()
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
        header = view.horizontalHeader()
        header.sortIndicatorChanged.connect(self._follow_sorting)
        self._follow_sorting(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self._viewport.installEventFilter(self)
        self._head.installEventFilter(self)
        self._repeated.installEventFilter(self)

    def follow_rows(self) -> None:
        """Take over the heights of the rows, after other rows or another density."""
        header = self._view.verticalHeader()
        self.overlay.verticalHeader().setDefaultSectionSize(header.defaultSectionSize())
        for row in range(header.count()):
            if self.overlay.rowHeight(row) != header.sectionSize(row):
                self.overlay.setRowHeight(row, header.sectionSize(row))
        self.place()

    def _scrolled(self, sideways: int) -> None:
        if self._only_scrolled:
            self.overlay.setVisible(sideways > 0)

    def span_headings(self, rows: Iterable[int]) -> None:
        """Let the words of some rows go over all columns that stay."""
        self.overlay.clearSpans()
        for row in rows if self._columns > 1 else ():
            self.overlay.setSpan(row, 0, 1, self._columns)

    def _row_resized(self, row: int, _before: int, height: int) -> None:
        self.overlay.setRowHeight(row, height)

    def _resized(self, place: int, _before: int, width: int) -> None:
        if place < self._columns:
            self.overlay.setColumnHidden(place, not width)
            if width:
                self.overlay.setColumnWidth(place, width)
        self.place()
