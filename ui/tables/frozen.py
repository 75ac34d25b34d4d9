"""The first columns of a wide table, held in sight by a second view over the same model."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.tables.header import TableHeader
from ui.tables.viewport import own_viewport
from ui.theme import Theme


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
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def _dress(self, theme: Theme) -> None:
        overlay, view = self.overlay, self._view
        own_viewport(overlay)
        overlay.setHorizontalHeader(self._header(theme, overlay))
        overlay.setObjectName("frozenColumns")
        overlay.setModel(view.model())
        overlay.setSelectionModel(view.selectionModel())
        overlay.setItemDelegate(view.itemDelegate())
        overlay.setFocusProxy(view)
        overlay.setFrameShape(QFrame.Shape.NoFrame)
        overlay.setShowGrid(False)
        overlay.verticalHeader().hide()
        overlay.verticalHeader().setDefaultSectionSize(view.verticalHeader().defaultSectionSize())
        overlay.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
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
        view.viewport().installEventFilter(self)

    def _resized(self, place: int, _before: int, width: int) -> None:
        if place < self._columns:
            self.overlay.setColumnWidth(place, width)
        self.place()
