"""Finding a text in what a page shows: the cells of the table in sight, whichever that is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast
from unicodedata import normalize

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QTableView, QTreeView, QWidget

from ui.shell import PageWidget
from ui.widgets.focus_proxy import proxy_of

Spot = tuple[int, int]
"""Row and column."""


def view_of(page: PageWidget, focus: QWidget | None) -> QAbstractItemView | None:
    """The table the clerk is at, else the first the page goes round by F6, else the largest in sight."""
    above = focus
    while above is not None and above is not page:
        if isinstance(above, QAbstractItemView):
            return above if _is_searched(above) else None
        above = above.parentWidget()
    found = [one for pane in page.panes() for one in _views(pane)]
    rest = [one for one in _views(page) if one not in found]
    rest.sort(key=lambda view: view.width() * view.height(), reverse=True)
    tables = [one for one in (*found, *rest) if isinstance(one, QTableView)]
    return next(iter((*tables, *found, *rest)), None)


def spots(view: QAbstractItemView, wanted: str) -> list[Spot]:
    """The cells in sight whose text has what is wanted in it, row by row; capitals and full-width forms are all one."""
    plain = fold(wanted)
    return [spot for spot in _cells(view) if plain in fold(_text(view, spot))] if plain else []


def next_spot(view: QAbstractItemView, found: list[Spot], step: int) -> Spot | None:
    """The one after the current cell or before it, round the table."""
    here = view.currentIndex()
    at = (here.row(), here.column()) if here.isValid() else (-1, -1)
    if step > 0:
        return next((spot for spot in found if spot > at), found[0] if found else None)
    return next((spot for spot in reversed(found) if spot < at), found[-1] if found else None)


def go_to(view: QAbstractItemView, spot: Spot) -> None:
    """Make a cell current and bring it into sight; the focus stays where it is."""
    index = view.model().index(*spot)
    view.setCurrentIndex(index)
    view.scrollTo(index)


def step_row(view: QAbstractItemView, step: int) -> None:
    """Go to the next row of what is shown, or the one before, round the table."""
    count = view.model().rowCount()
    if count:
        here = view.currentIndex()
        go_to(view, ((here.row() + step) % count if here.isValid() else 0, max(here.column(), 0)))


def fold(text: str) -> str:
    """One form for all ways to type it."""
    return normalize("NFKC", text).casefold().strip()


def _views(within: QWidget) -> Iterator[QAbstractItemView]:
    candidates = cast("list[QAbstractItemView]", within.findChildren(QAbstractItemView))
    for one in (within, *candidates):
        if isinstance(one, QAbstractItemView) and one.isVisible() and _is_searched(one):
            yield one


def _is_searched(view: QAbstractItemView) -> bool:
    """The frozen columns repeat their table, the list of a choice is none; a tree has its own way to find."""
    return (
        isinstance(view, QTableView | QListView)
        and not isinstance(view, QTreeView)
        and proxy_of(view) is None
        and view.model() is not None
    )


def _cells(view: QAbstractItemView) -> Iterator[Spot]:
    model = view.model()
    columns = [
        column
        for column in range(model.columnCount(QModelIndex()))
        if not (isinstance(view, QTableView) and view.isColumnHidden(column))
    ]
    for row in range(model.rowCount(QModelIndex())):
        if not (isinstance(view, QTableView | QListView) and view.isRowHidden(row)):
            for column in columns:
                yield row, column


def _text(view: QAbstractItemView, spot: Spot) -> str:
    shown = view.model().index(*spot).data(Qt.ItemDataRole.DisplayRole)
    return "" if shown is None else str(shown)
