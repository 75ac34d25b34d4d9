"""The ledger as rows: problems, the events that happened to them, evidence that lies on paper."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from db.counters import next_value
from db.driver import Connection
from db.table import DAY, FLAG, Codec, Table, code
from gzparty.domain.problem import (
    OPEN,
    Evidence,
    Lane,
    Problem,
    ProblemEvent,
    ProblemSource,
    ProblemState,
    Step,
)
from gzparty.domain.recurrence import Trace, UnitSpan

PROBLEMS = Table(
    "problem",
    Problem,
    source=code(ProblemSource),
    lane=code(Lane),
    state=code(ProblemState),
    found_on=DAY,
    deadline=DAY,
    done_on=DAY,
    closed_on=DAY,
    look_back_on=DAY,
    imported=FLAG,
)
BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001))))
"""What `str.strip` takes off."""
STATE = Codec(lambda text: None if text is None else ProblemState(text), lambda state: state.value)
EVENTS = Table(
    "problem_event",
    ProblemEvent,
    step=code(Step),
    happened_on=DAY,
    state_before=STATE,
    state_after=code(ProblemState),
    old_deadline=DAY,
    new_deadline=DAY,
)
EVIDENCE = Table("evidence", Evidence, added_on=DAY)


class SqliteProblems:
    """Fulfils the ProblemStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, problem_id: int) -> Problem:
        """One problem; KeyError if there is none."""
        return PROBLEMS.get(self._connection, problem_id)

    def find(self, reference: str) -> Problem | None:
        """By uid or number; None if there is none."""
        found = self._select("WHERE uid = ?1 OR number = ?1", reference)
        return found[0] if found else None

    def many(self, problem_ids: Collection[int]) -> Sequence[Problem]:
        """Several problems by id, by number; those that are gone are left out."""
        return self._select(
            "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY number", json.dumps(list(problem_ids))
        )

    def all(self, year: int | None = None) -> Sequence[Problem]:
        """All problems, or those whose number is of a year, by number."""
        if year is None:
            return self._select("ORDER BY number")
        return self._select("WHERE number BETWEEN ? AND ? ORDER BY number", f"{year:04d}-", f"{year:04d}-Z")

    def open(self, unit_id: int | None = None) -> Sequence[Problem]:
        """Problems not closed, of one unit or all, the one due first first and those without a deadline last."""
        states = json.dumps(sorted(OPEN))
        rest = (
            "WHERE state IN (SELECT value FROM json_each(?1)) AND (?2 IS NULL OR unit_id = ?2)"
            " ORDER BY deadline IS NULL, deadline, number"
        )
        return self._select(rest, states, unit_id)

    def open_before(self, year: int) -> Sequence[Problem]:
        """Problems not closed whose number is of an earlier year, by number."""
        rest = "WHERE state IN (SELECT value FROM json_each(?)) AND number < ? ORDER BY number"
        return self._select(rest, json.dumps(sorted(OPEN)), f"{year:04d}-")

    def to_look_back(self, until: date) -> Sequence[Problem]:
        """Closed problems that are to be looked at again by a day, by number."""
        rest = "WHERE state = ? AND look_back_on <= ? ORDER BY number"
        return self._select(rest, ProblemState.CLOSED.value, until.isoformat())

    def people_of_unit(self, unit_id: int) -> Sequence[tuple[str, str]]:
        """Who answered for problems of a unit and who led them, as written, the latest first; each pair once."""
        found = self._connection.execute(
            "SELECT responsible, leader FROM problem WHERE unit_id = ?"
            " GROUP BY responsible, leader ORDER BY max(number) DESC",
            (unit_id,),
        )
        return found.fetchall()

    def of_inspections(self, inspection_ids: Collection[int]) -> Sequence[Problem]:
        """What some inspections found, by number."""
        rest = "WHERE inspection_id IN (SELECT value FROM json_each(?)) ORDER BY number"
        return self._select(rest, json.dumps(list(inspection_ids)))

    def of_tips(self, tip_ids: Collection[int]) -> Sequence[Problem]:
        """What some opinions led to, by number."""
        rest = "WHERE tip_id IN (SELECT value FROM json_each(?)) ORDER BY number"
        return self._select(rest, json.dumps(list(tip_ids)))

    def of_person(self, person_id: int) -> Sequence[Problem]:
        """Problems a person leads, answers for or verified, by number."""
        return self._select(
            "WHERE leader_id = ?1 OR responsible_id = ?1 OR verifier_id = ?1 ORDER BY number", person_id
        )

    def concerning(self, person_ids: Collection[int], unit_ids: Collection[int]) -> Sequence[Problem]:
        """Problems of some units, or that some people lead or answer for, by number."""
        rest = (
            "WHERE unit_id IN (SELECT value FROM json_each(?1))"
            " OR responsible_id IN (SELECT value FROM json_each(?2))"
            " OR leader_id IN (SELECT value FROM json_each(?2)) ORDER BY number"
        )
        return self._select(rest, json.dumps(list(unit_ids)), json.dumps(list(person_ids)))

    def reopened(self, problem_ids: Collection[int], first: date, last: date) -> Mapping[int, Sequence[date]]:
        """The days within a span, both ends included, on which some problems were opened again, in order."""
        rows = self._connection.execute(
            "SELECT problem_id, happened_on FROM problem_event"
            " WHERE problem_id IN (SELECT value FROM json_each(?)) AND step = ?"
            " AND happened_on BETWEEN ? AND ? ORDER BY problem_id, happened_on",
            (json.dumps(list(problem_ids)), Step.REOPEN.value, first.isoformat(), last.isoformat()),
        )
        found: dict[int, list[date]] = defaultdict(list)
        for problem_id, day in rows:
            found[problem_id].append(date.fromisoformat(day))
        return found

    def years(self) -> Sequence[int]:
        """The years numbers were given in, in order."""
        found = self._connection.execute("SELECT DISTINCT substr(number, 1, 4) FROM problem ORDER BY 1")
        return [int(year) for (year,) in found]

    def traces(self, spans: Collection[UnitSpan]) -> list[Trace]:
        """What units had found in some spans of days, which do not overlap for any of them."""
        asked = [(unit_id, first.isoformat(), last.isoformat()) for unit_id, first, last in spans]
        rows = self._connection.execute(
            # A text decides where there is no category; else the index tells all, and the row is not read.
            "SELECT p.id, p.number, p.unit_id, p.category, iif(trim(p.category, ?) = '', p.text, ''), p.found_on, p.state"
            " FROM json_each(?) span CROSS JOIN problem p INDEXED BY problem_found ON p.unit_id = span.value ->> 0"
            " AND p.found_on BETWEEN span.value ->> 1 AND span.value ->> 2",
            (BLANKS, json.dumps(asked)),
        )
        return [
            Trace(problem_id, number, unit_id, category, text, date.fromisoformat(day), ProblemState(state))
            for problem_id, number, unit_id, category, text, day, state in rows
        ]

    def next_number(self, year: int) -> str:
        """The next number of a year (2026-001); never one that was given before, also after undoing."""
        return f"{year}-{next_value(self._connection, f'problem.{year}'):03d}"

    def insert(self, problem: Problem) -> int:
        """Store a new one; returns its id."""
        return PROBLEMS.insert(self._connection, problem)

    def update(self, problem: Problem) -> None:
        """Store its changed fields."""
        PROBLEMS.update(self._connection, problem.id, problem)

    def delete(self, problem_id: int) -> None:
        """Delete one with its events and evidence on paper; its number stays given."""
        self._connection.execute("DELETE FROM problem WHERE id = ?", (problem_id,))

    def events(self, problem_ids: Collection[int]) -> Sequence[ProblemEvent]:
        """What happened to some problems, problem by problem in the order it was entered."""
        rest = "WHERE problem_id IN (SELECT value FROM json_each(?)) ORDER BY problem_id, id"
        return EVENTS.select(self._connection, rest, (json.dumps(list(problem_ids)),))

    def step_counts(self, problem_ids: Collection[int]) -> Mapping[tuple[int, int, Step], int]:
        """How often each step was taken, by problem, round and step."""
        rows = self._connection.execute(
            "SELECT problem_id, round, step, count(*) FROM problem_event"
            " WHERE problem_id IN (SELECT value FROM json_each(?)) GROUP BY problem_id, round, step",
            (json.dumps(list(problem_ids)),),
        )
        return {(problem_id, number, Step(step)): count for problem_id, number, step, count in rows}

    def insert_event(self, event: ProblemEvent) -> int:
        """Store a new one; returns its id."""
        return EVENTS.insert(self._connection, event)

    def evidence(self, problem_ids: Collection[int]) -> Sequence[Evidence]:
        """What lies on paper for some problems, in the order it was noted."""
        rest = "WHERE problem_id IN (SELECT value FROM json_each(?)) ORDER BY problem_id, id"
        return EVIDENCE.select(self._connection, rest, (json.dumps(list(problem_ids)),))

    def paper(self, evidence_id: int) -> Evidence:
        """One piece of evidence on paper; KeyError if there is none."""
        return EVIDENCE.get(self._connection, evidence_id)

    def insert_evidence(self, evidence: Evidence) -> int:
        """Store a new one; returns its id."""
        return EVIDENCE.insert(self._connection, evidence)

    def delete_evidence(self, evidence_id: int) -> None:
        """Take one back."""
        self._connection.execute("DELETE FROM evidence WHERE id = ?", (evidence_id,))

    def _select(self, rest: str, *parameters: object) -> list[Problem]:
        return PROBLEMS.select(self._connection, rest, parameters)
