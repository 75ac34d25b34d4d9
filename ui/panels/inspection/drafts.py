"""From what stands typed in the sheet of an inspection to what its service is told."""

from __future__ import annotations

from gzparty.domain.period import Period
from gzparty.services.inspection_drafts import InspectionDraft, ItemDraft
from gzparty.services.problem_drafts import ProblemDraft
from ui.panels.inspection.problem_form import FoundProblem
from ui.panels.inspection.sheet import Typed
from ui.panels.inspection.tick_row import TickAnswer

DRAFTS, NEW = "inspection", "new"
"""Under what half-typed inspections are kept: inspection/12, or inspection/new and the unit and month."""


def draft_key(unit_id: int, period: Period, inspection_id: int) -> str:
    """The key under which what is typed is kept."""
    return f"{DRAFTS}/{inspection_id or f'{NEW} {unit_id} {period.code}'}"


def draft_of(unit_id: int, period: Period, typed: Typed, answers: tuple[TickAnswer, ...]) -> InspectionDraft:
    """What is to be stored; one held after its month is over still counts for the month it was opened in (补查)."""
    day = typed.day
    assert day is not None
    late = day > period.last
    return InspectionDraft(
        unit_id=unit_id,
        held_on=day,
        inspector=typed.inspector,
        period=period.code if late else None,
        note=typed.note,
        filed_at=typed.filed_at,
        items=tuple(item_draft(unit_id, answer) for answer in answers),
    )


def item_draft(unit_id: int, answer: TickAnswer) -> ItemDraft:
    """One item with what is new for the ledger."""
    problems = tuple(problem_draft(unit_id, found) for found in answer.found)
    return ItemDraft(answer.code, answer.title, answer.answer, answer.note, problems)


def problem_draft(unit_id: int, found: FoundProblem) -> ProblemDraft:
    """One row for the ledger; its source, day and kind are those of the inspection."""
    return ProblemDraft(
        unit_id=unit_id,
        text=found.text,
        lane=found.lane,
        leader=found.leader or None,
        responsible=found.responsible or None,
        deadline=found.deadline,
        done_on=found.done_on,
        verifier=found.verifier or None,
    )
