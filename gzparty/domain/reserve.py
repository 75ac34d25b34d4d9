"""Reserve cadres (村后备干部): who is being prepared for which post, by whom, since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gzparty.domain.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Reserve:
    """One person on the list of reserve cadres of a unit; off it from `left_on`, with the reason (任用, 退出).

    `direction` is the post they are prepared for, `mentor` who guides them (培养联系人), `plan` what is done about it.
    """

    id: int
    uid: str
    person_id: int
    unit_id: int
    entered_on: PartialDate
    direction: str = ""
    mentor: str = ""
    mentor_id: int | None = None
    plan: str = ""
    note: str = ""
    left_on: date | None = None
    left_reason: str = ""
