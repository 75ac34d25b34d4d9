"""A line of glyphs and texts in different sizes, measured and painted as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter

from ui.glyphs import Glyph, paint_glyph
from ui.paint import draw_text
from ui.theme import Theme

GLYPH = 16


@dataclass(frozen=True, slots=True)
class Run:
    """One piece of the line: a glyph, or a text at a size in a token's colour; `gap` px stand before it."""

    text: str = ""
    glyph: Glyph | None = None
    size: int = 13
    bold: bool = False
    token: str = "ink2"
    gap: int = 6


def width_of(runs: Sequence[Run], theme: Theme) -> int:
    """Measure a line in px."""
    total = 0
    for place, run in enumerate(runs):
        total += theme.px(run.gap) if place else 0
        total += theme.px(GLYPH) if run.glyph else _text_width(run, theme)
    return total


def paint_runs(painter: QPainter, rect: QRect, runs: Sequence[Run], theme: Theme) -> None:
    """Paint a line from the left edge of a rect, centred in its height."""
    left = rect.left()
    for place, run in enumerate(runs):
        left += theme.px(run.gap) if place else 0
        if run.glyph:
            side = theme.px(GLYPH)
            box = QRectF(left, rect.top() + (rect.height() - side) / 2, side, side)
            paint_glyph(painter, run.glyph, box, theme.colour)
            left += side
        else:
            width = _text_width(run, theme)
            room = QRect(left, rect.top(), width, rect.height())
            draw_text(painter, room, run.text, theme.font(run.size, bold=run.bold), theme.colour(run.token))
            left += width


def _text_width(run: Run, theme: Theme) -> int:
    return QFontMetrics(theme.font(run.size, bold=run.bold)).horizontalAdvance(run.text) + 1
