"""What happened, the newest first: a mark, a word in bold, what there is to say, the day at the right edge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gzparty.i18n import _
from ui.paint import RIGHT, draw_text, fill, fill_rounded
from ui.theme import Theme

ROW, MARK, GAP = 27, 10, 10
LONGEST_WORD = 0.5
"""Share of the width the bold word may take."""


class Moment(NamedTuple):
    """One thing that happened; `alarm` paints it in red."""

    word: str
    text: str
    day: str
    alarm: bool = False


class Timeline(QWidget):
    """As high as its moments; it lies in a panel that scrolls. What is shortened is said whole under the mouse."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._moments: tuple[Moment, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Show other moments."""
        self._moments = tuple(moments)
        self.setAccessibleName("\n".join(moment_sentence(one) for one in moments))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(ROW) * max(1, len(self._moments)))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            place = event.pos().y() // self._theme.px(ROW)
            inside = 0 <= place < len(self._moments)
            words = moment_sentence(self._moments[place]) if inside else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, height = self._theme, self._theme.px(ROW)
        with QPainter(self) as painter:
            if len(self._moments) > 1:
                line = QRect(theme.px(MARK) // 2, height // 2, 2, height * (len(self._moments) - 1))
                fill(painter, line, theme.colour("line2"))
            for place, moment in enumerate(self._moments):
                self._paint_moment(painter, QRect(0, place * height, self.width(), height), moment)

    def _paint_moment(self, painter: QPainter, room: QRect, moment: Moment) -> None:
        theme, side = self._theme, self._theme.px(MARK)
        mark = QRectF(0, room.center().y() - side / 2, side, side).toRect()
        fill_rounded(painter, mark.adjusted(-2, -2, 2, 2), 4, theme.colour("subtle"), None)
        fill_rounded(painter, mark, 3, theme.colour("over" if moment.alarm else "ctl"), None)
        if not moment.alarm:
            fill_rounded(painter, mark.adjusted(2, 2, -2, -2), 1.5, theme.colour("subtle"), None)
        small, bold = theme.font(13), theme.font(13, bold=True)
        draw_text(painter, room, moment.day, small, theme.colour("ink3"), RIGHT)
        room = room.adjusted(side + theme.px(GAP), 0, 0, 0)
        room.setRight(room.right() - QFontMetrics(small).horizontalAdvance(moment.day) - theme.px(GAP))
        token = "over" if moment.alarm else "ink"
        word = QRect(room)
        word.setWidth(
            min(QFontMetrics(bold).horizontalAdvance(moment.word) + 1, round(room.width() * LONGEST_WORD))
        )
        draw_text(painter, word, moment.word, bold, theme.colour(token))
        room.setLeft(word.right() + theme.px(7))
        draw_text(painter, room, moment.text, small, theme.colour("ink"))


def moment_sentence(moment: Moment) -> str:
    """6月10日，退回，只有照片."""
    return _("，").join(part for part in (moment.day, moment.word, moment.text) if part)
