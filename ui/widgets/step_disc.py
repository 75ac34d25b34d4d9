"""The disc of a step in a chain: ticked once it is done, red while it is under way, a ring before."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.paint import CENTRE, draw_text
from ui.theme import Theme

TICK = 14


def paint_disc(painter: QPainter, theme: Theme, disc: QRectF, place: int, *, done: bool, now: bool) -> None:
    """Paint the disc of a step, counted from 0; what is neither done nor under way is still to come."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = theme.colour("g-ok" if done else "red" if now else "ctl")
    painter.setPen(QPen(edge, 2))
    painter.setBrush(edge if done or now else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(disc.center(), disc.width() / 2 - 1, disc.width() / 2 - 1)
    painter.restore()
    if done:
        side = theme.px(TICK)
        corner = disc.center() - QPointF(side / 2, side / 2)
        box = QRectF(corner.x(), corner.y(), side, side)
        theme.icons.paint(painter, box, "check", theme.colour("surface"))
        return
    font, tone = theme.font(12, bold=now), "on-red" if now else "ink3"
    draw_text(painter, disc.toRect(), str(place + 1), font, theme.colour(tone), CENTRE)
