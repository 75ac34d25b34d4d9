"""评议投票: a round entered and locked, opened again only with a reason, a second round between equals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from gzparty.domain.counting import LAST_ROUND, needs_second_round
from gzparty.domain.selection import Ballot
from gzparty.i18n import N_, _
from gzparty.labels.publicity import tie_text
from gzparty.services.ballots import FORM, draft_key
from gzparty.services.selection_views import RoundView, SelectionView
from ui.desk import Desk
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.keys import keys_of
from ui.panels.form import Form
from ui.panels.selection.ballot_entry import BallotEntry
from ui.panels.selection.ballot_form import BallotFacts
from ui.panels.selection.step_panel import StepPanel
from ui.theme import Theme
from ui.widgets.controls import area, label
from ui.widgets.more_button import MoreButton
from ui.widgets.segments import Segments
from ui.widgets.sentence_line import SentenceLine

REASON = 72


class UnlockForm(Form):
    """Why a locked count is opened again."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (("unlockReason", "reason"),)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "unlockForm")
        self.reason = area("unlockReason", theme.px(REASON), _("如 复核选票，徐示例少计 1 票"))
        self.add_row(_("理由"), self.reason)
        note = label("unlockNote", _("理由会写在计票表上，谁看都知道改过。"), "hint")
        note.setWordWrap(True)
        self.add_wide(note)
        self.bind()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if not self.reason.toPlainText().strip():
            found.setdefault("reason", _("写上为什么解除锁定"))
        return found


class VotePanel(StepPanel):
    """Shows one round; a second one is begun where the first left a tie that the rule sends to it."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk, gate, "votePanel")
        theme = desk.theme
        self._round = 1
        self._lock_after = False
        self.entry = BallotEntry(theme, desk.memory, self._today().year)
        self._rounds = Segments(theme, "voteRounds", (("1", N_("第一轮")), ("2", N_("第二轮"))))
        self._early = label("voteEarly", role="fact")
        self._unlocked = SentenceLine(theme, "voteUnlocked")
        self._tie = SentenceLine(theme, "voteTie")
        self._taken_over = label("voteTakenOver", role="hint")
        for words in (self._early, self._taken_over):
            words.setWordWrap(True)
        self._make_sections()
        self._make_deeds()

    def save(self) -> None:
        """Store the round as far as it is entered."""
        if self.view is None or not self._check():
            return
        number, draft, known = self.view.selection.id, self.entry.ballot_draft(), self._known()
        if known is None:
            self._store(lambda services: services.ballots.record(number, draft), self._saved)
        else:
            ballot_id = known.ballot.id
            self._store(lambda services: services.ballots.change(ballot_id, draft), self._saved)

    def lock(self) -> None:
        """Store what is typed and lock the count."""
        self._lock_after = True
        if self._known() is None or self.is_typing():
            self.save()
        elif self._check():
            self._saved(self._known_ballot())

    def unlock(self) -> None:
        """Ask why a locked count is opened again."""
        known = self._known()
        if known is None:
            return
        from ui.panels.ask import Question

        number = known.ballot.id
        form = UnlockForm(self.theme)
        self._ask(
            Question(_("解除锁定票数？"), _("解除锁定"), form, draft=self._asked("unlock", number)),
            lambda services, values: services.ballots.unlock(number, values["reason"]),
        )

    def go_on(self, deed: str, number: int) -> None:
        known = self._known()
        if deed == "unlock" and known is not None and known.ballot.id == number:
            self.unlock()

    def begin_second(self) -> None:
        """Enter the second round, in which only the equals of the first stand."""
        self._go_to("2")

    def delete(self) -> None:
        """Delete the round in sight; undo brings it back."""
        known = self._known()
        if known is not None:
            number = known.ballot.id
            self._desk.drafts.forget(self._key)
            self._key = ""
            self._write(lambda services: services.ballots.delete(number))

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops."""
        grid = self.entry.grid
        return (self.entry.form.day.line, grid) if grid is not None else (self.entry.form.day.line,)

    def leave(self) -> None:
        super().leave()
        self._round = 0

    def _show(self, view: SelectionView) -> None:
        self._round = self._round or max(1, len(view.rounds))
        if self._round > len(view.rounds) and not self._may_begin(view, self._round):
            self._round = max(1, len(view.rounds))
        self.show_title(_("评议投票"), "")
        second = len(view.rounds) > 1 or self._may_begin(view, LAST_ROUND)
        self._rounds.setVisible(second)
        self._rounds.set_value(str(self._round))
        early = self._why_early(view)
        self._early.setText(early)
        self._early_section.setVisible(bool(early))
        self._entry_section.setVisible(not early)
        known = self._known()
        self._say_state(view, known)
        if early:
            self._shut()
        else:
            self._open_entry(view, known)
        self._show_deeds(view, known, early)

    def _open_entry(self, view: SelectionView, known: RoundView | None) -> None:
        poll = self._gate.reader.ballots.poll(view.selection.id, self._round)
        record = known.ballot if known else self._proposed(view)
        lines = known.lines if known else ()

        def load() -> None:
            self.entry.show_round(poll, record, lines, self._today())

        key = f"{FORM}/{draft_key(view.selection.id, self._round)}"
        if known is not None and known.ballot.locked_on is not None:
            # A locked round is looked at; what was typed before it was locked is nobody's any more.
            self._shut()
            load()
        else:
            self._open(key, self.entry, load)

    def _say_state(self, view: SelectionView, known: RoundView | None) -> None:
        ballot = known.ballot if known else None
        locked = ballot is not None and ballot.locked_on is not None
        self.show_tag(_("票数已锁定") if locked else "", "ok" if locked else "")
        reason = ballot.unlock_reason if ballot is not None else ""
        words = _("解除过锁定：{reason}").format(reason=reason) if reason else ""
        self._unlocked.say(Glyph.RETURNED if reason else None, words)
        tie = tie_text(view) if ballot is None or locked else ""
        self._tie.say(Glyph.PART if tie else None, tie)
        self._taken_over.setVisible(False)

    def _show_deeds(self, view: SelectionView, known: RoundView | None, early: str) -> None:
        locked = known is not None and known.ballot.locked_on is not None
        open_still = not early and view.selection.decided_on is None
        last = self._round >= len(view.rounds)
        self._lock.setVisible(open_still and not locked)
        self._keep.setVisible(open_still and not locked)
        self._unlock.setVisible(locked and open_still and last)
        self._second.setVisible(locked and self._may_begin(view, LAST_ROUND))
        self._delete.setEnabled(known is not None and not locked and last and open_still)
        self._more.setVisible(not early)

    def _proposed(self, view: SelectionView) -> BallotFacts:
        """What a new round begins with: of a second one place and voters of the first; never a day or a figure voted."""
        if self._round == 1 or not view.rounds:
            return BallotFacts(None)
        first = view.rounds[0].ballot
        words = _("地点、监票人、计票人照第一轮填的，不一样就改。")
        self._taken_over.setText(words)
        self._taken_over.setVisible(True)
        return BallotFacts(None, first.place, first.supervisor, first.teller)

    def _why_early(self, view: SelectionView) -> str:
        """Why no round can be entered yet; empty where one can."""
        selection = view.selection
        if selection.imported:
            return _("这是补登的往期，没有记票数。")
        if view.rounds:
            return ""
        if selection.nominations_closed_on is None:
            return _("推荐截止以后，在这里录评议投票的票数。")
        if not any(line.nomination.in_vote for line in view.nominations):
            return _("资格审核通过的，才上票；现在还没有。")
        return ""

    @staticmethod
    def _may_begin(view: SelectionView, number: int) -> bool:
        """Whether a further round is what the rule for ties asks for now."""
        done = len(view.rounds)
        if number != done + 1 or number > LAST_ROUND or view.selection.decided_on is not None:
            return number == 1 and done == 0
        if done == 0:
            return True
        locked = view.rounds[-1].ballot.locked_on is not None
        return locked and needs_second_round(view.selection.tie_rule, view.tally)

    def _known(self) -> RoundView | None:
        rounds = self.view.rounds if self.view else ()
        return rounds[self._round - 1] if 0 < self._round <= len(rounds) else None

    def _known_ballot(self) -> Ballot | None:
        known = self._known()
        return known.ballot if known else None

    def _saved(self, ballot: Any) -> None:
        if self._lock_after and isinstance(ballot, Ballot):
            number, today = ballot.id, self._today()
            self._write(lambda services: services.ballots.lock(number, today))
        self._lock_after = False

    def _check(self) -> bool:
        fine = super()._check()
        self._lock_after = self._lock_after and fine
        return fine

    def _not_stored(self, words: str) -> None:
        self._lock_after = False
        super()._not_stored(words)

    def _save_clicked(self) -> None:
        self._lock_after = False
        self.save()

    def _go_to(self, key: str) -> None:
        if self.view is not None:
            self._round = int(key)
            self._show(self.view)

    def _print_ballots(self) -> None:
        self._print("ballot")

    def _print_tally(self) -> None:
        self._print("tally")

    def _make_sections(self) -> None:
        self._early_section = self.add_section(self._early)
        self._entry_section = self.add_section(
            self._block(
                "voteEntry",
                self._rounds,
                self._unlocked,
                self._tie,
                self._kept,
                self._taken_over,
                self.entry,
            ),
            ruled=False,
        )
        self._add_refusal()
        self.column.addStretch(1)

    def _make_deeds(self) -> None:
        self._lock = self.add_deed("voteLock", _("计票完毕，锁定"), "primary", "lock")
        self._second = self.add_deed("voteSecond", _("再投一轮"), "primary")
        self._keep = self.add_deed("voteKeep", _("先存下"))
        self._keep.setToolTip(keys_of("save"))
        self._unlock = self.add_deed("voteUnlock", _("解除锁定…"))
        self.foot.addStretch(1)
        self._more = MoreButton(self.theme, "voteMore", _("投票的更多"), dots=True)
        self._more.add("votePrintBallots", _("打印评议票"), self._print_ballots)
        self._more.add("votePrintTally", _("打印计票表"), self._print_tally)
        self._more.add_line()
        self._delete = self._more.add("voteDelete", _("删除这一轮"), self.delete)
        self.foot.addWidget(self._more)
        self._lock.clicked.connect(self.lock)
        self._second.clicked.connect(self.begin_second)
        self._keep.clicked.connect(self._save_clicked)
        self._unlock.clicked.connect(self.unlock)
        self._rounds.chosen.connect(self._go_to)
