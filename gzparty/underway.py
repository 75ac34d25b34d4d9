"""What a thread has under way and somebody may wish ended: whoever waits asks, and the database it works on listens.

The thread says once for a piece of work that it heeds such a wish (`heeding`); nothing is handed down through the layers.
`db/driver.py` looks while SQLite works, and what does many things one after the other looks in between (`check`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum, auto

Told = Callable[[int, int, str], object]
"""Hears how far something is: so much done, of how much, and the name of the piece in hand."""

SHARE = "%"
"""Stands for the name of the piece where what is done is a share of a hundred."""


class Stopped(Exception):
    """What was under way was broken off, since somebody wished so; who does it leaves nothing half behind."""


class _State(Enum):
    OPEN = auto()
    BROKEN = auto()
    """Told once: what tidies up after it must not be broken off too."""
    DECIDED = auto()


class _Work(threading.local):
    asked: Callable[[], bool] | None = None
    told: Told | None = None
    state = _State.DECIDED
    is_taken_back = False


_work = _Work()


@contextmanager
def heeding(asked: Callable[[], bool], told: Told | None = None) -> Iterator[None]:
    """Within, what this thread reads or writes ends soon after `asked` begins to say so; `told` hears how far it is.

    Files are to be opened within too.

    Raises:
        Stopped: whatever was raised by what was broken off.
    """
    before = _work.asked, _work.told, _work.state
    _work.asked, _work.told, _work.state = asked, told, _State.OPEN
    try:
        yield
    except Exception as error:
        pass_on(error)
        raise
    finally:
        _work.asked, _work.told, _work.state = before


@contextmanager
def taken_back() -> Iterator[None]:
    """Within, nothing is decided yet: whoever began takes all of it back, as a new file that is not finished."""
    before, _work.is_taken_back = _work.is_taken_back, True
    try:
        yield
    finally:
        _work.is_taken_back = before


def is_heeded() -> bool:
    """Whether this thread's work can be broken off at all."""
    return _work.asked is not None


def is_asked() -> bool:
    """Whether the end is wished for, also where it comes too late for what is in hand."""
    return _work.asked is not None and _work.asked()


def breaks_off() -> bool:
    """Whether the statement in hand shall end; said once."""
    if _work.state is _State.OPEN and is_asked():
        _work.state = _State.BROKEN
        return True
    return False


def check() -> None:
    """Between two things: go no further where the end is wished for."""
    if breaks_off() or _work.state is _State.BROKEN:
        raise Stopped


def decide() -> None:
    """Go no further, or to the end: what is done now stays, and a wish that comes later changes nothing."""
    check()
    if not _work.is_taken_back:
        _work.state = _State.DECIDED


def pass_on(error: Exception) -> None:
    """What SQLite says of a statement that was broken off is not what is wrong with the file: raise `Stopped` for it."""
    if _work.state is _State.BROKEN and not isinstance(error, Stopped):
        raise Stopped from error


def tell_share(done: int, total: int) -> None:
    """Say how far it is where nobody counts in the pieces there are, such as bytes."""
    tell(done * 100 // total if total else 100, 100, SHARE)


def tell(done: int, total: int, name: str = "") -> None:
    """Say how far the work in hand is."""
    if _work.told is not None:
        _work.told(done, total, name)
