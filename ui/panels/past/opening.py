"""Opening the windows of the past over the main window, for whoever has an office or a look at a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.desk import Desk
from ui.gate import Gate

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class PastWindows(QObject):
    """Made with a window, it answers wishes for a record's history."""

    def __init__(self, desk: Desk, gate: Gate, window: MainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._gate = gate
        self._window = window
        desk.wishes.past_wanted.connect(self.show_record)
        desk.wishes.bin_wanted.connect(self.show_bin)

    def show_record(self, kind: str, row_id: int) -> None:
        """Open the history of one record."""
        from ui.panels.past.record_past import RecordPastDialog

        dialog = RecordPastDialog(self._desk, self._gate, self._window, kind, row_id)
        dialog.written.connect(self._window.note)
        dialog.open()

    def show_bin(self) -> None:
        """Open the recycle bin."""
        from ui.panels.past.recycle_bin import RecycleBinDialog

        dialog = RecycleBinDialog(self._desk, self._gate, self._window)
        dialog.written.connect(self._window.note)
        dialog.open()

    def show_deeds(self) -> None:
        """Open the deeds of the office."""
        from ui.panels.past.deeds import DeedsDialog

        DeedsDialog(self._desk, self._gate, self._window).open()
