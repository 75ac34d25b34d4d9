"""What was opened of the board: a unit's month, the inspections there are, what a further one starts from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import NamedTuple

from gzparty.domain.inspection import InspectionKind
from gzparty.domain.people import UnitView
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.inspection import ordinal_label
from gzparty.services.bundle import Services
from gzparty.services.ledger_views import InspectionForm, InspectionView, QuotaBoard
from ui.glyphs import Glyph
from ui.panels.inspection.problem_form import ProblemGround
from ui.panels.inspection.tick_row import TickItem
from ui.widgets.entry_strip import StripEntry
from ui.widgets.name_field import INITIALS_MOST, Known

NEW = "new"
"""The key of an inspection that is not stored yet; a stored one's is its id."""


class InspectionCell(NamedTuple):
    """One unit in one month; `form` is that of the day of it nearest to today, which knows what is owed there."""

    unit: UnitView
    period: Period
    form: InspectionForm
    stored: tuple[InspectionView, ...]
    people: tuple[str, ...]
    """Who is known in the unit."""
    letters: Mapping[str, str]
    """What everybody who comes into question is found by."""

    def view(self, key: str) -> InspectionView | None:
        """The stored inspection of a key."""
        return next((view for view in self.stored if str(view.inspection.id) == key), None)

    def first(self, inspection_id: int = 0) -> str:
        """The key to open: the one asked for, a new one while some are owed, else the last there is."""
        if inspection_id:
            return str(inspection_id)
        quota = self.form.quota
        if self.stored and (quota is None or not quota.missing):
            return str(self.stored[-1].inspection.id)
        return NEW

    def title(self, key: str) -> str:
        """6月第 1 次."""
        view = self.view(key)
        return ordinal_label(self.period.code, view.ordinal if view else len(self.stored) + 1)

    def entries(self) -> tuple[StripEntry, ...]:
        """Everything there is to choose between."""
        made = [
            StripEntry(
                str(view.inspection.id),
                _("第 {n} 次 {day}").format(n=view.ordinal, day=dates.table(view.inspection.held_on)),
                Glyph.DONE,
            )
            for view in self.stored
        ]
        return (*made, StripEntry(NEW, _("再登一次"), Glyph.DRAFT))

    def items(self, key: str) -> tuple[TickItem, ...]:
        """The items of a stored inspection as they were asked then, or today's checklist."""
        view = self.view(key)
        hints = {item.code: item.hint for item in self.form.checklist}
        if view is None:
            return tuple(TickItem(item.code, item.title, item.hint) for item in self.form.checklist)
        return tuple(
            TickItem(
                item.code,
                item.title,
                hints.get(item.code, ""),
                item.answer,
                item.note,
                tuple(line for line in view.problems if line.problem.item_id == item.id),
            )
            for item in view.items
        )

    def ground(self, year: int) -> ProblemGround:
        """What is proposed for what is found."""
        form = self.form
        return ProblemGround(
            year,
            form.deadline,
            # Who inspects his own unit belongs to it; a team that came from outside does not.
            self.known(form.responsibles + (form.inspectors if form.quota else ())),
            self.known(form.leaders),
            self.known(form.leaders + form.inspectors),
        )

    def known(self, names: tuple[str, ...]) -> list[Known]:
        """Names with the initials they are found by, those of the unit's people after them."""
        every = dict.fromkeys((*names, *self.people))
        return [(name, self.letters.get(name, "")) for name in every]

    def with_deadline(self, deadline: date) -> InspectionCell:
        """The same with another deadline proposed."""
        return self._replace(form=replace(self.form, deadline=deadline))


def read_cell(services: Services, unit_id: int, period: Period) -> InspectionCell:
    """Everything of a unit's month."""
    on = day_in(period, services.context.today())
    with services.store.snapshot():
        views = services.inspection_views
        form = views.form(unit_id, on, InspectionKind.SELF)
        stored = views.of_unit(unit_id, period.year)
        people = people_of(services, unit_id, on)
    own = [view for view in stored if view.inspection.period == period.code]
    own.sort(key=lambda view: view.ordinal)
    return InspectionCell(form.unit, period, form, tuple(own), people, letters_of(services, form, people))


def people_of(services: Services, unit_id: int, on: date) -> tuple[str, ...]:
    """The names known in a unit."""
    return tuple(person.name for person, _membership in services.store.people.members_of(unit_id, on))


def letters_of(services: Services, form: InspectionForm, *more: Iterable[str]) -> dict[str, str]:
    """What everybody a form offers, and some more, is found by: most inspectors are in no list of people.

    A whole team in one field is found by its characters only.
    """
    every = chain(form.inspectors, form.responsibles, form.leaders, *more)
    return services.people.initials_of(name for name in every if len(name) <= INITIALS_MOST)


def read_board(services: Services, year: int) -> QuotaBoard:
    """Read the board of a year; names are spelled at once afterwards."""
    load_readings(services)
    return services.inspection_views.board(year)


def load_readings(services: Services) -> None:
    """Let a first name be spelled, which loads the readings: to be asked for behind the window."""
    services.people.initials_of((services.store.office.office_name(),))


def day_in(period: Period, today: date) -> date:
    """The day of a month nearest to today."""
    return min(max(today, period.first), period.last)
