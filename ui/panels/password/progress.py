"""How far the files of an office are written anew, with a way to stop before they change places."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.controls import button, label
from ui.widgets.pressing import PressingDialog

WIDTH = 440


class RewriteProgress(PressingDialog):
    """Stands over the window of an office that is closed for the while; Esc stops too."""

    stopped = Signal()

    def __init__(self, theme: Theme, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rewriteProgress")
        self.setWindowTitle(title)
        self._bar = QProgressBar()
        self._bar.setObjectName("rewriteBar")
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._words = label("rewriteWords", _("正在准备"), "label")
        self._words.setWordWrap(True)
        self._stop = button(theme, "rewriteStop", _("停止"))
        text = label("rewriteText", _("写完打开核对过，才一起换上。现在停下，什么都不变。"))
        text.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(label("rewriteTitle", title, "h16"))
        layout.addWidget(text)
        layout.addWidget(self._bar)
        layout.addWidget(self._words)
        layout.addLayout(foot)
        self.setFixedWidth(theme.px(WIDTH))
        # The window below is disabled: its records are closed.
        self.setEnabled(True)
        self._stop.clicked.connect(self.reject)
        self._stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def advance(self, done: int, total: int, name: str) -> None:
        """So many files are written, and this one is under way."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._words.setText(_("第 {n} 个，共 {total} 个：{name}").format(n=done + 1, total=total, name=name))

    def reject(self) -> None:
        """Ask for the end; the dialog goes when the work has ended."""
        self._stop.setEnabled(False)
        self._words.setText(_("正在停下"))
        self.stopped.emit()
