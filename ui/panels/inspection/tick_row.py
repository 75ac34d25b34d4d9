"""One item of a tick list: its title, 没问题 or 有问题, and below it what was found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from unicodedata import normalize

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from gzparty.domain.inspection import Answer
from gzparty.i18n import _
from gzparty.labels.inspection import answer_label
from gzparty.services.ledger_views import LedgerLine
from ui.committed import press_committed
from ui.paint import draw_ring
from ui.panels.inspection.answer import AnswerSegments
from ui.panels.inspection.problem_form import FoundProblem, ProblemForm, ProblemGround
from ui.panels.inspection.problem_line import ProblemLine
from ui.theme import Theme
from ui.widgets.controls import field, label

HEIGHT, HEIGHT_NARROW = 37, 34
_KEYS = {"Y": Answer.FINE, "N": Answer.PROBLEM, "0": Answer.NOT_APPLICABLE}
_PLAIN = Qt.KeyboardModifier.NoModifier


class TickItem(NamedTuple):
    """One question with what is stored of it: its answer, a note, problems that stand in the ledger already."""

    code: str
    title: str
    hint: str = ""
    answer: Answer = Answer.OPEN
    note: str = ""
    problems: tuple[LedgerLine, ...] = ()


class TickAnswer(NamedTuple):
    """What was said of an item; `found` are problems to be put into the ledger, not those that are in it."""

    code: str
    title: str
    answer: Answer
    note: str = ""
    found: tuple[FoundProblem, ...] = ()


class TickRow(QFrame):
    """One stop for Tab, with the keys Y, N, 0 and the arrows; the fields of what was found come after it."""

    changed = Signal()
    """Something was answered or typed."""
    went_on = Signal(object, int)
    """This row and how many rows on the clerk wants to be."""
    forms_changed = Signal()
    """Fields came or went: the order of Tab is another."""
    ledger_wanted = Signal(int)

    def __init__(self, theme: Theme, item: TickItem, ground: ProblemGround) -> None:
        super().__init__()
        self.setObjectName(f"tick_{item.code}")
        self.setProperty("role", "section")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.item = item
        self.forms: list[ProblemForm] = []
        self._theme = theme
        self._ground = ground
        self._title = label(f"tickTitle_{item.code}", item.title)
        self._title.setToolTip(item.hint)
        self._other = label(f"tickOther_{item.code}", role="hint")
        self._segments = AnswerSegments(theme, f"tickAnswer_{item.code}")
        self._head = QWidget()
        self._head.setObjectName(f"tickHead_{item.code}")
        self._note = field(f"tickNote_{item.code}", hint=_("看到的情况，可以不写"))
        self._note.setAccessibleName(_("{row}：{words}").format(row=item.title, words=_("情况")))
        self._segments.name_in_row(item.title)
        self._answer = item.answer
        self._lay_out()
        self._segments.chosen.connect(self._clicked)
        self._note.textEdited.connect(self._edited)
        self._note.returnPressed.connect(self._go_on)
        theme.density_changed.connect(self._follow_density)
        self._note.setText(item.note)
        self._note.setVisible(bool(item.note))
        self._show_answer()

    @property
    def answer(self) -> Answer:
        """What was said; open until somebody does."""
        return self._answer

    def said(self) -> TickAnswer:
        """Give the answer with what is typed below it."""
        found = tuple(form.found() for form in self.forms) if self._answer is Answer.PROBLEM else ()
        return TickAnswer(self.item.code, self.item.title, self._answer, self._note.text().strip(), found)

    def set_answer(self, answer: Answer) -> None:
        """Answer by the clerk's hand; what is typed below a problem stays when she thinks again."""
        if answer is self._answer:
            return
        self._answer = answer
        if answer is Answer.PROBLEM and not self.forms and not self.item.problems:
            self.add_form()
        self._show_answer()
        self.changed.emit()

    def add_form(self) -> ProblemForm:
        """Make room for one more problem."""
        form = ProblemForm(self._theme, self._ground, self.item.hint)
        form.edited.connect(self._edited)
        form.returned.connect(self._go_on)
        form.removed.connect(self._remove)
        form.another.clicked.connect(self._add_another)
        self.forms.append(form)
        self._body.addWidget(form)
        self._show_answer()
        self.forms_changed.emit()
        return form

    def open_note(self) -> None:
        """Make room for a word about what was seen."""
        self._note.show()
        self._note.setFocus(Qt.FocusReason.OtherFocusReason)

    def know(self, ground: ProblemGround) -> None:
        """Take whose names come into question."""
        self._ground = ground
        for form in self.forms:
            form.show_ground(ground)

    def draft(self) -> dict[str, str]:
        """Everything answered and typed, as raw texts."""
        code = self.item.code
        kept = {f"{code}.answer": self._answer.value, f"{code}.note": self._note.text()}
        for place, form in enumerate(self.forms):
            kept |= {f"{code}.{place}.{name}": text for name, text in form.draft().items()}
        return kept

    def restore(self, draft: Mapping[str, str]) -> None:
        """Put a draft back."""
        code = self.item.code
        self._note.setText(draft.get(f"{code}.note", self._note.text()))
        self._note.setVisible(bool(self._note.text()))
        place = 0
        while texts := _under(draft, f"{code}.{place}."):
            form = self.forms[place] if place < len(self.forms) else self.add_form()
            form.restore(texts)
            place += 1
        self._answer = Answer(draft.get(f"{code}.answer", self._answer))
        self._show_answer()

    def faulty(self) -> bool:
        """Say under each field what is wrong with it; tell whether anything is."""
        if self._answer is not Answer.PROBLEM:
            return False
        wrong = False
        for form in self.forms:
            problems = form.problems()
            form.show_problems(problems)
            wrong = wrong or bool(problems)
        return wrong

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        shown = self.forms if self._answer is Answer.PROBLEM else []
        return [self, *(stop for form in shown for stop in form.stops()), self._note]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        answer = _KEYS.get(normalize("NFKC", event.text()).upper())
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Up: -1}
        sides = {
            Qt.Key.Key_Left: Answer.FINE,
            Qt.Key.Key_Right: Answer.PROBLEM,
            Qt.Key.Key_Delete: Answer.OPEN,
        }
        key = Qt.Key(event.key())
        if modifiers not in (_PLAIN, Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif answer is not None:
            self._say(answer)
        elif key in steps:
            back = modifiers == Qt.KeyboardModifier.ShiftModifier
            self.went_on.emit(self, -1 if back else steps[key])
        elif key in sides:
            self.set_answer(sides[key])
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        press_committed(self, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same answers by mouse, with the rarer ones."""
        self._menu().popup(event.globalPos() if event.globalPos() else self.mapToGlobal(QPoint()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            with QPainter(self) as painter:
                room = QRect(0, 0, self.width(), self._head.height())
                draw_ring(painter, room, self._theme.colour("focus"), 4)

    def _say(self, answer: Answer) -> None:
        """Answer by key: on to the next item, or into the words of the problem."""
        self.set_answer(answer)
        if answer is Answer.PROBLEM and self.forms:
            self.forms[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.went_on.emit(self, 1)

    def _clicked(self, key: str) -> None:
        self.set_answer(Answer(key))
        if self._answer is Answer.PROBLEM and self.forms:
            self.forms[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("tickMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for answer, key in ((Answer.FINE, "Y"), (Answer.PROBLEM, "N"), (Answer.NOT_APPLICABLE, "0")):
            made = menu.addAction(f"{answer_label(answer)}\t{key}")
            made.setData(answer.value)
        cleared = menu.addAction(_("还没查\tDel"))
        cleared.setData(Answer.OPEN.value)
        menu.addSeparator()
        menu.addAction(_("记一句情况")).triggered.connect(self.open_note)
        menu.addAction(_("再记一个问题")).triggered.connect(self._add_another)
        menu.triggered.connect(self._chosen)
        return menu

    def _chosen(self, action: object) -> None:
        answer = action.data()  # type: ignore[attr-defined]
        if answer is not None:
            self.set_answer(Answer(answer))

    def _add_another(self) -> None:
        self._answer = Answer.PROBLEM
        self.add_form().setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _remove(self, form: ProblemForm) -> None:
        self.forms.remove(form)
        form.hide()
        form.deleteLater()
        if not self.forms and not self.item.problems:
            self._answer = Answer.OPEN
        self._show_answer()
        self.forms_changed.emit()
        self.changed.emit()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self) -> None:
        self.changed.emit()

    def _go_on(self) -> None:
        self.went_on.emit(self, 1)

    def _show_answer(self) -> None:
        answer = self._answer
        self._segments.set_value(answer.value if answer in (Answer.FINE, Answer.PROBLEM) else "")
        self._other.setText(answer_label(answer) if answer is Answer.NOT_APPLICABLE else "")
        for form in self.forms:
            form.setVisible(answer is Answer.PROBLEM)
        words = (self.item.title, answer_label(answer), self.item.hint)
        self.setAccessibleName(_("，").join(part for part in words if part))

    def _lay_out(self) -> None:
        theme = self._theme
        line = QHBoxLayout(self._head)
        line.setContentsMargins(theme.px(4), 0, 0, 0)
        line.setSpacing(theme.px(8))
        line.addWidget(self._title, 1)
        line.addWidget(self._other)
        line.addWidget(self._segments)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 1)
        column.setSpacing(0)
        column.addWidget(self._head)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(theme.px(4), 0, 0, 0)
        self._body.setSpacing(theme.px(6))
        column.addLayout(self._body)
        for problem in self.item.problems:
            shown = ProblemLine(theme, problem)
            shown.wanted.connect(self.ledger_wanted)
            shown.another_wanted.connect(self._add_another)
            self._body.addWidget(shown)
        self._body.addWidget(self._note)
        self._follow_density()

    def _follow_density(self) -> None:
        self._head.setFixedHeight(self._theme.row(HEIGHT, HEIGHT_NARROW))


def _under(draft: Mapping[str, str], start: str) -> dict[str, str]:
    return {name.removeprefix(start): text for name, text in draft.items() if name.startswith(start)}
