"""How large the one window is, as it was left or as the screen allows, and how densely it shows what it shows."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.preferences import DENSITY, Preference

KEPT = "window/geometry"
FIRST_SIZE = QSize(1440, 900)
COMPACT_BELOW = QSize(1400, 760)
MAXIMISE_BELOW = 1600


class WindowSize(QObject):
    """Sizes a window; `least` is what everything has to fit in."""

    def __init__(self, window: QWidget, desk: Desk, least: QSize) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._least = least
        desk.preferences.changed.connect(self._follow_preference)

    def set_up(self) -> None:
        """Give the window the size and place it was left in, else one that fits the screen."""
        window, least = self._window, self._least
        window.setMinimumSize(least)
        available = QGuiApplication.primaryScreen().availableGeometry()
        kept = self._desk.memory.recall_bytes(KEPT)
        if not kept.isEmpty() and window.restoreGeometry(kept) and self.is_on_a_screen():
            return
        size = FIRST_SIZE.boundedTo(available.size()).expandedTo(least)
        window.resize(size)
        window.move(available.center() - window.rect().center())
        if available.width() < MAXIMISE_BELOW:
            window.setWindowState(Qt.WindowState.WindowMaximized)

    def keep(self) -> None:
        """Remember how the window is left."""
        self._desk.memory.keep_bytes(KEPT, self._window.saveGeometry())

    def is_on_a_screen(self) -> bool:
        """Whether any of the window is in sight: the screen it was left on may be gone."""
        return any(
            screen.availableGeometry().intersects(self._window.frameGeometry())
            for screen in QGuiApplication.screens()
        )

    def choose_density(self) -> None:
        """Show more in less room where the window is small, unless the user prefers one way."""
        theme = self._desk.theme
        narrow = self._window.width() < COMPACT_BELOW.width() * theme.scale
        small = narrow or self._window.height() < COMPACT_BELOW.height() * theme.scale
        pinned = self._desk.preferences.value(DENSITY)
        theme.set_compact(pinned == "compact" if pinned else small)

    def _follow_preference(self, preference: Preference) -> None:
        if preference is DENSITY:
            self.choose_density()
