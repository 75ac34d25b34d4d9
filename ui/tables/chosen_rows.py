"""What is chosen in a grid: cells as rows and columns, the records of these rows, what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QItemSelectionRange

from ui.tables.narrowing import said

if TYPE_CHECKING:
    from ui.tables.grid import Grid

MOST_VALUES = 500
"""Rows looked at for what they say: a menu waits for it."""


def chosen_block(view: Grid[Any]) -> tuple[list[int], list[int]] | None:
    """Rows and columns in which anything is selected, from top to bottom and left to right."""
    # By ranges: a list of every cell would take a second where a whole county is selected.
    model = view.selectionModel()
    ranges = cast("list[QItemSelectionRange]", model.selection()) if model else []
    if not ranges:
        return None
    rows = {row for one in ranges for row in range(one.top(), one.bottom() + 1)}
    places = {place for one in ranges for place in range(one.left(), one.right() + 1)}
    return sorted(rows), [place for place in view.visible_places() if place in places]


def chosen_values(view: Grid[Any]) -> tuple[str, frozenset[str]] | None:
    """The current column and what the chosen rows say there; None on a heading and in a column of ticks."""
    here = view.currentIndex()
    if not here.isValid() or view.isColumnHidden(here.column()):
        return None
    column = view.records.columns[here.column()]
    rows = [row for row in view.selected_rows()[:MOST_VALUES] if view.is_record(row)]
    if column.is_tick or not column.title or not rows:
        return None
    return column.key, frozenset(said(column, view.records.record(row)) for row in rows)
