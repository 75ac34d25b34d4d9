"""One round of voting as it is entered: the fields, the sheet of votes or scores, and whether the figures hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.domain import ballot_checks
from gzparty.domain.ballot_checks import FIGURES, Poll
from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.selection import Ballot, BallotLine, Method
from gzparty.i18n import _
from gzparty.services.ballot_drafts import BallotDraft, LineDraft, tenths_of
from ui.glyphs import Glyph
from ui.memory import Memory
from ui.panels.selection.ballot_form import BallotFacts, BallotForm
from ui.panels.selection.ballot_grid import BallotGrid
from ui.panels.selection.count_grid import CountGrid
from ui.panels.selection.faults import by_field, by_nomination
from ui.panels.selection.score_grid import ScoreGrid
from ui.theme import Theme
from ui.widgets.controls import label
from ui.widgets.count_field import CountField
from ui.widgets.focus_proxy import proxy_of
from ui.widgets.sentence_line import SentenceLine

GRID = "grid"
"""The key of the sheet's text among those of the fields, in a draft."""


class BallotEntry(QWidget):
    """Form and sheet, stored together; sentences under them say whether the figures hold."""

    edited = Signal()

    def __init__(self, theme: Theme, memory: Memory, year: int) -> None:
        super().__init__()
        self.setObjectName("ballotEntry")
        self._theme = theme
        self._memory = memory
        self._poll: Poll | None = None
        self._today = date.min
        self.form = BallotForm(theme, year)
        self.figures = SentenceLine(theme, "ballotFigures")
        self.sums = SentenceLine(theme, "ballotSums")
        self._title = label("ballotGridTitle", role="labelStrong")
        self._refused = label("ballotGridProblem", role="problem")
        self._refused.setWordWrap(True)
        self._refused.hide()
        self.grid: BallotGrid | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        for part in (self.form, self.figures, self._title, self.sums, self._refused):
            self._column.addWidget(part)
        self.form.edited.connect(self._look)

    def show_round(
        self,
        poll: Poll,
        record: Ballot | BallotFacts,
        lines: Sequence[BallotLine],
        today: date,
    ) -> None:
        """Show a round as it is stored, or what a new one begins with."""
        self._poll, self._today = poll, today
        locked = isinstance(record, Ballot) and record.locked_on is not None
        self._use(CountGrid if poll.selection.method is Method.COUNT else ScoreGrid)
        assert self.grid is not None
        self.form.faults = {}
        self.form.load(record)
        self.form.set_read_only(locked)
        self.grid.show_lines(poll, lines, locked=locked)
        if (sheet := proxy_of(self.grid)) is not None:
            self.setTabOrder(self.form.control("ballotNote"), sheet)
        self._refused.hide()
        self._title.setText(title := self._title_words(poll))
        self._title.setVisible(bool(title))
        self._look()

    def ballot_draft(self) -> BallotDraft:
        """What stands there, for the service."""
        values = self.form.values()
        return BallotDraft(**values, lines=tuple(self._lines()))

    def draft(self) -> dict[str, str]:
        """Every text, for the draft store."""
        return self.form.draft() | {GRID: self.grid.text() if self.grid else ""}

    def restore(self, draft: Mapping[str, str]) -> None:
        """Put a draft back."""
        self.form.restore(draft)
        if self.grid is not None and GRID in draft:
            self.grid.set_text(draft[GRID])
        self._look()

    def is_changed(self) -> bool:
        """Whether anything stands there that is not stored."""
        return self.form.is_changed() or (self.grid is not None and self.grid.is_changed())

    def mark_clean(self) -> None:
        """Take what stands there as stored."""
        self.form.mark_clean()
        if self.grid is not None:
            self.grid.mark_clean()

    def problems(self) -> dict[str, str]:
        """What must be put right before it can be stored."""
        found = self.form.problems()
        words = (self.grid.problem() if self.grid else "") or self._line_fault()
        return found | ({GRID: words} if words else {})

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say it beside the fields and under the sheet, and go to the first."""
        fields = {name: words for name, words in problems.items() if name != GRID}
        self.form.show_problems(fields)
        words = problems.get(GRID, "")
        self._refused.setText(words)
        self._refused.setVisible(bool(words))
        if words and not fields and self.grid is not None:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_problem(self) -> bool:
        """Go to the next field something is said about."""
        return self.form.next_problem()

    def _use(self, kind: type[CountGrid] | type[ScoreGrid]) -> None:
        if isinstance(self.grid, kind):
            return
        if self.grid is not None:
            self._column.removeWidget(self.grid)
            self.grid.hide()
            self.grid.deleteLater()
        self.grid = kind(self._theme, self._memory)
        self.grid.edited.connect(self._look)
        self._column.insertWidget(self._column.indexOf(self._title) + 1, self.grid)

    def _lines(self) -> list[LineDraft]:
        return self.grid.lines() if self.grid is not None else []

    def _look(self) -> None:
        """Say what holds and what does not, as far as it is typed."""
        poll = self._poll
        if poll is None or self.grid is None:
            return
        ballot = self._typed_ballot()
        if isinstance(self.grid, ScoreGrid):
            self.grid.show_room(ballot.valid)
        lines = self._typed_lines()
        found = ballot_checks.check_ballot(ballot, lines, poll, self._today)
        fields = by_field(found)
        self.form.show_faults(fields)
        self.grid.show_faults(by_nomination(found))
        if not self.grid.problem() and not self._line_fault():
            self._refused.hide()
        self._say_figures(ballot, fields)
        self._say_sums(ballot, lines, poll, found)
        self.edited.emit()

    def _typed_ballot(self) -> Ballot:
        day = self.form.day.value()
        due, present, issued, returned, valid = (self._count(name) for name in FIGURES)
        # A day that cannot be read yet is said by its field; no rule is asked about it.
        closed = self._poll.selection.nominations_closed_on if self._poll else None
        held_on = day or closed or self._today
        return Ballot(
            0,
            "",
            0,
            1,
            held_on,
            due=due,
            present=present,
            issued=issued,
            returned=returned,
            valid=valid,
        )

    def _typed_lines(self) -> list[BallotLine]:
        lines = []
        for line in self._lines():
            scores, faults = tenths_of(line, "")
            if not faults:
                lines.append(BallotLine(0, "", 0, line.nomination_id, line.votes, scores))
        return lines

    def _count(self, attribute: str) -> int | None:
        control = self.form.control(BallotForm.NAMES[attribute])
        assert isinstance(control, CountField)
        return control.value()

    def _line_fault(self) -> str:
        """What the rules say of the sheet as a whole or of a nominee in it."""
        poll = self._poll
        if poll is None:
            return ""
        found = ballot_checks.check_lines(self._typed_ballot(), self._typed_lines(), poll)
        said = by_field(found)
        return next((said[name].split("\n")[0] for name in ("votes", "scores", "lines") if name in said), "")

    def _say_figures(self, ballot: Ballot, fields: Mapping[str, str]) -> None:
        """A tick once all five are there and none is more than the one before it."""
        wrong = any(name in fields for name in FIGURES)
        if wrong or any(getattr(ballot, name) is None for name in FIGURES):
            self.figures.say(None, "")
            return
        words = _("应到 {due}，实到 {present}，发出 {issued}，收回 {returned}，有效 {valid}，对得上")
        self.figures.say(Glyph.DONE, words.format(**{name: getattr(ballot, name) for name in FIGURES}))

    def _say_sums(
        self, ballot: Ballot, lines: Sequence[BallotLine], poll: Poll, found: Sequence[Diagnostic]
    ) -> None:
        over = [one for one in found if one.code.startswith("ballot_sum_over")]
        if over:
            self.sums.say(Glyph.OVER, by_field(over)["votes"], "over")
        elif poll.selection.method is Method.SCORE:
            self._say_scored(ballot)
        else:
            self._say_counted(ballot, lines, poll)

    def _say_scored(self, ballot: Ballot) -> None:
        filled = self.grid.filled() if isinstance(self.grid, ScoreGrid) else 0
        if ballot.valid is None:
            self.sums.say(Glyph.TODO, _("已录 {n} 张").format(n=filled))
            return
        words = _("已录 {n} 张，有效票 {valid} 张").format(n=filled, valid=ballot.valid)
        self.sums.say(Glyph.DONE if filled == ballot.valid else Glyph.TODO, words)

    def _say_counted(self, ballot: Ballot, lines: Sequence[BallotLine], poll: Poll) -> None:
        """已录 25 票，有效 25 票 × 每票 1 人; of several categories one line each."""
        of = {one.id: one.category_id for one in poll.nominations}
        said, full = [], ballot.valid is not None
        for category in sorted(poll.categories, key=lambda one: (one.position, one.id)):
            total = sum(line.votes or 0 for line in lines if of.get(line.nomination_id) == category.id)
            choices = poll.choices.get(category.id, category.choices)
            facts = {"title": category.title, "n": total, "valid": ballot.valid, "choices": choices}
            words = _("已录 {n} 票，有效 {valid} 票 × 每票 {choices} 人")
            if ballot.valid is None:
                words = _("已录 {n} 票，每票选 {choices} 人")
            elif total < ballot.valid * choices:
                full = False
                facts["left"] = ballot.valid * choices - total
                words = _("已录 {n} 票，有效 {valid} 票 × 每票 {choices} 人，还有 {left} 票没投给谁")
            words = words.format(**facts)
            said.append(
                _("{title}：{words}").format(title=category.title, words=words) if category.title else words
            )
        self.sums.say(Glyph.DONE if full else Glyph.TODO, "\n".join(said))

    @staticmethod
    def _title_words(poll: Poll) -> str:
        if poll.selection.method is Method.SCORE:
            return _("打分，满分 {full} 分").format(full=poll.selection.full_score)
        if poll.tied:
            return _("第二轮得票，只有并列的 {n} 名").format(n=len(poll.voted_on))
        return ""
