"""The table of nominations: two lines a row, votes with a short bar."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from gzparty.i18n import _
from gzparty.services.selection_views import NominationLine
from ui.glyphs import paint_glyph
from ui.memory import Memory
from ui.paint import RIGHT, draw_text, fill_rounded
from ui.panels.selection.rows import identity, nomination_columns, whose
from ui.panels.selection.words import BREAK
from ui.tables.column import Bar, Cell
from ui.tables.delegate import CellDelegate
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
UPPER, LOWER, GLYPH, GAP, NUMBER, TRACK, TRACK_HEIGHT = 20, 18, 16, 6, 24, 36, 6


class NominationDelegate(CellDelegate):
    """A cell with a note has it below its text; other cells stand in the middle of the row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), self._theme.row(*NominationView.ROW))

    def words_width(self, cell: Cell) -> int:
        theme = self._theme
        if cell.bar:
            return theme.px(NUMBER + 8 + TRACK)
        if not cell.note and BREAK not in cell.text:
            return super().words_width(cell)
        named = BREAK in cell.text or cell.strong
        name, _between, place = cell.text.partition(BREAK)
        upper = self.metrics(14 if named else 13, bold=named).horizontalAdvance(name)
        if place:
            upper += theme.px(2 * GAP) + self.metrics(14).horizontalAdvance(place)
        glyph = theme.px(GLYPH + GAP) if cell.glyph else 0
        return glyph + max(upper, self.metrics(12).horizontalAdvance(cell.note))

    def _background(self, index: Index, cell: Cell, in_row: bool, ringed: bool) -> str:
        """Several selected rows are marked whole: what is judged at once is a row, not a cell."""
        view = self._view
        assert isinstance(view, NominationView)
        rows = view.selected_rows() if self.block_selected else []
        return (
            "press"
            if len(rows) > 1 and index.row() in rows and not ringed
            else super()._background(index, cell, in_row, ringed)
        )

    def _paint_content(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        if cell.bar:
            self._paint_votes(painter, room, cell, cell.bar)
        elif cell.note or BREAK in cell.text:
            self._paint_two_lines(painter, room, cell)
        else:
            super()._paint_content(painter, room, cell)

    def _paint_two_lines(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        theme = self._theme
        upper, lower = theme.px(UPPER), theme.px(LOWER)
        top = room.top() + (room.height() - (upper + lower if cell.note else upper)) // 2
        first = QRect(room.left(), top, room.width(), upper)
        if cell.glyph:
            side = theme.px(GLYPH)
            box = QRectF(first.left(), first.top() + (upper - side) / 2, side, side)
            paint_glyph(painter, cell.glyph, box, theme.colour)
            first.setLeft(first.left() + side + theme.px(GAP))
        second = QRect(first.left(), top + upper, first.width(), lower)
        if BREAK in cell.text or cell.strong:
            self._paint_named(painter, first, cell)
        else:
            draw_text(painter, first, cell.text, theme.font(13), theme.colour(cell.tone))
        token = "warn" if cell.state == "warn" else "ink2"
        draw_text(painter, second, cell.note, theme.font(12), theme.colour(token))

    def _paint_named(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        """A name in bold, where they are from behind it; a unit is its own place."""
        theme = self._theme
        name, _between, place = cell.text.partition(BREAK)
        font = theme.font(14, bold=True)
        draw_text(painter, room, name, font, theme.colour(cell.tone))
        taken = QFontMetrics(font).horizontalAdvance(name) + theme.px(2 * GAP)
        draw_text(painter, room.adjusted(taken, 0, 0, 0), place, theme.font(14), theme.colour("ink"))

    def _paint_votes(self, painter: QPainter, room: QRect, cell: Cell, bar: Bar) -> None:
        """The number right-aligned before a short track; those in front have theirs in green."""
        theme = self._theme
        number = QRect(room.left(), room.top(), theme.px(NUMBER), room.height())
        font = theme.font(14, bold=cell.strong)
        draw_text(painter, number, cell.text, font, theme.colour(cell.tone), RIGHT)
        height = theme.px(TRACK_HEIGHT)
        left = number.right() + theme.px(8)
        length = min(theme.px(TRACK), room.right() - left)
        track = QRect(left, room.center().y() - height // 2 + 1, length, height)
        fill_rounded(painter, track, 3, theme.colour("track"), None)
        filled = QRect(track)
        filled.setWidth(round(track.width() * min(max(bar.share, 0.0), 1.0)))
        if filled.width():
            token = "g-ok" if cell.strong else "g-todo"
            fill_rounded(painter, filled, min(3, filled.width() / 2), theme.colour(token), None)


class NominationTable(RecordTable[NominationLine]):
    """Its column of votes is one of points where ballots were scored."""

    def __init__(self) -> None:
        super().__init__(nomination_columns(), ListRows([], identity), whose)
        self._scored = False

    def show_method(self, *, scored: bool) -> None:
        """Say whether points were given instead of votes."""
        if scored != self._scored:
            self._scored = scored
            place = self.column_at("votes")
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, place, place)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        said = super().headerData(section, orientation, role)
        is_votes = said is not None and section == self.column_at("votes")
        return _("得分") if is_votes and role == Qt.ItemDataRole.DisplayRole and self._scored else said


class NominationView(RecordView[NominationLine]):
    """Follows the clerk: Space opens a nomination, Delete takes it out, F2 changes it."""

    DELEGATE: ClassVar[type[CellDelegate]] = NominationDelegate
    ROW: ClassVar[tuple[int, int]] = (56, 47)

    def __init__(self, theme: Theme, memory: Memory) -> None:
        super().__init__(theme, memory, "nominations")
        self.nominations = NominationTable()
        self.set_records(self.nominations)

    def chosen_lines(self) -> list[NominationLine]:
        """The nominations of the selected rows."""
        rows = [row for row in self.selected_rows() if self.records.heading(row) is None]
        return [self.records.record(row) for row in rows]

    def lines(self) -> list[NominationLine]:
        """Every nomination in the order in sight."""
        records = self.records
        return [records.record(row) for row in range(records.rowCount()) if records.heading(row) is None]

    def go_to(self, nomination_id: int) -> bool:
        """Stand on a nomination; tell whether it is shown."""
        row = self.records.row_of(nomination_id)
        if row >= 0:
            self.select_row(row, max(self.currentIndex().column(), 1))
        return row >= 0

    def select_first(self) -> None:
        """Stand on the first nomination."""
        records = self.records
        row = next((row for row in range(records.rowCount()) if records.heading(row) is None), -1)
        if row >= 0:
            self.select_row(row, 1)

    def _span_headings(self) -> None:
        # Headings come and go with the selection shown.
        self.clearSpans()
        super()._span_headings()
