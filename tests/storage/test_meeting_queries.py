"""Every query on records of organisational life beside rows it must not return."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from db.driver import IntegrityError
from db.store import SqliteStore
from gzparty.domain.folder import Attachment, FolderKind
from gzparty.domain.meeting import (
    Absence,
    AppraisalLine,
    BallotCount,
    Candidate,
    Depth,
    Excluded,
    Meeting,
    MeetingKind,
    MonthLock,
    Talk,
    TalkKind,
    Vote,
    VoteKind,
    YearlyKind,
    YearlyStep,
)
from gzparty.domain.people import Group, Interval, PartyClass
from gzparty.domain.sitting import RollState, Status
from tests.builders import a_membership, a_person, a_roll_line, a_sitting

K = MeetingKind
DAY = date(2026, 6, 15)
AT = datetime(2026, 6, 15, 19)


pytestmark = pytest.mark.usefixtures("writing")


def add(store: SqliteStore, unit: int, kind: MeetingKind = K.STUDY, **facts: object) -> Meeting:
    """A record of June with a sitting of its own, held unless `held` is False."""
    at, held = facts.pop("at", AT), facts.pop("held", True)
    assert isinstance(at, datetime)
    actual = {"actual_start": at, "actual_end": at.replace(hour=21)} if held else {}
    sitting = facts.pop("sitting", None) or store.sittings.insert(a_sitting(at, **actual))
    number = f"2026-{len(store.meetings.between('0', '9')) + 1:04d}"
    known = {"group_id": None, "period": "2026-06", **facts}
    meeting = Meeting(0, f"w{number}", number, sitting, kind, unit, **known)  # type: ignore[arg-type]
    return replace(meeting, id=store.meetings.insert(meeting))


def ids(found: object) -> list[int]:
    return [one.id for one in found]  # type: ignore[attr-defined]


def test_a_record_comes_back_as_it_was_stored(store: SqliteStore, unit: int) -> None:
    away = (Absence("李示例", "外出务工", leave=True, standing=True), Absence("周示例"))
    stored = add(
        store,
        unit,
        absences=away,
        depth=Depth.NAMES,
        uploaded=True,
        received_on=DAY,
        returned_on=DAY,
        observers=0,
    )
    add(store, unit)
    assert store.meetings.get(stored.id) == stored
    changed = replace(stored, topic="改", absences=(), received_on=None, expected=3)
    store.meetings.update(changed)
    assert store.meetings.get(stored.id) == changed


def test_records_are_found_by_id_number_uid_and_sitting(store: SqliteStore, unit: int) -> None:
    first = add(store, unit)
    beside, _other = add(store, unit, K.LECTURE, sitting=first.sitting_id), add(store, unit)
    assert ids(store.meetings.many([beside.id, first.id, 999])) == [first.id, beside.id]
    assert store.meetings.find("2026-0001") == store.meetings.find("w2026-0001") == first
    assert store.meetings.find("2026-1") is None
    assert ids(store.meetings.of_sitting(first.sitting_id)) == [first.id, beside.id]
    with pytest.raises(KeyError):
        store.meetings.get(999)


def test_the_records_of_a_span_of_periods(store: SqliteStore, unit: int, other: int) -> None:
    june, may = add(store, unit), add(store, unit, period="2026-05")
    year = add(store, unit, K.APPRAISAL, period="2025")
    theirs = add(store, other, K.LECTURE)
    assert ids(store.meetings.between("2026-06", "2026-06")) == [june.id, theirs.id]
    assert ids(store.meetings.between("2026-06", "2026-06", K.STUDY)) == [june.id]
    assert ids(store.meetings.between("2025", "2025-Z")) == [year.id]
    assert ids(store.meetings.of_unit(unit, "2026", "2026-Z")) == [may.id, june.id]
    assert store.meetings.years() == [2025, 2026]


def test_a_branchs_records_of_a_kind_stand_by_day_the_last_first(
    store: SqliteStore, unit: int, other: int
) -> None:
    group = store.people.insert_group(Group(0, "g1", unit, "第一党小组", 1, Interval()))
    early, late = add(store, unit, at=datetime(2026, 5, 1, 19)), add(store, unit)
    planned = add(store, unit, at=datetime(2026, 7, 1, 19), held=False)
    of_group = add(store, unit, group_id=group)
    add(store, unit, K.LECTURE), add(store, other)
    assert ids(store.meetings.of_branch(unit, K.STUDY, None)) == [planned.id, late.id, early.id]
    assert ids(store.meetings.of_branch(unit, K.STUDY, group)) == [of_group.id]


def test_the_figure_of_the_last_record_before_a_day(store: SqliteStore, unit: int, other: int) -> None:
    group = store.people.insert_group(Group(0, "g1", unit, "第一党小组", 1, Interval()))
    add(store, unit, at=datetime(2026, 4, 1, 19), expected=17)
    add(store, unit, at=datetime(2026, 5, 1, 19), expected=18)
    add(store, unit, at=datetime(2026, 5, 2, 19))
    add(store, unit, at=datetime(2026, 6, 1, 19), expected=30)
    add(store, unit, at=datetime(2026, 5, 9, 19), expected=31, held=False)
    add(store, unit, K.LECTURE, at=datetime(2026, 5, 3, 19), expected=99)
    add(store, unit, group_id=group, at=datetime(2026, 5, 3, 19), expected=6)
    add(store, other, at=datetime(2026, 5, 3, 19))
    add(store, other, period="2025-05", at=datetime(2025, 5, 3, 19), expected=40)
    assert store.meetings.last_expected(K.STUDY, date(2026, 6, 1)) == {(unit, 0): 18, (unit, group): 6}


class TestBriefs:
    """As much of a record as says how far it has come."""

    def test_those_of_a_span_with_planned_and_held_day(self, store: SqliteStore, unit: int) -> None:
        held, planned = add(store, unit), add(store, unit, held=False)
        add(store, unit, period="2026-05"), add(store, unit, K.APPRAISAL, period="2026")
        found = store.meetings.briefs("2026-06", "2026-06")
        for unit_id in {brief.unit_id for brief in found}:
            alone = store.meetings.briefs("2026-06", "2026-06", None, unit_id)
            assert alone == [brief for brief in found if brief.unit_id == unit_id]
        assert store.meetings.briefs("2026-06", "2026-06", None, 99_999) == []
        assert [(brief.id, brief.planned_on, brief.held_on) for brief in found] == [
            (held.id, DAY, DAY),
            (planned.id, DAY, None),
        ]

    def test_undecided_lines_count_of_records_by_names_only(self, store: SqliteStore, unit: int) -> None:
        by_names = add(store, unit, depth=Depth.NAMES)
        by_numbers = add(store, unit)
        for meeting in (by_names, by_numbers):
            store.sittings.insert_roll(
                [
                    a_roll_line(meeting.sitting_id, 1, status=Status.PRESENT),
                    a_roll_line(meeting.sitting_id, 2, status=Status.UNSETTLED),
                    a_roll_line(meeting.sitting_id, 3, status=Status.UNMARKED),
                    a_roll_line(meeting.sitting_id, 4, status=Status.UNMARKED, guest=True),
                ]
            )
        sitting = store.sittings.get(by_names.sitting_id)
        store.sittings.update(replace(sitting, roll_state=RollState.CLOSED))
        found = {brief.id: (brief.untold, brief.roll_closed) for brief in store.meetings.briefs("0", "9")}
        assert found == {by_names.id: (2, True), by_numbers.id: (0, False)}

    def test_a_file_that_is_attached_is_there_without_a_tick(self, store: SqliteStore, unit: int) -> None:
        with_photo, bare = add(store, unit), add(store, unit)
        store.folders.insert(
            [
                attachment("a1", FolderKind.PHOTO, with_photo.id),
                attachment("a2", FolderKind.PHOTO, with_photo.id),
                attachment("a3", FolderKind.SIGN_IN, None, with_photo.sitting_id),
            ]
        )
        found = {
            brief.id: (brief.has_minutes, brief.has_sign_in, brief.has_photos)
            for brief in store.meetings.briefs("0", "9")
        }
        assert found == {with_photo.id: (False, False, True), bare.id: (False, False, False)}


def attachment(uid: str, kind: FolderKind, meeting: int | None, sitting: int | None = None) -> Attachment:
    return Attachment(0, uid, sitting, kind, 1, "a.jpg", "image/jpeg", "a" * 64, 3, meeting_id=meeting)


def test_the_files_of_some_records(store: SqliteStore, unit: int) -> None:
    one, two, three = add(store, unit), add(store, unit), add(store, unit)
    store.folders.insert(
        [
            attachment("b1", FolderKind.PHOTO, two.id),
            attachment("b2", FolderKind.MINUTES, one.id),
            attachment("b3", FolderKind.PHOTO, three.id),
            attachment("b4", FolderKind.PHOTO, None, one.sitting_id),
        ]
    )
    assert [file.uid for file in store.folders.of_meetings([two.id, one.id])] == ["b2", "b1"]


def test_a_record_takes_votes_appraisals_and_files_with_it(store: SqliteStore, unit: int) -> None:
    gone, stays = add(store, unit, K.APPRAISAL), add(store, unit, K.APPRAISAL)
    for number, meeting in enumerate((gone, stays)):
        store.meetings.insert_vote(Vote(0, f"v{number}", meeting.id, 1, VoteKind.GENERAL, "甲", 9, 8))
        store.meetings.insert_appraisal([AppraisalLine(0, f"a{number}", meeting.id, 1, None, "甲示例")])
        store.meetings.save_ballots(BallotCount(0, f"b{number}", meeting.id, 9, 9, 9))
        store.folders.insert([attachment(f"c{number}", FolderKind.PHOTO, meeting.id)])
    store.meetings.delete(gone.id)
    assert [vote.uid for vote in store.meetings.votes([gone.id, stays.id])] == ["v1"]
    assert (store.meetings.appraisal(gone.id), store.meetings.ballots(gone.id)) == ([], None)
    assert [line.uid for line in store.meetings.appraisal(stays.id)] == ["a1"]
    assert [file.uid for file in store.folders.everything()] == ["c1"]
    assert store.sittings.many([gone.sitting_id])


def test_votes_stand_in_their_order_meeting_by_meeting(store: SqliteStore, unit: int) -> None:
    one, two = add(store, unit), add(store, unit)
    facts = {"excluded": (Excluded("走示例", "外出半年", "2026-05-01"),), "candidates": (Candidate("甲", 8),)}
    second = Vote(0, "v2", one.id, 2, VoteKind.ELECTION, "选", 9, 8, secret=True, **facts)  # type: ignore[arg-type]
    store.meetings.insert_vote(second)
    first = store.meetings.insert_vote(Vote(0, "v1", one.id, 1, VoteKind.GENERAL, "议", 9, 8))
    store.meetings.insert_vote(Vote(0, "v3", two.id, 1, VoteKind.GENERAL, "别", 9, 8))
    found = store.meetings.votes([one.id])
    assert [vote.uid for vote in found] == ["v1", "v2"]
    assert replace(found[1], id=0) == second
    store.meetings.delete_vote(first)
    assert [vote.uid for vote in store.meetings.votes([one.id, two.id])] == ["v2", "v3"]


def test_appraisal_lines_and_ballots_of_one_record(store: SqliteStore, unit: int) -> None:
    one, two = add(store, unit, K.APPRAISAL), add(store, unit, K.APPRAISAL)
    store.meetings.insert_appraisal(
        [
            AppraisalLine(0, "a2", one.id, 2, None, "乙示例"),
            AppraisalLine(0, "a1", one.id, 1, None, "甲示例"),
            AppraisalLine(0, "a3", two.id, 1, None, "丙示例"),
        ]
    )
    first, second = store.meetings.appraisal(one.id)
    assert (first.uid, second.uid) == ("a1", "a2")
    store.meetings.update_appraisal([replace(first, excellent=7)])
    store.meetings.delete_appraisal([second.id])
    assert [line.excellent for line in store.meetings.appraisal(one.id)] == [7]
    store.meetings.save_ballots(BallotCount(0, "b1", one.id, 9, 8, 7))
    store.meetings.save_ballots(BallotCount(0, "b1", one.id, 9, 9, 9))
    counted = store.meetings.ballots(one.id)
    assert counted is not None
    assert (counted.returned, store.meetings.ballots(two.id)) == (9, None)


def test_talks_of_a_year_and_a_branch(store: SqliteStore, unit: int, other: int) -> None:
    def talk(uid: str, of: int, year: int, day: date) -> int:
        return store.meetings.insert_talk(
            Talk(0, uid, of, year, day, TalkKind.AMONG_MEMBERS, None, "甲", None, "乙")
        )

    talk("t2", unit, 2026, date(2026, 6, 2)), talk("t1", unit, 2026, date(2026, 6, 1))
    talk("t3", other, 2026, DAY)
    last = talk("t4", unit, 2025, date(2026, 1, 5))
    assert [one.uid for one in store.meetings.talks(2026)] == ["t1", "t2", "t3"]
    assert [one.uid for one in store.meetings.talks(2026, unit)] == ["t1", "t2"]
    store.meetings.update_talk(replace(store.meetings.talk(last), content="改"))
    assert [one.content for one in store.meetings.talks(2025)] == ["改"]
    store.meetings.delete_talk(last)
    assert store.meetings.talks(2025) == []


def test_steps_of_a_year_a_kind_and_a_branch(store: SqliteStore, unit: int, other: int) -> None:
    def step(uid: str, of: int, kind: YearlyKind, year: int = 2025) -> int:
        return store.meetings.insert_step(YearlyStep(0, uid, of, kind, year, "study", DAY))

    first = step("s1", unit, YearlyKind.APPRAISAL)
    step("s2", unit, YearlyKind.LIFE_MEETING), step("s3", other, YearlyKind.APPRAISAL)
    step("s4", unit, YearlyKind.APPRAISAL, 2026)
    steps = store.meetings.steps
    assert [one.uid for one in steps(2025)] == ["s1", "s2", "s3"]
    assert [one.uid for one in steps(2025, YearlyKind.APPRAISAL)] == ["s1", "s3"]
    assert [one.uid for one in steps(2025, None, other)] == ["s3"]
    store.meetings.update_step(replace(steps(2026)[0], note="补"))
    assert [one.note for one in steps(2026)] == ["补"]
    store.meetings.delete_step(first)
    assert [one.uid for one in steps(2025)] == ["s2", "s3"]


def test_the_locks_of_a_month_oldest_first(store: SqliteStore) -> None:
    for uid, month, locked in (("l1", "2026-05", True), ("l2", "2026-06", True), ("l3", "2026-05", False)):
        store.meetings.insert_lock(MonthLock(0, uid, month, locked, "", DAY))
    assert [lock.uid for lock in store.meetings.locks("2026-05")] == ["l1", "l3"]
    assert len(store.meetings.locks()) == 3


def test_numbers_are_never_given_twice_and_start_anew_each_year(store: SqliteStore, unit: int) -> None:
    assert [store.meetings.next_number(year) for year in (2026, 2026, 2025)] == [
        "2026-0001",
        "2026-0002",
        "2025-0001",
    ]
    del unit


def test_a_unit_or_group_with_records_cannot_be_deleted(store: SqliteStore, unit: int) -> None:
    group = store.people.insert_group(Group(0, "g1", unit, "第一党小组", 1, Interval()))
    add(store, unit, K.GROUP_MEETING, group_id=group)
    for table, row in (("party_group", group), ("unit", unit)):
        with pytest.raises(IntegrityError):
            store.connection.execute(f"DELETE FROM {table} WHERE id = ?", (row,))


def test_the_members_of_a_branch_or_group_on_a_day(store: SqliteStore, unit: int, other: int) -> None:
    group = store.people.insert_group(Group(0, "g1", unit, "第一党小组", 1, Interval()))

    def member(name: str, order: int, where: int = unit, **facts: object) -> None:
        person = store.people.insert_person(a_person(name, sort_order=order, **facts.pop("person", {})))  # type: ignore[arg-type]
        store.people.insert_membership(a_membership(person, where, **facts))

    member("乙示例", 2, group_id=group, party_class=PartyClass.PROBATIONARY)
    member("甲示例", 1)
    member("别示例", 1, other)
    member("走示例", 3, interval=Interval(None, DAY))
    member("来示例", 4, interval=Interval(date(2026, 6, 16)))
    member("亡示例", 5, person={"ended_on": DAY})
    member("在示例", 6, interval=Interval(DAY), person={"ended_on": date(2026, 6, 16)})
    found = [person.name for person, _held in store.people.members_of(unit, DAY)]
    assert found == ["甲示例", "乙示例", "在示例"]
    in_group = store.people.members_of(unit, DAY, [group])
    assert [(person.name, held.party_class) for person, held in in_group] == [
        ("乙示例", PartyClass.PROBATIONARY)
    ]
    assert store.people.members_of(unit, DAY, []) == []
