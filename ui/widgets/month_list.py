"""The year's plan as a list: month, topic, date and state of each session."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gzparty.i18n import _
from ui.glyphs import Glyph, paint_glyph
from ui.paint import RIGHT, draw_ring, draw_text, fill, hairline_below, rect_of
from ui.tables.viewport import own_viewport
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
PADDING = 14
MONTH_WIDTH = 38
GAP = 10
_NOWHERE = QModelIndex()


class MonthRow(NamedTuple):
    """One session as shown; `tone` colours the state's words and `urgent` the date."""

    identity: Hashable
    month: str
    topic: str
    when: str
    state: str
    glyph: Glyph
    short_state: str = ""
    """Said instead of the state where the line has no room for it."""
    tone: str = "ink3"
    urgent: bool = False
    known: bool = True
    """Whether there is a topic; one still to be settled stands back."""


class MonthModel(QAbstractListModel):
    """Rows of the plan in the order of the year."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[MonthRow, ...] = ()

    def show(self, rows: Sequence[MonthRow]) -> None:
        """Show other rows; equal identities keep the selection."""
        fresh = tuple(rows)
        if [row.identity for row in fresh] == [row.identity for row in self.rows]:
            self.rows = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self.rows = fresh
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.topic
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{month}，{topic}，{when}，{state}").format(
                month=row.month, topic=row.topic, when=row.when, state=row.state
            )
        return None


class MonthDelegate(QStyledItemDelegate):
    """Paints a session in two lines."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(200), self._theme.row(54, 45))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, rect_of(option)
        row: MonthRow = index.data(ROW_ROLE)
        chosen = self._view.currentIndex() == index
        painter.save()
        fill(painter, rect, theme.colour("surface" if chosen else "subtle"))
        hairline_below(painter, rect, theme.colour("line"))
        if chosen:
            fill(painter, QRect(rect.left(), rect.top(), theme.px(3), rect.height()), theme.colour("red-t"))
        left = rect.left() + theme.px(PADDING)
        month = QRect(left, rect.top(), theme.px(MONTH_WIDTH), rect.height())
        draw_text(
            painter, month, row.month, theme.font(14, bold=True), theme.colour("ink" if chosen else "ink2")
        )
        left += theme.px(MONTH_WIDTH + GAP)
        words = QRect(left, rect.top(), rect.right() - theme.px(PADDING) - left, rect.height())
        self._paint_lines(painter, words, row, chosen)
        if chosen and self._view.hasFocus():
            draw_ring(painter, rect, theme.colour("focus"))
        painter.restore()

    def _paint_lines(self, painter: QPainter, room: QRect, row: MonthRow, chosen: bool) -> None:
        theme = self._theme
        upper, lower = theme.px(20), theme.px(18)
        top = room.top() + (room.height() - upper - lower) // 2
        line = QRect(room.left(), top, room.width(), upper)
        draw_text(painter, line, row.topic, theme.font(14, bold=chosen), theme.colour("ink"))
        line = QRect(room.left(), top + upper, room.width(), lower)
        side = theme.px(16)
        state = self._state_that_fits(row, line.width() - side - theme.px(8))
        state_width = QFontMetrics(theme.font(13)).horizontalAdvance(state)
        colour = theme.colour("red-t" if row.urgent else "ink3")
        when = line.adjusted(0, 0, -state_width - side - theme.px(8), 0)
        draw_text(painter, when, row.when, theme.font(13, bold=row.urgent), colour)
        draw_text(painter, line, state, theme.font(13), theme.colour(row.tone), RIGHT)
        box = QRectF(line.right() - state_width - side - theme.px(3), line.top() + 1, side, side)
        paint_glyph(painter, row.glyph, box, theme.colour)

    def _state_that_fits(self, row: MonthRow, room: int) -> str:
        when = QFontMetrics(self._theme.font(13, bold=row.urgent)).horizontalAdvance(row.when)
        state = QFontMetrics(self._theme.font(13)).horizontalAdvance(row.state)
        return row.state if when + state <= room else row.short_state or row.state


class MonthList(QListView):
    """The list itself; choosing is by click or arrow."""

    DELEGATE: ClassVar[type[MonthDelegate]] = MonthDelegate
    """What paints a row."""

    chosen = Signal(object)
    """The identity of the row that became current."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("monthList")
        self.setAccessibleName(_("全年计划"))
        own_viewport(self)
        self._rows = MonthModel()
        self.setModel(self._rows)
        self.setItemDelegate(self.DELEGATE(theme, self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        theme.density_changed.connect(self.refresh_density)
        self.clicked.connect(self._clicked)

    def show_rows(self, rows: Sequence[MonthRow]) -> None:
        """Show a year; the chosen session stays chosen where it still exists."""
        kept = self.current_identity()
        self._rows.show(rows)
        if kept is not None and self.current_identity() is None:
            self.choose(kept)

    def current_identity(self) -> Hashable | None:
        """The identity of the chosen session."""
        index = self.currentIndex()
        return self._rows.rows[index.row()].identity if index.isValid() else None

    def choose(self, identity: Hashable) -> None:
        """Choose a session by identity, without taking the focus."""
        for place, row in enumerate(self._rows.rows):
            if row.identity == identity:
                self.setCurrentIndex(self._rows.index(place))
                self.scrollTo(self._rows.index(place))

    def refresh_density(self) -> None:
        """Take over row heights after a change of density."""
        self.scheduleDelayedItemsLayout()

    def _clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self._rows.rows[index.row()].identity)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.chosen.emit(self._rows.rows[current.row()].identity)
