"""What all writes of the ledger share: finding rows, numbering new ones, storing a step with its event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.ledger_days import asks_look_back, look_back_day
from gzparty.domain.problem import Problem, ProblemEvent, ProblemState, Step
from gzparty.domain.problem_steps import event_of
from gzparty.domain.step_guards import named
from gzparty.i18n import _
from gzparty.services.context import Service
from gzparty.services.problem_drafts import Checker, ProblemDraft, StepFacts, refuse


class ProblemWriting(Service):
    """Base of the services that write the ledger."""

    def _some(self, ids: Iterable[int]) -> Sequence[Problem]:
        """Several problems by number; Refusal where none was chosen or one is gone."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            raise Refusal("problem_none_chosen")
        found = self._store.problems.many(wanted)
        if len(found) < len(wanted):
            raise Refusal("problem_gone")
        return found

    def _open(self, problem_id: int) -> Problem:
        """One problem, still open; Refusal for one that is read-only."""
        row = self._some([problem_id])[0]
        refuse_settled(row)
        return row

    def _new(self, drafts: Sequence[ProblemDraft]) -> list[Problem]:
        """The rows of new problems; Refusal that says of each what is wrong with it."""
        if not drafts:
            raise Refusal("problem_none_chosen")
        checker, rows = Checker(self._store, self._context.today()), []
        faults: list[Diagnostic] = []
        for place, draft in enumerate(drafts, 1):
            try:
                if draft.found_on is None:
                    raise Refusal("problem_found_missing")
                rows.append(checker.new(draft))
            except Refusal as refusal:
                faults += numbered(refusal.diagnostics, place, len(drafts))
        refuse(faults, len(drafts))
        return rows

    def _insert(self, row: Problem, on: date) -> Problem:
        """Store a new problem, numbered in the year it was found, with its first event on the day of finding.

        When it was typed never decides anything; without a day of finding the event is of the day given.
        """
        number = self._store.problems.next_number((row.found_on or on).year)
        row = replace(row, uid=self._context.new_uid(), number=number)
        row = replace(row, id=self._store.problems.insert(row))
        event = ProblemEvent(
            id=0,
            uid=self._context.new_uid(),
            problem_id=row.id,
            round=row.round,
            step=Step.REGISTER,
            happened_on=row.found_on or on,
            state_before=None,
            state_after=row.state,
            new_deadline=row.deadline,
        )
        self._store.problems.insert_event(event)
        return row

    def _store_step(self, before: Problem, after: Problem, step: Step, facts: StepFacts) -> Problem:
        if after != before:
            self._store.problems.update(after)
        self._store.problems.insert_event(event_of(before, after, step, facts, self._context.new_uid()))
        return after

    def _look_back(self, row: Problem, facts: StepFacts, recurs: bool) -> date | None:
        """When a problem closed now shall be looked at again: as said, else by the rule, None for never."""
        if facts.no_look_back or facts.look_back_on is not None:
            return None if facts.no_look_back else facts.look_back_on
        if not asks_look_back(row, recurs):
            return None
        return look_back_day(facts.on, self._settings().look_back_days, self._store.calendar.load()).day

    def _naming(self, deed: str, rows: Sequence[Problem]) -> str:
        """退回 2026-012 号问题, or how many there are."""
        if len(rows) == 1:
            return _("{deed} {number} 号问题").format(deed=deed, number=rows[0].printed_number)
        return _("{deed} {n} 条问题").format(deed=deed, n=len(rows))

    def _deed(self, deed: str, rows: Sequence[Problem]) -> str:
        """登记问题：应急办 2 条; numbers are given only within the action."""
        units = self._units_by_id()
        owners = list(dict.fromkeys(row.unit_id for row in rows))
        what = units[owners[0]].name if len(owners) == 1 else _("{n} 个单位").format(n=len(owners))
        named_so = _("{deed}：{what}") if len(rows) == 1 else _("{deed}：{what} {n} 条")
        return named_so.format(deed=deed, what=what, n=len(rows))


def refuse_settled(row: Problem) -> None:
    """Refuse to write over a problem that is closed, looked back at or withdrawn."""
    if not row.is_open:
        code = "problem_withdrawn" if row.state is ProblemState.WITHDRAWN else "problem_closed"
        refuse([Diagnostic(Level.ERROR, code, {"what": named(row), "state": row.state})])


def numbered(faults: Iterable[Diagnostic], place: int, count: int) -> list[Diagnostic]:
    """Faults of one of several new problems, which have no numbers yet, with its place among them."""
    mine = [fault for fault in faults if fault.code not in ("nothing_changed", "none_changed")]
    if count == 1:
        return mine
    return [Diagnostic(fault.level, "problem_row", {"n": place, "fault": fault}) for fault in mine]
