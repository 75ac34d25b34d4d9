"""Photos of many villages on their way to their records: prepared in a job, recorded as one deed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.folder import FolderKind
from gzparty.i18n import _
from gzparty.labels import sentence, spoken
from gzparty.services.context import Done
from gzparty.services.new_files import Added, Taken
from ui.gate import Gate
from ui.jobs import Jobs, Progress
from ui.lasting import Shown

Prepared = tuple[dict[int, list[Taken]], list[Diagnostic]]


class PhotoWork(QObject):
    """One batch after the other; a page that is closed meanwhile loses nothing."""

    done = Signal(str, int)
    """The deed and how many photos went in."""
    refused = Signal(str)
    """What was not taken, and why."""

    def __init__(self, jobs: Jobs, gate: Gate, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._gate = gate

    def put(self, files: Mapping[int, Sequence[Path]]) -> None:
        """Take files in for the records they belong to."""
        now, blobs = self._gate.reader.context.now(), self._gate.reader.store.blobs

        def work(progress: Progress, stopped: Callable[[], bool]) -> Prepared:
            from gzparty.exchange.new_files import sources_of, take_in

            taken: dict[int, list[Taken]] = {}
            refused: list[Diagnostic] = []
            done, total = 0, sum(len(paths) for paths in files.values())
            with blobs.aside() as own:
                for meeting, paths in files.items():
                    if stopped():
                        break
                    progress(done, total, "")
                    intake = take_in(own, sources_of(paths), now, None, stopped)
                    done += len(paths)
                    refused += intake.refused
                    if intake.taken:
                        taken[meeting] = intake.taken
            return taken, refused

        job = self._jobs.run(work, self._record, self._failed, Shown(_("正在收照片"), stops=True))
        job.is_told_at_the_end = True

    def _record(self, prepared: Prepared) -> None:
        taken, refused = prepared
        if refused:
            self.refused.emit("\n".join(sentence(one) for one in refused[:3]))
        if taken:
            self._gate.write(
                lambda services: services.meeting_files.assign(taken, FolderKind.PHOTO),
                self._recorded,
                self.refused.emit,
            )

    def _recorded(self, outcome: Done[Added]) -> None:
        if outcome.action:
            self.done.emit(outcome.name, len(outcome.value.attachments))
        if outcome.value.doubled:
            self.refused.emit("\n".join(sentence(one) for one in outcome.value.doubled[:3]))

    def _failed(self, error: Exception) -> None:
        self.refused.emit(spoken(error))
