"""What a problem is: its text, a banner while it is overdue or withdrawn, repeats, where it came from, who and how."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gzparty.domain.problem import Lane, ProblemState, Step
from gzparty.i18n import _
from gzparty.labels import dates, sentence
from gzparty.labels.ledger import lane_label, source_label
from gzparty.services.ledger_views import ProblemDetail
from ui.glyphs import Glyph
from ui.panels.ledger.words import full_day, number_words, overdue_words, recurrence_words
from ui.theme import Theme
from ui.widgets.controls import button, frame, label, restyle, set_tone
from ui.widgets.fact_grid import FactGrid
from ui.widgets.flow import FlowLayout

EARLIER_SEEN = 3


class ProblemTitle(QWidget):
    """The text of the problem, with what must be known at once below it."""

    earlier_wanted = Signal(int)
    """The id of an earlier problem of the same unit and kind."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("problemTitle")
        self._theme = theme
        self._text = label("problemText", role="h16")
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._banner = frame("problemBanner", "error")
        self._glyph = QLabel()
        self._word = label("problemBannerWord", role="strong", tone="over")
        self._more = label("problemBannerText", role="fact", tone="over")
        row = QHBoxLayout(self._banner)
        row.setContentsMargins(theme.px(10), theme.px(7), theme.px(10), theme.px(7))
        row.setSpacing(theme.px(8))
        row.addWidget(self._glyph)
        row.addWidget(self._word)
        row.addWidget(self._more, 1)
        self._warning = label("problemWarning", role="hint", tone="warn")
        self._warning.setWordWrap(True)
        self._again = QWidget()
        self._repeats = FlowLayout(self._again, theme.px(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for part in (self._text, self._banner, self._warning, self._again):
            column.addWidget(part)

    def show_detail(self, detail: ProblemDetail, months: int, year: int | None) -> None:
        """Show another problem; `year` is the one in sight, whose numbers are said without it."""
        self._text.setText(detail.line.problem.text)
        self._show_banner(detail)
        words = "\n".join(sentence(one) for one in detail.warnings)
        self._warning.setText(words)
        self._warning.setVisible(bool(words))
        self._show_earlier(detail, months, year)

    def _show_banner(self, detail: ProblemDetail) -> None:
        line, problem = detail.line, detail.line.problem
        tone, role, glyph, word, more = "over", "error", Glyph.OVER, "", ""
        if line.is_overdue:
            word, more = overdue_words(line)
        elif problem.state is ProblemState.WITHDRAWN:
            gone = [event for event in detail.events if event.step is Step.WITHDRAW]
            tone, role, glyph, word = "ink2", "note", Glyph.NOT_APPLICABLE, _("撤销立项")
            more = (
                _("{day}，{why}").format(day=dates.prose(gone[-1].happened_on), why=gone[-1].note)
                if gone
                else ""
            )
        elif line.relapses:
            tone, role, glyph = "warn", "warning", Glyph.RETURNED
            word, more = _("第 {n} 轮整改").format(n=problem.round), _("销号以后又出现了")
        self._banner.setVisible(bool(word))
        if not word:
            return
        restyle(self._banner, "role", role)
        self._theme.show_glyph(self._glyph, glyph)
        self._word.setText(word)
        self._more.setText(more)
        self._more.setToolTip(more)
        for part in (self._word, self._more):
            set_tone(part, tone)
        self._banner.setAccessibleName(f"{word} {more}")

    def _show_earlier(self, detail: ProblemDetail, months: int, year: int | None) -> None:
        while (item := self._repeats.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        words = recurrence_words(detail.line, months)
        self._again.setVisible(bool(words))
        if not words:
            return
        said = label("problemAgain", _("{words}，上次是").format(words=words), "fact", "warn")
        self._repeats.addWidget(said)
        for problem in detail.earlier[-EARLIER_SEEN:][::-1]:
            link = button(
                self._theme,
                f"earlier_{problem.id}",
                _("第 {number} 号").format(number=number_words(problem, year)),
                "link",
            )
            link.setToolTip(problem.text)
            link.clicked.connect(partial(self.earlier_wanted.emit, problem.id))
            self._repeats.addWidget(link)


class ProblemFacts(QWidget):
    """Who answers for it, where it came from, how it is put right."""

    inspection_wanted = Signal()
    tip_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("problemFacts")
        self._theme = theme
        self._grid = FactGrid(theme, "problemFact")
        self._wide = QGridLayout()
        self._wide.setHorizontalSpacing(theme.px(8))
        self._wide.setVerticalSpacing(theme.px(5))
        self._wide.setColumnStretch(1, 1)
        self._rows: dict[str, tuple[QLabel, QLabel]] = {}
        self.inspection = button(theme, "toInspection", "", "link")
        self.tip = button(theme, "toTip", "", "link")
        links = QHBoxLayout()
        links.setSpacing(theme.px(12))
        for made in (self.inspection, self.tip):
            links.addWidget(made)
        links.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(5))
        column.addWidget(self._grid)
        column.addLayout(self._wide)
        column.addLayout(links)
        self.inspection.clicked.connect(self.inspection_wanted)
        self.tip.clicked.connect(self.tip_wanted)

    def show_detail(self, detail: ProblemDetail) -> None:
        """Show another problem."""
        problem = detail.line.problem
        dash = _("—")
        facts = [
            (_("责任领导"), problem.leader or dash),
            (_("责任人"), problem.responsible or dash),
            (_("问题来源"), _origin(detail)),
            (_("验收人"), problem.verifier or dash),
        ]
        if not detail.line.is_overdue:
            facts.append((_("整改时限"), full_day(problem.deadline) or problem.deadline_text or dash))
        if problem.lane is not Lane.TERM:
            facts.append((_("方式"), lane_label(problem.lane)))
        if problem.done_on:
            facts.append((_("完成时间"), full_day(problem.done_on)))
        if problem.category:
            facts.append((_("类别"), problem.category))
        self._grid.show_facts(facts)
        result = _("阶段情况") if problem.lane is Lane.LASTING else _("整改情况")
        self._show_wide("measure", _("整改措施"), problem.measure)
        self._show_wide("result", result, problem.result)
        self._show_wide("note", _("备注"), problem.note)
        self._show_links(detail)

    def _show_links(self, detail: ProblemDetail) -> None:
        found = detail.inspection
        self.inspection.setVisible(found is not None)
        if found is not None:
            self.inspection.setText(_("看 {day}那次检查").format(day=dates.prose(found.held_on)))
        self.tip.setVisible(detail.tip is not None)
        if detail.tip is not None:
            self.tip.setText(_("看群众意见 {number}").format(number=detail.tip.number))

    def _show_wide(self, key: str, title: str, words: str) -> None:
        if key not in self._rows:
            made = (
                label(f"problem_{key}Title", role="label", tone="ink3"),
                label(f"problem_{key}", role="fact"),
            )
            made[1].setWordWrap(True)
            row = len(self._rows)
            self._wide.addWidget(made[0], row, 0, Qt.AlignmentFlag.AlignTop)
            self._wide.addWidget(made[1], row, 1)
            self._rows[key] = made
        head, text = self._rows[key]
        head.setText(title)
        text.setText(words)
        for part in (head, text):
            part.setVisible(bool(words))


class SectionHead(QFrame):
    """A heading within the panel, with a deed at the right end."""

    def __init__(self, theme: Theme, name: str, title: str, deed: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}Head")
        self.setProperty("role", "plain")
        self.deed = button(theme, f"{name}Deed", deed, "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(f"{name}Title", title, "h15"))
        row.addStretch(1)
        row.addWidget(self.deed)


def _origin(detail: ProblemDetail) -> str:
    problem = detail.line.problem
    source = source_label(problem.source)
    return (
        _("{source} {note}").format(source=source, note=problem.source_note)
        if problem.source_note
        else source
    )
