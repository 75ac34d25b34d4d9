"""Reading behind the window: what takes longer than a blink is read in a thread of its own, the newest wish only."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from gzparty.i18n import _
from gzparty.services.rescuing import is_lost
from ui.jobs import Writer, is_living, tell_the_living
from ui.lasting import Lasting, Stoppable

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


class _Wish(NamedTuple, Generic[S]):
    call: Callable[[S], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None


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
    stopped = Signal()
    """What pages waited for was stopped: they show what they showed, and `read_again` reads it after all."""

    def __init__(self, open_store: Callable[[], S], close_store: Callable[[S], None]) -> None:
        """Take how to open a store for reading (called inside the lane's thread) and how to close it."""
        super().__init__()
        self._open_store = open_store
        self._close_store = close_store
        self._lanes: dict[str, Writer[S]] = {}
        self._newest: dict[str, int] = defaultdict(int)
        self._wishes: dict[str, _Wish[S]] = {}
        """The newest of each lane that a page waits for and that has not come yet."""
        self._stopped: dict[str, _Wish[S]] = {}
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
        number = self._overtake(lane)
        if lane not in QUIET:
            self._wishes[lane] = _Wish(call, done, failed)
        self._begin(lane)

        def read(store: S) -> Any:
            return call(store) if newest[lane] == number else None

        def deliver(result: Any) -> None:
            self._came(lane)
            if newest[lane] == number:
                self._wishes.pop(lane, None)
                tell_the_living(done, result)

        def fail(error: Exception) -> None:
            self._came(lane)
            if newest[lane] == number:
                self._wishes.pop(lane, None)
                tell_the_living(failed or _report, error)

        self._lanes[lane].submit(read, deliver, fail)

    def shown(self) -> Sequence[Lasting]:
        """What is read now that a page waits for, for a window built meanwhile."""
        return [self._spell] if self._spell is not None else []

    def is_busy(self) -> bool:
        return self._waiting > 0

    def stop(self) -> None:
        """Break off what pages wait for; none of it is delivered, nor told of as something that went wrong."""
        for lane in self._wishes:
            self._overtake(lane)
        self._stopped |= self._wishes
        self._wishes = {}
        self._end_spell()
        if self._stopped:
            self.stopped.emit()

    def read_again(self) -> None:
        """Read what was stopped, for pages that are still there and have not asked anew themselves."""
        stopped, self._stopped = self._stopped, {}
        for lane, wish in stopped.items():
            if is_living(wish.done):
                self.ask(lane, wish.call, wish.done, wish.failed)

    def close(self) -> None:
        """Break off what is being read and end the threads; nothing is delivered, and nothing read, any more."""
        self._closed = True
        for lane in self._lanes:
            self._overtake(lane)
        for worker in self._lanes.values():
            worker.close()
        self._lanes.clear()
        self._wishes.clear()
        self._stopped.clear()
        self._waiting = 0

    def _overtake(self, lane: str) -> int:
        """Break off what the lane reads and pass over what it would have read; the number of the wish to come."""
        self._newest[lane] += 1
        self._stopped.pop(lane, None)
        self._lanes[lane].stop()
        return self._newest[lane]

    def _begin(self, lane: str) -> None:
        self._waiting += 1
        if lane in QUIET:
            return
        self._waited_for += 1
        if self._spell is None:
            self._spell = Stoppable(_("正在读取"), self.stop)
            self.began.emit(self._spell)

    def _came(self, lane: str) -> None:
        self._waiting -= 1
        self._waited_for -= lane not in QUIET
        if not self._waited_for:
            self._end_spell()

    def _end_spell(self) -> None:
        spell, self._spell = self._spell, None
        if spell is not None:
            spell.finished.emit()


def _report(error: Exception) -> None:
    if is_lost(error):
        # The bar above every page tells of it.
        return
    sys.excepthook(type(error), error, error.__traceback__)
