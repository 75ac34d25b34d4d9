"""A word on a small coloured ground: 条例, 镇定, 力争."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter

from ui.paint import CENTRE, draw_text, fill_rounded
from ui.theme import Theme

HEIGHT, PADDING, RADIUS = 22, 8, 3
GROUNDS = {
    "plain": ("hover", "ink2"),
    "ok": ("ok-bg", "ok"),
    "warn": ("warn-bg", "warn"),
    "info": ("info-bg", "info"),
}
"""The tokens of ground and text by tone."""


def paint_tag(painter: QPainter, room: QRect, words: str, tone: str, theme: Theme) -> None:
    """Paint a tag at the left of a cell."""
    ground, ink = GROUNDS[tone]
    font = theme.font(12)
    height = theme.px(HEIGHT)
    top = room.center().y() - height // 2 + 1
    tag = QRect(room.left(), top, min(tag_width(words, theme), room.width()), height)
    fill_rounded(painter, tag, RADIUS, theme.colour(ground), None)
    draw_text(painter, tag, words, font, theme.colour(ink), CENTRE)


def tag_width(words: str, theme: Theme) -> int:
    """How wide a tag is, in px."""
    return QFontMetrics(theme.font(12)).horizontalAdvance(words) + 2 * theme.px(PADDING)
