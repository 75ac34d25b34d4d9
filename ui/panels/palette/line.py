"""The line typed into: the input method may be on, and every other key goes to the list below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

Key = tuple[str, int | str]
"""What is remembered of a row: its kind, and its id or the name of a command."""

STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Backtab: -1,
    Qt.Key.Key_PageDown: 7,
    Qt.Key.Key_PageUp: -7,
}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PaletteLine(QLineEdit):
    """Asks to step through the list, to take a row, to be left; no shortcut of the window works from here."""

    stepped = Signal(int)
    taken = Signal(bool)
    """A row shall be opened; with Ctrl, what else can be done with it."""
    left = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("kind", "palette")

    def event(self, event: QEvent) -> bool:
        """Keep keys from the window behind, Tab too."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key()
            in (
                Qt.Key.Key_Tab,
                Qt.Key.Key_Backtab,
            )
        ):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in STEPS:
            self.stepped.emit(STEPS[Qt.Key(key)])
        elif key in ENTER:
            self.taken.emit(control)
        elif key == Qt.Key.Key_Escape or (control and key == Qt.Key.Key_K):
            self.left.emit()
        else:
            super().keyPressEvent(event)
        event.accept()
