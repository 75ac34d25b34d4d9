"""The lowest row of the window: where the user is, the last deed, the keys worth knowing, when it was saved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.controls import button, label


class StatusRow(QFrame):
    """Four texts and a link; an empty text takes no room."""

    undone = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("statusRow")
        self.setAccessibleName(_("状态"))
        self.setFixedHeight(theme.px(26))
        self._place = label("statusPlace", role="statusStrong")
        self._deed = label("statusDeed", role="status")
        self._undo = button(theme, "statusUndo", _("撤销"), "statusLink")
        self._keys = label("statusKeys", role="status")
        self._saved = label("statusSaved", role="status")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
        layout.setSpacing(theme.px(18))
        for part in (self._place, self._deed, self._undo):
            layout.addWidget(part)
        layout.addStretch(1)
        for part in (self._keys, self._saved):
            layout.addWidget(part)
        self._undo.hide()
        self._undo.clicked.connect(self.undone)

    def show_place(self, text: str) -> None:
        """Say where the user is, such as 第 14 行，共 59 行."""
        self._show(self._place, text)

    def show_deed(self, text: str, *, undoable: bool) -> None:
        """Say what was done last, with a link that takes it back."""
        self._show(self._deed, text)
        self._undo.setVisible(undoable and bool(text))

    def show_keys(self, text: str) -> None:
        """Name the keys worth knowing on this page."""
        self._show(self._keys, text)

    def show_saved(self, text: str) -> None:
        """Say when everything was stored."""
        self._show(self._saved, text)

    def _show(self, target: QLabel, text: str) -> None:
        target.setText(text)
        target.setVisible(bool(text))
