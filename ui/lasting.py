"""What takes time, as it shows itself: words, how far it is, whether it can be stopped. `BusyLine` follows it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, Signal, Slot


class Reached(NamedTuple):
    """How far something is: so much done, of how much (0 where nobody knows), and the name of the piece in hand."""

    done: int = 0
    total: int = 0
    name: str = ""


class Lasting(QObject):
    """Something under way since it was made, until `finished`."""

    progressed = Signal(int, int, str)
    """Done, of how much, the piece in hand; may be emitted from any thread."""
    finished = Signal()

    def __init__(self, words: str, *, stops: bool = False) -> None:
        """`words` say what is done, such as 正在备份; what `stops` can be ended half way."""
        super().__init__()
        self.words = words
        self.stops = stops
        self.reached = Reached()
        self._began = time.monotonic()
        self.progressed.connect(self._keep)

    def age_ms(self) -> int:
        """For how many milliseconds it lasts."""
        return round((time.monotonic() - self._began) * 1000)

    def stop(self) -> None:
        """Ask it to end."""

    @Slot(int, int, str)
    def _keep(self, done: int, total: int, name: str) -> None:
        self.reached = Reached(done, total, name)


class Stoppable(Lasting):
    """Something that is ended by whoever does it."""

    def __init__(self, words: str, stop: Callable[[], object]) -> None:
        super().__init__(words, stops=True)
        self._ask_to_stop = stop

    def stop(self) -> None:
        self._ask_to_stop()


class Line(Protocol):
    """Where something that lasts is shown."""

    def follow(self, lasting: Lasting) -> None:
        """Show it once it has lasted, until it is finished."""


class Shown(NamedTuple):
    """How a job shows itself: its words, whether 停止 ends it, and the line to show it where that is not the window's.

    What `stops` looks itself whether to go on, and tells what it has done so far. What has a sentence for where it was
    `broken` off is ended at whatever it reads or writes, and fails with that Refusal.
    """

    words: str
    stops: bool = False
    line: Line | None = None
    broken: str = ""


class Quiet(NamedTuple):
    """Why a job shows nothing however long it lasts: nobody waits for it, or what it fills says so itself.

    One that may be `given_up` does not keep the program from closing: it is broken off, and nobody is told.
    """

    reason: str
    given_up: bool = False
