"""近期安排: what comes in the next days, a day and two lines for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gzparty.i18n import _
from ui.paint import draw_text, fill
from ui.theme import Theme

WIDE, NARROW = 50, 46
WHEN, GAP, PADDING, BAR, INSET = 66, 12, 16, 3, 5
WRAPPED = Qt.TextFlag.TextWordWrap.value


class AheadLine(NamedTuple):
    """One thing ahead: its day, what stands under the day, what it is, what more there is to say."""

    day: str
    under: str
    title: str
    detail: str
    now: bool = False
    """Whether it has begun: a holiday that runs today."""

    @property
    def spoken(self) -> str:
        """The line in one sentence."""
        return _("，").join(part for part in (f"{self.day} {self.under}", self.title, self.detail) if part)


class AheadList(QWidget):
    """Painted as one widget, as high as the lines it shows."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._lines: tuple[AheadLine, ...] = ()
        self._empty = ""
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.density_changed.connect(self.updateGeometry)

    def show_lines(self, lines: Sequence[AheadLine], empty: str) -> None:
        """Show what is ahead, or say in one sentence that nothing is."""
        self._lines, self._empty = tuple(lines), empty
        self.setAccessibleName("\n".join(line.spoken for line in lines) or empty)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(self._height(line, width) for line in self._lines) or self._theme.row(WIDE, NARROW)

    def sizeHint(self) -> QSize:
        width = self.width() or self._theme.px(200)
        return QSize(width, self.heightForWidth(width))

    def event(self, event: QEvent) -> bool:
        """Say a whole line under the mouse, for what is shortened."""
        if isinstance(event, QHelpEvent):
            said = next((line.spoken for room, line in self._rooms() if room.contains(event.pos())), "")
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            if not self._lines:
                room = self.rect().adjusted(theme.px(PADDING), 0, 0, 0)
                draw_text(painter, room, self._empty, theme.font(13), theme.colour("ink3"))
            for room, line in self._rooms():
                self._paint_line(painter, room, line)

    def _rooms(self) -> Iterator[tuple[QRect, AheadLine]]:
        """Each line with where it stands."""
        top = 0
        for line in self._lines:
            height = self._height(line, self.width())
            yield QRect(0, top, self.width(), height), line
            top += height

    def _paint_line(self, painter: QPainter, room: QRect, line: AheadLine) -> None:
        theme = self._theme
        if line.now:
            fill(painter, room, theme.colour("surface"))
            fill(painter, QRect(0, room.top(), theme.px(BAR), room.height()), theme.colour("red-t"))
        inner = room.adjusted(theme.px(PADDING), theme.px(INSET), -theme.px(PADDING), -theme.px(INSET))
        half = (theme.row(WIDE, NARROW) - 2 * theme.px(INSET)) // 2
        upper = QRect(inner.left(), inner.top(), inner.width(), half)
        lower = QRect(inner.left(), inner.top() + half, inner.width(), inner.height() - half)
        draw_text(painter, upper, line.day, theme.font(13, bold=True), theme.colour("ink"))
        draw_text(painter, _first(lower, half), line.under, theme.font(13), theme.colour("ink2"))
        for rect in (upper, lower):
            rect.setLeft(rect.left() + theme.px(WHEN + GAP))
        draw_text(painter, upper, line.title, theme.font(14), theme.colour("ink"))
        if lower.height() <= half:
            draw_text(painter, lower, line.detail, theme.font(13), theme.colour("ink3"))
            return
        painter.setFont(theme.font(13))
        painter.setPen(theme.colour("ink3"))
        painter.drawText(lower, WRAPPED, line.detail)

    def _height(self, line: AheadLine, width: int) -> int:
        """Two lines of text, and a third where the detail needs it; more of it stands in the tooltip."""
        theme = self._theme
        room = width - theme.px(2 * PADDING + WHEN + GAP)
        metrics = QFontMetrics(theme.font(13))
        wrapped = metrics.horizontalAdvance(line.detail) > room
        return theme.row(WIDE, NARROW) + (metrics.height() if wrapped else 0)


def _first(room: QRect, height: int) -> QRect:
    return QRect(room.left(), room.top(), room.width(), height)
