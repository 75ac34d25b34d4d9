"""A line for a password: no input method, nothing shown unless asked for, a word when Caps Lock is on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from gzparty.domain.password import LONGEST
from ui.committed import KeyedLine

_HINTS = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
    | Qt.InputMethodHint.ImhPreferLatin
)


class PasswordField(KeyedLine):
    """What is typed is shown as dots, or as it is while `show_typed` is on; it is copied nowhere."""

    caps_changed = Signal(bool)
    """Letters come as capitals without Shift, or no longer."""

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setMaxLength(LONGEST)
        self.setDragEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._caps = False
        self.show_typed(False)

    def show_typed(self, on: bool) -> None:
        """Show letters instead of dots; the input method stays off either way, so that both type the same."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_HINTS)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def forget(self) -> None:
        """Empty the line, what could be undone in it too."""
        # Setting a text empties the line's own undo.
        self.setText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._watch_caps(event)
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            # Shown as it is, Qt would put it on the clipboard.
            event.accept()
            return
        super().keyPressEvent(event)

    def _watch_caps(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            # Which way it went is seen with the next letter.
            self._say_caps(False)
        elif len(text) == 1 and text.isascii() and text.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._say_caps(text.isupper() != shifted)

    def _say_caps(self, on: bool) -> None:
        if on != self._caps:
            self._caps = on
            self.caps_changed.emit(on)
