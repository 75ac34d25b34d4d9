"""Where 自查自纠 leads: papers, a workbook of the board, tours, the ledger, the checklist, an import, the units."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from gzparty.domain.period import Period
from gzparty.labels import spoken
from gzparty.services.bundle import Services
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.inspection.aside import InspectionAside
from ui.panels.inspection.board import QuotaMatrix
from ui.panels.inspection.export import export_quota
from ui.wishes import ImportRequest, LedgerRequest, PrintRequest, SettingsRequest


class InspectionsAway(QObject):
    """Takes along the unit and month the clerk stands on; `year` is the one shown."""

    exported = Signal(object)
    """The path of a workbook."""
    refused = Signal(str)

    def __init__(self, desk: Desk, gate: Gate, board: QuotaMatrix, aside: InspectionAside) -> None:
        super().__init__(board)
        self._desk = desk
        self._gate = gate
        self._board = board
        self._aside = aside
        self.year = 0

    def print(self) -> None:
        """The inspection shown, or an empty form for its unit."""
        panel = self._aside.panel if self._aside.is_open() else None
        number = panel.number() if panel is not None else ""
        here = self._board.current()
        if panel is not None and number:
            self._want_paper("self-check", {"year": panel.period().year, "inspection": number})
        else:
            self._want_paper("blank-self-check", {"unit": here[0].name} if here else {})

    def print_unmet(self) -> None:
        """Who is short of the month the clerk stands on."""
        here = self._board.current()
        month = here[1] if here else Period.around(self._gate.reader.context.today())
        self._want_paper("quota-unmet", {"year": month.year, "month": month.code})

    def export(self) -> None:
        """Make a workbook of the year."""
        year, folder = self.year, self._gate.reader.store.path.parent

        def call(services: Services) -> object:
            return export_quota(services, year, folder)

        self._gate.behind.ask("inspections.export", call, self.exported.emit, self._failed)

    def to_tours(self) -> None:
        """Show the joint tours."""
        self._desk.wishes.show_page("tours")

    def to_import(self) -> None:
        """Bring in a sheet of inspections."""
        self._desk.wishes.show_page("import", ImportRequest())

    def to_checklist(self) -> None:
        """Change what is looked at."""
        self._desk.wishes.show_page("settings", SettingsRequest(part="checklist"))

    def to_units(self) -> None:
        """Show the units."""
        self._desk.wishes.show_page("people")

    def to_ledger(self, ids: tuple[int, ...]) -> None:
        """Show what an inspection found."""
        self._desk.wishes.show_page("ledger", LedgerRequest.of(ids))

    def _want_paper(self, paper: str, selectors: Mapping[str, object]) -> None:
        self._desk.wishes.show_page("print", PrintRequest(paper, selectors))

    def _failed(self, error: Exception) -> None:
        self.refused.emit(spoken(error))
