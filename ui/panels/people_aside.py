"""What stands at the right of the list of people: a person's file, or what the roster reminds of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.people_views import PersonFile
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.person import PersonPanel
from ui.widgets.right_panel import NARROWEST, WIDEST

if TYPE_CHECKING:
    from ui.panels.reminders import RemindersPanel


class PeopleAside(QStackedWidget):
    """Hidden while it has nothing to show; knows whose file is open and of which year."""

    closed = Signal()
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
        self.person = PersonPanel(desk.theme, gate.reader.context.today())
        self.addWidget(self.person)
        self.setMinimumWidth(desk.theme.px(NARROWEST))
        self.setMaximumWidth(desk.theme.px(WIDEST))
        self.hide()
        self.person.closed.connect(self.closed)
        self.person.deed_wanted.connect(self.deed_wanted)
        self.person.phone_wanted.connect(self._reveal_phone)
        self.person.year_stepped.connect(self._step_year)

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

    def open_person(self, person_id: int) -> None:
        """Show a person's file."""
        with self._gate.reading():
            self.person.show_file(self._gate.reader.people_views.file(person_id, self._year))
        self.setCurrentWidget(self.person)
        self.show()

    def open_reminders(self) -> None:
        """Show what the roster reminds of."""
        self._read_reminders()
        self.setCurrentWidget(self.reminders)
        self.show()

    def refresh(self) -> None:
        """Read anew what is in sight."""
        file = self.file()
        if file is not None:
            self.open_person(file.person.id)
        elif not self.isHidden() and self.currentWidget() is self._reminders:
            self._read_reminders()

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

    def _step_year(self, step: int) -> None:
        self._year += step
        self.refresh()

    def count_reminders(self) -> int:
        """How many things the roster reminds of."""
        views = self._gate.reader.people_views
        return len(views.reminders()) + len(views.likely_duplicates())

    def _read_reminders(self) -> None:
        views = self._gate.reader.people_views
        with self._gate.reading():
            self.reminders.show_found(views.reminders(), views.likely_duplicates())

    def _reveal_phone(self) -> None:
        file = self.person.file
        if file is None:
            return
        person_id = file.person.id

        def reveal(services: Services) -> Done[str]:
            return services.people.reveal_phone(person_id)

        def shown(outcome: Done[str]) -> None:
            self.person.show_phone(person_id, outcome.value)

        self._gate.write(reveal, shown)
