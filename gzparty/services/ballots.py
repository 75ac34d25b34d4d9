"""Rounds of unsigned voting (评议投票): entered, counted, locked; what they came to proposes and decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from gzparty.domain import ballot_checks, counting, entry
from gzparty.domain.ballot_checks import Poll
from gzparty.domain.counting import LAST_ROUND, Tally
from gzparty.domain.diagnostic import Diagnostic, Refusal
from gzparty.domain.selection import Ballot, BallotLine, Method, Nomination, Selection
from gzparty.i18n import _
from gzparty.labels.ballots import selection_name
from gzparty.services import ballot_reading, selection_steps
from gzparty.services.ballot_drafts import BallotDraft, tenths_of, texts_of
from gzparty.services.context import Done, Service
from gzparty.services.selection_steps import refuse
from gzparty.services.selection_views import RoundView

FORM = "ballot"
"""The form whose drafts hold what is typed of a round, under `draft_key`."""


def draft_key(selection_id: int, round_number: int) -> str:
    """Under which what is typed of a round stays a draft."""
    return f"{selection_id}-{round_number}"


class Ballots(Service):
    """Writes of the rounds of a selection; a locked one is opened only with a reason."""

    def tally(self, selection_id: int) -> Tally | None:
        """The selection counted as far as it is entered; None without a round."""
        with self._store.snapshot():
            selection = self._store.selections.get(selection_id)
            return ballot_reading.tally_of(
                self._store, selection, self._nominations(selection_id), self._rounds(selection_id)
            )

    def poll(self, selection_id: int, round_number: int = 1) -> Poll:
        """Whom a round is about and what its figures are checked against, as they are typed."""
        with self._store.snapshot():
            return self._poll(self._store.selections.get(selection_id), round_number)

    def problems(self, ballot_id: int) -> tuple[Diagnostic, ...]:
        """What a stored round lacks before it can be locked, and what an inspector would ask about."""
        with self._store.snapshot():
            ballot = self._store.selections.ballot(ballot_id)
            lines = self._store.selections.ballot_lines([ballot_id])
            poll = self._poll(self._store.selections.get(ballot.selection_id), ballot.round)
            return self._found(ballot, lines, poll, complete=True)

    def record(self, selection_id: int, draft: BallotDraft) -> Done[Ballot]:
        """Enter the first round, or the second where the first is locked and left a tie for it.

        Figures may be missing until it is locked; what cannot be true is refused, every fault at once.
        """
        selection = self._open(selection_id)
        number = self._next_round(selection)
        blank = Ballot(0, self._context.new_uid(), selection_id, number, self._context.today())
        ballot, lines = self._checked(blank, draft, selection)
        name = _("登记{selection}的评议票数").format(selection=selection_name(selection))
        with self._action(name, "ballot.record") as action:
            ballot = replace(ballot, id=self._store.selections.insert_ballot(ballot))
            self._store_lines(ballot, lines)
            self._store.drafts.discard(FORM, draft_key(selection_id, number))
        return self._done(action, ballot)

    def change(self, ballot_id: int, draft: BallotDraft) -> Done[Ballot]:
        """Store what was typed over a round that is not locked."""
        before, selection = self._unlocked(ballot_id)
        after, lines = self._checked(before, draft, selection)
        name = _("修改{selection}的评议票数").format(selection=selection_name(selection))
        with self._action(name, "ballot.change") as action:
            if after != before:
                self._store.selections.update_ballot(after)
            self._store_lines(after, lines)
            self._store.drafts.discard(FORM, draft_key(selection.id, before.round))
        return self._done(action, after)

    def lock(self, ballot_id: int, on: date) -> Done[Ballot]:
        """Lock a count on the day it was counted; everything has to be entered and true. Refusal names every fault.

        Scores were typed ballot by ballot: with the lock their draft is nowhere in the file any more.
        """
        before, selection = self._unlocked(ballot_id)
        lines = self._store.selections.ballot_lines([ballot_id])
        refuse(self._found(before, lines, self._poll(selection, before.round), complete=True))
        if not before.held_on <= on <= self._context.today():
            raise Refusal("ballot_lock_day", field="on", day=on, held=before.held_on)
        after = replace(before, locked_on=on)
        name = _("锁定{selection}的评议票数").format(selection=selection_name(selection))
        with self._action(name, "ballot.lock") as action:
            self._store.selections.update_ballot(after)
            self._store.drafts.discard(FORM, draft_key(selection.id, before.round))
            if selection.method is Method.SCORE:
                self._store.journal.scrub()
        return self._done(action, after)

    def unlock(self, ballot_id: int, reason: str) -> Done[Ballot]:
        """Open a locked count; why stays on the paper, after the reasons of earlier times."""
        before = self._store.selections.ballot(ballot_id)
        selection = self._open(before.selection_id)
        if before.locked_on is None:
            raise Refusal("ballot_not_locked", selection=selection_name(selection))
        self._refuse_later_round(before)
        reason = entry.checked_text(reason)
        if not reason:
            raise Refusal("ballot_unlock_reason", field="reason")
        reasons = _("；").join(filter(None, (before.unlock_reason, reason)))
        after = replace(before, locked_on=None, unlock_reason=entry.checked_text(reasons))
        name = _("解除锁定{selection}的评议票数").format(selection=selection_name(selection))
        with self._action(name, "ballot.unlock") as action:
            self._store.selections.update_ballot(after)
        return self._done(action, after)

    def delete(self, ballot_id: int) -> Done[None]:
        """Delete a round that is not locked, with its lines; undo brings it back."""
        before, selection = self._unlocked(ballot_id)
        self._refuse_later_round(before)
        name = _("删除{selection}的评议票数").format(selection=selection_name(selection))
        with self._action(name, "ballot.delete") as action:
            lines = self._store.selections.ballot_lines([ballot_id])
            self._store.selections.delete_ballot_lines(line.id for line in lines)
            self._store.selections.delete_ballot(ballot_id)
        return self._done(action, None)

    def _open(self, selection_id: int) -> Selection:
        """A selection that may still be voted on."""
        selection = selection_steps.running(self._store, selection_id)
        if selection.decided_on is not None:
            name = selection_name(selection)
            raise Refusal("ballot_after_decision", selection=name, day=selection.decided_on)
        return selection

    def _unlocked(self, ballot_id: int) -> tuple[Ballot, Selection]:
        ballot = self._store.selections.ballot(ballot_id)
        selection = self._open(ballot.selection_id)
        if ballot.locked_on is not None:
            raise Refusal("ballot_locked", selection=selection_name(selection), day=ballot.locked_on)
        return ballot, selection

    def _next_round(self, selection: Selection) -> int:
        rounds, name = self._rounds(selection.id), selection_name(selection)
        if not rounds:
            return 1
        if rounds[-1].ballot.locked_on is None:
            raise Refusal("ballot_round_open", selection=name, n=rounds[-1].ballot.round)
        counted = ballot_reading.tally_of(self._store, selection, self._nominations(selection.id), rounds)
        if len(rounds) >= LAST_ROUND or not counting.needs_second_round(selection.tie_rule, counted):
            raise Refusal("ballot_no_further_round", selection=name)
        return LAST_ROUND

    def _poll(self, selection: Selection, round_number: int) -> Poll:
        earlier = [one for one in self._rounds(selection.id) if one.ballot.round < round_number]
        return ballot_reading.poll_of(self._store, selection, self._nominations(selection.id), earlier)

    def _checked(
        self, ballot: Ballot, draft: BallotDraft, selection: Selection
    ) -> tuple[Ballot, list[BallotLine]]:
        """The round and its lines as they may be stored; Refusal with every fault."""
        told: dict[str, Any] = {name: getattr(draft, name) for name in ballot_checks.FIGURES}
        told |= texts_of(draft)
        ballot = replace(ballot, held_on=draft.held_on or self._context.today(), **told)
        poll = self._poll(selection, ballot.round)
        names = {one.id: one.name for one in poll.nominations}
        lines: list[BallotLine] = []
        faults: list[Diagnostic] = []
        for line in draft.lines:
            scores, wrong = tenths_of(line, names.get(line.nomination_id, ""))
            faults += wrong
            lines.append(
                BallotLine(0, self._context.new_uid(), ballot.id, line.nomination_id, line.votes, scores)
            )
        refuse([*faults, *self._found(ballot, lines, poll)])
        return ballot, lines

    def _found(
        self, ballot: Ballot, lines: Sequence[BallotLine], poll: Poll, *, complete: bool = False
    ) -> tuple[Diagnostic, ...]:
        found = ballot_checks.check_ballot(ballot, lines, poll, self._context.today())
        return (*found, *ballot_checks.check_complete(ballot, lines, poll)) if complete else found

    def _store_lines(self, ballot: Ballot, lines: Iterable[BallotLine]) -> None:
        """Store lines in place of those there are, each under its own identity where it was there before."""
        there = {one.nomination_id: one for one in self._store.selections.ballot_lines([ballot.id])}
        for line in lines:
            before = there.pop(line.nomination_id, None)
            if before is None:
                self._store.selections.insert_ballot_line(replace(line, ballot_id=ballot.id))
            elif (before.votes, before.scores) != (line.votes, line.scores):
                self._store.selections.update_ballot_line(
                    replace(before, votes=line.votes, scores=line.scores)
                )
        self._store.selections.delete_ballot_lines(one.id for one in there.values())

    def _refuse_later_round(self, ballot: Ballot) -> None:
        if any(one.ballot.round > ballot.round for one in self._rounds(ballot.selection_id)):
            raise Refusal("ballot_has_second_round")

    def _nominations(self, selection_id: int) -> Sequence[Nomination]:
        return self._store.selections.nominations([selection_id])

    def _rounds(self, selection_id: int) -> Sequence[RoundView]:
        return ballot_reading.rounds_of(self._store, [selection_id]).get(selection_id, ())
