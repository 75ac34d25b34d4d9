"""The record open beside the board: opened, followed, put away."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from gzparty.domain.meeting import MeetingKind
from gzparty.domain.people import UnitView
from gzparty.domain.period import Period
from gzparty.i18n import _
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.life.places import LifePlaces
from ui.panels.meeting.cell import read_cell
from ui.panels.meeting.typed import Subject

if TYPE_CHECKING:
    from ui.panels.meeting.panel import MeetingPanel

KEPT_OPEN = "life/aside"


class Opened(NamedTuple):
    """Which cell is open."""

    kind: MeetingKind
    unit: UnitView
    period: Period | None


class LifeRecord(QObject):
    """Puts the panel into the page's splitter when it is first wanted."""

    done = Signal(str)
    noted = Signal(str)
    told = Signal(str)
    """Something for the status row that changed nothing."""
    changed = Signal()
    """Another record is in sight, or none."""
    built = Signal()
    """The panel was built and wants its width."""
    went_to = Signal(int, object)
    """The branch's id and the Period of the record opened by going on to the next."""
    file_wanted = Signal(object)
    print_wanted = Signal()

    def __init__(self, desk: Desk, gate: Gate, split: QSplitter, places: LifePlaces) -> None:
        super().__init__(split)
        self._desk = desk
        self._gate = gate
        self._split = split
        self._places = places
        self._panel: MeetingPanel | None = None
        self.opened: Opened | None = None

    @property
    def panel(self) -> MeetingPanel:
        """The panel of a record, built when first wanted."""
        if self._panel is None:
            from ui.panels.meeting.panel import MeetingPanel

            panel = self._panel = MeetingPanel(self._desk, self._gate)
            panel.closed.connect(self.close)
            panel.done.connect(self.done)
            panel.noted.connect(self.noted)
            panel.next_wanted.connect(self._next)
            panel.roll_wanted.connect(self._places.open_roll)
            panel.appraisal_wanted.connect(self._places.open_appraisal)
            panel.shown.connect(self._shown)
            panel.print_wanted.connect(self.print_wanted)
            panel.files.file_wanted.connect(self.file_wanted)
            # Nothing is in it yet: it comes in sight with the first record.
            panel.hide()
            self._split.addWidget(panel)
            self.built.emit()
        return self._panel

    def prepare(self) -> None:
        """Build the panel out of sight, so that opening a record holds the window less long."""
        _built = self.panel

    def is_open(self) -> bool:
        """Whether a record is in sight."""
        return self._panel is not None and not self._panel.isHidden()

    def wants_open(self) -> bool:
        """Whether the clerk left the panel open last time."""
        return self._desk.memory.recall(KEPT_OPEN) is not False

    def open(self, wanted: Opened, meeting_id: int = 0, group_id: int = 0) -> None:
        """Open a cell's record; a list that led to it stays."""
        self._places.leave_record()
        self.opened = wanted
        panel = self.panel
        # First in sight: what hears that another record is shown asks whether one is open.
        panel.show()
        panel.show_cell(read_cell(self._gate.reader, *wanted), meeting_id, group_id)
        panel.know(self._names(wanted.unit.id))
        self._desk.memory.keep(KEPT_OPEN, True)

    def begin_typing(self) -> None:
        """Put the caret where a record not stored yet begins; one that is stored is looked at first."""
        if self.panel.detail is None and self.panel.isVisible():
            self.panel.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read the cell that is open anew."""
        if self.opened is not None and self.is_open():
            self.panel.refresh(read_cell(self._gate.reader, *self.opened))

    def forget(self) -> None:
        """Another kind is shown: what is open is not of it."""
        self.opened = None

    def close(self) -> None:
        """Put the panel away, next time too; what was typed is kept."""
        self._places.leave()
        self.put_away()
        self._desk.memory.keep(KEPT_OPEN, False)
        self.changed.emit()

    def put_away(self) -> None:
        """Hide the panel where nothing can stand in it."""
        if self._panel is not None:
            self._panel.leave()
            self._panel.hide()

    def panes(self) -> list[QWidget]:
        """Where F6 stops besides the board."""
        return [self._panel] if self._panel is not None else []

    def _shown(self) -> None:
        self._places.follow(self.panel.detail)
        self.changed.emit()

    def _next(self, subject: Subject) -> None:
        """Open the next record missing, the overdue first; say so where there is none."""
        opened = self.opened
        assert opened is not None
        period = subject.period.code if subject.period else ""
        year = subject.period.year if subject.period else self._gate.reader.context.today().year
        due = self._gate.reader.meeting_views.next_missing(
            subject.kind.value, year, (subject.unit_id, subject.group_id, period)
        )
        unit = self._unit(due.unit_id) if due else None
        if due is None or unit is None:
            self.told.emit(_("这一类没有要补登的了"))
            return
        self.went_to.emit(unit.id, due.period)
        self.open(Opened(subject.kind, unit, due.period), group_id=due.group_id)
        self.panel.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unit(self, unit_id: int) -> UnitView | None:
        return self._gate.reader.people.units_by_id().get(unit_id)

    def _names(self, unit_id: int) -> list[tuple[str, str]]:
        people = self._gate.reader.store.people.members_of(unit_id, self._gate.reader.context.today())
        return [(person.name, person.initials) for person, _membership in people]
