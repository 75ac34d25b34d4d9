"""How far files on their way into a folder are, a way to stop, and what could not be taken."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.labels import sentence
from ui.new_files import Batch, NewFiles, Outcome
from ui.theme import Theme
from ui.widgets.busy_line import BAR_AFTER_MS, BusyLine
from ui.widgets.controls import label
from ui.widgets.error_bar import ErrorBar

TOLD = 3
"""Reasons said at once; more of them stand behind 详情."""
DETAILED = 20


class NewFilesStrip(QWidget):
    """Takes no room while there is nothing to say."""

    done = Signal(str)
    added = Signal(object)
    """The ids of what was added, to be shown."""

    def __init__(self, theme: Theme, new_files: NewFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("intakeStrip")
        self._theme = theme
        self._new_files = new_files
        self._running = BusyLine(theme, "intake", words_after=BAR_AFTER_MS)
        self._told = label("intakeTold", role="hint")
        self._told.setWordWrap(True)
        self._error = ErrorBar(theme)
        self._lay_out()
        new_files.line = self._running
        new_files.began.connect(self._begin)
        new_files.ended.connect(self._tell)
        new_files.refused.connect(self._refuse)

    def take(self, batch: Batch) -> None:
        """Take a batch in, after those that are under way."""
        self._new_files.take(batch)

    def stop(self) -> None:
        """Stop after the file in hand."""
        self._new_files.stop()

    def is_busy(self) -> bool:
        """Whether anything is under way."""
        return self._new_files.is_busy()

    def say(self, words: str) -> None:
        """Say something small that is no failure; empty hides it."""
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def clear(self) -> None:
        """Forget what was said of an earlier batch."""
        self.say("")
        self._error.hide()

    def _lay_out(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        column.setSpacing(theme.px(4))
        for part in (self._running, self._told, self._error):
            column.addWidget(part)
            part.hide()

    def _begin(self, _total: int) -> None:
        self.clear()

    def _tell(self, outcome: Outcome) -> None:
        """Say what did not go in, and why."""
        words = [sentence(one) for one in outcome.doubled[:TOLD]]
        if len(outcome.doubled) > TOLD:
            words.append(_("还有 {n} 份也早已有了。").format(n=len(outcome.doubled) - TOLD))
        if outcome.untouched:
            words.append(_("停下了，还有 {n} 份没有放。").format(n=outcome.untouched))
        self.say("\n".join(words))
        reasons = [sentence(one) for one in outcome.refused]
        if reasons:
            title = _("{n} 份没有放进来").format(n=len(reasons))
            more = reasons[TOLD : TOLD + DETAILED]
            self._error.say(title, "\n".join(reasons[:TOLD]), details="\n".join(more))
        if outcome.deed:
            self.done.emit(outcome.deed)
            self.added.emit(outcome.added)

    def _refuse(self, words: str) -> None:
        self._error.say(_("没有放进来"), words)
