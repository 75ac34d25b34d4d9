"""The dues a kind of record fulfils, with which record stands for each: what the views of records say of states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from gzparty.domain.completeness import fulfilment
from gzparty.domain.dues import Due, Fulfilment, Terms
from gzparty.domain.meeting import MeetingBrief, MeetingKind
from gzparty.domain.period import Every, Period
from gzparty.services.due_book import DueBook

if TYPE_CHECKING:
    from gzparty.services.ports import Store


class MeetingDues:
    """Dues and records of one year, read once."""

    def __init__(self, store: Store, today: date, year: int) -> None:
        self._store = store
        self._book = DueBook(store, today)
        self.year = year

    @property
    def terms(self) -> Terms:
        """What dues are judged by besides records."""
        return self._book.terms

    @cached_property
    def records(self) -> Mapping[int, MeetingBrief]:
        """The records of the year by id."""
        found = self._store.meetings.briefs(f"{self.year:04d}", f"{self.year:04d}-Z")
        return {brief.id: brief for brief in found}

    def fulfilment(self, meeting_id: int) -> Fulfilment:
        """A record as the dues see it."""
        return fulfilment(self.records[meeting_id], self._book.materials)

    def of_duty(self, code: str) -> Iterator[Due]:
        """The dues of one duty in the year; none of a code nobody knows."""
        return self._book.dues(Period(self.year, 1, 12), lambda _period: True, (code,))

    def of_kind(self, kind: MeetingKind, within: Period) -> Iterator[Due]:
        """The dues of a kind whose period a span lies in, unit by unit in the office's order."""
        codes = [code for code, known in self._book.versions.items() if known[-1].record == kind.value]
        if within.months == 12:
            return self._book.dues(within, within.covers, codes)
        quarter = Period.around(within.first, Every.QUARTER)
        return self._book.dues(quarter, lambda period: period.covers(within), codes)
