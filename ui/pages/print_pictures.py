"""Further views of the print centre worth a picture of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from ui.gate import Gate
from ui.widgets.page_view import WIDTH
from ui.wishes import PrintRequest

if TYPE_CHECKING:
    from ui.pages.print import PrintPage


def print_pictures(page: PrintPage, gate: Gate) -> Mapping[str, Callable[[], object]]:
    """A short name of each view and how to get there."""
    views: dict[str, Callable[[], object]] = {
        "sign-in": partial(page.papers.choose, "sign-in"),
        "publicity": partial(page.papers.choose, "publicity"),
        # One record of the month, as it is chosen among those of a branch.
        "minutes": partial(page.papers.choose, "minutes"),
        "page-width": partial(page.preview.show_mode, WIDTH),
    }
    if gate.reader.prints.latest():
        views["stale"] = partial(_stale, page, gate)
        views["differences"] = page.stale.show_differences
    return views


def _stale(page: PrintPage, gate: Gate) -> None:
    """Show the paper printed last, whose records may have changed since."""
    copy = gate.reader.prints.latest()[0]
    about = dict(part.split("=", 1) for part in copy.selector.split(" "))
    page.take_request(PrintRequest(copy.paper, about))
