"""党委研究: who is chosen of those voted on, why where it departs from the votes, or that nobody is this month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.selection_stages import Stage
from gzparty.i18n import _
from gzparty.labels.dates import prose_weekday
from gzparty.labels.publicity import chosen_text, tie_text
from gzparty.services.decision_drafts import DecisionDraft
from gzparty.services.selection_views import SelectionView
from ui.desk import Desk
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.panels.selection.committee_forms import DecisionForm
from ui.panels.selection.selection_file_tiles import SelectionFileTiles
from ui.panels.selection.step_panel import StepPanel
from ui.widgets.controls import label
from ui.widgets.more_button import MoreButton
from ui.widgets.sentence_line import SentenceLine


class CommitteePanel(StepPanel):
    """Shows the form while the committee's decision is the next step, else what it decided."""

    file_wanted = Signal(object)
    """An attachment to be opened by the system's viewer."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk, gate, "committeePanel")
        theme = desk.theme
        self.form = DecisionForm(theme, self._today().year, self._wants_reasons)
        self.files = SelectionFileTiles(desk, gate)
        self._tie = SentenceLine(theme, "committeeTie")
        self._early = label("committeeEarly", role="fact")
        self._result = label("committeeResult", role="strong")
        self._words = label("committeeWords", role="fact")
        self._reasons = label("committeeReasons", role="fact")
        for words in (self._early, self._result, self._words, self._reasons):
            words.setWordWrap(True)
        self._make_sections()
        self._make_deeds()
        self.take_drops(self.files)
        self.files.done.connect(self.done)
        self.files.file_wanted.connect(self.file_wanted)

    def save(self) -> None:
        """Store what the committee decided."""
        if self.view is None or self.view.stage is not Stage.COMMITTEE or not self._check():
            return
        number, draft = self.view.selection.id, DecisionDraft(**self.form.values())
        self._store(lambda services: services.decisions.decide(number, draft))

    def take_back(self) -> None:
        """The decision is taken back; who was voted on stays as counted."""
        if self.view is not None:
            number = self.view.selection.id
            self._write(lambda services: services.decisions.withdraw_decision(number))

    def leave_vacant(self) -> None:
        """Ask why nobody is chosen this month."""
        if self.view is None:
            return
        from ui.panels.ask import Question
        from ui.panels.selection.committee_forms import VacancyForm

        number = self.view.selection.id
        form = VacancyForm(self.theme, self._today())
        title = _("{month}月空缺").format(month=int(self.view.selection.period[5:7]))
        self._ask(
            Question(title, _("记为空缺"), form, draft=self._asked("vacancy")),
            lambda services, values: services.selections.leave_vacant(number, **values),
        )

    def go_on(self, deed: str, number: int) -> None:
        if deed == "vacancy":
            self.leave_vacant()

    def resume(self) -> None:
        """Go on with a selection that was left without anybody."""
        if self.view is not None:
            number = self.view.selection.id
            self._write(lambda services: services.selections.resume(number))

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops."""
        return (self.form.day.line,) if self.form.isVisibleTo(self) else (self._take_back,)

    def _show(self, view: SelectionView) -> None:
        selection, stage = view.selection, view.stage
        vacant, decides = stage is Stage.VACANT, stage is Stage.COMMITTEE
        decided = selection.decided_on is not None and not decides and not vacant
        self.show_title(_("党委研究"), "")
        self.show_tag(_("空缺") if vacant else _("已定") if decided else "", "ok" if decided else "")
        self._early_section.setVisible(not (decides or decided or vacant))
        self._form_section.setVisible(decides)
        self._done_section.setVisible(decided or vacant)
        self._files_section.setVisible(decides or decided)
        self.files.show_view(view)
        self._early.setText(_("评议投票的票数锁定以后，在这里记党委研究的结果。"))
        tie = tie_text(view)
        self._tie.say(Glyph.PART if tie else None, tie)
        if vacant:
            self._show_vacant(view)
        elif decided:
            self._show_decided(view)
        self._decide.setVisible(decides)
        self._take_back.setVisible(decided)
        self._resume.setVisible(vacant)
        self._more.setVisible(not vacant and selection.announced_on is None and not selection.imported)
        if decides:
            self._open_form(view)
        else:
            self._shut()

    def _wants_reasons(self, selection_id: int, chosen: Sequence[int]) -> Sequence[Diagnostic]:
        return self._gate.reader.decisions.wants_reasons(selection_id, chosen)

    def _open_form(self, view: SelectionView) -> None:
        key = f"decision/{view.selection.id}"
        typing = key == self._key and self.form.is_changed()
        self._open(key, self.form, lambda: self.form.show_view(view, self._today()))
        if typing:
            self.form.follow(view)

    def _show_decided(self, view: SelectionView) -> None:
        selection = view.selection
        assert selection.decided_on is not None
        self._result.setText(_("选定 {names}").format(names=chosen_text(view.chosen)))
        self._words.setText(_decided_words(selection.decided_on, selection.decision_note))
        lines = [
            _("{name}：{reason}").format(name=line.nomination.name, reason=line.nomination.decision_reason)
            for line in view.nominations
            if line.nomination.decision_reason
        ]
        self._reasons.setText("\n".join(lines))
        self._reasons.setVisible(bool(lines))

    def _show_vacant(self, view: SelectionView) -> None:
        selection = view.selection
        self._result.setText(_("这个月空缺"))
        day = prose_weekday(selection.vacant_on) if selection.vacant_on else ""
        self._words.setText(_("{day} 定的：{reason}").format(day=day, reason=selection.vacancy_reason))
        self._reasons.hide()

    def _make_sections(self) -> None:
        self._early_section = self.add_section(self._early)
        self._form_section = self.add_section(
            self._block("committeeForm", self._tie, self.form, self._kept), ruled=False
        )
        told = QWidget()
        told.setObjectName("committeeDone")
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(6))
        for words in (self._result, self._words, self._reasons):
            column.addWidget(words)
        self._done_section = self.add_section(told, ruled=False)
        self._files_section = self.add_section(self.files, ruled=False)
        self._add_refusal()
        self.column.addStretch(1)

    def _make_deeds(self) -> None:
        self._decide = self.add_deed("committeeDecide", _("记下决定"), "primary")
        self._take_back = self.add_deed("committeeTakeBack", _("收回决定"))
        self._resume = self.add_deed("committeeResume", _("收回空缺"))
        self.foot.addStretch(1)
        self._more = MoreButton(self.theme, "committeeMore")
        self._more.add("committeeVacant", _("这个月空缺…"), self.leave_vacant)
        self.foot.addWidget(self._more)
        self._decide.clicked.connect(self.save)
        self._take_back.clicked.connect(self.take_back)
        self._resume.clicked.connect(self.resume)


def _decided_words(day: date, note: str) -> str:
    words = _("{day} 党委研究").format(day=prose_weekday(day))
    return _("{words}；{note}").format(words=words, note=note) if note else words
