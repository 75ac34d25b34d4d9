"""What can be done with a joint inspection as a whole; each is one call of its service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gzparty.domain.drawing import next_seed
from gzparty.domain.dues import WORK_UNITS
from gzparty.domain.inspection import TeamMember, Tour
from gzparty.domain.people import UnitView
from gzparty.i18n import _
from gzparty.labels.tours import circular_message
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.ledger_views import TourView
from ui.desk import Desk
from ui.drafts import draft_key
from ui.gate import Gate
from ui.wishes import LedgerRequest, PrintRequest

FEW = 4
"""How many units are proposed to be drawn before anybody has said a number."""


FORM = "tour"
"""Under what half-typed dialogs are kept: tour/change 3."""


class TourDeeds(QObject):
    """`view` is the tour they are about."""

    done = Signal(str)
    copied = Signal(str)
    refused = Signal(str)
    added = Signal(int)
    """The id of a tour just begun."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget) -> None:
        super().__init__(parent)
        self.view: TourView | None = None
        self._desk = desk
        self._gate = gate
        self._window = parent
        gate.drafts.opens(FORM, self.go_on)

    def go_on(self, record: str) -> None:
        """Go on with a form by the second part of its draft's key, where its tour is in sight."""
        deed, number = record.split(" ")
        if deed == "add":
            self.add()
        elif self.view is not None and self.view.tour.id == int(number):
            self.change()

    def add(self) -> None:
        """Ask what a new tour is called; its team is that of the last one until somebody says otherwise."""
        from ui.panels.tour.forms import usual_title

        today = self._gate.reader.context.today()
        tour = Tour(0, "", "", usual_title(today), today, self._last_team())
        self._ask_tour(
            tour,
            _("新的联合督查"),
            _("建好"),
            lambda services, one: services.tours.add(one.title, one.held_on, one.team, one.focus),
            self._tell_added,
        )

    def change(self) -> None:
        """Ask for another title, day, team or focus."""
        if self.view is not None:
            self._ask_tour(
                self.view.tour, _("修改联合督查"), _("改好"), lambda services, one: services.tours.change(one)
            )

    def draw(self) -> None:
        """Ask from which units how many are drawn by which seed."""
        if self.view is None:
            return
        from ui.panels.ask import Question, Values, ask_and_write
        from ui.panels.tour.forms import DrawForm

        tour, units = self.view.tour, self._usual_units()
        form = DrawForm(self._desk.theme, units)
        form.propose(
            tour.pool or [unit.id for unit in units],
            min(self._drawn() or FEW, max(1, len(units))),
            next_seed(self._gate.reader.context.today(), tour.seed),
        )

        def call(services: Services, values: Values) -> Done[Any]:
            return services.tours.draw(tour.id, values["pool"], values["count"], values["seed"])

        question = Question(_("抽签选单位"), _("抽签"), form)
        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self._window)
        form.take_focus()

    def draw_again(self) -> None:
        """Draw as many from the same units by the next seed."""
        if self.view is None or self.view.tour.seed is None:
            self.draw()
            return
        pool, count = self.view.tour.pool, self._drawn() or FEW
        self._write(lambda services, number: services.tours.draw(number, pool, count))

    def choose_units(self) -> None:
        """Ask which units to go to, whatever was drawn."""
        if self.view is None:
            return
        from ui.panels.ask import Question, Values, ask_and_write
        from ui.panels.tour.forms import UnitsForm

        view, number = self.view, self.view.tour.id
        there = [unit for _line, unit, _visit in view.units]
        usual = list({unit.id: unit for unit in [*self._usual_units(), *there]}.values())
        form = UnitsForm(self._desk.theme, usual, self._gate.reader.people.units())
        form.show_tour(view)

        def call(services: Services, _values: Values) -> Done[Any]:
            return services.tours.set_units(number, form.chosen())

        question = Question(_("去哪些单位"), _("就去这些"), form)
        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self._window)
        form.take_focus()

    def remove_unit(self, unit_id: int) -> None:
        """Take a unit off that nobody has been to."""
        self.remove_units([unit_id])

    def remove_units(self, unit_ids: Sequence[int]) -> None:
        """Take units off that nobody has been to."""
        self._write(lambda services, number: services.tours.remove_units(number, unit_ids))

    def delete_visit(self, inspection_id: int) -> None:
        """Delete what was seen at a unit."""
        self._write(lambda services, _number: services.inspections.delete(inspection_id))

    def show_past(self) -> None:
        """Show what happened to the tour."""
        if self.view is not None:
            self._desk.wishes.show_past("tours", self.view.tour.id)

    def delete(self) -> None:
        """Delete the tour; undo brings it back."""
        self._write(lambda services, number: services.tours.delete(number))

    def print_circular(self) -> None:
        """Ask for the circular as a paper."""
        if self.view is not None:
            request = PrintRequest("circular", {"tour": self.view.tour.number})
            self._desk.wishes.show_page("print", request)

    def print_lots(self) -> None:
        """Ask for the record of the draw, to be signed by those who were there."""
        if self.view is not None:
            request = PrintRequest("tour-draw", {"tour": self.view.tour.number})
            self._desk.wishes.show_page("print", request)

    def print_visit(self, unit: UnitView) -> None:
        """Ask for the sheet of one unit: filled in, or empty to be taken along."""
        if self.view is not None:
            request = PrintRequest("tour-record", {"tour": self.view.tour.number, "unit": unit.name})
            self._desk.wishes.show_page("print", request)

    def copy_circular(self) -> None:
        """Put the circular as a text for WeChat on the clipboard; no person is named in it."""
        if self.view is not None:
            text = self._gate.reader.tours.circular(self.view.tour.id)
            QGuiApplication.clipboard().setText(circular_message(text))
            self.copied.emit(_("通报已复制，到群里粘贴就行；人名没有写进去"))

    def show_ledger(self, ids: tuple[int, ...]) -> None:
        """Show problems in the ledger, where their events are."""
        self._desk.wishes.show_page("ledger", LedgerRequest.of(ids))

    def _ask_tour(
        self,
        tour: Tour,
        title: str,
        verb: str,
        write: Callable[[Services, Tour], Done[Any]],
        then: Callable[[Any], None] | None = None,
    ) -> None:
        from ui.panels.ask import Question, Values, ask_and_write
        from ui.panels.tour.forms import TourForm

        form = TourForm(self._desk.theme, self._gate.reader.context.today().year)
        form.load(tour)

        def call(services: Services, values: Values) -> Done[Any]:
            return write(services, replace(tour, **values))

        ask_and_write(
            self._desk.theme,
            self._gate,
            Question(title, verb, form, then, draft_key(FORM, "change" if tour.id else "add", tour.id)),
            call,
            self.done.emit,
            self._window,
        )

    def _drawn(self) -> int:
        return sum(line.drawn for line, _unit, _visit in self.view.units) if self.view else 0

    def _last_team(self) -> tuple[TeamMember, ...]:
        tours = self._gate.reader.store.inspections.tours()
        return tours[0].team if tours else ()

    def _usual_units(self) -> Sequence[UnitView]:
        """Communities and departments: those whose style of work is looked at."""
        units = self._gate.reader.people.units()
        return [unit for unit in units if unit.kind in WORK_UNITS and not unit.closed]

    def _write(self, call: Callable[[Services, int], Done[Any]]) -> None:
        if self.view is not None:
            number = self.view.tour.id
            self._gate.write(lambda services: call(services, number), self._told, self.refused.emit)

    def _told(self, outcome: Done[Any]) -> None:
        if outcome.action:
            self.done.emit(outcome.name)

    def _tell_added(self, tour: Any) -> None:
        self.added.emit(tour.id)
