"""The dues a kind of record fulfils, with which record stands for each: what the views of records say of states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from gzparty import settings
from gzparty.domain.completeness import asked, fulfilment
from gzparty.domain.dues import Due, Evidence, Fulfilment, Terms, expand
from gzparty.domain.duty import Duty
from gzparty.domain.meeting import MeetingBrief, MeetingKind
from gzparty.domain.period import Period
from gzparty.services.duty_defaults import versions

if TYPE_CHECKING:
    from gzparty.services.ports import Store


class MeetingDues:
    """Dues and records of one year, read once."""

    def __init__(self, store: Store, today: date, year: int) -> None:
        self._store = store
        self.year = year
        chosen = settings.from_stored(store.office.load_settings())
        self.required = asked(chosen.sign_in_required, chosen.photos_required)
        self.terms = Terms(today, store.calendar.load())
        self.records: Mapping[int, MeetingBrief] = {
            brief.id: brief for brief in store.meetings.briefs(f"{year}", f"{year}-Z")
        }
        self.evidence = Evidence(self.fulfilment(record) for record in self.records)

    def fulfilment(self, meeting_id: int) -> Fulfilment:
        """A record as the dues see it."""
        return fulfilment(self.records[meeting_id], self.required)

    def versions(self, kind: MeetingKind) -> Mapping[str, Sequence[Duty]]:
        """The duties that records of a kind fulfil."""
        known = versions(self._store.duties.duties())
        return {code: found for code, found in known.items() if found[-1].record == kind.value}

    def of_duty(self, code: str) -> Iterator[Due]:
        """The dues of one duty in the year; none of a code nobody knows."""
        known = versions(self._store.duties.duties())
        chosen = {code: known[code]} if code in known else {}
        return expand(chosen, self.year, self._store.duties.facts, self.evidence, self.terms)

    def of_kind(self, kind: MeetingKind, within: Period) -> Iterator[Due]:
        """The dues of a kind whose period a span lies in, unit by unit in the office's order."""
        facts = self._store.duties.facts
        wanted = within.covers if within.months == 12 else lambda period: period.covers(within)
        return expand(self.versions(kind), self.year, facts, self.evidence, self.terms, wanted)
