"""The tick list of an inspection, whoever inspects: every item with its answer, what was found typed in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain.inspection import Answer
from gzparty.i18n import _
from ui.panels.inspection.problem_form import FoundProblem, ProblemForm, ProblemGround
from ui.panels.inspection.tick_row import TickAnswer, TickItem, TickRow
from ui.theme import Theme
from ui.widgets.controls import button, label

__all__ = ["FoundProblem", "ProblemGround", "TickAnswer", "TickItem", "TickList"]


class TickList(QWidget):
    """Y and N answer and go on; nothing is answered for the clerk unless she asks for it.

    `set_items` shows a checklist, `answers` gives what was said, `problems` what is new for the ledger. It can be
    watched by `Drafts`.
    """

    changed = Signal()
    """Something was answered or typed."""
    ledger_wanted = Signal(int)
    """The id of a problem whose row of the ledger is wanted."""
    finished = Signal()
    """The clerk went on beyond the last item."""
    began = Signal()
    """The clerk went back before the first item."""

    def __init__(self, theme: Theme, name: str = "tickList", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._rows: list[TickRow] = []
        self._clean: dict[str, str] = {}
        self.all_fine = button(theme, "allFine", _("全部没问题"), "small")
        self.all_fine.setToolTip(_("把还没选的都记成没问题；已经选了的不变"))
        head = QHBoxLayout()
        head.addWidget(label("tickHeading", _("检查项目"), "h15"))
        head.addStretch(1)
        head.addWidget(self.all_fine)
        head.setContentsMargins(0, 0, 0, theme.px(4))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self.all_fine.clicked.connect(self.fill_rest)

    def set_items(self, items: Sequence[TickItem], ground: ProblemGround) -> None:
        """Show a checklist with what is stored of it; what stood here before is gone."""
        focus = self.window().focusWidget()
        held = focus is not None and self.isAncestorOf(focus)
        for row in self._rows:
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = [self._make(item, ground) for item in items]
        for row in self._rows:
            self._column.addWidget(row)
        self._order()
        self._clean = self.draft()
        self._follow()
        if held:
            self.take_focus()

    def know(self, ground: ProblemGround) -> None:
        """Take whose names come into question, as when another inspector is there; what is typed stays."""
        for row in self._rows:
            row.know(ground)

    def answers(self) -> tuple[TickAnswer, ...]:
        """What was said of every item, in their order."""
        return tuple(row.said() for row in self._rows)

    def problems(self) -> tuple[FoundProblem, ...]:
        """What is new for the ledger, in the order of the items."""
        return tuple(found for said in self.answers() for found in said.found)

    def open_count(self) -> int:
        """How many items nobody answered yet."""
        return sum(row.answer is Answer.OPEN for row in self._rows)

    def fill_rest(self) -> None:
        """Record 没问题 for every item that has no answer; those answered stay."""
        for row in self._rows:
            if row.answer is Answer.OPEN:
                row.set_answer(Answer.FINE)

    def row(self, code: str) -> TickRow:
        """The row of an item."""
        return next(row for row in self._rows if row.item.code == code)

    def check(self) -> bool:
        """Say under each field what is wrong with it, go to the first, and tell whether all is well."""
        wrong = [row for row in self._rows if row.faulty()]
        if wrong:
            self.next_problem(from_start=True)
        return not wrong

    def next_problem(self, *, from_start: bool = False) -> bool:
        """Move the focus to the next field with a problem, round the list; tell whether there is one."""
        faulty = self.faulty_controls()
        focus = self.focusWidget()
        here = next((n for n, one in enumerate(faulty) if focus and _holds(one, focus)), -1)
        if faulty:
            wanted = 0 if from_start else (here + 1) % len(faulty)
            faulty[wanted].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(faulty)

    def faulty_controls(self) -> list[QWidget]:
        """The fields something is said about, in their order."""
        return [control for form in self._forms() for control in form.faulty_controls()]

    def take_focus(self) -> None:
        """Put the focus on the first item without an answer, else on the first."""
        first = next((row for row in self._rows if row.answer is Answer.OPEN), None)
        wanted = first or next(iter(self._rows), None)
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_changed(self) -> bool:
        """Tell whether anything differs from what was shown first."""
        return self.draft() != self._clean

    def draft(self) -> dict[str, str]:
        """Everything answered and typed, as raw texts."""
        kept: dict[str, str] = {}
        for row in self._rows:
            kept |= row.draft()
        return kept

    def restore(self, draft: Mapping[str, str]) -> None:
        """Put a draft back; items it does not know stay as shown."""
        for row in self._rows:
            row.restore(draft)
        self._order()
        self._follow()

    def _make(self, item: TickItem, ground: ProblemGround) -> TickRow:
        row = TickRow(self._theme, item, ground)
        row.changed.connect(self._tell)
        row.went_on.connect(self._go)
        row.forms_changed.connect(self._order)
        row.ledger_wanted.connect(self.ledger_wanted)
        return row

    def _forms(self) -> list[ProblemForm]:
        return [form for row in self._rows for form in row.forms if row.answer is Answer.PROBLEM]

    def _go(self, row: TickRow, step: int) -> None:
        place = self._rows.index(row) + step
        if place >= len(self._rows):
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            self.finished.emit()
        elif place < 0:
            self.began.emit()
        else:
            self._rows[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _order(self) -> None:
        """Let Tab go from the heading down the list: rows and fields come later than what stands below them."""
        stops = [self.all_fine, *(stop for row in self._rows for stop in row.stops())]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _tell(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        self.all_fine.setEnabled(self.open_count() > 0)


def _holds(control: QWidget, focus: QWidget) -> bool:
    return control is focus or control.isAncestorOf(focus)
