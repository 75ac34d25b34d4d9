"""What was found wrong with an item, typed in place under it: becomes a row of the ledger when the inspection is saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from gzparty.domain.date_text import Lean
from gzparty.domain.entry import NAME_LIMIT
from gzparty.domain.problem import Lane
from gzparty.i18n import _
from gzparty.records import dataclass
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.check import Check
from ui.widgets.controls import button, label, name_control
from ui.widgets.date_edit import DateEdit
from ui.widgets.growing_area import GrowingArea
from ui.widgets.name_combo import NameCombo
from ui.widgets.name_field import Known

TEXT_LIMIT = 2000


class ProblemGround(NamedTuple):
    """What is proposed for what is found: a deadline on a workday and whose names come into question.

    `year` is that of a day typed without one.
    """

    year: int
    deadline: date | None = None
    responsibles: Sequence[Known] = ()
    leaders: Sequence[Known] = ()
    verifiers: Sequence[Known] = ()


@dataclass(frozen=True, slots=True)
class FoundProblem:
    """A problem as typed under an item; the days of its lane are None where the other lane holds."""

    text: str = ""
    lane: Lane = Lane.TERM
    deadline: date | None = None
    responsible: str = ""
    leader: str = ""
    done_on: date | None = None
    verifier: str = ""


@dataclass(frozen=True, slots=True)
class _Shown:
    """The fields by the names the form binds them under."""

    text: str = ""
    deadline: date | None = None
    responsible: str = ""
    leader: str = ""
    prompt: bool = False
    done_on: date | None = None
    verifier: str = ""


class ProblemForm(Form):
    """Text, deadline, who; or, where it was put right at once (即知即改), when and who checked it."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("problemText", "text"),
        ("problemDeadline", "deadline"),
        ("problemDone", "done_on"),
        ("problemResponsible", "responsible"),
        ("problemLeader", "leader"),
        ("problemVerifier", "verifier"),
        ("problemPrompt", "prompt"),
    )
    LIMITS: ClassVar[dict[str, int]] = {
        "text": TEXT_LIMIT,
        "responsible": NAME_LIMIT,
        "leader": NAME_LIMIT,
        "verifier": NAME_LIMIT,
    }

    returned = Signal()
    """Enter: the clerk goes on with the next item."""
    removed = Signal(object)
    """This form shall go."""

    def __init__(self, theme: Theme, ground: ProblemGround, hint: str) -> None:
        super().__init__(theme, "problemForm")
        self._grid.setColumnMinimumWidth(0, theme.px(56))
        self._grid.setContentsMargins(0, 0, 0, theme.px(8))
        self._proposed: date | None = None
        self.text = GrowingArea(theme, "problemText", hint)
        self._deadline = DateEdit(theme, "problemDeadline", ground.year, lean=Lean.FUTURE)
        self._done = DateEdit(theme, "problemDone", ground.year, lean=Lean.PAST)
        self._responsible = NameCombo(theme, "problemResponsible")
        self._leader = NameCombo(theme, "problemLeader")
        self._verifier = NameCombo(theme, "problemVerifier")
        self._prompt = Check(theme, "problemPrompt", _("即知即改"))
        self._prompt.setToolTip(_("当场改好了：写完成时间和验收人，记一行就销号"))
        self.another = button(theme, "anotherProblem", _("再记一个"), "link")
        self.another.setToolTip(_("这一项还有别的问题"))
        self.remove = button(theme, "removeProblem", _("去掉"), "link")
        for link in (self.another, self.remove):
            link.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self.bind()
        self.text.returned.connect(self.returned)
        self.remove.clicked.connect(self._remove)
        self.edited.connect(self._follow)
        self.setFocusProxy(self.text)
        self.show_ground(ground)
        self.load(_Shown(deadline=ground.deadline))
        self._follow()

    def show_ground(self, ground: ProblemGround) -> None:
        """Take what is proposed; a deadline nobody has changed follows it."""
        if self._deadline.value() == self._proposed and ground.deadline != self._proposed:
            self._deadline.set_value(ground.deadline)
        self._proposed = ground.deadline
        self._responsible.know(ground.responsibles)
        self._leader.know(ground.leaders)
        self._verifier.know(ground.verifiers)

    def found(self) -> FoundProblem:
        """Give what is typed."""
        values = self.values()
        prompt = values.pop("prompt")
        values["text"] = values["text"].strip()
        if prompt:
            return FoundProblem(**{**values, "deadline": None, "lane": Lane.PROMPT})
        return FoundProblem(**{**values, "done_on": None, "verifier": "", "lane": Lane.TERM})

    def is_empty(self) -> bool:
        """Tell whether nothing was said yet of what is wrong."""
        return not self.text.toPlainText().strip()

    def problems(self) -> dict[str, str]:
        """Add what a row of the ledger cannot do without."""
        found = super().problems()
        values: dict[str, Any] = self.values()
        if self.is_empty():
            found.setdefault("text", _("写上是什么问题；没有问题就改选“没问题”"))
        if values["prompt"]:
            if values["done_on"] is None:
                found.setdefault("done_on", _("即知即改的写上哪天改好的，如 6.17"))
            if not values["verifier"]:
                found.setdefault("verifier", _("写上谁验收的；还没改好就取消“即知即改”"))
        return {key: words for key, words in found.items() if self._is_in_use(key)}

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        prompt = self._prompt.isChecked()
        when = self._done if prompt else self._deadline
        controls: list[QWidget] = [self.text, when.line, self._responsible, self._leader, self._prompt]
        return [*controls, self.another, self.remove, *([self._verifier] if prompt else [])]

    def restore(self, draft: Any) -> None:
        super().restore(draft)
        self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in any field goes on with the next item; it never submits."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returned.emit()
        else:
            super().keyPressEvent(event)

    def _is_in_use(self, attribute: str) -> bool:
        if attribute in ("done_on", "verifier"):
            return self._prompt.isChecked()
        return attribute != "deadline" or not self._prompt.isChecked()

    def _lay_out(self) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(self.text, row, 0, 1, 2)
        self._leave_room("problemText", row + 1, 0, 2)
        days = self._either(self._deadline, self._done)
        # In larger text there is no room for both in a line.
        apart = self.theme.scale > 1
        if apart:
            self.add_row(_("整改时限"), days)
        else:
            words = label("problemResponsibleWords", _("责任人"), "label")
            self.add_row(_("整改时限"), days, words, self._responsible)
        for day in (self._deadline, self._done):
            self._leave_room(day.objectName())
        if apart:
            self.add_row(_("责任人"), self._responsible)
            self.add_row(_("责任领导"), self._leader, self._prompt)
            self.add_wide(self._links())
        else:
            self.add_row(_("责任领导"), self._leader, self._prompt, self.another, self.remove)
        self.add_row(_("验收人"), self._verifier)
        for control, spoken in (
            (self.text, _("存在的问题")),
            (self._deadline, _("整改时限")),
            (self._done, _("完成时间")),
            (self._responsible, _("责任人")),
        ):
            name_control(control, spoken)

    def _links(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        line.addWidget(self.another)
        line.addWidget(self.remove)
        return holder

    def _either(self, *days: DateEdit) -> QWidget:
        """The deadline and the day it was put right take turns in one place."""
        holder = QWidget()
        holder.setObjectName("problemDay")
        holder.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        for day in days:
            line.addWidget(day)
        return holder

    def _follow(self) -> None:
        """Show the fields of the lane."""
        prompt = self._prompt.isChecked()
        self._deadline.setVisible(not prompt)
        self._done.setVisible(prompt)
        self.show_row("problemVerifier", prompt)
        title = self.findChild(QLabel, "problemDayLabel")
        assert title is not None
        title.setText(_("完成时间") if prompt else _("整改时限"))

    def _remove(self) -> None:
        self.removed.emit(self)
