"""The roll: what marks count as, what closing does, who owes a make-up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain import roll
from gzparty.domain.sitting import Attendance, LeaveRequest, Mark, MarkTally, Status


def line(position: int = 1, status: Status = Status.UNMARKED, **changes: object) -> Attendance:
    fields: dict[str, object] = {
        "id": position,
        "uid": f"a{position}",
        "sitting_id": 1,
        "position": position,
        "person_id": position,
        "name": f"{position}示例",
        "initials": "",
        "unit_ids": (position,),
        "unit_name": f"{position}村",
        "post": "党支部书记",
        "status": status,
    }
    return Attendance(**{**fields, **changes})  # type: ignore[arg-type]


def test_expected_counts_persons_and_coverage_counts_villages() -> None:
    rows = [line(1, Status.PRESENT, unit_ids=(1, 9)), line(2, Status.SUBSTITUTE), line(3, Status.LEAVE)]
    counts = roll.count(rows)
    assert (counts.expected, counts.present, counts.substitute, counts.leave) == (3, 1, 1, 1)
    assert (counts.units_expected, counts.units_covered) == (4, 3)


def test_late_and_early_are_present_and_shown_apart() -> None:
    counts = roll.count([line(1, Status.LATE), line(2, Status.EARLY), line(3, Status.PRESENT)])
    assert (counts.present, counts.late, counts.early) == (3, 1, 1)


def test_guests_and_those_not_counted_stay_out_of_the_expected() -> None:
    rows = [line(1, Status.PRESENT), line(2, Status.PRESENT, guest=True), line(3, not_counted="长期患病")]
    counts = roll.count(rows)
    assert (counts.expected, counts.observers, counts.not_counted) == (1, 1, 1)


def test_closing_leaves_the_unmarked_unsettled_never_absent() -> None:
    closed = roll.close([line(1), line(2, Status.PRESENT)])
    assert [row.status for row in closed] == [Status.UNSETTLED, Status.PRESENT]
    assert roll.count(closed).absent == 0


@given(st.lists(st.sampled_from(Status), max_size=40))
def test_the_figures_always_add_up_to_the_expected(statuses: list[Status]) -> None:
    c = roll.count([line(n, status) for n, status in enumerate(statuses, 1)])
    assert c.expected == c.present + c.substitute + c.leave + c.official + c.absent + c.unsettled
    assert c.units_covered <= c.units_expected


@given(st.lists(st.tuples(st.sampled_from(Status), st.booleans(), st.booleans()), max_size=30))
def test_a_roll_told_by_how_often_each_mark_stands_has_the_figures_of_its_lines(
    marks: list[tuple[Status, bool, bool]],
) -> None:
    rows = [line(status=mark, guest=guest, not_counted="" if told else "挂职") for mark, guest, told in marks]
    tallies = [MarkTally(*mark, times) for mark, times in Counter(marks).items()]
    counted = roll.count(rows)
    assert roll.add_up(tallies) == replace(counted, units_expected=0, units_covered=0)
    assert counted.expected == sum(told and not guest for _mark, guest, told in marks)
    assert counted.not_counted == sum(not told and not guest for _mark, guest, told in marks)


def test_a_new_mark_drops_what_belonged_to_the_old_one() -> None:
    row = roll.apply_mark(line(), Mark(Status.SUBSTITUTE, "下村", "李示例", "支部副书记"))
    assert (row.substitute_name, row.reason) == ("李示例", "下村")
    row = roll.apply_mark(row, Mark(Status.PRESENT))
    assert (row.substitute_name, row.substitute_post, row.reason) == ("", "", "")


def test_a_leaving_time_belongs_to_early_alone() -> None:
    early = roll.apply_mark(line(), Mark(Status.EARLY, left_at=time(16, 30)))
    assert early.left_at == time(16, 30)
    assert roll.apply_mark(early, Mark(Status.LEAVE, left_at=time(16, 30))).left_at is None


def test_leave_known_in_advance_is_on_the_roster_but_never_over_a_mark() -> None:
    requests = [
        LeaveRequest(1, "r", 1, 1, Status.LEAVE, "住院"),
        LeaveRequest(2, "s", 1, 2, Status.LEAVE, "x"),
    ]
    rows = roll.apply_requests([line(1), line(2, Status.PRESENT), line(3)], requests)
    assert [row.status for row in rows] == [Status.LEAVE, Status.PRESENT, Status.UNMARKED]
    assert rows[0].reason == "住院"


def test_those_who_were_away_owe_a_make_up_until_it_is_done() -> None:
    rows = [line(1, Status.ABSENT), line(2, Status.LEAVE), line(3, Status.LATE), line(4, Status.UNSETTLED)]
    assert [row.id for row in roll.makeups_owed(rows, done=[2])] == [1]


@pytest.mark.parametrize(
    ("mark", "codes"),
    [
        (Mark(Status.LEAVE), ["reason_missing"]),
        (Mark(Status.LEAVE, "住院"), []),
        (Mark(Status.SUBSTITUTE), ["substitute_unnamed"]),
        (Mark(Status.PRESENT), []),
    ],
)
def test_a_mark_asks_for_what_inspectors_look_for(mark: Mark, codes: list[str]) -> None:
    assert [finding.code for finding in roll.check_mark(line(), mark)] == codes


@pytest.mark.parametrize(
    ("typed", "left_at", "reason"),
    [
        ("16:30 离会，接上级检查组", time(16, 30), "接上级检查组"),
        ("16:30 接检查组", time(16, 30), "接检查组"),
        ("9：05走", time(9, 5), ""),
        ("接检查组", None, "接检查组"),
        ("25:00", None, "25:00"),
        ("", None, ""),
    ],
)
def test_a_reason_that_begins_with_a_time_is_the_leaving_time(
    typed: str, left_at: time | None, reason: str
) -> None:
    row = roll.apply_mark(line(), Mark(Status.EARLY, typed))
    assert (row.left_at, row.reason) == (left_at, reason)
