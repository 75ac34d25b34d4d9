"""Queries of votes, appraisals, talks and yearly steps beside rows they must not return."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from db.store import SqliteStore
from gzparty.domain.meeting import (
    AppraisalGrade,
    AppraisalLine,
    BallotCount,
    Candidate,
    Excluded,
    Meeting,
    MeetingKind,
    Talk,
    TalkKind,
    Vote,
    VoteKind,
    YearlyKind,
    YearlyStep,
)
from gzparty.domain.people import PartyClass
from tests.builders import NOW, a_person, a_sitting, a_unit


@pytest.fixture(autouse=True)
def writing(store: SqliteStore) -> Iterator[None]:
    """All writes of a test are one action."""
    with store.action("备", "test", NOW, "test"):
        yield


@pytest.fixture
def units(store: SqliteStore) -> tuple[int, int]:
    return store.people.insert_unit(a_unit()), store.people.insert_unit(a_unit())


@pytest.fixture
def meetings(store: SqliteStore, units: tuple[int, int]) -> tuple[int, int]:
    """One record in each of two branches."""
    first, second = (
        store.meetings.insert(
            Meeting(
                0,
                f"m{unit}",
                f"2026-{unit:04d}",
                store.sittings.insert(a_sitting()),
                MeetingKind.APPRAISAL,
                unit,
                None,
                "2026",
            )
        )
        for unit in units
    )
    return first, second


def vote(meeting: int, position: int, **changes: object) -> Vote:
    made = Vote(0, f"v{meeting}.{position}", meeting, position, VoteKind.GENERAL, "事项", 16, 14)
    return replace(made, **changes)  # type: ignore[arg-type]


def test_votes_are_those_of_the_meetings_asked_for_in_their_order(
    store: SqliteStore, meetings: tuple[int, int]
) -> None:
    first, second = meetings
    for position in (2, 1):
        store.meetings.insert_vote(vote(first, position))
    store.meetings.insert_vote(vote(second, 1))
    assert [one.position for one in store.meetings.votes([first])] == [1, 2]
    assert len(store.meetings.votes([first, second])) == 3
    assert store.meetings.votes([]) == []


def test_a_vote_keeps_its_lists_and_is_changed_and_deleted_alone(
    store: SqliteStore, meetings: tuple[int, int]
) -> None:
    election = vote(
        meetings[0],
        1,
        kind=VoteKind.ELECTION,
        candidates=(Candidate("甲示例", 9), Candidate("乙示例", 3)),
        excluded=(Excluded("丙示例", "infirm", "2026-06-01"),),
        secret=True,
        seats=1,
    )
    number = store.meetings.insert_vote(election)
    other = store.meetings.insert_vote(vote(meetings[0], 2))
    assert store.meetings.vote(number) == replace(election, id=number)
    store.meetings.update_vote(replace(election, id=number, matter="选举书记"))
    assert [store.meetings.vote(one).matter for one in (number, other)] == ["选举书记", "事项"]
    store.meetings.delete_vote(number)
    with pytest.raises(KeyError):
        store.meetings.vote(number)
    assert store.meetings.vote(other).position == 2


def test_votes_and_appraisals_go_with_their_meeting(store: SqliteStore, meetings: tuple[int, int]) -> None:
    first, second = meetings
    for meeting in meetings:
        store.meetings.insert_vote(vote(meeting, 1))
        store.meetings.insert_appraisal([AppraisalLine(0, f"l{meeting}", meeting, 1, None, "甲示例")])
        store.meetings.save_ballots(BallotCount(0, f"b{meeting}", meeting, 3, 3, 3))
    store.meetings.delete(first)
    assert store.meetings.votes([first]) == []
    assert store.meetings.appraisal(first) == []
    assert store.meetings.ballots(first) is None
    assert len(store.meetings.votes([second])) == len(store.meetings.appraisal(second)) == 1
    assert store.meetings.ballots(second) is not None


def test_lines_of_an_appraisal_are_its_own_and_keep_what_was_counted(
    store: SqliteStore, meetings: tuple[int, int]
) -> None:
    first, second = meetings
    person = store.people.insert_person(a_person("甲示例"))
    told = AppraisalLine(
        0,
        "l1",
        first,
        2,
        person,
        "甲示例",
        PartyClass.FULL,
        5,
        3,
        None,
        0,
        AppraisalGrade.EXCELLENT,
        comment="好",
    )
    store.meetings.insert_appraisal([told, AppraisalLine(0, "l2", first, 1, None, "乙示例")])
    store.meetings.insert_appraisal([AppraisalLine(0, "l3", second, 1, None, "丙示例")])
    lines = store.meetings.appraisal(first)
    assert [one.name for one in lines] == ["乙示例", "甲示例"]
    assert lines[1] == replace(told, id=lines[1].id)
    store.meetings.update_appraisal([replace(lines[0], excused="住院")])
    store.meetings.delete_appraisal([lines[1].id])
    assert [(one.name, one.excused) for one in store.meetings.appraisal(first)] == [("乙示例", "住院")]
    assert len(store.meetings.appraisal(second)) == 1


def test_ballots_are_counted_once_per_meeting(store: SqliteStore, meetings: tuple[int, int]) -> None:
    first, second = meetings
    store.meetings.save_ballots(BallotCount(0, "b1", first, 9, 8, 7))
    store.meetings.save_ballots(BallotCount(0, "b2", first, 9, 9, 9))
    found = store.meetings.ballots(first)
    assert found is not None
    assert (found.returned, found.valid) == (9, 9)
    assert store.meetings.ballots(second) is None


def talk(unit: int, year: int, day: int, **changes: object) -> Talk:
    made = Talk(
        0,
        f"t{unit}.{year}.{day}",
        unit,
        year,
        date(2026, 1, day),
        TalkKind.SPECIAL,
        None,
        "甲示例",
        None,
        "乙示例",
        "内容",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_talks_are_those_of_the_year_and_the_branch_by_day(
    store: SqliteStore, units: tuple[int, int]
) -> None:
    first, second = units
    numbers = [
        store.meetings.insert_talk(one)
        for one in (talk(first, 2026, 9), talk(first, 2026, 3), talk(second, 2026, 5), talk(first, 2025, 4))
    ]
    assert [one.held_on.day for one in store.meetings.talks(2026, first)] == [3, 9]
    assert [one.held_on.day for one in store.meetings.talks(2026)] == [3, 9, 5]
    assert store.meetings.talks(2024) == []
    store.meetings.update_talk(replace(store.meetings.talk(numbers[0]), content="", filed_at="3号盒/1"))
    assert [one.content for one in store.meetings.talks(2026, first)] == ["内容", ""]
    store.meetings.delete_talk(numbers[0])
    with pytest.raises(KeyError):
        store.meetings.talk(numbers[0])
    assert len(store.meetings.talks(2026)) == 2


def test_steps_are_those_of_the_year_the_kind_and_the_branch(
    store: SqliteStore, units: tuple[int, int]
) -> None:
    first, second = units
    day = date(2026, 2, 1)

    def step(unit: int, kind: YearlyKind, year: int, code: str) -> int:
        made = YearlyStep(0, f"s{unit}{kind}{year}{code}", unit, kind, year, code, day)
        return store.meetings.insert_step(made)

    life, graded = YearlyKind.LIFE_MEETING, YearlyKind.APPRAISAL
    number = step(first, life, 2025, "theme")
    step(first, life, 2026, "theme")
    step(first, graded, 2025, "self")
    step(second, life, 2025, "theme")
    assert [one.id for one in store.meetings.steps(2025, life, first)] == [number]
    assert [one.unit_id for one in store.meetings.steps(2025, life)] == [first, second]
    assert len(store.meetings.steps(2025)) == 3
    moved = replace(store.meetings.steps(2025, life, first)[0], done_on=date(2026, 3, 1))
    store.meetings.update_step(moved)
    assert [one.done_on for one in store.meetings.steps(2025, life)] == [date(2026, 3, 1), day]
    store.meetings.delete_step(number)
    assert [one.unit_id for one in store.meetings.steps(2025, life)] == [second]
