"""Base of the fields that understand what is typed: a value, or a sentence why there is none."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.shortened import ShortField


class TypedField(ShortField):
    """What cannot be read stays as typed; leaving the field writes what was understood in its full form."""

    edited = Signal()

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setPlaceholderText(hint)
        self.textChanged.connect(self.edited)
        self.editingFinished.connect(self._normalise)

    def value(self) -> Any:
        """What was typed; None where the field is empty or cannot be read."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value."""
        self.setText("" if value is None else self.words(value))

    def words(self, value: Any) -> str:
        """Give the full form of a value."""
        return str(value)

    def problem(self) -> str:
        """Say what is wrong with the text; empty where nothing is."""
        return ""

    def _normalise(self) -> None:
        value = self.value()
        if value is not None and self.text() != self.words(value):
            self.setText(self.words(value))


class ComposedField(QWidget):
    """Base of the fields made of several parts; `text` and `setText` carry them as one text for drafts."""

    edited = Signal()

    def value(self) -> Any:
        """What the parts say together."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value."""
        raise NotImplementedError

    def text(self) -> str:
        """Everything typed, as one text."""
        raise NotImplementedError

    def setText(self, text: str) -> None:
        """Put back what `text` gave."""
        raise NotImplementedError

    def problem(self) -> str:
        """Say what is wrong with the parts; empty where nothing is."""
        return ""
