"""Small painting helpers shared by delegates and painted controls."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignCenter
_ONE_LINE = Qt.TextFlag.TextSingleLine.value


def rect_of(option: QStyleOptionViewItem) -> QRect:
    """Give where an item is painted; the stubs of PySide6 6.8 do not know the field."""
    rect: QRect = option.rect  # type: ignore[attr-defined]
    return rect


def fill(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """Fill a rect; fillRect would make PySide build the 169 names of QGradient.Preset first."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(rect)


def draw_text(
    painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor, align: Qt.AlignmentFlag = LEFT
) -> None:
    """Draw one line, shortened with … where it does not fit."""
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) > rect.width():
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, align.value | _ONE_LINE, text)


def fill_rounded(painter: QPainter, rect: QRect, radius: float, fill: QColor, border: QColor | None) -> None:
    """Fill a rounded box; its border is one hairline inside the rect."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill)
    painter.setPen(QPen(border, 1) if border else Qt.PenStyle.NoPen)
    inset = 0.5 if border else 0.0
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def draw_ring(painter: QPainter, rect: QRect, colour: QColor, radius: float = 0.0) -> None:
    """Draw the focus ring of two px inside a rect."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, radius > 0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(
        QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin)
    )
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


def hairline_below(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """Draw one device-independent px along the bottom edge."""
    fill(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), colour)
