"""The steps of a longer piece of work side by side: done, under way, to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gzparty.i18n import _
from ui.paint import draw_text, fill, hairline_below
from ui.theme import Theme
from ui.widgets.step_disc import paint_disc

DISC, GAP, LINE, LINE_GAP, PADDING, HEIGHT = 22, 8, 40, 14, 20, 52


class StepLine(QWidget):
    """Painted discs with their words; it shows, it is not clicked."""

    def __init__(self, theme: Theme, name: str, steps: Sequence[str], parent: QWidget | None = None) -> None:
        """Take the steps' words, marked with N_; the first one is under way."""
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._steps = tuple(steps)
        self._current = 0
        self.setFixedHeight(theme.px(HEIGHT))
        self.show_step(0)

    def show_step(self, current: int) -> None:
        """Say which step is under way, counted from 0; beyond the last all are done."""
        self._current = current
        count = len(self._steps)
        place = min(current, count - 1)
        said = _("第 {n} 步，共 {count} 步：{words}")
        self.setAccessibleName(said.format(n=place + 1, count=count, words=_(self._steps[place])))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self._theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            fill(painter, self.rect(), theme.colour("subtle"))
            hairline_below(painter, self.rect(), theme.colour("line"))
            left = theme.px(PADDING)
            for place, words in enumerate(self._steps):
                if place:
                    left = self._paint_line(painter, left, reached=place <= self._current)
                left = self._paint_step(painter, left, place, _(words))

    def _paint_line(self, painter: QPainter, left: int, *, reached: bool) -> int:
        theme = self._theme
        left += theme.px(LINE_GAP)
        line = QRect(left, self.height() // 2 - 1, theme.px(LINE), 2)
        fill(painter, line, theme.colour("g-ok" if reached else "line2"))
        return left + theme.px(LINE + LINE_GAP)

    def _paint_step(self, painter: QPainter, left: int, place: int, words: str) -> int:
        theme, now = self._theme, place == self._current
        disc = QRectF(left, (self.height() - theme.px(DISC)) / 2, theme.px(DISC), theme.px(DISC))
        paint_disc(painter, theme, disc, place, done=place < self._current, now=now)
        left += theme.px(DISC + GAP)
        font = theme.font(14, bold=now)
        width = QFontMetrics(font).horizontalAdvance(words) + 1
        tone = "ink" if now else "ink2" if place < self._current else "ink3"
        draw_text(painter, QRect(left, 0, width, self.height() - 1), words, font, theme.colour(tone))
        return left + width
