"""The head of a table: titles, with grouped titles above them, repeated on every page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from gzparty.reports.content import Column
from gzparty.reports.grid import PAD, Grid
from gzparty.reports.sheets import Sheet


class _Title(NamedTuple):
    """A head cell: the levels and columns it covers, and its lines."""

    levels: tuple[int, int]
    columns: tuple[int, int]
    lines: Sequence[str]


class Head:
    """The measured head of a grid."""

    def __init__(self, grid: Grid, headed: bool = True) -> None:
        self._grid = grid
        depth = 1 + max((len(column.groups) for column in grid.columns), default=0)
        self._titles = [self._title(*cell) for cell in head_cells(grid.columns, depth)] if headed else []
        self._heights = self._measure(depth) if self._titles else []
        self.height = sum(self._heights)

    def _title(self, text: str, levels: tuple[int, int], columns: tuple[int, int]) -> _Title:
        type_ = self._grid.strong
        width = (self._grid.edges[columns[1]] - self._grid.edges[columns[0]] - 2 * PAD) / type_.size
        lines: list[str] = []
        for part in text.splitlines() or [""]:
            ends = (
                type_.rules.balanced(part, list(accumulate(map(type_.widths.__getitem__, part))), width)
                if part
                else [0]
            )
            lines += [part[start:end] for start, end in zip((0, *ends), ends, strict=False)]
        return _Title(levels, columns, lines)

    def _measure(self, depth: int) -> list[float]:
        """Give each level the height of its own titles, and the lowest what titles over several levels lack."""
        heights = [0.0] * depth
        for title in sorted(self._titles, key=lambda title: title.levels[1] - title.levels[0]):
            top, bottom = title.levels
            lack = self._grid.height(len(title.lines)) - sum(heights[top:bottom])
            if lack > 0:
                heights[bottom - 1] += lack
        return heights

    def draw(self, sheet: Sheet, top: float) -> float:
        """Draw the head from a height downwards and return where it ends."""
        grid = self._grid
        edges = [top - down for down in accumulate(self._heights, initial=0.0)]
        for title in self._titles:
            high, low = edges[title.levels[0]], edges[title.levels[1]]
            left, right = grid.edges[title.columns[0]], grid.edges[title.columns[1]]
            grid.draw_block(sheet, title.columns, (high, low), (grid.strong, title.lines))
            sheet.rule(left, high, right, high)
            sheet.rule(left, high, left, low)
        if self._titles:
            sheet.rule(grid.edges[-1], top, grid.edges[-1], edges[-1])
        return edges[-1]


def head_cells(columns: Sequence[Column], depth: int) -> list[tuple[str, tuple[int, int], tuple[int, int]]]:
    """List the head's cells: equal groups beside each other are one, a title reaches down from its groups."""
    cells: list[tuple[str, tuple[int, int], tuple[int, int]]] = []
    for k, column in enumerate(columns):
        cells.append((column.title, (len(column.groups), depth), (k, k + 1)))
        for level, text in enumerate(column.groups):
            path = column.groups[: level + 1]
            if k and columns[k - 1].groups[: level + 1] == path:
                continue
            end = k + 1
            while end < len(columns) and columns[end].groups[: level + 1] == path:
                end += 1
            cells.append((text, (level, level + 1), (k, end)))
    return cells
