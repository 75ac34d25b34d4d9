"""党委研究 and the circular: votes never decide alone, a departure from their order has its reason, nothing comes early."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from gzparty.domain.selection import Decision, Reply, TieRule, Verdict
from gzparty.domain.selection_stages import Stage
from gzparty.services.decision_drafts import DecisionDraft
from gzparty.services.selection_drafts import CategoryDraft, SelectionDraft
from tests.builders import Office
from tests.selections import (
    DECIDED,
    NAMES,
    OVER,
    VOTED,
    Poll,
    a_category,
    fields,
    on_day,
    said,
    walk_back_and_forth,
)

FIRST, SECOND, THIRD, FOURTH = NAMES
NAME = "2026年6月“集体增收”评选"


@pytest.fixture
def poll(office: Office) -> Poll:
    """Four who passed the review, one to be chosen; the holidays of 2026 are known."""
    office.services.calendars.ensure(2026)
    return Poll(office)


def decisions_of(poll: Poll) -> dict[str, Decision]:
    return {name: poll.nomination(name).decision for name in poll.ids}


def test_what_the_committee_decided_is_kept_with_what_it_left_out(poll: Poll) -> None:
    poll.vote()
    draft = DecisionDraft(DECIDED, (poll.ids[FIRST],), {}, " 党委会研究同意 ")
    done = poll.office.services.decisions.decide(poll.id, draft)
    assert done.name == f"记{NAME}的党委研究结果"
    assert (done.value.decided_on, done.value.decision_note) == (DECIDED, "党委会研究同意")
    assert decisions_of(poll) == {
        FIRST: Decision.CHOSEN,
        SECOND: Decision.NOT_CHOSEN,
        THIRD: Decision.NOT_CHOSEN,
        FOURTH: Decision.NOT_CHOSEN,
    }


def test_the_committee_decides_after_a_locked_count(poll: Poll) -> None:
    text = f"{NAME}的票数还没有锁定。先登记票数并锁定，再记党委研究结果。"
    assert said(lambda: poll.decide(FIRST)) == text
    poll.office.services.ballots.record(poll.id, poll.draft((9, 5, 3, 2)))
    assert said(lambda: poll.decide(FIRST)) == text


def test_a_tie_that_goes_to_a_second_round_waits_for_it(poll: Poll) -> None:
    poll.vote((9, 9, 3, 2))
    text = f"{NAME}有 2 个并列，要再投一轮。先登记第二轮的票数，或把并列的规则改成由党委研究。"
    assert said(lambda: poll.decide(FIRST)) == text
    ballots = poll.office.services.ballots
    second = ballots.record(poll.id, poll.draft((9, 12), names=NAMES[:2])).value
    assert "票数还没有锁定" in said(lambda: poll.decide(SECOND))
    ballots.lock(second.id, VOTED)
    assert poll.decide(SECOND).decided_on == DECIDED


def test_between_equals_the_committee_needs_no_reason(office: Office) -> None:
    poll = Poll(office, tie_rule=TieRule.COMMITTEE)
    poll.vote((9, 9, 3, 2))
    assert poll.decide(SECOND).decided_on == DECIDED


def test_a_choice_out_of_the_votes_order_and_who_is_passed_over_have_their_reasons(poll: Poll) -> None:
    poll.vote()
    call = partial(poll.decide, THIRD)
    assert said(call).splitlines() == [
        "徐示例 评议排第 1，在名额以内，没有选。写上没有选的理由。",
        "许示例 评议排第 3，不在名额以内。写上党委选 许示例 的理由。",
    ]
    assert fields(call) == [("reasons", poll.ids[FIRST]), ("reasons", poll.ids[THIRD])]
    wanted = poll.office.services.decisions.wants_reasons(poll.id, [poll.ids[THIRD]])
    assert [one.parameters["nomination"] for one in wanted] == [poll.ids[FIRST], poll.ids[THIRD]]
    assert "徐示例" in said(lambda: poll.decide(THIRD, reasons={THIRD: "带动最大", FIRST: "  "}))
    poll.decide(THIRD, reasons={THIRD: "带动最大", FIRST: "去年刚评过"})
    assert poll.nomination(THIRD).decision_reason == "带动最大"
    assert poll.nomination(FIRST).decision_reason == "去年刚评过"


def test_whom_the_discipline_committee_called_unsuitable_is_chosen_with_a_reason_only(poll: Poll) -> None:
    poll.vote()
    poll.alter(FIRST, reply=Reply.UNSUITABLE)
    text = "纪委答复 徐示例 不宜评选。写上党委仍然选的理由，或换一个。"
    assert said(lambda: poll.decide(FIRST)) == text
    assert poll.decide(FIRST, reasons={FIRST: "情况已查清"}).decided_on == DECIDED


def test_fewer_than_the_quota_may_be_chosen_and_more_may_not(office: Office) -> None:
    poll = Poll(office, quota=2, choices=2)
    poll.vote((20, 15, 3, 2))
    text = "选了 3 个，名额只有 2 个。去掉多的，或先改名额。"
    assert text in said(lambda: poll.decide(FIRST, SECOND, THIRD, reasons={THIRD: "带动大"}))
    assert poll.decide(FIRST, reasons={SECOND: "事迹还要再看"}).decided_on == DECIDED


def test_each_category_has_its_own_quota(office: Office) -> None:
    poll = Poll(office)
    with office.store.action("加类别", "selection.edit", office.clock(), "test"):
        other = office.store.selections.insert_category(
            a_category(0, selection_id=poll.id, position=2, title="服务之星")
        )
    for name in (THIRD, FOURTH):
        poll.alter(name, category_id=other)
    poll.vote((9, 5, 9, 5))
    both = {SECOND: "一", FOURTH: "二"}
    assert said(lambda: poll.decide(FIRST, THIRD, FOURTH, reasons=both)) == (
        "“服务之星”选了 2 个，名额只有 1 个。去掉多的，或先改名额。"
    )
    poll.decide(FIRST, THIRD)
    assert [name for name in NAMES if poll.nomination(name).is_chosen] == [FIRST, THIRD]


def test_nobody_chosen_is_a_vacancy_and_recorded_as_one(poll: Poll) -> None:
    poll.vote()
    call = partial(poll.decide, reasons={FIRST: "不够好"})
    assert said(call) == "一个也没有选。选上研究通过的；这个月空缺就登记空缺，写明原因。"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"verdict": Verdict.FAILED}, "冯示例 没有进评议，不能选。从评议过的里面选。"),
        ({"withdrawn_on": VOTED}, "冯示例 的推荐已经撤回或取消，不能选。从评议过的里面选。"),
    ],
)
def test_only_who_was_voted_on_and_stands_is_chosen(poll: Poll, changes: dict[str, Any], text: str) -> None:
    poll.vote()
    poll.alter(FOURTH, **changes)
    assert said(lambda: poll.decide(FOURTH, reasons={FIRST: "一", FOURTH: "二"})) == text


def test_somebody_who_is_not_of_the_selection_or_stands_twice_is_refused(poll: Poll) -> None:
    poll.vote()
    other = Poll(poll.office, ("周示例",), number="2026-06-2", uid="other")
    draft = DecisionDraft(DECIDED, (other.ids["周示例"],), {poll.ids[FIRST]: "一"})
    call = partial(poll.office.services.decisions.decide, poll.id, draft)
    assert said(call) == "选的不是这次评选的推荐对象。从名单里选。"
    assert said(lambda: poll.decide(FIRST, FIRST)) == "徐示例 选了两次。去掉一次。"


def test_when_the_first_withdraws_after_the_vote_the_next_follows_without_a_reason(poll: Poll) -> None:
    poll.vote()
    poll.alter(FIRST, withdrawn_on=VOTED)
    poll.decide(SECOND)
    assert poll.nomination(SECOND).decision_reason == ""
    assert poll.nomination(FIRST).decision is Decision.OPEN


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 6, 10), "党委研究的 6月10日早于评议的 6月11日。改其中一个日期。"),
        (date(2026, 6, 18), "6月18日还没到，党委研究过再记。"),
    ],
)
def test_the_committee_decides_after_the_vote_and_not_ahead(poll: Poll, day: date, text: str) -> None:
    poll.vote()
    assert said(lambda: poll.decide(FIRST, on=day)) == text


def test_a_decision_may_be_changed_until_it_is_published(poll: Poll) -> None:
    poll.vote()
    poll.decide(FIRST)
    poll.decide(SECOND, reasons={FIRST: "本人谢绝", SECOND: "顺位"})
    assert decisions_of(poll)[SECOND] is Decision.CHOSEN
    assert decisions_of(poll)[FIRST] is Decision.NOT_CHOSEN
    poll.publish()
    text = f"{NAME}从 6月15日起已经公示，研究结果不能改。先删掉公示，再改。"
    assert said(lambda: poll.decide(FIRST)) == text
    assert said(lambda: poll.office.services.decisions.withdraw_decision(poll.id)) == text


def test_a_decision_is_taken_back_with_its_reasons(poll: Poll) -> None:
    poll.vote()
    withdraw = partial(poll.office.services.decisions.withdraw_decision, poll.id)
    assert said(withdraw) == f"{NAME}还没有可以取消的党委研究结果。"
    poll.decide(SECOND, reasons={FIRST: "一", SECOND: "二"})
    assert withdraw().value.decided_on is None
    assert set(decisions_of(poll).values()) == {Decision.OPEN}
    assert poll.nomination(SECOND).decision_reason == ""


def test_the_circular_follows_the_result_and_its_number_is_as_typed(poll: Poll) -> None:
    office, publicity = poll.office, poll.published()
    announce = office.services.decisions.announce
    early = f"{NAME}的公示还没有通过的结果，不能通报。公示期满，先记公示结果。"
    assert said(lambda: announce(poll.id, date(2026, 6, 17))) == early
    on_day(office, date(2026, 6, 24))
    office.services.decisions.finish(publicity.id, date(2026, 6, 24))
    assert said(lambda: announce(poll.id, date(2026, 6, 23))) == (
        "通报的 6月23日早于公示结果的 6月24日。改其中一个日期。"
    )
    assert said(lambda: announce(poll.id, date(2026, 6, 25))) == "6月25日还没到，通报印发以后再记。"
    assert announce(poll.id, date(2026, 6, 24)).value.circular_number == ""
    number = announce(poll.id, date(2026, 6, 24), " 官党办〔2026〕12号 ").value.circular_number
    assert number == "官党办〔2026〕12号"
    taken_back = office.services.decisions.withdraw_announcement(poll.id).value
    assert (taken_back.announced_on, taken_back.circular_number) == (None, "")


def test_no_circular_names_nobody(poll: Poll) -> None:
    office, publicity = poll.office, poll.published()
    on_day(office, date(2026, 6, 24))
    office.services.decisions.finish(publicity.id, date(2026, 6, 23))
    office.services.selections.withdraw(poll.ids[FIRST], date(2026, 6, 24), "本人要求")
    assert said(lambda: office.services.decisions.announce(poll.id, date(2026, 6, 24))) == (
        f"{NAME}公示通过的都已经撤回，没有人可以通报。本月不再评的，用“空缺”，写明原因。"
    )
    assert office.services.selection_views.get(poll.id).stage is Stage.CIRCULAR


def test_what_a_circular_was_about_is_not_changed_under_it(poll: Poll) -> None:
    office, publicity = poll.office, poll.published()
    on_day(office, date(2026, 6, 24))
    office.services.decisions.finish(publicity.id, date(2026, 6, 23))
    office.services.decisions.announce(poll.id, date(2026, 6, 24))
    known = SelectionDraft("2026-06", "集体增收", categories=(CategoryDraft(id=poll.category),))
    for changes in ({"period": "2025-01"}, {"title": "别的"}, {"title": ""}):
        draft = replace(known, **changes)  # type: ignore[arg-type]
        text = said(lambda draft=draft: office.services.selections.change(poll.id, draft))  # type: ignore[misc]
        assert text == "6月24日已经通报，不能再改。通报有误的，先撤回通报。"
    noted = office.services.selections.change(poll.id, replace(known, note="存档两份")).value
    assert noted.note == "存档两份"


def test_a_confirmed_decision_is_not_changed_any_more(poll: Poll) -> None:
    publicity = poll.published()
    on_day(poll.office, date(2026, 6, 23))
    poll.office.services.decisions.finish(publicity.id, date(2026, 6, 23))
    assert said(lambda: poll.decide(SECOND)) == (
        f"{NAME}从 6月15日起的公示已经有结果，研究结果不能改。先取消公示结果、删掉公示，再改。"
    )


def test_where_an_objection_took_everybody_off_the_committee_decides_again(poll: Poll) -> None:
    office, first = poll.office, poll.published()
    decisions = office.services.decisions
    over = date(2026, 6, 23)
    on_day(office, date(2026, 6, 26))
    decisions.finish(first.id, over, {poll.ids[FIRST]: "事迹不实"})
    assert "的推荐已经撤回或取消，不能选" in said(lambda: poll.decide(FIRST, on=over))
    assert said(lambda: poll.decide(SECOND, on=OVER)) == (
        "上次公示 6月23日没有通过，重新研究的日期不能早于这天。改研究日期。"
    )
    publish = partial(poll.publish, date(2026, 6, 24))
    assert said(publish) == f"{NAME}还没有党委研究结果，不能公示。先记党委研究结果。"
    assert said(lambda: decisions.withdraw_decision(poll.id)) == f"{NAME}还没有可以取消的党委研究结果。"
    poll.decide(SECOND, on=over)
    struck = poll.nomination(FIRST)
    assert (struck.decision, struck.struck_on, struck.is_chosen) == (Decision.CHOSEN, over, False)
    assert publish().round == 2


def test_undo_and_redo_bring_every_step_back(poll: Poll) -> None:
    office = poll.office
    decisions = office.services.decisions
    poll.vote()
    on_day(office, date(2026, 6, 23))
    states = [office.dump()]
    steps: list[Callable[[], object]] = [
        lambda: poll.decide(FIRST),
        lambda: decisions.withdraw_decision(poll.id),
        lambda: poll.decide(SECOND, reasons={FIRST: "一", SECOND: "二"}),
        lambda: poll.publish(),
        lambda: decisions.finish(1, date(2026, 6, 23), {}, "没有异议"),
        lambda: decisions.announce(poll.id, date(2026, 6, 23), "3号"),
        lambda: decisions.withdraw_announcement(poll.id),
    ]
    for step in steps:
        step()
        states.append(office.dump())
    walk_back_and_forth(office, states)
