"""Votes of a meeting as they are stored, changed, deleted and taken back; what is refused and what never is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting import Candidate, Depth, Excluded, MeetingKind, VoteKind
from gzparty.domain.people import PartyClass
from gzparty.domain.sitting import Mark, Status
from gzparty.labels import refusal_text
from gzparty.labels.votes import result_text
from gzparty.services.meeting_views import MeetingDraft
from gzparty.services.people import PersonDraft
from gzparty.services.votes import VoteDraft
from tests.builders import Office

DAY = date(2026, 6, 15)
DRAFT = VoteDraft(VoteKind.DEVELOPMENT, "接收张示例为预备党员", 16, 14, in_favour=8, against=6, secret=True)


@pytest.fixture
def meeting(office: Office) -> int:
    return register(office)


def register(office: Office, village: str = "东村", **facts: object) -> int:
    draft = MeetingDraft(MeetingKind.BRANCH_MEETING, office.villages[village], day=DAY, **facts)  # type: ignore[arg-type]
    return office.services.meetings.register([draft]).value[0].id


def refused(caught: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal_text(caught.value)


def test_a_failed_vote_is_stored_like_any_other(office: Office, meeting: int) -> None:
    done = office.services.votes.add(meeting, DRAFT)
    assert done.name == "登记 东村 党员大会的表决"
    assert result_text(done.value) == "应到 16，赞成 8，需要 9 票，未通过"
    assert office.services.votes.of(meeting) == (done.value,)
    assert office.services.votes.of(register(office, "西村")) == ()


def test_votes_stand_in_the_order_they_were_put(office: Office, meeting: int) -> None:
    for matter in ("一", "二", "三"):
        office.services.votes.add(meeting, replace(DRAFT, matter=matter))
    first = office.services.votes.of(meeting)[0]
    office.services.votes.delete(first.id)
    office.services.votes.add(meeting, replace(DRAFT, matter="四"))
    assert [vote.matter for vote in office.services.votes.of(meeting)] == ["二", "三", "四"]


def test_a_change_and_a_deletion_are_taken_back_whole(office: Office, meeting: int) -> None:
    left_out = (Excluded("李示例", "infirm", "2026-06-01"),)
    vote = office.services.votes.add(meeting, replace(DRAFT, excluded=left_out)).value
    before = office.dump()
    changed = office.services.votes.change(vote.id, replace(DRAFT, in_favour=9, against=5))
    assert changed.value.excluded == ()
    assert result_text(office.services.votes.of(meeting)[0]).endswith("通过")
    office.services.votes.delete(vote.id)
    office.services.offices.undo()
    office.services.offices.undo()
    assert office.dump() == before
    assert office.services.votes.of(meeting) == (vote,)


def test_figures_that_cannot_be_true_are_refused_and_nothing_is_written(office: Office, meeting: int) -> None:
    before = office.dump()
    with pytest.raises(Refusal) as caught:
        office.services.votes.add(meeting, replace(DRAFT, in_favour=15))
    assert refused(caught) == "赞成 15、反对 6、弃权 0 合计 21 票，实到只有 14 人，请核对票数。"
    with pytest.raises(Refusal) as caught:
        office.services.votes.add(meeting, replace(DRAFT, matter=" "))
    assert refused(caught) == "请写明表决的是什么事项。"
    assert office.dump() == before


def test_an_election_keeps_its_candidates_and_a_vote_none(office: Office, meeting: int) -> None:
    names = (Candidate("王示例", 9), Candidate("赵示例", 4))
    draft = replace(DRAFT, kind=VoteKind.ELECTION, matter="选举支委", seats=1, candidates=names)
    vote = office.services.votes.add(meeting, replace(draft, in_favour=0, against=0, secret=True)).value
    assert (vote.candidates, vote.in_favour) == (names, 0)
    turned = office.services.votes.change(vote.id, replace(draft, kind=VoteKind.GENERAL)).value
    assert (turned.candidates, turned.seats, turned.in_favour) == ((), 0, 8)


def test_what_is_gone_is_said(office: Office, meeting: int) -> None:
    vote = office.services.votes.add(meeting, DRAFT).value
    office.services.votes.delete(vote.id)
    for call in (
        lambda: office.services.votes.delete(vote.id),
        lambda: office.services.votes.change(vote.id, DRAFT),
    ):
        with pytest.raises(Refusal) as caught:
            call()
        assert refused(caught) == "这项表决已经删掉了。要找回来用撤销。"
    with pytest.raises(Refusal):
        office.services.votes.add(9999, DRAFT)


def test_a_locked_month_takes_no_votes(office: Office, meeting: int) -> None:
    vote = office.services.votes.add(meeting, DRAFT).value
    office.services.meetings.lock_month("2026-06", "季度检查")
    before = office.dump()
    for call in (
        lambda: office.services.votes.add(meeting, DRAFT),
        lambda: office.services.votes.change(vote.id, DRAFT),
        lambda: office.services.votes.delete(vote.id),
    ):
        with pytest.raises(Refusal) as caught:
            call()
        assert refused(caught).startswith("2026年6月已经锁定")
    assert office.dump() == before


def test_a_roll_by_names_offers_who_votes_and_without_one_nothing_is_offered(office: Office) -> None:
    branch = office.villages["东村"]
    probationer = office.services.people.add_person(PersonDraft("新示例")).value
    office.services.people.admit(probationer.id, branch, PartyClass.PROBATIONARY, date(2026, 1, 1))
    by_names = register(office, depth=Depth.NAMES, starts=time(19))
    assert office.services.votes.electorate(by_names) is None
    sitting = office.store.meetings.get(by_names).sitting_id
    rows = office.services.sessions.roll(sitting).rows
    for row in rows:
        office.services.rolls.mark(sitting, [row.attendance.position], Mark(Status.PRESENT))
    assert len(rows) == 2
    assert office.services.votes.electorate(by_names) == (1, 1, ())
    assert office.services.votes.electorate(register(office, "西村")) is None
