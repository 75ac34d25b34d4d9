"""The search box of the roll: letters find a person, a digit marks that person, the box is ready for the next."""

from __future__ import annotations

from unicodedata import normalize

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from gzparty.domain.roll import KEYS
from gzparty.domain.sitting import Status
from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.search_field import SearchField

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RollSearch(SearchField):
    """Turns keys into marks; whom they mark is the panel's business."""

    marked = Signal(Status)
    all_present = Signal()
    stepped = Signal(int)
    cleared = Signal()
    reason_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "rollSearch", letters_only=True, parent=parent)
        self.setPlaceholderText(_("姓名、村名首字母"))
        self.setAccessibleName(_("找人签到"))

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window: the box holds a few letters, the roll what counts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
        ):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = Qt.Key(event.key()), normalize("NFKC", event.text())
        if key in _ENTER:
            if self.text():
                self.marked.emit(Status.PRESENT)
        elif text in KEYS:
            self.marked.emit(KEYS[text])
        elif text == "0":
            if not self.text():
                self.all_present.emit()
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key == Qt.Key.Key_Delete and self.cursorPosition() == len(self.text()):
            self.cleared.emit()
        elif key == Qt.Key.Key_F2:
            self.reason_wanted.emit()
        else:
            super().keyPressEvent(event)
