"""F1 anywhere: the one window of the manual, built when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ui.memory import Memory
from ui.theme import Theme

if TYPE_CHECKING:
    # The text browser is imported with the first F1.
    from ui.panels.manual.window import ManualWindow


class Manual:
    """Opens the manual at a chapter; its window is built anew when the others are."""

    def __init__(self, theme: Theme, memory: Memory) -> None:
        self._theme = theme
        self._memory = memory
        self.window: ManualWindow | None = None

    def open(self, key: str) -> None:
        """Show a chapter in front of everything, by the key of a page or of the chapter itself."""
        if self.window is None:
            self.window = self._build()
        self.window.show_chapter(key)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def renew(self) -> None:
        """Show the chapter that is open at another size of text or in another language, behind what is worked at."""
        before = self.window
        if before is None:
            return
        key, was_open = before.key, before.isVisible()
        self.close()
        if was_open:
            self.window = self._build()
            self.window.show_chapter(key)
            self.window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            self.window.show()

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
