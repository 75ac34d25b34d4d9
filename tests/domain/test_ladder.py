"""The ladder of attendance: how it is written, what counts, which step so many absences reach."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.chinese_defaults import LADDER
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.ladder import RollLine, Step, around, parse_ladder, places
from gzparty.domain.sitting import Status
from gzparty.labels import refusal_text

STEPS = parse_ladder(LADDER)
DAY = date(2026, 3, 18)


def line(
    sitting: int, status: Status = Status.ABSENT, person: int = 1, made_up: date | None = None
) -> RollLine:
    return RollLine(person, sitting, DAY + timedelta(days=sitting), status, made_up)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (LADDER, [Step(1, "提醒"), Step(2, "通报"), Step(3, "取消评优资格")]),
        ("2次谈话；４ 次：书面检查", [Step(2, "谈话"), Step(4, "书面检查")]),
        ("1提醒,3通报、5约谈\n8上报", [Step(1, "提醒"), Step(3, "通报"), Step(5, "约谈"), Step(8, "上报")]),
        ("1 提醒，", [Step(1, "提醒")]),
        ("", []),
        (" ， ", []),
    ],
)
def test_steps_are_read_as_an_office_writes_them(text: str, steps: Sequence[Step]) -> None:
    assert list(parse_ladder(text)) == steps


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("提醒", "“提醒”读不懂"),
        ("3", "“3”读不懂"),
        ("一 提醒", "“一 提醒”读不懂"),
        ("0 提醒", "次数要在 1 到 99 之间"),
        ("100 提醒", "次数要在 1 到 99 之间"),
        ("1 提醒，1 通报", "“1 通报”的次数没有比前一档的 1 次多"),
        ("3 提醒，2 通报", "“2 通报”的次数没有比前一档的 3 次多"),
        ("1 " + "长" * 21, "最多写 20 个字"),
    ],
)
def test_what_is_no_ladder_is_refused_with_the_step_at_fault(text: str, words: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_ladder(text)
    assert words in refusal_text(caught.value)


@given(st.text(max_size=120))
def test_whatever_is_typed_is_a_rising_ladder_or_refused(text: str) -> None:
    with suppress(Refusal):
        counts = [step.absences for step in parse_ladder(text)]
        assert counts == sorted(set(counts))


@pytest.mark.parametrize(
    ("count", "reached", "following"),
    [
        (0, None, "提醒"),
        (1, "提醒", "通报"),
        (2, "通报", "取消评优资格"),
        (3, "取消评优资格", None),
        (9, "取消评优资格", None),
    ],
)
def test_the_highest_step_reached_and_the_one_above_it(
    count: int, reached: str | None, following: str | None
) -> None:
    found = around(STEPS, count)
    assert [step.words if step else None for step in found] == [reached, following]


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.ABSENT])
def test_nothing_but_an_absence_counts(status: Status) -> None:
    assert places(STEPS, [line(1, status)]) == ()


def test_an_absence_that_was_made_up_is_shown_and_not_counted() -> None:
    (place,) = places(STEPS, [line(1), line(2, made_up=date(2026, 5, 1)), line(3, Status.PRESENT)])
    assert (place.count, place.called, len(place.absences)) == (1, 3, 2)
    assert place.reached == STEPS[0]
    assert place.left == 1


def test_all_made_up_reaches_no_step_and_stays_in_sight() -> None:
    (place,) = places(STEPS, [line(1, made_up=date(2026, 5, 1))])
    assert (place.count, place.reached, place.left) == (0, None, 1)


def test_the_undecided_are_not_called_yet() -> None:
    (place,) = places(STEPS, [line(1), line(2, Status.UNSETTLED), line(3, Status.UNMARKED)])
    assert place.called == 1


@pytest.mark.parametrize("other", [Status.PRESENT, Status.LEAVE, Status.SUBSTITUTE])
def test_somebody_twice_on_one_roll_was_absent_only_if_both_lines_say_so(other: Status) -> None:
    assert places(STEPS, [line(1), line(1, other)]) == ()
    (place,) = places(STEPS, [line(1), line(1)])
    assert place.count == 1


def test_the_most_absent_stand_first_then_the_latest() -> None:
    lines = [line(1, person=1), line(2, person=2), line(1, person=3), line(3, person=3)]
    assert [place.person_id for place in places(STEPS, lines)] == [3, 2, 1]


def test_without_steps_absences_are_only_counted() -> None:
    (place,) = places((), [line(1), line(2)])
    assert (place.count, place.reached, place.following, place.left) == (2, None, None, None)


LINES = st.lists(
    st.builds(
        RollLine,
        st.integers(1, 3),
        st.integers(1, 6),
        st.just(DAY),
        st.sampled_from(Status),
        st.none() | st.just(date(2026, 6, 1)),
    ),
    max_size=30,
)


@given(LINES)
def test_nobody_has_more_absences_than_rolls_or_a_step_without_the_absences(lines: list[RollLine]) -> None:
    for place in places(STEPS, lines):
        assert 0 <= place.count <= len(place.absences) <= place.called
        assert place.reached is None or place.reached.absences <= place.count
        assert place.following is None or place.following.absences > place.count


@given(LINES)
def test_one_more_absence_adds_one_to_that_person_only(lines: list[RollLine]) -> None:
    before = {place.person_id: place.count for place in places(STEPS, lines)}
    more = [*lines, RollLine(1, 99, DAY, Status.ABSENT)]
    after = {place.person_id: place.count for place in places(STEPS, more)}
    assert after[1] == before.get(1, 0) + 1
    assert {person: after[person] for person in before if person != 1} == {
        person: count for person, count in before.items() if person != 1
    }
