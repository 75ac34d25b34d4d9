"""The dues a kind of record fulfils, with the records that stand for them: what the views of records say of states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain.completeness import fulfilment
from gzparty.domain.dues import Due, Fulfilment
from gzparty.domain.meeting import YEARLY, Meeting, MeetingKind
from gzparty.domain.period import Every, Period
from gzparty.services.due_book import DueBook

if TYPE_CHECKING:
    from gzparty.services.ports import Store


class MeetingDues:
    """The dues of one kind of record whose period a month, or the year of a yearly kind, lies in."""

    def __init__(
        self, store: Store, today: date, kind: MeetingKind, within: Period, unit_id: int | None = None
    ) -> None:
        """Read them, of all branches or of one."""
        self.book = DueBook(store, today, unit_id)
        codes = [code for code, known in self.book.versions.items() if known[-1].record == kind.value]
        rhythms = {version.every for code in codes for version in self.book.versions[code]}
        span = _span(within, rhythms)
        self.owed: Sequence[Due] = list(
            self.book.dues(span, lambda period: period.covers(within) or within.covers(period), codes)
        )
        last = within.code if kind in YEARLY or within.months == 1 else f"{within.code}-Z"
        self._briefs = {
            brief.id: brief for brief in store.meetings.briefs(within.code, last, (kind.value,), unit_id)
        }
        self._by_place: dict[tuple[int, int], list[Due]] = defaultdict(list)
        for due in self.owed:
            self._by_place[due.unit_id, due.group_id].append(due)

    def of(self, unit_id: int, group_id: int) -> Sequence[Due]:
        """The dues of one branch or group."""
        return self._by_place.get((unit_id, group_id), ())

    def fulfilment(self, meeting: Meeting) -> Fulfilment:
        """A record of the period as the dues see it."""
        return fulfilment(self._briefs[meeting.id], self.book.required)


def missing_dues(store: Store, today: date, code: str, year: int) -> Sequence[Due]:
    """The dues of one duty in a year, in the order they are asked for; none of a code nobody knows."""
    book = DueBook(store, today)
    if code not in book.versions:
        return ()
    return list(book.dues(Period(year, 1, 12), lambda _period: True, [code]))


def _span(within: Period, rhythms: Iterable[Every]) -> Period:
    """As much of the year as the widest rhythm needs, so that no more records are read than can count."""
    widest = {Every.YEAR: 2, Every.QUARTER: 1}
    every = max(rhythms, key=lambda rhythm: widest.get(rhythm, 0), default=Every.MONTH)
    around = Period.around(within.first, every)
    return around if around.covers(within) else within
