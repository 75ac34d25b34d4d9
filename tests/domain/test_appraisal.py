"""民主评议: ballots that add up, grades for full members, a hint at a third, and no verdict from votes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain import appraisal
from gzparty.domain.diagnostic import Level
from gzparty.domain.meeting import AppraisalGrade, AppraisalLine, BallotCount
from gzparty.domain.people import PartyClass
from gzparty.labels import sentence

EXCELLENT = AppraisalGrade.EXCELLENT


def line(number: int, **changes: object) -> AppraisalLine:
    fields: dict[str, object] = {
        "id": number,
        "uid": f"l{number}",
        "meeting_id": 1,
        "position": number,
        "person_id": number,
        "name": f"{number}示例",
        "party_class": PartyClass.FULL,
    }
    return AppraisalLine(**{**fields, **changes})  # type: ignore[arg-type]


def ballots(sent: int = 20, returned: int = 19, valid: int = 18) -> BallotCount:
    return BallotCount(1, "b1", 1, sent, returned, valid)


def said(lines: list[AppraisalLine], count: BallotCount | None = None, members: int = 9) -> list[str]:
    return [sentence(finding) for finding in appraisal.problems(lines, count, members)]


@pytest.mark.parametrize(("members", "cap"), [(2, 0), (3, 1), (16, 5), (17, 5), (18, 6)])
def test_the_third_is_rounded_down(members: int, cap: int) -> None:
    assert appraisal.excellent_cap(members) == cap


def test_more_than_a_third_is_hinted_at_with_both_numbers_and_never_blocks() -> None:
    lines = [line(n, grade=EXCELLENT if n <= 4 else AppraisalGrade.COMPETENT) for n in range(1, 10)]
    (finding,) = appraisal.problems(lines, None, 9)
    assert finding.level is Level.WARNING
    assert sentence(finding) == "优秀 4 人，党员 9 人的三分之一是 3 人，一般不超过这个数"
    assert said(lines, None, 12) == []


def test_a_probationary_member_takes_part_and_gets_no_grade() -> None:
    there = line(1, party_class=PartyClass.PROBATIONARY, competent=3)
    assert said([there], ballots()) == []
    graded = line(1, party_class=PartyClass.PROBATIONARY, grade=AppraisalGrade.COMPETENT)
    assert said([graded]) == ["1示例 是预备党员，参加评议但不评定等次，请把等次清空。"]
    assert not appraisal.takes_grade(graded)


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (ballots(20, 21, 18), ["收回 21 张，比发出的 20 张还多，请核对测评票。"]),
        (ballots(20, 18, 19), ["有效 19 张，比收回的 18 张还多，请核对测评票。"]),
        (ballots(20, 20, 20), []),
    ],
)
def test_ballots_only_grow_fewer(count: BallotCount, told: list[str]) -> None:
    assert said([], count) == told


def test_nobody_gets_more_marks_than_there_were_valid_ballots() -> None:
    lines = [
        line(1, excellent=10, competent=8),
        line(2, excellent=10, competent=8, poor=1),
        line(3, basic=None),
    ]
    assert said(lines, ballots()) == ["2示例 四栏合计 19 票，有效票只有 18 张，请核对。"]
    assert said(lines) == []


def test_one_person_stands_on_the_list_once_and_namesakes_are_two() -> None:
    assert said([line(1), line(2, person_id=1)]) == ["名单里“2示例”有两行，请删掉一行。"]
    assert said([line(1, name="同示例"), line(2, name="同示例")]) == []


@given(st.lists(st.integers(0, 4), min_size=4, max_size=4), st.sampled_from(AppraisalGrade))
def test_ballots_never_decide_a_grade(counts: list[int], grade: AppraisalGrade) -> None:
    """Whatever the ballots say, the branch's own grade is what stands, and none is wrong for it."""
    marked = line(
        1, **dict(zip(("excellent", "competent", "basic", "poor"), counts, strict=True)), grade=grade
    )
    assert appraisal.problems([marked, line(2), line(3)], ballots(), 3) == ()
