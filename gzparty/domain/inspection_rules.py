"""What an inspection may say: days that can be, answers that hold together, what looks wrong, the deadline proposed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from gzparty.domain import entry
from gzparty.domain.chinese_people import compared_names, shared_names
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.inspection import Answer, ChecklistItem, Inspection
from gzparty.domain.names import normalize_name
from gzparty.domain.period import Period
from gzparty.domain.problem import Problem, ProblemState

SELF_INSPECTION = "self_inspection"
"""The duty that says how often a unit inspects itself."""
TITLE_LIMIT = 40
HINT_LIMIT = 120


def check_day(held_on: date, today: date) -> None:
    """An inspection was held on a day that has come."""
    entry.checked_day(held_on)
    if held_on > today:
        raise Refusal("inspection_day_ahead", day=held_on)


def check_period(held_on: date, text: str | None) -> Period:
    """The month an inspection counts for: that of its day unless an earlier one is named (补查)."""
    if text is None:
        return Period.around(held_on)
    try:
        period = Period.parse(text)
    except ValueError:
        period = None
    if period is None or period.months != 1:
        raise Refusal("inspection_month_unreadable", text=text)
    if period.first > held_on:
        raise Refusal("inspection_month_ahead", day=held_on, month=period.month)
    return period


def check_item(title: str, answer: Answer, texts: Collection[str]) -> None:
    """有问题 says which, and what is said of a problem belongs to an item answered so."""
    if answer is Answer.PROBLEM and not any(text.strip() for text in texts):
        raise Refusal("inspection_problem_untold", item=title)
    if answer is not Answer.PROBLEM and any(text.strip() for text in texts):
        raise Refusal("inspection_problem_elsewhere", item=title)


def check_deadline(title: str, deadline: date | None, held_on: date) -> None:
    """Nothing is to be put right before it was found."""
    if deadline is not None and deadline < held_on:
        raise Refusal("inspection_deadline_before", item=title, deadline=deadline, day=held_on)


def is_settled(problem: Problem) -> bool:
    """Whether a problem no longer says that something was wrong: it was withdrawn (撤销立项)."""
    return problem.state is ProblemState.WITHDRAWN


def is_untouched(problem: Problem) -> bool:
    """Whether nothing has happened to a problem since it was registered, so that it may go with its inspection."""
    return problem.state is ProblemState.REGISTERED and problem.round == 1 and not problem.imported


def findings(
    inspection: Inspection, problems: Iterable[Problem], same_day: Iterable[Inspection]
) -> tuple[Diagnostic, ...]:
    """What looks wrong about an inspection and keeps it from nothing.

    Who inspected should not be the one to put right what was found (谁验收、谁负责); the same unit, day and inspector
    twice is perhaps one sheet entered twice.
    """
    found = list(_own_problems(inspection, problems))
    twins = [other for other in same_day if _is_twin(inspection, other)]
    if twins:
        facts = {"day": inspection.held_on, "name": inspection.inspector, "number": twins[0].number}
        found.append(Diagnostic(Level.WARNING, "inspection_perhaps_double", facts))
    return tuple(found)


def check_checklist(items: Sequence[ChecklistItem]) -> None:
    """A checklist asks something, and no two of its lines ask the same."""
    asked = [item for item in items if not item.stopped]
    if not asked:
        raise Refusal("checklist_empty")
    known: set[str] = set()
    for item in asked:
        title = normalize_name(item.title)
        if title in known:
            raise Refusal("checklist_title_twice", title=item.title)
        known.add(title)


def ordinal_of(inspection: Inspection, of_month: Iterable[Inspection]) -> int:
    """Which one of its unit's month an inspection is, counted from 1 by day; one not stored yet is the last of its day."""
    if not inspection.id:
        return next_ordinal(inspection.held_on, of_month)
    place = (inspection.held_on, inspection.id)
    return 1 + sum((other.held_on, other.id) < place for other in of_month)


def next_ordinal(held_on: date, of_month: Iterable[Inspection]) -> int:
    """Which one of its unit's month a further inspection of a day will be."""
    return 1 + sum(other.held_on <= held_on for other in of_month)


def _own_problems(inspection: Inspection, problems: Iterable[Problem]) -> Iterator[Diagnostic]:
    named: set[str] = set()
    for problem in problems:
        for name in shared_names(inspection.inspector, problem.responsible):
            if name not in named and not is_settled(problem):
                named.add(name)
                yield Diagnostic(Level.WARNING, "inspection_own_problem", {"name": name})


def _is_twin(inspection: Inspection, other: Inspection) -> bool:
    same = (inspection.unit_id, inspection.held_on, inspection.kind)
    if other.id == inspection.id or (other.unit_id, other.held_on, other.kind) != same:
        return False
    mine, theirs = (set(compared_names(one.inspector)) for one in (inspection, other))
    return bool(mine) and mine == theirs
