"""What is said of a reserve cadre when one is put on the list or changed."""

from __future__ import annotations

from gzparty.domain.partial_date import PartialDate
from gzparty.records import dataclass


@dataclass(frozen=True, slots=True)
class ReserveDraft:
    """Who is prepared for what; without `entered_on` it is today. `mentor` is written by hand where it is nobody on file."""

    person_id: int
    unit_id: int
    entered_on: PartialDate | None = None
    direction: str = ""
    mentor: str = ""
    mentor_id: int | None = None
    plan: str = ""
    note: str = ""
