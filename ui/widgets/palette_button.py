"""The box in the menu row that opens the palette: it looks like what it opens, and names its key."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from gzparty.i18n import _
from ui.keymap import binding
from ui.paint import RIGHT, draw_ring, draw_text, fill_rounded
from ui.theme import Theme

WIDTH, LEAST, HEIGHT, SIDE, ICON = 290, 150, 28, 10, 16


class PaletteButton(QPushButton):
    """Painted like a search box; Enter, the space bar or a click open the palette."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("paletteButton")
        self._theme = theme
        self._words = _("查找人、村、问题或功能")
        self._key = binding("palette").keys[0]
        self.setAccessibleName(_("{words}，{key}").format(words=self._words, key=self._key))
        self.setToolTip(self.accessibleName())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setFixedHeight(theme.px(HEIGHT))
        self.setMinimumWidth(theme.px(LEAST))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(WIDTH), self._theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, room = self._theme, self.rect()
        with QPainter(self) as painter:
            fill_rounded(painter, room, 4, theme.colour("surface"), theme.colour("ctl"))
            if self.hasFocus():
                draw_ring(painter, room, theme.colour("focus"), 4)
            side = theme.px(ICON)
            left = theme.px(SIDE)
            theme.icons.paint(
                painter, QRectF(left, (room.height() - side) / 2, side, side), "search", theme.colour("ink2")
            )
            font = theme.font(12)
            key = QRect(room.adjusted(0, 0, -left, 0))
            draw_text(painter, key, self._key, font, theme.colour("ink3"), RIGHT)
            taken = painter.fontMetrics().horizontalAdvance(self._key) + 2 * left
            words = room.adjusted(left + side + theme.px(8), 0, -taken, 0)
            draw_text(painter, words, self._words, theme.font(13), theme.colour("ink2"))
