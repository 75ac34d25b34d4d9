"""What the clerk says of an inspection, before it is checked and stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain.inspection import Answer, InspectionKind
from gzparty.records import dataclass

if TYPE_CHECKING:
    from gzparty.services.problem_drafts import ProblemDraft


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """What was found of one item, with the title it was asked under.

    `problems` are new ones that go into the ledger; `changed` says anew what stands there already, by its id.
    """

    code: str
    title: str
    answer: Answer = Answer.OPEN
    note: str = ""
    problems: tuple[ProblemDraft, ...] = ()
    changed: Mapping[int, ProblemDraft] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InspectionDraft:
    """One inspection as the clerk says it; without a `period` it counts for the month of its day.

    One with a `tour_id` is that tour's (联合督查), any other the unit's own.
    """

    unit_id: int
    held_on: date
    inspector: str = ""
    period: str | None = None
    note: str = ""
    filed_at: str = ""
    tour_id: int | None = None
    items: tuple[ItemDraft, ...] = ()

    @property
    def kind(self) -> InspectionKind:
        """Whose inspection it is."""
        return InspectionKind.SELF if self.tour_id is None else InspectionKind.JOINT
