"""Files on their way into the folder: how far it is, a way to stop, and what could not be taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.folder import FolderKind
from gzparty.i18n import _
from gzparty.labels import refusal_text, sentence
from gzparty.services.context import Done
from gzparty.services.folders import Added
from ui.desk import Desk
from ui.gate import Gate
from ui.jobs import Job, Progress
from ui.widgets.controls import button, frame, label
from ui.widgets.error_bar import ErrorBar

if TYPE_CHECKING:
    from gzparty.exchange.intake import Intake, Source

TOLD = 3
"""Reasons said at once; the rest stands behind 详情."""
DETAILED = 20


class Batch(NamedTuple):
    """What shall go where; without a kind the names decide."""

    sitting_id: int
    sources: Sequence[Source]
    kind: FolderKind | None


class IntakeStrip(QWidget):
    """Takes one batch after the other; each becomes one deed."""

    done = Signal(str)
    added = Signal(object)
    """The ids of what was added, to be shown."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("intakeStrip")
        self._desk = desk
        self._gate = gate
        self._job: Job | None = None
        self._waiting: list[Batch] = []
        self._intake: Intake | None = None
        theme = desk.theme
        self._running = frame("intakeRunning", "note")
        self._words = label("intakeWords")
        self._bar = QProgressBar()
        self._bar.setObjectName("intakeBar")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.px(160))
        self._stop = button(theme, "intakeStop", _("停止"), "small")
        self._told = label("intakeTold", role="hint")
        self._told.setWordWrap(True)
        self._error = ErrorBar(theme)
        self._lay_out()
        self._stop.clicked.connect(self.stop)

    def take(self, batch: Batch) -> None:
        """Take a batch in, after those that are under way."""
        self._waiting.append(batch)
        if self._job is None:
            self._next()

    def stop(self) -> None:
        """Stop after the file in hand; what is in stays in, and nothing waiting is begun."""
        self._waiting.clear()
        if self._job is not None:
            self._job.stop()

    def is_busy(self) -> bool:
        """Whether anything is under way."""
        return self._job is not None

    def say(self, words: str) -> None:
        """Say something small that is no failure; empty hides it."""
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def clear(self) -> None:
        """Forget what was said of an earlier batch."""
        self.say("")
        self._error.hide()

    def _lay_out(self) -> None:
        theme = self._desk.theme
        row = QHBoxLayout(self._running)
        row.setContentsMargins(theme.px(12), theme.px(6), theme.px(8), theme.px(6))
        row.setSpacing(theme.px(12))
        row.addWidget(self._words, 1)
        row.addWidget(self._bar)
        row.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        column.setSpacing(theme.px(4))
        for part in (self._running, self._told, self._error):
            column.addWidget(part)
            part.hide()

    def _next(self) -> None:
        if not self._waiting:
            return
        batch = self._waiting.pop(0)
        self.clear()
        self._progressed(0, len(batch.sources), "")
        self._running.show()
        now = self._gate.reader.context.now()
        blobs = self._gate.reader.store.blobs

        def work(progress: Progress, stopped: Callable[[], bool]) -> tuple[Batch, Intake]:
            from gzparty.exchange.intake import take_in

            with blobs.aside() as own:
                return batch, take_in(own, batch.sources, now, progress, stopped)

        self._job = self._desk.jobs.run(work, self._taken, self._failed)
        self._job.progressed.connect(self._progressed)

    def _progressed(self, number: int, total: int, name: str) -> None:
        words = _("正在放进去 {number}/{total}　{name}").format(number=number, total=total, name=name)
        self._words.setText(words.rstrip("　"))
        self._bar.setMaximum(max(1, total))
        self._bar.setValue(max(0, number - 1))
        self._stop.setVisible(total > 1)

    def _taken(self, outcome: tuple[Batch, Intake]) -> None:
        batch, intake = outcome
        self._intake = intake
        if intake.taken:
            taken, kind, sitting = tuple(intake.taken), batch.kind, batch.sitting_id
            self._gate.write(
                lambda services: services.folders.add(sitting, taken, kind), self._recorded, self._refused
            )
        else:
            self._tell(())
            self._end()

    def _recorded(self, outcome: Done[Added]) -> None:
        self._tell([sentence(one) for one in outcome.value.doubled])
        if outcome.action:
            self.done.emit(outcome.name)
            self.added.emit([one.id for one in outcome.value.attachments])
        self._end()

    def _tell(self, doubled: Sequence[str]) -> None:
        """Say what did not go in, and why."""
        intake = self._intake
        assert intake is not None
        words = list(doubled[:TOLD])
        if len(doubled) > TOLD:
            words.append(_("还有 {n} 份也早已有了。").format(n=len(doubled) - TOLD))
        if intake.untouched:
            words.append(_("停下了，还有 {n} 份没有放。").format(n=intake.untouched))
        self.say("\n".join(words))
        reasons = [sentence(one) for one in intake.refused]
        if reasons:
            title = _("{n} 份没有放进来").format(n=len(reasons))
            more = reasons[TOLD : TOLD + DETAILED]
            self._error.say(title, "\n".join(reasons[:TOLD]), details="\n".join(more))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            self._end()
            raise error
        self._refused(refusal_text(error))

    def _refused(self, words: str) -> None:
        self._error.say(_("没有放进来"), words)
        self._end()

    def _end(self) -> None:
        self._job = None
        self._running.hide()
        self._next()
