"""公示: before it its days and where it hangs, while it runs what is left and what was objected, then its result."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.domain.selection import Publicity, PublicityResult
from gzparty.domain.selection_stages import Stage
from gzparty.domain.tip import Reporter
from gzparty.i18n import _
from gzparty.labels.dates import prose
from gzparty.labels.publicity import chosen_text, number_text, span_text
from gzparty.services.decision_drafts import PublicityDraft
from gzparty.services.selection_views import PublicityView, SelectionView
from ui.desk import Desk
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.panels.selection.ahead import ahead_steps
from ui.panels.selection.objections import ObjectionBlock
from ui.panels.selection.publicity_asking import PublicityAsking, why_no_result
from ui.panels.selection.publicity_forms import PublicityFacts, PublicityForm, notes_text, publicity_facts
from ui.panels.tip.reporter import MOST_LOOKS, look_words
from ui.widgets.ahead_lines import AheadLines
from ui.widgets.controls import label
from ui.widgets.day_strip import DayStrip
from ui.widgets.more_button import MoreButton
from ui.widgets.sentence_line import SentenceLine

FIGURE = 28


class PublicityPanel(PublicityAsking):
    """Shows the latest 公示 of a selection, or the form that begins one."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk, gate, "publicityPanel")
        theme = desk.theme
        reader = gate.reader
        self.form = PublicityForm(theme, self._today().year, reader.store.calendar.load())
        self._who = label("publicityWho", role="strong")
        self._early = label("publicityEarly", role="fact")
        self._before = label("publicityBefore", role="hint")
        self.strip = DayStrip(theme, "publicityStrip")
        self.objections = ObjectionBlock(theme)
        self._ahead = AheadLines(theme, "publicityAhead")
        self._noted = SentenceLine(theme, "publicityNoted")
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

    def print(self) -> None:
        """Ask for the notice; the print centre saves it as DOCX too."""
        self._print("publicity")

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops."""
        if self._form_section.isVisibleTo(self):
            return (self.form.start.line,)
        ready = self.result.isVisibleTo(self) and self.result.isEnabled()
        return (self.result if ready else self.objections.focus_target(),)

    def _show_objector(self, number: int, objector: Reporter) -> None:
        self.objections.show_objector(number, objector)
        current = self._current()
        if current is not None:
            self._show_looks(current)

    def _show_looks(self, current: PublicityView) -> None:
        today = self._today()
        self.objections.show_looks(
            {
                one.id: [
                    look_words(at.isoformat(), today)
                    for at, _source in self._gate.reader.decisions.reveals(one.id)[:MOST_LOOKS]
                ]
                for one in current.objections
                if one.has_objector
            }
        )

    def _show(self, view: SelectionView) -> None:
        current = view.publicity
        begins = _begins(view)
        self._show_parts(view, begins=begins)
        if begins:
            known = current.publicity if current else None
            number = (known.round if known else 0) + 1
            key = f"publicity/{view.selection.id}-{number}"
            usual = self._gate.reader.offices.settings().publicity_workdays
            self.form.know(view.selection.decided_on, usual)
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
        notes = notes_text(current.findings)
        self._noted.say(Glyph.LEAVE if notes else None, notes, "warn")
        self._show_looks(current)
        self._show_result(view, current)

    def _say_left(self, current: PublicityView, today: date) -> None:
        """还剩 3 个工作日，含今天; before the start and after the end what it is instead."""
        publicity = current.publicity
        if publicity.starts_on <= today <= publicity.ends_on:
            works = any(one.day == today and one.ordinal for one in current.strip)
            words = _("还剩 {n} 个工作日，含今天") if works else _("还剩 {n} 个工作日")
            self._left.setText(_with_figure(words, current.days_left, self.theme.px(FIGURE)))
            self._left.setAccessibleName(words.format(n=current.days_left))
        elif today < publicity.starts_on:
            words = _("{day}起公示 {n} 个工作日")
            self._left.setText(words.format(day=prose(publicity.starts_on), n=publicity.workdays))
        else:
            self._left.setText(_("{day}期满").format(day=prose(publicity.ends_on)))

    def _show_result(self, view: SelectionView, current: PublicityView) -> None:
        publicity = current.publicity
        why = why_no_result(current, self._today())
        self.result.setEnabled(not why)
        self.result.setToolTip(why)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        if publicity.result is PublicityResult.OPEN or publicity.result_on is None:
            self._said.say(None, "")
            return
        day = prose(publicity.result_on)
        if publicity.result is PublicityResult.CONFIRMED:
            words = _("{day}记的结果：成立的有{names}").format(day=day, names=chosen_text(view.chosen))
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
        self._ahead_section.setVisible(shown and bool(view.ahead))
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

    def _proposed(self, before: Publicity | None) -> PublicityFacts:
        """What a new 公示 begins with: the next workday, and the texts of the one before, of the settings, or of the
        selection before.
        """
        reader = self._gate.reader
        settings = reader.offices.settings()
        start = reader.store.calendar.load().next_workday(self._today())
        if before is not None:
            known = publicity_facts(before)
            return PublicityFacts(
                start, known.workdays, None, known.place, known.contact, known.phone, known.address
            )
        last = self._last_published()
        return PublicityFacts(
            start,
            settings.publicity_workdays,
            None,
            settings.publicity_place or last.place,
            settings.publicity_contact or last.contact,
            settings.publicity_phone or last.phone,
            settings.publicity_address or last.address,
        )

    def _last_published(self) -> PublicityFacts:
        """The 公示 the office had last, as those of one year hang in one place."""
        store = self._gate.reader.store.selections
        known = store.publicities([one.id for one in store.all()])
        if not known:
            return PublicityFacts(None, 0)
        return publicity_facts(max(known, key=lambda one: one.starts_on))

    def _make_sections(self) -> None:
        self._early_section = self.add_section(self._early)
        self._early.setText(_("党委研究定了人，就在这里开始公示。"))
        self._form_section = self.add_section(
            self._block("publicityBegin", self._before, self._who, self.form, self._kept),
            ruled=False,
        )
        self._left = label("publicityLeft")
        self._left.setTextFormat(Qt.TextFormat.RichText)
        self._span = label("publicityDays", role="fact", tone="ink2")
        days = QWidget()
        days.setObjectName("publicityRun")
        column = QVBoxLayout(days)
        column.setContentsMargins(0, self.theme.px(4), 0, 0)
        column.setSpacing(self.theme.px(4))
        column.addWidget(self._left)
        column.addWidget(self._span)
        column.addSpacing(self.theme.px(6))
        column.addWidget(self.strip)
        column.addWidget(self._noted)
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
        self.foot.addWidget(self._why, 1)
        self.foot.addStretch(0)
        self._print_paper = self.add_deed("publicityPrint", _("打印公示"))
        self._more = MoreButton(self.theme, "publicityMore", _("公示的更多"), dots=True)
        self._more.add("publicityDocx", _("导出 DOCX…"), self.print)
        self._change = self._more.add("publicityChange", _("修改公示…"), self.change)
        self._more.add_line()
        self._reopen = self._more.add("publicityReopen", _("取消公示结果"), self.take_back_result)
        self._delete = self._more.add("publicityDelete", _("删除这次公示"), self.delete)
        self.add_to_head(self._more)

    def _connect(self) -> None:
        self._start.clicked.connect(self.save)
        self.result.clicked.connect(self.record_result)
        self._print_paper.clicked.connect(self.print)
        self.objections.add_wanted.connect(self.add_objection)
        self.objections.change_wanted.connect(self.change_objection)
        self.objections.handle_wanted.connect(self.handle_objection)
        self.objections.delete_wanted.connect(self.delete_objection)
        self.objections.look_wanted.connect(self.look)
        self.objections.reopen_wanted.connect(self.reopen_objection)
        self.objections.objector_wanted.connect(self.set_objector)
        self.objections.erase_wanted.connect(self.erase_objector)


def _begins(view: SelectionView) -> bool:
    """Whether a 公示 is the next step: none yet, or the last one took everybody off and others were decided on."""
    current = view.publicity
    if view.stage is not Stage.PUBLICITY or not view.chosen:
        return False
    return current is None or current.publicity.result is PublicityResult.REJECTED


def _with_figure(words: str, count: int, side: int) -> str:
    """A sentence whose figure is large, all of it on one base line."""
    figure = f'<span style="font-size:{side}px;font-weight:700">&nbsp;{count}&nbsp;</span>'
    return words.format(n="{n}").replace("{n}", figure)
