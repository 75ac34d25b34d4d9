"""Use cases of the ledger: register, change, take a step, put right at once, delete."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.problem import Lane, Problem, ProblemEvent, ProblemState, Step
from gzparty.domain.problem_steps import filled, moved
from gzparty.domain.step_guards import Attempt, change_faults, named, step_faults
from gzparty.i18n import _
from gzparty.labels.ledger import step_label
from gzparty.services.context import Done
from gzparty.services.problem_drafts import Checker, ProblemDraft, StepFacts, refuse
from gzparty.services.problem_evidence import ProblemEvidence
from gzparty.services.problem_history import proofs, recurring
from gzparty.services.problem_writing import numbered

RESTS_ON_EVIDENCE = frozenset({Step.SUBMIT, Step.CLOSE})
"""Steps before which every byte of the evidence is read, so that nothing is closed on a file that is gone."""


class Problems(ProblemEvidence):
    """Writes of the ledger; every step is one action, of one problem or of several, all or none."""

    def register(self, drafts: Sequence[ProblemDraft]) -> Done[tuple[Problem, ...]]:
        """Store new problems in one action; what was put right at once and is done already waits for 验收."""
        rows, today = self._new(drafts), self._context.today()
        with self._action(self._deed(_("登记问题"), rows), "problem.register") as action:
            stored = [self._insert(row, today) for row in rows]
            done = [
                self._submitted(row) if row.lane is Lane.PROMPT and row.done_on else row for row in stored
            ]
        return self._done(action, tuple(done))

    def prompt(self, drafts: Sequence[ProblemDraft]) -> Done[tuple[Problem, ...]]:
        """Register and close in one line each what was put right at once (即知即改); it is closed on the day it was done."""
        today = self._context.today()
        rows = self._new([replace(draft, lane=Lane.PROMPT) for draft in drafts])
        facts = [StepFacts(row.done_on or today) for row in rows]
        faults: list[Diagnostic] = []
        for place, (row, fact) in enumerate(zip(rows, facts, strict=True), 1):
            found = step_faults(Attempt(row, row, Step.CLOSE, fact), today)
            faults += numbered(found, place, len(rows))
        refuse(faults, len(rows))
        with self._action(self._deed(_("即知即改"), rows), "problem.prompt") as action:
            stored = [self._insert(row, today) for row in rows]
            closed = self._taken(stored, stored, Step.CLOSE, facts)
        return self._done(action, closed)

    def change(self, problem_id: int, draft: ProblemDraft) -> Done[Problem]:
        """Store what the draft says over a problem; one that is closed is read-only, and a deadline set moves later by 延期."""
        before, today = self._open(problem_id), self._context.today()
        after = Checker(self._store, today).over(before, draft)
        refuse(list(change_faults(before, after, self._store.problems.events([problem_id]), today)))
        if after == before:
            return Done(before)
        with self._action(self._naming(_("修改"), [before]), "problem.change") as action:
            if after.deadline != before.deadline:
                # A deadline corrected without 延期 stays readable as well.
                self._store_step(before, after, Step.NOTE, StepFacts(today))
            else:
                self._store.problems.update(after)
        return self._done(action, after)

    def step(self, ids: Iterable[int], step: Step, facts: StepFacts) -> Done[tuple[Problem, ...]]:
        """Take a step with some problems in one action; Refusal names each that lacks something, and what."""
        before, today = self._some(ids), self._context.today()
        if facts.on > today:
            refuse([Diagnostic(Level.ERROR, "step_ahead", {"step": step, "day": facts.on})])
        checker = Checker(self._store, today)
        rows = [checker.with_people(row, filled(row, step, facts)) for row in before]
        self._refuse_step(before, rows, step, facts)
        with self._action(self._naming(step_label(step), before), f"problem.{step.value}") as action:
            after = self._taken(before, rows, step, [facts] * len(rows))
        return self._done(action, after)

    def delete(self, ids: Iterable[int]) -> Done[int]:
        """Delete problems nobody has taken up yet; undo brings them back, their numbers are never given again."""
        rows = self._some(ids)
        proof = proofs(self._store, rows)
        faults: list[Diagnostic] = []
        for row in rows:
            said = {"what": named(row), "state": row.state}
            if row.state is not ProblemState.REGISTERED:
                faults.append(Diagnostic(Level.ERROR, "problem_taken_up", said))
            elif proof[row.id].papers or proof[row.id].files:
                faults.append(Diagnostic(Level.ERROR, "problem_has_evidence", said))
        refuse(faults, len(rows))
        with self._action(self._naming(_("删除"), rows), "problem.delete") as action:
            for row in rows:
                self._store.problems.delete(row.id)
        return self._done(action, len(rows))

    def _submitted(self, row: Problem) -> Problem:
        facts = StepFacts(self._context.today())
        return self._store_step(row, moved(row, Step.SUBMIT, facts), Step.SUBMIT, facts)

    def _taken(
        self, before: Sequence[Problem], rows: Sequence[Problem], step: Step, facts: Sequence[StepFacts]
    ) -> tuple[Problem, ...]:
        """Store a step of rows filled already; only closing asks what came before."""
        closing = rows if step is Step.CLOSE else ()
        repeats = recurring(self._store, closing, self._settings().recurrence_months)
        found: list[Problem] = []
        for old, row, fact in zip(before, rows, facts, strict=True):
            look_back_on = self._look_back(row, fact, bool(repeats.get(row.id)))
            found.append(self._store_step(old, moved(row, step, fact, look_back_on), step, fact))
        return tuple(found)

    def _refuse_step(
        self, before: Sequence[Problem], rows: Sequence[Problem], step: Step, facts: StepFacts
    ) -> None:
        proof = proofs(self._store, before, faults=step in RESTS_ON_EVIDENCE)
        events: dict[int, list[ProblemEvent]] = {row.id: [] for row in before}
        for event in self._store.problems.events(events):
            events[event.problem_id].append(event)
        faults = [
            fault
            for old, row in zip(before, rows, strict=True)
            for fault in step_faults(
                Attempt(old, row, step, facts, proof[old.id], events[old.id]), self._context.today()
            )
        ]
        refuse(faults, len(before))
