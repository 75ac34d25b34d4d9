"""没问题 | 有问题: the two answers to an item side by side, none of them held until somebody says."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from gzparty.domain.inspection import Answer
from gzparty.i18n import N_
from ui.glyphs import Glyph, paint_glyph
from ui.paint import draw_text, fill
from ui.theme import Theme
from ui.widgets.segments import Segment, Segments

WIDTH = 86
GLYPH, GAP, EDGE = 16, 5, 6
CHOICES = ((Answer.FINE.value, N_("没问题")), (Answer.PROBLEM.value, N_("有问题")))
_DRESS = {
    Answer.FINE.value: (Glyph.DONE, "ok", "ok-bg", False),
    Answer.PROBLEM.value: (Glyph.OVER, "over", "over-bg", True),
}


class AnswerSegment(Segment):
    """One answer; the row has the keys, so that Tab does not stop twice in it."""

    HEIGHT = 26

    def __init__(self, theme: Theme, key: str, words: str) -> None:
        super().__init__(theme, key, words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        words_width = QFontMetrics(theme.font(13, bold=True)).horizontalAdvance(self.text())
        self.setFixedWidth(max(theme.px(WIDTH), words_width + theme.px(GLYPH + GAP + 2 * EDGE)))

    def paint_background(self, painter: QPainter, rect: QRect) -> None:
        _glyph, _tone, ground, _bold = _DRESS[self.key]
        token = ground if self.isChecked() else "hover" if self.underMouse() else "surface"
        fill(painter, rect, self.theme.colour(token))
        if self.key != CHOICES[0][0]:
            fill(painter, QRect(rect.left(), rect.top(), 1, rect.height()), self.theme.colour("line2"))

    def paint_line(self, painter: QPainter, room: QRect) -> None:
        theme = self.theme
        glyph, tone, _ground, bold = _DRESS[self.key]
        chosen = self.isChecked()
        font = theme.font(13, bold=bold and chosen)
        words = QFontMetrics(font).horizontalAdvance(self.text()) + 1
        side, gap = (theme.px(GLYPH), theme.px(GAP)) if chosen else (0, 0)
        left = room.left() + (room.width() - words - side - gap) // 2
        if chosen:
            box = QRectF(left, room.top() + (room.height() - side) / 2, side, side)
            paint_glyph(painter, glyph, box, theme.colour)
        text = QRect(left + side + gap, room.top(), words, room.height())
        draw_text(painter, text, self.text(), font, theme.colour(tone if chosen else "ink3"))


class AnswerSegments(Segments):
    """Begins with no answer."""

    SEGMENT = AnswerSegment

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, CHOICES)
        self.set_value("")
        self.setFixedHeight(theme.px(28))
