"""交叉核对: what records say against each other, found before an inspector finds it. It only reports; people correct.

Each check is a function over plain data, asks only what is known, and rather passes over a case than accuses a village
wrongly: two branches may be led by one person, a text from above is the same everywhere, a box holds many records.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.meeting import Meeting, MeetingKind
from gzparty.domain.meeting_rules import findings
from gzparty.domain.names import normalize_name
from gzparty.domain.people import Interval
from gzparty.domain.period import Every, Period
from gzparty.domain.roll import ATTENDED
from gzparty.domain.sitting import Attendance, Status

SHORTEST_TEXT = 20
"""Characters from which two equal texts are worth a look; 传达文件精神 is the same in every village."""
PREPARED_WITHIN = timedelta(days=31)
"""How long before a general meeting the committee that prepares it may have met."""
AWAY = frozenset({Status.LEAVE, Status.OFFICIAL, Status.ABSENT})


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


def contradictions(
    entries: Sequence[Entry],
    people: People,
    calendar: WorkCalendar,
    today: date,
    elsewhere: Iterable[Stay] = (),
    earlier: Iterable[Entry] = (),
) -> tuple[Found, ...]:
    """Everything the checks find, notes last, by day and unit; `elsewhere` are people's trainings, where they were seen too.

    `earlier` are committees' meetings of the weeks before these records: January's general meeting was prepared then.
    """
    held = [entry for entry in entries if entry.held]
    stays = [stay for entry in held for stay in stays_of(entry, people)]
    found = [
        *in_future(held, today),
        *figures(held),
        *expected_far(held),
        *leader_away(held),
        *two_places(stays, elsewhere),
        *committee_after([*(one for one in earlier if one.held), *held]),
        *on_holiday(held, calendar),
        *gone_present(held, people.facts),
        *same_text(held),
        *place_twice(held),
    ]
    return tuple(sorted(found, key=_weight))


def in_future(entries: Iterable[Entry], today: date) -> Iterator[Found]:
    """Records of what is said to have been held on a day still to come."""
    for entry in entries:
        if entry.day > today:
            yield _one(entry, "cross_in_future", day=entry.day)


def figures(entries: Iterable[Entry]) -> Iterator[Found]:
    """What a record says against itself: figures that do not add up, papers in before the day."""
    for entry in entries:
        for finding in findings(entry.meeting, entry.day):
            yield _one(entry, "cross_record", finding=finding)


def expected_far(entries: Iterable[Entry]) -> Iterator[Found]:
    """应到 that differs from the roster by more than two people and more than a fifth of it."""
    for entry in entries:
        expected, roster = entry.meeting.expected, entry.roster
        if expected is None or not roster:
            continue
        off = abs(expected - roster)
        if off > 2 and off * 5 > roster:
            yield _one(entry, "cross_expected_far", expected=expected, roster=roster)


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
                yield _one(entry, code, name=name)


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


def record_name(entry: Entry) -> Diagnostic:
    """东村 6月15日的党员大会, to be said within a finding."""
    facts: dict[str, object] = {"unit": entry.unit, "when": entry.day}
    return Diagnostic(Level.NOTE, f"record_{entry.meeting.kind}", facts)


def committee_after(entries: Iterable[Entry]) -> Iterator[Found]:
    """A committee that met only after the general meeting it should have prepared (支部工作条例 第11, 14条).

    A committee meeting within the month before clears it; without any in the quarter it is missing, not late, and the
    dues say so.
    """
    committees: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.meeting.kind is MeetingKind.COMMITTEE_MEETING:
            committees[entry.meeting.unit_id].append(entry)
    for entry in entries:
        if entry.meeting.kind is not MeetingKind.BRANCH_MEETING:
            continue
        known = committees.get(entry.meeting.unit_id, [])
        if any(_prepares(committee, entry) for committee in known):
            continue
        quarter = Period.around(entry.day, Every.QUARTER)
        later = [one for one in known if _is_after(one, entry) and one.day in quarter]
        if later:
            first = min(later, key=lambda one: one.day)
            yield _pair(entry, first, "cross_committee_after")


def on_holiday(entries: Iterable[Entry], calendar: WorkCalendar) -> Iterator[Found]:
    """A meeting on a day of a holiday, 除夕 among them; a note, since members do come home for the holidays."""
    for entry in entries:
        name = calendar.holiday_name(entry.day)
        if name:
            yield _one(entry, "cross_holiday", Level.NOTE, holiday=name)


def gone_present(entries: Iterable[Entry], people: Mapping[int, PersonFacts]) -> Iterator[Found]:
    """A member marked present who had died, left or moved to another branch by that day; guests may be anyone."""
    for entry in entries:
        for row in entry.roll:
            facts = people.get(row.person_id or 0)
            if facts is None or row.guest or row.status not in ATTENDED:
                continue
            if facts.ended_on is not None and facts.ended_on <= entry.day:
                yield _one(entry, "cross_ended_present", name=row.name, ended=facts.ended_on)
            elif (left := _left(facts, entry)) is not None:
                yield _one(entry, "cross_moved_present", name=row.name, ended=left)


def same_text(entries: Iterable[Entry]) -> Iterator[Found]:
    """Content or decision that is word for word another village's; one finding for all that share a text."""
    for code, text_of in _TEXTS:
        alike: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            text = plain_text(text_of(entry.meeting))
            if len(text) >= SHORTEST_TEXT:
                alike[text].append(entry)
        for same in alike.values():
            units = {entry.meeting.unit_id: entry for entry in same}
            if len(units) > 1:
                first, second, *_rest = units.values()
                found = _pair(first, second, code, units=len(units))
                yield found._replace(meetings=tuple(entry.meeting.id for entry in same))


def place_twice(entries: Iterable[Entry]) -> Iterator[Found]:
    """One page of one box for two branches' papers; a box named without a page holds many and says nothing, and a
    branch may keep a quarter's papers behind one leaf."""
    places: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        place = normalize_name(entry.meeting.filed_at)
        box, slash, page = place.partition("/")
        if box and slash and page:
            places[place].append(entry)
    for same in places.values():
        branches = {entry.meeting.unit_id: entry for entry in same}
        if len(branches) > 1:
            first, second, *_rest = branches.values()
            yield _pair(first, second, "cross_place_twice", place=first.meeting.filed_at)


def plain_text(text: str) -> str:
    """A text as it is compared: letters and figures alone, full-width forms folded."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in folded if unicodedata.category(letter)[0] in "LN")


def _content(meeting: Meeting) -> str:
    return meeting.content


def _decision(meeting: Meeting) -> str:
    return meeting.decision


_TEXTS: tuple[tuple[str, Callable[[Meeting], str]], ...] = (
    ("cross_same_content", _content),
    ("cross_same_decision", _decision),
)


def _overlapping(stays: Sequence[Stay]) -> Iterator[tuple[Stay, Stay]]:
    """Pairs at different sittings whose hours overlap; ending at the hour the next begins is no overlap."""
    for place, first in enumerate(stays):
        for second in stays[place + 1 :]:
            if second.starts >= first.ends:
                break
            if first.sitting_id != second.sitting_id:
                yield first, second


def _prepares(committee: Entry, meeting: Entry) -> bool:
    return not _is_after(committee, meeting) and meeting.day - committee.day <= PREPARED_WITHIN


def _is_after(committee: Entry, meeting: Entry) -> bool:
    if committee.day != meeting.day or committee.starts is None or meeting.starts is None:
        return committee.day > meeting.day
    return committee.starts > meeting.starts


def _left(facts: PersonFacts, entry: Entry) -> date | None:
    """When the person's membership in the entry's branch ended, if it had and they were no member there that day."""
    here = [interval for unit, interval in facts.memberships if unit == entry.meeting.unit_id]
    if any(entry.day in interval for interval in here):
        return None
    ended = [i.valid_to for i in here if i.valid_to is not None and i.valid_to <= entry.day]
    return max(ended, default=None)


def _weight(found: Found) -> tuple[bool, date, int, tuple[int, ...]]:
    return found.finding.level is Level.NOTE, found.day, found.unit_id, found.meetings


def _one(entry: Entry, code: str, level: Level = Level.WARNING, **parameters: object) -> Found:
    finding = Diagnostic(level, code, {"record": record_name(entry), **parameters})
    return Found(finding, (entry.meeting.id,), entry.meeting.unit_id, entry.day)


def _pair(first: Entry, second: Entry, code: str, **parameters: object) -> Found:
    facts = {"record": record_name(first), "other": record_name(second), **parameters}
    ids = (first.meeting.id, second.meeting.id)
    return Found(Diagnostic(Level.WARNING, code, facts), ids, first.meeting.unit_id, first.day)
