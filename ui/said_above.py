"""Above every page: what was refused and the page in sight does not say itself."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gzparty.i18n import _
from ui.gate import Gate
from ui.main_window import MainWindow
from ui.theme import Theme
from ui.widgets.error_bar import ErrorBar


class SaidAbove(QObject):
    """Lives as long as its window; a refusal stays in sight until the clerk closes it or something is stored."""

    def __init__(self, theme: Theme, gate: Gate, window: MainWindow) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._bar: ErrorBar | None = None
        self._is_refusal = self._is_lost = False
        gate.lost.connect(self._leave_to_lost)
        gate.refused.connect(self._say_refused)
        gate.stored.connect(self._take_back)

    def say(self, title: str, words: str) -> None:
        """Say what no page is about, until the clerk closes it."""
        if self._bar is None:
            self._bar = ErrorBar(self._theme)
            self._window.pin_banner(self._bar)
        self._is_refusal = False
        self._bar.say(title, words)

    def _leave_to_lost(self, _words: str) -> None:
        """From now on every write is refused for one reason, which a banner of its own says."""
        self._is_lost = True

    def _say_refused(self, words: str) -> None:
        page = self._window.current_page()
        if not self._is_lost and (page is None or not page.says_refusals):
            self.say(_("没有办成"), words)
            self._is_refusal = True

    def _take_back(self) -> None:
        if self._bar is not None and self._is_refusal:
            self._bar.hide()
