"""Collects Python's reference cycles in the window's thread only.

A widget that dies in another thread leaves its timers behind and the program crashes later; the collector of the
interpreter runs in whichever thread happens to allocate, so it is switched off and run here instead.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1000
LONGEST_HOLD = 30
"""So many looks in a row may wait for what is being read."""
OLDEST = 2
"""The generation of whatever has lived long."""
LOOKS_BETWEEN_FULL = 60
"""A collection of everything takes some 30 ms in a county's office, so it comes once a minute at most."""


class Collector(QObject):
    """Looks every second whether enough has gathered, as the interpreter's own collector would."""

    def __init__(self) -> None:
        super().__init__()
        gc.disable()
        # What is imported by now never dies, and looking through it would take longer than all the rest.
        gc.freeze()
        self._since_full = 0
        self._held = 0
        self._holders: list[Callable[[], bool]] = []
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def hold_while(self, busy: Callable[[], bool]) -> None:
        """Wait while something is read behind the window: what is young then are its records, and all alive."""
        self._holders.append(busy)

    def let_go(self, busy: Callable[[], bool]) -> None:
        """Wait for it no longer."""
        self._holders = [one for one in self._holders if one != busy]

    def look(self) -> None:
        """Collect the generations whose thresholds are passed, unless something is being read."""
        if self._held < LONGEST_HOLD and any(busy() for busy in self._holders):
            self._held += 1
            return
        self._held = 0
        counts, thresholds = gc.get_count(), gc.get_threshold()
        self._since_full += 1
        oldest = OLDEST if self._since_full >= LOOKS_BETWEEN_FULL else OLDEST - 1
        due = [place for place in range(oldest + 1) if counts[place] > thresholds[place]]
        if due:
            gc.collect(max(due))
        if OLDEST in due:
            self._since_full = 0
