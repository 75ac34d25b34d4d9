"""How many things are overdue, for the navigation: counted behind the window a moment after something changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.changes import Changes, concerns
from ui.gate import Gate

if TYPE_CHECKING:
    from gzparty.services.agenda_views import Overdue

LANE = "badges"
START_MS = 1500
"""The first count waits until the window stands: its thread would only keep the first picture waiting."""
WAIT_MS = 400
"""So long after the last change: a roll is marked faster than anybody reads the navigation."""
CONCERNED = frozenset(
    {"meeting", "sitting", "duty", "waiver", "life_day", "unit", "party_group", "membership", "person"}
    | {"talk", "training", "yearly_step", "setting", "calendar_day", "calendar_year"}
    | {"inspection", "inspection_item", "problem"}
)
"""The kinds of record that dues and the ledger follow from."""


class Badges(QObject):
    """Counts by itself, unless the workbench has counted already."""

    def __init__(self, gate: Gate, changes: Changes, show: Callable[[str, int], None]) -> None:
        """Take what shows a count beside a page, by the page's key."""
        super().__init__()
        self._gate = gate
        self._show = show
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._count)
        changes.changed.connect(self._look_again)
        self._timer.start(START_MS)

    def take(self, overdue: Overdue) -> None:
        """Take over a count made elsewhere just now."""
        self._timer.stop()
        for page, count in overdue._asdict().items():
            self._show(page, count)

    def _look_again(self, kinds: frozenset[str]) -> None:
        if concerns(kinds, CONCERNED):
            self._timer.start(WAIT_MS)

    def _count(self) -> None:
        self._gate.behind.ask(LANE, lambda services: services.agenda.overdue(), self.take)
