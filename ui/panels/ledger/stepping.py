"""On with problems from the table: the next step of the one at hand, one step or the closing of all that are ticked."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from gzparty.domain.problem import Step
from gzparty.services.ledger_views import ProblemDetail
from ui.panels.ledger.deeds import LedgerDeeds
from ui.panels.ledger.list import LedgerList
from ui.panels.ledger.side import LedgerSide


class LedgerStepping(QObject):
    """Knows what is ticked in the table and shown at the right; the deeds are asked for elsewhere."""

    panel_wanted = Signal()
    """The panel was put away and is wanted again."""

    def __init__(self, listed: LedgerList, side: LedgerSide, asked: LedgerDeeds) -> None:
        super().__init__(listed)
        self._list = listed
        self._side = side
        self._asked = asked
        self._next_of = 0
        """The problem whose next step is wanted as soon as it is read."""
        listed.next_wanted.connect(self._take_next)
        listed.chosen.step_wanted.connect(self._step_ticked)
        listed.chosen.close_wanted.connect(self._close_ticked)
        side.step_wanted.connect(self._step_one)

    def come_to(self, problem_id: int) -> None:
        """The clerk went to a problem: what was wanted of another one is not any more."""
        if self._next_of != problem_id:
            self._next_of = 0

    def shown(self, detail: ProblemDetail) -> None:
        """A problem was read and is shown: on with it if that was wanted."""
        if self._next_of == detail.line.problem.id:
            self._next_of = 0
            self._side.panel.take_next()

    def refuse(self, sentence: str) -> None:
        """Say why a step was not taken, where it was asked for."""
        if self._list.shown.ticks:
            self._list.chosen.say(sentence)
        else:
            self._side.refuse(sentence)

    def _step_one(self, step: Step) -> None:
        problem = self._side.problem()
        if problem is not None:
            self._asked.take(step, [problem])

    def _take_next(self) -> None:
        """Ctrl+Enter on a row: on with all that are ticked or chosen, else its next step or the panel that was put away."""
        rows = self._list.view.chosen_records()
        if len(rows) > 1:
            self._list.view.tick(line.problem.id for line in rows)
        line, shown = self._list.current(), self._side.problem()
        if self._list.chosen.isVisible():
            self._list.chosen.focus_target().setFocus(Qt.FocusReason.TabFocusReason)
        elif not self._side.is_open():
            self.panel_wanted.emit()
        elif line is not None and (shown is None or shown.id != line.problem.id):
            # The row was only just come to: its problem is still being read, the panel shows the one before.
            self._next_of = line.problem.id
        elif not self._side.is_editing():
            self._side.panel.take_next()

    def _step_ticked(self, step: Step) -> None:
        self._asked.take(step, [line.problem for line in self._list.ticked_lines()])

    def _close_ticked(self) -> None:
        """Close the ticked ones with what stands in the bar; what lacks is said there."""
        lines = self._list.ticked_lines()
        closing = self._list.chosen.closing(lines)
        if closing is not None:
            self._asked.close_together([line.problem.id for line in lines], closing.verifier, closing.done_on)
