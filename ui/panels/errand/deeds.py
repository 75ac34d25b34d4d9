"""What can be done with an errand; each is one call of the errand service."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gzparty.domain.dues import BRANCHES, WORK_UNITS
from gzparty.domain.people import UnitView
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.duty_views import ErrandView
from ui.desk import Desk
from ui.drafts import draft_key
from ui.gate import Gate
from ui.panels.errand.rows import GOT, UnitRow
from ui.tables.manners import Deed
from ui.wishes import PrintRequest

FORM = "errand"
"""Under what half-typed dialogs are kept: errand/change 3."""


class ErrandDeeds(QObject):
    """`view` is the errand they are about."""

    done = Signal(str)
    refused = Signal(str)
    added = Signal(int)
    """The id of an errand just begun."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget) -> None:
        super().__init__(parent)
        self.view: ErrandView | None = None
        self._desk = desk
        self._gate = gate
        self._window = parent
        gate.drafts.opens(FORM, self.go_on)

    def go_on(self, record: str) -> None:
        """Go on with a form by the second part of its draft's key, where its errand is in sight."""
        deed, number, *unit = record.split(" ")
        if deed == "add":
            self.add()
        elif self.view is None or self.view.errand.id != int(number):
            return
        elif deed == "change":
            self.change()
        elif deed == "names":
            self.tick_names("")
        else:
            found = [one for one, _owed, _state in self.view.units if str(one.id) in unit]
            for one in found:
                self.give_back(one)

    def add(self) -> None:
        """Ask what is wanted, and from whom."""
        from ui.panels.ask import Question, Values, ask_and_write
        from ui.panels.errand.forms import ErrandForm

        reader = self._gate.reader
        form = ErrandForm(
            self._desk.theme, reader.context.today(), reader.store.calendar.load(), self._choices()
        )

        def call(services: Services, values: Values) -> Done[Any]:
            units = [unit.id for unit in form.units().units]
            return services.errands.add(
                values["title"],
                values["asked_by"],
                values["asked_on"],
                values["due_on"],
                units,
                values["note"],
            )

        question = Question(_("要什么材料"), _("开始收"), form, self._tell_added, draft_key(FORM, "add", 0))
        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self._window)

    def change(self) -> None:
        """Ask for another title, day or note, or other units."""
        if self.view is None:
            return
        from ui.panels.ask import Question, Values, ask_and_write
        from ui.panels.errand.forms import KEEP, ErrandForm, UnitChoice

        reader, errand = self._gate.reader, self.view.errand
        now = tuple(unit for unit, _owed, _state in self.view.units)
        kept = UnitChoice(KEEP, _("还是这 {n} 个单位").format(n=len(now)), now)
        form = ErrandForm(
            self._desk.theme,
            reader.context.today(),
            reader.store.calendar.load(),
            [kept, *self._choices()],
            errand,
        )

        def call(services: Services, values: Values) -> Done[Any]:
            changed = replace(
                errand,
                title=values["title"],
                asked_by=values["asked_by"],
                asked_on=values["asked_on"],
                due_on=values["due_on"],
                note=values["note"],
            )
            units = None if form.keeps_units() else [unit.id for unit in form.units().units]
            return services.errands.change(changed, units)

        question = Question(_("修改要材料"), _("改好"), form, draft=draft_key(FORM, "change", errand.id))
        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self._window)

    def receive(self, unit_ids: Sequence[int], on: date | None) -> None:
        """Tick units; without a day it is today."""
        self._write(lambda services, number: services.errands.receive(number, unit_ids, on))

    def unreceive(self, unit_ids: Sequence[int]) -> None:
        """Take ticks off."""
        self._write(lambda services, number: services.errands.unreceive(number, unit_ids))

    def enter(self, days: Mapping[int, date | None], places: Mapping[int, str]) -> None:
        """Store what was typed for units: the days they handed in, where the originals lie; all as one deed."""
        if len(places) == 1 and not days:
            ((unit_id, place),) = places.items()
            self._write(lambda services, number: services.errands.file_at(number, unit_id, place))
        elif not places and len(set(days.values())) == 1:
            (day,) = set(days.values())
            units = list(days)
            if day is None:
                self.unreceive(units)
            else:
                self.receive(units, day)
        elif days or places:
            self._write(lambda services, number: services.errands.enter(number, days, places))

    def offered(self, rows: Sequence[UnitRow]) -> list[Deed]:
        """What can be done with the chosen units, for the menu."""
        here = [row.unit.id for row in rows if row.owed.received_on is not None]
        missing = [row.unit.id for row in rows if row.part != GOT]
        deeds = []
        if missing:
            words = _("记到今天收到") if len(missing) == 1 else _("把 {n} 个单位记到今天收到")
            call = partial(self.receive, missing, None)
            deeds.append(Deed("errandGot", words.format(n=len(missing)), call, _("空格")))
        if here:
            words = _("取消收到") if len(here) == 1 else _("取消 {n} 个单位的收到")
            deeds.append(Deed("errandNotGot", words.format(n=len(here)), partial(self.unreceive, here)))
        if len(rows) == 1 and here:
            deeds.append(Deed("errandReturn", _("退回…"), partial(self.give_back, rows[0].unit)))
        return deeds

    def give_back(self, unit: UnitView) -> None:
        """Ask what is missing, and give it back."""
        if self.view is None:
            return
        from ui.panels.ask import Question, Values, ask_and_write
        from ui.panels.errand.forms import BackForm

        number = self.view.errand.id
        form = BackForm(self._desk.theme, self._gate.reader.context.today())

        def call(services: Services, values: Values) -> Done[Any]:
            return services.errands.give_back(number, unit.id, values["reason"], values["on"])

        title = _("退回{unit}的材料").format(unit=unit.name)
        question = Question(title, _("退回"), form, draft=draft_key(FORM, "back", number, unit.id))
        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self._window)

    def tick_names(self, text: str) -> None:
        """Tick the villages of a pasted column; what is not understood is asked about first."""
        if self.view is None:
            return
        from ui.panels.ask import Question, Values, ask_and_write
        from ui.panels.errand.forms import NamesForm

        number = self.view.errand.id
        units = [unit for unit, _owed, _state in self.view.units]
        form = NamesForm(self._desk.theme, units, self._gate.reader.context.today(), text)

        def call(services: Services, values: Values) -> Done[Any]:
            named = [unit.id for unit in form.named().units]
            return services.errands.receive(number, named, values["on"])

        question = Question(_("哪些村交来了"), _("打勾"), form, draft=draft_key(FORM, "names", number))
        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self._window)

    def finish(self) -> None:
        """Put the errand away, or take it up again."""
        if self.view is not None:
            on = None if self.view.errand.finished_on else self._gate.reader.context.today()
            self._write(lambda services, number: services.errands.finish(number, on))

    def show_past(self) -> None:
        """Show what happened to it."""
        if self.view is not None:
            self._desk.wishes.show_past("errands", self.view.errand.id)

    def delete(self) -> None:
        """Delete it; undo brings it back."""
        self._write(lambda services, number: services.errands.delete(number))

    def print(self) -> None:
        """Ask for the list on which what comes in is signed for."""
        if self.view is not None:
            selectors = {"errand": self.view.errand.number, "year": self.view.errand.due_on.year}
            self._desk.wishes.show_page("print", PrintRequest("errand-register", selectors))

    def _choices(self) -> list[Any]:
        from ui.panels.errand.forms import BRANCHES as ALL_BRANCHES
        from ui.panels.errand.forms import WORK_UNITS as ALL_WORK_UNITS
        from ui.panels.errand.forms import UnitChoice

        units = [unit for unit in self._gate.reader.people.units() if not unit.closed]
        branches = tuple(unit for unit in units if unit.kind in BRANCHES)
        offices = tuple(unit for unit in units if unit.kind in WORK_UNITS)
        found = [UnitChoice(ALL_BRANCHES, _("全部 {n} 个支部").format(n=len(branches)), branches)]
        if offices:
            words = _("社区和部门 {n} 个").format(n=len(offices))
            found.append(UnitChoice(ALL_WORK_UNITS, words, offices))
        return found

    def _write(self, call: Callable[[Services, int], Done[Any]]) -> None:
        if self.view is None:
            return
        number = self.view.errand.id
        self._gate.write(lambda services: call(services, number), self._told, self.refused.emit)

    def _told(self, outcome: Done[Any]) -> None:
        if outcome.action:
            self.done.emit(outcome.name)

    def _tell_added(self, errand: Any) -> None:
        self.added.emit(errand.id)
