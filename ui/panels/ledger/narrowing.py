"""Which lines of the ledger are in sight: one chip or the rows behind a figure, a unit, a source, words typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from unicodedata import normalize

from gzparty.domain.problem import ProblemSource, ProblemState
from gzparty.labels.ledger import problem_state_label, source_label
from gzparty.records import dataclass
from gzparty.services.ledger_views import LedgerGroup, LedgerLine
from ui.panels.ledger.words import source_words

OPEN, OVERDUE, REGISTERED, RECTIFYING, SUBMITTED, CLOSED, LOOK_BACK, LASTING = (
    "open",
    "overdue",
    "registered",
    "rectifying",
    "submitted",
    "closed",
    "look_back",
    "lasting",
)
"""Keys of the chips, in their order."""
_WAITING = frozenset({ProblemState.REGISTERED, ProblemState.ASSIGNED})
_VERIFIED = frozenset({LedgerGroup.CLOSED, LedgerGroup.LOOK_BACK})


def is_due(line: LedgerLine) -> bool:
    """Whether a line is to be closed by a day; what is kept up for good stands in a table of its own."""
    return line.problem.is_open and line.group is not LedgerGroup.LASTING


CHIPS: Mapping[str, Callable[[LedgerLine], bool]] = MappingProxyType(
    {
        OPEN: is_due,
        OVERDUE: lambda line: line.is_overdue,
        REGISTERED: lambda line: is_due(line) and line.problem.state in _WAITING,
        RECTIFYING: lambda line: is_due(line) and line.problem.state is ProblemState.RECTIFYING,
        SUBMITTED: lambda line: is_due(line) and line.problem.state is ProblemState.SUBMITTED,
        CLOSED: lambda line: line.group in _VERIFIED,
        LOOK_BACK: lambda line: line.group is LedgerGroup.LOOK_BACK,
        LASTING: lambda line: line.group is LedgerGroup.LASTING,
    }
)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is asked for; `ids` are the rows behind a figure, and take the place of the chip."""

    chip: str = OPEN
    unit_id: int = 0
    source: ProblemSource | None = None
    text: str = ""
    ids: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class InSight:
    """The lines that fit; `elsewhere` says that only other chips had what was typed."""

    lines: tuple[LedgerLine, ...]
    elsewhere: bool = False


def in_sight(lines: Sequence[LedgerLine], wanted: Narrowing) -> InSight:
    """The lines that fit what is asked for; what was typed is looked for everywhere if the chip has none of it."""
    beside = [line for line in lines if _fits_beside(line, wanted)]
    found = tuple(line for line in beside if _fits_chip(line, wanted))
    if not wanted.text:
        return InSight(found)
    typed = _folded(wanted.text)
    hits = tuple(line for line in found if typed in _said(line))
    if hits:
        return InSight(hits)
    others = tuple(line for line in beside if typed in _said(line))
    return InSight(others, elsewhere=bool(others))


def counts(lines: Iterable[LedgerLine]) -> dict[str, int]:
    """How many lines each chip has."""
    counted = dict.fromkeys(CHIPS, 0)
    for line in lines:
        for key, fits in CHIPS.items():
            counted[key] += fits(line)
    return counted


def chip_of(line: LedgerLine) -> str:
    """The chip under which a line is found; empty for what was withdrawn."""
    return next((key for key in (OPEN, CLOSED, LASTING) if CHIPS[key](line)), "")


def _fits_beside(line: LedgerLine, wanted: Narrowing) -> bool:
    unit = line.unit.id == wanted.unit_id or (
        line.community is not None and line.community.id == wanted.unit_id
    )
    return (not wanted.unit_id or unit) and wanted.source in (None, line.problem.source)


def _fits_chip(line: LedgerLine, wanted: Narrowing) -> bool:
    if wanted.ids is not None:
        return line.problem.id in wanted.ids
    return CHIPS[wanted.chip](line)


def _said(line: LedgerLine) -> str:
    problem = line.problem
    return _folded(
        " ".join(
            (
                problem.printed_number,
                f" {problem.ordinal} ",
                line.unit.name,
                line.unit.initials,
                problem.text,
                problem.measure,
                problem.leader,
                problem.responsible,
                problem.verifier,
                source_label(problem.source),
                source_words(problem),
                problem_state_label(problem.state),
            )
        )
    )


def _folded(text: str) -> str:
    return normalize("NFKC", text).casefold().strip()
