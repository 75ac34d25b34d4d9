"""One problem at the right of the ledger: how far it has come, what happened, its evidence, what comes next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gzparty.domain.problem import Problem, ProblemState, Step
from gzparty.i18n import _
from gzparty.labels.ledger import need_label, step_label
from gzparty.services.ledger_views import ProblemDetail, StepOffer
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.ledger.evidence import EvidenceBlock
from ui.panels.ledger.history import moments, stages
from ui.panels.ledger.next_steps import SIDES_SEEN, is_blocked, next_steps
from ui.panels.ledger.subject import ProblemFacts, ProblemTitle, SectionHead
from ui.panels.ledger.words import number_words
from ui.widgets.controls import button, label, on_ctrl_enter
from ui.widgets.error_bar import ErrorBar
from ui.widgets.more_button import MoreButton
from ui.widgets.right_panel import RightPanel
from ui.widgets.state_stepper import StateStepper
from ui.widgets.timeline import Timeline
from ui.wishes import InspectionRequest, PrintRequest, TipRequest, TourRequest

NOTICED = frozenset({ProblemState.SUBMITTED, ProblemState.CLOSED, ProblemState.LOOKED_BACK})
"""States in which a 销号表 can be printed."""


class ProblemPanel(RightPanel):
    """Follows the current row of the table; the page reads."""

    done = Signal(str)
    step_wanted = Signal(object)
    """A Step to be taken with the problem shown."""
    edit_wanted = Signal()
    stepped = Signal(int)
    """The line before (-1) or after (1) is wanted."""
    earlier_wanted = Signal(int)
    delete_wanted = Signal()
    paper_wanted = Signal()
    paper_removal_wanted = Signal(int)
    file_removal_wanted = Signal(int)
    file_wanted = Signal(object)

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk.theme, "problemPanel")
        self._desk = desk
        self.detail: ProblemDetail | None = None
        theme = desk.theme
        self.title = ProblemTitle(theme)
        self.stepper = StateStepper(theme, "problemSteps")
        self.facts = ProblemFacts(theme)
        self._past_head = SectionHead(theme, "problemPast", _("经过"), _("加一条"))
        self.past = Timeline(theme, "problemPast")
        self.evidence = EvidenceBlock(desk, gate)
        self._error = ErrorBar(theme)
        self._hint = label("problemHint", role="hint")
        self._before = button(theme, "problemBefore", _("上一条"), "smallQuiet")
        self._after = button(theme, "problemAfter", _("下一条"), "smallQuiet")
        self._more = MoreButton(theme, "moreProblem")
        self._offers: dict[QPushButton, Step] = {}
        self._actions: dict[Step, QAction] = {}
        self._arrange()
        self._connect()

    def show_detail(self, detail: ProblemDetail, months: int, year: int | None = None) -> None:
        """Show a problem, or the same one as it stands now."""
        before = self.problem()
        self.detail = detail
        problem = detail.line.problem
        if before is None or before.id != problem.id:
            self.scroll_to_top()
            self._error.hide()
        number = number_words(problem, year)
        self.show_title("", _("第 {number} 号　{unit}").format(number=number, unit=detail.line.unit.name))
        self.setAccessibleName(
            _("第 {number} 号 {text}").format(number=problem.printed_number, text=problem.text)
        )
        self.title.show_detail(detail, months, year)
        discs, current = stages(detail)
        self.stepper.show_stages(discs, current, live=problem.state is not ProblemState.WITHDRAWN)
        self.facts.show_detail(detail)
        self.past.show_moments(moments(detail))
        self._past_head.deed.setVisible(any(offer.step is Step.NOTE for offer in detail.offers))
        self.evidence.show_detail(detail)
        self._show_steps(detail)

    def problem(self) -> Problem | None:
        """The problem shown."""
        return self.detail.line.problem if self.detail else None

    def refuse(self, sentence: str) -> None:
        """Say why something was not done."""
        self._error.say(_("没有办成"), sentence)

    def focus_target(self) -> QWidget:
        """Where F6 leads: the next step, else where evidence is added, else another step, else the head."""
        for made in (self._next, self.evidence.add_paper, *self._sides):
            if made.isVisibleTo(self) and made.isEnabled():
                return made
        return self._after

    def take_next(self) -> None:
        """Take the step the work goes on with; where evidence is missing, lead to where it is added."""
        if not self._next.isVisibleTo(self):
            return
        if self._next.isEnabled():
            self._next.click()
        else:
            self.evidence.add_paper.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_steps(self, detail: ProblemDetail) -> None:
        steps = next_steps(detail)
        pressed, before = self.focusWidget(), dict(self._offers)
        self._offers.clear()
        for made, offer in zip(
            (self._next, *self._sides), (steps.next, *steps.sides, *[None] * SIDES_SEEN), strict=False
        ):
            self._offer(made, offer)
        rest = {offer.step: offer for offer in steps.rest}
        for step, action in self._actions.items():
            action.setVisible(step in rest)
            if step in rest:
                action.setEnabled(not is_blocked(rest[step]))
                action.setToolTip(_lacking(rest[step]))
        problem = detail.line.problem
        self._edit.setEnabled(problem.is_open)
        self._edit.setToolTip("" if problem.is_open else _("已经销号，不能再改"))
        self._delete.setVisible(problem.state is ProblemState.REGISTERED)
        self._close_out.setVisible(problem.state in NOTICED)
        self._notice.setVisible(problem.is_open)
        self._hint.setText(steps.hint)
        self._hint.setVisible(bool(steps.hint))
        if isinstance(pressed, QPushButton) and pressed.hasFocus() and pressed in before:
            self._keep_focus(pressed, before[pressed])

    def _keep_focus(self, pressed: QPushButton, step: Step) -> None:
        """A button that became another step shall not do it by an Enter meant for the one before."""
        if self._offers.get(pressed) is not step:
            self.focus_target().setFocus(Qt.FocusReason.TabFocusReason)

    def _offer(self, made: QPushButton, offer: StepOffer | None) -> None:
        made.setVisible(offer is not None)
        if offer is not None:
            self._offers[made] = offer.step
            made.setText(step_label(offer.step))
            made.setEnabled(not is_blocked(offer))
            made.setToolTip(_lacking(offer))

    def _arrange(self) -> None:
        px = self.theme.px
        for part in (self._before, self._after):
            self.add_to_head(part)
        self.add_section(self.title)
        self.add_section(self.stepper)
        self.add_section(self.facts)
        past = QWidget()
        past.setObjectName("problemPastPart")
        column = QVBoxLayout(past)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self._past_head)
        column.addWidget(self.past)
        self.add_section(past, ruled=False)
        self.column.addStretch(1)
        self.pin(self._error)
        self.pin(self.evidence)
        self.take_drops(self.evidence)
        self._hint.setContentsMargins(px(16), 0, px(16), px(8))
        self.pin(self._hint)
        self._next = self.add_deed("problemNext", "", "primary")
        self._sides = [self.add_deed(f"problemSide{place}", "") for place in range(SIDES_SEEN)]
        self.foot.addStretch(1)
        self.foot.addWidget(self._more)
        self._fill_more()

    def _fill_more(self) -> None:
        for step in Step:
            if step not in (Step.REGISTER, Step.IMPORT):
                words = _("{step}…").format(step=step_label(step))
                action = self._more.add(f"step_{step.value}", words, partial(self.step_wanted.emit, step))
                self._actions[step] = action
        self._more.add_line()
        self._edit = self._more.add("editProblem", _("修改…"), self.edit_wanted.emit)
        self._more.add("problemHistory", _("改动历史…"), self._show_past)
        self._delete = self._more.add("deleteProblem", _("删除登记错的"), self.delete_wanted.emit)
        self._close_out = self._more.add("printCloseOut", _("打印销号表"), self._print_close_out)
        self._notice = self._more.add("printNotice", _("打印整改通知"), self._print_notice)

    def _show_past(self) -> None:
        if self.detail is not None:
            self._desk.wishes.show_past("problems", self.detail.line.problem.id)

    def _connect(self) -> None:
        for made in (self._next, *self._sides):
            made.clicked.connect(self._pressed)
        on_ctrl_enter(self, self.take_next)
        self._past_head.deed.clicked.connect(self._add_note)
        self._before.clicked.connect(self._step_back)
        self._after.clicked.connect(self._step_on)
        self.title.earlier_wanted.connect(self.earlier_wanted)
        self.facts.inspection_wanted.connect(self._to_inspection)
        self.facts.tip_wanted.connect(self._to_tip)
        evidence = self.evidence
        evidence.done.connect(self.done)
        evidence.file_wanted.connect(self.file_wanted)
        evidence.paper_wanted.connect(self.paper_wanted)
        evidence.paper_removal_wanted.connect(self.paper_removal_wanted)
        evidence.file_removal_wanted.connect(self.file_removal_wanted)

    def _pressed(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton) and sender in self._offers:
            self.step_wanted.emit(self._offers[sender])

    def _add_note(self) -> None:
        self.step_wanted.emit(Step.NOTE)

    def _step_back(self) -> None:
        self.stepped.emit(-1)

    def _step_on(self) -> None:
        self.stepped.emit(1)

    def _to_inspection(self) -> None:
        found = self.detail.inspection if self.detail else None
        if found is None:
            return
        if found.tour_id is not None:
            self._desk.wishes.show_page("tours", TourRequest(found.tour_id))
        else:
            self._desk.wishes.show_page("inspections", InspectionRequest(inspection_id=found.id))

    def _to_tip(self) -> None:
        if self.detail is not None and self.detail.tip is not None:
            self._desk.wishes.show_page("tips", TipRequest(self.detail.tip.id))

    def _print_close_out(self) -> None:
        self._print("close-out", lambda problem: {"problem": problem.printed_number})

    def _print_notice(self) -> None:
        detail = self.detail
        if detail is not None:
            year = int(detail.line.problem.number.partition("-")[0])
            unit = detail.line.unit.code or detail.line.unit.name
            self._print("rectify-notice", lambda _problem: {"unit": unit, "year": year})

    def _print(self, paper: str, selectors: Callable[[Problem], dict[str, object]]) -> None:
        problem = self.problem()
        if problem is not None:
            self._desk.wishes.show_page("print", PrintRequest(paper, selectors(problem)))


def _lacking(offer: StepOffer) -> str:
    """还要填：整改情况、完成时间."""
    if not offer.missing:
        return ""
    return _("还要填：{needs}").format(needs=_("、").join(need_label(need) for need in offer.missing))
