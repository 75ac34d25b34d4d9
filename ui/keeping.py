"""Copies the window makes by itself: of the day, after so many minutes of change, into a second place; said quietly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from gzparty.i18n import _
from gzparty.labels import copies, spoken
from gzparty.services.bundle import Services
from gzparty.services.copies import DAILY, TIMED
from gzparty.services.copy_views import Kept
from ui.copying import Copying
from ui.jobs import Jobs, Progress
from ui.lasting import Quiet
from ui.reading import Reading, Stopped, read_in_job

DAILY_AFTER_MS = 20_000
"""The copy of the day waits until the window was used for a while."""
MINUTE_MS = 60_000


class Keeping(QObject):
    """Makes copies in jobs; a failure is said once, until a copy was made again."""

    told = Signal(str)
    """What went wrong, in words for the status row."""

    def __init__(
        self,
        jobs: Jobs,
        reading: Reading,
        copying: Copying,
        minutes: Callable[[], int],
        minute_ms: int | None = None,
    ) -> None:
        """`minutes` says how long after a change a copy is made, 0 for never."""
        super().__init__()
        self._jobs = jobs
        self._reading = reading
        self._copying = copying
        self._minutes = minutes
        self._minute_ms = minute_ms or MINUTE_MS
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._keep_timed)
        self._daily = QTimer(self, singleShot=True, interval=DAILY_AFTER_MS)
        self._daily.timeout.connect(self.keep_daily)
        self._said = ""

    def begin(self) -> None:
        """Say what went wrong at closing the last time; make the day's own copy once the window has come to rest."""
        kept = self._copying.kept
        if kept.failure:
            self.told.emit(_("上次关程序时{failure}").format(failure=kept.failure))
            kept.keep_failure("")
        self._daily.start()

    def note_change(self) -> None:
        """Something was stored: a copy is due so many minutes after the first change since the last one."""
        wanted = self._minutes() * self._minute_ms
        if not wanted:
            self._timer.stop()
        elif not self._timer.isActive() or self._timer.interval() != wanted:
            self._timer.start(wanted)

    def keep_daily(self) -> None:
        """Copy what an earlier day left uncopied, and let go what lies too close together."""
        self._keep(DAILY, self._copying.kept.second)

    def close(self) -> None:
        """Make no further copies."""
        self._timer.stop()
        self._daily.stop()
        self.blockSignals(True)

    def _keep_timed(self) -> None:
        self._keep(TIMED, None)

    def _keep(self, reason: str, second: Path | None) -> None:
        def work(services: Services, _progress: Progress, _stopped: Stopped) -> Kept:
            kept = services.copies.keep(reason, second)
            services.copies.thin(second)
            return kept

        quiet = Quiet("a copy the program makes by itself", given_up=True)
        read_in_job(self._jobs, self._reading, work, self._done, self._failed, quiet)

    def _done(self, kept: Kept) -> None:
        self._copying.note_kept(kept)
        self._say(copies.failure(kept))

    def _failed(self, error: Exception) -> None:
        self._say(_("没有备份成：{why}").format(why=spoken(error)))

    def _say(self, failure: str) -> None:
        """Say a failure once: a disk that stays full is no news every half hour."""
        if failure and failure != self._said:
            self.told.emit(failure)
        self._said = failure
