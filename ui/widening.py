"""What Esc takes back last: the figure or the chip that narrows what a page shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtWidgets import QWidget

from ui.widgets.chip import ChipRow
from ui.widgets.figure_line import FigureLine


def widen(page: QWidget) -> bool:
    """Show again all that one figure or chip in sight leaves out; tell whether there was one."""
    ways = (*_chips(page), *_figures(page))
    if ways:
        ways[0]()
    return bool(ways)


def _chips(page: QWidget) -> list[Callable[[], object]]:
    rows = cast("list[ChipRow]", page.findChildren(ChipRow))
    return [row.choose_first for row in rows if row.isVisible() and not row.holds_first()]


def _figures(page: QWidget) -> list[Callable[[], object]]:
    lines = cast("list[FigureLine]", page.findChildren(FigureLine))
    return [line.clear for line in lines if line.isVisible() and line.current()]
