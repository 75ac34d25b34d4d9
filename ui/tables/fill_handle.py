"""The small square at the corner of a selection: dragged down, it fills the rows below like a spreadsheet's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPen

from gzparty.i18n import _
from ui.paint import CENTRE, draw_text, fill, fill_rounded
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.tables.sheet_view import SheetView

SIDE, REACH = 8, 3
"""Length of the square's side, and how far beside it a press still means it, in px."""


class FillHandle(QObject):
    """Watches the mouse over a sheet's viewport; filling by Ctrl+D does the same without it."""

    def __init__(self, theme: Theme, view: SheetView[Any]) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._target: int | None = None
        """The row dragged to; None while nothing is dragged."""
        view.viewport().installEventFilter(self)
        view.viewport().setMouseTracking(True)

    def paint(self, painter: QPainter, frame: QRect) -> None:
        """Paint the square at the corner of a selection, and how far a drag has come."""
        theme = self._theme
        if self._target is not None:
            below = self._view.visualRect(self._view.records.index(self._target, 0))
            painter.setPen(QPen(theme.colour("focus"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(
                QRect(frame.topLeft(), QPoint(frame.right(), below.bottom())).adjusted(0, 0, -1, -1)
            )
            self._paint_words(painter, QPoint(frame.right(), below.bottom()))
        square = self._square(frame)
        fill(painter, square, theme.colour("surface"))
        fill(painter, square.adjusted(1, 1, -1, -1), theme.colour("focus"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return super().eventFilter(watched, event)
        spot = event.position().toPoint()
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton and self._is_on(
                spot
            ):
                self._target = self._last_row()
                return True
            case QEvent.Type.MouseMove if self._target is not None:
                self._drag(spot)
                return True
            case QEvent.Type.MouseMove:
                shape = Qt.CursorShape.CrossCursor if self._is_on(spot) else Qt.CursorShape.ArrowCursor
                self._view.viewport().setCursor(shape)
            case QEvent.Type.MouseButtonRelease if self._target is not None:
                self._drop()
                return True
        return super().eventFilter(watched, event)

    def _square(self, frame: QRect) -> QRect:
        side = self._theme.px(SIDE)
        return QRect(frame.right() - side // 2, frame.bottom() - side // 2, side, side)

    def _is_on(self, spot: QPoint) -> bool:
        frame = self._view.fillable_frame()
        return frame is not None and self._square(frame).adjusted(-REACH, -REACH, REACH, REACH).contains(spot)

    def _last_row(self) -> int:
        rows = [row for row in self._view.selected_rows() if self._view.is_record(row)]
        return rows[-1]

    def _paint_words(self, painter: QPainter, corner: QPoint) -> None:
        """What the lowest cell would hold, on a small dark ground at the corner dragged to."""
        theme, words = self._theme, self._words()
        if not words:
            return
        font = theme.font(12)
        width, height = QFontMetrics(font).horizontalAdvance(words) + theme.px(16), theme.px(20)
        box = QRect(corner.x() - width - theme.px(12), corner.y() + theme.px(6), width, height)
        fill_rounded(painter, box, 3, theme.colour("ink"), None)
        draw_text(painter, box, words, font, theme.colour("surface"), CENTRE)

    def _drag(self, spot: QPoint) -> None:
        row = self._view.rowAt(spot.y())
        if row < 0:
            row = self._view.records.rowCount() - 1 if spot.y() > 0 else 0
        last = self._last_row()
        reached = [other for other in self._view.record_rows(last) if other <= row]
        self._target = reached[-1] if reached else last
        self._view.viewport().update()

    def _words(self) -> str:
        """往下填到 3号盒/13: what the lowest cell of the first column would hold."""
        steps = len(self._rows())
        place = self._view.selected_places()[0]
        text = self._view.blocks.filled(self._last_row(), place, steps) if steps else ""
        return _("往下填到 {text}").format(text=text) if text else ""

    def _rows(self) -> list[int]:
        last = self._last_row()
        return [row for row in self._view.record_rows(last + 1) if row <= (self._target or last)]

    def _drop(self) -> None:
        rows, last = self._rows(), self._last_row()
        self._target = None
        if rows:
            self._view.blocks.fill_from(last, rows, self._view.selected_places())
        self._view.viewport().update()
