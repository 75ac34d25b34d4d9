"""A dialog for a single question: a short form, a verb, and a way back that changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from gzparty.i18n import _
from gzparty.records import dataclass
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from ui.gate import Gate
from ui.jobs import tell_the_living
from ui.keys import bind
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.controls import button, label, on_ctrl_enter
from ui.widgets.growing_dialog import GrowingDialog
from ui.widgets.whole_area import WholeArea

WIDTH = 440

Values = Mapping[str, Any]
Answer = Callable[[Values], None]
Call = Callable[[Services, Values], Done[Any]]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a title as a question or a deed, the verb of its button, the form to fill in."""

    title: str
    verb: str
    form: Form
    then: Callable[[Any], None] | None = None
    """Gets what the service gave back."""
    draft: str = ""
    """The key under which what is typed is kept (`ui/unfinished/kinds.py`); without one nothing of it ever is."""


class AskDialog(GrowingDialog):
    """Title, form, and a button that repeats the verb."""

    def __init__(self, theme: Theme, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("askDialog")
        self.setWindowTitle(question.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._form = question.form
        self._answer: Answer | None = None
        self._kept = label("askKept", _("上次没存的内容放回来了，看一遍再存。"), "hint")
        self._kept.hide()
        self._sentence = label("askProblem", role="problem")
        self._sentence.setWordWrap(True)
        self._sentence.hide()
        go = button(theme, "askGo", question.verb, "primary")
        go.setDefault(True)
        back = button(theme, "askBack", _("算了"))
        self._lay_out(theme, question.title, [back, go])
        go.clicked.connect(self._answered)
        back.clicked.connect(self.reject)
        # Enter among words begins a line there.
        on_ctrl_enter(self, go.click)
        bind(self, {"save": go.click})

    def ask(self, answer: Answer) -> None:
        """Open beside the running program; `answer` gets the values once they can be read."""
        self._answer = answer
        self.open()

    def refuse(self, sentence: str) -> None:
        """Say why the answer cannot be taken; what was typed stays."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.grow()

    def show_kept(self, found: bool) -> None:
        """Say that what was typed another time stands here again."""
        self._kept.setVisible(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4:
            self._form.next_problem()
            return
        super().keyPressEvent(event)

    def _lay_out(self, theme: Theme, title: str, buttons: list[QWidget]) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addStretch(1)
        for one in buttons:
            foot.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(label("askTitle", title, "h16"))
        layout.addWidget(self._kept)
        layout.addWidget(WholeArea("askScroll", self._form), 1)
        layout.addWidget(self._sentence)
        # Rows that go leave room above the buttons, not between the rows that stay.
        layout.addStretch(0)
        layout.addLayout(foot)
        self.setMinimumWidth(theme.px(WIDTH))

    def _answered(self) -> None:
        values = self._form.values()
        problems = self._form.problems()
        self._form.show_problems(problems)
        self.grow()
        if not problems and self._answer:
            self.refuse("")
            self._answer(values)


def ask_and_write(
    theme: Theme,
    gate: Gate,
    question: Question,
    call: Call,
    done: Callable[[str], None],
    parent: QWidget,
) -> AskDialog:
    """Ask, write what was answered by one service call, and tell the deed's name; a refusal stays open.

    What is typed is kept as a draft under the key of the question, and put back where one waits; to leave the dialog
    is to give it up, which can be taken back (`Drafts.give_up`).
    A dialog left while the write was under way is gone: the deed is told all the same, a refusal by the window. What is
    answered again before the first answer was stored, as by Enter held down, is not written twice.
    """
    dialog = AskDialog(theme, question, parent)
    drafts, key = gate.drafts, question.draft
    under_way = False

    def finished(outcome: Done[Any]) -> None:
        if key:
            drafts.forget(key)
        if isValid(dialog):
            dialog.accept()
        tell_the_living(done, outcome.name)
        if question.then:
            tell_the_living(question.then, outcome.value)

    def refused(sentence: str) -> None:
        nonlocal under_way
        under_way = False
        if isValid(dialog) and dialog.isVisible():
            dialog.refuse(sentence)
        else:
            gate.refused.emit(sentence)

    def answered(values: Values) -> None:
        nonlocal under_way
        if under_way:
            return
        under_way = True
        gate.write(lambda services: call(services, values), finished, refused, draft=key)

    if key:
        # What a form proposes was not typed.
        question.form.mark_clean()
        dialog.show_kept(drafts.watch(key, question.form))
        dialog.rejected.connect(partial(drafts.give_up, key))
    dialog.ask(answered)
    return dialog
