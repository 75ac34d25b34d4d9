"""A tick box painted by the tokens: the style's own is invisible on black."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.paint import draw_ring, draw_text, fill_rounded
from ui.theme import Theme
from ui.widgets.shortened import is_shortened, least_width, tell_whole

BOX = 16
GAP = 8


class Check(QCheckBox):
    """A box of 16 px and its words."""

    def __init__(self, theme: Theme, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setObjectName(name)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._theme.font()).horizontalAdvance(self.text())
        return QSize(words + self._theme.px(BOX + GAP + 6), self._theme.px(28))

    def minimumSizeHint(self) -> QSize:
        whole, box = self.sizeHint(), self._theme.px(BOX + GAP + 6)
        return QSize(least_width(self, whole.width() - box) + box, whole.height())

    def enterEvent(self, event: QEnterEvent) -> None:
        tell_whole(self, self.text(), is_short=is_shortened(self))
        super().enterEvent(event)

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, side = self._theme, self._theme.px(BOX)
        with QPainter(self) as painter:
            live = self.isEnabled()
            paint_tick(painter, theme, self.rect().adjusted(2, 0, 0, 0), checked=self.isChecked(), live=live)
            words = self.rect().adjusted(2 + side + theme.px(GAP), 0, 0, 0)
            draw_text(painter, words, self.text(), theme.font(), theme.colour("ink" if live else "dis"))
            if self.hasFocus():
                draw_ring(painter, self.rect(), theme.colour("focus"), 3)


def paint_tick(painter: QPainter, theme: Theme, room: QRect, *, checked: bool, live: bool = True) -> None:
    """Paint a tick box at the left edge of a room, centred in its height."""
    side = theme.px(BOX)
    box = QRect(room.left(), room.top() + (room.height() - side) // 2, side, side)
    fill = "g-ok" if checked and live else "surface" if live else "subtle"
    fill_rounded(painter, box, 3, theme.colour(fill), theme.colour("ctl" if live else "line2"))
    if checked:
        tick = QRectF(box).adjusted(1, 1, -1, -1)
        theme.icons.paint(painter, tick, "check", theme.colour("surface" if live else "dis"))
