"""即知即改 in the place of the ledger: its sheet is built when it is first wanted and stands over the table until left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.desk import Desk
from ui.gate import Gate
from ui.widgets.name_field import Known

if TYPE_CHECKING:
    from ui.panels.ledger.prompt_sheet import PromptPlace


class LedgerOrPrompt(QStackedWidget):
    """The ledger, or the sheet over it."""

    done = Signal(str)
    left = Signal()
    """The ledger is in sight again."""

    def __init__(self, desk: Desk, gate: Gate, ledger: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self._gate = gate
        self._ledger = ledger
        self._sheet: PromptPlace | None = None
        self.addWidget(ledger)
        self.setMinimumWidth(desk.theme.px(420))

    def prompt(self) -> PromptPlace | None:
        """The sheet while it is in sight."""
        return self._sheet if self._sheet and self.currentWidget() is self._sheet else None

    def open_prompt(self, names: Sequence[Known]) -> None:
        """Show the sheet, with whom it may offer."""
        sheet = self._built()
        self.setCurrentWidget(sheet)
        sheet.begin(names)

    def leave_prompt(self) -> None:
        """Show the ledger again; what is typed in the sheet is kept."""
        sheet = self.prompt()
        if sheet is not None:
            sheet.leave()
            self.setCurrentWidget(self._ledger)
            self.left.emit()

    def _built(self) -> PromptPlace:
        if self._sheet is None:
            from ui.panels.ledger.prompt_sheet import PromptPlace

            self._sheet = PromptPlace(self._desk, self._gate)
            self._sheet.done.connect(self.done)
            self._sheet.left.connect(self.leave_prompt)
            self.addWidget(self._sheet)
        return self._sheet
