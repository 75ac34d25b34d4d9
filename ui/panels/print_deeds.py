"""Printing and saving of a paper that was made: off the window's thread, with progress, remembered in the log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gzparty.i18n import _
from gzparty.labels import spoken
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from ui.gate import Gate
from ui.jobs import Job, Progress
from ui.lasting import Shown
from ui.panels.preview import Preview
from ui.print_queue import PrintOrder, Sent, outcome_words
from ui.print_work import Made, log_entries, save_each
from ui.printing import MAKING_STOPPED, Printing

if TYPE_CHECKING:
    from gzparty.domain.printing import PrintedCopy

Stopped = Callable[[], bool]


class PrintDeeds(QObject):
    """Does one thing at a time; what it is doing stands above the preview with a way to stop it."""

    told = Signal(str)
    """What came of it, for the status row."""
    saved = Signal(object)
    """The file or folder that was saved."""

    def __init__(self, gate: Gate, printing: Printing, preview: Preview) -> None:
        super().__init__(preview)
        self._gate = gate
        self._printing = printing
        self._preview = preview
        self._job: Job | None = None
        self._made: Made | None = None
        self._remembering = False
        self._queue = printing.queue
        self._queue.ended.connect(self._printed)
        self._queue.not_remembered.connect(self._not_remembered)

    def busy(self) -> bool:
        """Tell whether something is being printed or saved."""
        return self.is_saving() or self._queue.is_busy()

    def is_saving(self) -> bool:
        """Tell whether a file is being saved; what is printed waits for its turn by itself."""
        return self._job is not None or self._remembering

    def print_paper(self, order: PrintOrder) -> None:
        """Send a paper to a printer, after what is on its way already."""
        self._clear()
        self._queue.put(order, self._gate)

    def save_pdf(self, made: Made, target: Path) -> None:
        """Save the document in sight as a file."""
        self._made = made

        def save(_progress: Progress, _stopped: Stopped) -> Path:
            from gzparty.reports.delivery import deliver

            deliver(made.pdf.data, target)
            return target

        self._start(_("正在存 PDF"), save, self._saved_file)

    def save_apart(self, made: Made, folder: Path) -> None:
        """Save every set as a file of its own."""
        self._made = made

        def save(progress: Progress, stopped: Stopped) -> tuple[Path, int]:
            return folder, len(save_each(made, folder, progress, stopped))

        self._start(_("正在存 PDF"), save, self._saved_folder, stops=True)

    def save_word(self, made: Made, target: Path) -> None:
        """Save a 公文 as a document that can be edited; it is a draft, so the log does not know it."""

        def save(_progress: Progress, _stopped: Stopped) -> Path:
            from gzparty.reports.document import write_document

            write_document(made.sheets[0].paper, target)
            return target

        self._start(_("正在存 Word"), save, self._saved_draft)

    def _start(
        self,
        words: str,
        call: Callable[[Progress, Stopped], object],
        done: Callable[..., None],
        *,
        stops: bool = False,
    ) -> None:
        if self.is_saving():
            return
        self._clear()
        broken = "" if stops else MAKING_STOPPED
        told = Shown(words, stops=stops, line=self._preview.sending, broken=broken)
        self._job = self._printing.run(call, done, self._failed, told)

    def _clear(self) -> None:
        self._preview.saved.say("")
        self._preview.printed.say("")
        self._preview.say_refused("")

    def _ended(self) -> None:
        self._job = None

    def _printed(self, sent: Sent) -> None:
        title, words = outcome_words(sent)
        self.told.emit(title)
        if sent.rest is None:
            self._preview.printed.say(title, words)

    def _saved_file(self, path: Path) -> None:
        self._ended()
        self._tell_saved(path)
        self._remember()

    def _saved_draft(self, path: Path) -> None:
        self._ended()
        self._tell_saved(path)

    def _saved_folder(self, outcome: tuple[Path, int]) -> None:
        self._ended()
        folder, count = outcome
        self._tell_saved(folder, _("{n} 个文件").format(n=count))
        if self._made is not None and count == len(self._made.sheets):
            self._remember()

    def _tell_saved(self, path: Path, what: str = "") -> None:
        name = _("{name}（{what}）").format(name=path.name, what=what) if what else path.name
        self.told.emit(_("已存 {name}").format(name=name))
        self._preview.saved.say(_("已存 {name}").format(name=name), str(path.parent))
        self.saved.emit(path)

    def _remember(self) -> None:
        made = self._made
        if made is None:
            return

        def record(services: Services) -> Done[tuple[PrintedCopy, ...]]:
            return services.prints.record(log_entries(services, made, 0))

        self._remembering = True
        self._gate.write(record, self._remembered, self._not_remembered)

    def _remembered(self, _outcome: object) -> None:
        self._remembering = False

    def _not_remembered(self, sentence: str) -> None:
        self._remembering = False
        self._preview.say_failed(_("印是印了，没记进打印记录"), sentence)

    def _failed(self, error: Exception) -> None:
        self._ended()
        self._preview.say_failed(_("没存下来"), spoken(error))
