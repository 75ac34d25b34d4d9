"""Every state has a shape of its own, legible without colour; an unknown icon is an error."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from ui.glyphs import Glyph, paint_glyph
from ui.icons import Icons
from ui.theme import Theme

SIDE = 32


def black(token: str) -> QColor:
    """As on a grey print: what lies on a filled glyph is white, all else black."""
    return QColor(Qt.GlobalColor.white if token in ("glyph-on", "surface") else Qt.GlobalColor.black)


def printed(glyph: Glyph) -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_glyph(painter, glyph, QRectF(0, 0, SIDE, SIDE), black)
    painter.end()
    return image


def difference(one: QImage, other: QImage) -> int:
    return sum(
        abs(one.pixelColor(x, y).red() - other.pixelColor(x, y).red()) > 96
        for x in range(SIDE)
        for y in range(SIDE)
    )


def test_no_two_states_look_alike_in_black_and_white(theme: Theme) -> None:
    shapes = {glyph: printed(glyph) for glyph in Glyph}
    alike = [
        (one.value, other.value)
        for one, other in combinations(Glyph, 2)
        if difference(shapes[one], shapes[other]) < 40
    ]
    assert alike == []


def test_overdue_is_the_heaviest_mark(theme: Theme) -> None:
    blank = QImage(SIDE, SIDE, QImage.Format.Format_Grayscale8)
    blank.fill(Qt.GlobalColor.white)
    weight = {glyph: difference(printed(glyph), blank) for glyph in Glyph}
    assert max(weight, key=lambda glyph: weight[glyph]) is Glyph.OVER


def test_an_unknown_icon_is_an_error_not_an_empty_square(theme: Theme) -> None:
    with pytest.raises(FileNotFoundError):
        Icons().pixmap("nowhere", QColor("#000000"), 16, 1.0)
