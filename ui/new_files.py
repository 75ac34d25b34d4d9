"""Files taken into folders of sessions one batch after the other, each batch one deed; outlives the window that asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from gzparty.domain.diagnostic import Diagnostic, Refusal
from gzparty.domain.folder import FolderKind, Owner
from gzparty.i18n import _
from gzparty.labels import refusal_text
from gzparty.services.context import Done
from gzparty.services.holders import add_files
from gzparty.services.new_files import Added
from ui.gate import Gate
from ui.jobs import Job, Jobs, Progress
from ui.lasting import Line, Shown

if TYPE_CHECKING:
    from gzparty.exchange.new_files import Source, TakenIn


class Batch(NamedTuple):
    """What shall go to which record; without a kind the names decide."""

    owner: Owner
    sources: Sequence[Source]
    kind: FolderKind | None = None


class Outcome(NamedTuple):
    """What became of a batch: the deed's name (empty if nothing changed), what is new, doubled, refused, left."""

    deed: str
    added: tuple[int, ...]
    doubled: tuple[Diagnostic, ...]
    refused: tuple[Diagnostic, ...]
    untouched: int


class NewFiles(QObject):
    """Bytes are prepared and stored in a job; the records follow in the writer's thread.

    A window that is built anew or closed meanwhile loses nothing: what is in is recorded all the same.
    """

    began = Signal(int)
    progressed = Signal(int, int, str)
    ended = Signal(object)
    refused = Signal(str)

    def __init__(self, jobs: Jobs, gate: Gate) -> None:
        super().__init__()
        self._jobs = jobs
        self._gate = gate
        self.line: Line | None = None
        """Where it is shown how far it is; the window's own line without one."""
        self._job: Job | None = None
        self._waiting: list[Batch] = []
        self._taken_in: TakenIn | None = None

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

    def _next(self) -> None:
        if not self._waiting:
            return
        batch = self._waiting.pop(0)
        self.began.emit(len(batch.sources))
        now = self._gate.reader.context.now()
        blobs = self._gate.reader.store.blobs

        def work(progress: Progress, stopped: Callable[[], bool]) -> tuple[Batch, TakenIn]:
            from gzparty.exchange.new_files import take_in

            def begun(number: int, total: int, name: str) -> None:
                progress(number - 1, total, name)

            with blobs.aside() as own:
                return batch, take_in(own, batch.sources, now, begun, stopped)

        # Of several the whole ones stay; a single one is there or not.
        several = len(batch.sources) > 1
        broken = "" if several else "making_stopped"
        shown = Shown(_("正在放进去"), stops=several, line=self.line, broken=broken)
        self._job = self._jobs.run(work, self._taken, self._failed, shown, self.progressed)
        self._job.is_told_at_the_end = True

    def _taken(self, outcome: tuple[Batch, TakenIn]) -> None:
        batch, taken_in = outcome
        self._taken_in = taken_in
        if taken_in.taken:
            taken = tuple(taken_in.taken)
            self._gate.write(
                lambda services: add_files(services, batch.owner, taken, batch.kind),
                self._recorded,
                self._refuse,
            )
        else:
            self._recorded(Done(Added(())))

    def _recorded(self, outcome: Done[Added]) -> None:
        taken_in = self._taken_in
        assert taken_in is not None
        self._end()
        if taken_in.untouched:
            # Stopped on the line that shows it: nothing waiting is begun either.
            self._waiting.clear()
        added = tuple(one.id for one in outcome.value.attachments)
        deed = outcome.name if outcome.action else ""
        told = Outcome(deed, added, outcome.value.doubled, tuple(taken_in.refused), taken_in.untouched)
        self.ended.emit(told)
        self._next()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            self._end()
            raise error
        self._refuse(refusal_text(error))

    def _refuse(self, words: str) -> None:
        self._end()
        self.refused.emit(words)
        self._next()

    def _end(self) -> None:
        self._job = None
