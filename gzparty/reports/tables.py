"""Place a table: measure its rows, share them over the pages, split what is taller than a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil

from gzparty.reports.content import Align, Row, RowRole, Table
from gzparty.reports.grid import PAD, Grid, Measured, room_below
from gzparty.reports.merging import Merging
from gzparty.reports.sheets import Pages
from gzparty.reports.tablehead import Head

_KEPT_WHOLE = 0.4
"""A row up to this share of a page goes to the next page whole; a taller one is split."""
_TALLEST_HEAD = 0.5
_LOWER, _SMALLER = (1.0, 0.85, 0.7, 0.0), (10.0, 9.5, 9.0)
"""How far a tight table goes: rows down to their text, letters down to 小五."""
_STEP = 0.1
"""Rows that may go lower do so by steps of so many millimetres."""
_SLACK = 0.01
"""Rooms leave so much of their page, in points, lest a rounding push the last row to the next one."""
_LEAST_LINES = 3
"""Fewer lines of a split row are not left at the foot of a page."""


def place_table(pages: Pages, table: Table, tail: float = 0.0) -> None:
    """Draw a table over as many pages as it takes; `tail` is what must stand under its last row."""
    if not table.columns:
        return
    table = _fitted(pages, table, tail)
    if Head(Grid(pages, table), table.headed).height > _TALLEST_HEAD * _page(pages):
        table = _headless(table)
    grid = Grid(pages, table)
    head = Head(grid, table.headed)
    # A plain ledger is measured row by row as it is placed, so its memory does not grow with its rows.
    rows: Iterable[Measured] = map(grid.measure, table.rows)
    merging = Merging(grid)
    if any(column.merge for column in table.columns) and table.folds == 1:
        rows = merging.fit(list(rows), table.columns)
    pages.need(head.height + _least(grid, table))
    placing = _Placing(pages, grid, head, merging)
    if table.folds > 1:
        rows = placing.fold(list(rows), table.folds)
    elif any(row.role is RowRole.ROOM for row in table.rows):
        rows = _roomy(list(rows), pages.room - head.height - tail)
    waiting: Measured | None = None
    for row in rows:
        if waiting:
            placing.add(waiting, 0.0)
        waiting = row
    if waiting:
        placing.add(waiting, tail)
    placing.flush()


def _least(grid: Grid, table: Table) -> float:
    """Return what must fit below a head: the first row, or the first lines of a tall one."""
    first = grid.measure(table.rows[0]).height if table.rows else 0.0
    return min(first, grid.height(_LEAST_LINES))


def _page(pages: Pages) -> float:
    return pages.geometry.top - pages.geometry.bottom


def _headless(table: Table) -> Table:
    """Turn a head that would fill the pages into a first row, which is split like any other."""
    titles = tuple("\n".join((*column.groups, column.title)) for column in table.columns)
    return replace(table, headed=False, rows=(Row(titles), *table.rows))


def _fitted(pages: Pages, table: Table, tail: float) -> Table:
    """The table as it uses its pages best, if it may be set otherwise at all."""
    if table.tight:
        return _tightened(pages, table, tail)
    return _saving(pages, table, tail) if table.least_mm else table


def _tightened(pages: Pages, table: Table, tail: float) -> Table:
    """Take the first of ever lower and smaller settings that fits on the page, or none of them."""
    for points in (table.text_pt, *(size for size in _SMALLER if size < table.text_pt)):
        for share in _LOWER:
            tried = replace(table, row_mm=table.row_mm * share, text_pt=points)
            grid = Grid(pages, tried)
            rows = [grid.measure(row) for row in tried.rows]
            if tried.folds > 1:
                rows = _beside(rows, ceil(len(rows) / tried.folds), tried.folds, grid)
            if Head(grid, tried.headed).height + sum(row.height for row in rows) + tail <= pages.room:
                return tried
    return table


def _saving(pages: Pages, table: Table, tail: float) -> Table:
    """Lower the rows just as far as saves a page; where none is saved they keep their height."""
    grid = Grid(pages, replace(table, row_mm=0.0))
    texts = [grid.measure(row).height for row in table.rows]
    steps = max(0, round((table.row_mm - table.least_mm) / _STEP))
    tried = [replace(table, row_mm=table.row_mm - step * _STEP) for step in range(steps + 1)]
    counts = [_sheets(pages, Grid(pages, one), texts, tail) for one in tried]
    return tried[counts.index(min(counts))]


def _sheets(pages: Pages, grid: Grid, texts: Sequence[float], tail: float) -> int:
    """How many pages the rows of a grid take, whose texts need these heights."""
    head = Head(grid, headed=True).height
    count, left = 1, pages.room - head
    for place, text in enumerate(texts, 1):
        height = max(text, grid.least)
        if height + (tail if place == len(texts) else 0.0) > left:
            count, left = count + 1, _page(pages) - head
        left -= height
    return count


def _roomy(rows: list[Measured], room: float) -> list[Measured]:
    """Share what the rows leave of the page among those that are to be written in."""
    rooms = [row for row in rows if row.role is RowRole.ROOM]
    spare = room - sum(row.height for row in rows) - _SLACK
    for row in rooms:
        row.height += max(spare, 0.0) / len(rooms)
    return rows


class _Placing:
    """The rows gathered for the page being filled."""

    def __init__(self, pages: Pages, grid: Grid, head: Head, merging: Merging) -> None:
        self._pages = pages
        self._grid = grid
        self._head = head
        self._merging = merging
        self._part: list[Measured] = []
        box = pages.geometry
        self._full = box.top - box.bottom - head.height - merging.slack
        self._left = self._room()

    def _room(self) -> float:
        return self._pages.room - self._head.height - self._merging.slack

    def add(self, row: Measured, tail: float) -> None:
        """Put a row on this page or the next, or share it between them."""
        if row.height + tail <= self._left:
            self._take(row)
            return
        if row.height <= _KEPT_WHOLE * self._full:
            self._next_page()
            self._take(row)
            return
        while row.height > self._left:
            lines = int((self._left - 2 * PAD) / self._grid.leading)
            if lines < _LEAST_LINES and (self._part or not self._pages.fresh):
                self._next_page()
                continue
            above, row = self._split(row, max(lines, 1))
            self._take(above)
            self._next_page()
            if not any(map(any, row.lines)):
                # What is left are no words that could be shared again.
                break
        self._take(row)

    def _take(self, row: Measured) -> None:
        self._part.append(row)
        self._left -= row.height

    def _split(self, row: Measured, count: int) -> tuple[Measured, Measured]:
        """Part a row after some lines; short cells stay in the upper part."""
        above = [lines[:count] for lines in row.lines]
        below = [lines[count:] or ("",) for lines in row.lines]
        height = self._grid.tight_height
        return (
            replace(row, lines=above, height=height(max(map(len, above))), belows=()),
            replace(row, lines=below, height=height(max(map(len, below)) + room_below(row.belows))),
        )

    def _next_page(self) -> None:
        """Finish this page; a heading inside the table goes along with the rows below it."""
        carried: list[Measured] = []
        room = _KEPT_WHOLE * self._full
        while len(self._part) > 1 and self._part[-1].role is RowRole.GROUP:
            room -= self._part[-1].height
            if room < 0:
                break
            carried.insert(0, self._part.pop())
        if self._part:
            self.flush()
        self._pages.turn()
        self._left = self._room()
        for row in carried:
            self._take(row)

    def flush(self) -> None:
        """Draw what was gathered below the head."""
        pages = self._pages
        top = self._head.draw(pages.sheet, pages.y)
        pages.y = self._merging.draw(pages.sheet, top, self._part)
        self._part = []

    def fold(self, rows: Sequence[Measured], folds: int) -> list[Measured]:
        """Set rows side by side: each page's first column group is filled before the next."""
        folded: list[Measured] = []
        start, room = 0, self._left
        while start < len(rows):
            rest = rows[start:]
            deep = ceil(len(rest) / folds)
            while deep > 1 and sum(row.height for row in _beside(rest, deep, folds, self._grid)) > room:
                deep -= 1
            folded += _beside(rest, deep, folds, self._grid)
            start, room = start + deep * folds, self._full
        return folded


def _beside(rows: Sequence[Measured], deep: int, folds: int, grid: Grid) -> list[Measured]:
    """Join row i with the rows `deep` further on; what spans columns in one of them goes on spanning."""
    blank = Measured([("",)] * grid.single, 0.0)
    joined: list[Measured] = []
    for i in range(min(deep, len(rows))):
        group = [rows[k] if k < len(rows) else blank for k in range(i, i + deep * folds, deep)]
        joined.append(_joined(group, grid))
    return joined


def _joined(group: Sequence[Measured], grid: Grid) -> Measured:
    lines = [cell for row in group for cell in row.lines]
    height = max(row.height for row in group)
    if all(row.spans is None for row in group):
        return Measured(lines, height)
    cells = [cell for row in group for cell in _cells(row, grid)]
    spans, aligns, strong, tops = (tuple(kind) for kind in zip(*cells, strict=True))
    return Measured(lines, height, RowRole.BODY, spans, aligns, strong, tops)


def _cells(row: Measured, grid: Grid) -> Iterable[tuple[int, Align, bool, bool]]:
    """Span, alignment, strength and place of each cell of a row."""
    if row.spans is None or row.aligns is None or row.strong is None or row.tops is None:
        return [(1, align, False, False) for align in grid.aligns[: grid.single]]
    return zip(row.spans, row.aligns, row.strong, row.tops, strict=True)
