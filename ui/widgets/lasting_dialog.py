"""What an office is closed for, or not open yet for: what is done, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.lasting import Lasting
from ui.theme import Theme
from ui.widgets.busy_line import BusyLine
from ui.widgets.controls import label
from ui.widgets.pressing import PressingDialog

WIDTH = 520


class LastingDialog(PressingDialog):
    """Stands over the window, or alone where there is none yet, until what it follows has ended; Esc stops too."""

    def __init__(self, theme: Theme, name: str, title: str, text: str, parent: QWidget | None) -> None:
        """`text` says what becomes of it if it is stopped now."""
        super().__init__(parent)
        self.setObjectName(f"{name}Dialog")
        self.setWindowTitle(title if parent is not None else _("官庄党建工作台"))
        self.busy = BusyLine(theme, name, words_after=0, bar_after=0)
        head, words = label(f"{name}Title", title, "h16"), label(f"{name}Text", text)
        for line in (head, words):
            line.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(head)
        layout.addWidget(words)
        layout.addWidget(self.busy)
        self.setFixedWidth(theme.px(WIDTH))
        # The window below may be disabled: its records are closed.
        self.setEnabled(True)
        if parent is None:
            theme.apply_sheet(self)

    def follow(self, lasting: Lasting) -> None:
        """Stand there until it is finished."""
        self.busy.follow(lasting)
        lasting.finished.connect(self._leave)
        self.open()

    def reject(self) -> None:
        """Ask for the end; the dialog goes when the work has ended."""
        if self.busy.can_stop():
            self.busy.stop()

    def _leave(self) -> None:
        self.hide()
        self.deleteLater()
