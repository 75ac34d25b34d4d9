"""The one way from a page to the records: read here, write in the writer's thread, tell what changed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _, in_chinese
from gzparty.labels import refusal_text
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.deeds import Deed
from gzparty.services.rescuing import is_lost
from ui.behind import Here, Reads
from ui.changes import EVERYTHING, Changes
from ui.drafts import Drafts, NoDrafts
from ui.jobs import Writer, is_living, tell_the_living

T = TypeVar("T")


class Gate(QObject):
    """Reads through services over a read-only connection; every write is one call of a service."""

    refused = Signal(str)
    """A request that cannot be done and that no form has taken on itself to explain."""
    history_changed = Signal(str, str)
    """The names of what undo and redo would touch; empty for nothing."""
    moved_back = Signal(str)
    """What was undone or done again, in words for the status row."""
    stored = Signal()
    """Something was written."""
    lost = Signal(str)
    """The office's file was moved away or replaced; why nothing more is written, in words for above every page."""

    def __init__(
        self,
        reader: Services,
        writer: Writer[Services],
        changes: Changes,
        behind: Reads[Services] | None = None,
        drafts: Drafts | None = None,
    ) -> None:
        """Take where long reads are done behind the window, at once without it, and where what is typed is kept."""
        super().__init__()
        self.reader = reader
        self.drafts = drafts or Drafts(NoDrafts())
        self.behind: Reads[Services] = behind or Here(reader)
        self._writer = writer
        self._changes = changes

    def write(
        self,
        call: Callable[[Services], Done[T]],
        done: Callable[[Done[T]], None] | None = None,
        refused: Callable[[str], None] | None = None,
        draft: str = "",
        left: Mapping[str, str] | None = None,
    ) -> None:
        """Ask for a write; `done` gets what the service said, after the open pages were told.

        `draft` is the key of what is stored by it, which is a draft no longer once it is; only `left` stays one.
        """
        typed = self.drafts.storing(draft) if draft else None

        def finished(outcome: Done[T]) -> None:
            self._announce(outcome.kinds)
            if done:
                tell_the_living(done, outcome)

        # What is stored, the names of deeds too, is the office's and Chinese, whatever this window speaks.
        stored = in_chinese()(_storing(call, draft, left, typed))
        self._writer.submit(stored, finished, self._failure(refused, draft))

    def reading(self) -> AbstractContextManager[None]:
        """Let several reads see one moment; between two of them the writer's thread may commit."""
        return self.reader.store.snapshot()

    def undo(self) -> None:
        """Take the latest deed back."""
        self._writer.submit(lambda services: services.offices.undo(), self._undone, self._failure(None))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._writer.submit(lambda services: services.offices.redo(), self._redone, self._failure(None))

    def go_back_to(self, deed_id: int, refused: Callable[[str], None]) -> None:
        """Take back a deed with all that was done after it."""
        self._writer.submit(
            lambda services: services.offices.undo_to(deed_id), self._undone, self._failure(refused)
        )

    def go_on_to(self, deed_id: int, refused: Callable[[str], None]) -> None:
        """Do again everything that was taken back, up to a deed."""
        self._writer.submit(
            lambda services: services.offices.redo_to(deed_id), self._redone, self._failure(refused)
        )

    def take_back(self, deed_id: int, refused: Callable[[str], None]) -> None:
        """Take back one deed and leave what was done after it."""
        self._writer.submit(
            lambda services: services.offices.take_back(deed_id), self._undone, self._failure(refused)
        )

    def check_standing(self) -> None:
        """Ask whether the office's file still lies where it was opened; `lost` tells if not."""
        self._writer.submit(lambda services: services.store.check_standing(), _nothing, self._not_standing)

    def refresh_history(self) -> None:
        """Say anew what undo and redo would touch."""
        undo, redo = self.reader.offices.next_undo()
        self.history_changed.emit(undo.name if undo else "", redo.name if redo else "")

    def _announce(self, kinds: frozenset[str]) -> None:
        if kinds:
            self._changes.announce(kinds)
            self.refresh_history()
            self.stored.emit()

    def _undone(self, deeds: Sequence[Deed]) -> None:
        self._history_moved(deeds, _("已撤销：{deed}"))

    def _redone(self, deeds: Sequence[Deed]) -> None:
        self._history_moved(deeds, _("已重做：{deed}"))

    def _history_moved(self, deeds: Sequence[Deed], words: str) -> None:
        if deeds:
            self._announce(EVERYTHING)
            name = deeds[-1].name
            if len(deeds) > 1:
                name = _("{deed} 等 {n} 件").format(deed=name, n=len(deeds))
            self.moved_back.emit(words.format(deed=name))

    def _not_standing(self, error: Exception) -> None:
        # Why a writer does not open at all was told when it was first asked for.
        if isinstance(error, Refusal):
            self.tell_lost(error)

    def tell_lost(self, refusal: Refusal) -> None:
        """Tell by `lost` if a refusal says that the office's file is not where it was opened."""
        if is_lost(refusal):
            self.lost.emit(refusal_text(refusal))

    def _failure(self, refused: Callable[[str], None] | None, draft: str = "") -> Callable[[Exception], None]:
        def failed(error: Exception) -> None:
            if draft:
                self.drafts.not_stored(draft)
            if not isinstance(error, Refusal):
                sys.excepthook(type(error), error, error.__traceback__)
                return
            self.tell_lost(error)
            if refused and is_living(refused):
                refused(refusal_text(error))
            else:
                self.refused.emit(refusal_text(error))

        return failed


def _storing(
    call: Callable[[Services], Done[T]],
    draft: str,
    left: Mapping[str, str] | None,
    typed: Mapping[str, str] | None,
) -> Callable[[Services], Done[T]]:
    """The same write, with which a draft goes; refused, it keeps what was `typed`, whose form may be closed by then."""
    if not draft:
        return call
    form, _slash, record = draft.partition("/")
    text = _as_text(left) if left else ""

    def stored(services: Services) -> Done[T]:
        at = services.context.now()
        try:
            with services.store.storing(form, record, text, at):
                return call(services)
        except Exception:
            if typed:
                # A disk that is full, or a file that is gone, was told of already.
                with suppress(Refusal):
                    services.store.drafts.save(form, record, _as_text(typed), at)
            raise

    return stored


class FormDrafts:
    """The office file's table of drafts as the form drafts' port; a key is `form/record`.

    What was asked for last counts at once, though the writer's thread may still have older work to do: a draft
    given up a moment ago must not come back over what was stored.
    """

    def __init__(self, reader: Services, writer: Writer[Services]) -> None:
        self._reader = reader
        self._writer = writer
        self._latest: dict[str, Mapping[str, str] | None] = {}
        self.unsaved: dict[str, Mapping[str, str]] = {}
        """Drafts the file did not take: it is full, or was moved away."""
        self.not_taken: Callable[[Refusal], None] = _no_word
        """Hears why a draft was not taken; the form still has what is typed."""

    def try_again(self) -> None:
        """Keep what the file did not take before: it may be back in its place, and the window is about to close."""
        for key, content in tuple(self.unsaved.items()):
            self.save(key, content)

    def save(self, key: str, content: Mapping[str, str]) -> None:
        """Keep a draft, written in the writer's thread."""
        form, _slash, record = key.partition("/")
        text = _as_text(content)
        self._latest[key] = dict(content)

        def write(services: Services) -> None:
            try:
                services.store.drafts.save(form, record, text, services.context.now())
            except Refusal:
                self.unsaved[key] = dict(content)
                raise
            self.unsaved.pop(key, None)

        self._writer.submit(write, _nothing, self._report)

    def load(self, key: str) -> Mapping[str, str] | None:
        """Give a kept draft, or None."""
        if key in self._latest:
            return self._latest[key]
        form, _slash, record = key.partition("/")
        kept = self._reader.store.drafts.load(form, record)
        if kept is None:
            return None
        content: Mapping[str, str] = json.loads(kept[1])
        return content

    def discard(self, key: str) -> None:
        """Forget a draft."""
        self._latest[key] = None
        form, _slash, record = key.partition("/")

        def write(services: Services) -> None:
            self.unsaved.pop(key, None)
            services.store.drafts.discard(form, record)

        self._writer.submit(write, _nothing, self._report)

    def _report(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.not_taken(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)


def _as_text(content: Mapping[str, str]) -> str:
    return json.dumps(dict(content), ensure_ascii=False)


def _nothing(_result: None) -> None:
    """A draft that was kept needs no word."""


def _no_word(_refusal: Refusal) -> None:
    """Whoever stores what is typed is told why it cannot be."""
