"""Where the ledger leads: paper, a workbook, the opinions, the import of an old ledger."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gzparty.domain.problem import Lane
from gzparty.i18n import _
from gzparty.labels import spoken
from gzparty.reports.subject import COMMA
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
        wanted, lines = self._list.filters.wanted(), self._list.narrowed()
        lasting = bool(lines) and all(line.problem.lane is Lane.LASTING for line in lines)
        selectors: dict[str, object] = {"year": self.year, "month": None, "state": None, "unit": None}
        narrows = self._list.view.records.narrows
        if lines and (narrows or not _is_usual(wanted)):
            # No words of the paper say what was narrowed down to, so it is told row by row.
            selectors["problem"] = COMMA.join(line.problem.number for line in lines)
        else:
            selectors["problem"] = None
            unit = self._gate.reader.people.units_by_id().get(wanted.unit_id)
            if unit is not None:
                selectors["unit"] = unit.code or unit.name
            if wanted.chip in PRINTED:
                selectors["state"] = wanted.chip
            lasting = wanted.chip == narrowing.LASTING
        self._desk.wishes.show_page(
            "print", PrintRequest("ledger-lasting" if lasting else "ledger", selectors)
        )

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


def _is_usual(wanted: narrowing.Narrowing) -> bool:
    """Whether the paper's own state and unit say the same as what narrows the ledger."""
    chip = wanted.chip in PRINTED or wanted.chip == narrowing.LASTING
    return chip and wanted.ids is None and wanted.source is None and not wanted.text.strip()
