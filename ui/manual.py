"""F1 anywhere: the one window of the manual, built when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.memory import Memory
from ui.theme import Theme

if TYPE_CHECKING:
    # The text browser is imported with the first F1.
    from ui.panels.manual.window import ManualWindow

START, TROUBLE = "start", "trouble"
"""The chapters for a window that has no page: before there is an office, and where one does not open."""


class Manual:
    """Opens the manual at a chapter; at another size of text its window is built anew."""

    def __init__(self, theme: Theme, memory: Memory) -> None:
        self._theme = theme
        self._memory = memory
        self._scale = theme.scale
        self.window: ManualWindow | None = None

    def open(self, key: str) -> None:
        """Show a chapter in front of everything, by the key of a page or of the chapter itself."""
        if self.window is not None and self._scale != self._theme.scale:
            self.close()
        if self.window is None:
            self.window, self._scale = self._build(), self._theme.scale
        self.window.show_chapter(key)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def close(self) -> None:
        """Take the window away: the program ends."""
        window, self.window = self.window, None
        if window is not None:
            window.close()
            window.deleteLater()

    def _build(self) -> ManualWindow:
        from ui.panels.manual.window import ManualWindow

        window = ManualWindow(self._theme, self._memory)
        window.help_wanted.connect(self.open)
        return window
