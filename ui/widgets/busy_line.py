"""What takes long says so: a thin bar at first, then words and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.announce import announce
from ui.theme import Theme
from ui.widgets.controls import button, label

BAR_AFTER_MS, WORDS_AFTER_MS = 300, 2000


class BusyLine(QFrame):
    """Hidden while nothing runs, and for work of less than a third of a second."""

    stopped = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        words_after: int = WORDS_AFTER_MS,
        parent: QWidget | None = None,
        *,
        stops: bool = True,
    ) -> None:
        """Build; the words come after `words_after` ms, with 停止 where the work can be stopped."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "busy")
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}Bar")
        self._bar.setTextVisible(False)
        self._words = label(f"{name}Words", role="label")
        self._stop = button(theme, f"{name}Stop", _("停止"), "small")
        self._told = QWidget()
        row = QHBoxLayout(self._told)
        row.setContentsMargins(theme.px(14), theme.px(6), theme.px(12), theme.px(6))
        row.addWidget(self._words, 1)
        row.addWidget(self._stop)
        self._stop.setHidden(not stops)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self._told)
        self._appear = QTimer(self, singleShot=True, interval=BAR_AFTER_MS)
        self._speak = QTimer(self, singleShot=True, interval=words_after)
        self._appear.timeout.connect(self.show)
        self._speak.timeout.connect(self._tell)
        self._stop.clicked.connect(self.stopped)
        self.hide()

    def begin(self, words: str) -> None:
        """Something started; `words` say what."""
        self._bar.setRange(0, 0)
        self._show(words)
        self._told.hide()
        self._appear.start()
        self._speak.start()

    def advance(self, done: int, total: int, words: str) -> None:
        """So much of it is done."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._show(words)

    def _show(self, words: str) -> None:
        self._words.setText(words)
        self.setAccessibleName(words)
        self._bar.setAccessibleName(words)

    def _tell(self) -> None:
        self._told.show()
        announce(self, self._words.text())

    def end(self) -> None:
        """It is over, one way or another."""
        self._appear.stop()
        self._speak.stop()
        self.hide()
