"""Set the same slip several times on a sheet, with lines to cut along; how many fit is measured, not guessed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from gzparty.reports.content import Block, Slips
from gzparty.reports.sheets import MM, Pages

MOST = 4
_EDGE = 8 * MM
"""How far a slip keeps from the lines it is cut along."""
_DASH, _SPACE = 2 * MM, 1.5 * MM

Place = Callable[[Pages, Sequence[Block]], None]


def place_slips(pages: Pages, block: Slips, place: Place) -> None:
    """Place every copy; one that is taller than half a sheet begins a new sheet each time."""
    usual = pages.geometry
    close = replace(usual, top=usual.height - _EDGE, bottom=_EDGE)
    height = _height(Pages(pages.setting, close), block, place)
    parts = next((count for count in range(MOST, 1, -1) if height <= usual.height / count - 2 * _EDGE), 1)
    pages.geometry = close if parts > 1 else usual
    for copy in range(block.copies or parts):
        if copy and copy % parts == 0:
            pages.turn()
        if parts > 1:
            _begin(pages, copy % parts, parts, height)
        place(pages, block.blocks)
    pages.geometry = usual


def _height(trial: Pages, block: Slips, place: Place) -> float:
    """How tall a slip is; without bound where it takes more than a sheet."""
    start = trial.y
    place(trial, block.blocks)
    return start - trial.y if len(trial.sheets) == 1 else float("inf")


def _begin(pages: Pages, number: int, parts: int, height: float) -> None:
    """Go to the head of a part of the sheet, with a line to cut along above it; the slip stands in its middle."""
    part = pages.geometry.height / parts
    upper = pages.geometry.height - number * part
    if number:
        _cut(pages, upper)
    pages.y = upper - (part - height) / 2


def _cut(pages: Pages, y: float) -> None:
    x = 0.0
    while x < pages.geometry.width:
        pages.sheet.rule(x, y, min(x + _DASH, pages.geometry.width), y)
        x += _DASH + _SPACE
