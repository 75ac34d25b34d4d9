"""How large a dialog opens: as large as it is meant to be at this size of text, and never larger than its window."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

from ui.theme import Theme

SMALLEST_WINDOW = QSize(1264, 620)
"""The main window is never smaller; a parent of a test may be."""
QWIDGETSIZE_MAX = 16777215
"""What Qt takes for no limit of a size."""
ROUND_IT = QSize(32, 48)
"""So much of the window stays in sight, with room for the dialog's own title bar."""


def open_at(dialog: QDialog, theme: Theme, width: int, height: int) -> None:
    """Give a dialog its size in px at 100 %; with large letters its buttons would else lie below the screen."""
    dialog.resize(QSize(theme.px(width), theme.px(height)).boundedTo(room_of(dialog)))


def room_of(dialog: QDialog) -> QSize:
    """The size a dialog has room for: that of its window, with some of it left in sight."""
    parent = dialog.parentWidget()
    if parent is None:
        return QSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX)
    return parent.window().size().expandedTo(SMALLEST_WINDOW) - ROUND_IT
