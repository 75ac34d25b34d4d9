"""今天要办: the first block of the first page, a sentence and one button for each thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.glyphs import Glyph, paint_glyph
from ui.paint import draw_text
from ui.theme import Theme
from ui.widgets.controls import button, frame, label

MOST = 5
"""So many lines are shown before the rest is asked for."""
LEAST_AT_ONCE = 2
MOST_AT_ONCE = 8
"""Of a list unfolded so many are in sight, the rest by scrolling."""
WIDEST = 1040
GLYPH, GAP, BUTTON = 16, 12, 76
TITLE_SHARE = 0.72


class TodayLine(NamedTuple):
    """One thing: what it is in bold, more of it in grey, the button that begins it."""

    title: str
    detail: str
    glyph: Glyph
    deed: str
    fresh: bool = False
    """Whether it fell due since the workbench was seen last."""

    @property
    def spoken(self) -> str:
        """The whole line in one sentence."""
        marked = _("上次打开以后到期") if self.fresh else ""
        return _("，").join(part for part in (self.title, self.detail, marked) if part)


class TodayWords(QWidget):
    """Glyph, title and detail of a line, shortened at the end where they do not fit."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._line: TodayLine | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_line(self, line: TodayLine) -> None:
        """Show another line."""
        self._line = line
        self.setAccessibleName(line.spoken)
        self.setToolTip(line.spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._line is None:
            return
        theme, line, room = self._theme, self._line, self.rect()
        with QPainter(self) as painter:
            side = theme.px(GLYPH)
            box = QRectF(0, (self.height() - side) / 2, side, side)
            paint_glyph(painter, line.glyph, box, theme.colour)
            room.setLeft(side + theme.px(GAP))
            bold = theme.font(14, bold=True)
            wanted = QFontMetrics(bold).horizontalAdvance(line.title) + 1
            # A long list of names must not push the fact out of the line altogether.
            taken = min(wanted, round(room.width() * TITLE_SHARE) if line.detail else room.width())
            draw_text(painter, _part(room, 0, taken), line.title, bold, theme.colour("ink"))
            room.setLeft(room.left() + taken + theme.px(GAP))
            if line.fresh:
                room = self._paint_fresh(painter, room)
            draw_text(painter, room, line.detail, theme.font(14), theme.colour("ink2"))

    def _paint_fresh(self, painter: QPainter, room: QRect) -> QRect:
        font, words = self._theme.font(12), _("新到期")
        width = QFontMetrics(font).horizontalAdvance(words) + 1
        draw_text(painter, _part(room, 0, width), words, font, self._theme.colour("warn"))
        return room.adjusted(width + self._theme.px(GAP), 0, 0, 0)


class TodayRow(QFrame):
    """One line with its button."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self.setObjectName(f"todayRow{number}")
        self.setProperty("role", "todayRow")
        self._theme = theme
        self.words = TodayWords(theme, f"todayWords{number}")
        self.deed = button(theme, f"todayDeed{number}", "", "small")
        self.deed.setMinimumWidth(theme.px(BUTTON))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(GAP))
        row.addWidget(self.words, 1)
        row.addWidget(self.deed)

    def show_line(self, line: TodayLine) -> None:
        """Show another thing."""
        self.words.show_line(line)
        self.deed.setText(line.deed)
        self.deed.setAccessibleName(_("{deed}：{line}").format(deed=line.deed, line=line.spoken))


class TodayList(QScrollArea):
    """The lines; it asks for the height of all of them, where a plain scroll area keeps the height it had empty."""

    def sizeHint(self) -> QSize:
        return self.widget().sizeHint() if self.widget() else super().sizeHint()


class TodayPanel(QWidget):
    """The heading with the day, the lines, and the rest when it is asked for."""

    wanted = Signal(int)
    """The button of a line was pressed; the line by its place."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("todayPanel")
        self._theme = theme
        self._lines: tuple[TodayLine, ...] = ()
        self._all = False
        self._rows: list[TodayRow] = []
        self.title = label("todayTitle", role="h16")
        self._day = label("todayDay", role="label", tone="ink3")
        self._since = label("todaySince", role="label", tone="warn")
        self._more = button(theme, "todayMore", "", "link")
        self._empty = label("todayEmpty", _("今天没有要办的。"), tone="ink2")
        # Nothing is known before it was read.
        self._empty.hide()
        self._list = TodayList()
        self._lay_out()
        self._more.clicked.connect(self._toggle)
        theme.density_changed.connect(self._fit)

    def show_lines(self, lines: Sequence[TodayLine], day: str, since: str) -> None:
        """Show what is to be done; `since` says what fell due while nobody looked, empty for nothing."""
        self._lines = tuple(lines)
        self.title.setText(_("今天要办 {n} 件").format(n=len(lines)) if lines else _("今天要办"))
        self._day.setText(day)
        self._since.setText(since)
        self._since.setVisible(bool(since))
        self._empty.setVisible(not lines)
        self._fill()

    def rows(self) -> list[TodayRow]:
        """The rows in sight."""
        return self._rows[: self._shown()]

    def unfold(self) -> None:
        """Show all lines."""
        self._all = True
        self._fill()

    def _shown(self) -> int:
        return len(self._lines) if self._all else min(len(self._lines), MOST)

    def _fill(self) -> None:
        shown = self._shown()
        while len(self._rows) < shown:
            made = TodayRow(self._theme, len(self._rows))
            made.deed.clicked.connect(self._pressed)
            self._rows.append(made)
            self._column.insertWidget(self._column.count() - 1, made)
        for place, row in enumerate(self._rows):
            row.setVisible(place < shown)
            if place < shown:
                row.show_line(self._lines[place])
        left = len(self._lines) - MOST
        self._more.setVisible(left > 0)
        self._more.setText(_("收起") if self._all else _("还有 {n} 件").format(n=left))
        self._fit()

    def _fit(self) -> None:
        height = self._theme.row(40, 34)
        for row in self._rows:
            row.setFixedHeight(height)
        # Where bars above the page take its room the list scrolls.
        self._list.setMinimumHeight(height * min(self._shown(), LEAST_AT_ONCE))
        self._list.setMaximumHeight(height * min(self._shown(), MOST_AT_ONCE))
        self._list.updateGeometry()
        self._list.setVisible(bool(self._shown()))
        self._head.setFixedHeight(self._theme.row(40, 36))

    def _toggle(self) -> None:
        self._all = not self._all
        self._fill()

    def _pressed(self) -> None:
        for place, row in enumerate(self._rows):
            if row.deed is self.sender():
                self.wanted.emit(place)

    def _lay_out(self) -> None:
        theme = self._theme
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, theme.px(4), 0, 0)
        head.setSpacing(theme.px(10))
        for part in (self.title, self._day, self._since):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self._more)
        body = QWidget()
        body.setProperty("role", "panelBody")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._list.setObjectName("todayList")
        self._list.setWidget(body)
        self._list.setWidgetResizable(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = frame("todayHolder", "plain")
        holder.setMaximumWidth(theme.px(WIDEST))
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._empty)
        column.addWidget(self._list)
        self._empty.setContentsMargins(0, 0, 0, theme.px(12))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(4), theme.px(20), theme.px(6))
        layout.addWidget(holder, 1)
        layout.addStretch(0)


def _part(room: QRect, left: int, width: int) -> QRect:
    return QRect(room.left() + left, room.top(), min(width, room.width()), room.height())
