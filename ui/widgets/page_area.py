"""Where the pages stand: the one in sight is as high as it can be at least, and scrolls where bars leave it less."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget

from ui.tables.viewport import own_viewport


class Pages(QStackedWidget):
    """As wide at least as each page asks for, as high as the one in sight does."""

    asked = Signal()
    """The page in sight may need another size."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        least, page = super().minimumSizeHint(), self.currentWidget()
        return QSize(least.width(), page.minimumSizeHint().height() if page is not None else 0)

    def event(self, event: QEvent) -> bool:
        taken = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.asked.emit()
        return taken


class PageArea(QScrollArea):
    """Gives the pages all its room; of its own it asks for no height, so that what is said above them stays whole."""

    def __init__(self, pages: Pages) -> None:
        super().__init__()
        self.setObjectName("pageArea")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The keys go through the page; Qt scrolls to what has the focus.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        own_viewport(self)
        # Resized by Qt, a page would get the height its sentences would like rather than the least it can do with.
        self.setWidget(pages)
        self.viewport().setAutoFillBackground(False)
        pages.setAutoFillBackground(False)
        pages.asked.connect(self._fit)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.widget().minimumSizeHint().width(), 0)

    def sizeHint(self) -> QSize:
        return self.widget().sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.updateGeometry()
        pages = self.widget()
        room, least = self.viewport().size(), pages.minimumSizeHint().height()
        pages.resize(room.width(), max(room.height(), least))
