"""A field made of rows that come and go: candidates with their votes, members with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.controls import button, icon_button
from ui.widgets.typed_field import ComposedField


class FieldRow(QWidget):
    """One row; a subclass puts its controls into `line` and says what they hold."""

    edited = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(theme.px(6))

    def value(self) -> Any:
        """What the row says; None where nothing was typed."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value."""
        raise NotImplementedError

    def raw(self) -> list[str]:
        """Everything typed, for drafts."""
        raise NotImplementedError

    def set_raw(self, texts: Sequence[str]) -> None:
        """Put back what `raw` gave."""
        raise NotImplementedError

    def problem(self) -> str:
        """Say what is wrong with the row; empty where nothing is."""
        return ""


class RowsField(ComposedField):
    """Rows one under another, each with a cross to take it away, and a button that adds one."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        make: Callable[[str], FieldRow],
        add: str,
        remove: str,
        parent: QWidget | None = None,
    ) -> None:
        """Take how a row of a name is made, the words of the button that adds one, and what the crosses are called."""
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._make = make
        self._remove_words = remove
        self._made = 0
        self.rows: list[FieldRow] = []
        self._add = button(theme, f"{name}Add", add, "small", "plus")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self._column.addWidget(self._add, alignment=Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self._add)
        self._add.clicked.connect(self._add_empty)

    def value(self) -> tuple[Any, ...]:
        """What the rows say, without those nothing was typed in."""
        return tuple(value for row in self.rows if (value := row.value()) is not None)

    def set_value(self, value: Sequence[Any]) -> None:
        self._clear()
        for one in value:
            self._append().set_value(one)

    def text(self) -> str:
        return json.dumps([row.raw() for row in self.rows], ensure_ascii=False)

    def setText(self, text: str) -> None:
        self._clear()
        for texts in json.loads(text) if text else ():
            self._append().set_raw(texts)

    def problem(self) -> str:
        return next((problem for row in self.rows if (problem := row.problem())), "")

    def _append(self) -> FieldRow:
        self._made += 1
        row = self._make(f"{self.objectName()}{self._made}")
        cross = icon_button(self._theme, f"{row.objectName()}Remove", "close", self._remove_words)
        cross.clicked.connect(self._remove_sender)
        row.line.addWidget(cross)
        row.edited.connect(self.edited)
        self.rows.append(row)
        self._name_rows()
        self._column.insertWidget(self._column.count() - 1, row)
        return row

    def _name_rows(self) -> None:
        for number, row in enumerate(self.rows, 1):
            row.setAccessibleName(_("第 {n} 个").format(n=number))

    def _add_empty(self) -> None:
        self._append().setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _remove_sender(self) -> None:
        row = self.sender().parent()
        assert isinstance(row, FieldRow)
        self._drop(row)
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _clear(self) -> None:
        for row in list(self.rows):
            self._drop(row)

    def _drop(self, row: FieldRow) -> None:
        self.rows.remove(row)
        self._name_rows()
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
