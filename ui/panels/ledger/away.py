"""Where the ledger leads: paper, a workbook, the opinions, the import of an old ledger."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gzparty.i18n import _
from gzparty.labels import spoken
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.ledger import narrowing
from ui.panels.ledger.list import LedgerList
from ui.wishes import ImportRequest, PrintRequest

PRINTED = frozenset({narrowing.OPEN, narrowing.OVERDUE, narrowing.CLOSED})
"""Chips a printed ledger can be narrowed down to."""


class LedgerAway(QObject):
    """Takes along what is in sight; `year` is the one shown."""

    exported = Signal(object)
    """The path of a workbook."""
    refused = Signal(str)

    def __init__(self, desk: Desk, gate: Gate, listed: LedgerList) -> None:
        super().__init__(listed)
        self._desk = desk
        self._gate = gate
        self._list = listed
        self.year = 0

    def print(self) -> None:
        """Ask for the paper of what is in sight."""
        wanted = self._list.filters.wanted()
        selectors: dict[str, object] = {"year": self.year}
        unit = self._gate.reader.people.units_by_id().get(wanted.unit_id)
        if unit is not None:
            selectors["unit"] = unit.code or unit.name
        if wanted.ids is None and wanted.chip in PRINTED:
            selectors["state"] = wanted.chip
        paper = "ledger-lasting" if wanted.chip == narrowing.LASTING else "ledger"
        self._desk.wishes.show_page("print", PrintRequest(paper, selectors))

    def export(self) -> None:
        """Make a workbook of the rows and columns in sight."""
        from ui.panels.ledger.export import LedgerExport, export_ledger

        view, title = self._list.view, _("{year}年整改台账").format(year=self.year)
        wanted = LedgerExport(view.lines(), view.columns_in_sight(), title)
        folder = self._gate.reader.store.path.parent
        self._gate.behind.ask(
            "ledger.export",
            lambda services: export_ledger(services, wanted, folder),
            self.exported.emit,
            self._failed,
        )

    def to_tips(self) -> None:
        """Show the opinions people gave."""
        self._desk.wishes.show_page("tips")

    def to_import(self) -> None:
        """Bring in an old ledger."""
        self._desk.wishes.show_page("import", ImportRequest())

    def _failed(self, error: Exception) -> None:
        self.refused.emit(spoken(error))
