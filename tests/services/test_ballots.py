"""Rounds of unsigned voting: what cannot be true is refused with its field, locked counts stay as they were counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from gzparty.domain.selection import Method, Verdict
from gzparty.labels.ballots import figure_text, selection_name
from gzparty.services.ballot_drafts import BallotDraft, LineDraft
from gzparty.services.ballots import FORM, draft_key
from tests.builders import NOW, Office
from tests.selections import (
    CLOSED,
    NAMES,
    VOTED,
    Poll,
    a_selection,
    fields,
    recording,
    said,
    stored_lines,
    walk_back_and_forth,
)

FIRST, SECOND, THIRD, FOURTH = NAMES


@pytest.fixture
def poll(office: Office) -> Poll:
    """Four who passed the review, one to be chosen, one name a ballot."""
    return Poll(office)


def test_a_count_is_entered_locked_and_counted(poll: Poll) -> None:
    ballots = poll.office.services.ballots
    done = ballots.record(poll.id, poll.draft((14, 5, 3, 2), place=" 三楼会议室 ", teller="周示例"))
    assert done.name == "登记2026年6月“集体增收”评选的评议票数"
    assert (done.value.round, done.value.place, done.value.teller) == (1, "三楼会议室", "周示例")
    locked = ballots.lock(done.value.id, VOTED).value
    assert locked.locked_on == VOTED
    counted = ballots.tally(poll.id)
    assert counted is not None
    assert [(one.rank, figure_text(one)) for one in counted.categories[0].standings] == [
        (1, "14 票"),
        (2, "5 票"),
        (3, "3 票"),
        (4, "2 票"),
    ]


def test_without_a_round_there_is_nothing_counted(poll: Poll) -> None:
    assert poll.office.services.ballots.tally(poll.id) is None


def test_figures_may_be_missing_until_the_count_is_locked(poll: Poll) -> None:
    ballots = poll.office.services.ballots
    draft = BallotDraft(VOTED, due=25, valid=None, lines=poll.lines((14, None)))
    stored = ballots.record(poll.id, draft).value
    assert fields(lambda: ballots.lock(stored.id, VOTED)) == [
        ("present", None),
        ("issued", None),
        ("returned", None),
        ("valid", None),
        ("votes", poll.ids[SECOND]),
        ("votes", poll.ids[THIRD]),
        ("votes", poll.ids[FOURTH]),
    ]
    assert said(lambda: ballots.lock(stored.id, VOTED)).splitlines()[3:5] == [
        "有效还空着，填上再锁定。",
        "郑示例 的得票还空着，没有得票写 0，再锁定。",
    ]
    assert [one.code for one in ballots.problems(stored.id)][-1] == "ballot_votes_missing"


def test_a_day_that_was_not_given_is_today(poll: Poll) -> None:
    stored = poll.office.services.ballots.record(poll.id, BallotDraft()).value
    assert stored.held_on == NOW.date()


@pytest.mark.parametrize(
    ("changes", "field", "text"),
    [
        ({"present": 26}, "present", "实到 26 人，比应到的 25 人还多。核对这两个数。"),
        ({"issued": 30}, "issued", "发出 30 张，比实到的 25 人还多。核对这两个数。"),
        ({"issued": 24}, "returned", "收回 25 张，比发出的 24 张还多。核对这两个数。"),
        ({"returned": 24}, "valid", "有效 25 张，比收回的 24 张还多。核对这两个数。"),
        ({"due": None, "present": None, "issued": 20}, "returned", "收回 25 张，比发出的 20 张还多。"),
        ({"issued": None, "returned": None, "valid": 28}, "valid", "有效 28 张，比实到的 25 人还多。"),
        ({"valid": -1}, "valid", "有效 -1 不对，写 0 到 9999 的整数。"),
        ({"due": 10**9}, "due", "应到 1000000000 不对，写 0 到 9999 的整数。"),
    ],
)
def test_more_votes_than_voters_and_figures_nobody_means_are_refused(
    poll: Poll, changes: dict[str, Any], field: str, text: str
) -> None:
    call = recording(poll, poll.draft((5, 2, 1, 0), **changes))
    assert (field, None) in fields(call)
    assert text in said(call)
    assert poll.office.store.selections.ballots([poll.id]) == []


def test_every_fault_is_said_at_once(poll: Poll) -> None:
    call = recording(poll, poll.draft((30, 5, -2, 2), present=26, held_on=date(2026, 6, 9)))
    assert fields(call) == [
        ("held_on", None),
        ("present", None),
        ("votes", poll.ids[FIRST]),
        ("votes", poll.ids[THIRD]),
        ("votes", None),
    ]
    assert said(call).splitlines()[-3:] == [
        "徐示例 得 30 票，有效票只有 25 张。核对得票和有效票。",
        "许示例 得票 -2 不对，写 0 到 9999 的整数。",
        "得票合计 35，25 张有效票每张最多选 1 个，合计不超过 25。核对票数。",
    ]


def test_all_votes_together_are_no_more_than_the_ballots_could_hold(office: Office) -> None:
    poll = Poll(office, quota=2, choices=2)
    full = poll.office.services.ballots.record(poll.id, poll.draft((25, 15, 6, 4))).value
    assert full.valid == 25
    call = partial(office.services.ballots.change, full.id, poll.draft((25, 15, 6, 5)))
    assert said(call) == "得票合计 51，25 张有效票每张最多选 2 个，合计不超过 50。核对票数。"


@pytest.mark.parametrize(
    ("held_on", "text"),
    [
        (date(2026, 6, 9), "评议日期 6月9日早于推荐结束的 6月10日。改其中一个日期。"),
        (date(2026, 6, 18), "评议日期 2026-06-18 不对，写到今天为止的日期。"),
        (date(1026, 6, 11), "评议日期 1026-06-11 不对，写到今天为止的日期。"),
    ],
)
def test_the_vote_is_after_the_nominations_and_not_ahead(poll: Poll, held_on: date, text: str) -> None:
    assert said(recording(poll, poll.draft((1, 1, 1, 1), held_on=held_on))) == text


def test_nominations_are_closed_before_the_vote(office: Office) -> None:
    poll = Poll(office, nominations_closed_on=None)
    text = said(recording(poll, poll.draft((1, 1, 1, 1))))
    assert text == "推荐还没结束，先结束推荐，再登记票数。"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"verdict": Verdict.OPEN}, "徐示例 还没有资格审核，不能计票。先审核，或删掉这一行。"),
        (
            {"verdict": Verdict.FAILED},
            "徐示例 资格审核没有通过，不进评议。删掉这一行，或先改审核意见。",
        ),
        ({"withdrawn_on": CLOSED}, "徐示例 的推荐已经撤回，不进评议。删掉这一行。"),
    ],
)
def test_nobody_is_voted_on_who_does_not_stand(poll: Poll, changes: dict[str, Any], text: str) -> None:
    poll.alter(FIRST, **changes)
    call = recording(poll, poll.draft((5, 1, 1, 1)))
    assert (said(call), fields(call)) == (text, [("lines", poll.ids[FIRST])])


def test_a_nominee_twice_is_refused(poll: Poll) -> None:
    call = recording(poll, poll.draft((5, 4), names=(FIRST, FIRST)))
    assert said(call) == "徐示例 的票数写了两行。删掉一行。"


def test_somebody_of_another_selection_is_refused(poll: Poll) -> None:
    other = Poll(poll.office, ("周示例",), number="2026-06-2", uid="another")
    draft = BallotDraft(VOTED, lines=(LineDraft(other.ids["周示例"], 3),))
    assert said(recording(poll, draft)) == "票数里有一行不是这次评选的推荐对象。删掉这一行。"


def test_votes_where_scores_are_given_and_the_reverse_are_refused(office: Office) -> None:
    counting = Poll(office)
    assert "徐示例 写的是分数。改成得票数。" in said(recording(counting, counting.draft([(95,)])))
    scoring = Poll(office, number="2026-06-2", uid="scoring", method=Method.SCORE)
    assert "徐示例 写的是票数。改成各张票的分数。" in said(recording(scoring, scoring.draft((5,))))


def test_nothing_is_locked_while_somebody_waits_for_the_review(poll: Poll) -> None:
    poll.alter(FOURTH, verdict=Verdict.OPEN)
    ballots = poll.office.services.ballots
    stored = ballots.record(poll.id, poll.draft((5, 4, 3))).value
    assert said(lambda: ballots.lock(stored.id, VOTED)) == (
        "还有 1 个没有资格审核（冯示例）。审核完再锁定票数。"
    )


def test_without_anybody_in_the_vote_there_is_nothing_to_lock(office: Office) -> None:
    poll = Poll(office, ())
    stored = office.services.ballots.record(poll.id, poll.draft(())).value
    assert "没有什么可评。这个月空缺就登记空缺。" in said(
        lambda: office.services.ballots.lock(stored.id, VOTED)
    )


def test_a_vote_without_a_valid_ballot_can_be_locked_and_puts_nobody_in_front(poll: Poll) -> None:
    stored = poll.vote((0, 0, 0, 0), returned=3, valid=0)
    counted = poll.office.services.ballots.tally(poll.id)
    assert stored.locked_on
    assert counted is not None
    assert not any(one.in_front or one.tied for one in counted.categories[0].standings)


@pytest.mark.parametrize("day", [date(2026, 6, 10), date(2026, 6, 18)])
def test_a_count_is_locked_between_the_vote_and_today(poll: Poll, day: date) -> None:
    ballots = poll.office.services.ballots
    stored = ballots.record(poll.id, poll.draft((5, 4, 3, 2))).value
    assert said(lambda: ballots.lock(stored.id, day)).startswith(f"锁定日期 6月{day.day}日要在评议的 6月11日")


def test_a_locked_count_is_opened_only_with_a_reason_that_stays(poll: Poll) -> None:
    ballots, stored = poll.office.services.ballots, poll.vote()
    name = "2026年6月“集体增收”评选"
    locked = f"{name}的票数 6月11日已经锁定。要改先解除锁定，写上理由。"
    for call in (
        lambda: ballots.change(stored.id, poll.draft((1, 1, 1, 1))),
        lambda: ballots.delete(stored.id),
        lambda: ballots.lock(stored.id, VOTED),
    ):
        assert said(call) == locked
    reason_missing = "写上为什么解除锁定，理由会留在计票汇总上。"
    assert said(lambda: ballots.unlock(stored.id, "  ")) == reason_missing
    ballots.unlock(stored.id, "漏了一张票")
    assert said(lambda: ballots.unlock(stored.id, "再开")) == f"{name}的票数没有锁定，可以直接改。"
    ballots.change(stored.id, poll.draft((15, 5, 3, 2)))
    ballots.lock(stored.id, VOTED)
    again = ballots.unlock(stored.id, "唱票有误").value
    assert again.unlock_reason == "漏了一张票；唱票有误"


def test_a_count_the_committee_decided_on_is_not_opened(poll: Poll) -> None:
    stored = poll.vote()
    poll.decide(FIRST)
    assert said(lambda: poll.office.services.ballots.unlock(stored.id, "重数")) == (
        "党委 6月12日已经研究过2026年6月“集体增收”评选，票数不能再动。要改先取消党委研究结果。"
    )
    poll.office.services.decisions.withdraw_decision(poll.id)
    assert poll.office.services.ballots.unlock(stored.id, "重数").value.locked_on is None


def test_a_selection_left_vacant_or_typed_in_afterwards_is_not_voted_on(office: Office) -> None:
    vacant = Poll(office, vacant_on=date(2026, 6, 12))
    assert said(recording(vacant, vacant.draft((1,)))) == (
        "2026年6月“集体增收”评选在 6月12日登记为空缺。要接着评，先取消空缺。"
    )
    past = Poll(office, number="2026-05", period="2026-05", uid="past", imported=True)
    assert said(recording(past, past.draft((1,)))).startswith("2026年5月“集体增收”评选是补登的往期结果")


def test_a_changed_count_keeps_each_lines_identity(poll: Poll) -> None:
    ballots, store = poll.office.services.ballots, poll.office.store.selections
    stored = ballots.record(poll.id, poll.draft((5, 4, 3))).value
    before = {line.nomination_id: line for line in store.ballot_lines([stored.id])}
    draft = replace(poll.draft((6, 4, 1), names=(FIRST, SECOND, FOURTH)), note="重数")
    ballots.change(stored.id, draft)
    after = {line.nomination_id: line for line in store.ballot_lines([stored.id])}
    assert stored_lines(poll, stored.id) == {
        poll.ids[FIRST]: 6,
        poll.ids[SECOND]: 4,
        poll.ids[FOURTH]: 1,
    }
    assert after[poll.ids[FIRST]].uid == before[poll.ids[FIRST]].uid
    assert after[poll.ids[SECOND]] == before[poll.ids[SECOND]]


def test_what_was_typed_is_forgotten_once_it_is_stored(poll: Poll) -> None:
    drafts, ballots = poll.office.store.drafts, poll.office.services.ballots
    key = draft_key(poll.id, 1)
    drafts.save(FORM, key, "25", NOW)
    stored = ballots.record(poll.id, poll.draft((14, 5, 3, 2))).value
    assert drafts.load(FORM, key) is None
    for call in (
        lambda: ballots.change(stored.id, poll.draft((13, 5, 3, 2))),
        lambda: ballots.lock(stored.id, VOTED),
    ):
        drafts.save(FORM, key, "26", NOW)
        call()
        assert drafts.load(FORM, key) is None


def test_undo_and_redo_bring_every_step_back(poll: Poll) -> None:
    office = poll.office
    ballots = office.services.ballots
    states = [office.dump()]
    stored = ballots.record(poll.id, poll.draft((9, 9, 3, 2))).value
    states.append(office.dump())
    steps: list[Callable[[], object]] = [
        lambda: ballots.change(stored.id, poll.draft((10, 9), names=NAMES[:2])),
        lambda: ballots.change(stored.id, poll.draft((10, 9, 3, 2))),
        lambda: ballots.lock(stored.id, VOTED),
        lambda: ballots.unlock(stored.id, "唱票有误"),
        lambda: ballots.delete(stored.id),
    ]
    for step in steps:
        step()
        states.append(office.dump())
    walk_back_and_forth(office, states)


def test_a_selection_without_a_title_is_called_by_its_month() -> None:
    assert selection_name(a_selection(title="")) == "2026年6月评选"
