"""交叉核对: reads what the checks need and says which records contradict each other; it never writes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain import crosscheck, roll
from gzparty.domain.contradiction import Entry, Found, People, PersonFacts, Stay
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.meeting import Depth, Meeting, MeetingKind
from gzparty.domain.names import normalize_name
from gzparty.domain.people import COMMITTEE_TITLES, Interval, UnitView
from gzparty.domain.period import Period
from gzparty.domain.roll import ATTENDED
from gzparty.services.context import Service
from gzparty.services.meeting_figures import by_names, figured
from gzparty.services.meeting_views import Contradiction

if TYPE_CHECKING:
    from gzparty.services.ports import Store


class Crosscheck(Service):
    """Contradictions between the records of a year."""

    def all(
        self, year: int, month: int | None = None, unit_id: int | None = None
    ) -> tuple[Contradiction, ...]:
        """Every contradiction of a year, notes last, by day and unit; of one month, of those that concern one branch.

        All records of the year are compared whatever is asked for: the other half of a contradiction may lie elsewhere.
        """
        with self._store.snapshot():
            records = _Records(self._store, year, self._context.today())
            found = crosscheck.contradictions(
                records.entries,
                records.people(),
                self._store.calendar.load(),
                self._context.today(),
                records.trainings(year),
                records.committees_before(year),
            )
            units = records.units
        wanted = (one for one in found if _concerns(one, month, unit_id, records))
        return tuple(Contradiction(one.finding, one.meetings, units[one.unit_id], one.day) for one in wanted)


def _concerns(found: Found, month: int | None, unit_id: int | None, records: _Records) -> bool:
    if month is not None and found.day.month != month:
        return False
    return unit_id is None or unit_id in {found.unit_id, *(records.unit_of[one] for one in found.meetings)}


class _Records:
    """The records of a year with their sittings, rolls and rosters, read once."""

    def __init__(self, store: Store, year: int, today: date) -> None:
        self._store = store
        self._today = today
        stored = store.meetings.between(f"{year}", f"{year}-Z")
        named = by_names(stored)
        self._rolls = store.sittings.rolls(named) if named else {}
        counts = {sitting_id: roll.count(rows) for sitting_id, rows in self._rolls.items()}
        meetings = figured(stored, counts)
        self._sittings = store.sittings.many({meeting.sitting_id for meeting in meetings})
        self._rosters: dict[Period, _Roster] = {}
        self.units: Mapping[int, UnitView] = {unit.id: unit for unit in store.people.units(today)}
        self.entries: Sequence[Entry] = [
            self._entry(meeting) for meeting in meetings if meeting.unit_id in self.units
        ]
        self.unit_of = {entry.meeting.id: entry.meeting.unit_id for entry in self.entries}

    def committees_before(self, year: int) -> Sequence[Entry]:
        """The committees' meetings of the last two months of the year before."""
        found = self._store.meetings.between(
            f"{year - 1}-11", f"{year - 1}-12", MeetingKind.COMMITTEE_MEETING
        )
        self._sittings = {**self._sittings, **self._store.sittings.many({one.sitting_id for one in found})}
        return [self._entry(meeting) for meeting in found if meeting.unit_id in self.units]

    def people(self) -> People:
        """What is known of everyone on a roll, and of whoever bears the name of one who led a meeting."""
        named = {
            name: [person.id for person in self._store.people.people_named(name)] for name in self._leaders()
        }
        ids = {row.person_id for rows in self._rolls.values() for row in rows if row.person_id is not None}
        ids |= {number for found in named.values() for number in found}
        spans: dict[int, list[tuple[int, Interval]]] = defaultdict(list)
        for membership in self._store.directory.memberships_of(ids):
            spans[membership.person_id].append((membership.unit_id, membership.interval))
        facts = {
            number: PersonFacts(person.ended_on, tuple(spans[number]))
            for number, person in self._store.directory.records(ids).items()
        }
        return People(facts, named)

    def _leaders(self) -> set[str]:
        """The names of those who led meetings whose hours are known."""
        return {
            normalize_name(name)
            for entry in self.entries
            if entry.ends is not None
            for name in (entry.meeting.host, entry.meeting.recorder, entry.meeting.lecturer)
            if name
        }

    def trainings(self, year: int) -> Iterator[Stay]:
        """Who was at the office's trainings of a year, and when; those that share a sitting with a record are it."""
        chosen = {training.sitting_id for training in self._store.trainings.of_year(year)} - set(
            self._sittings
        )
        sittings = self._store.sittings.many(chosen)
        for sitting_id, rows in self._store.sittings.rolls(chosen).items():
            sitting = sittings[sitting_id]
            what = Diagnostic(Level.NOTE, "record_training", {"when": sitting.start.date()})
            for row in rows:
                if sitting.timed and row.person_id is not None and row.status in ATTENDED:
                    yield Stay(row.person_id, row.name, sitting.id, 0, 0, sitting.start, sitting.end, what)

    def _entry(self, meeting: Meeting) -> Entry:
        sitting = self._sittings[meeting.sitting_id]
        starts, ends = sitting.hours
        return Entry(
            meeting,
            self.units[meeting.unit_id].name,
            sitting.start.date(),
            sitting.actual_start is not None,
            None if starts is None else sitting.start,
            None if ends is None else sitting.end,
            self._rolls.get(meeting.sitting_id, ()) if meeting.depth is Depth.NAMES else (),
            self._roster(sitting.start.date()).count(meeting) if meeting.depth is Depth.NUMBERS else None,
        )

    def _roster(self, day: date) -> _Roster:
        """The roster as it stood at the end of a day's month, or stands today while that runs."""
        month = Period.around(day)
        if month not in self._rosters:
            self._rosters[month] = _Roster(self._store, min(month.last, self._today))
        return self._rosters[month]


class _Roster:
    """How many members each branch and group, and how many people each committee had on a day."""

    def __init__(self, store: Store, on: date) -> None:
        self._store = store
        self._on = on
        self._members = store.directory.member_counts(on)
        self._groups: dict[int, Mapping[int, int]] = {}
        seats = {
            (held.unit_id, held.person_id)
            for held in store.directory.holders(on, False)
            if held.title in COMMITTEE_TITLES
        }
        self._committees = Counter(unit for unit, _person in seats)

    def count(self, meeting: Meeting) -> int | None:
        """How many would be called to a record of this kind; None where none of them is known."""
        if meeting.kind is MeetingKind.COMMITTEE_MEETING:
            return self._committees[meeting.unit_id] or None
        if meeting.group_id is not None:
            if meeting.unit_id not in self._groups:
                self._groups[meeting.unit_id] = self._store.directory.group_counts(meeting.unit_id, self._on)
            return self._groups[meeting.unit_id].get(meeting.group_id)
        return self._members.get(meeting.unit_id)
