"""A paper being made behind the window: of all that is wished one after the other only the last counts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.services.bundle import Services
from ui.jobs import Job, Progress
from ui.lasting import Shown
from ui.print_work import Ask, Made, make
from ui.printing import Printing
from ui.widgets.busy_line import BusyLine

Stopped = Callable[[], bool]


class PaperMaking(QObject):
    """`wish` gives what is to be made, for a serial number; None while nothing can be."""

    made = Signal(object)
    """A `Made`, what was wished last."""
    refused = Signal(object)
    """A Refusal of what was wished last."""

    def __init__(
        self, page: QWidget, printing: Printing, wish: Callable[[int], Ask | None], line: BusyLine
    ) -> None:
        super().__init__(page)
        self._printing = printing
        self._wish = wish
        self._line = line
        self._job: Job | None = None
        self._serial = self._started = 0

    def is_busy(self) -> bool:
        """Whether a paper is being made."""
        return self._job is not None

    def begin(self) -> None:
        """Make what is wished now; what is under way is stopped first."""
        self._serial += 1
        if self._job is not None:
            self._job.stop()
        else:
            self._start()

    def give_up(self) -> None:
        """Stop what is under way and make nothing instead."""
        self._serial += 1
        if self._job is not None:
            self._started = self._serial
            self._job.stop()

    def _start(self) -> None:
        ask = self._wish(self._serial)
        if ask is None:
            return

        def work(services: Services, _progress: Progress, stopped: Stopped) -> Made | None:
            return make(services, ask, stopped)

        self._started = self._serial
        told = Shown(_("正在排版"), stops=True, line=self._line)
        self._job = self._printing.read(work, self._take_made, self._take_failure, told)

    def _ended(self) -> bool:
        """End a job; tells whether its answer is still wanted, and starts the next where it is not."""
        self._job = None
        if self._started == self._serial:
            return True
        self._start()
        return False

    def _take_made(self, made: Made | None) -> None:
        if self._ended() and made is not None:
            self.made.emit(made)

    def _take_failure(self, error: Exception) -> None:
        if not self._ended():
            return
        if not isinstance(error, Refusal):
            raise error
        self.refused.emit(error)
