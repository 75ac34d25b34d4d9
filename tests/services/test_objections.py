"""Objections during a 公示: taken down, looked into, taken back; who made one is shown by a logged act alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from gzparty.domain.selection import Objection, Outcome, Publicity
from gzparty.domain.tip import Reporter, TipChannel
from gzparty.services.decision_drafts import ObjectionDraft
from tests.builders import NOW, Office
from tests.selections import NAMES, Poll, fields, on_day, said, walk_back_and_forth

FIRST = NAMES[0]
OBJECTOR = Reporter("孙示例", "13900017777", "东村 7 号")
DAY = date(2026, 6, 16)


@pytest.fixture
def poll(office: Office) -> Poll:
    """One is published since Monday; it is Wednesday."""
    office.services.calendars.ensure(2026)
    return Poll(office)


@pytest.fixture
def publicity(poll: Poll) -> Publicity:
    """The running 公示."""
    return poll.published()


def draft(poll: Poll, day: date = DAY, content: str = "帮扶户数不对", name: str = FIRST) -> ObjectionDraft:
    return ObjectionDraft(day, TipChannel.BOX, content, poll.ids[name])


def test_it_is_taken_down_as_it_came_in(poll: Poll, publicity: Publicity) -> None:
    done = poll.office.services.decisions.object(publicity.id, draft(poll, content=" 帮扶户数不对 "))
    assert done.name == "登记2026年6月“集体增收”评选公示的异议"
    stored = poll.office.store.selections.objection(done.value.id)
    assert stored == done.value
    assert (stored.channel, stored.content, stored.outcome) == ("box", "帮扶户数不对", Outcome.OPEN)
    assert (stored.has_objector, stored.nomination_id) == (False, poll.ids[FIRST])


@pytest.mark.parametrize(
    ("day", "content", "text"),
    [
        (date(2026, 6, 12), "多报", "收到异议的 6月12日早于公示开始的 6月15日。改收到日期。"),
        (date(2026, 6, 18), "多报", "6月18日还没到，收到日期写到今天为止。"),
        (DAY, "  ", "异议的内容空着，写上反映了什么。"),
    ],
)
def test_what_cannot_be_is_refused(
    poll: Poll, publicity: Publicity, day: date, content: str, text: str
) -> None:
    call = partial(poll.office.services.decisions.object, publicity.id, draft(poll, day, content))
    assert said(call) == text


def test_it_is_against_somebody_published_or_against_the_procedure(poll: Poll, publicity: Publicity) -> None:
    decisions = poll.office.services.decisions
    call = partial(decisions.object, publicity.id, draft(poll, name=NAMES[1]))
    assert (said(call), fields(call)) == (
        "异议针对的不在这次公示里。从公示的名单里选，对程序的意见不选人。",
        [("nomination_id", None)],
    )
    against_all = ObjectionDraft(DAY, TipChannel.CALL, "公示栏没有贴")
    assert decisions.object(publicity.id, against_all).value.nomination_id is None


def test_a_late_one_counts_until_there_is_a_result(poll: Poll, publicity: Publicity) -> None:
    office, late = poll.office, date(2026, 6, 23)
    on_day(office, late)
    decisions = office.services.decisions
    stored = decisions.object(publicity.id, draft(poll, late)).value
    decisions.handle(stored.id, late, "入户核对，属实的 12 户", Outcome.UNFOUNDED)
    decisions.finish(publicity.id, late)
    closed = "公示结果 6月23日已经记过。要改先取消公示结果。"
    for call in (
        partial(decisions.object, publicity.id, draft(poll, late)),
        partial(decisions.change_objection, stored.id, draft(poll)),
        partial(decisions.handle, stored.id, late, "再核", Outcome.UPHELD),
        partial(decisions.delete_objection, stored.id),
    ):
        assert said(call) == closed


def test_how_it_was_looked_into_says_what_was_found(poll: Poll, publicity: Publicity) -> None:
    decisions = poll.office.services.decisions
    stored = decisions.object(publicity.id, draft(poll)).value
    call = partial(decisions.handle, stored.id, date(2026, 6, 15), " ", Outcome.OPEN)
    assert said(call).splitlines() == [
        "核实日期 6月15日早于收到异议的 6月16日。改其中一个日期。",
        "怎么核实的还空着，写上核实情况。",
        "选上核实结果：属实或不属实。",
    ]
    ahead = partial(decisions.handle, stored.id, date(2026, 6, 18), "核过", Outcome.UPHELD)
    assert said(ahead) == "6月18日还没到，核实完再记。"
    done = decisions.handle(stored.id, date(2026, 6, 17), "入户核对", Outcome.UPHELD).value
    assert (done.handling, done.outcome, done.handled_on) == (
        "入户核对",
        Outcome.UPHELD,
        date(2026, 6, 17),
    )
    again = decisions.reopen_objection(stored.id).value
    assert (again.handling, again.outcome, again.handled_on) == ("", Outcome.OPEN, None)


def test_what_it_says_is_changed_without_touching_how_it_was_handled(
    poll: Poll, publicity: Publicity
) -> None:
    decisions = poll.office.services.decisions
    stored = decisions.object(publicity.id, draft(poll), OBJECTOR).value
    decisions.handle(stored.id, DAY, "入户核对", Outcome.UNFOUNDED)
    later = draft(poll, date(2026, 6, 17))
    assert said(partial(decisions.change_objection, stored.id, later)).startswith("核实日期 6月16日早于")
    changed = decisions.change_objection(stored.id, draft(poll, content="户数多报 3 户")).value
    assert (changed.content, changed.handling, changed.has_objector) == ("户数多报 3 户", "入户核对", True)


def test_who_made_it_is_shown_by_an_act_that_is_logged(poll: Poll, publicity: Publicity) -> None:
    decisions = poll.office.services.decisions
    stored = decisions.object(publicity.id, draft(poll), OBJECTOR).value
    assert (stored.has_objector, decisions.reveals(stored.id)) == (True, ())
    assert decisions.reveal(stored.id, "desk") == OBJECTOR
    assert decisions.reveal(stored.id) == OBJECTOR
    assert [source for _at, source in decisions.reveals(stored.id)] == ["window", "desk"]


def test_nobody_is_shown_where_nobody_was_named(poll: Poll, publicity: Publicity) -> None:
    decisions = poll.office.services.decisions
    stored = decisions.object(publicity.id, draft(poll)).value
    assert said(partial(decisions.reveal, stored.id)) == "这条异议没有登记提意见人。"
    assert decisions.reveals(stored.id) == ()


def test_a_changed_objector_is_undone_to_the_one_before(poll: Poll, publicity: Publicity) -> None:
    decisions = poll.office.services.decisions
    stored = decisions.object(publicity.id, draft(poll), Reporter("李示例")).value
    decisions.set_objector(stored.id, OBJECTOR)
    assert decisions.reveal(stored.id).name == "孙示例"
    poll.office.services.offices.undo()
    assert decisions.reveal(stored.id).name == "李示例"


def test_an_objector_erased_is_gone_for_good(poll: Poll, publicity: Publicity) -> None:
    office = poll.office
    decisions = office.services.decisions
    stored = decisions.object(publicity.id, draft(poll), OBJECTOR).value
    erased = decisions.set_objector(stored.id, None).value
    assert erased.has_objector is False
    assert office.store.connection.execute("SELECT count(*) FROM tip_reporter").fetchone() == (0,)
    assert office.services.offices.next_undo()[0] is None
    assert said(partial(decisions.reveal, stored.id)) == "这条异议没有登记提意见人。"
    before = office.dump()
    assert decisions.set_objector(stored.id, None).action == 0
    assert office.dump() == before


def test_a_deleted_one_comes_back_with_who_made_it(poll: Poll, publicity: Publicity) -> None:
    decisions = poll.office.services.decisions
    stored = decisions.object(publicity.id, draft(poll), OBJECTOR).value
    decisions.delete_objection(stored.id)
    assert poll.office.store.selections.objections([publicity.id]) == []
    poll.office.services.offices.undo()
    assert decisions.reveal(stored.id) == OBJECTOR


def test_undo_and_redo_bring_every_step_back(poll: Poll, publicity: Publicity) -> None:
    office = poll.office
    decisions = office.services.decisions
    states = [office.dump()]
    steps: list[Callable[[], object]] = [
        partial(decisions.object, publicity.id, draft(poll), Reporter("李示例")),
        partial(decisions.change_objection, 1, draft(poll, content="户数多报 3 户")),
        partial(decisions.set_objector, 1, OBJECTOR),
        partial(decisions.handle, 1, DAY, "入户核对", Outcome.UPHELD),
        partial(decisions.reopen_objection, 1),
        partial(decisions.delete_objection, 1),
    ]
    for step in steps:
        step()
        states.append(office.dump())
    walk_back_and_forth(office, states)


def test_an_objection_of_another_record_never_opens_this_ones_seal(poll: Poll, publicity: Publicity) -> None:
    office = poll.office
    decisions = office.services.decisions
    one: Objection = decisions.object(publicity.id, draft(poll), OBJECTOR).value
    other: Objection = decisions.object(publicity.id, draft(poll), Reporter("李示例")).value
    connection = office.store.connection
    stolen = connection.execute(
        "SELECT sealed FROM tip_reporter WHERE tip_uid GLOB ?", (f"{other.uid}/*",)
    ).fetchone()
    with office.store.action("换密文", "test", NOW, "test"):
        office.store.tips.seal(one.uid, one.objector_changes, stolen[0])
    assert said(partial(decisions.reveal, one.id)).startswith("提意见人的密文坏了")
