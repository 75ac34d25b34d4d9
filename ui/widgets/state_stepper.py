"""How far something has come along its chain: discs on a line, with what happened on the way below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gzparty.i18n import _
from ui.paint import CENTRE, draw_ring, draw_text, fill
from ui.theme import Theme
from ui.widgets.step_disc import paint_disc

DISC, GAP, HEIGHT, WORDS, CAPTION, LEAN, LOOK = 22, 6, 62, 18, 16, 6, 5
_NEXT = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_CHOOSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Stage(NamedTuple):
    """One disc: its words, and a small caption such as 延期 1; what is brief stands where the whole has no room."""

    words: str
    caption: str = ""
    brief: str = ""
    brief_caption: str = ""


class StateStepper(QWidget):
    """The discs share the width. A plain one shows and is not clicked; a `choosing` one tells which step is asked for."""

    chosen = Signal(int)
    """The step, counted from 0, that was clicked, or chosen by arrows and Space."""

    def __init__(
        self, theme: Theme, name: str, parent: QWidget | None = None, *, choosing: bool = False
    ) -> None:
        """With `choosing` each step can be asked for, by mouse and by keyboard."""
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._stages: tuple[Stage, ...] = ()
        self._current = 0
        self._live = True
        self._looked_at = -1
        self._choosing = choosing
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if choosing:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_stages(self, stages: Sequence[Stage], current: int, *, live: bool = True) -> None:
        """Say which stage is under way, counted from 0; past the last one all are done. Not `live`: it was broken off."""
        self._stages, self._current, self._live = tuple(stages), current, live
        self._say()

    def look_at(self, place: int) -> None:
        """Mark the step that is shown beside the chain, -1 for none."""
        self._looked_at = place
        self._say()

    def looked_at(self) -> int:
        """The step that is shown beside the chain."""
        return self._looked_at

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(280), self._theme.px(HEIGHT + (LOOK if self._choosing else 0)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from step to step, Space asks for the one shown again."""
        key = Qt.Key(event.key())
        if self._choosing and key in _NEXT and self._stages:
            here = self._looked_at if self._looked_at >= 0 else self._current
            self.chosen.emit(min(max(here + _NEXT[key], 0), len(self._stages) - 1))
        elif self._choosing and key in _CHOOSING and self._looked_at >= 0:
            self.chosen.emit(self._looked_at)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self._choosing and self._stages and self.rect().contains(event.position().toPoint())
        if inside and event.button() == Qt.MouseButton.LeftButton:
            place = int(event.position().x() * len(self._stages) / max(self.width(), 1))
            self.chosen.emit(min(place, len(self._stages) - 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._stages:
            return
        with QPainter(self) as painter:
            for place in range(len(self._stages)):
                if place:
                    self._paint_line(painter, place)
            for place, stage in enumerate(self._stages):
                self._paint_stage(painter, place, stage)

    def _middle(self, place: int) -> float:
        return self.width() * (2 * place + 1) / (2 * len(self._stages))

    def _paint_line(self, painter: QPainter, place: int) -> None:
        theme = self._theme
        edge = theme.px(DISC) / 2
        left, right = self._middle(place - 1) + edge, self._middle(place) - edge
        token = "g-ok" if place <= self._current else "line2"
        fill(painter, QRectF(left, edge, right - left, 2).toRect(), theme.colour(token))

    def _paint_stage(self, painter: QPainter, place: int, stage: Stage) -> None:
        theme, middle = self._theme, self._middle(place)
        side = theme.px(DISC)
        now = place == self._current and self._live
        disc = QRectF(middle - side / 2, 0, side, side)
        paint_disc(painter, theme, disc, place, done=place < self._current, now=now)
        share = self.width() // len(self._stages)
        room = QRect(round(middle) - share // 2, side + theme.px(GAP), share, theme.px(WORDS))
        token = "ink" if now or self._choosing else "ink2"
        font = theme.font(14 if self._choosing else 13, bold=now or place == self._looked_at)
        words = _fitting(stage.words, stage.brief, font, share - theme.px(LEAN))
        draw_text(painter, room, words, font, theme.colour(token), CENTRE)
        below = QRect(room.left(), room.bottom() + 1, share, theme.px(CAPTION))
        if 0 < place < len(self._stages) - 1:
            # Between two others there is room to lean over.
            below.adjust(-theme.px(LEAN), 0, theme.px(LEAN), 0)
        caption = _fitting(stage.caption, stage.brief_caption, theme.font(12), share)
        draw_text(painter, below, caption, theme.font(12), theme.colour("ink2"), CENTRE)
        if place == self._looked_at:
            self._paint_look(painter, room, QFontMetrics(font).horizontalAdvance(words), now)

    def _paint_look(self, painter: QPainter, room: QRect, width: int, now: bool) -> None:
        """A line over the lower edge says which step is shown beside; the one under way needs none."""
        theme = self._theme
        if not now:
            left = room.center().x() - width // 2
            fill(painter, QRect(left, self.height() - 2, width, 2), theme.colour("ctl"))
        if self.hasFocus():
            whole = QRect(room.left(), 0, room.width(), self.height())
            draw_ring(painter, whole, theme.colour("focus"), 4)

    def _say(self) -> None:
        self.setAccessibleName(_("；").join(self._spoken(place) for place in range(len(self._stages))))
        self.update()

    def _spoken(self, place: int) -> str:
        stage = self._stages[place]
        now = place == self._current and self._live
        state = _("已过") if place < self._current else _("现在") if now else _("还没到")
        shown = _("右边是这一步") if place == self._looked_at else ""
        return _("，").join(part for part in (stage.words, state, stage.caption, shown) if part)


def _fitting(whole: str, brief: str, font: QFont, room: int) -> str:
    """The whole where it fits into a room, else what is brief, where there is such a thing."""
    return brief if brief and QFontMetrics(font).horizontalAdvance(whole) > room else whole
