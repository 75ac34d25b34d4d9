"""Opens the palette when it is wanted; what it is made of is loaded with the first wish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.desk import Desk
from ui.gate import Gate

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.panels.palette.palette import Palette


class PaletteOpening(QObject):
    """Belongs to a window and lives as long."""

    def __init__(self, desk: Desk, gate: Gate, window: MainWindow) -> None:
        super().__init__(window)
        self._desk, self._gate, self._window = desk, gate, window
        self._palette: Palette | None = None
        window.palette_requested.connect(self.open)

    def palette(self) -> Palette:
        """The palette, built when first asked for."""
        if self._palette is None:
            from ui.panels.palette.palette import Palette

            self._palette = Palette(self._desk, self._gate, self._window)
        return self._palette

    def open(self) -> None:
        """Show it."""
        self.palette().open()
