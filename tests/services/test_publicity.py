"""公示: from a workday to a workday with 调休, no result before the end, objections looked into first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from gzparty.domain.calendar import DayKind
from gzparty.domain.selection import Outcome, Publicity, PublicityResult
from gzparty.domain.tip import TipChannel
from gzparty.labels import sentence
from gzparty.services.decision_drafts import ObjectionDraft, PublicityDraft
from gzparty.services.publicity_reading import publicity_views
from tests.builders import Office
from tests.selections import MONDAY, NAMES, OVER, Poll, fields, on_day, said, walk_back_and_forth

FIRST, SECOND, THIRD, FOURTH = NAMES
AFTER = date(2026, 6, 23)


@pytest.fixture
def poll(office: Office) -> Poll:
    """Decided in the order of the votes; the holidays of 2026 are known."""
    office.services.calendars.ensure(2026)
    poll = Poll(office, quota=2, choices=2)
    poll.vote((20, 15, 3, 2))
    poll.decide(FIRST, SECOND)
    return poll


def objection(poll: Poll, publicity: Publicity, name: str = "", day: date = date(2026, 6, 17)) -> int:
    draft = ObjectionDraft(day, TipChannel.VISIT, "帮扶户数不对", poll.ids[name] if name else None)
    return poll.office.services.decisions.object(publicity.id, draft).value.id


def handled(poll: Poll, objection_id: int, outcome: Outcome, day: date = date(2026, 6, 23)) -> None:
    poll.office.services.decisions.handle(objection_id, day, "入户核对过", outcome)


def test_five_workdays_over_the_dragon_boat_holiday_end_on_monday(poll: Poll) -> None:
    done = poll.office.services.decisions.publish(poll.id, PublicityDraft(MONDAY))
    assert done.name == "公示2026年6月“集体增收”评选"
    assert (done.value.ends_on, done.value.workdays, done.value.round) == (OVER, 5, 1)


def test_the_settings_say_how_long_where_and_who_takes_objections(poll: Poll) -> None:
    poll.office.services.offices.change_settings(
        {
            "publicity_workdays": 3,
            "publicity_place": "镇政府公开栏",
            "publicity_contact": "镇纪委",
            "publicity_phone": "0536-0000000",
            "publicity_address": "镇政府二楼",
        }
    )
    told = poll.publish(contact="镇党建办", address="")
    assert (told.ends_on, told.workdays, told.place) == (date(2026, 6, 17), 3, "镇政府公开栏")
    assert (told.contact, told.phone, told.address) == ("镇党建办", "0536-0000000", "")


def test_it_is_seen_before_it_is_stored(poll: Poll) -> None:
    proposed = poll.office.services.decisions.proposed(poll.id, PublicityDraft(MONDAY, workdays=4))
    assert (proposed.publicity.ends_on, proposed.shifted) == (date(2026, 6, 18), ())
    assert [sentence(one) for one in proposed.findings] == ["公示 4 个工作日，比设置的 5 个少"]
    assert poll.office.store.selections.publicities([poll.id]) == []


@pytest.mark.parametrize(
    ("draft", "field", "text"),
    [
        (
            PublicityDraft(date(2026, 6, 20)),
            "starts_on",
            "6月20日是休息日，公示从工作日开始。下一个工作日是 6月22日。",
        ),
        (
            PublicityDraft(MONDAY, date(2026, 6, 21)),
            "ends_on",
            "6月21日是休息日，公示要到工作日期满。最近的工作日是 6月22日。",
        ),
        (
            PublicityDraft(MONDAY, date(2026, 6, 19)),
            "ends_on",
            "6月19日是休息日，公示要到工作日期满。最近的工作日是 6月18日。",
        ),
        (
            PublicityDraft(MONDAY, date(2026, 6, 12)),
            "ends_on",
            "公示期满的 6月12日早于开始的 6月15日。改其中一个日期。",
        ),
        (
            PublicityDraft(date(2026, 6, 11)),
            "starts_on",
            "公示开始的 6月11日早于党委研究的 6月12日。改其中一个日期。",
        ),
        (
            PublicityDraft(date(2027, 6, 15)),
            "starts_on",
            "公示开始的 2027-06-15 离党委研究的 2026-06-12 太远。核对日期。",
        ),
        (PublicityDraft(MONDAY, date(2036, 6, 16)), "ends_on", "公示 "),
        (PublicityDraft(MONDAY, workdays=0), "workdays", "公示 0 个工作日不对，写 1 到 60。"),
        (PublicityDraft(MONDAY, workdays=10**7), "workdays", "公示 10000000 个工作日不对，写 1 到 60。"),
    ],
)
def test_days_it_cannot_have_are_refused_beside_their_field(
    poll: Poll, draft: PublicityDraft, field: str, text: str
) -> None:
    call = partial(poll.office.services.decisions.publish, poll.id, draft)
    assert said(call).startswith(text)
    assert fields(call) == [(field, None)]


def test_a_make_up_workday_is_one_to_start_on(office: Office) -> None:
    office.services.calendars.ensure(2026)
    poll = Poll(office, nominations_closed_on=date(2026, 5, 1))
    poll.vote(held_on=date(2026, 5, 6))
    poll.decide(FIRST, on=date(2026, 5, 8))
    # Saturday 9 May 2026 is worked for Labour Day.
    assert poll.publish(date(2026, 5, 9)).ends_on == date(2026, 5, 14)


def test_nothing_is_published_before_the_committee_decided(office: Office) -> None:
    poll = Poll(office)
    poll.vote()
    assert said(poll.publish) == ("2026年6月“集体增收”评选还没有党委研究结果，不能公示。先记党委研究结果。")


def test_one_at_a_time(poll: Poll) -> None:
    poll.publish()
    assert said(poll.publish) == ("2026年6月“集体增收”评选已经在公示（6月15日至 6月22日），在那条公示里改。")


def test_no_result_on_any_day_of_the_strip(poll: Poll) -> None:
    office, publicity = poll.office, poll.publish()
    finish = office.services.decisions.finish
    (view,) = publicity_views(office.store, [poll.id], office.clock().date())[poll.id]
    assert len(view.strip) == 8
    for day in view.strip:
        on_day(office, day.day)
        for result_on in (day.day, AFTER):
            call = partial(finish, publicity.id, result_on)
            assert said(call) == "公示到 6月22日期满，6月23日起才能记结果。"
    on_day(office, AFTER)
    assert said(lambda: finish(publicity.id, OVER)) == "公示到 6月22日期满，6月23日起才能记结果。"
    assert said(lambda: finish(publicity.id, date(2026, 6, 24))) == (
        "6月24日还没到，结果写到今天为止的日期。"
    )
    assert finish(publicity.id, AFTER).value.result is PublicityResult.CONFIRMED


def test_no_result_while_an_objection_is_not_looked_into(poll: Poll) -> None:
    office, publicity = poll.office, poll.publish()
    number = objection(poll, publicity, FIRST)
    on_day(office, AFTER)
    finish = partial(office.services.decisions.finish, publicity.id)
    assert said(partial(finish, AFTER)) == "还有 1 条异议没有核实。核实完再记公示结果。"
    on_day(office, date(2026, 6, 25))
    handled(poll, number, Outcome.UNFOUNDED, date(2026, 6, 25))
    assert said(partial(finish, AFTER)) == "异议到 6月25日才核实完，公示结果不能早于这天。改结果日期。"
    assert finish(date(2026, 6, 25)).value.result is PublicityResult.CONFIRMED


def test_whom_an_upheld_objection_is_about_is_struck_off_with_a_reason(poll: Poll) -> None:
    office, publicity = poll.office, poll.publish()
    on_day(office, AFTER)
    handled(poll, objection(poll, publicity, FIRST), Outcome.UPHELD)
    finish = office.services.decisions.finish
    call = partial(finish, publicity.id, AFTER)
    assert said(call) == "针对 徐示例 的异议属实，公示结果里要取消 徐示例，写上理由。"
    assert fields(call) == [("struck", poll.ids[FIRST])]
    blank = {poll.ids[FIRST]: " "}
    assert said(lambda: finish(publicity.id, AFTER, blank)) == "写上取消 徐示例 的理由。"
    done = finish(publicity.id, AFTER, {poll.ids[FIRST]: "户数多报"})
    assert done.value.result is PublicityResult.CONFIRMED
    struck = poll.nomination(FIRST)
    assert (struck.struck_on, struck.struck_reason, struck.is_chosen) == (AFTER, "户数多报", False)
    assert poll.nomination(SECOND).is_chosen


def test_nobody_left_is_rejected(poll: Poll) -> None:
    office, publicity = poll.office, poll.publish()
    on_day(office, AFTER)
    off = {poll.ids[FIRST]: "户数多报", poll.ids[SECOND]: "本人谢绝"}
    done = office.services.decisions.finish(publicity.id, AFTER, off, "都取消")
    assert (done.value.result, done.value.result_on, done.value.note) == (
        PublicityResult.REJECTED,
        AFTER,
        "都取消",
    )


def test_only_who_is_published_is_struck_off(poll: Poll) -> None:
    office, publicity = poll.office, poll.publish()
    on_day(office, AFTER)
    text = said(lambda: office.services.decisions.finish(publicity.id, AFTER, {poll.ids[THIRD]: "多报"}))
    assert text == "要取消的不在这次公示里。从公示的名单里选。"


def test_an_upheld_objection_to_the_procedure_says_what_was_put_right(poll: Poll) -> None:
    office, publicity = poll.office, poll.publish()
    on_day(office, AFTER)
    handled(poll, objection(poll, publicity), Outcome.UPHELD)
    finish = office.services.decisions.finish
    assert said(lambda: finish(publicity.id, AFTER)) == "对程序的异议属实。在备注里写上怎么纠正的。"
    done = finish(publicity.id, AFTER, {}, "公示栏已经补贴")
    assert done.value.result is PublicityResult.CONFIRMED


def test_a_result_is_taken_back_with_whom_it_struck_off(poll: Poll) -> None:
    office, publicity = poll.office, poll.publish()
    decisions = office.services.decisions
    withdraw = partial(decisions.withdraw_result, publicity.id)
    name = "2026年6月“集体增收”评选"
    assert said(withdraw) == f"{name}的公示还没有结果，没有什么可以取消。"
    on_day(office, AFTER)
    decisions.finish(publicity.id, AFTER, {poll.ids[FIRST]: "户数多报"})
    decisions.announce(poll.id, AFTER)
    assert said(withdraw) == "通报 6月23日已经印发，公示结果不能再动。先取消通报。"
    decisions.withdraw_announcement(poll.id)
    assert withdraw().value.result is PublicityResult.OPEN
    assert poll.nomination(FIRST).is_chosen
    assert poll.nomination(FIRST).struck_reason == ""


def test_a_rejection_the_committee_decided_after_stays(poll: Poll) -> None:
    office, publicity = poll.office, poll.publish()
    on_day(office, AFTER)
    off = {poll.ids[FIRST]: "户数多报", poll.ids[SECOND]: "本人谢绝"}
    office.services.decisions.finish(publicity.id, AFTER, off)
    poll.decide(THIRD, FOURTH, on=AFTER)
    assert said(lambda: office.services.decisions.withdraw_result(publicity.id)) == (
        "党委已经重新研究过2026年6月“集体增收”评选。先取消重新研究的结果，再动公示结果。"
    )
    office.services.decisions.withdraw_decision(poll.id)
    assert poll.nomination(FIRST).struck_on == AFTER
    assert office.services.decisions.withdraw_result(publicity.id).value.result is PublicityResult.OPEN


def test_a_running_one_is_changed_and_one_with_a_result_is_not(poll: Poll) -> None:
    office, publicity = poll.office, poll.publish()
    decisions = office.services.decisions
    longer = decisions.change_publicity(publicity.id, PublicityDraft(MONDAY, workdays=7, phone="12345"))
    assert (longer.value.ends_on, longer.value.workdays, longer.value.phone) == (
        date(2026, 6, 24),
        7,
        "12345",
    )
    on_day(office, date(2026, 6, 25))
    decisions.finish(publicity.id, date(2026, 6, 25))
    text = "公示结果 6月25日已经记过。要改先取消公示结果。"
    assert said(lambda: decisions.change_publicity(publicity.id, PublicityDraft(MONDAY))) == text
    assert said(lambda: decisions.delete_publicity(publicity.id)) == text


def test_no_result_comes_early_by_moving_the_end(poll: Poll) -> None:
    office, publicity = poll.office, poll.publish()
    change = office.services.decisions.change_publicity
    earlier = PublicityDraft(MONDAY, date(2026, 6, 16))
    assert said(lambda: change(publicity.id, earlier)) == (
        "6月16日已经过去，正在公示的不能改成那天期满。写今天或以后的工作日。"
    )
    assert change(publicity.id, PublicityDraft(MONDAY, date(2026, 6, 17))).value.workdays == 3
    on_day(office, date(2026, 6, 18))
    assert said(lambda: change(publicity.id, PublicityDraft(MONDAY))) == (
        "公示 6月17日已经期满，起止日期不能再改。登记错了就删掉这次公示，重新登记。"
    )
    words = PublicityDraft(MONDAY, date(2026, 6, 17), place="公开栏")
    assert change(publicity.id, words).value.place == "公开栏"


def test_one_with_objections_is_not_deleted_nor_begun_after_them(poll: Poll) -> None:
    office, publicity = poll.office, poll.publish()
    decisions = office.services.decisions
    number = objection(poll, publicity, FIRST, date(2026, 6, 15))
    assert said(lambda: decisions.change_publicity(publicity.id, PublicityDraft(date(2026, 6, 16)))) == (
        "6月15日已经收到异议，公示不能从 6月16日才开始。改开始日期。"
    )
    assert said(lambda: decisions.delete_publicity(publicity.id)) == (
        "这次公示登记了 1 条异议，不能删掉。误登的异议先逐条删掉。"
    )
    decisions.delete_objection(number)
    decisions.delete_publicity(publicity.id)
    assert office.store.selections.publicities([poll.id]) == []


def test_a_view_says_what_is_legal_and_worth_a_word(office: Office) -> None:
    office.services.calendars.ensure(2026)
    on_day(office, date(2026, 12, 31))
    poll = Poll(office)
    poll.vote(held_on=date(2026, 12, 25))
    poll.decide(FIRST, on=date(2026, 12, 28))
    publicity = poll.publish(date(2026, 12, 29), workdays=4)
    on_day(office, date(2027, 1, 8))
    objection(poll, publicity, FIRST, date(2027, 1, 6))
    (view,) = publicity_views(office.store, [poll.id], date(2027, 1, 8))[poll.id]
    assert [one.code for one in view.findings] == [
        "publicity_shorter",
        "calendar_year_unofficial",
        "objection_late",
    ]
    assert sentence(view.findings[-1]) == "1月6日收到的异议在公示期满以后"
    assert view.findings[1].parameters["year"] == 2027


def test_a_view_follows_the_days_and_the_objections(poll: Poll) -> None:
    office, publicity = poll.office, poll.publish()
    number = objection(poll, publicity, FIRST)
    (view,) = publicity_views(office.store, [poll.id], date(2026, 6, 17))[poll.id]
    assert (view.days_left, view.day_number, view.result_from, view.shifted) == (3, 3, AFTER, ("端午节",))
    assert [one.id for one in view.open_objections] == [number]
    assert view.findings == ()
    assert publicity_views(office.store, [poll.id + 1], date(2026, 6, 17)) == {}


def test_the_end_follows_a_day_off_marked_by_hand(poll: Poll) -> None:
    from gzparty.domain.calendar import DayKind

    poll.office.services.calendars.mark_day(date(2026, 6, 22), DayKind.OFF, "临时放假")
    assert poll.publish().ends_on == date(2026, 6, 23)


def test_days_off_marked_while_it_runs_are_said_with_the_day_it_should_end(poll: Poll) -> None:
    services = poll.office.services
    publicity = poll.publish()
    assert services.selection_views.get(poll.id).publicities[0].findings == ()
    services.calendars.mark_day(OVER, DayKind.OFF, "临时放假")
    (told,) = services.selection_views.get(poll.id).publicities[0].findings
    assert sentence(told) == (
        "放假安排改过，到期满现在只有 4 个工作日，原来定的是 5 个。把期满改到 6月23日。"
    )
    services.decisions.change_publicity(publicity.id, PublicityDraft(MONDAY, date(2026, 6, 23)))
    assert services.selection_views.get(poll.id).publicities[0].findings == ()


def test_undo_and_redo_bring_every_step_back(poll: Poll) -> None:
    office = poll.office
    decisions = office.services.decisions
    on_day(office, AFTER)
    publicity = poll.publish(MONDAY, ends_on=AFTER)
    states = [office.dump()]
    later: dict[str, Any] = {"workdays": 8}
    steps: list[Callable[[], object]] = [
        lambda: decisions.change_publicity(publicity.id, PublicityDraft(MONDAY, **later)),
        lambda: objection(poll, publicity, FIRST),
        lambda: handled(poll, 1, Outcome.UPHELD),
        lambda: on_day(office, date(2026, 6, 26)),
        lambda: decisions.finish(publicity.id, date(2026, 6, 26), {poll.ids[FIRST]: "户数多报"}),
        lambda: decisions.withdraw_result(publicity.id),
        lambda: decisions.reopen_objection(1),
        lambda: decisions.delete_objection(1),
        lambda: decisions.delete_publicity(publicity.id),
    ]
    for step in steps:
        step()
        if office.dump() != states[-1]:
            states.append(office.dump())
    assert len(states) == len(steps)
    walk_back_and_forth(office, states)


def test_the_day_after_the_end_is_the_first_whatever_the_weekday(poll: Poll) -> None:
    office = poll.office
    publicity = poll.publish(date(2026, 6, 15), ends_on=date(2026, 6, 18))
    first = publicity.ends_on + timedelta(days=1)
    on_day(office, first)
    assert office.services.decisions.finish(publicity.id, first).value.result_on == date(2026, 6, 19)
