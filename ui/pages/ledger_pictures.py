"""Further views of the ledger worth a picture of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ui.panels.ledger import narrowing
from ui.panels.ledger.chosen import can_close_at_once

if TYPE_CHECKING:
    from ui.pages.ledger import LedgerPage


def ledger_pictures(page: LedgerPage) -> Mapping[str, Callable[[], object]]:
    """A short name of each view and how to get there."""

    def ticked() -> None:
        lines = page.list.ledger.lines if page.list.ledger else ()
        page.list.view.tick(line.problem.id for line in lines if can_close_at_once(line))

    def closed() -> None:
        page.list.view.untick()
        page.list.filters.choose_chip(narrowing.CLOSED)

    def lasting() -> None:
        page.list.filters.choose_chip(narrowing.LASTING)

    def new() -> None:
        page.list.filters.choose_chip(narrowing.OPEN)
        page.add()

    return {"ticked": ticked, "closed": closed, "lasting": lasting, "new": new, "prompt": page.open_prompt}
