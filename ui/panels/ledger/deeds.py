"""What can be done with problems of the ledger; each is one call of the service, asked for where it needs words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gzparty.domain.problem import Problem, Step
from gzparty.domain.rectification import StepFacts, steps_from
from gzparty.i18n import _
from gzparty.labels.ledger import step_label
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.ledger_views import LedgerLine
from ui.desk import Desk
from ui.drafts import draft_key
from ui.gate import Gate
from ui.panels.ledger.next_steps import next_step
from ui.tables.manners import Deed
from ui.widgets.name_field import Known

MANY = (Step.ASSIGN, Step.START, Step.EXTEND, Step.CHASE)
"""Steps that can be taken with several at once; what needs a look at each cannot."""
_WITHOUT_EVIDENCE = frozenset({Step.START, Step.LOOK_BACK, Step.STAGE})
"""Next steps that need nothing but their form; what else they lack the panel says beside its button."""
FORM, PAPER = "step", "paper"
"""Under what half-typed dialogs are kept: step/close 3,4, or step/paper 3."""


class LedgerDeeds(QObject):
    """`names` are the people the ledger knows, offered wherever a name is typed."""

    done = Signal(str)
    refused = Signal(str)
    copied = Signal(str)
    """Something that went to the clipboard, in words."""

    def __init__(self, desk: Desk, gate: Gate, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._gate = gate
        self._window = window
        self.names: tuple[Known, ...] = ()
        gate.drafts.opens(FORM, self._go_on)

    def offered(self, lines: Sequence[LedgerLine]) -> list[Deed]:
        """The steps that every chosen row allows, for the menu: with several only those taken with several at once."""
        if not lines:
            return []
        problems = [line.problem for line in lines]
        allowed = set(Step).intersection(*(steps_from(one.state, one.lane) for one in problems))
        steps = [step for step in MANY if step in allowed] if len(lines) > 1 else []
        if len(lines) == 1:
            ahead = next_step(problems[0])
            wanted = (ahead, *MANY) if ahead in _WITHOUT_EVIDENCE else MANY
            steps = [step for step in dict.fromkeys(wanted) if step is not None and step in allowed]
        return [
            Deed(f"ledger_{step.value}", _deed_words(step, problems), partial(self.take, step, problems))
            for step in steps
        ]

    def take(self, step: Step, problems: Sequence[Problem]) -> None:
        """Ask what a step needs, and take it with all of some problems."""
        if not problems:
            return
        if step is Step.CHASE:
            self.chase(problems)
            return
        from ui.panels.ask import Question, Values, ask_and_write
        from ui.panels.ledger.step_form import TITLES, StepForm

        reader, ids = self._gate.reader, [problem.id for problem in problems]
        calendar = reader.store.calendar.load()
        form = StepForm(self._desk.theme, step, problems, reader.context.today(), self.names, calendar)

        def call(services: Services, values: Values) -> Done[Any]:
            return services.problems.step(ids, step, form.facts(values))

        title = _(TITLES[step])
        if len(problems) > 1:
            title = _("{title}（{n} 条）").format(title=title, n=len(problems))
        key = draft_key(FORM, step.value, ",".join(map(str, ids)))
        question = Question(title, step_label(step), form, draft=key)
        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self._window)
        form.first().setFocus()

    def chase(self, problems: Sequence[Problem]) -> None:
        """Show ready texts to send, and note that it was chased."""
        from ui.panels.ledger.chase import LedgerChaseDialog

        ids = [problem.id for problem in problems]
        reader = self._gate.reader
        with self._gate.reading():
            by_unit = reader.problem_views.chase(ids)
            by_leader = reader.problem_views.chase(ids, by_leader=True)
        today = reader.context.today()
        dialog = LedgerChaseDialog(self._desk.theme, by_unit, by_leader, today, self._window)
        dialog.copied.connect(self.copied)
        dialog.chased.connect(self._note_chased)
        dialog.open()

    def close_together(self, ids: Sequence[int], verifier: str, done_on: date | None) -> None:
        """Close what was put right at once, all with the same verifier."""
        facts = StepFacts(self._gate.reader.context.today(), verifier=verifier, done_on=done_on)
        self.write(lambda services: services.problems.step(ids, Step.CLOSE, facts))

    def add_paper(self, problem: Problem) -> None:
        """Ask what evidence lies on paper, and where."""
        from ui.panels.ask import Question, Values, ask_and_write
        from ui.panels.ledger.paper_form import PaperForm

        number = problem.id

        def call(services: Services, values: Values) -> Done[Any]:
            return services.problems.add_paper(number, values["title"], values["place"], values["on"])

        form = PaperForm(self._desk.theme, self._gate.reader.context.today())
        question = Question(_("记一份纸质佐证"), _("记上"), form, draft=draft_key(FORM, PAPER, number))
        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self._window)
        form.setFocus()

    def write(self, call: Callable[[Services], Done[Any]]) -> None:
        """Do something by the service; a refusal is said on the page."""
        self._gate.write(call, self._told, self.refused.emit)

    def _go_on(self, record: str) -> None:
        """Go on with a form by the second part of its draft's key."""
        deed, ids = record.split(" ")
        problems = self._gate.reader.store.problems.many([int(number) for number in ids.split(",")])
        if deed == PAPER:
            self.add_paper(problems[0])
        else:
            self.take(Step(deed), problems)

    def _note_chased(self, ids: Sequence[int], how: str) -> None:
        facts = StepFacts(self._gate.reader.context.today(), note=how)
        self.write(lambda services: services.problems.step(ids, Step.CHASE, facts))

    def _told(self, outcome: Done[Any]) -> None:
        if outcome.action:
            self.done.emit(outcome.name)


def _deed_words(step: Step, problems: Sequence[Problem]) -> str:
    """延期…, or 这 5 条延期…."""
    words = step_label(step)
    if len(problems) > 1:
        words = _("这 {n} 条{step}").format(n=len(problems), step=words)
    return _("{deed}…").format(deed=words)
