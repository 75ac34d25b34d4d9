"""The switch of year or month in a page head: one back, the period in words, one on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.paint import CENTRE
from ui.theme import Theme
from ui.widgets.controls import icon_button


class WholeLabel(QLabel):
    """Words that are never shortened: they would no longer say which period is shown.

    Asked for by the layout, when the style has given them their size, and not once when they are told.
    """

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class PeriodStepper(QFrame):
    """Says which period is shown and steps by one."""

    stepped = Signal(int)

    def __init__(self, theme: Theme, name: str, back: str, on: str, parent: QWidget | None = None) -> None:
        """Build with the spoken names of its two arrows, such as 上一年 and 下一年."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "stepper")
        self._back = icon_button(theme, f"{name}Back", "left", back, "step")
        self._words = WholeLabel()
        self._words.setObjectName(f"{name}Words")
        self._words.setProperty("role", "stepper")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAlignment(CENTRE)
        self._on = icon_button(theme, f"{name}On", "right", on, "step")
        self.setFixedHeight(theme.px(32))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self._back, self._words, self._on):
            layout.addWidget(part)
        self._back.clicked.connect(self._step_back)
        self._on.clicked.connect(self._step_on)

    def show_period(self, words: str) -> None:
        """Say the period, such as 2026年."""
        self._words.setText(words)

    def _step_back(self) -> None:
        self.stepped.emit(-1)

    def _step_on(self) -> None:
        self.stepped.emit(1)
