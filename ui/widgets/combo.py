"""A combo box with our own chevron, since the style sheet can only show image files."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ui.theme import Theme
from ui.widgets.shortened import is_shortened, tell_whole

CHEVRON = 14


class Combo(QComboBox):
    """Choices with values behind them, kept here: through Qt an enum would come back as plain text."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._values: list[Any] = []

    def add(self, words: str, value: Any) -> None:
        """Add a choice."""
        self._values.append(value)
        self.addItem(words)

    def clear_choices(self) -> None:
        """Take all choices away."""
        self._values.clear()
        self.clear()

    def offers(self, value: Any) -> bool:
        """Tell whether a value can be chosen."""
        return value in self._values

    def value(self) -> Any:
        """The value chosen; None where nothing is."""
        place = self.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def value_at(self, place: int) -> Any:
        """The value of a choice by its place."""
        return self._values[place]

    def set_value(self, value: Any) -> None:
        """Choose a value; one that is not offered chooses nothing."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def enterEvent(self, event: QEnterEvent) -> None:
        tell_whole(self, self.currentText(), is_short=is_shortened(self))
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            side = self._theme.px(CHEVRON)
            box = QRectF(self.width() - side - self._theme.px(8), (self.height() - side) / 2, side, side)
            self._theme.icons.paint(painter, box, "down", self._theme.colour("ink3"))
