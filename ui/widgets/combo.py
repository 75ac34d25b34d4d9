"""A combo box with our own chevron, since the style sheet can only show image files."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ui.theme import Theme

CHEVRON = 14


class Combo(QComboBox):
    """Choices with data behind them."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            side = self._theme.px(CHEVRON)
            box = QRectF(self.width() - side - self._theme.px(8), (self.height() - side) / 2, side, side)
            self._theme.icons.paint(painter, box, "down", self._theme.colour("ink3"))
