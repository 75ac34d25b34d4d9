"""Who has stayed away for months, by rolls by names alone: alerts for people to look into, off every dashboard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from gzparty.domain.absence import Run, Sign, absence_run, contact_run
from gzparty.domain.meeting import Depth
from gzparty.domain.people import UnitView
from gzparty.domain.sitting import RosterKind
from gzparty.services.context import Service
from gzparty.services.meeting_views import AbsenceCount

LOOK_BACK = timedelta(days=800)
"""Longer than the two years after which a lost member is struck off (党员教育管理条例 第24条)."""
OF_BRANCH = frozenset({RosterKind.BRANCH, RosterKind.COMMITTEE, RosterKind.GROUP})


class AbsenceCounts(Service):
    """Counts of months; they are shown only where asked for and say nothing of reasons."""

    def alerts(self, on: date) -> tuple[AbsenceCount, ...]:
        """Members whose run of months has reached a threshold by a day, the longest first; the two counters apart.

        Members who left by that day are left out, and whoever has no roll by names has no count at all.
        """
        with self._store.snapshot():
            signs, talked = self._signs(on), self._talks(on)
            branches = self._branches(on)
            people = self._store.directory.records(branches.keys() & signs.keys())
            units = {unit.id: unit for unit in self._store.people.units(on)}
        found: list[AbsenceCount] = []
        for number, person in people.items():
            unit = units.get(branches[number])
            if unit is None:
                continue
            runs = (absence_run(signs[number], on), contact_run([*signs[number], *talked[number]], on))
            found += [
                _count(number, person.name, unit, run, of_contact=of_contact)
                for run, of_contact in zip(runs, (False, True), strict=True)
                if run.alert
            ]
        return tuple(
            sorted(found, key=lambda count: (count.of_contact, -count.months, count.unit.sort_order))
        )

    def _signs(self, on: date) -> Mapping[int, list[Sign]]:
        """What rolls of branches say of each person, by the day of the sitting; guests are nobody's absence."""
        first = datetime.combine(on - LOOK_BACK, time())
        sittings = {
            sitting.id: sitting
            for sitting in self._store.sittings.between(first, datetime.combine(on, time.max))
            if sitting.roster.kind in OF_BRANCH and sitting.actual_start is not None
        }
        named = self._store.meetings.between(f"{(on - LOOK_BACK).year}", f"{on.year}-Z")
        chosen = sittings.keys() & {one.sitting_id for one in named if one.depth is Depth.NAMES}
        signs: dict[int, list[Sign]] = defaultdict(list)
        for person, mark in self._store.directory.roll_marks(chosen):
            if not mark.guest:
                signs[person].append(Sign(sittings[mark.sitting_id].start.date(), mark.status))
        return signs

    def _talks(self, on: date) -> Mapping[int, list[Sign]]:
        """Talks are signs of contact of both who talked."""
        signs: dict[int, list[Sign]] = defaultdict(list)
        for year in range((on - LOOK_BACK).year, on.year + 1):
            for talk in self._store.meetings.talks(year):
                for person in (talk.speaker_id, talk.partner_id):
                    if person is not None:
                        signs[person].append(Sign(talk.held_on, None))
        return signs

    def _branches(self, on: date) -> dict[int, int]:
        """The branch of everyone who is a member that day."""
        people, units = self._store.directory.members(on, gone=False)
        return dict(zip(people, units, strict=True))


def _count(number: int, name: str, unit: UnitView, run: Run, *, of_contact: bool) -> AbsenceCount:
    return AbsenceCount(number, name, unit, run.months, run.alert, run.last_on, of_contact)
