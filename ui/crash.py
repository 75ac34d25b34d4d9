"""What happens when the program itself is wrong: one sentence, the data is safe, details for a helper."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from gzparty.crash_details import describe
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.widgets.crash_dialog import CrashDialog


class CrashHandler(QObject):
    """Catches what nobody caught, in any thread, and shows one dialog at a time."""

    _crashed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._dialog: CrashDialog | None = None
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
        details = describe(kind, where)
        sys.stderr.write(details + "\n")
        self._crashed.emit(details)

    def _handle_thread(self, args: threading.ExceptHookArgs) -> None:
        self.handle(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)

    def _show(self, details: str) -> None:
        if self._dialog is not None:
            return
        from ui.widgets.crash_dialog import CrashDialog

        self._dialog = CrashDialog(self._theme, details, QApplication.activeWindow())
        self._dialog.finished.connect(self._forget)
        self._dialog.open()

    def _forget(self) -> None:
        self._dialog = None
