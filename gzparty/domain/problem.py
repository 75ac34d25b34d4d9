"""One ledger: every problem, from whatever source, with the events that happened to it and its evidence."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from gzparty.records import dataclass


class ProblemSource(StrEnum):
    """Where a problem comes from (问题来源)."""

    SELF = "self"
    JOINT = "joint"
    SPOT = "spot"
    TIP = "tip"
    SUPERIOR = "superior"
    AUDIT = "audit"
    MEETING = "meeting"
    OTHER = "other"


class Lane(StrEnum):
    """How a problem is put right: at once and written down in one line (即知即改), by a day, or for good (长期坚持)."""

    PROMPT = "prompt"
    TERM = "term"
    LASTING = "lasting"


class ProblemState(StrEnum):
    """How far a problem has come, in the order of the chain; the last two end it."""

    REGISTERED = "registered"
    ASSIGNED = "assigned"
    RECTIFYING = "rectifying"
    SUBMITTED = "submitted"
    CLOSED = "closed"
    LOOKED_BACK = "looked_back"
    WITHDRAWN = "withdrawn"


OPEN = frozenset(
    {ProblemState.REGISTERED, ProblemState.ASSIGNED, ProblemState.RECTIFYING, ProblemState.SUBMITTED}
)
"""States in which a problem is not closed; in every one of them it can be overdue."""
VERIFIED = frozenset({ProblemState.CLOSED, ProblemState.LOOKED_BACK})
"""States in which somebody confirmed that the problem is gone."""


class Step(StrEnum):
    """What can happen to a problem; each becomes one event."""

    REGISTER = "register"
    IMPORT = "import"
    ASSIGN = "assign"
    START = "start"
    EXTEND = "extend"
    SUBMIT = "submit"
    RETURN = "return"
    CLOSE = "close"
    STAGE = "stage"
    LOOK_BACK = "look_back"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    CHASE = "chase"
    NOTE = "note"


ROUND = "-R"
"""Between a number and how often the problem came back."""


def plain_number(printed: str) -> str:
    """The number itself of one that was printed with its round: 2026-012-R1 is 2026-012."""
    return printed.strip().upper().partition(ROUND)[0]


@dataclass(frozen=True, slots=True)
class Problem:
    """One row of the ledger; its number is given once and never again.

    `round` counts from 1; a relapse opens the next round on the same number, printed as 2026-012-R1 for round 2.
    `state` and `deadline` are what the events leave. `deadline_text` is the deadline as an old sheet wrote it. People
    are names as written, with the person where one is meant. `category` is the checklist item a problem falls under.
    """

    id: int
    uid: str
    number: str
    unit_id: int
    text: str
    source: ProblemSource
    lane: Lane
    state: ProblemState
    found_on: date | None = None
    category: str = ""
    source_note: str = ""
    measure: str = ""
    leader: str = ""
    leader_id: int | None = None
    responsible: str = ""
    responsible_id: int | None = None
    deadline: date | None = None
    deadline_text: str = ""
    result: str = ""
    done_on: date | None = None
    verifier: str = ""
    verifier_id: int | None = None
    closed_on: date | None = None
    look_back_on: date | None = None
    note: str = ""
    round: int = 1
    imported: bool = False
    inspection_id: int | None = None
    item_id: int | None = None
    tip_id: int | None = None

    @property
    def printed_number(self) -> str:
        """The number with its round: 2026-012, and 2026-012-R1 once it has come back."""
        return self.number if self.round == 1 else f"{self.number}{ROUND}{self.round - 1}"

    @property
    def ordinal(self) -> int:
        """The number within its year, as the ledger's 序号 shows it."""
        return int(self.number.rpartition("-")[2])

    @property
    def is_open(self) -> bool:
        """Whether it is still to be closed."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class ProblemEvent:
    """One thing that happened to a problem on a day; deadlines stand where the step moved them."""

    id: int
    uid: str
    problem_id: int
    round: int
    step: Step
    happened_on: date
    state_before: ProblemState | None
    state_after: ProblemState
    actor: str = ""
    note: str = ""
    old_deadline: date | None = None
    new_deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence that lies on paper: what it is and where (3号盒 第12页); files are attachments of the problem."""

    id: int
    uid: str
    problem_id: int
    round: int
    title: str
    place: str
    added_on: date
