"""What comes next, one under another: a ring or a tick, what it is, its day at the right end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gzparty.i18n import _
from ui.glyphs import Glyph, paint_glyph
from ui.paint import RIGHT, draw_text, hairline_below
from ui.theme import Theme

ROW, NARROW, GLYPH, INDENT, GAP = 38, 32, 16, 26, 8


class AheadStep(NamedTuple):
    """One thing to come, or one that is done already."""

    words: str
    when: str = ""
    done: bool = False


class AheadLines(QWidget):
    """As high as its lines; shows and is not clicked."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._steps: tuple[AheadStep, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.density_changed.connect(self.updateGeometry)

    def show_steps(self, steps: Sequence[AheadStep]) -> None:
        """Show what comes, in its order."""
        self._steps = tuple(steps)
        self.setAccessibleName(_("；").join(_spoken(step) for step in steps))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), len(self._steps) * self._theme.row(ROW, NARROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, height = self._theme, self._theme.row(ROW, NARROW)
        with QPainter(self) as painter:
            for place, step in enumerate(self._steps):
                room = QRect(0, place * height, self.width(), height)
                side = theme.px(GLYPH)
                box = QRectF(0, room.center().y() - side / 2 + 0.5, side, side)
                paint_glyph(painter, Glyph.DONE if step.done else Glyph.TODO, box, theme.colour)
                draw_text(painter, room, step.when, theme.font(13), theme.colour("ink2"), RIGHT)
                words = room.adjusted(theme.px(INDENT), 0, -self._when_width(step), 0)
                draw_text(painter, words, step.words, theme.font(14), theme.colour("ink"))
                hairline_below(painter, room, theme.colour("line2"))

    def _when_width(self, step: AheadStep) -> int:
        return QFontMetrics(self._theme.font(13)).horizontalAdvance(step.when) + self._theme.px(GAP)


def _spoken(step: AheadStep) -> str:
    return _("，").join(part for part in (step.words, step.when, _("已办") if step.done else "") if part)
