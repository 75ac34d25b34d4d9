"""更多: the quiet button at the end of a row of deeds, with the rarer ones behind it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.shortened import ShortButton

CHEVRON = 14


class MoreButton(ShortButton):
    """Opens a menu; a deed that cannot be done now stands there disabled and says why in its tooltip."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        words: str = "",
        parent: QWidget | None = None,
        *,
        dots: bool = False,
        small: bool = False,
    ) -> None:
        """Build with words, or with three `dots` only where there is no room for words; `small` beside small buttons."""
        super().__init__("" if dots else words or _("更多"), parent)
        self.setObjectName(name)
        self.setProperty("kind", "dots" if dots else "smallMore" if small else "more")
        self._chevron = not dots
        if dots:
            theme.dress(self, "more")
            self.setAccessibleName(words or _("更多"))
            self.setToolTip(words or _("更多"))
        self._theme = theme
        self._offered = QMenu(self)
        self._offered.setObjectName(f"{name}Menu")
        self._offered.setToolTipsVisible(True)
        self.clicked.connect(self.open_menu)

    def add(self, name: str, words: str, deed: Callable[[], object]) -> QAction:
        """Add a deed and give it."""
        action = self._offered.addAction(words)
        action.setObjectName(name)
        action.triggered.connect(deed)
        return action

    def add_line(self) -> None:
        """Part what comes from what came."""
        self._offered.addSeparator()

    def offered(self) -> QMenu:
        """The menu, for a right click elsewhere too."""
        return self._offered

    def open_menu(self) -> None:
        """Open the menu below the button, or above it where there is no room."""
        below = self.mapToGlobal(self.rect().bottomLeft())
        self._offered.popup(below)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._chevron:
            return
        with QPainter(self) as painter:
            side = self._theme.px(CHEVRON)
            box = QRectF(self.width() - side - self._theme.px(10), (self.height() - side) / 2, side, side)
            self._theme.icons.paint(painter, box, "down", self._theme.colour("ink3"))
