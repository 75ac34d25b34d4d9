"""The bar at the bottom while rows are ticked: several closed at once, or another step taken with all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from gzparty.domain.date_text import Lean
from gzparty.domain.problem import Lane, Step
from gzparty.domain.rectification import steps_from
from gzparty.i18n import _
from gzparty.labels.ledger import step_label
from gzparty.services.ledger_views import LedgerGroup, LedgerLine
from ui.panels.ledger.deeds import MANY
from ui.theme import Theme
from ui.widgets.controls import button, frame, label, on_ctrl_enter
from ui.widgets.date_edit import DateEdit
from ui.widgets.fitting import FittingStrip
from ui.widgets.name_field import Known, NameField


class Closing(NamedTuple):
    """Who verified, and when it was done; None leaves each its own day."""

    verifier: str
    done_on: date | None


class ChosenBar(FittingStrip):
    """Only what every ticked row allows is offered.

    Where it is narrow the remark goes first, then the words before the fields, which say them too, then the way
    to untick: Space and the box in the head do that as well.
    """

    LEVELS = 4
    step_wanted = Signal(object)
    """A Step to be asked about."""
    close_wanted = Signal()
    """All ticked ones are 即知即改 and shall be closed with what stands in the fields."""
    unticked = Signal()

    def __init__(self, theme: Theme, year: int) -> None:
        super().__init__(theme, "chosenBar")
        self.setProperty("role", "chosen")
        self._count = label("chosenCount", role="strong")
        self._remark = label("chosenRemark", role="label")
        self.problem = label("chosenProblem", role="problem")
        self.problem.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.verifier = NameField(theme, "chosenVerifier", _("谁验收的"))
        self.verifier.setAccessibleName(_("验收人"))
        self.done_on = DateEdit(theme, "chosenDone", year, lean=Lean.PAST)
        self.done_on.line.setFixedWidth(theme.px(120))
        self.done_on.line.setAccessibleName(_("完成时间"))
        self._steps = {step: button(theme, f"chosen_{step.value}", step_label(step)) for step in MANY}
        self.untick = button(theme, "chosenUntick", _("取消选择"))
        self.close_all = button(theme, "chosenClose", _("一起销号"), "accent")
        self._lay_out()
        for made in self._steps.values():
            made.clicked.connect(self._step)
        self.untick.clicked.connect(self.unticked)
        self.close_all.clicked.connect(self.close_wanted)
        on_ctrl_enter(self, self._go_on)
        theme.density_changed.connect(self._follow_density)
        self._follow_density()

    def know(self, names: Sequence[Known]) -> None:
        """Take who may have verified."""
        self.verifier.know(names)

    def show_lines(self, lines: Sequence[LedgerLine]) -> None:
        """Show what is ticked; nothing hides the bar."""
        self.setVisible(bool(lines))
        if not lines:
            self.verifier.clear()
            self.done_on.set_value(None)
            self.say("")
            return
        self._count.setText(_("已选 {n} 条").format(n=len(lines)))
        prompt = all(can_close_at_once(line) for line in lines)
        self._closing.setVisible(prompt)
        self.close_all.setVisible(prompt)
        done = all(line.problem.done_on for line in lines)
        words = (_("都是即知即改，已改完") if done else _("都是即知即改")) if prompt else _mixed(lines)
        self._remark.setText(words)
        offered = set(MANY).intersection(*(steps_from(one.problem.state, one.problem.lane) for one in lines))
        for step, made in self._steps.items():
            made.setVisible(step in offered and not prompt)
        if prompt:
            self._prefill(lines)
        self.fit()

    def focus_target(self) -> QWidget:
        """Where F6 and Ctrl+Enter lead: who verified, else the first step all of them allow."""
        steps = [made for made in self._steps.values() if not made.isHidden()]
        return self.verifier if not self._closing.isHidden() else next(iter(steps), self.untick)

    def closing(self, lines: Sequence[LedgerLine]) -> Closing | None:
        """What the fields say, or None once it is said what lacks."""
        self.verifier.editingFinished.emit()
        who, when = self.verifier.problem(), self.done_on.problem()
        if not self.verifier.text().strip():
            who = _("写上谁验收的")
        if self.done_on.value() is None and not all(line.problem.done_on for line in lines):
            when = when or _("填上哪天改完的，如 6.12")
        self.say(who or when)
        if who or when:
            (self.verifier if who else self.done_on).setFocus()
            return None
        return Closing(self.verifier.text().strip(), self.done_on.value())

    def say(self, sentence: str) -> None:
        """Say why they cannot be closed; empty for nothing."""
        self.problem.setText(sentence)
        self.problem.setToolTip(sentence)
        self._remark.setVisible(not sentence)
        self.problem.setVisible(bool(sentence))

    def set_level(self, level: int) -> None:
        super().set_level(level)
        self._remark.setVisible(level == 0 and not self.problem.text())
        for words in self._titles:
            words.setVisible(level < 2)
        self.done_on.show_weekday(level < 2)
        self.verifier.setFixedWidth(self.theme.px(128 if level < 2 else 96))
        self.untick.setVisible(level < 3)

    def _prefill(self, lines: Sequence[LedgerLine]) -> None:
        """Show what the rows themselves say, unless the clerk has typed; nothing is thought up."""
        days: set[date | None] = {line.problem.done_on for line in lines}
        verifiers = {line.problem.verifier for line in lines}
        common = days.pop() if len(days) == 1 else None
        if not self.done_on.line.isModified():
            self.done_on.set_value(common)
        various = not common and all(line.problem.done_on for line in lines)
        self.done_on.line.setPlaceholderText(_("各按各的") if various else _("如 6.12"))
        if not self.verifier.isModified():
            self.verifier.setText(verifiers.pop() if len(verifiers) == 1 else "")

    def _go_on(self) -> None:
        if not self.close_all.isHidden():
            self.close_all.click()

    def _step(self) -> None:
        for step, made in self._steps.items():
            if made is self.sender():
                self.step_wanted.emit(step)

    def _lay_out(self) -> None:
        theme = self.theme
        self._closing: QWidget = frame("chosenClosing", "plain")
        self._titles: list[QLabel] = []
        fields = QHBoxLayout(self._closing)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(theme.px(8))
        for words, control in ((_("验收人"), self.verifier), (_("完成时间"), self.done_on)):
            title = label(f"{control.objectName()}Label", words, "label")
            title.setBuddy(control)
            self._titles.append(title)
            fields.addWidget(title)
            fields.addWidget(control)
        self.line.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        self.line.setSpacing(theme.px(8))
        for part in (self._count, self._remark):
            self.line.addWidget(part)
        self.line.addWidget(self.problem, 1)
        self.line.addStretch(0)
        self.line.addWidget(self._closing)
        for made in self._steps.values():
            self.line.addWidget(made)
        self.line.addWidget(self.untick)
        self.line.addWidget(self.close_all)
        self.say("")

    def _follow_density(self) -> None:
        self.setFixedHeight(self.theme.row(52, 46))
        self.fit()


def can_close_at_once(line: LedgerLine) -> bool:
    """Whether a row was put right at once and only waits to be checked."""
    problem = line.problem
    return problem.lane is Lane.PROMPT and Step.CLOSE in steps_from(problem.state, problem.lane)


def _mixed(lines: Sequence[LedgerLine]) -> str:
    late = sum(line.group is LedgerGroup.OVERDUE for line in lines)
    return _("其中逾期 {n} 条").format(n=late) if late else ""
