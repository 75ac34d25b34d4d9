"""The first columns of a wide table, held in sight by a second view over the same model."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QHeaderView, QTableView


class FrozenColumns(QObject):
    """Overlays a view with a copy of its first columns that scrolls only up and down."""

    def __init__(self, view: QTableView, columns: int, delegate: QAbstractItemDelegate) -> None:
        super().__init__(view)
        self._view = view
        self._columns = columns
        self.overlay = QTableView(view)
        self._dress(delegate)
        self._follow()
        self.place()
        self.overlay.show()

    def place(self) -> None:
        """Put the overlay over the columns it repeats."""
        view, header = self._view, self._view.horizontalHeader()
        width = sum(view.columnWidth(place) for place in range(self._columns))
        frame = view.frameWidth()
        self.overlay.setGeometry(frame, frame, width, view.viewport().height() + header.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def _dress(self, delegate: QAbstractItemDelegate) -> None:
        overlay, view = self.overlay, self._view
        overlay.setObjectName("frozenColumns")
        overlay.setModel(view.model())
        overlay.setSelectionModel(view.selectionModel())
        overlay.setItemDelegate(delegate)
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
        for place in range(view.model().columnCount()):
            overlay.setColumnHidden(place, place >= self._columns)
            overlay.setColumnWidth(place, view.columnWidth(place))

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
