"""The search box of the list of people: letters find, arrows walk the list, Enter opens the file."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.search_field import SearchField

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PeopleSearch(SearchField):
    """The input method stays off, so that initials arrive as typed; a name can be pasted."""

    stepped = Signal(int)
    opened = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "peopleSearch", letters_only=True, parent=parent)
        self.setPlaceholderText(_("姓名或首字母"))
        self.setAccessibleName(_("找人"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ENTER:
            self.opened.emit()
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        else:
            super().keyPressEvent(event)
