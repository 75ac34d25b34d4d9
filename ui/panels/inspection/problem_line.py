"""A problem that stands in the ledger already: its number, its words, how far it has come; a click leads there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.services.ledger_views import LedgerLine
from ui.problem_glyphs import problem_glyph, problem_tone, problem_words
from ui.theme import Theme
from ui.widgets.controls import button, label
from ui.widgets.runs import Run, RunLine


class ProblemLine(QWidget):
    """Changed in the ledger only, where its events are."""

    wanted = Signal(int)
    """The problem's id: its row of the ledger is wanted."""
    another_wanted = Signal()
    """A further problem of the same item shall be typed."""

    def __init__(self, theme: Theme, line: LedgerLine) -> None:
        super().__init__()
        problem = line.problem
        self.setObjectName(f"problemLine_{problem.id}")
        self._problem_id = problem.id
        text = label(f"problemWords_{problem.id}", problem.text)
        text.setWordWrap(True)
        state = RunLine(theme, f"problemState_{problem.id}")
        overdue = problem_tone(line) == "over"
        runs = [
            Run(glyph=problem_glyph(line)),
            Run(problem_words(line), token=problem_tone(line), bold=overdue),
            Run(_("台账 {number}").format(number=problem.printed_number), token="ink3", gap=10),
        ]
        state.show_runs(runs, " ".join(run.text for run in runs if run.text))
        link = button(theme, f"toLedger_{problem.id}", _("看台账"), "link")
        link.clicked.connect(self._want)
        another = button(theme, f"anotherBeside_{problem.id}", _("再记一个"), "link")
        another.clicked.connect(self.another_wanted)
        grid = QHBoxLayout()
        grid.setSpacing(theme.px(8))
        grid.addWidget(state, 1)
        grid.addWidget(another)
        grid.addWidget(link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(8))
        column.setSpacing(theme.px(2))
        column.addWidget(text)
        column.addLayout(grid)

    def _want(self) -> None:
        self.wanted.emit(self._problem_id)
