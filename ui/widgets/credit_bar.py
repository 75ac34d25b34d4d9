"""A year of credit at a glance: the bar by source with its legend, and twelve months with their glyphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gzparty.i18n import _
from ui.glyphs import Glyph, paint_glyph
from ui.paint import CENTRE, draw_text, fill, fill_rounded
from ui.theme import Theme
from ui.widgets.runs import Run, paint_runs, width_of

BAR, SWATCH, GLYPH = 12, 10, 16


class Share(NamedTuple):
    """Part of a bar: words for the legend, what it adds and of which token it is."""

    words: str
    amount: float
    token: str


class CreditBar(QWidget):
    """Parts side by side on a track as long as the target; more than the target fills it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._shares: tuple[Share, ...] = ()
        self._target = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shares(self, shares: Sequence[Share], target: float, spoken: str) -> None:
        """Show parts in the measure of the target."""
        self._shares = tuple(share for share in shares if share.amount > 0)
        self._target = max(target, sum(share.amount for share in self._shares), 0.5)
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(BAR + (26 if self._shares else 0)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        track = QRect(0, 0, self.width(), theme.px(BAR))
        with QPainter(self) as painter:
            fill_rounded(painter, track, 3, theme.colour("track"), None)
            self._paint_parts(painter, track)
            left = 0
            for share in self._shares:
                left += self._paint_legend(painter, left, share) + theme.px(16)

    def _paint_parts(self, painter: QPainter, track: QRect) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(track), 3, 3)
        painter.save()
        painter.setClipPath(outline)
        left = 0.0
        for place, share in enumerate(self._shares):
            width = track.width() * share.amount / self._target
            part = QRect(round(left), 0, round(left + width) - round(left), track.height())
            fill(painter, part, self._theme.colour(share.token))
            if place:
                fill(painter, QRect(part.left(), 0, 1, part.height()), self._theme.colour("subtle"))
            left += width
        painter.restore()

    def _paint_legend(self, painter: QPainter, left: int, share: Share) -> int:
        theme = self._theme
        top, side = theme.px(BAR + 8), theme.px(SWATCH)
        row = QRect(left, top, self.width() - left, theme.px(18))
        fill_rounded(
            painter, QRect(left, row.center().y() - side // 2, side, side), 2, theme.colour(share.token), None
        )
        runs = [Run(_("{words} {amount:g}").format(words=share.words, amount=share.amount))]
        paint_runs(painter, row.adjusted(side + theme.px(6), 0, 0, 0), runs, theme)
        return side + theme.px(6) + width_of(runs, theme)


class MonthGlyph(NamedTuple):
    """One of twelve months: its glyph and what it means in words."""

    month: int
    glyph: Glyph
    words: str


class YearStrip(QWidget):
    """Twelve months side by side."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._months: tuple[MonthGlyph, ...] = ()
        self.setFixedHeight(theme.px(40))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_months(self, months: Sequence[MonthGlyph]) -> None:
        """Show a year; its sentence names every month that is more than empty."""
        self._months = tuple(months)
        self.setAccessibleName(_("，").join(month.words for month in self._months))
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say a month in words under the mouse."""
        if isinstance(event, QHelpEvent) and self._months:
            place = min(event.pos().x() * len(self._months) // max(self.width(), 1), len(self._months) - 1)
            QToolTip.showText(event.globalPos(), self._months[max(place, 0)].words, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, count = self._theme, len(self._months)
        side = theme.px(GLYPH)
        with QPainter(self) as painter:
            painter.setPen(Qt.PenStyle.NoPen)
            for place, month in enumerate(self._months):
                left, right = self.width() * place // count, self.width() * (place + 1) // count
                box = QRectF((left + right - side) / 2, theme.px(3), side, side)
                paint_glyph(painter, month.glyph, box, theme.colour)
                room = QRect(left, side + theme.px(5), right - left, theme.px(16))
                draw_text(painter, room, str(month.month), theme.font(12), theme.colour("ink3"), CENTRE)
