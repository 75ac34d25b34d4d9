"""How far something has come along its chain: discs on a line, with what happened on the way below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gzparty.i18n import _
from ui.paint import CENTRE, draw_text, fill
from ui.theme import Theme
from ui.widgets.step_disc import paint_disc

DISC, GAP, HEIGHT, WORDS, CAPTION, LEAN = 22, 6, 62, 18, 16, 6


class Stage(NamedTuple):
    """One disc: its words, and a small caption such as 延期 1."""

    words: str
    caption: str = ""


class StateStepper(QWidget):
    """Shows and is not clicked; the discs share the width."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._stages: tuple[Stage, ...] = ()
        self._current = 0
        self._live = True
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_stages(self, stages: Sequence[Stage], current: int, *, live: bool = True) -> None:
        """Say which stage is under way, counted from 0; past the last one all are done. Not `live`: it was broken off."""
        self._stages, self._current, self._live = tuple(stages), current, live
        self.setAccessibleName(_("；").join(self._spoken(place) for place in range(len(stages))))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(280), self._theme.px(HEIGHT))

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
        token = "ink" if now else "ink2"
        draw_text(painter, room, stage.words, theme.font(13, bold=now), theme.colour(token), CENTRE)
        below = QRect(room.left(), room.bottom() + 1, share, theme.px(CAPTION))
        if 0 < place < len(self._stages) - 1:
            # Between two others there is room to lean over.
            below.adjust(-theme.px(LEAN), 0, theme.px(LEAN), 0)
        draw_text(painter, below, stage.caption, theme.font(12), theme.colour("ink2"), CENTRE)

    def _spoken(self, place: int) -> str:
        stage = self._stages[place]
        now = place == self._current and self._live
        state = _("已过") if place < self._current else _("现在") if now else _("还没到")
        return _("，").join(part for part in (stage.words, state, stage.caption) if part)
