"""Place the names of desk cards (桌签): two halves of a sheet, a thin rule where it is folded or cut."""

from __future__ import annotations

from gzparty.reports.content import DeskCard
from gzparty.reports.faces import Face
from gzparty.reports.sheets import MM, Pages

_TALLEST = 72 * MM
"""No letter is higher than this, so that a short name does not fill the half from edge to edge."""
_TICK = 8 * MM
_MIDDLE = 0.36
"""How far the middle of a Han character stands above its baseline, in ems."""


def place_card(pages: Pages, block: DeskCard) -> None:
    """Set a name in the middle of the free half of the sheet; the second card of a page fills the lower one."""
    box = pages.geometry
    upper = pages.fresh
    ems = pages.setting.type(Face.BIAO, 1.0).width(block.name) or 1.0
    type_ = pages.setting.type(Face.BIAO, round(min(box.measure / ems, _TALLEST), 1))
    middle = box.height * (0.75 if upper else 0.25)
    left = (box.left + box.right - type_.width(block.name)) / 2
    rise = _MIDDLE * type_.size
    if block.turned:
        pages.sheet.turned_text(box.left + box.right - left, middle + rise, type_, block.name)
    else:
        pages.sheet.text(left, middle - rise, type_, block.name)
    if upper:
        _mark_middle(pages, folded=block.turned)
    pages.y = box.height / 2 if upper else box.bottom


def _mark_middle(pages: Pages, folded: bool) -> None:
    """Show where the sheet is folded by two ticks, where it is cut by a line."""
    box, middle = pages.geometry, pages.geometry.height / 2
    ends = ((0.0, _TICK), (box.width - _TICK, box.width)) if folded else ((0.0, box.width),)
    for start, end in ends:
        pages.sheet.rule(start, middle, end, middle)
