"""A strip whose parts say less where the window is narrow, rather than being cut off."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QWidget

from ui.theme import Theme


class FittingStrip(QFrame):
    """A row of parts with levels of brevity: 0 says everything, the last level always fits."""

    LEVELS = 3

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.theme = theme
        self.level = 0
        self.line = QHBoxLayout(self)
        self.line.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)

    def set_level(self, level: int) -> None:
        """Say as much as a level allows; subclasses hide what it leaves out."""
        self.level = level

    def fit(self) -> None:
        """Choose the most eloquent level that fits the width, once the strip has one."""
        if not self.isVisible():
            return
        for level in range(self.LEVELS):
            self.set_level(level)
            self.line.invalidate()
            if self.line.sizeHint().width() <= self.width():
                break
        self.line.activate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Choose again once seen: the width may have been given before."""
        super().showEvent(event)
        self.fit()
