"""How wide the words of a table's columns are, as far as they are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QRect

from ui.tables.header import TableHeader

if TYPE_CHECKING:
    from ui.tables.grid import Grid

MOST_CELLS = 400
"""So many cells are measured at once, besides those in sight, in some five milliseconds."""
MOST_IN_SIGHT = 60
"""Rows a window may show."""
_WIDE = 10_000


def rows_in_sight(view: Grid[Any]) -> range:
    """The rows a view shows at the moment, headings too."""
    first = max(view.rowAt(0), 0)
    last = view.rowAt(view.viewport().height() - 1)
    count = view.records.rowCount()
    return range(first, min(count if last < 0 else last + 1, first + MOST_IN_SIGHT))


def rows_at_hand(view: Grid[Any]) -> list[int]:
    """The rows to measure when others are shown: those in sight and the first ones, as far as they need not be read."""
    records = view.records
    if records.is_paged:
        return list(rows_in_sight(view))
    first = min(records.rowCount(), MOST_CELLS // max(len(records.columns), 1))
    return sorted({*range(first), *rows_in_sight(view)})


class Needed(NamedTuple):
    """How many px a column needs so that its words, or the words of its head, are whole."""

    cells: int
    head: int


def words_in(view: Grid[Any], rows: list[int]) -> dict[int, Needed]:
    """What each column in sight needs for its head and for its words in some rows."""
    rows = [row for row in rows if view.is_measured(row)]
    return {place: Needed(_cells(view, place, rows), _head(view, place)) for place in view.visible_places()}


def _head(view: Grid[Any], place: int) -> int:
    header = view.horizontalHeader()
    assert isinstance(header, TableHeader)
    return header.sectionSize(place) + max(line.lacks for line in header.head_words(place))


def _cells(view: Grid[Any], place: int, rows: list[int]) -> int:
    if not rows:
        return 0
    delegate, records = view.cell_delegate, view.records
    around = _WIDE - delegate.room_of(QRect(0, 0, _WIDE, 1), records.index(rows[0], place)).width()
    return around + max(delegate.words_width(records.cell(row, place)) for row in rows)
