"""Records that are whole are told apart by indexes just as the rule of completeness has it, and none is lost or told twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from itertools import count
from random import Random
from typing import Any

import pytest

from db.store import SqliteStore
from gzparty.domain.completeness import asked, fulfilment, whole_fulfilment
from gzparty.domain.folder import Attachment, FolderKind
from gzparty.domain.meeting import Depth, Meeting, MeetingBrief, MeetingKind
from gzparty.domain.people import Group, Interval
from gzparty.domain.sitting import RollState, Status
from tests.builders import a_roll_line, a_sitting
from tests.storage.plans import plans_of

K = MeetingKind
AT = datetime(2026, 6, 15, 19)
KINDS = frozenset({K.STUDY.value, K.LECTURE.value, "inspection"})
REQUIRED = [asked(sign_in, photos) for sign_in in (False, True) for photos in (False, True)]
EDGES = ((None, None), (3, None), (3, 3), (3, 4), (0, 0))

pytestmark = pytest.mark.usefixtures("writing")


class Office:
    """Records one after the other, each its own sitting."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self._numbers = count(1)

    def add(
        self, unit: int, *, held: bool = True, roll: RollState = RollState.OPEN, **facts: object
    ) -> Meeting:
        """By numbers and with nothing lacking, unless told otherwise."""
        actual = {"actual_start": AT, "actual_end": AT.replace(hour=21)} if held else {}
        sitting = self.store.sittings.insert(a_sitting(AT, roll_state=roll, **actual))
        number = f"2026-{next(self._numbers):04d}"
        known = {
            "group_id": None, "period": "2026-06", "kind": K.STUDY, "topic": "学习", "expected": 20, "attended": 18,
            "has_minutes": True, "has_sign_in": True, "has_photos": True, **facts,
        }  # fmt: skip
        meeting = Meeting(0, f"w{number}", number, sitting, unit_id=unit, **known)  # type: ignore[arg-type]
        return replace(meeting, id=self.store.meetings.insert(meeting))

    def add_roll(self, meeting: Meeting, *marks: tuple[Status, bool]) -> None:
        """A roll with these marks; True for a guest's."""
        self.store.sittings.insert_roll(
            a_roll_line(meeting.sitting_id, place, status=status, guest=guest)
            for place, (status, guest) in enumerate(marks, 1)
        )

    def attach(self, meeting: Meeting, kind: FolderKind) -> None:
        """A file of this kind."""
        uid = f"f{next(self._numbers)}"
        self.store.folders.insert(
            [Attachment(0, uid, None, kind, 1, "a.jpg", "image/jpeg", "a" * 64, 3, meeting_id=meeting.id)]
        )


@pytest.fixture
def office(store: SqliteStore) -> Office:
    return Office(store)


def parted(office: Office) -> tuple[Counter[tuple[str, str, int, int]], list[MeetingBrief]]:
    whole, others = office.store.meetings.parted_by_branch(
        "2026-01", "2026-12", KINDS, asked(sign_in=True, photos=False)
    )
    places = Counter(
        (found.kind, found.period, found.group_id, unit) for found in whole for unit in found.unit_ids
    )
    return places, others


def place(brief: MeetingBrief) -> tuple[str, str, int, int]:
    return brief.kind.value, brief.period, brief.group_id, brief.unit_id


@pytest.mark.parametrize("required", REQUIRED, ids=lambda names: "+".join(names))
@pytest.mark.parametrize("seed", range(4))
def test_whatever_was_registered_is_either_whole_by_the_rule_or_among_the_others(
    office: Office, unit: int, other: int, seed: int, required: tuple[str, ...]
) -> None:
    store, random = office.store, Random(seed)
    group = store.people.insert_group(Group(0, "g1", unit, "第一党小组", 1, Interval()))
    for _turn in range(150):
        mostly = random.random() < 0.6
        words = {
            name: "示例" * (mostly or random.random() < 0.7)
            for name in ("topic", "content", "host", "recorder")
        }
        ticks = {
            name: mostly or random.random() < 0.6 for name in ("has_minutes", "has_sign_in", "has_photos")
        }
        on_leave, absent = random.choice(EDGES)
        figures = {
            "expected": random.choice((20, 20, 21, None)),
            "attended": random.choice((17, 17, 20, 22, None)),
        }
        record = office.add(
            random.choice((unit, unit, other)),
            kind=random.choice((K.STUDY, K.LECTURE, K.THEME_DAY)),
            group_id=random.choice((None, None, group)),
            period=random.choice(("2026-01", "2026-06", "2026-12", "2025-12", "2026", "2027-01")),
            depth=random.choice(list(Depth)),
            held=random.random() < 0.8,
            roll=random.choice((RollState.CLOSED, RollState.CLOSED, RollState.FROZEN, RollState.OPEN)),
            lecturer=random.choice(("", "示例")),
            returned_on=None if random.random() < 0.9 else date(2026, 6, 20),
            received_on=None if random.random() < 0.5 else date(2026, 6, 19),
            on_leave=on_leave, absent=absent, **figures, **words, **ticks,
        )  # fmt: skip
        if random.random() < 0.7:
            marks = random.choices((Status.PRESENT, Status.UNSETTLED, Status.UNMARKED), (8, 1, 1), k=3)
            office.add_roll(record, *((mark, random.random() < 0.3) for mark in marks))
        if random.random() < 0.2:
            office.attach(record, random.choice([FolderKind.MINUTES, FolderKind.SIGN_IN, FolderKind.PHOTO]))
    briefs = {brief.id: brief for brief in store.meetings.briefs("2026-01", "2026-12", KINDS)}
    whole, others = store.meetings.parted_by_branch("2026-01", "2026-12", KINDS, required)
    places = Counter(
        (one.kind, one.period, one.group_id, unit_id) for one in whole for unit_id in one.unit_ids
    )
    assert sorted(others) == sorted(briefs[one.id] for one in others), (
        "those not whole are told as everywhere"
    )
    rest = [brief for number, brief in briefs.items() if number not in {one.id for one in others}]
    assert places == Counter(map(place, rest))
    assert places, "some of so many are whole"
    singly, again = store.meetings.parted("2026-01", "2026-12", KINDS, required)
    assert again == others
    told = {one.id: whole_fulfilment(one) for one in singly}
    assert told == {brief.id: fulfilment(brief, required) for brief in rest}
    for counted in told.values():
        assert counted.received
        assert (counted.missing, counted.returned_on) == ((), None)


def test_a_record_by_numbers_is_whole_until_something_is_lacking(office: Office, unit: int) -> None:
    office.add(unit)
    assert parted(office) == (Counter({("study", "2026-06", 0, unit): 1}), [])
    facts: dict[str, Any] = {
            "topic": "", "expected": None, "attended": 21, "on_leave": 3, "has_minutes": False, "has_sign_in": False,
            "returned_on": date(2026, 6, 20), "held": False,
    }  # fmt: skip
    lacking = [office.add(unit, **{name: value}) for name, value in facts.items()]
    office.add(unit, has_photos=False)
    places, others = parted(office)
    assert places == Counter({("study", "2026-06", 0, unit): 2})
    assert {brief.id for brief in others} == {meeting.id for meeting in lacking}


def test_a_record_by_names_is_whole_once_its_roll_is_closed_and_every_mark_decided(
    office: Office, unit: int
) -> None:
    said: dict[str, Any] = {"depth": Depth.NAMES, "content": "学习", "host": "张示例", "recorder": "李示例"}
    whole = office.add(unit, roll=RollState.CLOSED, **said)
    office.add_roll(whole, (Status.PRESENT, False), (Status.UNMARKED, True))
    running = office.add(unit, roll=RollState.FROZEN, **said)
    undecided = office.add(unit, roll=RollState.CLOSED, **said)
    office.add_roll(undecided, (Status.PRESENT, False), (Status.UNSETTLED, False))
    no_lecturer = office.add(unit, roll=RollState.CLOSED, kind=K.LECTURE, **said)
    places, others = parted(office)
    assert places == Counter({("study", "2026-06", 0, unit): 1})
    assert {brief.id for brief in others} == {running.id, undecided.id, no_lecturer.id}


@pytest.mark.parametrize("how", ["parted", "parted_by_branch"])
def test_no_record_is_read_to_tell_that_it_is_whole(store: SqliteStore, how: str) -> None:
    found = plans_of(store, lambda one: getattr(one.meetings, how)("2026-01", "2026-12", KINDS, ("minutes",)))
    looked = [line for line in found.splitlines() if line.startswith(("SEARCH m ", "SCAN m"))]
    assert sum("USING COVERING INDEX meeting_whole (<expr>=? AND period>?" in line for line in looked) == 5
    assert looked.count("SEARCH m USING INTEGER PRIMARY KEY (rowid=?)") == len(looked) - 5 == 1
    assert "SEARCH s USING COVERING INDEX sitting_held (id=?" in found
    assert "SCAN s" not in found
