"""A combo to type into: it completes on any part of the words and on the initials of their pinyin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.offering import dress_offer

SEARCHED = Qt.ItemDataRole.UserRole + 1
MOST = 12


class Pick(NamedTuple):
    """A choice: its words, the value behind them, and letters it is found by besides the words."""

    words: str
    value: Any
    letters: str = ""


class _Completer(QCompleter):
    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:  # noqa: N802 - Qt's name
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class PickCombo(Combo):
    """Only what is offered can be chosen; half-typed words give the first that fits, or what was there before."""

    picked = Signal()
    """Another choice by the clerk's hand."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(MOST)
        completer = _Completer(self)
        completer.setModel(self.model())
        completer.setCompletionRole(SEARCHED)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(MOST)
        self.setCompleter(completer)
        line = self.lineEdit()
        assert line is not None
        line.setObjectName(f"{name}Line")
        line.textEdited.connect(self._dress_offer)
        line.editingFinished.connect(self._settle)
        self.activated.connect(self._announce)
        self._announced: Any = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Typing replaces the choice however the field was come to: letters put before it would find nothing."""
        super().focusInEvent(event)
        line = self.lineEdit()
        if line is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
            # A click puts its cursor after this event.
            QTimer.singleShot(0, line, line.selectAll)

    def offer(self, choices: Sequence[Pick]) -> None:
        """Offer other choices; the one that holds stays where it is still offered, else the first one holds."""
        kept = self.value()
        self.clear_choices()
        for place, (words, value, letters) in enumerate(choices):
            self.add(words, value)
            self.setItemData(place, f"{words} {letters}", SEARCHED)
        self.set_value(kept if self.offers(kept) else next((one.value for one in choices), None))

    def set_value(self, value: Any) -> None:
        super().set_value(value)
        self._announced = value
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    def _dress_offer(self, _text: str) -> None:
        """Before Qt shows the list by itself."""
        completer = self.completer()
        assert completer is not None
        dress_offer(completer, self._theme)

    def _settle(self) -> None:
        text = self.currentText().strip()
        if text == self.itemText(self.currentIndex()):
            return
        completer = self.completer()
        assert completer is not None
        completer.setCompletionPrefix(text)
        if text and completer.completionCount():
            place = self.findText(completer.currentCompletion())
            self.setCurrentIndex(place)
            self._announce(place)
        self.setEditText(self.itemText(self.currentIndex()))

    def _announce(self, _place: int) -> None:
        if self.value() != self._announced:
            self._announced = self.value()
            self.picked.emit()
