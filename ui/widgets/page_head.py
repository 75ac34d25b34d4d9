"""The head of a page: its title, what it is of, its deeds; where it is narrow the rarer ones stand behind 更多."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme import Theme
from ui.widgets.fitting import FittingStrip
from ui.widgets.more_button import MoreButton


class PageHead(FittingStrip):
    """Subclasses fill `line` from the left, add their deeds, then `end`."""

    NARROWEST: ClassVar[int] = 640
    """How narrow the window may make it, in px."""

    def __init__(self, theme: Theme, name: str, more: MoreButton, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.setProperty("role", "head")
        self.more = more
        self._rare: list[tuple[QPushButton, QAction, int]] = []
        self.line.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        self.line.setSpacing(theme.px(12))

    def add_deed(self, made: QPushButton, gone_from: int = 0) -> None:
        """Add a button; from a level on it is found behind 更多 only, 0: never."""
        self.line.addWidget(made)
        if gone_from:
            action = self.more.add(f"{made.objectName()}Too", made.text(), made.click)
            self._rare.append((made, action, gone_from))

    def end(self) -> None:
        """End the row with 更多."""
        self.line.addWidget(self.more)
        self.more.offered().aboutToShow.connect(self._follow_deeds)
        self.theme.density_changed.connect(self._follow_density)
        self.set_level(0)
        self._follow_density()

    def set_level(self, level: int) -> None:
        super().set_level(level)
        for made, action, gone_from in self._rare:
            made.setVisible(level < gone_from)
            action.setVisible(level >= gone_from)
        offers_more = len(self.more.offered().actions()) > len(self._rare)
        self.more.setVisible(level > 0 or offers_more)

    def minimumSizeHint(self) -> QSize:
        """Let the window make it narrower than all its parts."""
        return QSize(self.theme.px(self.NARROWEST), super().minimumSizeHint().height())

    def _follow_deeds(self) -> None:
        """What cannot be done now cannot be done from the menu either."""
        for made, action, _gone_from in self._rare:
            action.setEnabled(made.isEnabled())

    def _follow_density(self) -> None:
        self.setFixedHeight(self.theme.row(56, 50))
        self.fit()
