"""A warm bar above a list: what needs attention, one sentence why, and buttons that help."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.announce import announce
from ui.theme import Theme
from ui.widgets.controls import button, label, restyle


class Banner(QFrame):
    """Hidden until something is said; `role` note is for news that asks for nothing."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        icon: str = "warning",
        parent: QWidget | None = None,
        role: str = "warning",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", role)
        self._theme = theme
        self._told = ""
        self._icon = QLabel()
        self._title = label(f"{name}Title", role="strong")
        self._text = label(f"{name}Text", role="label")
        self._text.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(14), theme.px(10), theme.px(12), theme.px(10))
        self._row.setSpacing(theme.px(12))
        self._row.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        self._shape = icon
        self._show_icon(role)
        self.hide()

    def add_deed(self, name: str, words: str) -> QPushButton:
        """Add a button at the right end and give it."""
        made = button(self._theme, name, words, "small")
        self._row.addWidget(made)
        return made

    def set_role(self, role: str) -> None:
        """Warn from now on, or only tell."""
        restyle(self, "role", role)
        self._show_icon(role)

    def say(self, title: str, text: str = "") -> None:
        """Show the bar; an empty title hides it."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{title} {text}".strip())
        self.setVisible(bool(title))
        if self.isVisible() and self._told != self.accessibleName():
            announce(self, self.accessibleName())
        self._told = self.accessibleName()

    def _show_icon(self, role: str) -> None:
        self._theme.show_icon(self._icon, self._shape, "info" if role == "note" else "warn", 18)
