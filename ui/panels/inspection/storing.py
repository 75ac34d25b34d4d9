"""Storing what stands typed in a sheet: once at a time, nothing typed meanwhile, the focus where it was."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from gzparty.domain.inspection import Inspection
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from ui.gate import Gate


class Written(NamedTuple):
    """What is being stored: where it belongs, the key of its draft, whether the next sheet shall follow."""

    place: Hashable
    key: str
    go_on: bool = False


class SheetStore(QObject):
    """Locks a sheet while it is stored: what was typed meanwhile would stand beside rows of the ledger it does not
    know yet, and a second save would register the same once more.
    """

    def __init__(self, gate: Gate, sheet: QWidget, take_focus: Callable[[], None]) -> None:
        """`take_focus` goes to where the clerk goes on in a sheet that was just stored."""
        super().__init__(sheet)
        self._gate = gate
        self._sheet = sheet
        self._take_focus = take_focus
        self._written: Written | None = None
        self._focus: QWidget | None = None
        self._saved: Callable[[Written, Done[Inspection]], bool] | None = None
        self._refused: Callable[[Written, str], bool] | None = None

    def is_busy(self) -> bool:
        """Whether something is being stored."""
        return self._written is not None

    def is_storing(self, place: Hashable) -> bool:
        """Whether what belongs there is being stored."""
        return self._written is not None and self._written.place == place

    def write(
        self,
        written: Written,
        call: Callable[[Services], Done[Inspection]],
        saved: Callable[[Written, Done[Inspection]], bool],
        refused: Callable[[Written, str], bool],
    ) -> None:
        """Lock the sheet and write, unless something is being stored; `saved` and `refused` tell whether it still is
        what the sheet shows, which then takes the focus it had.
        """
        if self._written is not None:
            return
        self._written, self._saved, self._refused = written, saved, refused
        focus = self._sheet.focusWidget()
        self._focus = focus if focus is not None and focus.hasFocus() else None
        self._sheet.setEnabled(False)
        self._gate.write(call, self._done, self._failed, draft=written.key)

    def _done(self, outcome: Done[Inspection]) -> None:
        written, saved, focus = self._unlock(), self._saved, self._focus
        assert saved is not None
        if saved(written, outcome) and focus is not None and not written.go_on:
            self._take_focus()

    def _failed(self, words: str) -> None:
        written, refused, focus = self._unlock(), self._refused, self._focus
        assert refused is not None
        if refused(written, words) and focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unlock(self) -> Written:
        written, self._written = self._written, None
        assert written is not None
        self._sheet.setEnabled(True)
        return written
