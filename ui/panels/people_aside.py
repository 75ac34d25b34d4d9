"""What stands at the right of the list of people: a person's file, or what the roster reminds of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from gzparty.services.bundle import Services
from gzparty.services.cadre_views import CoveredPart
from gzparty.services.context import Done
from gzparty.services.people_views import PersonFile
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.people_listing import FileRead, Reminded, read_file
from ui.panels.person import PersonPanel
from ui.widgets.right_panel import WIDEST
from ui.wishes import SelectionRequest

if TYPE_CHECKING:
    from ui.panels.reminders import RemindersPanel


class PeopleAside(QStackedWidget):
    """Hidden while it has nothing to show; knows whose file is open and of which year."""

    closed = Signal()
    shown = Signal()
    """A file has come."""
    deed_wanted = Signal(str)
    """A deed of `person_deeds.DEEDS` with the person in sight."""
    person_wanted = Signal(int)
    unit_wanted = Signal(int)
    pair_wanted = Signal(int, int)
    """Two records that may be one person."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__()
        self.setObjectName("peopleAside")
        self._desk = desk
        self._gate = gate
        self._year = gate.reader.context.today().year
        self._reminders: RemindersPanel | None = None
        self._reminded = Reminded((), ())
        self._asked_of = 0
        """The person whose place on the list of reserve cadres is shown."""
        self.opens = True
        """Whether a file shall be shown for whoever is current."""
        self.person = PersonPanel(desk.theme, gate.reader.context.today())
        self.addWidget(self.person)
        self.setMaximumWidth(desk.theme.px(WIDEST))
        self.hide()
        self.person.closed.connect(self.closed)
        self.person.deed_wanted.connect(self.deed_wanted)
        self.person.phone_wanted.connect(self._reveal_phone)
        self.person.year_stepped.connect(self._step_year)
        self.person.selection_wanted.connect(self._open_selection)
        self.person.reserve.wanted.connect(self._ask_for_reserve)
        desk.discretion.changed.connect(self._look_at_cover)

    @property
    def reminders(self) -> RemindersPanel:
        """The panel of reminders, built when it is first wanted."""
        if self._reminders is None:
            from ui.panels.reminders import RemindersPanel

            self._reminders = RemindersPanel(self._desk.theme)
            self._reminders.closed.connect(self.closed)
            self._reminders.person_wanted.connect(self.person_wanted)
            self._reminders.unit_wanted.connect(self.unit_wanted)
            self._reminders.pair_wanted.connect(self.pair_wanted)
            self.addWidget(self._reminders)
        return self._reminders

    def file(self) -> PersonFile | None:
        """The file in sight."""
        return self.person.file if self.shows_person() else None

    def shows_person(self) -> bool:
        """Whether a file is in sight."""
        return not self.isHidden() and self.currentWidget() is self.person and self.person.file is not None

    def follows(self) -> bool:
        """Whether the panel shows whoever is current in the list."""
        return self.opens or self.shows_person()

    def open_person(self, person_id: int) -> None:
        """Show a person's file when it has been read."""
        year = self._year
        self.opens = True
        self._gate.behind.ask(
            "people.file", lambda services: read_file(services, person_id, year), self._show_file
        )

    def open_reminders(self) -> None:
        """Show what the roster reminds of."""
        self.opens = False
        self.reminders.show_found(self._reminded.reminders, self._reminded.pairs)
        self.setCurrentWidget(self.reminders)
        self.show()

    def show_reminded(self, reminded: Reminded) -> None:
        """Take what was found; the panel shows it if it is in sight."""
        self._reminded = reminded
        if not self.isHidden() and self.currentWidget() is self._reminders:
            self.open_reminders()

    def put_away(self) -> None:
        """Hide, and follow the list no longer."""
        self.opens = False
        self.hide()

    def refresh(self) -> None:
        """Read the file in sight anew."""
        file = self.file()
        if file is not None:
            self.open_person(file.person.id)

    def panes(self) -> Sequence[QWidget]:
        """The widgets F6 stops at."""
        return () if self.isHidden() else (self.person.tabs,) if self.shows_person() else (self.reminders,)

    def previous_year(self) -> None:
        """Show the year before in the file."""
        self._step_year(-1)

    def next_year(self) -> None:
        """Show the year after in the file."""
        self._step_year(1)

    def this_year(self) -> None:
        """Show the present year in the file."""
        self._step_year(self._gate.reader.context.today().year - self._year)

    def _open_selection(self, selection_id: int) -> None:
        self._desk.wishes.show_page("selection", SelectionRequest(selection_id))

    def _step_year(self, step: int) -> None:
        self._year += step
        self.refresh()

    def _show_file(self, read: FileRead | None) -> None:
        if read is None:
            self.hide()
        elif self.opens:
            before = self.person.file
            if before is None or before.person.id != read.file.person.id:
                # Whether somebody else is on the list is another look.
                self._cover()
            self.person.show_file(*read)
            self.setCurrentWidget(self.person)
            self.show()
            self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """A file out of sight covers what was shown in it."""
        self._desk.discretion.cover()
        self._cover()
        super().hideEvent(event)

    def _cover(self) -> None:
        self._asked_of = 0
        self.person.reserve.cover()

    def _ask_for_reserve(self) -> None:
        file = self.person.file
        if file is not None:
            self._asked_of = file.person.id
            self._desk.discretion.ask(CoveredPart.RESERVES, self._gate, self)

    def _look_at_cover(self) -> None:
        """Show whether somebody is on the list, of the person it was asked of, until it is covered again."""
        file = self.person.file
        if not self._desk.discretion.is_shown(CoveredPart.RESERVES):
            self._cover()
        elif file is not None and file.person.id == self._asked_of:
            self.person.reserve.show_lines(self._gate.reader.cadres.of_person(self._asked_of))

    def _reveal_phone(self) -> None:
        file = self.person.file
        if file is None:
            return
        person_id = file.person.id

        def reveal(services: Services) -> Done[str]:
            return Done(services.people.reveal_phone(person_id))

        def shown(outcome: Done[str]) -> None:
            self.person.show_phone(person_id, outcome.value)

        self._gate.write(reveal, shown)
