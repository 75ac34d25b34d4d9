"""What is asked about a 公示 in dialogs: objections, who made one, the result, other days."""

from __future__ import annotations

from datetime import date
from typing import Any

from gzparty.domain.selection import Nomination, Objection, PublicityResult
from gzparty.domain.tip import Reporter
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.decision_drafts import ObjectionDraft, PublicityDraft
from gzparty.services.selection_views import PublicityView
from ui.panels.selection.step_panel import StepPanel


class PublicityAsking(StepPanel):
    """Each is one question and one call of the service; a subclass shows the 公示."""

    def add_objection(self) -> None:
        """Ask what was objected, and who did if he wants to be known."""
        current = self._current()
        if current is None:
            return
        from ui.panels.ask import Question, Values
        from ui.panels.selection.objection_forms import ObjectionForm

        number = current.publicity.id
        form = ObjectionForm(self.theme, self._today(), self._published())

        def call(services: Services, _values: Values) -> Done[Any]:
            return services.decisions.object(number, ObjectionDraft(**form.facts()), form.objector())

        key = self._asked("new", number)
        self._ask(Question(_("登记意见"), _("登记"), form, draft=key), call)

    def change_objection(self, number: int) -> None:
        """Ask for other words of an objection; who made it stays as sealed."""
        from ui.panels.ask import Question, Values
        from ui.panels.selection.objection_forms import ObjectionForm

        found = self._objection(number)
        if found is None:
            return
        form = ObjectionForm(self.theme, self._today(), self._published(), found)

        def call(services: Services, _values: Values) -> Done[Any]:
            return services.decisions.change_objection(number, ObjectionDraft(**form.facts()))

        key = self._asked("change", number)
        self._ask(Question(_("修改意见"), _("改好"), form, draft=key), call)

    def handle_objection(self, number: int) -> None:
        """Ask what looking into an objection found."""
        from ui.panels.ask import Question
        from ui.panels.selection.objection_forms import HandlingForm

        found = self._objection(number)
        if found is None:
            return
        form = HandlingForm(self.theme, self._today(), found)
        self._ask(
            Question(_("这条意见怎么处理的"), _("记下核实结果"), form, draft=self._asked("handle", number)),
            lambda services, values: services.decisions.handle(number, **values),
        )

    def reopen_objection(self, number: int) -> None:
        """Take back what looking into an objection found: it is to be looked into again."""
        self._write(lambda services: services.decisions.reopen_objection(number))

    def set_objector(self, number: int) -> None:
        """Ask who made an objection; whoever is sealed already is not shown for that, and nothing becomes a draft."""
        from ui.panels.ask import Question
        from ui.panels.selection.objection_forms import ObjectorForm

        found = self._objection(number, running=False)
        if found is None:
            return
        title = _("改提意见人") if found.has_objector else _("登记提意见人")
        self._ask(
            Question(title, _("加密存下"), ObjectorForm(self.theme)),
            lambda services, values: services.decisions.set_objector(number, Reporter(**values)),
        )

    def erase_objector(self, number: int) -> None:
        """Ask whether whoever made an objection shall be gone for good."""
        from ui.panels.confirm import ConfirmDialog, Doubt

        body = _(
            "提意见人的密文从办公文件里清掉，不能撤销，这以前做的事也不能再撤销；意见本身留着。"
            "已经存下的备份里还有密文。"
        )
        doubt = Doubt(_("抹掉这条意见的提意见人？"), body, _("抹掉提意见人"), _("不抹掉"))
        ConfirmDialog(self.theme, doubt, self.window()).ask(
            lambda: self._write(lambda services: services.decisions.set_objector(number, None))
        )

    def delete_objection(self, number: int) -> None:
        """Delete an objection; undo brings it back."""
        self._write(lambda services: services.decisions.delete_objection(number))

    def look(self, number: int) -> None:
        """Ask once whether the objector shall be seen, and have it noted."""
        from ui.panels.confirm import ConfirmDialog, Doubt

        body = _("会记下一笔什么时候看过。看完点“遮住”，换一个评选也会遮住。旁边有人先别看。")
        doubt = Doubt(_("查看提意见人？"), body, _("查看"), _("不看"))
        ConfirmDialog(self.theme, doubt, self.window()).ask(lambda: self._reveal(number))

    def record_result(self) -> None:
        """Ask who of those published stands; only after the last day, and not while an objection is open."""
        current = self._current()
        if current is None or why_no_result(current, self._today()):
            return
        from ui.panels.ask import Question
        from ui.panels.selection.objection_forms import ResultForm

        number = current.publicity.id
        form = ResultForm(self.theme, self._today(), self._published(), current.objections)
        self._ask(
            Question(_("记公示结果"), _("记下结果"), form, draft=self._asked("result", number)),
            lambda services, values: services.decisions.finish(number, **values),
        )

    def change(self) -> None:
        """Ask for other days or another place of the 公示 that runs."""
        current = self._current()
        if current is None:
            return
        from ui.panels.ask import Question
        from ui.panels.selection.publicity_forms import PublicityForm, publicity_facts

        number = current.publicity.id
        form = PublicityForm(self.theme, self._today().year, self._gate.reader.store.calendar.load())
        usual = self._gate.reader.offices.settings().publicity_workdays
        form.know(self.view.selection.decided_on if self.view else None, usual, current.objections)
        form.load(publicity_facts(current.publicity))
        self._ask(
            Question(_("修改公示"), _("改好"), form, draft=self._asked("publicity", number)),
            lambda services, values: services.decisions.change_publicity(number, PublicityDraft(**values)),
        )

    def delete(self) -> None:
        """Delete the latest 公示; undo brings it back."""
        current = self.view.publicity if self.view else None
        if current is not None:
            number = current.publicity.id
            self._write(lambda services: services.decisions.delete_publicity(number))

    def take_back_result(self) -> None:
        """Take the result back with whom it struck off."""
        current = self.view.publicity if self.view else None
        if current is not None:
            number = current.publicity.id
            self._write(lambda services: services.decisions.withdraw_result(number))

    def go_on(self, deed: str, number: int) -> None:
        current = self._current()
        if current is None:
            return
        if deed in ("change", "handle"):
            (self.change_objection if deed == "change" else self.handle_objection)(number)
        elif current.publicity.id == number:
            {"new": self.add_objection, "result": self.record_result, "publicity": self.change}[deed]()

    def _current(self) -> PublicityView | None:
        """The 公示 that runs or waits for its result."""
        current = self.view.publicity if self.view else None
        return current if current and current.publicity.result is PublicityResult.OPEN else None

    def _published(self) -> list[Nomination]:
        """Those the 公示 names."""
        return [line.nomination for line in self.view.chosen] if self.view else []

    def _reveal(self, number: int) -> None:
        def reveal(services: Services) -> Done[Reporter]:
            # A look changes no record, but where it is noted stands beside the objection.
            return Done(services.decisions.reveal(number, "window"), kinds=frozenset({"reporter_log"}))

        def shown(outcome: Done[Reporter]) -> None:
            self._show_objector(number, outcome.value)

        self._gate.write(reveal, shown, self._refuse)

    def _objection(self, number: int, *, running: bool = True) -> Objection | None:
        """An objection of the 公示 in sight; while it runs, unless told otherwise."""
        shown = self.view.publicity if self.view else None
        current = self._current() if running else shown
        return next((one for one in current.objections if one.id == number), None) if current else None

    def _show_objector(self, number: int, objector: Reporter) -> None:
        """Show who made an objection, until it is covered."""
        raise NotImplementedError


def why_no_result(current: PublicityView, today: date) -> str:
    """Why the result cannot be recorded yet; empty where it can."""
    if today < current.result_from:
        return _("公示期满后可用")
    waiting = len(current.open_objections)
    return _("还有 {n} 条意见没核实").format(n=waiting) if waiting else ""
