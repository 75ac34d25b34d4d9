"""What an input method commits where it has no business: full-width or not, it counts as the keys that were pressed.

A grid, a tick list and a box for initials keep `WA_InputMethodEnabled` off; some input methods commit all the same, such
as one in full-width mode that sends １ for the key 1.
"""

from __future__ import annotations

from typing import Any
from unicodedata import normalize

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.shortened import ShortField


class KeyedLine(ShortField):
    """A line that tells an input method whether it is wanted.

    By itself QLineEdit says yes even where `WA_InputMethodEnabled` is off, and letters vanish into words in the making.
    """

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:  # type: ignore[override]
        if query == Qt.InputMethodQuery.ImEnabled and not self.testAttribute(
            Qt.WidgetAttribute.WA_InputMethodEnabled
        ):
            return False
        return super().inputMethodQuery(query)


def press_committed(widget: QWidget, event: QInputMethodEvent) -> None:
    """Press the keys that stand for what was committed; words in the making are none yet."""
    for letter in normalize("NFKC", event.commitString()):
        key = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
    event.accept()
