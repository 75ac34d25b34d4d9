"""Who has stayed away for months, by rolls by names alone: alerts for people to look into, off every dashboard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from gzparty.domain.absence import Run, Sign, Steps, absence_run, contact_run
from gzparty.domain.meeting import Depth
from gzparty.domain.people import UnitView
from gzparty.domain.sitting import RosterKind, Sitting, Status
from gzparty.services.context import Service
from gzparty.services.meeting_views import AbsenceCount, AbsenceMark, PersonAbsence

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
            units, steps = self._units_by_id(on), self._steps()
        found: list[AbsenceCount] = []
        for number, person in people.items():
            unit = units.get(branches[number])
            if unit is None:
                continue
            runs = (absence_run(signs[number], on, steps), contact_run([*signs[number], *talked[number]], on))
            found += _counts(number, person.name, unit, runs)
        return tuple(
            sorted(found, key=lambda count: (count.of_contact, -count.months, count.unit.sort_order))
        )

    def of_person(self, person_id: int, on: date) -> PersonAbsence:
        """One member's alerts by a day, the same as among all, with the lines of rolls behind them."""
        with self._store.snapshot():
            marks = self._marks(person_id, on)
            signs = [Sign(mark.day, mark.status) for mark in marks]
            absence, contact = absence_run(signs, on, self._steps()), contact_run(signs, on)
            if contact.alert:
                contact = contact_run([*signs, *self._talks(on)[person_id]], on)
            members, branches = self._store.directory.members(on, gone=False, people=[person_id])
            if not members or not (absence.alert or contact.alert):
                return PersonAbsence()
            unit = next(unit for unit in self._store.people.units(on) if unit.id == branches[0])
            name = self._store.people.person(person_id).name
        since = absence.last_on or date.min
        return PersonAbsence(
            tuple(_counts(person_id, name, unit, (absence, contact))),
            tuple(mark for mark in reversed(marks) if mark.day >= since),
        )

    def _steps(self) -> Steps:
        """The office's own figures."""
        chosen = self._settings()
        return Steps(chosen.absence_remind_months, chosen.absence_warn_months)

    def _marks(self, person_id: int, on: date) -> Sequence[AbsenceMark]:
        """What rolls by names of branches said of one person, the oldest first; nothing of who never stayed away."""
        lines = [
            (sitting, line)
            for sitting, line in self._store.sittings.of_person(person_id)
            if _counts_for(sitting, on) and not line.guest and not line.not_counted
        ]
        if not any(line.status is Status.ABSENT for _sitting, line in lines):
            return ()
        found = []
        for sitting, line in lines:
            named = [m for m in self._store.meetings.of_sitting(sitting.id) if m.depth is Depth.NAMES]
            if named:
                kinds = tuple(dict.fromkeys(meeting.kind for meeting in named))
                found.append(AbsenceMark(sitting.start.date(), kinds, named[0].topic, line.status))
        return found

    def _signs(self, on: date) -> Mapping[int, list[Sign]]:
        """What rolls of branches say of each person, by the day of the sitting; guests are nobody's absence."""
        first = datetime.combine(on - LOOK_BACK, time())
        sittings = {
            sitting.id: sitting
            for sitting in self._store.sittings.between(first, datetime.combine(on, time.max))
            if _counts_for(sitting, on)
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


def _counts_for(sitting: Sitting, on: date) -> bool:
    """Whether it was held by a branch, in the time looked back on."""
    held = sitting.roster.kind in OF_BRANCH and sitting.actual_start is not None
    return held and on - LOOK_BACK <= sitting.start.date() <= on


def _counts(number: int, name: str, unit: UnitView, runs: tuple[Run, Run]) -> Iterator[AbsenceCount]:
    """The two runs of a member that reached a threshold: of taking part, and of contact."""
    for run, of_contact in zip(runs, (False, True), strict=True):
        if run.alert:
            yield AbsenceCount(number, name, unit, run.months, run.alert, run.last_on, of_contact)
