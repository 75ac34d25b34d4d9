"""What can be done with a month's theme; each is one call of its service."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gzparty.domain.period import Period
from gzparty.domain.theme import Theme
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.theme_views import Candidate, MeetingOnTheme, SessionOnTheme, ThemeMonth
from ui.desk import Desk
from ui.drafts import draft_key
from ui.gate import Gate
from ui.panels.theme.rows import Key, Record, month_words
from ui.wishes import LifeRequest, PrintRequest, SelectionRequest, TrainingRequest

LINK_WIDTH = 900
"""Width of the question which records were about a theme: a topic stands in it whole."""


FORM = "theme"
"""Under what a half-typed theme is kept: theme/edit 2026-06."""


class ThemeDeeds(QObject):
    """`month` is the one they are about, with its theme where one is stored."""

    done = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget) -> None:
        super().__init__(parent)
        self.month: ThemeMonth | None = None
        self._desk = desk
        self._gate = gate
        self._window = parent
        gate.drafts.opens(FORM, self._resume)

    def edit(self) -> None:
        """Ask what the month's theme is, whatever of it is known by now."""
        if self.month is None:
            return
        from ui.panels.ask import Question, Values, ask_and_write
        from ui.panels.theme.forms import ThemeForm

        month = self.month
        form = ThemeForm(self._desk.theme, Period.parse(month.period).year)
        form.load(month.theme or Theme(0, "", month.period, ""))

        def call(services: Services, values: Values) -> Done[Any]:
            return services.themes.set_theme(month.period, **values)

        title = _("{month}主题").format(month=month_words(month.period))
        question = Question(title, _("存好"), form, draft=draft_key(FORM, "edit", month.period))
        ask_and_write(self._desk.theme, self._gate, question, call, self._tell, self._window)
        form.control("themeTitle").setFocus()

    def link(self, unit_id: int = 0) -> None:
        """Ask which records were about the theme, of one unit or all; nothing is ticked by itself."""
        theme = self.month.theme if self.month else None
        if theme is None:
            return
        from ui.panels.ask import Question, Values, ask_and_write
        from ui.panels.theme.forms import LinkForm

        def read(later: bool) -> Sequence[Candidate]:
            found = self._gate.reader.themes.candidates(theme.period, later=later)
            return [one for one in found if not unit_id or _is_of(one.record, unit_id)]

        def call(services: Services, values: Values) -> Done[Any]:
            chosen: Iterable[Key] = values["chosen"]
            return _linked(services, theme.id, chosen)

        title = _("哪些记录讲了{month}主题").format(month=month_words(theme.period))
        form = LinkForm(self._desk, read)
        question = Question(title, _("加上"), form)
        dialog = ask_and_write(self._desk.theme, self._gate, question, call, self._tell, self._window)
        dialog.setMinimumWidth(self._desk.theme.px(LINK_WIDTH))
        form.ticks.view.setFocus()

    def unlink(self, records: Iterable[Record]) -> None:
        """Say of some records that they were not about the theme after all."""
        gone = list(records)
        trainings = [one.training_id for one in gone if isinstance(one, SessionOnTheme)]
        meetings = [one.meeting_id for one in gone if isinstance(one, MeetingOnTheme)]
        if gone:
            self._write(lambda services, number: services.themes.unlink(number, trainings, meetings))

    def show_past(self) -> None:
        """Show what happened to the theme."""
        if self.month is not None and self.month.theme is not None:
            self._desk.wishes.show_past("themes", self.month.theme.id)

    def delete(self) -> None:
        """Take the theme out; undo brings it back with what was linked."""
        self._write(lambda services, number: services.themes.delete(number))

    def remove_file(self, attachment_id: int) -> None:
        """Take a file of the material out."""
        self._write(lambda services, _number: services.themes.remove_file(attachment_id))

    def open_record(self, record: Record) -> None:
        """Show a training or a record where it belongs."""
        if isinstance(record, SessionOnTheme):
            self._desk.wishes.show_page("training", TrainingRequest(record.training_id))
        else:
            self.open_meeting(record.meeting_id)

    def open_meeting(self, meeting_id: int) -> None:
        """Show a record of organisational life."""
        self._desk.wishes.show_page("life", LifeRequest(meeting_id=meeting_id))

    def open_selection(self) -> None:
        """Show the month's selection, or where one is begun."""
        if self.month is None:
            return
        first = self.month.selections[0] if self.month.selections else 0
        self._desk.wishes.show_page("selection", SelectionRequest(first, period=self.month.period))

    def print_year(self) -> None:
        """Ask for the sheet of the year's themes."""
        self._print("theme-year")

    def print_coverage(self) -> None:
        """Ask for the sheet of units by months."""
        self._print("theme-coverage")

    def _resume(self, record: str) -> None:
        """Go on with a theme half typed, where its month is in sight."""
        _deed, period = record.split(" ")
        if self.month is not None and self.month.period == period:
            self.edit()

    def _print(self, paper: str) -> None:
        if self.month is not None:
            year = Period.parse(self.month.period).year
            self._desk.wishes.show_page("print", PrintRequest(paper, {"year": year}))

    def _write(self, call: Callable[[Services, int], Done[Any]]) -> None:
        theme = self.month.theme if self.month else None
        if theme is not None:
            number = theme.id
            self._gate.write(lambda services: call(services, number), self._written, self.refused.emit)

    def _written(self, outcome: Done[Any]) -> None:
        self._tell(outcome.name)

    def _tell(self, name: str) -> None:
        """What changed nothing is nothing to undo."""
        if name:
            self.done.emit(name)


def _is_of(record: Record, unit_id: int) -> bool:
    return isinstance(record, MeetingOnTheme) and record.unit.id == unit_id


def _linked(services: Services, theme_id: int, chosen: Iterable[Key]) -> Done[Any]:
    keys = list(chosen)
    return services.themes.link(
        theme_id,
        [key.training_id for key in keys if key.training_id],
        [key.meeting_id for key in keys if key.meeting_id],
    )
