"""The head of a table: plain words on the left of their columns, a small arrow where it is sorted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui.paint import LEFT, RIGHT, draw_text, fill, hairline_below
from ui.tables.told_header import HeadWords, ToldHeader
from ui.theme import Theme

SUBTITLE_ROLE = Qt.ItemDataRole.UserRole + 2
PADDING = 10
END_PADDING = 20
ARROW_ROOM = 16
"""So many px are kept for the arrow where a table is sorted."""


class TableHeader(ToldHeader):
    """Paints sections by the tokens; a third click on one restores the office's own order."""

    arranged = Signal()
    """The user may have moved or resized a column."""
    room_changed = Signal()
    """There is another width to share among the columns."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._two_lines = False
        self._headroom = 0
        self.setObjectName("tableHeader")
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)
        self.setSortIndicatorClearable(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setMinimumSectionSize(theme.px(36))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def show_two_lines(self) -> None:
        """Make room for a second line, in which stands what a sheet calls the column."""
        self._two_lines = True

    def set_headroom(self, height: int) -> None:
        """Leave room above the heads for a line that lies over it, in px on the screen."""
        if height != self._headroom:
            self._headroom = height
            self.updateGeometry()
            self.viewport().update()

    def sizeHint(self) -> QSize:
        height = self._theme.row(46, 42) if self._two_lines else self._theme.px(34)
        return QSize(super().sizeHint().width(), height + self._headroom)

    def is_last(self, section: int) -> bool:
        """Tell whether nothing visible stands to the right of a section."""
        later = range(self.visualIndex(section) + 1, self.count())
        return all(self.isSectionHidden(self.logicalIndex(visual)) for visual in later)

    def start_padding(self, section: int) -> int:
        """Give the room before the words of a column; at the table's edge words stand under the page's title."""
        model = self.model()
        align = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        at_edge = self.visualIndex(section) == 0 and not (align and align & Qt.AlignmentFlag.AlignRight)
        return END_PADDING if at_edge else PADDING

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = self._theme
        rect = rect.adjusted(0, self._headroom, 0, 0)
        painter.save()
        hovered = rect.contains(self.mapFromGlobal(self.cursor().pos())) and self.underMouse()
        fill(painter, rect, theme.colour("hover" if hovered else "subtle"))
        hairline_below(painter, rect, theme.colour("line2"))
        model = self.model()
        title = model.headerData(section, Qt.Orientation.Horizontal)
        align = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        right = bool(align & Qt.AlignmentFlag.AlignRight) if align is not None else False
        room = rect.adjusted(theme.px(self.start_padding(section)), 0, -self._end_padding(section), 0)
        if self.sortIndicatorSection() == section:
            self._paint_arrow(painter, room)
            room.setRight(room.right() - theme.px(ARROW_ROOM))
        side = RIGHT if right else LEFT
        if self._two_lines:
            subtitle = self._subtitle(section)
            below = room.adjusted(0, room.height() // 2 - theme.px(2), 0, -theme.px(3))
            draw_text(painter, below, subtitle, theme.font(12), theme.colour("ink3"), side)
            room.setBottom(below.top() + theme.px(2))
            room.setTop(room.top() + theme.px(3))
        draw_text(painter, room, str(title), theme.font(13), theme.colour("ink2"), side)
        painter.restore()

    def head_words(self, section: int) -> Sequence[HeadWords]:
        theme = self._theme
        room = self.sectionSize(section) - theme.px(self.start_padding(section)) - self._end_padding(section)
        if self.sortIndicatorSection() == section:
            room -= theme.px(ARROW_ROOM)
        title = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        lines = [HeadWords(title, theme.font(13), room)]
        if self._two_lines:
            lines.append(HeadWords(self._subtitle(section), theme.font(12), room))
        return lines

    def _subtitle(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal, SUBTITLE_ROLE) or "")

    def _end_padding(self, section: int) -> int:
        return self._theme.px(END_PADDING if self.is_last(section) else PADDING)

    def _paint_arrow(self, painter: QPainter, room: QRect) -> None:
        side = self._theme.px(14)
        down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        corner = QPoint(room.right() - side, room.center().y() - side // 2)
        painter.save()
        if not down:
            painter.translate(corner.x() + side / 2, corner.y() + side / 2)
            painter.rotate(180)
            painter.translate(-side / 2, -side / 2)
        else:
            painter.translate(corner)
        self._theme.icons.paint(painter, QRectF(0, 0, side, side), "down", self._theme.colour("ink2"))
        painter.restore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.arranged.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.room_changed.emit()
        return super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.HoverLeave):
            self.viewport().update()
        return super().event(event)
