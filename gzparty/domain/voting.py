"""Votes: who may vote, how many must be there, how many votes it takes, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.meeting import Candidate, Vote, VoteKind
from gzparty.domain.names import normalize_name
from gzparty.domain.people import PartyClass
from gzparty.domain.roll import ATTENDED
from gzparty.domain.sitting import Attendance
from gzparty.records import dataclass

COUNTS_WRITTEN = frozenset({VoteKind.GENERAL, VoteKind.DEVELOPMENT})
"""Kinds in which an opinion handed in before the meeting is a vote (发展党员细则 第22条); in a committee or an
election nobody votes from afar (基层组织选举工作条例: no voting by proxy)."""


SECRET = frozenset({VoteKind.DEVELOPMENT, VoteKind.ELECTION})
"""Kinds decided by secret ballot only (无记名: 发展党员细则 第22条, 选举工作条例 第4条)."""


class Exclusion(StrEnum):
    """Why a member may be 不计入应到: approved above and carried by the general meeting (选举工作条例 and its notes)."""

    MIND = "mind"
    ABROAD = "abroad"
    SUSPENDED = "suspended"
    ON_PROBATION = "on_probation"
    DETAINED = "detained"
    INFIRM = "infirm"
    TRANSFERRING = "transferring"
    MOBILE = "mobile"


VOTELESS = frozenset({Exclusion.SUSPENDED, Exclusion.ON_PROBATION, Exclusion.DETAINED})
"""停止党籍, 留党察看, 留置或逮捕: the right to vote itself rests (选举工作条例 第5条)."""


class Outcome(StrEnum):
    """What came of a vote. A failed one is a result like any other; short and again are those of elections."""

    PASSED = "passed"
    FAILED = "failed"
    NO_QUORUM = "no_quorum"
    SHORT = "short"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Result:
    """A vote judged: who had to be there (`quorum`), votes needed, votes in favour with the written ones.

    In an election `elected` are in by their votes, `tied` stand for the last seats and are voted on again, `vacant`
    counts the seats nobody has won.
    """

    outcome: Outcome
    quorum: int
    needed: int
    in_favour: int
    against: int
    elected: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    vacant: int = 0


class Electorate(NamedTuple):
    """应到会有表决权 and 实到有表决权 of a roll by names, and whom it leaves out."""

    eligible: int
    present: int
    excluded: tuple[str, ...] = ()


def has_vote(party_class: PartyClass, reason: str = "") -> bool:
    """Whether a member may vote: full members only, and none whose rights rest (党章 第7条; 选举工作条例 第5条)."""
    return party_class is PartyClass.FULL and reason not in VOTELESS


def electorate(rows: Iterable[Attendance]) -> Electorate:
    """Who of a roll votes: full members, without guests and those marked 不计入应到."""
    voters = [row for row in rows if not row.guest and has_vote(row.party_class)]
    counted = [row for row in voters if not row.not_counted]
    there = sum(row.status in ATTENDED for row in counted)
    return Electorate(len(counted), there, tuple(row.name for row in voters if row.not_counted))


def quorum(kind: VoteKind, eligible: int) -> int:
    """How many must be there before a vote may begin.

    General (支部工作条例 第11条) and committee (第12条): 半数以上, half is enough. Development (发展党员细则 第22条): more
    than half. Election (选举工作条例 2020): not fewer than four fifths.
    """
    if kind is VoteKind.DEVELOPMENT:
        return eligible // 2 + 1
    if kind is VoteKind.ELECTION:
        return -(-eligible * 4 // 5)
    return -(-eligible // 2)


def votes_needed(kind: VoteKind, eligible: int, present: int) -> int:
    """How many votes pass a matter, or elect a candidate: more than half of 应到, never of 实到 (支部工作条例 第11条).

    Only a committee decides by the majority of those present (少数服从多数).
    """
    return (present if kind is VoteKind.COMMITTEE else eligible) // 2 + 1


def written(vote: Vote) -> int:
    """How many opinions given in writing count as votes."""
    return vote.written_for + vote.written_against if vote.kind in COUNTS_WRITTEN else 0


def judge(vote: Vote) -> Result:
    """What came of a vote; written opinions count in favour or against, never as being there, abstentions never help."""
    quorum_ = quorum(vote.kind, vote.eligible)
    needed = votes_needed(vote.kind, vote.eligible, vote.present)
    counts = vote.kind in COUNTS_WRITTEN
    favour = vote.in_favour + (vote.written_for if counts else 0)
    against = vote.against + (vote.written_against if counts else 0)
    if vote.present < quorum_ or not vote.eligible:
        return Result(Outcome.NO_QUORUM, quorum_, needed, favour, against, vacant=vote.seats)
    if vote.kind is VoteKind.ELECTION:
        return _election(vote, quorum_, needed)
    outcome = Outcome.PASSED if favour >= needed else Outcome.FAILED
    return Result(outcome, quorum_, needed, favour, against)


def _election(vote: Vote, quorum_: int, needed: int) -> Result:
    """Who is in: more than half of 应到; of more than the seats those with most votes; a tie at the border is voted on
    again, too few leave a seat vacant (选举工作条例 第五章)."""
    passed = sorted((one for one in vote.candidates if one.votes >= needed), key=lambda one: -one.votes)
    if len(passed) <= vote.seats:
        vacant = vote.seats - len(passed)
        outcome = Outcome.SHORT if vacant else Outcome.PASSED
        elected = _as_listed(vote.candidates, passed)
        return Result(outcome, quorum_, needed, 0, 0, elected, vacant=vacant)
    border = passed[vote.seats - 1].votes if vote.seats else passed[0].votes + 1
    above = [one for one in passed if one.votes > border]
    level = [one for one in passed if one.votes == border]
    left = vote.seats - len(above)
    if len(level) <= left:
        return Result(
            Outcome.PASSED, quorum_, needed, 0, 0, _as_listed(vote.candidates, passed[: vote.seats])
        )
    elected, tied = _as_listed(vote.candidates, above), _as_listed(vote.candidates, level)
    return Result(Outcome.AGAIN, quorum_, needed, 0, 0, elected, tied, left)


def _as_listed(candidates: Iterable[Candidate], chosen: Sequence[Candidate]) -> tuple[str, ...]:
    """Names in the order of the ballot, which says nothing about who got more."""
    return tuple(one.name for one in candidates if one in chosen)


def result_code(vote: Vote, result: Result) -> str:
    """Which sentence says the result with the figures it follows from."""
    if result.outcome is Outcome.NO_QUORUM:
        return "vote_no_quorum"
    if vote.kind is VoteKind.ELECTION:
        if result.outcome is Outcome.SHORT and not result.elected:
            return "election_nobody"
        return {
            Outcome.PASSED: "election_passed",
            Outcome.SHORT: "election_short",
            Outcome.AGAIN: "election_again" if result.elected else "election_again_only",
        }[result.outcome]
    passed = result.outcome is Outcome.PASSED
    if vote.kind is VoteKind.COMMITTEE:
        return "committee_vote_passed" if passed else "committee_vote_failed"
    if vote.written_for:
        return "vote_passed_written" if passed else "vote_failed_written"
    return "vote_passed" if passed else "vote_failed"


def problems(vote: Vote) -> tuple[Diagnostic, ...]:
    """What of a vote cannot be true (errors), and what an inspector would ask about (warnings); never its result."""
    ballot = _ballot(vote) if vote.kind is VoteKind.ELECTION else ()
    return (*_figures(vote), *ballot, *_left_out(vote), *_openly(vote))


def _figures(vote: Vote) -> Iterable[Diagnostic]:
    facts: dict[str, object] = {"eligible": vote.eligible, "present": vote.present, "written": written(vote)}
    if vote.present > vote.eligible:
        yield Diagnostic(Level.ERROR, "vote_present_over_eligible", facts)
    elif vote.present + written(vote) > vote.eligible:
        # Whoever handed in an opinion and came after all votes once, by hand.
        yield Diagnostic(Level.ERROR, "vote_written_over_eligible", facts)
    cast = vote.in_favour + vote.against + vote.abstained
    if vote.kind is not VoteKind.ELECTION and cast > vote.present:
        told: Mapping[str, object] = {
            "favour": vote.in_favour,
            "against": vote.against,
            "abstained": vote.abstained,
            "cast": cast,
            "present": vote.present,
        }
        yield Diagnostic(Level.ERROR, "vote_cast_over_present", told)
    if vote.kind not in COUNTS_WRITTEN and vote.written_for + vote.written_against:
        yield Diagnostic(Level.WARNING, "vote_written_not_counted", {})


def _ballot(vote: Vote) -> Iterable[Diagnostic]:
    if vote.seats < 1:
        yield Diagnostic(Level.ERROR, "election_without_seats", {})
    if not vote.candidates:
        yield Diagnostic(Level.ERROR, "election_without_candidates", {})
    seen: set[str] = set()
    for one in vote.candidates:
        facts: dict[str, object] = {"name": one.name, "votes": one.votes, "present": vote.present}
        if one.votes > vote.present:
            yield Diagnostic(Level.ERROR, "candidate_over_present", facts)
        if normalize_name(one.name) in seen:
            yield Diagnostic(Level.ERROR, "candidate_twice", facts)
        seen.add(normalize_name(one.name))
    total, most = sum(one.votes for one in vote.candidates), vote.present * vote.seats
    if vote.seats and total > most:
        told: dict[str, object] = {
            "total": total,
            "present": vote.present,
            "seats": vote.seats,
            "most": most,
        }
        yield Diagnostic(Level.ERROR, "candidates_over_ballots", told)


def _left_out(vote: Vote) -> Iterable[Diagnostic]:
    """Those 不计入应到: each once, with a reason the regulation knows; in an election with the day of its approval."""
    seen: set[str] = set()
    for one in vote.excluded:
        if one.reason not in tuple(Exclusion):
            yield Diagnostic(Level.ERROR, "exclusion_unknown", {"name": one.name})
        if normalize_name(one.name) in seen:
            yield Diagnostic(Level.ERROR, "exclusion_twice", {"name": one.name})
        seen.add(normalize_name(one.name))
        if vote.kind is VoteKind.ELECTION and not one.approved_on and one.reason not in VOTELESS:
            yield Diagnostic(Level.WARNING, "exclusion_unapproved", {"name": one.name})


def _openly(vote: Vote) -> Iterable[Diagnostic]:
    if vote.kind in SECRET and not vote.secret:
        yield Diagnostic(Level.WARNING, "vote_not_secret", {})


def called(vote: Vote) -> tuple[int, int]:
    """应到 with those left out, and how many of them are 不计入: what 应到_人（其中不计入_人） prints."""
    return vote.eligible + len(vote.excluded), len(vote.excluded)
