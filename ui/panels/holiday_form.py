"""The row in which a run of days is typed as a holiday notice names it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from gzparty.domain.calendar import DayKind, DayMark, DayRun, run_problem
from gzparty.i18n import _
from gzparty.labels import sentence
from gzparty.labels.calendar import kind_label
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.controls import field, label, name_control
from ui.widgets.date_edit import DateEdit

FIELD_OF = {"run_end_before_start": "last", "run_too_long": "last", "holiday_without_name": "name"}
"""Where the sentence of a problem stands; the first day is to blame for any other."""


class RunForm(Form):
    """First and last day, off or worked, and the holiday's name, side by side."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("runFirst", "first"),
        ("runLast", "last"),
        ("runKind", "kind"),
        ("runName", "name"),
    )

    def __init__(self, theme: Theme, year: int) -> None:
        super().__init__(theme, "runForm")
        self.first = DateEdit(theme, "runFirst", year)
        self.last = DateEdit(theme, "runLast", year)
        self.kind = Combo(theme, "runKind")
        for kind in DayKind:
            self.kind.add(kind_label(kind), kind)
        self.name = field("runName", hint=_("如 春节"))
        self.name.setMaxLength(40)
        self._grid.setColumnMinimumWidth(0, 0)
        self._grid.setColumnStretch(1, 0)
        self._add_column(_("起"), self.first)
        self._add_column(_("止（只有一天不用填）"), self.last)
        self._add_column(_("安排"), self.kind)
        self._add_column(_("名称"), self.name)
        self._grid.setColumnStretch(3, 1)
        self.bind()

    def set_verb(self, control: QWidget) -> None:
        """Put the button that takes the run at the end of the row."""
        self._grid.addWidget(control, 1, len(self.FIELDS))

    def set_year(self, year: int) -> None:
        """Take days typed without a year as lying in this one."""
        self.first.year = self.last.year = year

    def run(self) -> DayRun | None:
        """The run typed; None where a day cannot be read. Without a last day it is one day long."""
        first: date | None = self.first.value()
        if first is None or self.last.problem():
            return None
        mark = DayMark(self.kind.value(), self.name.text().strip())
        return DayRun(first, self.last.value() or first, mark, by_hand=True)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        run = self.run()
        if not found and run is None:
            found["first"] = _("填上起的日子，如 2.6")
        problem = run_problem(run) if run else None
        if problem:
            found[FIELD_OF.get(problem.code, "first")] = sentence(problem)
        return found

    def empty(self) -> None:
        """Make room for the next run; what it is stays chosen, for notices name several of a kind."""
        self.first.set_value(None)
        self.last.set_value(None)
        # setText, not clear: what was stored is taken back as a deed, not as typing.
        self.name.setText("")
        self.show_problems({})
        self.mark_clean()

    def _add_column(self, words: str, control: QWidget) -> None:
        column = len(self._problem_places)
        title = label(f"{control.objectName()}Label", words, "label")
        title.setBuddy(control)
        name_control(control, words)
        self._grid.addWidget(title, 0, column)
        self._grid.addWidget(control, 1, column)
        self._leave_room(control.objectName(), 2 + column, 0, len(self.FIELDS) + 1)
