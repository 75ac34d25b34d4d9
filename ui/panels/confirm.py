"""A question asked only before what cannot be undone: what would change, the verb, and a way back that is the default."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.controls import button, label
from ui.widgets.growing_dialog import GrowingDialog

WIDTH = 440


class Doubt(NamedTuple):
    """The title is a question, `body` says what changes, `verb` repeats the deed, `back` the way out."""

    title: str
    body: str
    verb: str
    back: str


class ConfirmDialog(GrowingDialog):
    """Enter and Esc both mean the way back."""

    def __init__(self, theme: Theme, doubt: Doubt, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("confirmDialog")
        self.setWindowTitle(doubt.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._call: Callable[[], object] | None = None
        body = label("confirmBody", doubt.body)
        body.setWordWrap(True)
        go = button(theme, "confirmGo", doubt.verb, "primary")
        back = button(theme, "confirmBack", doubt.back)
        back.setDefault(True)
        back.setFocus(Qt.FocusReason.OtherFocusReason)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addStretch(1)
        # The verb stands last, as in every dialog that asks.
        foot.addWidget(back)
        foot.addWidget(go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(label("confirmTitle", doubt.title, "h16"))
        layout.addWidget(body)
        layout.addSpacing(theme.px(4))
        layout.addLayout(foot)
        self.setMinimumWidth(theme.px(WIDTH))
        self.setMaximumWidth(theme.px(WIDTH + 120))
        go.clicked.connect(self._go)
        back.clicked.connect(self.reject)

    def ask(self, call: Callable[[], object]) -> None:
        """Open beside the running program; `call` is made only if the verb is pressed."""
        self._call = call
        self.open()

    def _go(self) -> None:
        self.accept()
        if self._call is not None:
            self._call()
