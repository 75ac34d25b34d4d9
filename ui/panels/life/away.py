"""Where 组织生活 leads: the search in all records, the month's intake, paper, a workbook of the board."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gzparty.domain.period import Period
from gzparty.labels import spoken
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.life.board import is_monthly
from ui.panels.life.body import LifeBody
from ui.panels.life.export import BoardWanted, export_board
from ui.panels.life.record import LifeRecord
from ui.panels.meeting.cell import month_of
from ui.widgets.kind_row import KindRow
from ui.wishes import IntakeRequest, PrintRequest


class LifeAway(QObject):
    """Takes along what is in sight; `year` is the one shown."""

    exported = Signal(object)
    """The path of a workbook."""
    refused = Signal(str)

    def __init__(self, desk: Desk, gate: Gate, kinds: KindRow, body: LifeBody, record: LifeRecord) -> None:
        super().__init__(body)
        self._desk = desk
        self._gate = gate
        self._kinds = kinds
        self._body = body
        self._record = record
        self.year = 0

    def to_find(self) -> None:
        """Search the texts of all records, of whatever year and kind."""
        self._desk.wishes.show_page("find")

    def to_intake(self) -> None:
        """Take in the month the clerk stands on, of the kind in sight."""
        here = self._body.here()
        monthly = here is not None and here[1].months < 12
        today = self._gate.reader.context.today()
        month = (month_of(here[1]) if here and monthly else Period.around(today)).code
        kind = self._kinds.value() if is_monthly(self._kinds.value()) else ""
        self._desk.wishes.show_page("intake", IntakeRequest(kind, month))

    def print(self) -> None:
        """Ask for the paper of the open record, else of the year's records of this kind."""
        detail = self._record.panel.detail if self._record.is_open() else None
        if detail is not None:
            wanted: dict[str, object] = {"meeting": detail.meeting.number}
        else:
            wanted = {"year": self.year, "kind": self._kinds.value()}
        self._desk.wishes.show_page("print", PrintRequest("minutes", wanted))

    def export(self) -> None:
        """Make a workbook of the board in sight."""
        wanted = BoardWanted(self._kinds.value(), self.year)
        folder = self._gate.reader.store.path.parent
        self._gate.behind.ask(
            "life.export",
            lambda services: export_board(services, wanted, folder),
            self.exported.emit,
            self._failed,
        )

    def _failed(self, error: Exception) -> None:
        self.refused.emit(spoken(error))
