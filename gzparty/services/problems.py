"""Use cases of the ledger: register, change, take a step, put right at once, evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from gzparty import settings
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.ledger_days import asks_look_back, look_back_day, may_move_later, step_faults
from gzparty.domain.problem import Lane, Problem, ProblemEvent, Step
from gzparty.domain.problem_steps import event_of, filled, moved
from gzparty.domain.rectification import TRANSITIONS, Need, Proof, lacking, present
from gzparty.i18n import _
from gzparty.labels.ledger import need_label, problem_state_label, step_label
from gzparty.services.context import Done
from gzparty.services.problem_drafts import Checker, ProblemDraft, StepFacts, refuse
from gzparty.services.problem_evidence import ProblemEvidence
from gzparty.services.problem_history import proofs, recurring


class Problems(ProblemEvidence):
    """Writes of the ledger; every step is one action, of one problem or of several."""

    def register(self, drafts: Sequence[ProblemDraft]) -> Done[tuple[Problem, ...]]:
        """Store new problems in one action, all or none; what was put right at once already waits for 验收."""
        rows = self._new(drafts)
        today = self._context.today()
        with self._action(self._deed(_("登记问题"), rows, drafts), "problem.register") as action:
            stored = [self._insert(row, today) for row in rows]
            done = [
                self._take(row, Step.SUBMIT, StepFacts(today))
                if row.lane is Lane.PROMPT and row.done_on
                else row
                for row in stored
            ]
        return self._done(action, tuple(done))

    def prompt(self, drafts: Sequence[ProblemDraft]) -> Done[tuple[Problem, ...]]:
        """Register and close in one line each what was put right at once (即知即改); all or none."""
        rows = self._new([replace(draft, lane=Lane.PROMPT) for draft in drafts])
        facts = [StepFacts(row.done_on or self._context.today()) for row in rows]
        faults = [
            fault
            for place, (row, fact) in enumerate(zip(rows, facts, strict=True), 1)
            for fault in self._lacking(row, row, Step.CLOSE, fact, Proof(), place)
        ]
        refuse(faults, *self._nothing(rows))
        with self._action(self._deed(_("即知即改"), rows, drafts), "problem.prompt") as action:
            stored = [self._insert(row, self._context.today()) for row in rows]
            repeats = recurring(self._store, stored, self._settings().recurrence_months)
            closed = [
                self._take(row, Step.CLOSE, fact, self._look_back(row, fact, bool(repeats[row.id])))
                for row, fact in zip(stored, facts, strict=True)
            ]
        return self._done(action, tuple(closed))

    def change(self, problem_id: int, draft: ProblemDraft) -> Done[Problem]:
        """Store what the draft says over a problem; what is closed is read-only, and a deadline moves by 延期."""
        before = self._open(problem_id)
        after = Checker(self._store, self._context.today()).over(before, draft)
        self._check_deadline(before, after)
        if after == before:
            return Done(before)
        name = _("修改 {number} 号问题").format(number=before.printed_number)
        with self._action(name, "problem.change") as action:
            self._store.problems.update(after)
            if after.deadline != before.deadline:
                self._note_deadline(before, after)
        return self._done(action, after)

    def step(self, ids: Iterable[int], step: Step, facts: StepFacts) -> Done[tuple[Problem, ...]]:
        """Take a step with some problems, as one action, all or none; Refusal names each that lacks something and what."""
        before = self._some(ids)
        if facts.on > self._context.today():
            raise Refusal("step_ahead", step=step_label(step), day=facts.on)
        checker = Checker(self._store, self._context.today())
        rows = [checker.with_people(row, filled(row, step, facts)) for row in before]
        self._refuse_step(before, rows, step, facts)
        repeats = recurring(self._store, before, self._settings().recurrence_months)
        with self._action(self._naming(step_label(step), before), f"problem.{step.value}") as action:
            after = [
                self._store_step(
                    old,
                    moved(row, step, facts, self._look_back(row, facts, bool(repeats[row.id]))),
                    step,
                    facts,
                )
                for old, row in zip(before, rows, strict=True)
            ]
        return self._done(action, tuple(after))

    def _refuse_step(
        self, before: Sequence[Problem], rows: Sequence[Problem], step: Step, facts: StepFacts
    ) -> None:
        proof = proofs(self._store, before, faults=True)
        faults = [
            fault
            for old, row in zip(before, rows, strict=True)
            for fault in self._lacking(old, row, step, facts, proof[old.id])
        ]
        refuse(faults, *self._nothing(before))

    def _lacking(
        self, before: Problem, row: Problem, step: Step, facts: StepFacts, proof: Proof, place: int = 0
    ) -> list[Diagnostic]:
        """Everything that keeps one problem from a step."""
        said: dict[str, object] = {"number": row.printed_number if row.number else place, "step": step}
        if step not in TRANSITIONS or not TRANSITIONS[step].allowed(before.state, before.lane):
            code = "step_closed" if not before.is_open else "step_not_now"
            return [Diagnostic(Level.ERROR, code, {**said, "state": problem_state_label(before.state)})]
        events = self._store.problems.events([before.id]) if before.id else ()
        found = list(step_faults(before, row, step, facts, events))
        missing = list(lacking(step, row.lane, present(step, row, facts, proof)))
        if Need.EVIDENCE_READABLE in missing:
            missing.remove(Need.EVIDENCE_READABLE)
            found.append(
                Diagnostic(Level.ERROR, "step_file_lost", {**said, "names": _("、").join(proof.lost)})
            )
        if Need.OTHER_VERIFIER in missing:
            missing.remove(Need.OTHER_VERIFIER)
            found.append(Diagnostic(Level.ERROR, "step_own", {**said, "name": row.responsible}))
        if missing:
            needs = _("、").join(map(need_label, missing))
            found.append(Diagnostic(Level.ERROR, "step_lacks", {**said, "needs": needs}))
        return found

    def _nothing(self, rows: Sequence[Problem]) -> list[Diagnostic]:
        """Of several it has to be said that none was changed."""
        if len(rows) < 2:
            return []
        return [Diagnostic(Level.NOTE, "step_nothing_changed", {"n": len(rows)})]

    def _new(self, drafts: Sequence[ProblemDraft]) -> list[Problem]:
        if not drafts:
            raise Refusal("problem_none_chosen")
        checker = Checker(self._store, self._context.today())
        rows = [checker.new(draft) for draft in drafts]
        if any(row.found_on is None for row in rows):
            raise Refusal("problem_found_missing")
        return rows

    def _insert(self, row: Problem, on: date) -> Problem:
        year = (row.found_on or on).year
        row = replace(row, uid=self._context.new_uid(), number=self._store.problems.next_number(year))
        row = replace(row, id=self._store.problems.insert(row))
        self._store.problems.insert_event(
            ProblemEvent(
                id=0,
                uid=self._context.new_uid(),
                problem_id=row.id,
                round=row.round,
                step=Step.REGISTER,
                happened_on=on,
                state_before=None,
                state_after=row.state,
                new_deadline=row.deadline,
            )
        )
        return row

    def _take(self, row: Problem, step: Step, facts: StepFacts, look_back_on: date | None = None) -> Problem:
        return self._store_step(row, moved(filled(row, step, facts), step, facts, look_back_on), step, facts)

    def _store_step(self, before: Problem, after: Problem, step: Step, facts: StepFacts) -> Problem:
        if after != before:
            self._store.problems.update(after)
        self._store.problems.insert_event(event_of(before, after, step, facts, self._context.new_uid()))
        return after

    def _look_back(self, row: Problem, facts: StepFacts, recurs: bool) -> date | None:
        if facts.no_look_back or facts.look_back_on is not None:
            return facts.look_back_on
        if not asks_look_back(row, recurs):
            return None
        return look_back_day(facts.on, self._settings().look_back_days, self._store.calendar.load()).day

    def _check_deadline(self, before: Problem, after: Problem) -> None:
        if before.deadline is None or after.deadline == before.deadline:
            return
        earlier = after.deadline is not None and after.deadline < before.deadline
        if not earlier and not may_move_later(before, self._context.today()):
            raise Refusal("deadline_needs_extension", number=before.printed_number, old=before.deadline)

    def _note_deadline(self, before: Problem, after: Problem) -> None:
        """A deadline corrected without an extension stays readable too."""
        facts = StepFacts(self._context.today())
        self._store.problems.insert_event(event_of(before, after, Step.NOTE, facts, self._context.new_uid()))

    def _some(self, ids: Iterable[int]) -> Sequence[Problem]:
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            raise Refusal("problem_none_chosen")
        found = self._store.problems.many(wanted)
        if len(found) < len(wanted):
            raise Refusal("problem_gone")
        return found

    def _settings(self) -> settings.Settings:
        return settings.from_stored(self._store.office.load_settings())

    def _naming(self, deed: str, rows: Sequence[Problem]) -> str:
        if len(rows) == 1:
            return _("{deed} {number} 号问题").format(deed=deed, number=rows[0].printed_number)
        return _("{deed} {n} 条问题").format(deed=deed, n=len(rows))

    def _deed(self, deed: str, rows: Sequence[Problem], drafts: Sequence[ProblemDraft]) -> str:
        """登记问题：应急办; the number is given only within the action."""
        units = self._units_by_id()
        if len({row.unit_id for row in rows}) == 1:
            what = units[rows[0].unit_id].name
        else:
            what = _("{n} 个单位").format(n=len({row.unit_id for row in rows}))
        if len(rows) == 1:
            return _("{deed}：{what}").format(deed=deed, what=what)
        return _("{deed}：{what} {n} 条").format(deed=deed, what=what, n=len(rows))
