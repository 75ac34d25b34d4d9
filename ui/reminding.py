"""When somebody is reminded: after the start, at the hour chosen, and by the number in the tray, which follows the records.

Counted behind the window, and only where something of it is chosen (`ui/preferences.py`): after the start, a moment after
a change, on a new day, at the hour. One timer, which sleeps until the next of these.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.changes import Changes
from ui.gate import Gate
from ui.memory import Memory
from ui.preferences import REMIND_AT, REMIND_AT_START, REMINDERS, TRAY, Preference, Preferences

if TYPE_CHECKING:
    from gzparty.services.agenda_views import Waiting

LANE = "reminders"
START_MS = 1500
"""The first count waits until the window stands."""
SETTLE_MS = 2000
"""So long after the last change: a roll is marked faster than anybody looks into the tray."""
LONGEST_MS = 600_000
"""No sleep is longer: a computer that slept itself, or whose clock was set, is back in step after that."""
TOLD = "remind/told"


class Reminders(QObject):
    """Counts what is to be done, and says when to tell of it."""

    counted = Signal(object)
    """How much there is now: Waiting."""
    started = Signal(object)
    """The window stands and something is due: Waiting."""
    due = Signal(object)
    """The hour has come and something is due: Waiting."""

    def __init__(
        self,
        gate: Gate,
        changes: Changes,
        preferences: Preferences,
        memory: Memory,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._gate = gate
        self._preferences = preferences
        self._memory = memory
        self._now = now
        self._starts = self._dirty = False
        self._day: date | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._wake)
        changes.changed.connect(self._note_change)
        preferences.changed.connect(self._follow)

    def begin(self) -> None:
        """The window stands: remind of what is due, where that is chosen."""
        self._starts = bool(self._preferences.value(REMIND_AT_START))
        if self.is_wanted():
            self._timer.start(START_MS)

    def is_wanted(self) -> bool:
        """Whether anything is to be counted at all."""
        return self._starts or bool(self._preferences.value(TRAY)) or self._hour() is not None

    def close(self) -> None:
        """Wake no more."""
        self._timer.stop()
        self.blockSignals(True)
        # With it go its connections to what lives on.
        self.deleteLater()

    def _wake(self) -> None:
        """Count if there is a reason to, and sleep until the next."""
        now = self._now()
        if self._starts or self._dirty or self._day != now.date() or self._hour_has_come(now):
            self._dirty = False
            self._gate.behind.ask(LANE, lambda services: services.agenda.waiting(), self._take)
        self._sleep()

    def _take(self, waiting: Waiting) -> None:
        from gzparty.domain.agenda import reminder_is_due

        now = self._now()
        self._day = now.date()
        self.counted.emit(waiting)
        starts, self._starts = self._starts, False
        if starts and waiting.is_urgent:
            self.started.emit(waiting)
        if self._hour_has_come(now):
            is_due = reminder_is_due(self._hour(), now, self._told(), waiting.calendar)
            self._memory.keep(TOLD, now.date().isoformat())
            # Said at the start a moment ago it is not said again.
            if is_due and waiting.is_urgent and not starts:
                self.due.emit(waiting)

    def _sleep(self) -> None:
        if not self.is_wanted():
            self._timer.stop()
            return
        now = self._now()
        moments = [datetime.combine(now.date() + timedelta(days=1), time(0, 1), now.tzinfo)]
        hour = self._hour()
        if hour is not None and now.time() < hour:
            moments.append(datetime.combine(now.date(), hour, now.tzinfo))
        until = round((min(moments) - now) / timedelta(milliseconds=1))
        self._timer.start(min(until + 1, LONGEST_MS))

    def _hour(self) -> time | None:
        chosen = str(self._preferences.value(REMIND_AT))
        if not chosen:
            return None
        hour, _colon, minute = chosen.partition(":")
        return time(int(hour), int(minute))

    def _hour_has_come(self, now: datetime) -> bool:
        hour = self._hour()
        return hour is not None and now.time() >= hour and self._told() != now.date()

    def _told(self) -> date | None:
        try:
            return date.fromisoformat(self._memory.recall(TOLD))
        except (TypeError, ValueError):
            return None

    def _note_change(self, _kinds: frozenset[str]) -> None:
        if self.is_wanted():
            self._dirty = True
            self._timer.start(SETTLE_MS)

    def _follow(self, preference: Preference) -> None:
        """Count at once what was asked for just now; an hour that is over today is for tomorrow."""
        if preference not in REMINDERS:
            return
        if preference is REMIND_AT and (hour := self._hour()) is not None and self._now().time() >= hour:
            self._memory.keep(TOLD, self._now().date().isoformat())
        self._dirty = True
        if self.is_wanted():
            self._timer.start(0)
        else:
            self._timer.stop()
