"""Windows and dialogs in which Enter presses the button that has the focus, and Tab goes on to what stands next."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QMainWindow

from ui.widgets.controls import press_focused
from ui.widgets.tab_order import step


class PressingDialog(QDialog):
    """Qt by itself lets Enter press the default button, also while the focus stands on another."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_focused(self, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step(self, forward=forward)


class PressingWindow(QMainWindow):
    """Outside dialogs Qt itself knows only the space bar."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_focused(self, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step(self, forward=forward)
