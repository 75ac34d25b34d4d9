"""A sentence with its glyph under the fields it is about: a green tick, a warning, or nothing at all."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.glyphs import Glyph
from ui.theme import Theme
from ui.widgets.controls import label, set_tone

SIDE = 16


class SentenceLine(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._mark = QLabel()
        self._mark.setFixedWidth(theme.px(SIDE))
        self._words = label(f"{name}Words", role="hint", tone="ink2")
        self._words.setWordWrap(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(8))
        line.addWidget(self._mark, alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        self.hide()

    def say(self, glyph: Glyph | None, words: str, tone: str = "ink2", *, icon: str = "") -> None:
        """Say something beside a glyph or an icon; empty words hide the line."""
        self._words.setText(words)
        set_tone(self._words, tone)
        if glyph is not None:
            self._theme.show_glyph(self._mark, glyph, SIDE)
        elif icon:
            self._theme.show_icon(self._mark, icon, "ink3", SIDE)
        self.setVisible(bool(words))

    def words(self) -> str:
        """What is said."""
        return self._words.text()
