"""One sentence about the office file, on the ground of its state: being checked, sound, harmed, not to be read."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from gzparty.i18n import _
from gzparty.labels import health as health_words
from gzparty.services.health import Health, State
from ui.glyphs import Glyph
from ui.theme import Theme
from ui.widgets.controls import label, restyle

LOOKS = {
    State.SOUND: (Glyph.DONE, "note"),
    State.DAMAGED: (Glyph.OVER, "error"),
    State.GONE: (Glyph.OVER, "error"),
    State.UNKNOWN: (Glyph.SOON, "warning"),
}


class HealthLine(QFrame):
    """Hidden until something is said."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("healthLine")
        self._theme = theme
        self._glyph = QLabel()
        self._words = label("healthWords")
        self._words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        row.setSpacing(theme.px(10))
        row.addWidget(self._glyph, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def say_checking(self) -> None:
        """Say that the file is being looked at."""
        self._say(Glyph.TODO, "readOnly", _(health_words.CHECKING))

    def show_health(self, health: Health, today: date) -> None:
        """Say what was found."""
        glyph, role = LOOKS[health.state]
        self._say(glyph, role, health_words.words(health, today))

    def _say(self, glyph: Glyph, role: str, words: str) -> None:
        self._theme.show_glyph(self._glyph, glyph)
        restyle(self, "role", role)
        self._words.setText(words)
        self.setAccessibleName(words)
        self.show()
