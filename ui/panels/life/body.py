"""What the page shows of a kind: the board of its months, or its list of steps; one way to find, stand and go in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from gzparty.domain.meeting import YearlyKind
from gzparty.domain.people import UnitView
from gzparty.domain.period import Period
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.life.board import LifeBoard, matching
from ui.panels.life.source import LifeSource

if TYPE_CHECKING:
    from ui.panels.life.step_lists import StepLists


class LifeBody(QStackedWidget):
    """The lists of steps are built when first wanted."""

    opened = Signal(object, object)
    """A cell of the board: the UnitView and the Period."""
    talks_wanted = Signal(int, int)
    moved = Signal()
    typed = Signal(str)
    done = Signal(str)
    shown = Signal()

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__()
        self._desk = desk
        self._gate = gate
        self._steps: StepLists | None = None
        self._year = 0
        self._wants_focus = False
        self.board = LifeBoard(desk.theme)
        self.addWidget(self.board)
        self.setFocusProxy(self.board)
        self.board.opened.connect(self.opened)
        self.board.moved.connect(self.moved)
        self.board.typed.connect(self.typed)

    @property
    def steps(self) -> StepLists:
        """The lists of what comes once a year."""
        if self._steps is None:
            from ui.panels.life.step_lists import StepLists

            self._steps = StepLists(self._desk, self._gate)
            self._steps.done.connect(self.done)
            self._steps.shown.connect(self._steps_shown)
            self._steps.talks_wanted.connect(self.talks_wanted)
            self.addWidget(self._steps)
        return self._steps

    def in_sight(self) -> LifeBoard | StepLists:
        """The board or the list."""
        return self.steps if self.currentIndex() else self.board

    def show_board(self, source: LifeSource) -> None:
        """Show the months of a kind."""
        self.board.show_board(source)
        self.setCurrentWidget(self.board)

    def show_steps(self, kind: YearlyKind, year: int) -> None:
        """Show the steps of a kind for a year (所属年度)."""
        self._year = year
        focus = self.window().focusWidget()
        if self.in_sight() is self.board and focus is not None and self.isAncestorOf(focus):
            # Hidden, the board would hand the focus to whatever comes next.
            self._wants_focus = True
        self.setCurrentWidget(self.steps)
        self.steps.show_year(kind, year)

    def _steps_shown(self) -> None:
        if self._wants_focus:
            self._wants_focus = False
            self.take_focus()
        self.shown.emit()

    def here(self) -> tuple[UnitView, Period] | None:
        """The branch and period the clerk stands on."""
        if self.in_sight() is self.board:
            found = self.board.current()
            return (found[0].unit, found[1]) if found else None
        line = self.steps.view.current_record() if self.steps.board else None
        return (line.unit, Period(self._year, 1, 12)) if line else None

    def go_to(self, unit_id: int, period: Period | None) -> bool:
        """Stand on a branch; tell whether it is shown."""
        if self.in_sight() is self.board:
            return self.board.go_to(unit_id, period)
        if self.steps.board is None:
            return False
        view = self.steps.view
        row = view.records.row_of(unit_id)
        view.select_row(row, max(view.currentIndex().column(), 0))
        return row >= 0

    def search(self, text: str) -> int:
        """Go to the first branch that fits what is typed; tell how many do."""
        if self.in_sight() is self.board:
            found = self.board.matches(text)
        else:
            lines = self.steps.board.lines if self.steps.board else ()
            found = matching([line.unit for line in lines], text)
        if found:
            self.go_to(found[0].id, None)
        return len(found)

    def place(self) -> str:
        """The sentence of the cell the clerk stands on."""
        if self.in_sight() is not self.board or self.board.current() is None:
            return ""
        view = self.board.view
        return view.matrix.spoken(*view.current())

    def take_focus(self) -> None:
        """Put the focus where the work is; a list that is still being read takes it when it has come."""
        if self.in_sight() is self.board:
            self.board.setFocus()
        elif self.steps.board is not None:
            self.steps.view.setFocus()
        else:
            self._wants_focus = True
