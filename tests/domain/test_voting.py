"""Votes: quorum and majority of every kind, elections, written opinions, and what cannot be true."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain import voting
from gzparty.domain.meeting import Candidate, Excluded, Vote, VoteKind
from gzparty.domain.people import PartyClass
from gzparty.domain.sitting import Attendance, Status
from gzparty.domain.voting import Exclusion, Outcome
from gzparty.labels import sentence
from gzparty.labels.votes import called_text, result_text

GENERAL, DEVELOPMENT, COMMITTEE, ELECTION = VoteKind


def a_vote(kind: VoteKind = GENERAL, eligible: int = 16, present: int = 16, **changes: object) -> Vote:
    fields: dict[str, object] = {
        "id": 1,
        "uid": "v1",
        "meeting_id": 1,
        "position": 1,
        "kind": kind,
        "matter": "接收预备党员",
        "eligible": eligible,
        "present": present,
        "secret": kind in (DEVELOPMENT, ELECTION),
    }
    return Vote(**{**fields, **changes})  # type: ignore[arg-type]


def an_election(eligible: int, present: int, seats: int, **votes: int) -> Vote:
    candidates = tuple(Candidate(name, count) for name, count in votes.items())
    return a_vote(ELECTION, eligible, present, seats=seats, candidates=candidates)


@pytest.mark.parametrize(
    ("kind", "eligible", "needed"),
    [(GENERAL, 15, 8), (GENERAL, 16, 9), (DEVELOPMENT, 30, 16), (ELECTION, 15, 8), (GENERAL, 1, 1)],
)
def test_passing_takes_more_than_half_of_those_called(kind: VoteKind, eligible: int, needed: int) -> None:
    assert voting.votes_needed(kind, eligible, present=eligible // 2 + 1) == needed


@pytest.mark.parametrize(
    ("kind", "eligible", "quorum"),
    [
        (GENERAL, 16, 8),
        (GENERAL, 15, 8),
        (DEVELOPMENT, 16, 9),
        (DEVELOPMENT, 15, 8),
        (COMMITTEE, 5, 3),
        (COMMITTEE, 4, 2),
        (ELECTION, 15, 12),
        (ELECTION, 16, 13),
        (ELECTION, 10, 8),
    ],
)
def test_each_kind_opens_with_its_own_quorum(kind: VoteKind, eligible: int, quorum: int) -> None:
    assert voting.quorum(kind, eligible) == quorum


@pytest.mark.parametrize(
    ("vote", "outcome"),
    [
        (a_vote(GENERAL, 16, 8, in_favour=8), Outcome.FAILED),
        (a_vote(DEVELOPMENT, 16, 8, in_favour=8), Outcome.NO_QUORUM),
        (a_vote(DEVELOPMENT, 30, 16, in_favour=15), Outcome.FAILED),
        (a_vote(DEVELOPMENT, 30, 16, in_favour=16), Outcome.PASSED),
        (a_vote(GENERAL, 16, 16, in_favour=8, against=8), Outcome.FAILED),
        (a_vote(GENERAL, 16, 9, in_favour=9), Outcome.PASSED),
        (a_vote(GENERAL, 16, 8, in_favour=8, written_for=1), Outcome.PASSED),
        (a_vote(DEVELOPMENT, 16, 8, in_favour=8, written_for=2), Outcome.NO_QUORUM),
        (a_vote(COMMITTEE, 5, 3, in_favour=2), Outcome.PASSED),
        (a_vote(COMMITTEE, 5, 4, in_favour=2), Outcome.FAILED),
        (a_vote(COMMITTEE, 5, 2, in_favour=2), Outcome.NO_QUORUM),
        (a_vote(COMMITTEE, 5, 4, in_favour=2, written_for=1), Outcome.FAILED),
        (a_vote(GENERAL, 0, 0), Outcome.NO_QUORUM),
    ],
)
def test_a_vote_comes_to_what_the_regulation_says(vote: Vote, outcome: Outcome) -> None:
    assert voting.judge(vote).outcome is outcome


def test_an_election_needs_four_fifths_there() -> None:
    assert voting.judge(an_election(15, 11, 1, 甲示例=11)).outcome is Outcome.NO_QUORUM
    assert voting.judge(an_election(15, 12, 1, 甲示例=11)).outcome is Outcome.PASSED


def test_of_more_than_the_seats_those_with_most_votes_are_in() -> None:
    result = voting.judge(an_election(15, 15, 2, 甲示例=9, 乙示例=11, 丙示例=10))
    assert (result.outcome, result.elected, result.vacant) == (Outcome.PASSED, ("乙示例", "丙示例"), 0)


def test_too_few_over_half_leave_a_seat_vacant() -> None:
    vote = an_election(15, 15, 3, 甲示例=12, 乙示例=8, 丙示例=7)
    assert voting.judge(vote).outcome is Outcome.SHORT
    assert result_text(vote) == "应到 15，得 8 票当选：甲示例、乙示例 当选，应选 3 名，缺额 1 名"
    assert result_text(an_election(15, 15, 1, 甲示例=7, 乙示例=7)).endswith("没有人过半数，缺额 1 名")


def test_a_tie_at_the_last_seat_is_voted_on_again() -> None:
    vote = an_election(15, 15, 2, 甲示例=12, 乙示例=9, 丙示例=9, 丁示例=3)
    result = voting.judge(vote)
    assert (result.outcome, result.elected, result.tied) == (Outcome.AGAIN, ("甲示例",), ("乙示例", "丙示例"))
    assert result_text(vote) == "甲示例 当选；乙示例、丙示例 票数相同，还有 1 个名额，就这几人再投一次"
    both = an_election(15, 15, 3, 甲示例=12, 乙示例=9, 丙示例=9)
    assert voting.judge(both).outcome is Outcome.PASSED
    alone = an_election(15, 15, 1, 甲示例=9, 乙示例=9)
    assert result_text(alone) == "甲示例、乙示例 票数相同，应选 1 名，就这几人再投一次"


def test_the_sentence_says_how_many_were_needed() -> None:
    assert result_text(a_vote(in_favour=8)) == "应到 16，赞成 8，需要 9 票，未通过"
    assert result_text(a_vote(in_favour=9)) == "应到 16，赞成 9，需要 9 票，通过"
    with_written = a_vote(present=14, in_favour=8, written_for=1)
    assert result_text(with_written) == "应到 16，赞成 9（含会前书面意见 1），需要 9 票，通过"
    assert result_text(a_vote(DEVELOPMENT, 16, 8)) == "应到 16，实到 8，到会满 9 人才能表决，未通过"
    assert result_text(a_vote(COMMITTEE, 5, 4, in_favour=3)) == "到会委员 4，赞成 3，需要 3 票，通过"


def test_those_left_out_are_said_beside_those_called() -> None:
    left_out = (Excluded("甲示例", "infirm", "2026-06-01"), Excluded("乙示例", "mobile"))
    assert called_text(a_vote(excluded=left_out)) == "应到 18 人（其中不计入 2 人，按 16 人计算）"
    assert called_text(a_vote()) == "应到 16 人"


@pytest.mark.parametrize(
    ("vote", "said"),
    [
        (a_vote(present=17), "实到 17 人，比应到会有表决权的 16 人还多"),
        (a_vote(present=15, written_for=1, written_against=1), "加会前书面意见 2 份，超过应到 16 人"),
        (a_vote(present=9, in_favour=8, against=1, abstained=1), "合计 10 票，实到只有 9 人"),
        (a_vote(ELECTION, 16, 16), "请填应选几名"),
        (an_election(15, 13, 1, 甲示例=14), "甲示例 得 14 票，实到只有 13 人"),
        (an_election(15, 12, 1, 甲示例=9, 乙示例=9), "各人得票合计 18，而 12 张票每张最多选 1 名"),
        (a_vote(excluded=(Excluded("甲示例", "太忙"),)), "甲示例 不计入应到的原因没有选"),
        (a_vote(excluded=(Excluded("甲示例", "mind"), Excluded("甲 示例", "mind"))), "写了两次"),
    ],
)
def test_figures_that_cannot_be_true_are_said(vote: Vote, said: str) -> None:
    assert said in sentence(voting.problems(vote)[0])


def test_a_failed_vote_has_no_problem() -> None:
    assert voting.problems(a_vote(present=9, in_favour=4, against=5)) == ()
    assert voting.problems(a_vote(DEVELOPMENT, present=8)) == ()


def test_a_name_twice_on_the_ballot_is_said_once() -> None:
    vote = replace(
        an_election(15, 15, 2),
        candidates=(Candidate("甲示例", 3), Candidate("甲　示例", 4), Candidate("乙示例", 4)),
    )
    assert [sentence(one) for one in voting.problems(vote)] == ["候选人里“甲　示例”写了两次，请删掉一个。"]


def test_what_an_inspector_would_ask_is_a_warning() -> None:
    vote = replace(an_election(15, 13, 1, 甲示例=9), excluded=(Excluded("乙示例", "infirm"),), written_for=1)
    assert [sentence(one) for one in voting.problems(vote)] == [
        "支委会和选举不计会前书面意见，这几份没有算进票数",
        "乙示例 不计入应到，还没写上级同意的日期",
    ]
    detained = replace(vote, written_for=0, excluded=(Excluded("乙示例", "detained"),))
    assert voting.problems(detained) == ()
    for kind in (DEVELOPMENT, ELECTION):
        openly = replace(detained, kind=kind, excluded=(), secret=False)
        assert [one.code for one in voting.problems(openly)][-1] == "vote_not_secret"
    assert voting.problems(a_vote(GENERAL, secret=False)) == ()


@pytest.mark.parametrize(
    ("party_class", "reason", "may"),
    [
        (PartyClass.FULL, "", True),
        (PartyClass.FULL, Exclusion.INFIRM, True),
        (PartyClass.PROBATIONARY, "", False),
        (PartyClass.NONE, "", False),
        (PartyClass.FULL, Exclusion.ON_PROBATION, False),
        (PartyClass.FULL, Exclusion.DETAINED, False),
        (PartyClass.FULL, Exclusion.SUSPENDED, False),
    ],
)
def test_only_full_members_in_their_rights_vote(party_class: PartyClass, reason: str, may: bool) -> None:
    assert voting.has_vote(party_class, reason) is may


def test_a_roll_says_who_is_called_to_vote_and_who_is_there() -> None:
    def line(
        name: str, status: Status, party_class: PartyClass = PartyClass.FULL, **more: object
    ) -> Attendance:
        return Attendance(1, name, 1, 1, 1, name, "", (), "东村", "", party_class, status, **more)  # type: ignore[arg-type]

    rows = [
        line("甲示例", Status.PRESENT),
        line("乙示例", Status.LATE),
        line("丙示例", Status.LEAVE),
        line("丁示例", Status.SUBSTITUTE),
        line("戊示例", Status.PRESENT, PartyClass.PROBATIONARY),
        line("己示例", Status.PRESENT, guest=True),
        line("庚示例", Status.ABSENT, not_counted="年老体弱"),
    ]
    assert voting.electorate(rows) == (4, 2, ("庚示例",))


figures = st.integers(0, 60)


@st.composite
def votes(draw: st.DrawFn) -> Vote:
    """Any vote whose figures can be true."""
    eligible = draw(st.integers(1, 60))
    present = draw(st.integers(0, eligible))
    favour = draw(st.integers(0, present))
    against = draw(st.integers(0, present - favour))
    written_for = draw(st.integers(0, eligible - present))
    kind = draw(st.sampled_from((GENERAL, DEVELOPMENT, COMMITTEE)))
    return a_vote(
        kind,
        eligible,
        present,
        in_favour=favour,
        against=against,
        abstained=draw(st.integers(0, present - favour - against)),
        written_for=written_for if kind is not COMMITTEE else 0,
    )


@given(votes())
def test_possible_figures_are_never_refused_and_never_pass_both_ways(vote: Vote) -> None:
    assert voting.problems(vote) == ()
    turned = replace(
        vote,
        in_favour=vote.against,
        against=vote.in_favour,
        written_for=vote.written_against,
        written_against=vote.written_for,
    )
    both = {voting.judge(vote).outcome, voting.judge(turned).outcome}
    assert both != {Outcome.PASSED}


@given(votes())
def test_one_more_in_favour_never_hurts_and_an_abstention_never_helps(vote: Vote) -> None:
    passed = voting.judge(vote).outcome is Outcome.PASSED
    more = voting.judge(replace(vote, in_favour=vote.in_favour + 1)).outcome
    assert not passed or more is Outcome.PASSED
    held_back = replace(vote, abstained=vote.abstained + 1)
    assert voting.judge(held_back).outcome is voting.judge(vote).outcome
    if vote.in_favour:
        instead = replace(vote, in_favour=vote.in_favour - 1, abstained=vote.abstained + 1)
        assert passed or voting.judge(instead).outcome is not Outcome.PASSED


@given(votes(), st.integers(0, 60))
def test_who_stays_away_never_makes_passing_easier_but_in_a_committee(vote: Vote, present: int) -> None:
    if vote.kind is not COMMITTEE:
        needed = voting.votes_needed(vote.kind, vote.eligible, present)
        assert needed == voting.votes_needed(vote.kind, vote.eligible, vote.present)
        assert vote.eligible < needed * 2 <= vote.eligible + 2


@given(st.integers(1, 40), st.integers(1, 7), st.lists(st.integers(0, 40), max_size=9))
def test_an_election_fills_its_seats_only_with_those_over_half(
    eligible: int, seats: int, counts: list[int]
) -> None:
    vote = an_election(eligible, eligible, seats, **{f"候选{n}": count for n, count in enumerate(counts)})
    result = voting.judge(vote)
    by_name = {one.name: one.votes for one in vote.candidates}
    assert all(by_name[name] * 2 > eligible for name in (*result.elected, *result.tied))
    assert len(result.elected) + result.vacant == seats
    if result.elected:
        worst = min(by_name[name] for name in result.elected)
        assert all(by_name[name] <= worst for name in by_name if name not in result.elected)
