"""From what the clerk says of a problem to its row: checks, defaults, and the people its names stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain import entry
from gzparty.domain.chinese_people import split_names
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.inspection import InspectionKind
from gzparty.domain.names import normalize_name
from gzparty.domain.problem import Lane, Problem, ProblemSource, ProblemState
from gzparty.domain.rectification import StepFacts as StepFacts
from gzparty.domain.step_guards import row_faults
from gzparty.labels.ledger import worded
from gzparty.records import dataclass

if TYPE_CHECKING:
    from gzparty.domain.people import UnitView
    from gzparty.services.ports import Store

TEXT_LIMIT = 4000
"""Characters of a problem, a measure or a result: sheets hold whole paragraphs."""
PEOPLE_LIMIT = 200
TEXTS = ("text", "measure", "result", "note", "source_note", "category")
PEOPLE = ("leader", "responsible", "verifier")
DAYS = ("found_on", "deadline", "done_on")
LINKS = ("inspection_id", "item_id", "tip_id")


@dataclass(frozen=True, slots=True)
class ProblemDraft:
    """What the clerk says of one problem; None leaves a stored value as it is and is nothing in a new one.

    Without a source it is that of the inspection or opinion it comes from. People are names as written. `cleared` names
    days to be emptied: `found_on`, `deadline`, `done_on`.
    """

    unit_id: int
    text: str | None = None
    source: ProblemSource | None = None
    lane: Lane | None = None
    found_on: date | None = None
    category: str | None = None
    source_note: str | None = None
    measure: str | None = None
    leader: str | None = None
    responsible: str | None = None
    deadline: date | None = None
    done_on: date | None = None
    verifier: str | None = None
    result: str | None = None
    note: str | None = None
    inspection_id: int | None = None
    item_id: int | None = None
    tip_id: int | None = None
    cleared: tuple[str, ...] = ()


class Checker:
    """Checks drafts against the office; units and names are read once for all of them."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today
        self._units: Mapping[int, UnitView] = {unit.id: unit for unit in store.people.units(today)}
        self._known: dict[str, int | None] = {}

    def new(self, draft: ProblemDraft) -> Problem:
        """The row of a new problem, without identity and number."""
        self._check_unit(draft.unit_id)
        blank = Problem(
            id=0,
            uid="",
            number="",
            unit_id=draft.unit_id,
            text="",
            source=draft.source or self._source(draft),
            lane=draft.lane or Lane.TERM,
            state=ProblemState.REGISTERED,
        )
        return self.over(blank, draft)

    def over(self, row: Problem, draft: ProblemDraft) -> Problem:
        """A row with what a draft says laid over it; Refusal for what cannot be."""
        if draft.unit_id != row.unit_id:
            self._check_unit(draft.unit_id)
        after = replace(row, unit_id=draft.unit_id, **_said(draft))  # type: ignore[arg-type]
        after = self.with_people(row, after)
        if after.deadline != row.deadline:
            after = replace(after, deadline_text="")
        if not after.text:
            raise Refusal("problem_text_missing")
        for day in (after.found_on, after.deadline, after.done_on):
            if day is not None:
                entry.checked_day(day)
        refuse(list(row_faults(after, self._today)))
        return after

    def with_people(self, before: Problem, after: Problem) -> Problem:
        """The row with the people its changed names stand for; several names, or one that two people have, stand for nobody."""
        changed = {
            f"{field}_id": self._person(getattr(after, field))
            for field in PEOPLE
            if getattr(after, field) != getattr(before, field)
        }
        return replace(after, **changed)  # type: ignore[arg-type]

    def _person(self, text: str) -> int | None:
        names = split_names(text)
        wanted = normalize_name(names[0]) if len(names) == 1 else ""
        if wanted and wanted not in self._known:
            found = self._store.people.people_named(wanted)
            self._known[wanted] = found[0].id if len(found) == 1 else None
        return self._known.get(wanted)

    def _check_unit(self, unit_id: int) -> None:
        unit = self._units.get(unit_id)
        if unit is None:
            raise Refusal("problem_unit_missing")
        if unit.closed:
            raise Refusal("problem_unit_closed", unit=unit.name)

    def _source(self, draft: ProblemDraft) -> ProblemSource:
        if draft.tip_id is not None:
            return ProblemSource.TIP
        if draft.inspection_id is not None:
            kind = self._store.inspections.get(draft.inspection_id).kind
            return ProblemSource.JOINT if kind is InspectionKind.JOINT else ProblemSource.SELF
        return ProblemSource.OTHER


def refuse(faults: Sequence[Diagnostic], count: int = 1) -> None:
    """Refuse with every fault there is and say that nothing was changed; without any, nothing happens."""
    if not faults:
        return
    none = Diagnostic(Level.NOTE, "none_changed", {"n": count})
    last = none if count > 1 else Diagnostic(Level.NOTE, "nothing_changed")
    raise Refusal.of((*map(worded, faults), last))


def _said(draft: ProblemDraft) -> dict[str, object]:
    """The fields a draft says something about, those to be emptied included."""
    given = {name: getattr(draft, name) for name in ("source", "lane", *DAYS, *LINKS)}
    fields: dict[str, object] = {name: value for name, value in given.items() if value is not None}
    for names, limit in ((TEXTS, TEXT_LIMIT), (PEOPLE, PEOPLE_LIMIT)):
        for name in names:
            text = getattr(draft, name)
            if text is not None:
                fields[name] = entry.checked_text(text, limit)
    return fields | dict.fromkeys(name for name in draft.cleared if name in DAYS)
