"""Collects Python's reference cycles in the window's thread only.

A widget that dies in another thread leaves its timers behind and the program crashes later; the collector of the
interpreter runs in whichever thread happens to allocate, so it is switched off and run here instead.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1000


class Collector(QObject):
    """Looks every second whether enough has gathered, as the interpreter's own collector would."""

    def __init__(self) -> None:
        super().__init__()
        gc.disable()
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the generations whose thresholds are passed."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [place for place in range(3) if counts[place] > thresholds[place]]
        if due:
            gc.collect(max(due))
