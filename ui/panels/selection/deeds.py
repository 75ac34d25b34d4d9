"""What can be done with a selection and its nominations; each is one call of the service, asked for where it needs words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gzparty.domain.selection import Reply, Subject
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.selection_views import NominationLine, SelectionView
from ui.desk import Desk
from ui.drafts import draft_key
from ui.gate import Gate
from ui.panels.selection.board import SelectionBoard
from ui.panels.selection.candidate_field import Candidate
from ui.panels.selection.words import names_words

if TYPE_CHECKING:
    from ui.panels.ask import Call
    from ui.panels.form import Form


FORM = "select"
"""Under what half-typed dialogs are kept: select/reply 3,4."""


class SelectionDeeds(QObject):
    """`view` is the selection they are about, `people` who is on the roster."""

    done = Signal(str)
    refused = Signal(str)
    recorded = Signal(object)
    """A `Selection` typed in afterwards."""

    def __init__(self, desk: Desk, gate: Gate, board: SelectionBoard, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._gate = gate
        self._board = board
        self._window = window
        self.view: SelectionView | None = None
        self.people: tuple[Candidate, ...] = ()
        gate.drafts.opens(FORM, self._go_on)

    # The selection as a whole

    def leave_vacant(self) -> None:
        """Ask why nobody is chosen this month."""
        if self.view is None:
            return
        from ui.panels.selection.forms import ReasonForm

        number = self.view.selection.id
        form = ReasonForm(
            self._desk.theme, self._today(), self.view.selection.title, _("如 推荐的都没通过审核")
        )
        self._ask(
            _("本次评选空缺"),
            _("定为空缺"),
            form,
            lambda services, values: services.selections.leave_vacant(number, values["on"], values["reason"]),
            draft=draft_key(FORM, "vacant", number),
        )

    def resume(self) -> None:
        """Go on with a selection that was left vacant."""
        self._write_of_view(lambda services, number: services.selections.resume(number))

    def delete(self) -> None:
        """Delete it; undo brings it back."""
        self._write_of_view(lambda services, number: services.selections.delete(number))

    def record_past(self) -> None:
        """Ask who was chosen in a month of the past."""
        from ui.panels.selection.past_form import PastForm

        form = PastForm(self._desk.theme, self.people, self._gate.reader.people.units())
        self._ask(
            _("补登往期典型"),
            _("登上"),
            form,
            lambda services, values: services.selections.record_past(
                values["period"], values["title"], values["winners"]
            ),
            self.recorded.emit,
            draft_key(FORM, "past", 0),
        )
        form.month.setFocus()

    # Nominations

    def delete_nominations(self) -> None:
        """Delete the selected nominations as one deed; undo brings all of them back."""
        ids = [line.nomination.id for line in self._board.chosen()]
        if ids:
            self.write(lambda services: services.selections.delete_nominations(ids))

    def withdraw(self) -> None:
        """Ask why the nomination at hand is withdrawn."""
        line = self._board.current()
        if line is None:
            return
        from ui.panels.selection.forms import ReasonForm

        one = line.nomination
        form = ReasonForm(self._desk.theme, self._today(), names_words([line]), _("如 推荐单位来函撤回"))
        self._ask(
            _("撤回推荐"),
            _("撤回"),
            form,
            lambda services, values: services.selections.withdraw(one.id, values["on"], values["reason"]),
            draft=draft_key(FORM, "withdraw", one.id),
        )

    def restore(self) -> None:
        """Let the nomination at hand, once withdrawn, stand again."""
        line = self._board.current()
        if line is not None:
            number = line.nomination.id
            self.write(lambda services: services.selections.restore(number))

    def reply(self) -> None:
        """Ask what 纪委 answered about those selected: one letter answers for several."""
        self._ask_reply([line for line in self._board.chosen() if line.nomination.stands])

    def _ask_reply(self, standing: Sequence[NominationLine]) -> None:
        if not standing:
            return
        from ui.panels.selection.forms import ReplyForm

        ids = [line.nomination.id for line in standing]
        form = ReplyForm(self._desk.theme, self._today(), names_words(standing))

        def call(services: Services, values: Any) -> Done[Any]:
            return services.selections.reply(ids, Reply(values["reply"]), values["on"], values["note"])

        title = _("记纪委书面答复")
        if len(ids) > 1:
            title = _("记纪委书面答复（{n} 个）").format(n=len(ids))
        key = draft_key(FORM, "reply", ",".join(map(str, ids)))
        self._ask(title, _("记上"), form, call, draft=key)

    def mention(self) -> None:
        """Ask which circular from elsewhere names the candidate at hand."""
        line = self._board.current()
        if line is None:
            return
        from gzparty.services.selection_drafts import MentionDraft
        from ui.panels.selection.forms import MentionForm

        one = line.nomination
        units = self.view is not None and self.view.selection.subject is Subject.UNIT
        about = (
            one.name
            if units or not one.unit_name
            else _("{name}　{unit}").format(name=one.name, unit=one.unit_name)
        )
        form = MentionForm(self._desk.theme, self._today(), about)

        def call(services: Services, values: Any) -> Done[Any]:
            person = None if units else one.person_id
            draft = MentionDraft(**values, person_id=person, unit_id=one.unit_id if units else None)
            return services.selections.mention(draft)

        self._ask(_("登记通报"), _("登上"), form, call, draft=draft_key(FORM, "mention", one.id))
        form.title.setFocus()

    def show_mention(self, mention_id: int) -> None:
        """Show a registered circular, with the way to take it out."""
        from ui.panels.selection.forms import MentionForm

        one = self._gate.reader.store.selections.mention(mention_id)
        form = MentionForm(self._desk.theme, self._today(), _("登记的通报；登错了可以删掉"))
        form.load(one)
        form.set_read_only(True)
        self._ask(
            _("登记的通报"),
            _("删掉这条登记"),
            form,
            lambda services, _values: services.selections.delete_mention(mention_id),
        )

    def _go_on(self, record: str) -> None:
        """Go on with a form by the second part of its draft's key, where what it is about is in sight."""
        deed, ids = record.split(" ")
        if deed == "past":
            self.record_past()
        elif deed == "vacant":
            if self.view is not None and str(self.view.selection.id) == ids:
                self.leave_vacant()
        elif deed == "reply":
            wanted = ids.split(",")
            self._ask_reply([line for line in self._board.table.lines() if str(line.nomination.id) in wanted])
        elif self._board.table.go_to(int(ids)):
            {"withdraw": self.withdraw, "mention": self.mention}[deed]()

    def write(self, call: Callable[[Services], Done[Any]]) -> None:
        """Do something by the service; a refusal is said on the page."""
        self._gate.write(call, self._told, self.refused.emit)

    def _write_of_view(self, call: Callable[[Services, int], Done[Any]]) -> None:
        if self.view is not None:
            number = self.view.selection.id
            self.write(lambda services: call(services, number))

    def _ask(
        self,
        title: str,
        verb: str,
        form: Form,
        call: Call,
        then: Callable[[Any], None] | None = None,
        draft: str = "",
    ) -> None:
        from ui.panels.ask import Question, ask_and_write

        question = Question(title, verb, form, then, draft)
        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self._window)

    def _told(self, outcome: Done[Any]) -> None:
        if outcome.action:
            self.done.emit(outcome.name)

    def _today(self) -> Any:
        return self._gate.reader.context.today()
