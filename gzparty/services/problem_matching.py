"""Which recorded problem each row of a ledger means, and what may be changed of it from a sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gzparty.domain.ledger_rows import (
    STEPPED,
    LedgerRow,
    changed_fields,
    compared,
    differences,
    likeness,
    same_state,
)
from gzparty.domain.matching import Difference
from gzparty.domain.problem import Problem, ProblemEvent, ProblemSource, ProblemState, Step, plain_number
from gzparty.labels.ledger import problem_state_label, source_label

if TYPE_CHECKING:
    from gzparty.services.ports import Store


class Recorded:
    """The problems of the office, and which of them only came from sheets so far."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.problems: Sequence[Problem] = store.problems.all()
        self.by_number = {problem.number: problem for problem in self.problems}

    @cached_property
    def _events(self) -> Sequence[ProblemEvent]:
        return self._store.problems.events([problem.id for problem in self.problems])

    @cached_property
    def _worked_on(self) -> frozenset[int]:
        stepped = {event.problem_id for event in self._events if event.step is not Step.IMPORT}
        return frozenset(stepped | {problem.id for problem in self.problems if not problem.imported})

    @cached_property
    def _imports(self) -> Mapping[int, ProblemEvent]:
        """The last import of each problem that came from a sheet."""
        return {event.problem_id: event for event in self._events if event.step is Step.IMPORT}

    def said_before(self, row: LedgerRow, problem: Problem, field: str) -> bool:
        """Whether a sheet said this of the problem when it came in: what happened since is no difference of the sheet."""
        told = self._imports.get(problem.id)
        if told is None:
            return False
        if field == "state":
            return same_state(row.said, told.state_after)
        return field == "deadline" and row.deadline.day is not None and row.deadline.day == told.new_deadline

    def locked(self, problem: Problem, fields: frozenset[str]) -> str:
        """The code of why a sheet may not change these fields; empty where it may.

        What was worked on in the ledger is moved by its steps only, and closed it is read only; what came from a sheet
        and was left alone since is history that a better sheet may correct.
        """
        if problem.id not in self._worked_on:
            return ""
        if not problem.is_open:
            return "problem_row_closed"
        return "problem_row_stepped" if fields & STEPPED else ""


def taken_over(row: LedgerRow, problem: Problem, fields: frozenset[str]) -> Problem:
    """The record with what a row states of some fields."""
    wished: dict[str, Any] = changed_fields(row, problem, fields)
    return replace(problem, **wished)


class Matching:
    """One row, one problem: rows equal in everything first, then by number, then by what speaks for it."""

    def __init__(self, recorded: Recorded, year: int | None, units: Mapping[int, str]) -> None:
        self._recorded = recorded
        self._units = units
        self._found: dict[int, Problem] = {}
        self._claimed: set[int] = set()
        self._bearing: dict[str, list[int]] = defaultdict(list)
        self._by_key: dict[tuple[int, str], list[Problem]] = defaultdict(list)
        self._of_unit: dict[int, list[Problem]] = defaultdict(list)
        for problem in recorded.problems:
            if year is None or problem.number.startswith(f"{year}-"):
                self._by_key[problem.unit_id, compared(problem.text)].append(problem)
                self._of_unit[problem.unit_id].append(problem)

    def match(self, rows: Sequence[LedgerRow]) -> None:
        """Find for each row the problem it means; what fits exactly is given away first."""
        for row in rows:
            if row.reference:
                self._bearing[plain_number(row.reference)].append(row.number)
        for find in (self._exact, self._by_reference, self._alike, self._reworded):
            for row in rows:
                if row.number in self._found:
                    continue
                problem = find(row)
                if problem is not None:
                    self._found[row.number] = problem
                    self._claimed.add(problem.id)

    def found(self, number: int) -> Problem | None:
        """The problem that the row of a number means."""
        return self._found.get(number)

    def bearing(self, row: LedgerRow) -> tuple[int, ...]:
        """The rows of the sheet that bear a row's number, itself among them; none where it has no number."""
        return tuple(self._bearing.get(plain_number(row.reference), ())) if row.reference else ()

    def taken(self, row: LedgerRow) -> Problem | None:
        """The problem that bears the row's number although it is another one."""
        return self._recorded.by_number.get(plain_number(row.reference))

    def differences(self, row: LedgerRow, problem: Problem) -> tuple[Difference, ...]:
        """What a row states otherwise than it is recorded."""
        found = differences(row, problem, _word, lambda unit_id: self._units.get(unit_id, ""))
        said_before = self._recorded.said_before
        return tuple(one for one in found if not said_before(row, problem, one.field))

    def _exact(self, row: LedgerRow) -> Problem | None:
        same = [
            problem for problem in self._free(self._by_key[row.key]) if not self.differences(row, problem)
        ]
        wanted = plain_number(row.reference)
        return next((problem for problem in same if problem.number == wanted), same[0] if same else None)

    def _by_reference(self, row: LedgerRow) -> Problem | None:
        problem = self._recorded.by_number.get(plain_number(row.reference))
        if problem is None or problem.id in self._claimed:
            return None
        alike = problem.unit_id == row.unit_id or compared(problem.text) == compared(row.text)
        return problem if alike else None

    def _alike(self, row: LedgerRow) -> Problem | None:
        return self._likeliest(row, self._by_key[row.key], 1)

    def _reworded(self, row: LedgerRow) -> Problem | None:
        """The same line of the same sheet with its text put otherwise: 序号 and one thing more."""
        same_place = [
            problem
            for problem in self._of_unit[row.unit_id]
            if problem.imported and row.position.isdigit() and int(row.position) == problem.ordinal
        ]
        return self._likeliest(row, same_place, 2)

    def _likeliest(self, row: LedgerRow, problems: Sequence[Problem], least: int) -> Problem | None:
        free = self._free(problems)
        best = max(free, key=lambda problem: likeness(row, problem), default=None)
        return best if best is not None and likeness(row, best) >= least else None

    def _free(self, problems: Sequence[Problem]) -> list[Problem]:
        return [problem for problem in problems if problem.id not in self._claimed]


def _word(value: ProblemSource | ProblemState) -> str:
    return source_label(value) if isinstance(value, ProblemSource) else problem_state_label(value)
