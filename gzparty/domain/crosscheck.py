"""交叉核对: what records say against each other, found before an inspector finds it. It only reports; people correct.

Each check is a function over plain data, asks only what is known, and rather passes over a case than accuses a village
wrongly: two branches may be led by one person, a text from above is the same everywhere, a box holds many records.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.contradiction import Entry, Found, People, Stay, about_one, about_two
from gzparty.domain.crosscheck_people import gone_present, leader_away, stays_of, two_places
from gzparty.domain.diagnostic import Level
from gzparty.domain.meeting import Meeting, MeetingKind
from gzparty.domain.meeting_rules import findings
from gzparty.domain.names import normalize_name
from gzparty.domain.period import Every, Period

SHORTEST_TEXT = 20
"""Characters from which two equal texts are worth a look; 传达文件精神 is the same in every village."""
PREPARED_WITHIN = timedelta(days=31)
"""How long before a general meeting the committee that prepares it may have met."""


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
            yield about_one(entry, "cross_in_future", day=entry.day)


def figures(entries: Iterable[Entry]) -> Iterator[Found]:
    """What a record says against itself: figures that do not add up, papers in before the day."""
    for entry in entries:
        for finding in findings(entry.meeting, entry.day):
            yield about_one(entry, "cross_record", finding=finding)


def expected_far(entries: Iterable[Entry]) -> Iterator[Found]:
    """应到 that differs from the roster by more than two people and more than a fifth of it."""
    for entry in entries:
        expected, roster = entry.meeting.expected, entry.roster
        if expected is None or not roster:
            continue
        off = abs(expected - roster)
        if off > 2 and off * 5 > roster:
            yield about_one(entry, "cross_expected_far", expected=expected, roster=roster)


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
            yield about_two(entry, first, "cross_committee_after")


def on_holiday(entries: Iterable[Entry], calendar: WorkCalendar) -> Iterator[Found]:
    """A meeting on a day of a holiday, 除夕 among them; a note, since members do come home for the holidays."""
    for entry in entries:
        name = calendar.holiday_name(entry.day)
        if name:
            yield about_one(entry, "cross_holiday", Level.NOTE, holiday=name)


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
                found = about_two(first, second, code, units=len(units))
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
            yield about_two(first, second, "cross_place_twice", place=first.meeting.filed_at)


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


def _prepares(committee: Entry, meeting: Entry) -> bool:
    return not _is_after(committee, meeting) and meeting.day - committee.day <= PREPARED_WITHIN


def _is_after(committee: Entry, meeting: Entry) -> bool:
    if committee.day != meeting.day or committee.starts is None or meeting.starts is None:
        return committee.day > meeting.day
    return committee.starts > meeting.starts


def _weight(found: Found) -> tuple[bool, date, int, tuple[int, ...]]:
    return found.finding.level is Level.NOTE, found.day, found.unit_id, found.meetings
