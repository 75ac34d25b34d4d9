"""公示: before it its days and where it hangs, while it runs what is left and what was objected, then its result."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gzparty.domain.selection import Nomination, Publicity, PublicityResult
from gzparty.domain.selection_stages import Stage
from gzparty.domain.tip import Reporter
from gzparty.i18n import _
from gzparty.labels.dates import prose
from gzparty.labels.publicity import chosen_text, number_text, span_text
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.decision_drafts import ObjectionDraft, PublicityDraft
from gzparty.services.selection_views import PublicityView, SelectionView
from ui.desk import Desk
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.panels.selection.ahead import ahead_steps
from ui.panels.selection.objections import ObjectionBlock
from ui.panels.selection.publicity_forms import PublicityFacts, PublicityForm, publicity_facts
from ui.panels.selection.step_panel import StepPanel
from ui.widgets.ahead_lines import AheadLines
from ui.widgets.controls import label
from ui.widgets.day_strip import DayStrip
from ui.widgets.more_button import MoreButton
from ui.widgets.sentence_line import SentenceLine


class PublicityPanel(StepPanel):
    """Shows the latest 公示 of a selection, or the form that begins one."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk, gate, "publicityPanel")
        theme = desk.theme
        reader = gate.reader
        self.form = PublicityForm(theme, self._today().year, reader.store.calendar.load())
        self._who = label("publicityWho", role="fact")
        self._early = label("publicityEarly", role="fact")
        self._before = label("publicityBefore", role="hint")
        self.strip = DayStrip(theme, "publicityStrip")
        self.objections = ObjectionBlock(theme)
        self._ahead = AheadLines(theme, "publicityAhead")
        self._said = SentenceLine(theme, "publicityResultSaid")
        for words in (self._who, self._early, self._before):
            words.setWordWrap(True)
        self._make_sections()
        self._make_deeds()
        self._connect()

    def save(self) -> None:
        """Start the 公示 that is typed."""
        if self.view is None or not self._check():
            return
        number = self.view.selection.id
        draft = PublicityDraft(**self.form.values())
        self._store(lambda services: services.decisions.publish(number, draft))

    def add_objection(self) -> None:
        """Ask what was objected, and who did if he wants to be known."""
        current = self._current()
        if current is None:
            return
        from ui.panels.ask import Question, Values
        from ui.panels.selection.publicity_forms import ObjectionForm

        number = current.publicity.id
        form = ObjectionForm(self.theme, self._today(), self._published())

        def call(services: Services, _values: Values) -> Done[Any]:
            return services.decisions.object(number, ObjectionDraft(**form.facts()), form.objector())

        self._ask(Question(_("登记意见"), _("登记"), form), call, f"objection/new-{number}")

    def change_objection(self, number: int) -> None:
        """Ask for other words of an objection; who made it stays as sealed."""
        from ui.panels.ask import Question, Values
        from ui.panels.selection.publicity_forms import ObjectionForm

        current = self._current()
        found = next((one for one in current.objections if one.id == number), None) if current else None
        if found is None:
            return
        form = ObjectionForm(self.theme, self._today(), self._published(), found)

        def call(services: Services, _values: Values) -> Done[Any]:
            return services.decisions.change_objection(number, ObjectionDraft(**form.facts()))

        self._ask(Question(_("修改意见"), _("改好"), form), call, f"objection/{number}")

    def handle_objection(self, number: int) -> None:
        """Ask what looking into an objection found."""
        from ui.panels.ask import Question
        from ui.panels.selection.publicity_forms import HandlingForm

        current = self._current()
        found = next((one for one in current.objections if one.id == number), None) if current else None
        if found is None:
            return
        form = HandlingForm(self.theme, self._today(), found)
        self._ask(
            Question(_("这条意见怎么处理的"), _("记下核实结果"), form),
            lambda services, values: services.decisions.handle(number, **values),
            f"objection/handling-{number}",
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
        if current is None or not self.result.isEnabled():
            return
        from ui.panels.ask import Question
        from ui.panels.selection.publicity_forms import ResultForm

        number = current.publicity.id
        form = ResultForm(self.theme, self._today(), self._published(), current.objections)
        self._ask(
            Question(_("记公示结果"), _("记下结果"), form),
            lambda services, values: services.decisions.finish(number, **values),
            f"publicity/result-{number}",
        )

    def change(self) -> None:
        """Ask for other days or another place of the 公示 that runs."""
        current = self._current()
        if current is None:
            return
        from ui.panels.ask import Question

        number = current.publicity.id
        form = PublicityForm(self.theme, self._today().year, self._gate.reader.store.calendar.load())
        form.know(self.view.selection.decided_on if self.view else None, current.objections)
        form.load(publicity_facts(current.publicity))
        self._ask(
            Question(_("修改公示"), _("改好"), form),
            lambda services, values: services.decisions.change_publicity(number, PublicityDraft(**values)),
            f"publicity/change-{number}",
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

    def print(self) -> None:
        """Ask for the notice; the print centre saves it as DOCX too."""
        self._print("publicity")

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops."""
        return (self.form.start.line,) if self._form_section.isVisibleTo(self) else (self.objections.add,)

    def _show(self, view: SelectionView) -> None:
        current = view.publicity
        begins = _begins(view)
        self._show_parts(view, begins=begins)
        if begins:
            known = current.publicity if current else None
            number = (known.round if known else 0) + 1
            key = f"publicity/{view.selection.id}-{number}"
            self.form.know(view.selection.decided_on)
            self._open(key, self.form, lambda: self.form.load(self._proposed(known)))
        else:
            self._shut()
        if current is None:
            self.show_title(_("公示"), "")
            self.show_tag("")
        else:
            self._show_current(view, current)
        self._ahead.show_steps(ahead_steps(view))

    def _show_current(self, view: SelectionView, current: PublicityView) -> None:
        publicity, today = current.publicity, self._today()
        second = _("第 {n} 次").format(n=publicity.round) if publicity.round > 1 else ""
        self.show_title(_("公示"), second)
        is_open = publicity.result is PublicityResult.OPEN
        self.show_tag(number_text(current, today) if is_open else _("有结果"), "info" if is_open else "ok")
        self._say_left(current, today)
        self._span.setText(span_text(publicity.starts_on, publicity.ends_on, current.shifted))
        self.strip.show_days(current.strip, today)
        self.objections.show_view(current, {one.id: one.name for one in self._published()})
        self._show_result(view, current)

    def _say_left(self, current: PublicityView, today: date) -> None:
        publicity = current.publicity
        running = publicity.starts_on <= today <= publicity.ends_on
        self._left_number.setVisible(running)
        self._left_after.setVisible(running)
        self._left_number.setText(str(current.days_left))
        self._left_after.setText(
            _("个工作日，含今天")
            if any(one.day == today and one.ordinal for one in current.strip)
            else _("个工作日")
        )
        if running:
            self._left_before.setText(_("还剩"))
        elif today < publicity.starts_on:
            words = _("{day}起公示 {n} 个工作日")
            self._left_before.setText(words.format(day=prose(publicity.starts_on), n=publicity.workdays))
        else:
            self._left_before.setText(_("{day}期满").format(day=prose(publicity.ends_on)))

    def _show_result(self, view: SelectionView, current: PublicityView) -> None:
        publicity = current.publicity
        why = _why_not(current, self._today())
        self.result.setEnabled(not why)
        self.result.setToolTip(why)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        if publicity.result is PublicityResult.OPEN or publicity.result_on is None:
            self._said.say(None, "")
            return
        day = prose(publicity.result_on)
        if publicity.result is PublicityResult.CONFIRMED:
            words = _("{day}记的结果：{names} 成立").format(day=day, names=chosen_text(view.chosen))
            self._said.say(Glyph.DONE, _("；").join(part for part in (words, publicity.note) if part))
        else:
            words = _("{day}记的结果：公示的都取下了").format(day=day)
            self._said.say(
                Glyph.LEAVE, _("；").join(part for part in (words, publicity.note) if part), "warn"
            )

    def _show_parts(self, view: SelectionView, *, begins: bool) -> None:
        """Show what there is: the form that begins one, the one that runs or ended, or what comes before."""
        current = view.publicity
        shown = current is not None and not begins
        is_open = shown and current is not None and current.publicity.result is PublicityResult.OPEN
        early = not begins and current is None
        self._form_section.setVisible(begins)
        self._early.setVisible(early)
        self._days_section.setVisible(shown)
        self._objections_section.setVisible(shown)
        self._ahead_section.setVisible(shown)
        self._early_section.setVisible(early)
        names = chosen_text(view.chosen)
        self._who.setText(_("公示 {names}").format(names=names))
        rejected = current is not None and current.publicity.result is PublicityResult.REJECTED
        self._before.setText(_("上一次公示的都取下了，这是重新定的。") if rejected and begins else "")
        self._before.setVisible(bool(self._before.text()))
        self._start.setVisible(begins)
        self.result.setVisible(is_open)
        self._why.setVisible(is_open)
        self._print_paper.setVisible(shown)
        self._more.setVisible(shown)
        self._change.setVisible(is_open)
        self._delete.setVisible(is_open)
        self._reopen.setVisible(shown and not is_open and view.selection.announced_on is None)
        self.objections.add.setVisible(is_open)

    def _current(self) -> PublicityView | None:
        """The 公示 that runs or waits for its result."""
        current = self.view.publicity if self.view else None
        return current if current and current.publicity.result is PublicityResult.OPEN else None

    def _published(self) -> list[Nomination]:
        """Those the 公示 names."""
        return [line.nomination for line in self.view.chosen] if self.view else []

    def _proposed(self, before: Publicity | None) -> PublicityFacts:
        """What a new 公示 begins with: the next workday, and the texts of the one before or of the settings."""
        reader = self._gate.reader
        settings = reader.offices.settings()
        start = reader.store.calendar.load().next_workday(self._today())
        if before is not None:
            known = publicity_facts(before)
            return PublicityFacts(
                start, known.workdays, None, known.place, known.contact, known.phone, known.address
            )
        return PublicityFacts(
            start,
            settings.publicity_workdays,
            None,
            settings.publicity_place,
            settings.publicity_contact,
            settings.publicity_phone,
            settings.publicity_address,
        )

    def _reveal(self, number: int) -> None:
        def reveal(services: Services) -> Done[Reporter]:
            return services.decisions.reveal(number, "window")

        def shown(outcome: Done[Reporter]) -> None:
            self.objections.show_objector(number, outcome.value)

        self._gate.write(reveal, shown, self._refuse)

    def _make_sections(self) -> None:
        self._early_section = self.add_section(self._early)
        self._early.setText(_("党委研究定了人，就在这里开始公示。"))
        self._form_section = self.add_section(
            self._block("publicityBegin", self._before, self._who, self.form, self._kept),
            ruled=False,
        )
        self._left_before = label("publicityLeftBefore", role="fact")
        self._left_number = label("publicityLeft", role="figure")
        self._left_after = label("publicityLeftAfter", role="fact")
        left = QHBoxLayout()
        left.setSpacing(self.theme.px(8))
        for part in (self._left_before, self._left_number, self._left_after):
            left.addWidget(part, alignment=Qt.AlignmentFlag.AlignBottom)
        left.addStretch(1)
        self._span = label("publicityDays", role="fact", tone="ink2")
        days = QWidget()
        days.setObjectName("publicityRun")
        column = QVBoxLayout(days)
        column.setContentsMargins(0, self.theme.px(4), 0, 0)
        column.setSpacing(self.theme.px(4))
        column.addLayout(left)
        column.addWidget(self._span)
        column.addSpacing(self.theme.px(6))
        column.addWidget(self.strip)
        column.addWidget(self._said)
        self._days_section = self.add_section(days)
        self._objections_section = self.add_section(self.objections)
        title = label("publicityAheadTitle", _("接下来"), "h15")
        self._ahead_section = self.add_section(self._block("publicityNext", title, self._ahead), ruled=False)
        self._add_refusal()
        self.column.addStretch(1)

    def _make_deeds(self) -> None:
        self._start = self.add_deed("publicityStartNow", _("开始公示"), "primary")
        self.result = self.add_deed("publicityResult", _("记公示结果"), "primary")
        self._why = label("publicityWhy", role="hint")
        self._why.setWordWrap(True)
        self._why.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.foot.addWidget(self._why, 1)
        self.foot.addStretch(0)
        self._print_paper = self.add_deed("publicityPrint", _("打印公示"))
        self._more = MoreButton(self.theme, "publicityMore", _("公示的更多"), dots=True)
        self._more.add("publicityDocx", _("导出 DOCX…"), self.print)
        self._change = self._more.add("publicityChange", _("修改公示…"), self.change)
        self._more.add_line()
        self._reopen = self._more.add("publicityReopen", _("取消公示结果"), self.take_back_result)
        self._delete = self._more.add("publicityDelete", _("删除这次公示"), self.delete)
        self.foot.addWidget(self._more)

    def _connect(self) -> None:
        self._start.clicked.connect(self.save)
        self.result.clicked.connect(self.record_result)
        self._print_paper.clicked.connect(self.print)
        self.objections.add_wanted.connect(self.add_objection)
        self.objections.change_wanted.connect(self.change_objection)
        self.objections.handle_wanted.connect(self.handle_objection)
        self.objections.delete_wanted.connect(self.delete_objection)
        self.objections.look_wanted.connect(self.look)


def _begins(view: SelectionView) -> bool:
    """Whether a 公示 is the next step: none yet, or the last one took everybody off and others were decided on."""
    current = view.publicity
    if view.stage is not Stage.PUBLICITY or not view.chosen:
        return False
    return current is None or current.publicity.result is PublicityResult.REJECTED


def _why_not(current: PublicityView, today: date) -> str:
    """Why the result cannot be recorded yet; empty where it can."""
    if today < current.result_from:
        return _("公示期满后可用")
    waiting = len(current.open_objections)
    return _("还有 {n} 条意见没核实").format(n=waiting) if waiting else ""
