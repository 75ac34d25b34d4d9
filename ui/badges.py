"""How many things are overdue, for the navigation: counted behind the window a moment after something changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from gzparty.services.bundle import Services
from ui.changes import Changes, concerns
from ui.gate import Gate

LANE, LEDGER_LANE = "badges", "badges.ledger"
WAIT_MS = 400
"""So long after the last change: a roll is marked faster than anybody reads the navigation."""
CONCERNED = frozenset(
    {"meeting", "sitting", "duty", "waiver", "life_day", "unit", "party_group", "membership", "person"}
    | {"talk", "training", "yearly_step", "setting", "calendar_day", "calendar_year"}
)
"""The kinds of record that dues follow from."""
IN_LEDGER = frozenset({"problem", "unit", "setting"})
"""The kinds of record that the overdue problems of the ledger follow from."""


class Badges(QObject):
    """Counts by itself, unless the workbench has counted already."""

    def __init__(self, gate: Gate, changes: Changes, show: Callable[[str, int], None]) -> None:
        """Take what shows a count beside a page, by the page's key."""
        super().__init__()
        self._gate = gate
        self._show = show
        self._timer = QTimer(self, interval=WAIT_MS, singleShot=True)
        self._timer.timeout.connect(self._count)
        self._ledger_timer = QTimer(self, interval=WAIT_MS, singleShot=True)
        self._ledger_timer.timeout.connect(self._count_ledger)
        changes.changed.connect(self._look_again)
        self._timer.start()
        self._ledger_timer.start()

    def take(self, overdue: int) -> None:
        """Take over a count made elsewhere just now."""
        self._timer.stop()
        self._show("life", overdue)

    def _look_again(self, kinds: frozenset[str]) -> None:
        if concerns(kinds, CONCERNED):
            self._timer.start()
        if concerns(kinds, IN_LEDGER):
            self._ledger_timer.start()

    def _count(self) -> None:
        self._gate.behind.ask(LANE, lambda services: services.agenda.overdue(), self.take)

    def _count_ledger(self) -> None:
        self._gate.behind.ask(LEDGER_LANE, overdue_problems, self._take_ledger)

    def _take_ledger(self, overdue: int) -> None:
        self._show("ledger", overdue)


def overdue_problems(services: Services) -> int:
    """How many problems of the ledger are overdue."""
    return sum(overdue for _open, overdue in services.problem_views.open_by_unit().values())
