"""What happens when the program itself is wrong: one sentence, the data checked now, details for a helper."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from gzparty.crash_report import CrashLog, describe
from ui.jobs import Jobs
from ui.lasting import Quiet
from ui.theme import Theme

if TYPE_CHECKING:
    from gzparty.services.health import Health
    from ui.widgets.crash_dialog import CrashDialog


class OfficeAtHand(NamedTuple):
    """The office that is open, as far as a crash needs it.

    `look` checks its file on a connection of its own and runs in a job; `show_copies` leads to the page where a copy
    is restored.
    """

    look: Callable[[], Health]
    today: Callable[[], date]
    show_copies: Callable[[], None]


class CrashHandler(QObject):
    """Catches what nobody caught, in any thread, and shows one dialog at a time."""

    _crashed = Signal(str)

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        self.log: CrashLog | None = None
        """Where errors are kept beyond the dialog, if anywhere."""
        self.office: OfficeAtHand | None = None
        """Whose data is checked; None while no office is open."""
        self._theme = theme
        self._jobs = jobs
        self._dialog: CrashDialog | None = None
        self._is_speechless = False
        self._crashed.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over the hooks of the interpreter."""
        sys.excepthook = self.handle
        threading.excepthook = self._handle_thread

    def handle(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        """Report an error; an interrupt from the keyboard ends the program as it should."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        details = describe(kind, where, error)
        sys.stderr.write(details + "\n")
        if self.log is not None:
            self.log.add(details)
        self._crashed.emit(details)

    def _handle_thread(self, args: threading.ExceptHookArgs) -> None:
        self.handle(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)

    def _show(self, details: str) -> None:
        if self._is_open() or self._is_speechless:
            return
        # An error of the dialog itself comes back here: it would be asked for again without end.
        self._is_speechless = True
        self._open(details)
        self._look_at_the_data()
        self._is_speechless = False

    def _open(self, details: str) -> None:
        from ui.widgets.crash_dialog import CrashDialog

        copied = (self.log.text() if self.log else "") or details
        self._dialog = CrashDialog(self._theme, details, copied, QApplication.activeWindow())
        if self._dialog.parentWidget() is None:
            self._theme.apply_sheet(self._dialog)
        self._dialog.finished.connect(self._forget)
        self._dialog.open()

    def _is_open(self) -> bool:
        """Whether a dialog is there; one goes with its window, without a word, where another window takes its place."""
        return self._dialog is not None and isValid(self._dialog)

    def _look_at_the_data(self) -> None:
        """Check the office file while the dialog says so; whatever comes of it, the dialog stays."""
        office, dialog = self.office, self._dialog
        if office is None or dialog is None:
            return
        dialog.copies_wanted.connect(office.show_copies)
        dialog.say_checking()
        quiet = Quiet("the dialog itself says that it is being checked")
        self._jobs.run(lambda _progress, _stopped: office.look(), self._tell, self._tell_unknown, quiet)

    def _tell(self, health: Health) -> None:
        if self._dialog is not None and isValid(self._dialog) and self.office is not None:
            self._dialog.show_health(health, self.office.today())

    def _tell_unknown(self, _error: Exception) -> None:
        """An error of the check itself is not shown in a dialog of its own: it would never end."""
        from gzparty.services.health import Health, State

        self._tell(Health(State.UNKNOWN))

    def _forget(self) -> None:
        self._dialog = None
