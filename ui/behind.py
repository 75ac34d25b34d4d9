"""Reading behind the window: what takes longer than a blink is read in a thread of its own, the newest wish only."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.services.rescuing import LOST
from ui.jobs import Writer, tell_the_living
from ui.lasting import Lasting

S = TypeVar("S")
S_co = TypeVar("S_co", covariant=True)
R = TypeVar("R")

QUIET = frozenset({"badges", "reminders"})
"""Lanes nobody waits for: what they count appears by itself."""


class Reads(Protocol[S_co]):
    """Where a page has something read; a wish replaces the one before it in the same lane."""

    def ask(
        self,
        lane: str,
        call: Callable[[S_co], R],
        done: Callable[[R], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Read by `call`; `done` gets what was read, unless the lane was asked again meanwhile."""

    def is_busy(self) -> bool:
        """Tell whether something asked for has not come yet."""

    def close(self) -> None:
        """End the threads."""


class Here(Generic[S]):
    """Reads at once: for a look at a copy, and for tests that need no thread."""

    def __init__(self, services: S) -> None:
        self._services = services

    def ask(
        self,
        lane: str,
        call: Callable[[S], R],
        done: Callable[[R], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        try:
            found = call(self._services)
        except Exception as error:
            (failed or _report)(error)
        else:
            done(found)

    def is_busy(self) -> bool:
        return False

    def close(self) -> None:
        """There is nothing to end."""


class Behind(QObject, Generic[S]):
    """One thread with a connection of its own for each lane, started when the lane is first asked."""

    began = Signal(object)
    """Something is read that a page waits for, for `BusyLine.follow`; it ends when no page waits any more."""

    def __init__(self, open_store: Callable[[], S], close_store: Callable[[S], None]) -> None:
        """Take how to open a store for reading (called inside the lane's thread) and how to close it."""
        super().__init__()
        self._open_store = open_store
        self._close_store = close_store
        self._lanes: dict[str, Writer[S]] = {}
        self._newest: dict[str, int] = defaultdict(int)
        self._waiting = 0
        self._waited_for = 0
        self._spell: Lasting | None = None
        self._closed = False

    def ask(
        self,
        lane: str,
        call: Callable[[S], R],
        done: Callable[[R], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Read by `call` in the lane's thread; overtaken wishes are not read any more, nor told of if they fail."""
        if self._closed:
            return
        if lane not in self._lanes:
            self._lanes[lane] = Writer(self._open_store, self._close_store)
        newest = self._newest
        newest[lane] += 1
        number = newest[lane]
        self._begin(lane)

        def read(store: S) -> Any:
            return call(store) if newest[lane] == number else None

        def deliver(result: Any) -> None:
            self._came(lane)
            if newest[lane] == number:
                tell_the_living(done, result)

        def fail(error: Exception) -> None:
            self._came(lane)
            if newest[lane] == number:
                tell_the_living(failed or _report, error)

        self._lanes[lane].submit(read, deliver, fail)

    def shown(self) -> Sequence[Lasting]:
        """What is read now that a page waits for, for a window built meanwhile."""
        return [self._spell] if self._spell is not None else []

    def is_busy(self) -> bool:
        return self._waiting > 0

    def close(self) -> None:
        """Finish what is being read and end the threads; nothing is delivered, and nothing read, any more."""
        self._closed = True
        for lane in self._newest:
            self._newest[lane] += 1
        for worker in self._lanes.values():
            worker.close()
        self._lanes.clear()
        self._waiting = 0

    def _begin(self, lane: str) -> None:
        self._waiting += 1
        if lane in QUIET:
            return
        self._waited_for += 1
        if self._spell is None:
            self._spell = Lasting(_("正在读取"))
            self.began.emit(self._spell)

    def _came(self, lane: str) -> None:
        self._waiting -= 1
        self._waited_for -= lane not in QUIET
        if not self._waited_for and self._spell is not None:
            spell, self._spell = self._spell, None
            spell.finished.emit()


def _report(error: Exception) -> None:
    if isinstance(error, Refusal) and error.diagnostics[0].code in LOST:
        # The bar above every page tells of it.
        return
    sys.excepthook(type(error), error, error.__traceback__)
