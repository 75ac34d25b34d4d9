"""What of a round of unsigned voting cannot be true, each fault with the field it stands in.

A finding's `field` names an attribute of the ballot, or `votes`, `scores`, `lines` of the line whose nomination is
`nomination`. Figures that are not entered yet are compared with nothing; counting is locked only with all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from gzparty.domain.counting import FEWEST_TO_DROP
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.entry import EARLIEST
from gzparty.domain.selection import (
    Ballot,
    BallotLine,
    Category,
    Method,
    Nomination,
    Selection,
    Verdict,
)
from gzparty.records import dataclass

FIGURES = ("due", "present", "issued", "returned", "valid")
"""应到, 实到, 发出, 收回, 有效: none is more than the one before it."""
MOST = 9999
"""More voters than any meeting of a township has; beyond is a slip of the keyboard."""
TENTHS = 10
"""Scores are kept in tenths of a point."""


@dataclass(frozen=True, slots=True)
class Poll:
    """What a round is checked against.

    `choices` is how many names a ballot may tick in each category; `tied` are those a second round is about, None in
    the first. `not_before` is the day of the round before.
    """

    selection: Selection
    categories: Sequence[Category]
    nominations: Sequence[Nomination]
    choices: Mapping[int, int]
    tied: Collection[int] | None = None
    not_before: date | None = None

    @property
    def voted_on(self) -> tuple[Nomination, ...]:
        """Those the round votes on."""
        return tuple(
            one for one in self.nominations if one.in_vote and (self.tied is None or one.id in self.tied)
        )


def check_ballot(
    ballot: Ballot, lines: Sequence[BallotLine], poll: Poll, today: date
) -> tuple[Diagnostic, ...]:
    """Everything that cannot be true of a round, as far as it is entered; warnings beside errors."""
    return (
        *check_day(ballot.held_on, poll, today),
        *check_figures(ballot),
        *check_lines(ballot, lines, poll),
    )


def check_complete(ballot: Ballot, lines: Sequence[BallotLine], poll: Poll) -> tuple[Diagnostic, ...]:
    """What is missing before a count can be locked: every figure, and those of everybody voted on."""
    return (*_unready(poll), *_empty_figures(ballot), *_empty_lines(ballot, lines, poll))


def check_day(held_on: date, poll: Poll, today: date) -> Iterator[Diagnostic]:
    """A day after nominations were closed, after the round before, and not in the future."""
    closed_on = poll.selection.nominations_closed_on
    facts: dict[str, object] = {"field": "held_on", "day": held_on, "closed": closed_on}
    if closed_on is None:
        yield _error("ballot_nominations_open", facts)
    elif held_on < closed_on and held_on >= EARLIEST:
        yield _error("ballot_before_closing", facts)
    if held_on > today or held_on < EARLIEST:
        yield _error("ballot_day_wrong", {**facts, "day": held_on.isoformat()})
    if poll.not_before is not None and held_on < poll.not_before:
        yield _error("ballot_before_first_round", {**facts, "first": poll.not_before})


def check_figures(ballot: Ballot) -> Iterator[Diagnostic]:
    """Each figure within reason, and none more than the nearest one before it that is entered."""
    above: tuple[str, int] | None = None
    for name in FIGURES:
        value: int | None = getattr(ballot, name)
        if value is None:
            continue
        if not 0 <= value <= MOST:
            yield _error("ballot_figure_wrong", _figure(name) | {"value": value, "most": MOST})
            continue
        if above is not None and value > above[1]:
            told = {"value": value, "above": said_figure(above[0]), "limit": above[1]}
            yield _error(_more_than(name, above[0]), _figure(name) | told)
        above = name, value


def _more_than(name: str, above: str) -> str:
    """Which sentence says that one figure is more than another: persons, ballots over persons, ballots."""
    if name == "present":
        return "ballot_present_over_due"
    return "ballot_more_than_voters" if above in ("due", "present") else "ballot_more_than_before"


def check_lines(ballot: Ballot, lines: Sequence[BallotLine], poll: Poll) -> Iterator[Diagnostic]:
    """Who stands on the ballot, what each got, and what all of a category got together."""
    known = {one.id: one for one in poll.nominations}
    voted_on = {one.id for one in poll.voted_on}
    for line in lines:
        one = known.get(line.nomination_id)
        if one is None:
            yield _error("ballot_line_strange", {"field": "lines", "nomination": line.nomination_id})
            continue
        if one.id not in voted_on:
            yield _error(_why_not(one), _line("lines", one))
        check = _scores if poll.selection.method is Method.SCORE else _votes
        yield from check(ballot, line, one, poll.selection)
    counts = Counter(line.nomination_id for line in lines)
    for number, count in counts.items():
        if count > 1 and number in known:
            yield _error("ballot_line_twice", _line("lines", known[number]))
    if poll.selection.method is Method.COUNT:
        yield from _sums(ballot, lines, poll)
    elif poll.selection.drop_extremes and 0 < (ballot.valid or 0) < FEWEST_TO_DROP:
        facts = {"field": "valid", "valid": ballot.valid, "fewest": FEWEST_TO_DROP}
        yield Diagnostic(Level.WARNING, "ballot_too_few_to_drop", facts)


def said_figure(name: str) -> Diagnostic:
    """What a figure is called, ready for a sentence."""
    return Diagnostic(Level.NOTE, f"ballot_figure_{name}")


def _why_not(one: Nomination) -> str:
    if one.withdrawn_on is not None:
        return "ballot_line_withdrawn"
    if one.verdict is Verdict.OPEN:
        return "ballot_line_unreviewed"
    return "ballot_line_not_tied" if one.in_vote else "ballot_line_not_passed"


def _votes(ballot: Ballot, line: BallotLine, one: Nomination, _selection: Selection) -> Iterator[Diagnostic]:
    facts = _line("votes", one)
    if line.scores:
        yield _error("ballot_scores_where_counted", _line("scores", one))
    if line.votes is None:
        return
    if not 0 <= line.votes <= MOST:
        yield _error("ballot_votes_wrong", {**facts, "votes": line.votes, "most": MOST})
    elif ballot.valid is not None and line.votes > ballot.valid:
        yield _error("ballot_votes_over_valid", {**facts, "votes": line.votes, "valid": ballot.valid})


def _scores(ballot: Ballot, line: BallotLine, one: Nomination, selection: Selection) -> Iterator[Diagnostic]:
    facts = _line("scores", one)
    if line.votes is not None:
        yield _error("ballot_votes_where_scored", _line("votes", one))
    wrong = [score for score in line.scores if not 0 <= score <= selection.full_score * TENTHS]
    if wrong:
        told = {"score": said_score(wrong[0]), "n": len(wrong), "full": selection.full_score}
        yield _error("ballot_score_beyond", {**facts, **told})
    count = len(line.scores)
    if ballot.valid is not None and count > ballot.valid:
        yield _error("ballot_scores_over_valid", {**facts, "count": count, "valid": ballot.valid})


def said_score(tenths: int) -> str:
    """A score as it is written: 95, 95.5."""
    return f"{tenths / TENTHS:g}"


def _sums(ballot: Ballot, lines: Sequence[BallotLine], poll: Poll) -> Iterator[Diagnostic]:
    if ballot.valid is None:
        return
    of = {one.id: one.category_id for one in poll.nominations}
    for category in poll.categories:
        mine = [line.votes or 0 for line in lines if of.get(line.nomination_id) == category.id]
        choices = poll.choices.get(category.id, category.choices)
        if sum(mine) > ballot.valid * choices:
            facts = {"total": sum(mine), "valid": ballot.valid, "choices": choices}
            code = "ballot_sum_over_of" if category.title else "ballot_sum_over"
            told = {"field": "votes", "category": category.title, "most": ballot.valid * choices}
            yield _error(code, {**facts, **told})


def _unready(poll: Poll) -> Iterator[Diagnostic]:
    waiting = [one for one in poll.nominations if one.stands and one.verdict is Verdict.OPEN]
    if waiting:
        facts = {"field": "lines", "n": len(waiting), "name": waiting[0].name}
        yield _error("ballot_unreviewed", facts)
    elif not poll.voted_on:
        yield _error("ballot_nobody", {"field": "lines"})


def _empty_figures(ballot: Ballot) -> Iterator[Diagnostic]:
    return (
        _error("ballot_figure_missing", _figure(name)) for name in FIGURES if getattr(ballot, name) is None
    )


def _empty_lines(ballot: Ballot, lines: Iterable[BallotLine], poll: Poll) -> Iterator[Diagnostic]:
    given = {line.nomination_id: line for line in lines}
    is_empty = _unscored if poll.selection.method is Method.SCORE else _uncounted
    for one in poll.voted_on:
        fault = is_empty(given.get(one.id), one, ballot.valid or 0)
        if fault is not None:
            yield fault


def _uncounted(line: BallotLine | None, one: Nomination, _valid: int) -> Diagnostic | None:
    if line is not None and line.votes is not None:
        return None
    return _error("ballot_votes_missing", _line("votes", one))


def _unscored(line: BallotLine | None, one: Nomination, valid: int) -> Diagnostic | None:
    """Every valid ballot scores everybody: one that leaves somebody out would make the means unlike."""
    count = len(line.scores) if line is not None else 0
    if count >= valid:
        return None
    return _error("ballot_scores_missing", _line("scores", one) | {"count": count, "valid": valid})


def _figure(name: str) -> dict[str, object]:
    return {"field": name, "figure": said_figure(name)}


def _line(name: str, one: Nomination) -> dict[str, object]:
    return {"field": name, "nomination": one.id, "name": one.name}


def _error(code: str, facts: Mapping[str, object]) -> Diagnostic:
    return Diagnostic(Level.ERROR, code, facts)
