"""Work off the window's thread: one writer that owns the store, and long jobs with progress and stop.

Whoever begins a job says how it shows itself (`ui/lasting.py`); what lasts is then shown without further wiring.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from queue import SimpleQueue
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot
from shiboken6 import isValid

from gzparty import underway
from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.underway import Stopped
from ui.lasting import Lasting, Quiet, Shown, Stoppable

S = TypeVar("S")
R = TypeVar("R")

Failed = Callable[[Exception], None]
Heard = Callable[[int, int, str], object] | SignalInstance
Progress = Callable[[int, int, str], None]
"""Called by a job with what is done, of how much, and words for it."""


STOPPED = "write_stopped"
"""The refusal of a write that was stopped: nothing of it is stored."""


class Writer(QObject, Generic[S]):
    """Runs writes one after another in the thread that owns the store; results return to this thread.

    The one in hand can be stopped: it fails with a Refusal, unless what it does was decided already.
    """

    _returned = Signal(object)
    began = Signal(object)
    """Something is written, for `BusyLine.follow`; it ends when nothing waits any more."""

    def __init__(self, open_store: Callable[[], S], close_store: Callable[[S], None]) -> None:
        """Take how to open the store (called inside the thread, on first need) and how to close it."""
        super().__init__()
        self._open_store = open_store
        self._close_store = close_store
        self._queue: SimpleQueue[_Task[S] | None] = SimpleQueue()
        # What is called back stays in this thread: widgets it holds must not die in the other one.
        self._waiting: dict[int, _Waiting] = {}
        self._submitted = 0
        self._in_hand: threading.Event | None = None
        self._closed = False
        self._spell: Lasting | None = None
        self._returned.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="writer", daemon=False)
        self._thread.start()

    def submit(self, call: Callable[[S], R], done: Callable[[R], None], failed: Failed) -> None:
        """Queue a write; exactly one of `done` and `failed` is called later, here, unless the writer is closed first."""
        if self._closed:
            return
        self._submitted += 1
        stop = threading.Event()
        self._waiting[self._submitted] = _Waiting(done, failed, stop)
        if self._spell is None:
            self._begin_spell()
        self._queue.put(_Task(self._submitted, call, stop))

    def shown(self) -> Sequence[Lasting]:
        """What is written now, for a window built meanwhile."""
        return [self._spell] if self._spell is not None else []

    def stop(self) -> None:
        """Ask what is in hand to end; what waits behind it is done all the same, such as drafts to be kept."""
        in_hand = self._in_hand or next((one.stop for one in self._waiting.values()), None)
        if in_hand is not None:
            in_hand.set()

    def close(self) -> None:
        """Finish what is queued, close the store and end the thread.

        Nobody is told any more: who hears of a write reads again, and what is read from is closed next.
        """
        self._closed = True
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join()

    def _work(self) -> None:
        opened = _Opened(self._open_store)
        while (task := self._queue.get()) is not None:
            self._in_hand = task.stop
            result = opened.do(task)
            self._in_hand = None
            self._returned.emit(result)
            del task, result
        if opened.store is not None:
            self._close_store(opened.store)

    @Slot(object)
    def _deliver(self, result: _Result) -> None:
        if self._closed:
            return
        told = self._waiting.pop(result.number)
        if self._spell is not None and (not self._waiting or told.stop.is_set()):
            spell, self._spell = self._spell, None
            spell.finished.emit()
        if self._waiting and self._spell is None:
            self._begin_spell()
        _Outcome(told.done if result.succeeded else told.failed, result.value).tell()

    def _begin_spell(self) -> None:
        self._spell = Stoppable(_("正在存"), self.stop)
        self.began.emit(self._spell)


class Job(Lasting):
    """A long piece of work in a thread of its own."""

    _returned = Signal(object)

    def __init__(self, call: Callable[[Progress, Callable[[], bool]], Any], told: Shown | Quiet) -> None:
        words, stops = (
            (told.words, told.stops or bool(told.broken)) if isinstance(told, Shown) else ("", False)
        )
        super().__init__(words, stops=stops)
        self._told = told
        self._call = call
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="job", daemon=False)
        self._outcome: _Outcome | None = None
        self.is_told_at_the_end = False
        """Whether its outcome is wanted even when the program ends meanwhile, since something must be stored."""
        self._done: Callable[[Any], None] | None = None
        self._failed: Failed | None = None
        self._returned.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self, done: Callable[[Any], None], failed: Failed) -> None:
        """Begin; one of the two is called later in the thread that made the job, neither where it was given up."""
        self._done, self._failed = done, failed
        self._thread.start()

    def stop(self) -> None:
        """Ask the work to end; it looks at `stopped` when it can."""
        self._stop.set()

    def leave(self) -> None:
        """The program closes: what looks itself whether to go on ends, and so does what may be given up; the rest is finished."""
        if not (isinstance(self._told, Shown) and self._told.broken):
            self.stop()

    def join(self) -> None:
        """Wait for the thread."""
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        assert self._done is not None
        assert self._failed is not None
        try:
            with self._breaking():
                outcome = _Outcome(self._done, self._call(self.progressed.emit, self._stop.is_set))
        except Stopped:
            broken = self._told.broken if isinstance(self._told, Shown) else ""
            outcome = _Outcome(self._failed, Refusal(broken)) if broken else _Outcome(_nobody, None)
        except Exception as error:
            outcome = _Outcome(self._failed, error)
        self._outcome = outcome
        self._returned.emit(outcome)

    def _breaking(self) -> AbstractContextManager[None]:
        """What is read and written within is broken off, where that is how the job ends."""
        breaks = self._told.broken if isinstance(self._told, Shown) else self._told.given_up
        return underway.heeding(self._stop.is_set, self.progressed.emit) if breaks else nullcontext()

    def tell_at_the_end(self) -> None:
        """Tell the outcome of a thread that has ended, now that no event will."""
        if self.is_told_at_the_end and self._outcome is not None:
            outcome, self._outcome = self._outcome, None
            outcome.tell()

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        self._outcome = None
        try:
            outcome.tell()
        finally:
            self.finished.emit()


class Jobs(QObject):
    """Starts long jobs and ends them all when the window closes."""

    began = Signal(object)
    """A Job that the window shall show, for `BusyLine.follow`."""

    def __init__(self) -> None:
        super().__init__()
        self._running: list[Job] = []
        self._ended = False

    def run(
        self,
        call: Callable[[Progress, Callable[[], bool]], R],
        done: Callable[[R], None],
        failed: Failed,
        told: Shown | Quiet,
        heard: Heard | None = None,
    ) -> Job:
        """Run `call(progress, stopped)`; one that `told` says stops looks at `stopped()` now and then.

        `progress` names the piece in hand. `heard` is told how far it is too, from the first step on: connected later
        it may miss what a quick job said.
        """
        job = Job(call, told)
        if self._ended:
            return job
        if heard is not None:
            job.progressed.connect(heard)
        self._running.append(job)
        job.finished.connect(self._forget)
        if isinstance(told, Shown):
            (told.line.follow if told.line is not None else self.began.emit)(job)
        job.start(done, failed)
        return job

    def shown(self) -> Sequence[Lasting]:
        """The jobs under way that say what they do, the oldest first; for a window built meanwhile."""
        return [job for job in self._running if job.words]

    def close(self) -> None:
        """Let every job end, or be finished where it is one whole, and wait for its thread."""
        for job in self._running:
            job.leave()
        for job in self._running:
            job.join()
            job.tell_at_the_end()
        self._running.clear()

    def end(self) -> None:
        """Close for good: what a page still asks for, maybe by a timer, is not begun any more."""
        self._ended = True
        self.close()

    def _forget(self) -> None:
        job = self.sender()
        if isinstance(job, Job) and job in self._running:
            job.join()
            self._running.remove(job)


class _Task(NamedTuple, Generic[S]):
    number: int
    call: Callable[[S], Any]
    stop: threading.Event


class _Waiting(NamedTuple):
    done: Callable[[Any], None]
    failed: Failed
    stop: threading.Event


class _Opened(Generic[S]):
    """The store of a thread, opened on first need."""

    def __init__(self, open_store: Callable[[], S]) -> None:
        self._open_store = open_store
        self.store: S | None = None

    def do(self, task: _Task[S]) -> _Result:
        try:
            with underway.heeding(task.stop.is_set):
                if self.store is None:
                    self.store = self._open_store()
                return _Result(task.number, True, task.call(self.store))
        except Stopped:
            # Said anew below: where it came from still holds what was being read, and with it the moment it was read at.
            pass
        except Exception as error:
            return _Result(task.number, False, error)
        return _Result(task.number, False, Refusal(STOPPED))


class _Result(NamedTuple):
    number: int
    succeeded: bool
    value: Any


class _Outcome(NamedTuple):
    tell_whom: Callable[[Any], None]
    result: Any

    def tell(self) -> None:
        """Call back, unless the page that asked is gone."""
        tell_the_living(self.tell_whom, self.result)


def _nobody(_nothing: None) -> None:
    """Nobody waits for what was given up."""


def tell_the_living(whom: Callable[[R], None], result: R) -> None:
    """Call back, unless the callback belongs to a widget that is gone."""
    if is_living(whom):
        whom(result)


def is_living(whom: Callable[..., object]) -> bool:
    """Tell whether a callback can still be called: its widget, behind a `partial` too, was not deleted."""
    while isinstance(whom, partial):
        whom = whom.func
    owner = getattr(whom, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
