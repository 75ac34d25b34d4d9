"""历史导入: problems as an old sheet says them, closed ones included; what it leaves out stays empty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from gzparty.domain import entry
from gzparty.domain.diagnostic import Diagnostic, Refusal
from gzparty.domain.problem import Problem, ProblemState, Step
from gzparty.i18n import _
from gzparty.services.context import Done
from gzparty.services.problem_drafts import Checker, ProblemDraft, refuse
from gzparty.services.problem_writing import ProblemWriting, numbered

NUMBER = re.compile(r"[12]\d{3}-\d{3,6}")


@dataclass(frozen=True, slots=True)
class TakenOver:
    """One row of an old sheet: what it says, how far it had come, and its number where it had one of our form.

    `deadline_text` is the deadline as written where it is no day (长期坚持).
    """

    draft: ProblemDraft
    state: ProblemState = ProblemState.REGISTERED
    number: str = ""
    closed_on: date | None = None
    deadline_text: str = ""


class ProblemTakeover(ProblemWriting):
    """Writes what was dealt with before this program: no step is asked for, since none was seen."""

    def take_over(self, rows: Sequence[TakenOver]) -> Done[tuple[Problem, ...]]:
        """Store rows as they are said, in one action, all or none; Refusal names each that cannot be."""
        new = self._taken_over(rows)
        with self._action(self._deed(_("导入问题"), new), "import.problems") as action:
            today = self._context.today()
            for row in new:
                if row.number:
                    self._store.problems.claim_number(row.number)
            stored = tuple(self._insert(row, today, Step.IMPORT) for row in new)
        return self._done(action, stored)

    def _taken_over(self, rows: Sequence[TakenOver]) -> list[Problem]:
        if not rows:
            raise Refusal("problem_none_chosen")
        checker = Checker(self._store, self._context.today())
        new: list[Problem] = []
        faults: list[Diagnostic] = []
        for place, row in enumerate(rows, 1):
            try:
                self._check_number(row.number, new)
                new.append(_row(checker, row))
            except Refusal as refusal:
                faults += numbered(refusal.diagnostics, place, len(rows))
        refuse(faults, len(rows))
        return new

    def _check_number(self, number: str, before: Sequence[Problem]) -> None:
        if not number:
            return
        if not NUMBER.fullmatch(number):
            raise Refusal("problem_number_odd", number=number)
        same = [row for row in before if row.number == number]
        known = same[0] if same else self._store.problems.find(number)
        if known is not None:
            raise Refusal("problem_number_taken", number=number, text=known.text[:20])


def _row(checker: Checker, taken: TakenOver) -> Problem:
    closed_on = None if taken.closed_on is None else entry.checked_day(taken.closed_on)
    return replace(
        checker.new(taken.draft),
        number=taken.number,
        state=taken.state,
        closed_on=closed_on,
        deadline_text=entry.checked_text(taken.deadline_text),
        imported=True,
    )
