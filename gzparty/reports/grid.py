"""The columns of a table on a page: their edges, how their cells are broken, and how a page's part is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from gzparty.reports.content import Align, Cell, Column, Row, RowRole, Table
from gzparty.reports.faces import Face
from gzparty.reports.setting import Type
from gzparty.reports.sheets import MM, Pages, Sheet

BELOW_INDENT = 12.0
"""How far what stands at the lower right of a cell keeps from its edge, in points."""

Wrap = Callable[[str], Sequence[str]]
"""Breaks the text of a cell into lines."""

PAD = 3.0
_LEADING = 1.3
_ASCENT = 0.88
_PLAIN = {str}
_STRONG = frozenset({RowRole.GROUP, RowRole.TOTAL})
_EVEN_LINES = 2.5
_LONGEST_BELOW = 6
"""Lines at the lower right of a cell: more of them are no seal's place, and a row that keeps them could fill pages."""
_TALLEST_LEAST = 0.3
"""No least height of rows goes beyond this share of the text block."""
_WIDEST = 1.34
"""No character of the six faces is wider, in ems; a text of few enough characters need not be measured."""


def wrapper(type_: Type, width: float, even: bool = False) -> Wrap:
    """Make the function that breaks a cell's text at a width in points.

    `even` is for centred cells: a short text over two or three lines is shared out, 石家庄 / 社区
    rather than 石家庄社 / 区.
    """
    room = width / type_.size + 1e-6
    surely = int(room / _WIDEST)
    measure, break_line, balanced = type_.widths.__getitem__, type_.rules.break_line, type_.rules.balanced

    def fill(text: str) -> Sequence[str]:
        sums = list(accumulate(map(measure, text)))
        if not text or sums[-1] <= room:
            return (text,)
        few = even and sums[-1] <= _EVEN_LINES * room
        return _cut(text, balanced(text, sums, room) if few else break_line(text, sums, room))

    def wrap(text: str) -> Sequence[str]:
        if not text.isprintable():
            return [line for part in text.splitlines() or [""] for line in fill(part)]
        return (text,) if len(text) <= surely else fill(text)

    return wrap


def _cut(text: str, ends: Sequence[int]) -> list[str]:
    return [text[start:end] for start, end in zip((0, *ends), ends, strict=False)]


@dataclass(slots=True)
class Measured:
    """A row broken into the lines of its cells; `spans` says how many columns each takes, None for one each.

    `belows` are the lines at the lower right of each cell; empty where no cell has any.
    """

    lines: list[Sequence[str]]
    height: float
    role: RowRole = RowRole.BODY
    spans: tuple[int, ...] | None = None
    aligns: tuple[Align, ...] | None = None
    strong: tuple[bool, ...] | None = None
    tops: tuple[bool, ...] | None = None
    belows: tuple[Sequence[str], ...] = ()


class Grid:
    """The columns of one table, repeated side by side where the table is folded."""

    def __init__(self, pages: Pages, table: Table) -> None:
        box = pages.geometry
        self.body = pages.type(Face.SONG, table.text_pt)
        self.strong = pages.type(Face.HEI, table.text_pt)
        self.columns = table.columns * table.folds
        widths = (
            column_widths(table.columns, box.measure / table.folds, self.body.size, box.scale) * table.folds
        )
        self.edges = [box.left + edge for edge in accumulate(widths, initial=0.0)]
        self.aligns = tuple(column.align for column in self.columns)
        self._starts = [
            f"{edge + PAD:.2f}" if align is Align.LEFT else ""
            for edge, align in zip(self.edges, self.aligns, strict=False)
        ]
        self.leading = self.body.size * _LEADING
        lowest = min(table.row_mm * MM * box.scale, (box.top - box.bottom) * _TALLEST_LEAST)
        self.least = max(lowest, self.leading + 2 * PAD)
        self.single = len(table.columns)
        self._wraps = [
            wrapper(self.body, width - 2 * PAD, column.align is Align.CENTER)
            for width, column in zip(widths, table.columns, strict=False)
        ]

    def span_width(self, start: int, span: int) -> float:
        """Return the width of some columns in points."""
        return self.edges[start + span] - self.edges[start]

    def height(self, lines: int) -> float:
        """Return the height of a cell with so many lines."""
        return max(self.tight_height(lines), self.least)

    def tight_height(self, lines: int) -> float:
        """Return the height that many lines need."""
        return lines * self.leading + 2 * PAD

    def measure(self, row: Row) -> Measured:
        """Break the cells of a row and find its height."""
        cells = row.cells
        if row.role is RowRole.BODY and {*map(type, cells)} == _PLAIN and len(cells) == self.single:
            lines = [wrap(text) for wrap, text in zip(self._wraps, cells, strict=True)]  # type: ignore[arg-type]
            return Measured(lines, self.height(max(map(len, lines))))
        return self._measure_rich(row)

    def _measure_rich(self, row: Row) -> Measured:
        cells = [Cell(cell) if isinstance(cell, str) else cell for cell in row.cells]
        taken = sum(cell.span for cell in cells)
        if taken > self.single:
            raise ValueError(f"a row of {taken} cells in a table of {self.single} columns")
        cells += [Cell("")] * (self.single - taken)
        lines: list[Sequence[str]] = []
        strong: list[bool] = []
        aligns: list[Align] = []
        belows: list[Sequence[str]] = []
        at = 0
        for cell in cells:
            bold = cell.strong or row.role in _STRONG
            width = self.span_width(at, cell.span) - 2 * PAD
            text, below = _parted(wrapper(self.strong if bold else self.body, width), cell)
            lines.append(text)
            belows.append(below)
            strong.append(bold)
            plain = Align.LEFT if row.role is RowRole.GROUP else self.columns[at].align
            aligns.append(cell.align or plain)
            at += cell.span
        return Measured(
            lines,
            self.height(max(map(len, lines)) + room_below(belows)),
            row.role,
            tuple(cell.span for cell in cells),
            tuple(aligns),
            tuple(strong),
            tuple(cell.top for cell in cells),
            tuple(belows) if any(belows) else (),
        )

    def draw(self, sheet: Sheet, top: float, rows: Sequence[Measured]) -> float:
        """Show the texts of rows from a height downwards and return where they end."""
        sheet.texts.append(f"{self.body.select} {self.leading:.4g} TL 0 Tc")
        for row in rows:
            if row.spans is None:
                self._draw_plain(sheet.texts, top, row)
            else:
                self._draw_rich(sheet.texts, top, row)
            top -= row.height
        return top

    def _draw_plain(self, texts: list[str], top: float, row: Measured) -> None:
        """The loop that a long ledger spends its time in: formatting and one translation per line."""
        codes, edges, append = self.body.codes, self.edges, texts.append
        middle = top - row.height / 2 + self.leading / 2 - self._drop()
        single = f"{middle:.2f}"
        for k, lines in enumerate(row.lines):
            text = lines[0]
            if len(lines) > 1:
                self._draw_lines(texts, (edges[k], edges[k + 1]), middle, lines, (self.body, self.aligns[k]))
            elif text:
                x = self._starts[k] or self._start(k, text)
                append(f"1 0 0 1 {x} {single} Tm <{text.translate(codes)}> Tj")

    def _start(self, k: int, text: str) -> str:
        """Say where a text that is not flush left begins."""
        free = self.edges[k + 1] - self.edges[k] - self.body.width(text)
        return f"{self.edges[k] + (free / 2 if self.aligns[k] is Align.CENTER else free - PAD):.2f}"

    def _drop(self) -> float:
        """The distance from the upper edge of a line to its baseline."""
        return (self.leading - self.body.size) / 2 + _ASCENT * self.body.size

    def _draw_lines(
        self,
        texts: list[str],
        edges: tuple[float, float],
        middle: float,
        lines: Sequence[str],
        style: tuple[Type, Align],
    ) -> None:
        """Show several lines around a middle; `middle` is the baseline a single line would have."""
        type_, align = style
        baseline = middle + (len(lines) - 1) * self.leading / 2
        if align is Align.LEFT:
            shown = [type_.show(line) for line in lines]
            texts.append(f"1 0 0 1 {edges[0] + PAD:.2f} {baseline:.2f} Tm " + " T* ".join(shown))
            return
        for line in lines:
            free = edges[1] - edges[0] - type_.width(line.rstrip(" "))
            x = edges[0] + (free / 2 if align is Align.CENTER else free - PAD)
            texts.append(f"1 0 0 1 {x:.2f} {baseline:.2f} Tm {type_.show(line)}")
            baseline -= self.leading

    def _draw_rich(self, texts: list[str], top: float, row: Measured) -> None:
        assert row.spans is not None
        assert row.aligns is not None
        assert row.strong is not None
        assert row.tops is not None
        middle = top - row.height / 2 + self.leading / 2 - self._drop()
        at = 0
        cells = zip(row.spans, row.aligns, row.strong, row.tops, row.lines, strict=True)
        for span, align, strong, high, lines in cells:
            type_ = self.strong if strong else self.body
            edges = (self.edges[at], self.edges[at + span])
            texts.append(type_.select)
            at_top = top - PAD - self._drop() - (len(lines) - 1) * self.leading / 2
            self._draw_lines(texts, edges, at_top if high else middle, lines, (type_, align))
            at += span
        texts.append(self.body.select)
        self._draw_belows(texts, top - row.height, row)

    def _draw_belows(self, texts: list[str], bottom: float, row: Measured) -> None:
        """Show what stands at the lower right of cells."""
        at = 0
        for span, lines in zip(row.spans or (), row.belows, strict=False):
            edges = (self.edges[at], self.edges[at + span] - BELOW_INDENT)
            baseline = bottom + PAD + self.leading - self._drop() + (len(lines) - 1) * self.leading / 2
            if lines:
                self._draw_lines(texts, edges, baseline, lines, (self.body, Align.RIGHT))
            at += span

    def draw_block(
        self, sheet: Sheet, column: tuple[int, int], span: tuple[float, float], text: _Block
    ) -> None:
        """Show lines in the middle of a rectangle that covers columns and several rows."""
        type_, lines = text
        middle = (span[0] + span[1]) / 2 + self.leading / 2 - self._drop()
        edges = (self.edges[column[0]], self.edges[column[1]])
        sheet.texts.append(f"{type_.select} {self.leading:.4g} TL 0 Tc")
        self._draw_lines(sheet.texts, edges, middle, lines, (type_, Align.CENTER))

    def rule(self, sheet: Sheet, top: float, rows: Sequence[Measured]) -> None:
        """Draw the rules of rows that have one cell per column."""
        first, last, y = self.edges[0], self.edges[-1], top
        rules = sheet.rules
        rules.append(f"{first:.2f} {y:.2f} m {last:.2f} {y:.2f} l")
        for row in rows:
            y -= row.height
            rules.append(f"{first:.2f} {y:.2f} m {last:.2f} {y:.2f} l")
        rules += [f"{x:.2f} {top:.2f} m {x:.2f} {y:.2f} l" for x in self.edges]

    def verticals(self, row: Measured) -> list[int]:
        """Return the edges a row is ruled at."""
        spans = row.spans or (1,) * len(self.columns)
        return list(accumulate(spans, initial=0))


def _parted(wrap: Callable[[str], Sequence[str]], cell: Cell) -> tuple[Sequence[str], Sequence[str]]:
    """The lines of a cell and those at its lower right; what is too long for a seal's place goes on below the text."""
    below = wrap(cell.below) if cell.below else ()
    if len(below) > _LONGEST_BELOW:
        return wrap("\n".join(filter(None, (cell.text, cell.below)))), ()
    return wrap(cell.text), below


def room_below(belows: Sequence[Sequence[str]]) -> int:
    """How many lines stand at the lower right of a row's cells, with an empty one above them."""
    most = max(map(len, belows), default=0)
    return most + 1 if most else 0


_Block = tuple[Type, Sequence[str]]


def column_widths(columns: Sequence[Column], measure: float, size: float, scale: float) -> list[float]:
    """Share the width: fixed columns first, shrunk only where the others would not hold a character."""
    wanted = [column.mm * MM * (scale if column.whole else 1.0) for column in columns]
    fixed = sum(wanted)
    least = (size + 2 * PAD) * sum(1 for column in columns if not column.mm)
    shrink = min(1.0, max(measure - least, 0.0) / fixed) if fixed else 1.0
    weights = sum(column.weight for column in columns if not column.mm)
    if not weights and fixed:
        shrink = measure / fixed
    free = measure - fixed * shrink
    return [
        want * shrink if want else free * column.weight / weights
        for want, column in zip(wanted, columns, strict=True)
    ]
