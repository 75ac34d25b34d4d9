"""党委研究 and what follows from it: the decision with its reasons, 公示 with objections, the circular."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from gzparty.domain import counting, decision_rules, entry
from gzparty.domain.counting import Tally
from gzparty.domain.diagnostic import Diagnostic, Refusal
from gzparty.domain.selection import Decision, Nomination, Publicity, PublicityResult, Selection
from gzparty.domain.selection_stages import last_publicity
from gzparty.i18n import _
from gzparty.labels.ballots import selection_name
from gzparty.services import ballot_reading, selection_steps
from gzparty.services.context import Done
from gzparty.services.decision_drafts import NUMBER_LIMIT, DecisionDraft
from gzparty.services.objection_writing import ObjectionWriting
from gzparty.services.selection_steps import refuse
from gzparty.services.selection_views import RoundView


class Decisions(ObjectionWriting):
    """The committee's decision, 公示, objections and the circular; every write is one action."""

    def wants_reasons(self, selection_id: int, chosen: Sequence[int]) -> tuple[Diagnostic, ...]:
        """Whose choice, or whose being left out, needs a reason, to be shown while the choice is made."""
        with self._store.snapshot():
            selection = self._store.selections.get(selection_id)
            standing, counted, _rounds = self._counted(selection)
            return tuple(decision_rules.check_reasons(chosen, {}, standing, counted))

    def decide(self, selection_id: int, draft: DecisionDraft) -> Done[Selection]:
        """Record what the committee decided, in place of a decision that is not published yet.

        Refusal with every fault: no locked count, nobody chosen, more than the quota, a departure from the votes'
        order without its reason, a day before the vote.
        """
        before = self._decidable(selection_id)
        standing, counted, rounds = self._counted(before)
        self._check_voted(before, counted, rounds)
        reasons = {number: entry.checked_text(text) for number, text in draft.reasons.items()}
        categories = self._store.selections.categories([selection_id])
        everybody = self._store.selections.nominations([selection_id])
        faults = list(decision_rules.check_chosen(draft.chosen, everybody, categories, counted))
        faults += decision_rules.check_reasons(draft.chosen, reasons, standing, counted)
        refuse([*self._day_faults(before, draft.on, rounds), *faults])
        after = replace(before, decided_on=draft.on, decision_note=entry.checked_text(draft.note))
        name = _("记{selection}的党委研究结果").format(selection=selection_name(before))
        with self._action(name, "decision.add") as action:
            self._store.selections.update(after)
            self._store_decisions(standing, counted, set(draft.chosen), reasons)
        return self._done(action, after)

    def withdraw_decision(self, selection_id: int) -> Done[Selection]:
        """Take the committee's decision back; not once its 公示 has begun."""
        before = self._decidable(selection_id)
        earlier = self._last(before)
        if before.decided_on is None or (earlier is not None and not self._is_decided_after(before, earlier)):
            raise Refusal("decision_none", selection=selection_name(before))
        after = replace(before, decided_on=None, decision_note="")
        name = _("取消{selection}的党委研究结果").format(selection=selection_name(before))
        with self._action(name, "decision.withdraw") as action:
            self._store.selections.update(after)
            for one in self._store.selections.nominations([selection_id]):
                # Who was struck off was published as chosen, and that stays.
                if one.decision is not Decision.OPEN and one.struck_on is None:
                    self._store.selections.update_nomination(
                        replace(one, decision=Decision.OPEN, decision_reason="")
                    )
        return self._done(action, after)

    def announce(self, selection_id: int, on: date, number: str = "") -> Done[Selection]:
        """Record the circular: its day and its 文号 as typed, none made up; again to correct either."""
        before = selection_steps.running(self._store, selection_id)
        publicity = self._last(before)
        if publicity is None or publicity.result is not PublicityResult.CONFIRMED:
            raise Refusal("circular_before_result", selection=selection_name(before))
        if not self._published(before):
            raise Refusal("circular_of_nobody", selection=selection_name(before))
        if publicity.result_on is not None and on < publicity.result_on:
            raise Refusal("circular_before_result_day", field="on", day=on, result=publicity.result_on)
        if on > self._context.today():
            raise Refusal("circular_ahead", field="on", day=on)
        after = replace(before, announced_on=on, circular_number=entry.checked_text(number, NUMBER_LIMIT))
        name = _("记{selection}的通报").format(selection=selection_name(before))
        with self._action(name, "circular.add") as action:
            if after != before:
                self._store.selections.update(after)
        return self._done(action, after)

    def withdraw_announcement(self, selection_id: int) -> Done[Selection]:
        """Take the circular back: it was not sent after all."""
        before = self._store.selections.get(selection_id)
        after = replace(before, announced_on=None, circular_number="")
        name = _("取消{selection}的通报").format(selection=selection_name(before))
        with self._action(name, "circular.withdraw") as action:
            if after != before:
                self._store.selections.update(after)
        return self._done(action, after)

    def _decidable(self, selection_id: int) -> Selection:
        """A selection whose decision may still be made or taken back; Refusal where its 公示 has begun."""
        selection = selection_steps.running(self._store, selection_id)
        publicity = self._last(selection)
        if publicity is None or publicity.result is PublicityResult.REJECTED:
            return selection
        code = "decision_published" if publicity.result is PublicityResult.OPEN else "decision_confirmed"
        raise Refusal(code, selection=selection_name(selection), start=publicity.starts_on)

    def _counted(self, selection: Selection) -> tuple[list[Nomination], Tally, Sequence[RoundView]]:
        """Those who still stand, counted among themselves, and the rounds."""
        rounds = ballot_reading.rounds_of(self._store, [selection.id]).get(selection.id, ())
        standing = [one for one in self._store.selections.nominations([selection.id]) if one.in_vote]
        counted = ballot_reading.tally_of(self._store, selection, standing, rounds)
        return standing, counted or Tally(0, ()), rounds

    @staticmethod
    def _check_voted(selection: Selection, counted: Tally, rounds: Sequence[RoundView]) -> None:
        """A locked count comes first, with its second round where a tie asks for one and nothing is decided yet."""
        name = selection_name(selection)
        if not rounds or rounds[-1].ballot.locked_on is None:
            raise Refusal("decision_before_count", selection=name)
        if selection.decided_on is None and counting.needs_second_round(selection.tie_rule, counted):
            raise Refusal("decision_before_second_round", selection=name, n=len(counted.tied))

    def _day_faults(
        self, selection: Selection, on: date, rounds: Sequence[RoundView]
    ) -> tuple[Diagnostic, ...]:
        earlier = self._last(selection)
        return tuple(
            decision_rules.check_day(
                on,
                rounds[-1].ballot.held_on,
                earlier.result_on if earlier is not None else None,
                self._context.today(),
            )
        )

    def _store_decisions(
        self,
        standing: Sequence[Nomination],
        counted: Tally,
        chosen: set[int],
        reasons: Mapping[int, str],
    ) -> None:
        """What the decision makes of everybody voted on; who fell out before it stays as it was."""
        for one in standing:
            if counted.standing(one.id) is None:
                continue
            decision = Decision.CHOSEN if one.id in chosen else Decision.NOT_CHOSEN
            after = replace(one, decision=decision, decision_reason=reasons.get(one.id, ""))
            if after != one:
                self._store.selections.update_nomination(after)

    def _last(self, selection: Selection) -> Publicity | None:
        return last_publicity(self._store.selections.publicities([selection.id]))
