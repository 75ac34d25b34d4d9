"""A line of glyphs and texts in different sizes, measured and painted as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.glyphs import Glyph, paint_glyph
from ui.paint import draw_text
from ui.theme import Theme

GLYPH = 16
ICON = 14


class Run(NamedTuple):
    """One piece: a glyph, an icon by name, or a text at a size in a token's colour; `gap` px stand before it."""

    text: str = ""
    glyph: Glyph | None = None
    icon: str = ""
    size: int = 13
    bold: bool = False
    token: str = "ink2"
    gap: int = 6


def width_of(runs: Sequence[Run], theme: Theme) -> int:
    """Measure a line in px."""
    total = 0
    for place, run in enumerate(runs):
        total += theme.px(run.gap) if place else 0
        total += _width(run, theme)
    return total


def paint_runs(painter: QPainter, rect: QRect, runs: Sequence[Run], theme: Theme) -> None:
    """Paint a line from the left edge of a rect, centred in its height."""
    left = rect.left()
    for place, run in enumerate(runs):
        left += theme.px(run.gap) if place else 0
        width = _width(run, theme)
        if left >= rect.right() or ((run.glyph or run.icon) and left + width > rect.right() + 1):
            # Half a glyph says something else than the whole one.
            return
        box = QRectF(left, rect.top() + (rect.height() - width) / 2, width, width)
        if run.glyph:
            paint_glyph(painter, run.glyph, box, theme.colour)
        elif run.icon:
            theme.icons.paint(painter, box, run.icon, theme.colour(run.token))
        else:
            room = QRect(left, rect.top(), min(width, rect.right() + 1 - left), rect.height())
            draw_text(painter, room, run.text, theme.font(run.size, bold=run.bold), theme.colour(run.token))
        left += width


def _width(run: Run, theme: Theme) -> int:
    if run.glyph:
        return theme.px(GLYPH)
    if run.icon:
        return theme.px(ICON)
    return QFontMetrics(theme.font(run.size, bold=run.bold)).horizontalAdvance(run.text) + 1


class RunLine(QWidget):
    """A line of runs as a widget of its own."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._runs: tuple[Run, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_runs(self, runs: Sequence[Run], spoken: str) -> None:
        """Show a line and say it to screen readers."""
        self._runs = tuple(runs)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(width_of(self._runs, self._theme), self._theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_runs(painter, self.rect(), self._runs, self._theme)
