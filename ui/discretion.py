"""What is covered at first wherever it may be shown: asked for, noted, shown, and covered again.

One object for the whole window. A password, once an office can set one, is asked for here and nowhere else: it is handed in
as another `PasswordCheck` (see docs/decisions/0030-sensitive-parts.md).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from gzparty.services.context import Done
from ui.gate import Gate

if TYPE_CHECKING:
    from gzparty.services.bundle import Services
    from gzparty.services.cadre_views import CoveredPart

MINUTE_MS = 60_000
_SIGNS_OF_LIFE = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel}
)


class PasswordCheck(Protocol):
    """Asks whoever sits at the window for the office's password, if it has one."""

    def ask(self, parent: QWidget, passed: Callable[[], None]) -> None:
        """Call `passed` once the password was given, at once where none is set, never where it was not given."""
        ...


class NoPassword:
    """The office has no password: everybody passes."""

    def ask(self, parent: QWidget, passed: Callable[[], None]) -> None:
        """Let whoever asks pass."""
        passed()


class Discretion(QObject):
    """Knows which parts are shown now; a part is shown only after the look at it was noted in the file."""

    changed = Signal()
    """Something was shown or covered: whoever shows a covered part looks at `is_shown` again."""

    def __init__(self, check: PasswordCheck) -> None:
        super().__init__()
        self._check = check
        self._shown: set[CoveredPart] = set()
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self.cover)

    def is_shown(self, part: CoveredPart) -> bool:
        """Whether a part may be seen now."""
        return part in self._shown

    def ask(self, part: CoveredPart, gate: Gate, parent: QWidget) -> None:
        """Show a part: the password where one is set, then the note, then `changed`.

        Where it cannot be noted, as in a look at a copy, it stays covered; so it does when `parent`, where it was asked
        for, is out of sight before the answer comes.
        """

        def note(services: Services) -> Done[None]:
            services.cadres.note_look(part)
            return Done(None)

        def noted(_outcome: Done[None]) -> None:
            if isValid(parent) and parent.isVisible():
                # After so long without a key or the mouse everything is covered again.
                self._idle.setInterval(gate.reader.offices.settings_at_hand().cover_minutes * MINUTE_MS)
                self._show(part)

        self._check.ask(parent, lambda: gate.write(note, noted))

    def cover(self) -> None:
        """Cover everything: the page is left, or nobody has been at the window for a while."""
        if not self._shown:
            return
        self._shown.clear()
        self._idle.stop()
        _program().removeEventFilter(self)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin the wait anew whenever somebody does something."""
        if event.type() in _SIGNS_OF_LIFE:
            self._idle.start()
        return super().eventFilter(watched, event)

    def _show(self, part: CoveredPart) -> None:
        if not self._shown:
            _program().installEventFilter(self)
        self._shown.add(part)
        self._idle.start()
        self.changed.emit()


def _program() -> QCoreApplication:
    program = QCoreApplication.instance()
    assert program is not None
    return program
