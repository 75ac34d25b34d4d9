"""One row of a rectification ledger as read, and how it stands to what is recorded: equal, different, contradicting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date

from gzparty.domain import chinese_ledger as words
from gzparty.domain.chinese import NOTE_SEPARATOR
from gzparty.domain.chinese_people import shared_names
from gzparty.domain.matching import Difference
from gzparty.domain.problem import VERIFIED, Lane, Problem, ProblemSource, ProblemState
from gzparty.domain.problem_cells import Deadline, DoneOn, Said
from gzparty.records import dataclass

TEXTS = ("text", "measure", "leader", "responsible", "result", "verifier")
STEPPED = frozenset({"state", "deadline", "lane"})
"""What only steps may change once somebody has worked on a problem in the ledger itself."""
ORDER = (
    *("unit", "text", "source", "measure", "leader", "responsible", "deadline", "result", "state"),
    *("done_on", "verifier", "note", "found_on"),
)
"""Fields in the order of the columns."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What one row says; empty says nothing. `reference` is the ledger's own number, `position` the sheet's 序号.

    `has_state` is whether the sheet says at all which problems are closed.
    """

    number: int
    unit_id: int
    text: str
    reference: str = ""
    position: str = ""
    source: ProblemSource | None = None
    source_note: str = ""
    measure: str = ""
    leader: str = ""
    responsible: str = ""
    deadline: Deadline = field(default_factory=Deadline)
    result: str = ""
    said: Said = field(default_factory=Said)
    has_state: bool = True
    done: DoneOn = field(default_factory=DoneOn)
    verifier: str = ""
    notes: tuple[str, ...] = ()
    found_on: date | None = None

    @property
    def key(self) -> tuple[int, str]:
        """What a row is first looked up by."""
        return self.unit_id, compared(self.text)

    @property
    def note(self) -> str:
        """Its remarks as one."""
        return NOTE_SEPARATOR.join(self.notes)

    @property
    def lane(self) -> Lane:
        """The lane of a new problem: that which its deadline names, else by a day."""
        return self.deadline.lane or Lane.TERM

    @property
    def state(self) -> ProblemState:
        """The state a new problem begins in.

        What is open goes on where its next step is: 整改中 where it is under way or somebody has a measure to carry
        out, else 登记. A sheet that has no such column says by the day it was done that it is closed.
        """
        if self.said.state is not None:
            return self.said.state
        if not self.has_state and (self.done.day or self.done.text):
            return ProblemState.CLOSED
        under_way = words.UNDER_WAY.search(self.result) or (self.measure and self.responsible)
        return ProblemState.RECTIFYING if under_way else ProblemState.REGISTERED


def compared(text: str) -> str:
    """A text as compared: blanks, line ends and what no spreadsheet can hold make no difference."""
    return "".join(letter for letter in text if letter.isprintable() and not letter.isspace())


def differences(
    row: LedgerRow,
    problem: Problem,
    shown: Callable[[ProblemSource | ProblemState], str],
    unit: Callable[[int], str],
) -> tuple[Difference, ...]:
    """Every field the row states otherwise than it is recorded, in the order of the columns.

    `shown` says a source or state in words, `unit` a unit's name.
    """
    found: dict[str, tuple[str, str]] = {}
    if row.unit_id != problem.unit_id:
        found["unit"] = (unit(problem.unit_id), unit(row.unit_id))
    for name in TEXTS:
        stored, given = str(getattr(problem, name)), str(getattr(row, name))
        if given and compared(stored) != compared(given):
            found[name] = (stored, given)
    source = (row.source, compared(row.source_note))
    if row.source is not None and source != (problem.source, compared(problem.source_note)):
        told = (
            (shown(problem.source), problem.source_note),
            (shown(row.source), row.source_note),
        )
        found["source"] = (" ".join(told[0]).strip(), " ".join(told[1]).strip())
    if not same_deadline(row.deadline, problem):
        found["deadline"] = (
            _deadline(problem.deadline, problem.deadline_text),
            _deadline(*row.deadline[::2]),
        )
    if row.said.closed is not None and not same_state(row.said, problem.state):
        found["state"] = (shown(problem.state), shown(row.state))
    for name, given_day in (("done_on", row.done.day), ("found_on", row.found_on)):
        stored_day = getattr(problem, name)
        if given_day is not None and given_day != stored_day:
            found[name] = (_day(stored_day), _day(given_day))
    missing = [note for note in row.notes if compared(note) not in compared(problem.note)]
    if missing:
        found["note"] = (problem.note, NOTE_SEPARATOR.join(missing))
    return tuple(Difference(name, *found[name]) for name in ORDER if name in found)


def same_deadline(deadline: Deadline, problem: Problem) -> bool:
    """Whether a deadline says what is recorded: the same day, the same words, or nothing against it."""
    if deadline.text and compared(deadline.text) == compared(problem.deadline_text):
        return True
    if deadline.lane is not None and deadline.lane is not problem.lane:
        return False
    if deadline.day is not None:
        return deadline.day == problem.deadline
    return not deadline.text or (deadline.lane is problem.lane and problem.deadline is None)


def likeness(row: LedgerRow, problem: Problem) -> int:
    """How much speaks for a row being a recorded problem of the same unit; 0 if nothing does."""
    stated = [
        bool(row.responsible) and compared(row.responsible) == compared(problem.responsible),
        (row.deadline.day is not None or bool(row.deadline.text)) and same_deadline(row.deadline, problem),
        bool(row.leader) and compared(row.leader) == compared(problem.leader),
        row.position.isdigit() and int(row.position) == problem.ordinal and problem.imported,
    ]
    return sum(stated)


def contradictions(row: LedgerRow) -> tuple[str, ...]:
    """Codes of what a row says against itself; nothing of it is changed for that."""
    state, result = row.state, row.result
    closed = state in VERIFIED
    under_way = words.UNDER_WAY.search(result) is not None
    done = bool(row.done.day or row.done.text)
    checks: Mapping[str, bool] = {
        "problem_row_closed_under_way": closed and under_way,
        "problem_row_closed_lasting": closed and row.deadline.lane is Lane.LASTING,
        "problem_row_closed_without_day": closed and not done,
        "problem_row_closed_without_result": closed and not result,
        "problem_row_state_blank": row.has_state and row.said == Said(),
        "problem_row_finished_not_closed": not closed
        and not under_way
        and bool(words.FINISHED.search(result)),
        "problem_row_open_with_day": state is not ProblemState.WITHDRAWN and not closed and done,
        "problem_row_done_before_found": bool(row.done.day and row.found_on and row.done.day < row.found_on),
        "problem_row_due_before_found": bool(
            row.deadline.day and row.found_on and row.deadline.day < row.found_on
        ),
        "problem_row_own_verifier": bool(shared_names(row.verifier, row.responsible)),
    }
    return tuple(code for code, is_so in checks.items() if is_so)


def changed_fields(row: LedgerRow, problem: Problem, fields: frozenset[str]) -> dict[str, object]:
    """The fields of the record that follow from taking over what a row states of some columns."""
    wished: dict[str, object] = {name: getattr(row, name) for name in TEXTS if name in fields}
    if "unit" in fields:
        wished["unit_id"] = row.unit_id
    if "source" in fields:
        wished |= {"source": row.source, "source_note": row.source_note}
    if "deadline" in fields:
        wished |= {
            "deadline": row.deadline.day,
            "deadline_text": row.deadline.text,
            "lane": row.deadline.lane or (Lane.TERM if row.deadline.day else problem.lane),
        }
    if "done_on" in fields:
        wished["done_on"] = row.done.day
    if "found_on" in fields:
        wished["found_on"] = row.found_on
    if "note" in fields:
        missing = [note for note in row.notes if compared(note) not in compared(problem.note)]
        wished["note"] = NOTE_SEPARATOR.join(part for part in (problem.note, *missing) if part)
    if "state" in fields:
        wished["state"] = row.state
        wished["closed_on"] = (row.done.day or problem.done_on) if row.state in VERIFIED else None
    return wished


def same_state(said: Said, stored: ProblemState) -> bool:
    """A plain yes or no holds for every state that is closed or open; a state named is that one."""
    if said.state in (None, ProblemState.CLOSED):
        return said.closed == (stored in VERIFIED) and stored is not ProblemState.WITHDRAWN
    return said.state is stored


def _deadline(day: date | None, text: str) -> str:
    return text or _day(day)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
