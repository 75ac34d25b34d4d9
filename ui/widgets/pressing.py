"""Windows and dialogs in which Enter presses the button that has the focus, as everywhere else in an office."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QMainWindow

from ui.widgets.controls import press_focused


class PressingDialog(QDialog):
    """Qt by itself lets Enter press the default button, also while the focus stands on another."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_focused(self, event):
            super().keyPressEvent(event)


class PressingWindow(QMainWindow):
    """Outside dialogs Qt itself knows only the space bar."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_focused(self, event):
            super().keyPressEvent(event)
