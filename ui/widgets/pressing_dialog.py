"""A dialog in which Enter presses the button that has the focus, and only else the one that is expected."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog

from ui.widgets.controls import press_focused


class PressingDialog(QDialog):
    """Qt by itself lets Enter press the default button, also while the focus stands on another, or on one of none."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_focused(self, event):
            super().keyPressEvent(event)
