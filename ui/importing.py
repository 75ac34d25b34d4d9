"""The work of the import page without its widgets: the queue of files, and the one that is looked at."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.table import TableKind
from gzparty.i18n import _
from gzparty.labels import refusal_text, sentence
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.import_draft import ImportDraft
from gzparty.services.import_result import Gone, GoneDecision, ImportResult, MissingKey
from ui.changes import concerns
from ui.desk import Desk
from ui.gate import Gate
from ui.jobs import Progress
from ui.lasting import Shown
from ui.reading import Reading, Stopped, read_in_job

if TYPE_CHECKING:
    from gzparty.exchange.judging import Judgement, Prepared
    from gzparty.exchange.recognition import OpenedFile

KEEP_AFTER_MS = 1000
CONCERNED = frozenset(
    {"person", "post", "membership", "unit", "unit_name", "unit_parent", "vacancy", "problem"}
)


class FileState(StrEnum):
    """Where a chosen file stands."""

    READING = "reading"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    READY = "ready"
    PARTLY = "partly"
    DONE = "done"


@dataclass(slots=True, eq=False)
class FileEntry:
    """One chosen file with the work on it; `problem` is why it cannot be taken."""

    path: Path
    state: FileState = FileState.READING
    opened: OpenedFile | None = None
    draft: ImportDraft = field(default_factory=ImportDraft)
    problem: str = ""
    rows: int = 0
    resumed: bool = False
    remember: bool = True
    judgement: Judgement | None = None
    results: list[ImportResult] = field(default_factory=list)

    def take(self, prepared: Prepared) -> None:
        """Know what was found in the file."""
        self.opened, self.draft, self.rows = prepared.opened, prepared.draft, prepared.rows
        self.resumed = prepared.resumed
        self.problem = sentence(prepared.reason) if prepared.reason else ""
        self.state = FileState.READY if self.draft.kind else FileState.UNKNOWN


class ImportDesk(QObject):
    """Opens files and judges the current one in threads of their own, stores through the writer's."""

    busy_changed = Signal(bool)
    files_changed = Signal()
    judged = Signal()
    """The current file was judged anew."""
    stored = Signal(object)
    """An import is done: its result, and whether there was anything to store in `action`."""
    done = Signal(str)
    """A deed that can be taken back."""
    refused = Signal(str)
    """Why nothing was stored."""

    def __init__(self, desk: Desk, gate: Gate, reading: Reading) -> None:
        super().__init__()
        self._desk = desk
        self._gate = gate
        self._reading = reading
        self.entries: list[FileEntry] = []
        self.current: FileEntry | None = None
        self.record = ""
        """What a list of attendance, or of nominations, is for, where the page was asked for one."""
        self._running = 0
        self._judging = False
        self._again = False
        self._keeper = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._keeper.timeout.connect(self.keep_draft)
        desk.changes.changed.connect(self._look_again)

    @property
    def busy(self) -> bool:
        """Whether a file is read, judged or stored right now."""
        return self._running > 0

    def today(self) -> date:
        """The office's day."""
        return self._gate.reader.context.today()

    def add(self, paths: Sequence[Path]) -> None:
        """Put files into the queue; one that is there already is read again."""
        for path in paths:
            kept = next((entry for entry in self.entries if entry.path == path), None)
            if kept is not None and kept is not self.current:
                self.entries.remove(kept)
            elif kept is not None:
                continue
            entry = FileEntry(path)
            self.entries.append(entry)
            words = _("正在读 {name}").format(name=path.name)
            opened = partial(self._opened, entry)
            self._run(partial(_prepare, path), opened, words, opened)
        self.files_changed.emit()

    def remove(self, entry: FileEntry) -> None:
        """Take a file out of the queue; the work on it is kept."""
        if entry is self.current:
            self.keep_draft()
            self.current = None
        self.entries.remove(entry)
        self.files_changed.emit()

    def open(self, entry: FileEntry) -> None:
        """Look at a file."""
        self.keep_draft()
        self.current = entry
        entry.judgement = None
        self.judge()

    def leave(self) -> None:
        """Look at no file; the work on it is kept."""
        self.keep_draft()
        self.current = None

    def next_entry(self) -> FileEntry | None:
        """The first file that is not done, other than the current one."""
        waiting = (FileState.READY, FileState.PARTLY)
        found = (entry for entry in self.entries if entry.state in waiting and entry is not self.current)
        return next(found, None)

    def choose_kind(self, kind: TableKind) -> None:
        """Take the current sheet for another kind; what was decided about its rows is void."""
        self._begin_anew(self._entry().draft.sheet, kind)

    def choose_sheet(self, sheet: str) -> None:
        """Look at another sheet of the file."""
        self._begin_anew(sheet, None)

    def start_over(self) -> None:
        """Forget what was put right and decided."""
        entry = self._entry()
        self._begin_anew(entry.draft.sheet, entry.draft.kind)

    def map_columns(self, mapping: Mapping[str, str]) -> None:
        """Read columns as other fields, by letter."""
        self._entry().draft.mapping = dict(mapping)
        self._changed()

    def edit(self, edits: Mapping[tuple[int, str], str]) -> None:
        """Put cells right; what the sheet itself says is no edit."""
        entry = self._entry()
        written = entry.judgement.written if entry.judgement else None
        texts = {row.number: row for row in written.rows} if written else {}
        from gzparty.domain.damage import as_text

        for (number, name), text in edits.items():
            own = as_text(texts[number].cells.get(name)) if number in texts else None
            if text == own:
                entry.draft.edits.pop((number, name), None)
            else:
                entry.draft.edits[number, name] = text
        self._changed()

    def decide(self, number: int, word: str) -> None:
        """Decide on a row; an empty word takes the decision back, a confirmed cell or a chosen day adds to what is there."""
        from gzparty.services.import_result import WRITTEN

        decisions = self._entry().draft.decisions
        kept = decisions.get(number, "")
        if not word:
            decisions.pop(number, None)
        elif kept and (WRITTEN in (word, kept) or word[0].isdigit() or kept[0].isdigit()):
            decisions[number] = f"{kept},{word}"
        else:
            decisions[number] = word
        self._changed()

    def restore(self, number: int) -> None:
        """Let a row be again as the sheet has it, undecided."""
        draft = self._entry().draft
        draft.decisions.pop(number, None)
        for key in [key for key in draft.edits if key[0] == number]:
            del draft.edits[key]
        self._changed()

    def say_gone(self, keys: Sequence[MissingKey], what: Gone, on: date | None = None) -> None:
        """Say what became of people; a day said before is kept."""
        gone = self._entry().draft.gone
        for key in keys:
            before = gone.get(key)
            gone[key] = GoneDecision(what, on or (before.on if before else self.today()))
        self._changed()

    def store(self) -> None:
        """Import what is good now, in the writer's thread."""
        entry = self._entry()
        if entry.opened is None:
            return
        self._keeper.stop()
        self._start()
        call = partial(_store, entry.opened, _copy(entry.draft), entry.remember)
        self._gate.write(call, partial(self._stored, entry), self._store_refused)

    def judge(self) -> None:
        """Judge the current file; while one judgement is under way the next one waits."""
        entry = self.current
        if entry is None or entry.opened is None:
            return
        if self._judging:
            self._again = True
            return
        self._judging = True
        entry.draft.record = entry.draft.record or self.record
        call = partial(_judge, entry.opened, _copy(entry.draft))
        self._run(call, partial(self._judged, entry), _("正在核对每一行"), self._not_judged)

    def keep_draft(self) -> None:
        """Keep the work on the current file for another day."""
        self._keeper.stop()
        entry = self.current
        if entry is None or entry.opened is None or entry.state is FileState.DONE or entry.draft.is_empty():
            return
        digest, draft = entry.opened.digest, _copy(entry.draft)
        self._gate.write(lambda services: services.imports.keep_draft(digest, draft))

    def _entry(self) -> FileEntry:
        assert self.current is not None
        return self.current

    def _changed(self) -> None:
        self._keeper.start()
        self.judge()

    def _begin_anew(self, sheet: str, kind: TableKind | None) -> None:
        from gzparty.exchange.judging import fresh_draft

        entry = self._entry()
        if entry.opened is None:
            return
        entry.draft = fresh_draft(self._gate.reader, entry.opened, sheet, kind)
        entry.state = FileState.READY if entry.draft.kind else FileState.UNKNOWN
        entry.resumed, entry.judgement, entry.problem = False, None, ""
        digest = entry.opened.digest
        self._gate.write(lambda services: services.imports.drop_draft(digest))
        self.files_changed.emit()
        self.judge()

    def _opened(self, entry: FileEntry, outcome: Prepared | Refusal) -> None:
        from gzparty.exchange.recognition import ORDER

        if isinstance(outcome, Refusal):
            entry.state, entry.problem = FileState.REFUSED, refusal_text(outcome)
        else:
            entry.take(outcome)
        self.entries.sort(key=lambda one: ORDER.index(one.draft.kind) if one.draft.kind else len(ORDER))
        self.files_changed.emit()

    def _judged(self, entry: FileEntry, judgement: Judgement) -> None:
        self._judging = False
        if self._again or entry is not self.current:
            self._again = False
            self.judge()
            return
        entry.judgement = judgement
        if judgement.table is not None:
            entry.rows = len(judgement.table.rows)
            entry.state = FileState.READY if entry.state is FileState.UNKNOWN else entry.state
        elif entry.state is FileState.READY:
            entry.state = FileState.UNKNOWN
        self.judged.emit()

    def _stored(self, entry: FileEntry, outcome: Done[ImportResult]) -> None:
        self._end()
        result = outcome.value
        entry.results.append(result)
        entry.state = FileState.DONE if result.complete else FileState.PARTLY
        entry.resumed = False
        if outcome.action:
            self.done.emit(outcome.name)
        self.files_changed.emit()
        self.stored.emit(result)

    def _store_refused(self, why: str) -> None:
        self._end()
        self.refused.emit(why)

    def _look_again(self, kinds: frozenset[str]) -> None:
        if self.current is not None and concerns(kinds, CONCERNED):
            self.judge()

    def _not_judged(self, stopped: Refusal) -> None:
        self._again = False
        self.refused.emit(refusal_text(stopped))

    def _run(
        self,
        call: Callable[[Services], object],
        done: Callable[..., None],
        words: str,
        stopped: Callable[[Refusal], None],
    ) -> None:
        """Do something in a thread of its own; a refusal is an outcome like any other."""

        def work(services: Services, _progress: Progress, _stopped: Stopped) -> object:
            return call(services)

        def finished(outcome: object) -> None:
            self._end()
            done(outcome)

        def failed(error: Exception) -> None:
            self._end()
            self._judging = False
            if isinstance(error, Refusal):
                stopped(error)
            else:
                sys.excepthook(type(error), error, error.__traceback__)

        told = Shown(words, broken="reading_stopped")
        self._start()
        read_in_job(self._desk.jobs, self._reading, work, finished, failed, told)

    def _start(self) -> None:
        self._running += 1
        if self._running == 1:
            self.busy_changed.emit(True)

    def _end(self) -> None:
        self._running -= 1
        if self._running == 0:
            self.busy_changed.emit(False)


def _copy(draft: ImportDraft) -> ImportDraft:
    """The work as it stands now: the thread that reads it must not see it change."""
    kept = (dict(draft.mapping), dict(draft.edits), dict(draft.decisions), dict(draft.gone))
    return ImportDraft(draft.kind, draft.sheet, *kept, record=draft.record)


def _prepare(path: Path, services: Services) -> Prepared | Refusal:
    from gzparty.exchange.judging import prepare

    try:
        return prepare(services, path)
    except Refusal as refusal:
        return refusal


def _judge(opened: OpenedFile, draft: ImportDraft, services: Services) -> Judgement:
    from gzparty.exchange.judging import judge

    return judge(services, opened, draft)


def _store(opened: OpenedFile, draft: ImportDraft, remember: bool, services: Services) -> Done[ImportResult]:
    from gzparty.exchange.judging import store

    return store(services, opened, draft, remember)
