"""What an input method commits where it has no business: full-width or not, it counts as the keys that were pressed.

A grid, a tick list and a box for initials keep `WA_InputMethodEnabled` off; some input methods commit all the same, such
as one in full-width mode that sends １ for the key 1.
"""

from __future__ import annotations

from unicodedata import normalize

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


def press_committed(widget: QWidget, event: QInputMethodEvent) -> None:
    """Press the keys that stand for what was committed; words in the making are none yet."""
    for letter in normalize("NFKC", event.commitString()):
        key = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
    event.accept()
