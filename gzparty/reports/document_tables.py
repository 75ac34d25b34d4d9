"""A table of an editable document: the same columns and heads as on the PDF, the head repeated on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from math import ceil

from gzparty.reports.content import Align, Cell, Row, RowRole, Table
from gzparty.reports.document_xml import Element, Frame, Look, el, lines_of, paragraph, twips
from gzparty.reports.faces import Face
from gzparty.reports.grid import BELOW_INDENT, PAD, column_widths
from gzparty.reports.sheets import MM, Geometry
from gzparty.reports.tablehead import head_cells

_LEADING = 1.3
_ROOM_MM = 70.0
"""How high a space to write in is; the word processor cannot be told to fill the page."""
_SPLIT_FROM = 1200
"""A row with a cell of more characters may go on over the page."""


def table_element(table: Table, box: Geometry) -> Element:
    """The table with its ruled grid over the width of the text."""
    return _TableMaker(table, box).make()


class _TableMaker:
    def __init__(self, table: Table, box: Geometry) -> None:
        self._table = table
        self._columns = table.columns * table.folds
        size = table.text_pt * box.scale
        widths = column_widths(table.columns, box.measure / table.folds, size, box.scale) * table.folds
        self._edges = [twips(edge) for edge in accumulate(widths, initial=0.0)]
        self._body = Look(Face.SONG, size)
        self._strong = Look(Face.HEI, size)
        self._scale = box.scale

    def make(self) -> Element:
        made = el("tbl", self._settings(), self._grid())
        if self._table.headed:
            made.extend(self._head())
        made.extend(self._rows())
        return made

    def _settings(self) -> Element:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        borders = el("tblBorders", *(el(side, val="single", sz=4, space=0, color="000000") for side in sides))
        width = el("tblW", w=self._edges[-1], type="dxa")
        inside = (("top", 0), ("left", PAD), ("bottom", 0), ("right", PAD))
        margins = el("tblCellMar", *(el(side, w=twips(room), type="dxa") for side, room in inside))
        return el("tblPr", width, el("jc", val="center"), borders, el("tblLayout", type="fixed"), margins)

    def _grid(self) -> Element:
        return el("tblGrid", *(el("gridCol", w=self._width(k, 1)) for k in range(len(self._columns))))

    def _width(self, start: int, span: int) -> int:
        return self._edges[start + span] - self._edges[start]

    def _head(self) -> list[Element]:
        """A row for each level of titles; a title over several levels is merged downwards."""
        depth = 1 + max((len(column.groups) for column in self._columns), default=0)
        cells = {
            (levels[0], columns[0]): (text, levels, columns)
            for text, levels, columns in head_cells(self._columns, depth)
        }
        return [self._head_row(level, depth, cells) for level in range(depth)]

    def _head_row(
        self,
        level: int,
        depth: int,
        cells: dict[tuple[int, int], tuple[str, tuple[int, int], tuple[int, int]]],
    ) -> Element:
        made = el("tr", self._row_settings(self._table.row_mm, head=True))
        for text, levels, columns in sorted(cells.values(), key=lambda cell: cell[2][0]):
            if not levels[0] <= level < levels[1]:
                continue
            merge = ""
            if levels[1] - levels[0] > 1:
                merge = "restart" if level == levels[0] else "continue"
            shown = text if level == levels[0] else ""
            made.append(
                self._cell(shown, columns[0], columns[1] - columns[0], (self._strong, Align.CENTER), merge)
            )
        return made

    def _rows(self) -> list[Element]:
        rows = self._table.rows
        if self._table.folds > 1:
            rows = _folded(rows, self._table.folds, len(self._table.columns))
        made: list[Element] = []
        above: Row | None = None
        for row in rows:
            made.append(self._row(row, above))
            above = row
        return made

    def _row(self, row: Row, above: Row | None) -> Element:
        high = _ROOM_MM if row.role is RowRole.ROOM else self._table.row_mm
        cells = [cell if isinstance(cell, Cell) else Cell(cell) for cell in row.cells]
        longest = max((len(cell.text) for cell in cells), default=0)
        made = el("tr", self._row_settings(high, splits=longest > _SPLIT_FROM))
        at = 0
        for cell in cells:
            made.append(self._body_cell(cell, at, row, above))
            at += cell.span
        for k in range(at, len(self._columns)):
            made.append(self._cell("", k, 1, (self._body, Align.CENTER)))
        return made

    def _body_cell(self, cell: Cell, at: int, row: Row, above: Row | None) -> Element:
        strong = cell.strong or row.role in (RowRole.GROUP, RowRole.TOTAL)
        plain = Align.LEFT if row.role is RowRole.GROUP else self._columns[at].align
        look = (self._strong if strong else self._body, cell.align or plain)
        merge = self._merge(at, row, above) if self._columns[at].merge else ""
        shown = "" if merge == "continue" else cell.text
        made = self._cell(shown, at, cell.span, look, merge, "top" if cell.top else "center")
        if cell.below:
            frame = Frame(self._body.size * _LEADING, Align.RIGHT, right=BELOW_INDENT)
            made.append(paragraph(Frame(self._body.size * _LEADING), ()))
            made.append(paragraph(frame, lines_of(cell.below.splitlines(), self._body)))
        return made

    def _merge(self, at: int, row: Row, above: Row | None) -> str:
        """Whether a merged column goes on from the row above: equal texts here and in the merged ones before."""
        if not _plain(row):
            return ""
        keys = [k for k in range(at + 1) if self._columns[k].merge]
        same = above is not None and _plain(above) and all(_text(above, k) == _text(row, k) for k in keys)
        return "continue" if same and row.cells[at] else "restart"

    def _row_settings(self, high: float, head: bool = False, splits: bool = False) -> Element:
        made = el("trPr")
        if not splits:
            made.append(el("cantSplit"))
        if high:
            made.append(el("trHeight", val=twips(high * MM * self._scale), hRule="atLeast"))
        if head:
            made.append(el("tblHeader"))
        return made

    def _cell(
        self, text: str, at: int, span: int, look: tuple[Look, Align], merge: str = "", stands: str = "center"
    ) -> Element:
        settings = el("tcPr", el("tcW", w=self._width(at, span), type="dxa"))
        if span > 1:
            settings.append(el("gridSpan", val=span))
        if merge:
            settings.append(el("vMerge", val=merge))
        settings.append(el("vAlign", val=stands))
        frame = Frame(look[0].size * _LEADING, look[1])
        made = paragraph(frame, lines_of(text.splitlines(), look[0]))
        return el("tc", settings, made)


def _plain(row: Row) -> bool:
    return row.role is RowRole.BODY and all(isinstance(cell, str) for cell in row.cells)


def _folded(rows: Sequence[Row], folds: int, columns: int) -> tuple[Row, ...]:
    """Set rows side by side, the left part first; what goes on a page is the word processor's to say."""
    deep = ceil(len(rows) / folds)
    blank = Row(("",) * columns)
    groups = [
        [rows[k] if k < len(rows) else blank for k in range(i, i + deep * folds, deep)] for i in range(deep)
    ]
    return tuple(Row(tuple(cell for row in group for cell in _in_fold(row, columns))) for group in groups)


def _in_fold(row: Row, columns: int) -> tuple[Cell | str, ...]:
    """The cells of a row in its part of the width, each looking as it did in a row of its own."""
    taken = sum(cell.span if isinstance(cell, Cell) else 1 for cell in row.cells)
    cells = (*row.cells, *("",) * (columns - taken))
    if row.role not in (RowRole.GROUP, RowRole.TOTAL):
        return cells
    whole = [cell if isinstance(cell, Cell) else Cell(cell) for cell in cells]
    plain = Align.LEFT if row.role is RowRole.GROUP else None
    return tuple(replace(cell, strong=True, align=cell.align or plain) for cell in whole)


def _text(row: Row, at: int) -> str | Cell:
    """What stands in a column of a plain row; a missing cell is empty."""
    return row.cells[at] if at < len(row.cells) else ""
