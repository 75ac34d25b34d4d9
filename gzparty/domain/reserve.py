"""Reserve cadres (村后备干部): who is being prepared for which post, by whom, since when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.partial_date import PartialDate
from gzparty.records import dataclass


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

    def on_list(self, day: date) -> bool:
        """Whether the person stands on the list that day; of a day known in part the earliest counts."""
        return self.entered_on.first_day() <= day and (self.left_on is None or day < self.left_on)

    def whole_years(self, today: date) -> int:
        """How many whole years the person has been, or was, on the list."""
        begun, last = self.entered_on.first_day(), self.left_on or today
        return max(0, last.year - begun.year - ((last.month, last.day) < (begun.month, begun.day)))


def check_days(reserve: Reserve, today: date) -> None:
    """Put on the list by today, off it not before that, and by today; a reason only with a day, and a day with one."""
    if reserve.entered_on.first_day() > today:
        raise Refusal("reserve_in_future", day=str(reserve.entered_on))
    if reserve.left_on is None:
        return
    if reserve.left_on > today:
        raise Refusal("reserve_left_in_future", day=reserve.left_on)
    if reserve.left_on < reserve.entered_on.first_day():
        raise Refusal("reserve_left_before", left=reserve.left_on, entered=str(reserve.entered_on))
    if not reserve.left_reason:
        raise Refusal("reserve_left_without_reason")


def check_alone(reserve: Reserve, others: Iterable[Reserve]) -> None:
    """One unit has a person on its list once at a time; having left, the person may be put on it again."""
    for other in others:
        same = (other.person_id, other.unit_id) == (reserve.person_id, reserve.unit_id)
        if same and other.id != reserve.id and overlap(reserve, other):
            code = "reserve_twice" if other.left_on is None else "reserve_twice_then"
            raise Refusal(code, entered=str(other.entered_on), left=other.left_on)


def overlap(one: Reserve, other: Reserve) -> bool:
    """Whether both hold on some day; a day known in part is taken at its earliest, so the end of the first may touch it."""
    first, second = sorted((one, other), key=lambda reserve: reserve.entered_on.first_day())
    return first.left_on is None or second.entered_on.last_day() < first.left_on
