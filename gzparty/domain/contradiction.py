"""What 交叉核对 is told of records and people, and what it finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.meeting import Meeting
from gzparty.domain.names import normalize_name
from gzparty.domain.people import Interval
from gzparty.domain.sitting import Attendance
from gzparty.records import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with what the checks need besides: its day and hours (None where only the day is known), whether it has
    been held, its roll where one is by names, and how many the roster says should be called (None: not known)."""

    meeting: Meeting
    unit: str
    day: date
    held: bool = True
    starts: datetime | None = None
    ends: datetime | None = None
    roll: Sequence[Attendance] = ()
    roster: int | None = None


class PersonFacts(NamedTuple):
    """When a person ended for the office (died, left) and in which branches they were a member when."""

    ended_on: date | None = None
    memberships: tuple[tuple[int, Interval], ...] = ()


class People(NamedTuple):
    """What is known of those on rolls, and who bears the normalised names of chairs, recorders and lecturers."""

    facts: Mapping[int, PersonFacts] = {}
    named: Mapping[str, Sequence[int]] = {}

    def who(self, name: str, entry: Entry) -> int | str | None:
        """Who is meant by a name at a meeting: the one member of the branch of that name, else the only person of it.

        A name nobody in the office bears stands for itself (a lecturer from outside); None where it may be several.
        """
        found = self.named.get(normalize_name(name), ())
        members = [number for number in found if self._is_member(number, entry)]
        if len(members) == 1 or len(found) == 1:
            return (members or found)[0]
        return None if found else normalize_name(name)

    def _is_member(self, number: int, entry: Entry) -> bool:
        facts = self.facts.get(number, PersonFacts())
        return any(
            unit == entry.meeting.unit_id and entry.day in interval for unit, interval in facts.memberships
        )


class Found(NamedTuple):
    """One contradiction: its finding, the records it is about, whose it is, and its day."""

    finding: Diagnostic
    meetings: tuple[int, ...]
    unit_id: int
    day: date


class Stay(NamedTuple):
    """Someone at a sitting at an hour; `who` is an id, or a name where no roll gives one. `meeting_id` is 0 for a
    sitting that is no meeting of a branch (a training); `what` says which it is."""

    who: int | str
    name: str
    sitting_id: int
    meeting_id: int
    unit_id: int
    starts: datetime
    ends: datetime
    what: Diagnostic


def record_name(entry: Entry) -> Diagnostic:
    """东村 6月15日的党员大会, to be said within a finding."""
    facts: dict[str, object] = {"unit": entry.unit, "when": entry.day}
    return Diagnostic(Level.NOTE, f"record_{entry.meeting.kind}", facts)


def about_one(entry: Entry, code: str, level: Level = Level.WARNING, **parameters: object) -> Found:
    finding = Diagnostic(level, code, {"record": record_name(entry), **parameters})
    return Found(finding, (entry.meeting.id,), entry.meeting.unit_id, entry.day)


def about_two(first: Entry, second: Entry, code: str, **parameters: object) -> Found:
    facts = {"record": record_name(first), "other": record_name(second), **parameters}
    ids = (first.meeting.id, second.meeting.id)
    return Found(Diagnostic(Level.WARNING, code, facts), ids, first.meeting.unit_id, first.day)
