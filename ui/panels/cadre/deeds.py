"""What can be done with the list of reserve cadres; each is one call of the service, asked for beside the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.people import UnitView
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.cadre_drafts import ReserveDraft
from gzparty.services.cadre_views import ReserveLine
from gzparty.services.context import Done
from ui.desk import Desk
from ui.drafts import draft_key
from ui.gate import Gate

if TYPE_CHECKING:
    from ui.panels.ask import Call, Question
    from ui.panels.person_forms import FormGround
    from ui.widgets.name_field import Known


FORM = "reserve"
"""Under what half-typed dialogs are kept: reserve/change 3."""


class ReserveDeeds(QObject):
    """Asks for what is needed; says only that the list changed, never whose entry."""

    done = Signal(str)
    added = Signal(int)
    """The id of an entry just made."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._gate = gate
        self._window = parent

    def add(self) -> None:
        """Ask who is put on the list of which unit."""
        from ui.panels.ask import Question
        from ui.panels.cadre.forms import ReserveForm

        def call(services: Services, values: Any) -> Done[Any]:
            return services.cadres.add(_draft(services, values, None))

        form = ReserveForm(self._ground(), self._known)
        self._ask(
            Question(_("列入后备干部"), _("列入"), form, self._tell_added, draft_key(FORM, "add", 0)), call
        )

    def change(self, line: ReserveLine) -> None:
        """Ask for other words on an entry."""
        from ui.panels.ask import Question
        from ui.panels.cadre.forms import ReserveForm

        def call(services: Services, values: Any) -> Done[Any]:
            return services.cadres.change(line.reserve.id, _draft(services, values, line))

        form = ReserveForm(self._ground(), self._known, line)
        key = draft_key(FORM, "change", line.reserve.id)
        self._ask(Question(_("修改后备干部登记"), _("改好"), form, draft=key), call)

    def leave(self, line: ReserveLine) -> None:
        """Ask from when somebody is off the list, and why."""
        from ui.panels.ask import Question
        from ui.panels.cadre.forms import LeaveForm

        form = LeaveForm(self._ground(), line)
        title = _("{name}退出后备名单").format(name=line.person.name)
        self._ask(
            Question(title, _("记下退出"), form, draft=draft_key(FORM, "leave", line.reserve.id)),
            lambda services, values: services.cadres.leave(line.reserve.id, **values),
        )

    def resume(self, line: ReserveLine) -> None:
        """Take back that somebody left."""
        number = line.reserve.id
        self._write(lambda services: services.cadres.resume(number))

    def delete(self, line: ReserveLine) -> None:
        """Delete an entry; undo brings it back."""
        number = line.reserve.id
        self._write(lambda services: services.cadres.delete(number))

    def go_on(self, record: str) -> None:
        """Go on with a form by the second part of its draft's key."""
        deed, number = record.split(" ")
        if deed == "add":
            self.add()
        else:
            line = self._gate.reader.cadres.reserve(int(number))
            (self.change if deed == "change" else self.leave)(line)

    def _ask(self, question: Question, call: Call) -> None:
        from ui.panels.ask import ask_and_write

        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self._window)

    def _write(self, call: Callable[[Services], Done[Any]]) -> None:
        self._gate.write(call, self._told)

    def _told(self, outcome: Done[Any]) -> None:
        self.done.emit(outcome.name)

    def _tell_added(self, reserve: Any) -> None:
        self.added.emit(reserve.id)

    def _ground(self) -> FormGround:
        from ui.panels.person_forms import FormGround

        reader = self._gate.reader
        return FormGround(self._desk.theme, reader.context.today(), reader.people.units())

    def _known(self, unit_id: int) -> Sequence[Known]:
        """The members and post holders of a unit, for a name that is typed."""
        people, today = self._gate.reader.store.people, self._gate.reader.context.today()
        members = [person for person, _membership in people.members_of(unit_id, today)]
        everybody = {person.id: person for person in (*people.in_office(unit_id, today), *members)}
        return [(person.name, person.initials) for person in everybody.values()]


def _draft(services: Services, values: Any, line: ReserveLine | None) -> ReserveDraft:
    """What was typed: a name that stands unchanged stays that very person, whoever else is called so."""
    same = line is not None and values["name"] == line.person.name
    kept_mentor = line is not None and values["mentor"] == line.mentor
    return ReserveDraft(
        line.reserve.person_id if line is not None and same else _person(services, values),
        values["unit_id"],
        values["entered_on"],
        values["direction"],
        values["mentor"],
        line.reserve.mentor_id if line is not None and kept_mentor else None,
        values["plan"],
        values["note"],
    )


def _person(services: Services, values: Any) -> int:
    """Whom a name means: of several the one of the unit."""
    name = values["name"]
    try:
        return services.people.find_person(name).id
    except Refusal as refusal:
        if refusal.diagnostics[0].code != "person_ambiguous":
            raise
    unit: UnitView = services.people.units_by_id()[values["unit_id"]]
    return services.people.find_person(f"{name}@{unit.name}").id
