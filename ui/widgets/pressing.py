"""Windows and dialogs in which Enter presses the button in focus, F1 opens the manual, and Tab goes on to what stands next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QWidget

from ui.theme import Theme
from ui.widgets.controls import press_focused
from ui.widgets.tab_order import step

START, TROUBLE = "start", "trouble"
"""The chapters for a window that has no page: before there is an office, and where one does not open."""


class HelpingDialog(QDialog):
    """Leads F1 to the manual; Enter is left to Qt."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not ask_help(self, event):
            super().keyPressEvent(event)


class PressingDialog(HelpingDialog):
    """Qt by itself lets Enter press the default button, also while the focus stands on another."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_focused(self, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step(self, forward=forward)


class PressingWindow(QMainWindow):
    """Outside dialogs Qt itself knows only the space bar. It is dressed when it is shown, and all that hangs below."""

    help_wanted = Signal(str)
    """The chapter of the manual that F1 asks for, in the window or in a dialog over it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._dressing = theme

    def setVisible(self, visible: bool) -> None:
        """Whole by now: whatever is put into a dressed window is dressed by itself."""
        if visible:
            self._dressing.apply_sheet(self)
        super().setVisible(visible)

    def chapter(self) -> str:
        """Which chapter of the manual is about what is in sight: a page's key, or a chapter's."""
        return START

    def want_help(self) -> None:
        """Ask for that chapter."""
        self.help_wanted.emit(self.chapter())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_focused(self, event) and not ask_help(self, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step(self, forward=forward)


def ask_help(within: QWidget, event: QKeyEvent) -> bool:
    """Let F1 ask the window a dialog stands over: its own shortcuts rest meanwhile; tell whether it was F1."""
    if event.key() != Qt.Key.Key_F1 or event.modifiers() != Qt.KeyboardModifier.NoModifier:
        return False
    above: QWidget | None = within
    while above is not None and not isinstance(above, PressingWindow):
        above = above.parentWidget()
    if isinstance(above, PressingWindow):
        above.want_help()
    return True
