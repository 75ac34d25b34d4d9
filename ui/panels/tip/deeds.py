"""What can be done with an opinion; each is one call of the service, asked for beside the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gzparty.domain.tip import Reporter, Tip, TipKind
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.ledger_views import TipView
from gzparty.services.tip_drafts import Answer, HandOver
from ui.desk import Desk
from ui.drafts import draft_key
from ui.gate import Gate
from ui.tables.manners import Deed
from ui.wishes import PrintRequest

if TYPE_CHECKING:
    from ui.panels.ask import Call, Question
    from ui.panels.tip.forms import Surroundings

FORM, NEW, FORM_OF_DEED = "tip", "new", "tip_deed"
"""Under what half-typed dialogs are kept: tip/3 (see `services/tips.py`), tip_deed/answer 3."""


class TipDeeds(QObject):
    """`view` is the opinion they are about."""

    done = Signal(str)
    added = Signal(int)
    """The id of an opinion just registered."""
    revealed = Signal(int, object)
    """Whose reporter was asked for, and who it is."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget) -> None:
        super().__init__(parent)
        self.view: TipView | None = None
        self._desk = desk
        self._gate = gate
        self._window = parent
        gate.drafts.opens(FORM, self._go_on)
        gate.drafts.opens(FORM_OF_DEED, self._go_on_with_deed)

    def add(self) -> None:
        """Ask what was said, and by whom if he wants it known."""
        from ui.panels.ask import Question, Values
        from ui.panels.tip.forms import TipForm

        form = TipForm(self._desk.theme, self._around())

        def call(services: Services, _values: Values) -> Done[Any]:
            return services.tips.add(form.tip_draft(), form.reporter())

        key = draft_key(FORM, NEW)
        self._ask(Question(_("登记群众意见"), _("登记"), form, self._tell_added, key), call)

    def change(self) -> None:
        """Ask for other words, another unit or day."""
        view = self.view
        if view is None or view.tip.kind is TipKind.ACCUSATION:
            return
        from ui.panels.ask import Question, Values
        from ui.panels.tip.forms import TipForm

        number = view.tip.id
        form = TipForm(self._desk.theme, self._around(), view.tip)

        def call(services: Services, _values: Values) -> Done[Any]:
            return services.tips.change(number, form.tip_draft())

        title = _("修改意见 {number}").format(number=view.tip.number)
        self._ask(Question(title, _("改好"), form, draft=draft_key(FORM, str(number))), call)

    def answer(self) -> None:
        """Ask what was answered."""
        view = self.view
        if view is None:
            return
        from ui.panels.ask import Question
        from ui.panels.tip.forms import AnswerForm

        number = view.tip.id
        form = AnswerForm(self._desk.theme, self._gate.reader.context.today(), view.tip)
        title = _("意见 {number} 怎么答复的").format(number=view.tip.number)
        self._ask(
            Question(title, _("记下答复"), form, draft=draft_key(FORM_OF_DEED, "answer", number)),
            lambda services, values: services.tips.reply(number, Answer(**values)),
        )

    def to_problem(self) -> None:
        """Ask for the words under which it stands in the ledger."""
        view = self.view
        if view is None:
            return
        from gzparty.services.problem_drafts import ProblemDraft
        from ui.panels.ask import Question
        from ui.panels.tip.forms import RowForm

        number = view.tip.id
        form = RowForm(self._desk.theme, self._around(), view.tip)
        title = _("意见 {number} 转成问题").format(number=view.tip.number)
        self._ask(
            Question(title, _("登记到台账"), form, draft=draft_key(FORM_OF_DEED, "problem", number)),
            lambda services, values: services.tips.to_problem(number, ProblemDraft(**values)),
        )

    def hand_over(self) -> None:
        """Ask to whom it went; of an opinion it is first said what that clears away for good."""
        view = self.view
        if view is None:
            return
        if view.tip.kind is TipKind.ACCUSATION:
            self._ask_hand_over(view.tip, _("记下移交"))
            return
        from ui.panels.confirm import ConfirmDialog, Doubt

        body = _(
            "反映具体人的问题归纪委办。移交以后这里只留移交日期和接收人，内容、答复和反映人从办公文件里清掉，"
            "历史里也不留，不能撤销，这以前做的事也不能再撤销。已经存下的备份里还有原来的内容。"
        )
        title = _("意见 {number} 移交纪委？").format(number=view.tip.number)
        verb = _("清掉内容并移交")
        doubt = Doubt(title, body, verb, _("不移交"))
        ConfirmDialog(self._desk.theme, doubt, self._window).ask(lambda: self._ask_hand_over(view.tip, verb))

    def set_reporter(self) -> None:
        """Ask who said it; whoever is sealed already is not shown for that."""
        view = self.view
        if view is None:
            return
        from ui.panels.ask import Question
        from ui.panels.tip.forms import ReporterForm

        number = view.tip.id
        form = ReporterForm(self._desk.theme)
        title = _("改反映人") if view.tip.has_reporter else _("登记反映人")
        self._ask(
            Question(title, _("加密存下"), form),
            lambda services, values: services.tips.set_reporter(number, Reporter(**values)),
        )

    def look(self) -> None:
        """Ask once whether the reporter shall be seen, and have it noted."""
        view = self.view
        if view is None:
            return
        from ui.panels.confirm import ConfirmDialog, Doubt

        body = _("会记下一笔什么时候看过。看完点“遮住”，换一条意见也会遮住。旁边有人先别看。")
        doubt = Doubt(_("查看反映人？"), body, _("查看"), _("不看"))
        number = view.tip.id
        ConfirmDialog(self._desk.theme, doubt, self._window).ask(lambda: self._reveal(number))

    def erase(self) -> None:
        """Ask whether the reporter shall be gone for good."""
        view = self.view
        if view is None or not view.tip.has_reporter:
            return
        from ui.panels.confirm import ConfirmDialog, Doubt

        body = _(
            "反映人的密文从办公文件里清掉，不能撤销，这以前做的事也不能再撤销；意见本身留着。"
            "已经存下的备份里还有密文。"
        )
        title = _("抹掉意见 {number} 的反映人？").format(number=view.tip.number)
        doubt = Doubt(title, body, _("抹掉反映人"), _("不抹掉"))
        number = view.tip.id
        ConfirmDialog(self._desk.theme, doubt, self._window).ask(
            lambda: self._write(lambda services: services.tips.erase_reporter(number))
        )

    def show_past(self) -> None:
        """Show what happened to it: that it was changed, not what was said."""
        if self.view is not None:
            self._desk.wishes.show_past("tips", self.view.tip.id)

    def offered(self, views: Sequence[TipView]) -> list[Deed]:
        """What can be done with the chosen opinions, for the menu; the panel offers the same for the one it shows."""
        if len(views) > 1:
            return [self._assigning(views), self._deleting(views)]
        if not views or views[0].tip.kind is TipKind.ACCUSATION:
            return [Deed("tipDelete", _("删除"), self.delete, "Delete")] if views else []
        return [
            Deed("tipChange", _("修改…"), self.change, "F2"),
            Deed("tipAssign", _("交办…"), self.assign_shown),
            Deed("tipAnswer", _("记下答复…"), self.answer),
            Deed("tipProblem", _("转成问题…"), self.to_problem),
            Deed("tipDelete", _("删除"), self.delete, "Delete"),
        ]

    def assign_shown(self) -> None:
        """Ask which unit the one in sight is given to."""
        if self.view is not None:
            self.assign([self.view])

    def assign(self, views: Sequence[TipView]) -> None:
        """Ask which unit several opinions are given to, and until when."""
        from ui.panels.ask import Question
        from ui.panels.tip.forms import AssignForm

        numbers = [view.tip.id for view in views]
        form = AssignForm(self._desk.theme, self._around())
        title = _("{n} 条意见交给哪个单位").format(n=len(numbers))
        self._ask(
            Question(title, _("交办"), form),
            lambda services, values: services.tips.assign(numbers, values["unit_id"], values["due_on"]),
        )

    def delete(self, views: Sequence[TipView] = ()) -> None:
        """Delete the one in sight, or several together; undo brings them back."""
        numbers = [view.tip.id for view in views]
        if len(numbers) > 1:
            self._write(lambda services: services.tips.delete_some(numbers))
        elif self.view is not None:
            number = self.view.tip.id
            self._write(lambda services: services.tips.delete(number))

    def print(self, year: int) -> None:
        """Ask for the register."""
        self._desk.wishes.show_page("print", PrintRequest("tip-register", {"year": year}))

    def _assigning(self, views: Sequence[TipView]) -> Deed:
        has_accusation = any(view.tip.kind is TipKind.ACCUSATION for view in views)
        why = _("里面有归纪委办的，那一条不交给单位；不选它再交办") if has_accusation else ""
        words = _("{n} 条意见交办…").format(n=len(views))
        return Deed("tipAssign", words, partial(self.assign, views), why=why)

    def _deleting(self, views: Sequence[TipView]) -> Deed:
        words = _("删除 {n} 条意见").format(n=len(views))
        return Deed("tipDelete", words, partial(self.delete, views), "Delete")

    def _reveal(self, number: int) -> None:
        def reveal(services: Services) -> Done[Reporter]:
            # A look changes no record, but the line that tells of it stands in the panel.
            return Done(services.tips.reveal(number), kinds=frozenset({"reporter_log"}))

        def shown(outcome: Done[Reporter]) -> None:
            self.revealed.emit(number, outcome.value)

        self._gate.write(reveal, shown)

    def _ask_hand_over(self, tip: Tip, verb: str) -> None:
        from ui.panels.ask import Question
        from ui.panels.tip.forms import HandOverForm

        wipe = tip.kind is TipKind.OPINION
        form = HandOverForm(self._desk.theme, self._gate.reader.context.today(), tip)
        title = _("意见 {number} 移交纪委").format(number=tip.number)
        self._ask(
            Question(title, verb, form),
            lambda services, values: services.tips.hand_over(tip.id, HandOver(**values), wipe=wipe),
        )

    def _ask(self, question: Question, call: Call) -> None:
        from ui.panels.ask import ask_and_write

        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self._window)

    def _go_on(self, record: str) -> None:
        """Go on with an opinion half typed, where it is in sight."""
        if record == NEW:
            self.add()
        elif self.view is not None and record == str(self.view.tip.id):
            self.change()

    def _go_on_with_deed(self, record: str) -> None:
        deed, number = record.split(" ")
        if self.view is not None and number == str(self.view.tip.id):
            (self.answer if deed == "answer" else self.to_problem)()

    def _around(self) -> Surroundings:
        from ui.panels.tip.forms import Surroundings

        reader = self._gate.reader
        return Surroundings(
            reader.context.today(),
            reader.store.calendar.load(),
            reader.people.units(),
            reader.tips.proposed_due,
        )

    def _write(self, call: Callable[[Services], Done[Any]]) -> None:
        self._gate.write(call, self._told)

    def _told(self, outcome: Done[Any]) -> None:
        if outcome.action:
            self.done.emit(outcome.name)

    def _tell_added(self, tip: Any) -> None:
        self.added.emit(tip.id)
