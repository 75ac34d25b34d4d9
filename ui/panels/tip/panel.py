"""The panel of one opinion: what was said, who deals with it until when, who said it masked, its next steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gzparty.domain.tip import Reporter, Satisfaction, TipGroup, TipKind
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.tips import channel_label, satisfaction_label, tip_kind_label
from gzparty.services.ledger_views import TipView
from ui.desk import Desk
from ui.panels.tip.deeds import TipDeeds
from ui.panels.tip.keys import KeyDeeds
from ui.panels.tip.reporter import ReporterBlock
from ui.panels.tip.rows import TONES, standing_words
from ui.widgets.controls import button, label
from ui.widgets.fact_grid import FactGrid
from ui.widgets.more_button import MoreButton
from ui.widgets.right_panel import RightPanel
from ui.wishes import LedgerRequest


class TipPanel(RightPanel):
    """Shows one opinion; a reporter in sight goes when another is shown, or the panel is closed or hidden."""

    def __init__(self, desk: Desk, deeds: TipDeeds, keys: KeyDeeds) -> None:
        super().__init__(desk.theme, "tipPanel")
        self._desk = desk
        self._deeds = deeds
        self.view: TipView | None = None
        self._content = _text("tipSaid")
        self._facts = FactGrid(desk.theme, "tipFacts")
        self.reporter = ReporterBlock(desk.theme)
        self._answered = label("tipAnswered", role="labelStrong")
        self._reply = _text("tipReply")
        self._ledger = label("tipLedger", role="fact")
        self._ledger.setWordWrap(True)
        self._to_ledger = button(desk.theme, "tipToLedger", _("到台账看"), "link")
        self._make_sections()
        self.answer = self.add_deed("tipAnswer", _("答复"), "primary")
        self.to_problem = self.add_deed("tipToProblem", _("转成问题"))
        self.hand_over = self.add_deed("tipHandOver", _("移交纪委"))
        self.foot.addStretch(1)
        self._add_more(keys)
        self.answer.clicked.connect(deeds.answer)
        self.to_problem.clicked.connect(deeds.to_problem)
        self.hand_over.clicked.connect(deeds.hand_over)
        self.reporter.look_wanted.connect(deeds.look)
        self.reporter.set_wanted.connect(deeds.set_reporter)
        deeds.revealed.connect(self._show_reporter)
        self._to_ledger.clicked.connect(self._show_ledger)

    def show_view(self, view: TipView, today: date) -> None:
        """Show an opinion."""
        other = self.view is None or self.view.tip.id != view.tip.id
        self.view = self._deeds.view = view
        tip = view.tip
        self.show_title(tip.number, "")
        self.show_tag(standing_words(view), TONES.get(view.group, ""))
        bare = tip.kind is TipKind.ACCUSATION
        self._content.setText(
            _("反映具体人的问题归纪委办，这里只记哪天移交、交给谁。") if bare else tip.content
        )
        self._facts.show_facts(facts_of(view))
        self._reporter_section.setVisible(not bare)
        self.reporter.show_view(view, today)
        self._show_answer(view)
        self._show_problems(view)
        self._show_deeds(view)
        if other:
            self.scroll_to_top()

    def cover(self) -> None:
        """Put a reporter in sight out of it."""
        self.reporter.cover(self.view)

    def hideEvent(self, event: QHideEvent) -> None:
        """A panel out of sight shows nobody when it comes back."""
        self.cover()
        super().hideEvent(event)

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops."""
        return (self.answer if self.answer.isVisibleTo(self) else self.hand_over,)

    def _make_sections(self) -> None:
        self.add_section(self._content)
        self.add_section(self._facts)
        self._reporter_section = self.add_section(self.reporter)
        answer = QWidget()
        answer.setObjectName("tipAnswerBlock")
        column = QVBoxLayout(answer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(4))
        column.addWidget(self._answered)
        column.addWidget(self._reply)
        self._answer_section = self.add_section(answer)
        ledger = QWidget()
        ledger.setObjectName("tipLedgerBlock")
        row = QVBoxLayout(ledger)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(4))
        row.addWidget(self._ledger)
        row.addWidget(self._to_ledger, alignment=Qt.AlignmentFlag.AlignLeft)
        self._ledger_section = self.add_section(ledger)
        self.column.addStretch(1)

    def _add_more(self, keys: KeyDeeds) -> None:
        deeds = self._deeds
        more = MoreButton(self.theme, "tipMore")
        self._assign = more.add("tipAssign", _("交办…"), deeds.assign_shown)
        self._change = more.add("tipChange", _("修改…"), deeds.change)
        self._set_reporter = more.add("tipSetReporter", _("改反映人…"), deeds.set_reporter)
        self._erase = more.add("tipErase", _("抹掉反映人…"), deeds.erase)
        more.add("tipPast", _("改动历史…"), deeds.show_past)
        more.add("tipDelete", _("删除"), deeds.delete)
        more.add_line()
        more.add("keySave", _("另存钥匙…"), keys.save)
        more.add("keyRead", _("读入钥匙…"), keys.read)
        self.foot.addWidget(more)

    def _show_answer(self, view: TipView) -> None:
        tip = view.tip
        self._answer_section.setVisible(tip.replied_on is not None)
        if tip.replied_on is None:
            return
        words = _("{day} 答复").format(day=dates.prose(tip.replied_on))
        if tip.satisfaction is not Satisfaction.UNKNOWN:
            met = satisfaction_label(tip.satisfaction)
            words = _("{words}，{met}").format(words=words, met=met)
        self._answered.setText(words)
        self._reply.setText(tip.reply)

    def _show_problems(self, view: TipView) -> None:
        self._ledger_section.setVisible(bool(view.problems))
        lines = (
            _("{number} {text}").format(number=line.problem.printed_number, text=line.problem.text)
            for line in view.problems
        )
        self._ledger.setText(_("已转成问题：\n{lines}").format(lines="\n".join(lines)))

    def _show_deeds(self, view: TipView) -> None:
        bare = view.tip.kind is TipKind.ACCUSATION
        for part in (self.answer, self.to_problem):
            part.setVisible(not bare)
        self.answer.setText(_("改答复") if view.group is TipGroup.REPLIED else _("答复"))
        handed = view.group is TipGroup.HANDED_OVER
        self.hand_over.setText(_("改移交") if handed else _("移交纪委"))
        for action in (self._assign, self._change):
            action.setVisible(not bare)
        self._set_reporter.setVisible(not bare and view.tip.has_reporter)
        self._erase.setVisible(view.tip.has_reporter)

    def _show_reporter(self, tip_id: int, reporter: Reporter) -> None:
        """The answer may come when another opinion is in sight already."""
        if self.view is not None and self.view.tip.id == tip_id and self.isVisible():
            self.reporter.show_reporter(self.view, reporter)

    def _show_ledger(self) -> None:
        if self.view is not None:
            request = LedgerRequest.of([line.problem.id for line in self.view.problems])
            self._desk.wishes.show_page("ledger", request)


def facts_of(view: TipView) -> list[tuple[str, str]]:
    """What is known of an opinion besides what was said."""
    tip = view.tip
    facts = [(_("收到"), dates.prose_weekday(tip.received_on)), (_("来源"), channel_label(tip.channel))]
    if tip.kind is TipKind.ACCUSATION:
        facts.insert(0, (_("类别"), tip_kind_label(tip.kind)))
    else:
        facts.append((_("期限"), dates.prose_weekday(tip.due_on) if tip.due_on else _("没定")))
        facts.append((_("办理单位"), view.unit.name if view.unit else _("没交办")))
    if tip.handed_on is not None:
        facts.append((_("移交"), dates.prose_weekday(tip.handed_on)))
        facts.append((_("移交给"), tip.handed_to))
        if tip.taken_by:
            facts.append((_("接收人"), tip.taken_by))
    if tip.note:
        facts.append((_("备注"), tip.note))
    return facts


def _text(name: str) -> QLabel:
    made = label(name)
    made.setWordWrap(True)
    return made
