"""The days of a 公示 side by side: what is over, today, what is still to come, and the days off between them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gzparty.domain.publicity_days import StripDay, StripState
from gzparty.i18n import N_, _
from gzparty.labels import dates
from ui.glyphs import Glyph, paint_glyph
from ui.paint import CENTRE, draw_ring, draw_text, fill_rounded
from ui.theme import Theme

CELL, WIDEST, HEIGHT, GAP, PADDING = 31, 56, 64, 3, 0
WEEK, SATURDAY = 7, 5
LINES = ((5, 18), (21, 20), (42, 18))
"""Top and height of weekday, day and word in a cell."""
TICK = 14
_STATES = {
    StripState.DONE: N_("已过"),
    StripState.TODAY: N_("今天"),
    StripState.AHEAD: N_("还没到"),
    StripState.OFF: N_("休息，不计入"),
}


class DayStrip(QWidget):
    """Shows and is not clicked. Where the days do not fit side by side, they wrap to weeks under one another."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._days: tuple[StripDay, ...] = ()
        self._today: date | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_days(self, days: Sequence[StripDay], today: date) -> None:
        """Show the days in order; `today` marks a day off that is today too."""
        self._days, self._today = tuple(days), today
        self.setAccessibleName(_("；").join(self._spoken(one) for one in days))
        self.updateGeometry()
        self.update()

    def columns(self, width: int) -> int:
        """How many days stand side by side in a width: all of them, else a week, else as many as there is room for."""
        gap = self._theme.px(GAP)
        room = (width + gap) // (self._cell_needed() + gap)
        return max(1, len(self._days) if room >= len(self._days) else min(WEEK, room))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if not self._days:
            return 0
        rows = -(-len(self._days) // self.columns(width))
        return rows * self._theme.px(HEIGHT) + (rows - 1) * self._theme.px(GAP)

    def sizeHint(self) -> QSize:
        width = self._theme.px(300)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._cell_needed() * min(WEEK, max(1, len(self._days))), self._theme.px(HEIGHT))

    def event(self, event: QEvent) -> bool:
        """Say a day in full under the mouse."""
        if isinstance(event, QHelpEvent):
            found = next(
                (
                    day
                    for day, room in zip(self._days, self._rooms(), strict=True)
                    if room.contains(event.pos())
                ),
                None,
            )
            QToolTip.showText(event.globalPos(), self._spoken(found) if found else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            for day, room in zip(self._days, self._rooms(), strict=True):
                self._paint_ground(painter, room, day)
                self._paint_words(painter, room, day)

    def _cell_needed(self) -> int:
        """Wide enough for the longest word below a day."""
        metrics = QFontMetrics(self._theme.font(12))
        words = (word_of(day) for day in self._days if day.state is not StripState.OFF)
        longest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return max(self._theme.px(CELL), longest + 2 * self._theme.px(PADDING))

    def _rooms(self) -> list[QRect]:
        if not self._days:
            return []
        theme, columns = self._theme, self.columns(self.width())
        gap, height = theme.px(GAP), theme.px(HEIGHT)
        width = min((self.width() + gap) / columns - gap, float(theme.px(WIDEST)))
        return [
            QRect(
                round(place % columns * (width + gap)),
                place // columns * (height + gap),
                round(width),
                height,
            )
            for place in range(len(self._days))
        ]

    def _paint_ground(self, painter: QPainter, room: QRect, day: StripDay) -> None:
        colour = self._theme.colour
        if day.state is StripState.OFF:
            token = "red-t" if day.day == self._today else "ctl"
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(colour(token), 1)
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(room).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        elif day.state is StripState.DONE:
            fill_rounded(painter, room, 3, colour("ok-bg"), colour("line"))
        else:
            fill_rounded(painter, room, 3, colour("surface"), colour("line2"))
            if day.state is StripState.TODAY:
                draw_ring(painter, room, colour("red-t"), 3)

    def _paint_words(self, painter: QPainter, room: QRect, day: StripDay) -> None:
        theme = self._theme
        weekday, number, word = (
            QRect(room.left(), room.top() + theme.px(top), room.width(), theme.px(height))
            for top, height in LINES
        )
        off = day.state is StripState.OFF
        quiet = theme.colour("ink3" if off else "ink2")
        draw_text(painter, weekday, short_weekday(day.day), theme.font(12), quiet, CENTRE)
        strong = theme.font(15 if day.day.day != 1 else 13, bold=not off)
        draw_text(painter, number, _number(day.day), strong, theme.colour("ink3" if off else "ink"), CENTRE)
        if day.state is StripState.DONE:
            side = theme.px(TICK)
            middle = QRectF(word).center()
            box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
            paint_glyph(painter, Glyph.DONE, box, theme.colour)
        else:
            now = day.state is StripState.TODAY
            ink = theme.colour("ink" if now else "ink3" if off else "ink2")
            draw_text(painter, word, word_of(day), theme.font(12, bold=now), ink, CENTRE)

    def _spoken(self, day: StripDay) -> str:
        off = day.state is StripState.OFF
        also_today = _("今天") if off and day.day == self._today else ""
        counted = _("第 {n} 天").format(n=day.ordinal) if day.ordinal else ""
        last = _("期满") if day.last else ""
        parts = (dates.prose_weekday(day.day), also_today, day.holiday, _(_STATES[day.state]), counted, last)
        return _("，").join(part for part in parts if part)


def short_weekday(day: date) -> str:
    """三; where the window speaks English, Wed."""
    words = dates.weekday(day)
    return words if words.isascii() else words[-1]


def word_of(day: StripDay) -> str:
    """What stands below a day: 今天, 第4天, 期满, 端午, 休; a day that is over has a tick instead."""
    match day.state:
        case StripState.TODAY:
            return _("今天")
        case StripState.AHEAD:
            return _("期满") if day.last else _("第{n}天").format(n=day.ordinal)
        case StripState.OFF:
            # A holiday's weekend days are off anyway: the name stands where it takes a workday away.
            return short_holiday(day.holiday) if day.holiday and day.day.weekday() < SATURDAY else _("休")
    return ""


def short_holiday(name: str) -> str:
    """端午 for 端午节; two characters stay as they are."""
    return name.removesuffix(_("节")) if len(name) > 2 else name


def _number(day: date) -> str:
    """17; the first of a month names its month, as 7.1."""
    return f"{day.month}.{day.day}" if day.day == 1 else str(day.day)
