"""Equal texts below each other as one cell, on each page anew; and the rules of tables that are not a plain grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gzparty.reports.content import Column, RowRole
from gzparty.reports.grid import Grid, Measured
from gzparty.reports.sheets import Sheet

_WIDEST = 0.3
"""A text taller than this share of the text block's width is not merged."""


class Merging:
    """Which columns of a table are merged; draws the rows of one page accordingly.

    `slack` is the height kept free on each page for cells that a page break cuts in two.
    """

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._columns: list[int] = []
        self.slack = 0.0

    def fit(self, rows: list[Measured], columns: Sequence[Column]) -> list[Measured]:
        """Let merged texts count over their rows together, not in each row."""
        self._columns = [k for k, column in enumerate(columns) if column.merge]
        widest = (self._grid.edges[-1] - self._grid.edges[0]) * _WIDEST
        texts = [self._grid.height(len(row.lines[k])) for row in rows for k in self._columns if not row.spans]
        if max(texts, default=0.0) > widest:
            self._columns = []
            return rows
        for row in rows:
            if row.spans is None:
                free = [len(lines) for k, lines in enumerate(row.lines) if k not in self._columns]
                row.height = self._grid.height(max(free, default=1))
        self._raise(rows)
        if texts:
            self.slack = 2 * (max(texts) - self._grid.least)
        return rows

    def _groups(self, rows: Sequence[Measured]) -> Iterator[tuple[int, int, int]]:
        """Yield (column, first row, row after the last) of every merged cell."""
        for depth, column in enumerate(self._columns):
            keys = self._columns[: depth + 1]
            start = 0
            for end in range(1, len(rows) + 1):
                if end < len(rows) and _same(rows[end - 1], rows[end], keys):
                    continue
                if rows[start].spans is None:
                    yield column, start, end
                start = end

    def _raise(self, rows: Sequence[Measured]) -> None:
        """Make the rows of each merged cell high enough together."""
        for column, start, end in self._groups(rows):
            need = self._grid.height(len(rows[start].lines[column]))
            lack = need - sum(row.height for row in rows[start:end])
            for row in rows[start:end]:
                row.height += max(lack, 0.0) / (end - start)

    def draw(self, sheet: Sheet, top: float, rows: Sequence[Measured]) -> float:
        """Draw one page's rows with their rules and return where they end."""
        if not self._columns and all(row.spans is None for row in rows):
            self._grid.rule(sheet, top, rows)
            return self._grid.draw(sheet, top, rows)
        self._raise(rows)
        edges = [top]
        for row in rows:
            edges.append(edges[-1] - row.height)
        plain = [replace(row, lines=list(row.lines)) for row in rows]
        inside: set[tuple[int, int]] = set()
        for column, start, end in self._groups(rows):
            lines = rows[start].lines[column]
            for i in range(start, end):
                plain[i].lines[column] = ("",)
                inside.add((i, column))
            inside.discard((start, column))
            type_ = self._grid.body
            self._grid.draw_block(sheet, (column, column + 1), (edges[start], edges[end]), (type_, lines))
        self._rule(sheet, edges, rows, inside)
        return self._grid.draw(sheet, top, plain)

    def _rule(
        self, sheet: Sheet, edges: Sequence[float], rows: Sequence[Measured], inside: set[tuple[int, int]]
    ) -> None:
        """Rule row by row, leaving out what lies inside a merged or spanning cell."""
        xs = self._grid.edges
        for i, row in enumerate(rows):
            for k in self._grid.verticals(row):
                sheet.rule(xs[k], edges[i], xs[k], edges[i + 1])
            covered = [k for k in range(len(xs) - 1) if (i, k) in inside]
            start = 0
            for stop in [*covered, len(xs) - 1]:
                if stop > start:
                    sheet.rule(xs[start], edges[i], xs[stop], edges[i])
                start = stop + 1
        sheet.rule(xs[0], edges[-1], xs[-1], edges[-1])


def _same(above: Measured, below: Measured, keys: Sequence[int]) -> bool:
    """Tell whether two rows share a merged cell."""
    if above.spans or below.spans or below.role is not RowRole.BODY:
        return False
    return all(above.lines[k] == below.lines[k] for k in keys) and any(below.lines[keys[-1]])
