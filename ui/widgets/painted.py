"""Base of the buttons we paint ourselves: chips, counters, key caps, navigation items."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.paint import draw_ring, fill
from ui.theme import Theme
from ui.widgets.runs import Run, paint_runs, width_of
from ui.widgets.shortened import is_shortened, least_width, tell_whole


class PaintedButton(QAbstractButton):
    """A button made of runs; takes the focus from the keyboard only, so a click leaves it where it was."""

    HEIGHT = 32
    PADDING = 10
    RADIUS = 4

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.theme = theme
        self._runs: tuple[Run, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_runs(self, runs: Sequence[Run], spoken: str) -> None:
        """Show a line and say it to screen readers."""
        self._runs = tuple(runs)
        self.setText(spoken)
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = width_of(self._runs, self.theme) + 2 * self.theme.px(self.PADDING)
        return QSize(width, self.theme.px(self.HEIGHT))

    def minimumSizeHint(self) -> QSize:
        whole, padding = self.sizeHint(), 2 * self.theme.px(self.PADDING)
        return QSize(least_width(self, whole.width() - padding) + padding, whole.height())

    def enterEvent(self, event: QEnterEvent) -> None:
        tell_whole(self, self.text(), is_short=is_shortened(self))
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self.paint_background(painter, self.rect())
            padding = self.theme.px(self.PADDING)
            self.paint_line(painter, self.rect().adjusted(padding, 0, -padding, 0))
            if self.hasFocus():
                draw_ring(painter, self.rect(), self.theme.colour("focus"), self.RADIUS)

    def paint_background(self, painter: QPainter, rect: QRect) -> None:
        """Paint what lies under the line; subclasses choose."""
        if self.isDown() or self.underMouse():
            fill(painter, rect, self.theme.colour("press" if self.isDown() else "hover"))

    def paint_line(self, painter: QPainter, room: QRect) -> None:
        """Paint the line inside the padding."""
        paint_runs(painter, room, self._runs, self.theme)
