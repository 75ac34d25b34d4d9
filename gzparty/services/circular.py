"""What a circular (督查通报) says of a joint inspection, taken from its records and from nowhere else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from gzparty.domain.discreet import without_names
from gzparty.domain.inspection import Answer
from gzparty.domain.problem import ProblemState
from gzparty.i18n import _, in_chinese
from gzparty.services.ledger_views import (
    CircularProblem,
    CircularText,
    CircularUnit,
    InspectionView,
    LedgerLine,
    TourView,
)
from gzparty.services.member_names import names_about

if TYPE_CHECKING:
    from gzparty.services.ports import Store


@in_chinese()
def circular_text(store: Store, view: TourView, *, named: bool) -> CircularText:
    """A tour as its circular tells it; withdrawn problems are left out, persons' names only stand if chosen so."""
    found: dict[int, list[LedgerLine]] = defaultdict(list)
    for line in view.problems:
        if line.problem.state is not ProblemState.WITHDRAWN:
            found[line.unit.id].append(line)
    hidden = frozenset[str]() if named else _names(store, view.problems)
    seen = [(unit, visit, found[unit.id]) for _line, unit, visit in view.units if visit is not None]
    return CircularText(
        view.tour,
        tuple(
            CircularUnit(
                unit,
                visit.inspection.held_on,
                tuple(_problem(line, hidden, named=named) for line in lines),
                _unanswered(visit),
            )
            for unit, visit, lines in seen
        ),
        tuple(unit for _line, unit, visit in view.units if visit is None),
        named,
    )


def _names(store: Store, lines: Sequence[LedgerLine]) -> frozenset[str]:
    rows = [line.problem for line in lines]
    return names_about(store, rows, (row.text for row in rows))


def _problem(line: LedgerLine, hidden: Collection[str], *, named: bool) -> CircularProblem:
    problem = line.problem
    return CircularProblem(
        problem.printed_number,
        problem.text if named else without_names(problem.text, hidden, _("某同志")),
        problem.category,
        problem.lane,
        problem.deadline,
        problem.deadline_text,
    )


def _unanswered(visit: InspectionView) -> int:
    return sum(item.answer is Answer.OPEN for item in visit.items)
