"""Ties: a second round about the equals and their seats only, or who was chosen longest ago."""

from __future__ import annotations

from dataclasses import replace

from gzparty.domain.selection import Decision, TieRule
from gzparty.services.selection_drafts import NominationDraft
from tests.builders import NOW, Office
from tests.selections import (
    CLOSED,
    NAMES,
    VOTED,
    Poll,
    a_category,
    a_nomination,
    a_selection,
    recording,
    said,
)

FIRST, SECOND, THIRD, FOURTH = NAMES


def test_a_second_round_is_about_the_equals_and_their_seats_only(office: Office) -> None:
    poll = Poll(office, quota=2, choices=2)
    poll.vote((20, 9, 9, 5))
    ballots = office.services.ballots
    round_two = ballots.poll(poll.id, 2)
    assert [one.name for one in round_two.voted_on] == [SECOND, THIRD]
    assert said(recording(poll, poll.draft((8, 7, 4), names=(SECOND, THIRD, FOURTH)))) == (
        "冯示例 第一轮没有并列，不进第二轮。删掉这一行。"
    )
    assert "25 张有效票每张最多选 1 个" in said(recording(poll, poll.draft((20, 7), names=(SECOND, THIRD))))
    early = poll.draft((10, 7), names=(SECOND, THIRD), held_on=CLOSED)
    assert "第二轮的日期 6月10日早于第一轮的 6月11日。" in said(recording(poll, early))
    second = ballots.record(poll.id, poll.draft((10, 15), names=(SECOND, THIRD))).value
    ballots.lock(second.id, VOTED)
    counted = ballots.tally(poll.id)
    assert second.round == 2
    assert counted is not None
    front = [one.nomination_id for one in counted.categories[0].standings if one.in_front]
    assert front == [poll.ids[FIRST], poll.ids[THIRD]]


def test_there_is_no_second_round_before_the_first_is_locked_or_without_a_tie(office: Office) -> None:
    poll = Poll(office)
    ballots = office.services.ballots
    first = ballots.record(poll.id, poll.draft((9, 9, 3, 2))).value
    again = recording(poll, poll.draft((9, 9), names=NAMES[:2]))
    assert said(again) == "2026年6月“集体增收”评选第 1 轮的票数还没锁定，在那一轮里改。"
    ballots.change(first.id, poll.draft((10, 9, 3, 2)))
    ballots.lock(first.id, VOTED)
    assert "没有要再投一轮的并列" in said(again)


def test_a_tie_left_to_the_committee_has_no_second_round(office: Office) -> None:
    poll = Poll(office, tie_rule=TieRule.COMMITTEE)
    poll.vote((9, 9, 3, 2))
    assert "没有要再投一轮的并列" in said(recording(poll, poll.draft((9, 9), names=NAMES[:2])))


def test_there_is_no_third_round(office: Office) -> None:
    poll = Poll(office)
    poll.vote((9, 9, 3, 2))
    ballots = poll.office.services.ballots
    second = ballots.record(poll.id, poll.draft((9, 9), names=NAMES[:2])).value
    ballots.lock(second.id, VOTED)
    assert "没有要再投一轮的并列" in said(recording(poll, poll.draft((9, 8), names=NAMES[:2])))


def test_the_first_round_stays_while_there_is_a_second(office: Office) -> None:
    poll = Poll(office)
    first = poll.vote((9, 9, 3, 2))
    ballots = poll.office.services.ballots
    second = ballots.record(poll.id, poll.draft((9, 3), names=NAMES[:2])).value
    text = "第二轮是按第一轮的并列投的。先删掉第二轮，再动第一轮。"
    assert said(lambda: ballots.unlock(first.id, "重数")) == text
    ballots.delete(second.id)
    assert ballots.unlock(first.id, "重数").value.locked_on is None


def test_who_was_chosen_longest_ago_is_read_from_earlier_selections(office: Office) -> None:
    poll = Poll(office, NAMES[:3], tie_rule=TieRule.LONGEST_AGO)
    people = dict(zip(NAMES[:3], office.secretaries.values(), strict=False))
    for name, person in people.items():
        poll.alter(name, person_id=person)
    for month, name in (("2026-02", FIRST), ("2025-11", SECOND), ("2026-09", SECOND), ("2026-05", FIRST)):
        chosen = month != "2026-05"
        _earlier(office, month, people[name], chosen=chosen)
    poll.vote((8, 8, 3))
    counted = office.services.ballots.tally(poll.id)
    assert counted is not None
    assert [one.nomination_id for one in counted.categories[0].standings if one.in_front] == [
        poll.ids[SECOND]
    ]


def test_a_name_the_roster_does_not_know_was_chosen_under_its_own_name_only(office: Office) -> None:
    village = office.villages["东村"]
    draft = NominationDraft(name=FIRST, unit_id=village)
    office.services.selections.record_past("2026-02", "春耕一线", [draft])
    poll = Poll(office, NAMES[:3], tie_rule=TieRule.LONGEST_AGO)
    for name in NAMES[:2]:
        poll.alter(name, unit_id=village, unit_name="东村")
    poll.vote((8, 8, 3))
    counted = office.services.ballots.tally(poll.id)
    assert counted is not None
    front = [one.nomination_id for one in counted.categories[0].standings if one.in_front]
    assert front == [poll.ids[SECOND]]


def _earlier(office: Office, month: str, person: int, *, chosen: bool) -> None:
    store = office.store.selections
    decision = Decision.CHOSEN if chosen else Decision.NOT_CHOSEN
    with office.store.action("以前的评选", "selection.add", NOW, "test"):
        selection = store.insert(a_selection(number=month, period=month))
        category = store.insert_category(a_category(0, selection_id=selection))
        nomination = a_nomination(1, category, id=0, selection_id=selection)
        store.insert_nomination(replace(nomination, person_id=person, decision=decision))
