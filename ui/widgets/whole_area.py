"""What stands in a dialog: seen whole where the screen has the height, scrolled where it has not."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

LEAST = 120
"""So low it may get, in px; a scroll area by itself asks for a few lines however much stands in it."""


class WholeArea(QScrollArea):
    """Asks for all the height of what stands in it, and goes with less."""

    def __init__(self, name: str, inner: QWidget) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The keys go through the fields; Qt scrolls to the one that has the focus.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.verticalScrollBar().rangeChanged.connect(self._ask_again)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inner = self.widget()
        whole = inner.heightForWidth(width) if inner.hasHeightForWidth() else inner.sizeHint().height()
        return max(whole, inner.minimumSizeHint().height(), inner.minimumHeight())

    def sizeHint(self) -> QSize:
        inner = self.widget().sizeHint()
        return QSize(inner.width() + self._beside(), inner.height())

    def minimumSizeHint(self) -> QSize:
        inner = self.widget().minimumSizeHint().expandedTo(self.widget().minimumSize())
        return QSize(inner.width() + self._beside(), min(inner.height(), LEAST))

    def _beside(self) -> int:
        """What the bar takes of the width while it is there."""
        bar = self.verticalScrollBar()
        return bar.sizeHint().width() if bar.maximum() > 0 else 0

    def _ask_again(self) -> None:
        self.updateGeometry()
