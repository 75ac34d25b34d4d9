"""Turn runs of text into lines and put lines on a page, justified where the custom asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TypeAlias

from gzparty.records import dataclass
from gzparty.reports.setting import Type
from gzparty.reports.sheets import Sheet

Run: TypeAlias = tuple[Type, str]
"""A text and the type it is set in."""

_WIDEST_STRETCH = 0.3
"""Letters are never moved further apart than this share of their size; such a line stays ragged."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its runs, its width in points with tracking, and how many letters it shows."""

    runs: tuple[Run, ...]
    width: float
    letters: int
    ends: bool

    def draw(self, sheet: Sheet, x: float, baseline: float, tracking: float = 0.0) -> None:
        """Show the line from x on."""
        for type_, text in self.runs:
            sheet.text(x, baseline, type_, text, tracking)
            x += type_.width(text) + tracking * _letters(type_, text)

    def stretch(self, width: float, tracking: float) -> float:
        """Return the tracking that makes a line of a paragraph fill the width."""
        slack = width - self.width
        if self.ends or self.letters < 2 or slack < 0.01:
            return tracking
        more = (slack + tracking) / (self.letters - 1)
        return tracking + more if more <= _WIDEST_STRETCH * self.runs[0][0].size else tracking


def _letters(type_: Type, text: str) -> int:
    return sum(1 for character in text if type_.widths[character])


def paragraphs(runs: Sequence[Run]) -> list[list[Run]]:
    """Part runs at line feeds of any kind."""
    parted: list[list[Run]] = [[]]
    for type_, text in runs:
        pieces = text.splitlines() or [""]
        parted[-1].append((type_, pieces[0]))
        parted += [[(type_, piece)] for piece in pieces[1:]]
    return parted


def set_lines(
    runs: Sequence[Run], width: float, first: float | None = None, tracking: float = 0.0, shaped: bool = False
) -> list[Line]:
    """Break runs into lines of a width; `first` is the first line's width, `shaped` balances a title."""
    text = "".join(text for _, text in runs)
    advances = [
        type_.widths[character] * type_.size + tracking if type_.widths[character] else 0.0
        for type_, part in runs
        for character in part
    ]
    sums = list(accumulate(advances))
    rules = runs[0][0].rules
    ends = rules.balanced(text, sums, width) if shaped else rules.break_line(text, sums, width, first)
    lines: list[Line] = []
    start = 0
    for end in ends:
        stop = end
        while stop > start and text[stop - 1] == " ":
            stop -= 1
        shown = advances[start:stop]
        lines.append(
            Line(
                _cut(runs, start, stop), sum(shown), sum(1 for advance in shown if advance), end == len(text)
            )
        )
        start = end
    return lines


def _cut(runs: Sequence[Run], start: int, stop: int) -> tuple[Run, ...]:
    """Take the runs between two places of their common text."""
    taken: list[Run] = []
    at = 0
    for type_, text in runs:
        piece = text[max(start - at, 0) : max(stop - at, 0)]
        if piece:
            taken.append((type_, piece))
        at += len(text)
    return tuple(taken)
