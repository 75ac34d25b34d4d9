"""The right side of the ledger: the panel of the current problem, or a problem being typed in its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from gzparty.domain.problem import Problem
from gzparty.services.ledger_views import ProblemDetail
from ui.desk import Desk
from ui.gate import Gate
from ui.widgets.name_field import Known

if TYPE_CHECKING:
    from ui.panels.ledger.editor import ProblemEditor
    from ui.panels.ledger.panel import ProblemPanel

KEPT_OPEN = "ledger/panel"


class LedgerSide(QObject):
    """Builds each when it is first wanted; a panel closed by the clerk stays so until a problem is asked for."""

    done = Signal(str)
    changed = Signal()
    """Something else is at the right, or nothing."""
    built = Signal()
    """The side took its place beside the table for the first time."""
    stepped = Signal(int)
    step_wanted = Signal(object)
    edit_wanted = Signal()
    earlier_wanted = Signal(int)
    stored = Signal(int)
    deeds_wanted = Signal(object)
    """A call of a service that takes evidence or a problem out."""
    paper_wanted = Signal(object)
    """The Problem for which evidence on paper shall be noted."""
    file_wanted = Signal(object)

    def __init__(self, desk: Desk, gate: Gate, split: QSplitter) -> None:
        super().__init__(split)
        self._desk = desk
        self._gate = gate
        self._split = split
        self._stack: QStackedWidget | None = None
        self._panel: ProblemPanel | None = None
        self._editor: ProblemEditor | None = None
        self._names: tuple[Known, ...] = ()
        self._kinds: tuple[str, ...] = ()
        self._months = 0
        self._year: int | None = None

    @property
    def panel(self) -> ProblemPanel:
        """The panel of a problem."""
        if self._panel is None:
            from ui.panels.ledger.panel import ProblemPanel

            self._panel = panel = ProblemPanel(self._desk, self._gate)
            panel.done.connect(self.done)
            panel.stepped.connect(self.stepped)
            panel.step_wanted.connect(self.step_wanted)
            panel.edit_wanted.connect(self.edit_wanted)
            panel.earlier_wanted.connect(self.earlier_wanted)
            panel.file_wanted.connect(self.file_wanted)
            panel.paper_wanted.connect(self._want_paper)
            panel.paper_removal_wanted.connect(self._remove_paper)
            panel.file_removal_wanted.connect(self._remove_file)
            panel.delete_wanted.connect(self._delete)
            panel.closed.connect(self.close)
            self._add(panel)
        return self._panel

    @property
    def editor(self) -> ProblemEditor:
        """The form of a problem."""
        if self._editor is None:
            from ui.panels.ledger.editor import ProblemEditor

            self._editor = editor = ProblemEditor(self._desk, self._gate)
            editor.done.connect(self.done)
            editor.stored.connect(self._stored)
            editor.closed.connect(self._leave_editor)
            self._add(editor)
        return self._editor

    def know(self, names: Sequence[Known], kinds: Sequence[str], months: int, year: int | None) -> None:
        """Take who and which kinds can be offered, how far back repeats count, the year in sight."""
        self._names, self._kinds, self._months = tuple(names), tuple(kinds), months
        self._year = year

    def problem(self) -> Problem | None:
        """The problem in the panel."""
        return self._panel.problem() if self._panel is not None else None

    def is_open(self) -> bool:
        """Whether anything is at the right."""
        return self._stack is not None and not self._stack.isHidden()

    def is_editing(self) -> bool:
        """Whether a problem is being typed."""
        editor = self._editor
        return editor is not None and self.is_open() and self._stack_of().currentWidget() is editor

    def wants_open(self) -> bool:
        """Whether the panel follows the table."""
        return self._desk.memory.recall(KEPT_OPEN) is not False

    def show_panel(self) -> None:
        """Let the panel follow the table again."""
        self._desk.memory.keep(KEPT_OPEN, True)

    def show_detail(self, detail: ProblemDetail) -> None:
        """Show a problem; what is being typed stays in sight."""
        panel = self.panel
        panel.show_detail(detail, self._months, self._year)
        if not self.is_editing():
            self._show(panel)

    def show_none(self) -> None:
        """Nothing is current: the panel goes, what is being typed stays."""
        if self._stack is not None and not self.is_editing():
            self._stack.hide()

    def begin(self, unit_id: int) -> None:
        """Begin a new problem."""
        editor = self.editor
        self._show(editor)
        editor.begin(unit_id, self._names, self._kinds)
        self.changed.emit()

    def edit(self, problem: Problem) -> None:
        """Change a problem."""
        editor = self.editor
        self._show(editor)
        editor.edit(problem, self._names, self._kinds)
        self.changed.emit()

    def refuse(self, sentence: str) -> None:
        """Say why something was not done."""
        self.panel.refuse(sentence)

    def step_back(self) -> None:
        """Leave the form with a draft, or close the panel."""
        if self.is_editing():
            self._leave_editor()
        else:
            self.close()

    def close(self) -> None:
        """Put the panel away, next time too."""
        self._desk.memory.keep(KEPT_OPEN, False)
        self.put_away()
        self.changed.emit()

    def put_away(self) -> None:
        """Hide the side where nothing can stand in it; what was typed is kept."""
        if self._editor is not None:
            self._editor.leave()
        if self._stack is not None:
            self._stack.hide()
            if self._panel is not None:
                self._stack.setCurrentWidget(self._panel)

    def panes(self) -> list[QWidget]:
        """Where F6 stops besides the table."""
        if not self.is_open():
            return []
        return [self.editor if self.is_editing() else self.panel.focus_target()]

    def _leave_editor(self) -> None:
        editor = self._editor
        assert editor is not None
        editor.leave()
        if self.wants_open() and self._panel is not None and self._panel.detail is not None:
            self._show(self._panel)
        else:
            self._stack_of().hide()
            if self._panel is not None:
                self._stack_of().setCurrentWidget(self._panel)
        self.changed.emit()

    def _stored(self, problem_id: int) -> None:
        self._leave_editor()
        self.show_panel()
        self.stored.emit(problem_id)

    def _want_paper(self) -> None:
        problem = self.problem()
        if problem is not None:
            self.paper_wanted.emit(problem)

    def _delete(self) -> None:
        problem = self.problem()
        if problem is not None:
            number = problem.id
            self.deeds_wanted.emit(lambda services: services.problems.delete([number]))

    def _remove_paper(self, evidence_id: int) -> None:
        self.deeds_wanted.emit(lambda services: services.problems.remove_paper(evidence_id))

    def _remove_file(self, attachment_id: int) -> None:
        self.deeds_wanted.emit(lambda services: services.problems.remove_file(attachment_id))

    def _stack_of(self) -> QStackedWidget:
        if self._stack is None:
            self._stack = QStackedWidget()
            self._stack.setObjectName("ledgerSide")
            self._split.addWidget(self._stack)
            self._split.setStretchFactor(1, 0)
            self._stack.hide()
        return self._stack

    def _add(self, widget: QWidget) -> None:
        self._stack_of().addWidget(widget)

    def _show(self, widget: QWidget) -> None:
        stack = self._stack_of()
        stack.setCurrentWidget(widget)
        if stack.isHidden():
            stack.show()
            self.built.emit()
