"""The checks of 交叉核对 about people: at two places at once, leading a meeting they were away from, there after leaving."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from gzparty.domain.contradiction import Entry, Found, People, PersonFacts, Stay, about_one, record_name
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.names import normalize_name
from gzparty.domain.roll import ATTENDED
from gzparty.domain.sitting import Status

AWAY = frozenset({Status.LEAVE, Status.OFFICIAL, Status.ABSENT})


def leader_away(entries: Iterable[Entry]) -> Iterator[Found]:
    """A chair or recorder who stands among the absent of the same meeting."""
    for entry in entries:
        away = {normalize_name(absence.name) for absence in entry.meeting.absences}
        away |= {normalize_name(row.name) for row in entry.roll if row.status in AWAY and not row.guest}
        for code, name in (
            ("cross_host_away", entry.meeting.host),
            ("cross_recorder_away", entry.meeting.recorder),
        ):
            if name and normalize_name(name) in away:
                yield about_one(entry, code, name=name)


def two_places(stays: Iterable[Stay], elsewhere: Iterable[Stay] = ()) -> Iterator[Found]:
    """One person at two sittings whose hours overlap; records of one sitting are one place.

    Of someone known by name alone the sentence says only that the name is the same. Two trainings are no matter of a
    branch.
    """
    by_person: dict[int | str, list[Stay]] = defaultdict(list)
    for stay in (*stays, *elsewhere):
        by_person[stay.who].append(stay)
    told: set[tuple[str, frozenset[int]]] = set()
    for same in by_person.values():
        same.sort(key=lambda stay: (stay.starts, stay.sitting_id))
        for first, second in _overlapping(same):
            pair = (normalize_name(first.name), frozenset({first.sitting_id, second.sitting_id}))
            meetings = tuple(stay.meeting_id for stay in (first, second) if stay.meeting_id)
            if pair in told or not meetings:
                continue
            told.add(pair)
            code = "cross_two_places" if isinstance(first.who, int) else "cross_name_two_places"
            facts: dict[str, object] = {
                "name": first.name,
                "record": first.what,
                "other": second.what,
                "first": f"{first.starts:%H:%M}—{first.ends:%H:%M}",
                "second": f"{second.starts:%H:%M}—{second.ends:%H:%M}",
            }
            unit = first.unit_id or second.unit_id
            yield Found(Diagnostic(Level.WARNING, code, facts), meetings, unit, first.starts.date())


def stays_of(entry: Entry, people: People) -> Iterator[Stay]:
    """Who was at a meeting, by its roll and by the names of those who led it; nobody where only the day is known."""
    if entry.starts is None or entry.ends is None:
        return
    meeting = entry.meeting
    there: dict[int | str, str] = {
        row.person_id: row.name for row in entry.roll if row.person_id is not None and row.status in ATTENDED
    }
    for name in (meeting.host, meeting.recorder, meeting.lecturer):
        who = people.who(name, entry) if name else None
        if who is not None:
            there.setdefault(who, name)
    facts = (meeting.sitting_id, meeting.id, meeting.unit_id, entry.starts, entry.ends, record_name(entry))
    for who, name in there.items():
        yield Stay(who, name, *facts)


def gone_present(entries: Iterable[Entry], people: Mapping[int, PersonFacts]) -> Iterator[Found]:
    """A member marked present who had died, left or moved to another branch by that day; guests may be anyone."""
    for entry in entries:
        for row in entry.roll:
            facts = people.get(row.person_id or 0)
            if facts is None or row.guest or row.status not in ATTENDED:
                continue
            if facts.ended_on is not None and facts.ended_on <= entry.day:
                yield about_one(entry, "cross_ended_present", name=row.name, ended=facts.ended_on)
            elif (left := _left(facts, entry)) is not None:
                yield about_one(entry, "cross_moved_present", name=row.name, ended=left)


def _overlapping(stays: Sequence[Stay]) -> Iterator[tuple[Stay, Stay]]:
    """Pairs at different sittings whose hours overlap; ending at the hour the next begins is no overlap."""
    for place, first in enumerate(stays):
        for second in stays[place + 1 :]:
            if second.starts >= first.ends:
                break
            if first.sitting_id != second.sitting_id:
                yield first, second


def _left(facts: PersonFacts, entry: Entry) -> date | None:
    """When the person's membership in the entry's branch ended, if it had and they were no member there that day."""
    here = [interval for unit, interval in facts.memberships if unit == entry.meeting.unit_id]
    if any(entry.day in interval for interval in here):
        return None
    ended = [i.valid_to for i in here if i.valid_to is not None and i.valid_to <= entry.day]
    return max(ended, default=None)
