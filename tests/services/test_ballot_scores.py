"""Scores: read as typed, kept sorted in tenths, refused where nobody can have given them, averaged for showing."""

from __future__ import annotations

import json
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.diagnostic import Level, Refusal
from gzparty.domain.selection import Method
from gzparty.labels import sentence
from gzparty.labels.ballots import figure_text, score_text
from gzparty.services.ballot_drafts import draft_of, read_scores
from gzparty.services.ballots import FORM, draft_key
from tests.builders import NOW, Office
from tests.selections import NAMES, VOTED, Poll, fields, recording, said, stored_lines

FIRST, SECOND = NAMES[:2]


def test_scores_are_kept_sorted_in_tenths_so_that_no_ballot_can_be_put_together(office: Office) -> None:
    poll = Poll(office, NAMES[:2], method=Method.SCORE)
    draft = poll.draft([(95, Decimal("88.5"), 91.3), (70, 99, 80)], valid=3)
    stored = office.services.ballots.record(poll.id, draft).value
    assert stored_lines(poll, stored.id) == {
        poll.ids[FIRST]: (885, 913, 950),
        poll.ids[SECOND]: (700, 800, 990),
    }
    office.services.ballots.lock(stored.id, VOTED)
    counted = office.services.ballots.tally(poll.id)
    assert counted is not None
    assert [figure_text(one) for one in counted.categories[0].standings] == ["91.6 分", "83 分"]


def test_once_locked_no_file_holds_what_was_typed_ballot_by_ballot(office: Office, tmp_path: Path) -> None:
    poll = Poll(office, NAMES[:2], method=Method.SCORE)
    typed = json.dumps([{"1": "95.5", "2": "70.3"}, {"1": "88.5", "2": "99.1"}] * 40)
    office.store.drafts.save(FORM, draft_key(poll.id, 1), typed, NOW)
    stored = office.services.ballots.record(poll.id, poll.draft([(95, 88), (70, 99)], valid=2)).value
    assert any(b'"1": "95.5"' in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    office.services.ballots.lock(stored.id, VOTED)
    assert not [
        path for path in tmp_path.rglob("*") if path.is_file() and b'"1": "95.5"' in path.read_bytes()
    ]


@pytest.mark.parametrize(
    ("scores", "text"),
    [
        ((101, 90, 80), "徐示例 有 1 个分数不在 0 到 100 之间，如 101。核对分数。"),
        ((-1, 100.5, 80), "徐示例 有 2 个分数不在 0 到 100 之间，如 -1。核对分数。"),
        ((95.55, 90, 80), "徐示例 的分数 95.55 小数太多，最多写一位小数。"),
        ((float("nan"), 90, 80), "徐示例 有一个分数不是数。核对分数。"),
        ((float("inf"), 90, 80), "徐示例 有一个分数不是数。核对分数。"),
        ((1, 2, 3, 4), "徐示例 有 4 个分数，有效票只有 3 张。核对分数和有效票。"),
    ],
)
def test_a_score_nobody_can_have_given_is_refused(
    office: Office, scores: tuple[float, ...], text: str
) -> None:
    poll = Poll(office, NAMES[:1], method=Method.SCORE)
    call = recording(poll, poll.draft([scores], valid=3))
    assert (said(call), fields(call)) == (text, [("scores", poll.ids[FIRST])])


def test_every_valid_ballot_scores_everybody_before_the_count_is_locked(office: Office) -> None:
    poll = Poll(office, NAMES[:2], method=Method.SCORE)
    ballots = office.services.ballots
    stored = ballots.record(poll.id, poll.draft([(90, 91, 92), (90, 91)], valid=3)).value
    assert said(lambda: ballots.lock(stored.id, VOTED)) == (
        "郑示例 有 2 个分数，有效票 3 张。每张有效票都要给每个人打分，补齐再锁定。"
    )


def test_too_few_scores_to_drop_any_are_noted_and_refused_nothing(office: Office) -> None:
    poll = Poll(office, NAMES[:1], method=Method.SCORE, drop_extremes=True)
    stored = office.services.ballots.record(poll.id, poll.draft([(90, 80, 70, 60)], valid=4)).value
    (note,) = office.services.ballots.problems(stored.id)
    assert (note.level, sentence(note)) == (
        Level.WARNING,
        "有效票 4 张，不满 5 张，最高分和最低分不去掉",
    )
    assert office.services.ballots.lock(stored.id, VOTED).value.locked_on


def test_a_stored_round_read_back_as_a_draft_changes_nothing(office: Office) -> None:
    poll = Poll(office, NAMES[:2], method=Method.SCORE)
    ballots, store = office.services.ballots, office.store.selections
    stored = ballots.record(poll.id, poll.draft([(95.5, 90), (80, 81.3)], valid=2, note="复核过")).value
    before = office.dump()
    ballots.change(stored.id, draft_of(stored, store.ballot_lines([stored.id])))
    assert office.dump() == before


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("95 88.5", ("95", "88.5")),
        ("９５，88.5、90；91", ("95", "88.5", "90", "91")),
        ("95\n88\t90\r\n", ("95", "88", "90")),
        ("  ", ()),
    ],
)
def test_scores_are_read_as_they_are_typed_or_pasted(text: str, scores: tuple[str, ...]) -> None:
    assert read_scores(text) == tuple(map(Decimal, scores))


@pytest.mark.parametrize("text", ["九十五", "95分", "nan", "1e9999", "95..5", "Infinity"])
def test_what_is_no_score_is_named(text: str) -> None:
    assert said(lambda: read_scores(f"95 {text}")) == (
        f"“{text}”不是分数。分数之间空一格，最多一位小数，如 95 88.5。"
    )


@given(st.text(max_size=60))
def test_scores_are_numbers_or_refused_whatever_is_typed(text: str) -> None:
    with suppress(Refusal):
        assert all(one.is_finite() for one in read_scores(text))


@given(st.fractions(0, 1000, max_denominator=997))
def test_a_mean_is_shown_to_the_hundredth(score: Any) -> None:
    assert abs(Decimal(score_text(score)) - Decimal(score.numerator) / score.denominator) <= Decimal(
        "0.005001"
    )
    assert len(score_text(score).partition(".")[2]) <= 2
