"""A short list of facts one under another: when, what, how it stands, a figure; painted as one widget."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gzparty.i18n import _
from ui.glyphs import Glyph, paint_glyph
from ui.paint import RIGHT, draw_text, hairline_below
from ui.theme import Theme

ROW, DETAIL, GAP, GLYPH, STATE, FIGURE = 36, 18, 8, 16, 78, 26


class Line(NamedTuple):
    """One fact; `detail` stands small under it, `struck` means it holds no longer."""

    when: str
    what: str
    state: str = ""
    glyph: Glyph | None = None
    figure: str = ""
    detail: str = ""
    struck: bool = False


class LineList(QWidget):
    """As high as its lines; it lies in a panel that scrolls."""

    def __init__(self, theme: Theme, name: str, when_width: int = 44, parent: QWidget | None = None) -> None:
        """Build with the least width of the column `when`, in px at 100 %; 0 leaves it out. Longer words widen it."""
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._when_width = when_width
        self._lines: tuple[Line, ...] = ()
        self._empty = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: Sequence[Line], empty: str) -> None:
        """Show facts, or say in one sentence why there are none."""
        self._lines, self._empty = tuple(lines), empty
        self.setAccessibleName("\n".join(line_sentence(line) for line in lines) or empty)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        height = sum(self._height(line) for line in self._lines) or self._theme.px(ROW)
        return QSize(self._theme.px(200), height)

    def event(self, event: QEvent) -> bool:
        """Say a whole line under the mouse, for what is shortened."""
        if isinstance(event, QHelpEvent):
            line = self._line_at(event.pos().y())
            QToolTip.showText(event.globalPos(), line_sentence(line) if line else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, top = self._theme, 0
        with QPainter(self) as painter:
            if not self._lines:
                draw_text(painter, self.rect(), self._empty, theme.font(13), theme.colour("ink3"))
            for line in self._lines:
                room = QRect(0, top, self.width(), self._height(line))
                self._paint_line(painter, room, line)
                hairline_below(painter, room, theme.colour("line"))
                top += room.height()

    def _paint_line(self, painter: QPainter, room: QRect, line: Line) -> None:
        theme = self._theme
        first = QRect(room.left(), room.top(), room.width(), theme.px(ROW))
        if line.detail:
            under = QRect(room.left(), room.top() + theme.px(ROW - 6), room.width(), theme.px(DETAIL))
            under.setLeft(self._what_left())
            draw_text(painter, under, line.detail, theme.font(12), theme.colour("ink3"))
        if self._when_width:
            when = QRect(first)
            when.setWidth(self._what_left() - theme.px(GAP))
            draw_text(painter, when, line.when, theme.font(13), theme.colour("ink2"))
            first.setLeft(self._what_left())
        if any(one.figure for one in self._lines):
            draw_text(painter, first, line.figure, theme.font(13), theme.colour("ink"), RIGHT)
            first.setRight(first.right() - theme.px(FIGURE))
        if width := self._state_width():
            self._paint_state(painter, first.adjusted(first.width() - width, 0, 0, 0), line)
            first.setRight(first.right() - width - theme.px(GAP))
        token = "ink3" if line.struck else "ink"
        draw_text(painter, first, line.what, self._font(line), theme.colour(token))

    def _paint_state(self, painter: QPainter, room: QRect, line: Line) -> None:
        theme, side = self._theme, self._theme.px(GLYPH)
        if line.glyph:
            box = QRectF(room.left(), room.center().y() - side / 2 + 0.5, side, side)
            paint_glyph(painter, line.glyph, box, theme.colour)
        words = room.adjusted(side + theme.px(4), 0, 0, 0)
        draw_text(painter, words, line.state, theme.font(13), theme.colour("ink"))

    def _what_left(self) -> int:
        """Where `what` begins: behind the longest `when`, but never beyond the middle."""
        if not self._when_width:
            return 0
        metrics = QFontMetrics(self._theme.font(13))
        longest = max(metrics.horizontalAdvance(line.when) for line in self._lines) + 1
        needed = max(self._theme.px(self._when_width), min(longest, self.width() // 2))
        return needed + self._theme.px(GAP)

    def _state_width(self) -> int:
        """How wide the column of the states is: as the longest needs it; 0 without any."""
        metrics = QFontMetrics(self._theme.font(13))
        longest = max((metrics.horizontalAdvance(line.state) for line in self._lines), default=0)
        needed = longest + self._theme.px(GLYPH + 4) + 1
        return min(max(needed, self._theme.px(STATE)), self.width() // 2) if longest else 0

    def _font(self, line: Line) -> QFont:
        font = QFont(self._theme.font(13))
        font.setStrikeOut(line.struck)
        return font

    def _height(self, line: Line) -> int:
        return self._theme.px(ROW + DETAIL if line.detail else ROW)

    def _line_at(self, y: int) -> Line | None:
        top = 0
        for line in self._lines:
            top += self._height(line)
            if y < top:
                return line
        return None


def line_sentence(line: Line) -> str:
    """Say a fact: 05-20，矛盾纠纷排查与网格治理，到，4 学时."""
    figure = _("{n} 学时").format(n=line.figure) if line.figure else ""
    struck = _("已撤销") if line.struck else ""
    return _("，").join(
        part for part in (line.when, line.what, line.state, figure, line.detail, struck) if part
    )
