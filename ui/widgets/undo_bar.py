"""The dark bar that takes a deed back: do first, regret after."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gzparty.i18n import _
from ui.announce import announce
from ui.keys import keys_of
from ui.theme import Theme
from ui.widgets.controls import button, icon_button, label

SHOWN_MS = 8000


class UndoBar(QFrame):
    """Floats above the lower edge of its parent for eight seconds; stays while the mouse is on it."""

    undone = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._home = parent
        self.setObjectName("undoBar")
        self.setProperty("role", "toast")
        self.bottom_gap = 12
        self._theme = theme
        self._taken: Callable[[], object] | None = None
        self._text = label("undoText", role="toast")
        self._undo = button(theme, "undoButton", _("撤销"), "toastLink")
        self._hint = hint = label("undoHint", keys_of("undo"), role="toastHint")
        close = icon_button(theme, "undoClose", "close", _("收起"))
        theme.dress(close, "close", "on-toast", 14)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(14), 0, theme.px(8), 0)
        layout.setSpacing(theme.px(12))
        for part in (self._text, self._undo, hint, close):
            layout.addWidget(part)
        self.setFixedHeight(theme.px(40))
        self._undo.clicked.connect(self._undo_now)
        close.clicked.connect(self.hide)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str) -> None:
        """Tell what was done and offer to take it back."""
        self._taken = None
        self.setAccessibleName(_("{deed}，按 Ctrl+Z 撤销").format(deed=text))
        self._show(text, _("撤销"))

    def offer(self, text: str, verb: str, taken: Callable[[], object]) -> None:
        """Tell what was not stored, and offer to go on with it: no deed, so Ctrl+Z has nothing to do with it."""
        self._taken = taken
        self.setAccessibleName(text)
        self._show(text, verb)

    def _show(self, text: str, verb: str) -> None:
        self._text.setText(text)
        self._undo.setText(verb)
        self._hint.setVisible(self._taken is None)
        self._place()
        self.show()
        self.raise_()
        announce(self, self.accessibleName())
        self._timer.start()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self._home
        width = min(self.sizeHint().width(), parent.width() - 2 * self._theme.px(20))
        top = parent.height() - self.height() - self._theme.px(self.bottom_gap)
        self.setGeometry((parent.width() - width) // 2, top, width, self.height())

    def _undo_now(self) -> None:
        self.hide()
        if self._taken is None:
            self.undone.emit()
        else:
            self._taken()
