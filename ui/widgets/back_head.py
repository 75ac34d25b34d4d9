"""The head of something shown in the place of a page's board: the way back, whose it is, a remark."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.controls import button, label


class BackHead(QFrame):
    """As high as the row of kinds it stands in for; `back` says where its button leads."""

    left = Signal()

    def __init__(self, theme: Theme, name: str, back: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}Head")
        self.setProperty("role", "tabRow")
        self._theme = theme
        self.back = button(theme, f"{name}Back", back, "small", icon="left")
        self._title = label(f"{name}Title", role="h15")
        self._remark = label(f"{name}Remark", role="hint", tone="warn")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(12))
        for part in (self.back, self._title, self._remark):
            row.addWidget(part)
        row.addStretch(1)
        self.back.clicked.connect(self.left)
        theme.density_changed.connect(self._follow_density)
        self._follow_density()

    def show_title(self, title: str, remark: str = "") -> None:
        """Say what is shown."""
        self._title.setText(title)
        self._remark.setText(remark)

    def _follow_density(self) -> None:
        self.setFixedHeight(self._theme.row(46, 42))
