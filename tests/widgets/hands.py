"""Hands on a keyboard: keys go wherever the focus is, and are counted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.widgets.helpers import settle


class Hands(QObject):
    """Presses keys wherever the focus is, and counts them."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed = 0

    def type(self, keys: str) -> None:
        for letter in keys:
            self.press(Qt.Key(ord(letter.upper())), letter)

    def press(self, key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier | None = None) -> None:
        self.pressed += 1
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        with_keys = modifiers or Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focus, QKeyEvent(kind, key, with_keys, text))
        settle()
