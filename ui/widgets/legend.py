"""The line below a matrix that names its glyphs; what has no room is left out from the end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from gzparty.i18n import _
from ui.glyphs import Glyph, paint_glyph
from ui.paint import draw_text, fill, fill_rounded
from ui.theme import Theme

GLYPH, GAP, BETWEEN, EDGE = 16, 4, 14, 20


class Legend(QFrame):
    """Glyphs with their words; None stands for the filled cell of 不涉及."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        entries: Sequence[tuple[Glyph | None, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._entries = tuple(entries)
        self.setAccessibleName(_("、").join(words for _glyph, words in entries))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, self._theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        metrics = QFontMetrics(theme.font(12))
        with QPainter(self) as painter:
            fill(painter, self.rect(), theme.colour("subtle"))
            fill(painter, QRect(0, 0, self.width(), 1), theme.colour("line2"))
            left = theme.px(EDGE)
            for glyph, words in self._entries:
                width = theme.px(GLYPH + GAP) + metrics.horizontalAdvance(words) + 1
                if left + width > self.width() - theme.px(4):
                    break
                self._paint_sign(painter, left, glyph)
                start = left + theme.px(GLYPH + GAP)
                room = QRect(start, 0, width, self.height())
                draw_text(painter, room, words, theme.font(12), theme.colour("ink2"))
                left += width + theme.px(BETWEEN)

    def _paint_sign(self, painter: QPainter, left: int, glyph: Glyph | None) -> None:
        theme, side = self._theme, self._theme.px(GLYPH)
        top = (self.height() - side) // 2
        if glyph:
            paint_glyph(painter, glyph, QRectF(left, top, side, side), theme.colour)
        else:
            box = QRect(left, top + 1, side, side - 2)
            fill_rounded(painter, box, 2, theme.colour("hover"), theme.colour("line2"))
