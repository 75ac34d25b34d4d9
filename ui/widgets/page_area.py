"""Where the pages stand: the one in sight is as high as it can be at least, and scrolls where bars leave it less."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget


class Pages(QStackedWidget):
    """As wide at least as each page asks for, as high as the one in sight does."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pages")
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        least, page = super().minimumSizeHint(), self.currentWidget()
        return QSize(least.width(), page.minimumSizeHint().height() if page is not None else 0)


class PageArea(QScrollArea):
    """Gives the pages all its room; of its own it asks for no height, so that what is said above them stays whole."""

    def __init__(self, pages: Pages) -> None:
        super().__init__()
        self.setObjectName("pageArea")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The keys go through the page; Qt scrolls to what has the focus.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(pages)
        self.viewport().setAutoFillBackground(False)
        pages.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.widget().minimumSizeHint().width(), 0)

    def sizeHint(self) -> QSize:
        return self.widget().sizeHint()
