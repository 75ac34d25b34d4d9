"""The inspection open beside the board: opened, followed, put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from gzparty.domain.inspection import Inspection
from gzparty.domain.period import Period
from gzparty.i18n import _
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.inspection.cell import read_cell

if TYPE_CHECKING:
    from ui.panels.inspection.panel import InspectionPanel

KEPT_OPEN = "inspections/aside"


class InspectionAside(QObject):
    """Puts the panel into the page's splitter when it is first wanted."""

    done = Signal(str)
    noted = Signal(str)
    told = Signal(str)
    """Something for the status row that changed nothing."""
    changed = Signal()
    """Another inspection is in sight, or none."""
    built = Signal()
    """The panel was built and wants its width."""
    went_to = Signal(int, object)
    """The unit's id and the Period of what was opened by going on to the next."""
    print_wanted = Signal()
    file_wanted = Signal(object)

    def __init__(self, desk: Desk, gate: Gate, split: QSplitter) -> None:
        super().__init__(split)
        self._desk = desk
        self._gate = gate
        self._split = split
        self._panel: InspectionPanel | None = None

    @property
    def panel(self) -> InspectionPanel:
        """The panel of one inspection, built when it is first wanted."""
        if self._panel is None:
            from ui.panels.inspection.panel import InspectionPanel

            panel = self._panel = InspectionPanel(self._desk, self._gate)
            panel.closed.connect(self.close)
            panel.done.connect(self.done)
            panel.noted.connect(self.noted)
            panel.next_wanted.connect(self._next)
            panel.print_wanted.connect(self.print_wanted)
            panel.file_wanted.connect(self.file_wanted)
            panel.shown.connect(self.changed)
            self._split.addWidget(panel)
            self.built.emit()
        return self._panel

    def is_open(self) -> bool:
        """Whether an inspection is in sight."""
        return self._panel is not None and not self._panel.isHidden()

    def wants_open(self) -> bool:
        """Whether the clerk left the panel open last time."""
        return self._desk.memory.recall(KEPT_OPEN) is not False

    def open(self, unit_id: int, period: Period, inspection_id: int = 0) -> None:
        """Open a unit's month: an inspection of it, or a new one while some are owed."""
        panel = self.panel
        panel.show()
        panel.show_cell(read_cell(self._gate.reader, unit_id, period), inspection_id)
        self._desk.memory.keep(KEPT_OPEN, True)

    def refresh(self) -> None:
        """Read the month that is open anew."""
        cell = self._panel.cell if self._panel is not None and self.is_open() else None
        if cell is not None:
            self.panel.refresh(read_cell(self._gate.reader, cell.unit.id, cell.period))

    def close(self) -> None:
        """Put the panel away, next time too; what was typed is kept."""
        if self._panel is not None:
            self._panel.leave()
            self._panel.hide()
        self._desk.memory.keep(KEPT_OPEN, False)
        self.changed.emit()

    def panes(self) -> list[QWidget]:
        """Where F6 stops besides the board."""
        return [self._panel] if self._panel is not None and self.is_open() else []

    def _next(self, stored: Inspection) -> None:
        """Open the unit after the one stored that is short of the month, round the list; say so where there is none.

        The same unit's further inspection comes last: it is seldom of the same day.
        """
        period = Period.parse(stored.period)
        lines = self._gate.reader.inspection_views.quota(period)
        here = next((place + 1 for place, line in enumerate(lines) if line.unit.id == stored.unit_id), 0)
        later = [line.unit.id for line in (*lines[here:], *lines[:here]) if line.missing]
        if not later:
            self.told.emit(_("这个月都做够了"))
            return
        self.went_to.emit(later[0], period)
        self.open(later[0], period)
        self.panel.begin_after(stored)
