"""The votes of one meeting: each with its result in a sentence; one is opened, corrected or added in the form below."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain.meeting import MeetingKind, Vote, VoteKind
from gzparty.domain.sitting import RosterKind, RosterRule
from gzparty.i18n import _
from gzparty.labels.votes import result_text, vote_kind_label
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.roster import roster_rows
from gzparty.services.votes import VoteDraft
from ui.changes import concerns
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.life.vote_form import FIGURES, VoteForm
from ui.widgets.controls import button, label
from ui.widgets.vote_line import VoteLine

SHOWS = frozenset({"vote", "meeting", "attendance", "sitting"})


class VoteEditor(QWidget):
    """`show_meeting(id)` shows a meeting's votes. It holds no scroll area of its own: put it into a panel's body.

    What is typed is kept as a draft when another meeting is shown, and comes back with its own.
    """

    done = Signal(str)
    """A deed that can be taken back."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("voteEditor")
        self._desk = desk
        self._gate = gate
        self._meeting_id = 0
        self._editing = 0
        self.votes: tuple[Vote, ...] = ()
        theme = desk.theme
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._none = label("votesNone", _("没有表决。"), "hint")
        self._add = button(theme, "addVote", _("加一项表决"), "small", "plus")
        self.form = VoteForm(theme, gate.reader.context.today().year)
        self._problem = label("voteRefused", role="problem")
        self._problem.setWordWrap(True)
        self._kept = label("voteKept", _("接着上次没存的内容"), "hint")
        self._offer = button(theme, "voteFromRoll", "", "link")
        self._store = button(theme, "storeVote", _("存下这项表决"))
        self._back = button(theme, "leaveVote", _("算了"))
        self._delete = button(theme, "deleteVote", _("删除这项表决"), "quiet")
        self._lay_out()
        self._add.clicked.connect(self.add)
        self._store.clicked.connect(self.save)
        self._back.clicked.connect(self._give_up)
        self._delete.clicked.connect(self._delete_vote)
        self._offer.clicked.connect(self._take_roll)
        desk.changes.changed.connect(self._changed)
        self._box.hide()

    def show_meeting(self, meeting_id: int) -> None:
        """Show the votes of a meeting; a form left open is closed, what was typed in it stays as a draft."""
        if meeting_id != self._meeting_id:
            self.close_form()
        self._meeting_id = meeting_id
        self._read()

    def add(self) -> None:
        """Begin a new vote."""
        self._open(0, VoteDraft(self._usual_kind(), "", 0, 0))

    def edit(self, vote_id: int) -> None:
        """Open a vote to be corrected."""
        vote = next((vote for vote in self.votes if vote.id == vote_id), None)
        if vote is not None:
            self._open(vote.id, vote)

    def save(self) -> None:
        """Store what stands in the form."""
        if self._box.isHidden():
            return
        problems = self.form.problems()
        self.form.show_problems(problems)
        if problems:
            return
        draft, meeting_id, vote_id = self.form.vote_draft(), self._meeting_id, self._editing

        def call(services: Services) -> Done[Any]:
            if vote_id:
                return services.votes.change(vote_id, draft)
            return services.votes.add(meeting_id, draft)

        self._gate.write(call, self._stored, self._refused, draft=self._draft_key())

    def close_form(self) -> None:
        """Put the form away; nothing is stored, and what was typed stays as a draft."""
        if not self._box.isHidden():
            self._desk.drafts.leave(self._draft_key())
        self._box.hide()
        self._add.show()
        self._problem.hide()

    def is_editing(self) -> bool:
        """Whether the form is open with something typed that is not stored."""
        return not self._box.isHidden() and self.form.is_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the form away, F4 goes to its next problem."""
        if event.key() == Qt.Key.Key_Escape and not self._box.isHidden():
            self.close_form()
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_F4:
            self.form.next_problem()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        theme = self._desk.theme
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        for part in (self._store, self._back):
            foot.addWidget(part)
        foot.addStretch(1)
        foot.addWidget(self._delete)
        self._box = QWidget()
        self._box.setObjectName("voteBox")
        inner = QVBoxLayout(self._box)
        inner.setContentsMargins(0, theme.px(4), 0, 0)
        inner.setSpacing(theme.px(8))
        inner.addWidget(self._kept)
        inner.addWidget(self._offer, alignment=Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(self.form)
        inner.addWidget(self._problem)
        inner.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        layout.addLayout(self._lines)
        layout.addWidget(self._none)
        layout.addWidget(self._add, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._box)
        layout.addStretch(1)

    def _read(self) -> None:
        self.votes = self._gate.reader.votes.of(self._meeting_id)
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            widget.hide()
            widget.deleteLater()
        for vote in self.votes:
            line = VoteLine(
                self._desk.theme,
                f"vote_{vote.id}",
                vote.matter,
                vote_kind_label(vote.kind),
                result_text(vote),
            )
            line.vote_id = vote.id
            line.clicked.connect(self._line_clicked)
            self._lines.addWidget(line)
        self._none.setVisible(not self.votes)

    def _line_clicked(self) -> None:
        line = self.sender()
        if isinstance(line, VoteLine):
            self.edit(line.vote_id)

    def _open(self, vote_id: int, record: Vote | VoteDraft) -> None:
        self.close_form()
        self._editing = vote_id
        self._offer_roll()
        self.form.know(self._names())
        self.form.load(record)
        if not vote_id:
            self._blank_figures()
        self._kept.setVisible(self._desk.drafts.watch(self._draft_key(), self.form))
        self._problem.hide()
        self._delete.setVisible(bool(vote_id))
        self._add.hide()
        self._box.show()
        self.form.control("voteMatter").setFocus(Qt.FocusReason.OtherFocusReason)

    def _usual_kind(self) -> VoteKind:
        committee = (
            self._gate.reader.store.meetings.get(self._meeting_id).kind is MeetingKind.COMMITTEE_MEETING
        )
        return VoteKind.COMMITTEE if committee else VoteKind.GENERAL

    def _names(self) -> list[tuple[str, str]]:
        """The branch's members of the day, to be offered where a name is typed."""
        store = self._gate.reader.store
        meeting = store.meetings.get(self._meeting_id)
        sitting = store.sittings.get(meeting.sitting_id)
        rule = RosterRule(RosterKind.BRANCH, (meeting.unit_id,))
        rows = roster_rows(store, rule, sitting.id, sitting.start.date())
        return [(row.name, row.initials) for row in rows]

    def _offer_roll(self) -> None:
        """Offer the figures of the roll, where there is one by names; they are taken over only when wanted."""
        self._electorate = self._gate.reader.votes.electorate(self._meeting_id)
        self._offer.setVisible(self._electorate is not None)
        if self._electorate is not None:
            facts = {"eligible": self._electorate.eligible, "present": self._electorate.present}
            self._offer.setText(
                _("名单上应到会有表决权 {eligible} 人、实到 {present} 人，填上").format(**facts)
            )

    def _take_roll(self) -> None:
        if self._electorate is not None:
            for name, count in (
                ("voteEligible", self._electorate.eligible),
                ("votePresent", self._electorate.present),
            ):
                self.form.control(name).set_value(count)  # type: ignore[attr-defined]

    def _blank_figures(self) -> None:
        """A figure nobody has written yet is empty, not 0."""
        for name, attribute in self.form.FIELDS:
            if attribute in FIGURES:
                self.form.control(name).set_value(None)  # type: ignore[attr-defined]
        self.form.mark_clean()

    def _draft_key(self) -> str:
        return f"vote/{self._editing or f'new-{self._meeting_id}'}"

    def _give_up(self) -> None:
        """Put the form away with what was typed in it."""
        self._desk.drafts.forget(self._draft_key())
        self._box.hide()
        self._add.show()

    def _delete_vote(self) -> None:
        vote_id = self._editing
        self._gate.write(lambda services: services.votes.delete(vote_id), self._stored, self._refused)

    def _stored(self, outcome: Done[Any]) -> None:
        self._give_up()
        self._read()
        if outcome.action:
            self.done.emit(outcome.name)

    def _refused(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.show()

    def _changed(self, kinds: frozenset[str]) -> None:
        if self._meeting_id and self.isVisible() and concerns(kinds, SHOWS):
            self._read()
