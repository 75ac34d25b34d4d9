"""A dialog that is a list: a title, rows that scroll, what is said below them, a note and the way out."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.controls import button, label
from ui.widgets.dialog_size import open_at
from ui.widgets.pressing import PressingDialog


class Frame(NamedTuple):
    """What stands around the rows: the words of the window and of the note, and the size in px at 100 %."""

    name: str
    words: str
    note: str
    width: int
    height: int


class ListDialog(PressingDialog):
    """Renewed whenever its records are read again; `said` stands below the rows."""

    def __init__(self, theme: Theme, frame: Frame, said: QLabel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(frame.name)
        self.setWindowTitle(frame.words)
        self._theme = theme
        self._title = label(f"{frame.name}Title", role="h16")
        self._scroll = QScrollArea()
        self._scroll.setObjectName(f"{frame.name}Scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        close = button(theme, f"{frame.name}Close", _("关上"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(label(f"{frame.name}Note", frame.note, "hint"), 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(self._title)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(said)
        layout.addLayout(foot)
        open_at(self, theme, frame.width, frame.height)

    def show_body(self, body: QWidget) -> None:
        """Show other rows."""
        body.setProperty("role", "page")
        self._scroll.setWidget(body)
