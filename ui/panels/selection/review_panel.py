"""资格审核: what was found of the nomination at hand, 纪委's answer, and the verdict people give; also of several at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gzparty.domain.eligibility import speaks_against
from gzparty.domain.selection import Reply, Verdict
from gzparty.domain.selection_stages import Stage
from gzparty.i18n import _
from gzparty.labels.dates import prose
from gzparty.labels.nominations import CLEAR
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.selection_views import NominationLine, SelectionView
from ui.desk import Desk
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.panels.selection import words
from ui.panels.selection.findings import MENTION, FindingList, open_row
from ui.panels.selection.forms import VerdictForm
from ui.panels.selection.step_panel import StepPanel
from ui.panels.selection.subject import NominationSubject, asked_lengths
from ui.widgets.banner import Banner
from ui.widgets.controls import at_left, button, label
from ui.widgets.sentence_line import SentenceLine


class ReviewPanel(StepPanel):
    """Follows the selected rows of the table; a verdict is given by people, the program only lists."""

    reply_wanted = Signal()
    mention_wanted = Signal()
    mention_shown = Signal(int)
    """A registered circular behind a finding shall be shown."""
    nomination_wanted = Signal()
    """事迹 and files of the nomination at hand."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk, gate, "reviewPanel")
        self.lines: tuple[NominationLine, ...] = ()
        self._last_judge = ""
        theme = desk.theme
        self.subject = NominationSubject(theme, partial(asked_lengths, gate))
        self.changed = Banner(theme, "reviewChanged")
        self.findings = FindingList(theme)
        self.several = label("reviewSeveral", role="fact")
        self.several.setWordWrap(True)
        self.answer = SentenceLine(theme, "reviewReply")
        self.given = SentenceLine(theme, "reviewVerdict")
        self.form = VerdictForm(theme, self._today())
        self.reply = button(theme, "reviewAnswer", _("记纪委答复"), "link")
        self.mention = button(theme, "reviewMention", _("登记通报"), "link")
        self.whole = button(theme, "reviewWhole", _("看事迹和材料"), "link")
        self._arrange()

    def show_nominations(self, lines: Sequence[NominationLine]) -> None:
        """Show what was found of one, or how several stand."""
        self.lines = tuple(lines)
        if self.view is None:
            return
        one = self.lines[0] if len(self.lines) == 1 else None
        for part in (self._subject_section, self._found_section):
            part.setVisible(one is not None)
        self._several_section.setVisible(len(self.lines) > 1)
        self._answer_section.setVisible(bool(self.lines))
        self._verdict_section.setVisible(bool(self.lines))
        self._say_title(one)
        if one is not None:
            self.subject.show_line(one, whole=False)
            self.findings.show_line(one)
        else:
            self.several.setText(self._several_words())
        self.changed.say(*self._changed_words(one))
        self._say_answer(one)
        self._say_given(one)
        self._open_form()

    def selected_ids(self) -> list[int]:
        """The nominations it is about, those that stand."""
        return [line.nomination.id for line in self.lines if line.nomination.stands]

    def save(self) -> None:
        """Ctrl+S cannot say which verdict is meant: it leads to where one is given."""
        if self._pass.isVisibleTo(self):
            self._pass.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_target(self) -> QWidget:
        """Who judges, where nobody stands there yet; else the verdict; else what was said of it."""
        if not self._pass.isVisibleTo(self):
            return self._again if self._again.isVisibleTo(self) else self.reply
        return self._pass if self.form.by.text().strip() else self.form.by

    def judge(self, verdict: Verdict) -> None:
        """Write a verdict down for all of them; what lacks is said beside its field."""
        found = any(speaks_against(line.findings, line.nomination.reply) for line in self.lines)
        lacks = self.form.lacking(verdict, found)
        self.form.show_problems(lacks)
        ids = self.selected_ids()
        if lacks or not ids or self._under_way is not None:
            return
        values = self.form.values()
        # As long as the window only: its memory on the disk lies in clear, and holds no names.
        self._last_judge = str(values["judged_by"])

        def call(services: Services) -> Done[Any]:
            return services.selections.judge(
                ids, verdict, values["on"], values["judged_by"], values["reason"]
            )

        self._store(call)

    def take_back(self) -> None:
        """Leave it open again."""
        ids = self.selected_ids()
        today = self._today()
        self._write(lambda services: services.selections.judge(ids, Verdict.OPEN, today, ""))

    def _show(self, view: SelectionView) -> None:
        ids = [line.nomination.id for line in self.lines]
        again = [line for line in view.nominations if line.nomination.id in ids]
        self.show_nominations(again or list(view.nominations[:1]))

    def _say_title(self, one: NominationLine | None) -> None:
        view = self.view
        assert view is not None
        left = sum(
            line.nomination.verdict is Verdict.OPEN and line.nomination.stands for line in view.nominations
        )
        title = one.nomination.name if one else _("选了 {n} 个").format(n=len(self.lines))
        if not self.lines:
            title = _("资格审核")
        place = one.nomination.unit_name if one and one.nomination.unit_name != title else ""
        self.show_title(title, place)
        self.show_tag(
            _("还有 {n} 个没判定").format(n=left) if left else _("都判定了"), "info" if left else "ok"
        )

    def _several_words(self) -> str:
        clear = [line for line in self.lines if words.found_words(line) == _(CLEAR)]
        rest = [line for line in self.lines if line not in clear]
        parts = []
        if clear:
            said = _("{names}：{nothing}").format(
                names=words.names_words(clear, self.lines), nothing=_(CLEAR)
            )
            parts.append(said)
        parts += [
            _("{name}：{found}").format(name=words.one_words(line, self.lines), found=words.found_words(line))
            for line in rest
        ]
        return "\n".join(parts)

    def _changed_words(self, one: NominationLine | None) -> tuple[str, str]:
        changed = [line for line in self.lines if line.changed]
        if not changed:
            return ("", "")
        if one is not None:
            return (_("审核后有变化"), words.changed_words(one))
        return (
            _("审核后有变化"),
            _("{names}，逐个看一下").format(names=words.names_words(changed, self.lines)),
        )

    def _say_answer(self, one: NominationLine | None) -> None:
        waiting = [line for line in self.lines if line.nomination.reply is Reply.NONE]
        self.reply.setText(_("记纪委答复") if waiting else _("改纪委答复"))
        if one is not None:
            reply = one.nomination.reply
            glyph = {Reply.NONE: Glyph.TODO, Reply.CLEAR: Glyph.DONE, Reply.UNSUITABLE: Glyph.ABSENT}[reply]
            said = words.reply_words(one)
            if reply is Reply.CLEAR:
                said = _("{said}：无意见").format(said=said)
            if one.nomination.reply_note:
                said = _("{said}。{note}").format(said=said, note=one.nomination.reply_note)
            self.answer.say(glyph, said, "ink")
        else:
            said = _("{n} 个等纪委书面答复").format(n=len(waiting)) if waiting else _("纪委都答复了")
            self.answer.say(None, said if self.lines else "", "ink")

    def _say_given(self, one: NominationLine | None) -> None:
        if one is None or one.nomination.verdict is Verdict.OPEN:
            self.given.say(None, "")
        else:
            nomination = one.nomination
            passed = nomination.verdict is Verdict.PASSED
            said = _("{judged}：{verdict}").format(
                judged=words.judged_words(one), verdict=_("进入评议") if passed else _("不进评议")
            )
            if nomination.verdict_reason:
                said = _("{said}。理由：{reason}").format(said=said, reason=nomination.verdict_reason)
            self.given.say(Glyph.DONE if passed else Glyph.NOT_APPLICABLE, said, "ink")
        judged = any(line.nomination.verdict is not Verdict.OPEN for line in self.lines)
        fixed = self._fixed_words()
        asks = bool(self.selected_ids()) and not judged and not fixed
        self._again.setVisible(judged and not fixed)
        for made in (self._pass, self._fail):
            made.setVisible(asks)
        self._form_block.setVisible(asks)
        self._foot.setVisible(asks or self._again.isVisibleTo(self._foot))
        self._fixed.setText(fixed if self.lines else "")
        self._fixed.setVisible(bool(fixed))
        if one is not None and one.nomination.withdrawn_on is not None:
            day = prose(one.nomination.withdrawn_on)
            self.given.say(None, _("{day}已经撤回，不用审核").format(day=day), "ink")

    def _fixed_words(self) -> str:
        """Why a verdict stands, as a vote and a decision rest on it; empty while it can be given."""
        view = self.view
        if view is None or view.stage in (Stage.NOMINATE, Stage.REVIEW, Stage.THEME):
            return ""
        if view.selection.vacant_on is not None:
            return _("已经定为空缺，先恢复评选才能改判定。")
        if view.selection.imported:
            return _("补登的往期没有审核。")
        if view.selection.decided_on is not None:
            return _("党委已经研究，判定不能再改。")
        locked = any(one.ballot.locked_on is not None for one in view.rounds)
        return _("票数已经锁定，判定不能再改。") if locked else ""

    def _open_form(self) -> None:
        """What is typed for some nominations stays theirs."""
        if self._form_block.isHidden():
            self._shut()
            return
        assert self.view is not None
        ids = "-".join(str(line.nomination.id) for line in self.lines)
        self._open(f"verdict/{self.view.selection.id}-{ids}", self.form, self._load_form)

    def _load_form(self) -> None:
        one = self.lines[0].nomination
        alike = len({line.nomination.judged_by for line in self.lines}) == 1 and one.judged_by
        self.form.by.setText(one.judged_by if alike else self._last_judge)
        self.form.day.set_value(one.judged_on if alike and one.judged_on else self._today())
        self.form.reason.setPlainText(one.verdict_reason if len(self.lines) == 1 else "")
        self.form.mark_clean()
        self.form.show_problems({})

    def _row_wanted(self, row: Any) -> None:
        if row.record == MENTION:
            self.mention_shown.emit(row.id)
        else:
            open_row(self._desk.wishes, row)

    def _take_pass(self) -> None:
        self.judge(Verdict.PASSED)

    def _take_fail(self) -> None:
        self.judge(Verdict.FAILED)

    def _arrange(self) -> None:
        px = self.theme.px
        self._subject_section = self.add_section(
            self._block("reviewSubject", self.subject, at_left(self.whole))
        )
        found_head = label("reviewFoundTitle", _("系统里查到的"), "h15")
        self._found_section = self.add_section(
            self._block("reviewFound", found_head, self.changed, self.findings, at_left(self.mention))
        )
        several_head = label("reviewSeveralTitle", _("系统里查到的"), "h15")
        self._several_section = self.add_section(self._block("reviewMany", several_head, self.several))
        answer_head = label("reviewReplyTitle", _("纪委书面答复"), "h15")
        self._answer_section = self.add_section(
            self._block("reviewAnswers", answer_head, self.answer, at_left(self.reply))
        )
        self._again = button(self.theme, "reviewAgain", _("撤回判定"), "link")
        self._form_block = self._block("reviewForm", self.form)
        self._fixed = label("reviewFixed", role="hint")
        self._fixed.setWordWrap(True)
        verdict_head = label("reviewVerdictTitle", _("判定"), "h15")
        self._verdict_section = self.add_section(
            self._block(
                "reviewVerdicts", verdict_head, self.given, self._fixed, self._kept, self._form_block
            ),
            ruled=False,
        )
        self.column.addStretch(1)
        self._problem.setContentsMargins(px(16), 0, px(16), px(8))
        self.pin(self._problem)
        self._pass = self.add_deed("reviewPass", _("进入评议"))
        self._fail = self.add_deed("reviewFail", _("不进评议"))
        self.foot.addStretch(1)
        self.foot.addWidget(self._again)
        self._pass.clicked.connect(self._take_pass)
        self._fail.clicked.connect(self._take_fail)
        self._again.clicked.connect(self.take_back)
        self.findings.row_wanted.connect(self._row_wanted)
        self.reply.clicked.connect(self.reply_wanted)
        self.mention.clicked.connect(self.mention_wanted)
        self.whole.clicked.connect(self.nomination_wanted)
