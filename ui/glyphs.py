"""Status glyphs: each state differs in shape and weight first, in colour second."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

BOX = 16.0


class Glyph(StrEnum):
    """States as drawn; the comment names what a clerk reads."""

    DONE = "done"  # 已办, 到
    LATE = "late"  # 补办, 迟到
    PART = "part"  # 一部分, 整改中
    Q3 = "q3"  # 待验收
    SOON = "soon"  # 快到期
    OVER = "over"  # 逾期
    TODO = "todo"  # 未到期, 待核实
    DRAFT = "draft"  # 没填完
    HELD = "held"  # 开了没交
    UNENTERED = "unentered"  # 交了没登
    RETURNED = "returned"  # 材料不齐已退
    LEAVE = "leave"  # 请假
    OUT = "out"  # 公出
    SUBSTITUTE = "substitute"  # 代会
    EARLY = "early"  # 早退
    ABSENT = "absent"  # 缺席
    ERRAND = "errand"  # 要材料
    NOT_APPLICABLE = "na"  # 没有, 不涉及


class Stroke(NamedTuple):
    """One part of a glyph in 16-unit coordinates, filled where `width` is 0 and outlined else."""

    path: QPainterPath
    token: str
    width: float = 0.0
    dashed: bool = False


def paint_glyph(painter: QPainter, glyph: Glyph, rect: QRectF, colour: Callable[[str], QColor]) -> None:
    """Paint a glyph into a square; `colour` turns a token name into a colour of the theme."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / BOX, rect.height() / BOX)
    for stroke in strokes(glyph):
        _paint_stroke(painter, stroke, colour(stroke.token))
    painter.restore()


def _paint_stroke(painter: QPainter, stroke: Stroke, colour: QColor) -> None:
    if not stroke.width:
        painter.fillPath(stroke.path, colour)
        return
    pen = QPen(
        colour, stroke.width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
    if stroke.dashed:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([2.3 / stroke.width, 1.6 / stroke.width])
    painter.strokePath(stroke.path, pen)


@cache
def strokes(glyph: Glyph) -> tuple[Stroke, ...]:
    """Give the parts of a glyph in painting order."""
    return _DRAWINGS[glyph]()


def _lines(*runs: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath()
    for run in runs:
        path.moveTo(QPointF(*run[0]))
        for point in run[1:]:
            path.lineTo(QPointF(*point))
    return path


def _ring(x: float, y: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _box(rect: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


def _pie(degrees: float) -> QPainterPath:
    path = QPainterPath(QPointF(8, 8))
    path.arcTo(QRectF(2.5, 2.5, 11, 11), 90, degrees)
    path.closeSubpath()
    return path


def _tick(drop: float) -> QPainterPath:
    return _lines(((3, 8.6 + drop), (6.2, 11.8 + drop), (12.6, 4.6 + drop)))


def _late() -> tuple[Stroke, ...]:
    return (
        Stroke(_lines(((3, 7.1), (6.2, 10.3), (12.6, 3.2))), "g-ok", 2),
        Stroke(_lines(((3, 14), (13, 14))), "g-warn", 1.6),
    )


def _over() -> tuple[Stroke, ...]:
    return (
        Stroke(_box(QRectF(1.5, 1.5, 13, 13), 3), "over"),
        Stroke(_lines(((8, 4.4), (8, 8.8))), "glyph-on", 2),
        Stroke(_ring(8, 11.6, 1.15), "glyph-on"),
    )


def _soon() -> tuple[Stroke, ...]:
    return (
        Stroke(_ring(8, 8, 5.8), "g-warn", 1.7),
        Stroke(_lines(((8, 4.8), (8, 8), (10.2, 9.6))), "g-warn", 1.7),
    )


def _draft() -> tuple[Stroke, ...]:
    path = _lines(((3.2, 12.8), (4, 9.9), (10.6, 3.3)))
    path.cubicTo(QPointF(11.2, 2.8), QPointF(12, 2.8), QPointF(12.6, 3.3))
    path.cubicTo(QPointF(13.1, 3.9), QPointF(13.1, 4.7), QPointF(12.6, 5.3))
    path.lineTo(QPointF(6.1, 11.9))
    path.closeSubpath()
    return (Stroke(path, "info", 1.5),)


def _sheet(left: float, top: float) -> QPainterPath:
    return _lines(((left, top), (9.2, top), (12.6, 5.5), (12.6, 13.8), (left, 13.8), (left, top)))


def _unentered() -> tuple[Stroke, ...]:
    return (
        Stroke(_sheet(3.3, 1.9), "info"),
        Stroke(_lines(((5.6, 7.4), (10.4, 7.4)), ((5.6, 10.4), (10.4, 10.4))), "surface", 1.4),
    )


def _returned() -> tuple[Stroke, ...]:
    path = _lines(((6, 2.8), (2.8, 6), (6, 9.2)), ((3, 6), (9.4, 6)))
    path.arcTo(QRectF(5.8, 6, 7.2, 7.2), 90, -180)
    path.lineTo(QPointF(5.6, 13.2))
    return (Stroke(path, "g-warn", 1.8),)


def _substitute() -> tuple[Stroke, ...]:
    shoulders = QPainterPath(QPointF(1.6, 13.4))
    shoulders.arcTo(QRectF(1.6, 9, 8.8, 8.8), 180, -120)
    arrow = _lines(((9.4, 11.6), (14.4, 11.6)), ((12.2, 9.4), (14.4, 11.6), (12.2, 13.8)))
    return (
        Stroke(_ring(6, 5, 2.6), "info", 1.5),
        Stroke(shoulders, "info", 1.5),
        Stroke(arrow, "info", 1.5),
    )


def _early() -> tuple[Stroke, ...]:
    return (Stroke(_tick(0), "g-ok", 2), Stroke(_lines(((3, 2.2), (13, 2.2))), "g-warn", 1.6))


def _errand() -> tuple[Stroke, ...]:
    flag = _lines(((4, 14.2), (4, 2.4)), ((4, 3), (12.4, 3), (10.4, 6), (12.4, 9), (4, 9)))
    return (Stroke(flag, "g-warn", 1.7),)


def _one(path: Callable[[], QPainterPath], token: str, width: float) -> Callable[[], tuple[Stroke, ...]]:
    return lambda: (Stroke(path(), token, width),)


def _disc(degrees: float) -> Callable[[], tuple[Stroke, ...]]:
    return lambda: (Stroke(_ring(8, 8, 5.5), "info", 1.6), Stroke(_pie(degrees), "info"))


_DRAWINGS: dict[Glyph, Callable[[], tuple[Stroke, ...]]] = {
    Glyph.DONE: _one(lambda: _lines(((3, 8.6), (6.4, 12), (13, 4.6))), "g-ok", 2),
    Glyph.LATE: _late,
    Glyph.PART: _disc(180),
    Glyph.Q3: _disc(270),
    Glyph.SOON: _soon,
    Glyph.OVER: _over,
    Glyph.TODO: _one(lambda: _ring(8, 8, 3.6), "g-todo", 1.5),
    Glyph.DRAFT: _draft,
    Glyph.HELD: lambda: (Stroke(_sheet(4, 2.4), "g-warn", 1.5, dashed=True),),
    Glyph.UNENTERED: _unentered,
    Glyph.RETURNED: _returned,
    Glyph.LEAVE: _one(lambda: _lines(((8, 2.6), (13.4, 8), (8, 13.4), (2.6, 8), (8, 2.6))), "g-warn", 1.7),
    Glyph.OUT: _one(lambda: _lines(((5, 11), (11, 5)), ((6.4, 5), (11, 5), (11, 9.6))), "info", 1.8),
    Glyph.SUBSTITUTE: _substitute,
    Glyph.EARLY: _early,
    Glyph.ABSENT: _one(lambda: _lines(((4, 4), (12, 12)), ((12, 4), (4, 12))), "over", 2.2),
    Glyph.ERRAND: _errand,
    Glyph.NOT_APPLICABLE: _one(lambda: _lines(((5, 8), (11, 8))), "g-todo", 1.5),
}
