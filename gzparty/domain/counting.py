"""Counting unsigned ballots: totals, extremes dropped, ranks, seats and ties. Votes propose an order and decide nothing.

Figures that are not entered do not count. A seat needs at least one vote or a score above zero: nobody is in front
unsupported. Whoever withdrew before the committee decided keeps its rank and leaves its seat to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby
from typing import Protocol

from gzparty.domain.selection import (
    Ballot,
    BallotLine,
    Category,
    Decision,
    Method,
    Nomination,
    TieRule,
)
from gzparty.records import dataclass

FEWEST_TO_DROP = 5
"""Scores of one nomination below which dropping the highest and the lowest would leave too little to go by."""
LAST_ROUND = 2
"""Equals left by a second round go to the committee."""


class Round(Protocol):
    """One round of voting with its lines."""

    @property
    def ballot(self) -> Ballot: ...
    @property
    def lines(self) -> Sequence[BallotLine]: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """How one nomination came out of the rounds that concern it.

    Figures are those of the first round; a second one only puts its equals in order. `rank` counts from 1, equals share it. `votes` is None where scores were given, `score` (whole points, exact) where
    votes were counted; `scores` is how many scores counted and `dropped` how many extremes did not. `share` is votes of
    valid ballots, from 0 to 1. `in_front`: within the quota by this count. `tied`: equal with others at its last place.
    """

    nomination_id: int
    rank: int
    votes: int | None = None
    score: Fraction | None = None
    scores: int = 0
    dropped: int = 0
    share: Fraction | None = None
    in_front: bool = False
    tied: bool = False


@dataclass(frozen=True, slots=True)
class CategoryTally:
    """One category counted: standings, the best first. `open_seats` are those a tie leaves to its rule."""

    category_id: int
    quota: int
    standings: tuple[Standing, ...]
    open_seats: int = 0

    @property
    def tied(self) -> tuple[Standing, ...]:
        """Those between whom the tie rule has to decide."""
        return tuple(standing for standing in self.standings if standing.tied)


@dataclass(frozen=True, slots=True)
class Tally:
    """A selection counted as far as its rounds go; `round` is the latest round."""

    round: int
    categories: tuple[CategoryTally, ...]

    def standing(self, nomination_id: int) -> Standing | None:
        """How one nomination stands; None where it was not voted on."""
        for category in self.categories:
            for standing in category.standings:
                if standing.nomination_id == nomination_id:
                    return standing
        return None

    @property
    def tied(self) -> tuple[Standing, ...]:
        """Everybody a tie rule has to decide about."""
        return tuple(standing for category in self.categories for standing in category.tied)


def tally(  # noqa: PLR0913 - everything a count depends on, so that it depends on nothing else
    method: Method,
    drop_extremes: bool,
    tie_rule: TieRule,
    categories: Sequence[Category],
    nominations: Sequence[Nomination],
    rounds: Sequence[Round],
    last_chosen: Mapping[int, str],
) -> Tally:
    """Count the rounds there are; ranks, seats and ties per category, by the rule for ties as far as it goes.

    `last_chosen` is the month (2026-02) each nomination's candidate was chosen before; one that never was comes first
    where who was chosen longest ago decides. The second round counts once every equal has its figure in it.
    """
    ordered = sorted(rounds, key=lambda one: one.ballot.round)
    first = _figures(method, drop_extremes, ordered[0].lines) if ordered else {}
    second = _figures(method, drop_extremes, ordered[1].lines) if len(ordered) > 1 else None
    valid = ordered[0].ballot.valid if ordered else None
    breaker = _Breaker(tie_rule, last_chosen, second)
    counted = tuple(
        _category(
            category,
            [one for one in nominations if one.category_id == category.id and one.id in first],
            first,
            method,
            valid,
            breaker,
        )
        for category in sorted(categories, key=lambda one: (one.position, one.id))
    )
    return Tally(ordered[-1].ballot.round if ordered else 0, counted)


def needs_second_round(tie_rule: TieRule, counted: Tally | None) -> bool:
    """Whether a tie is left that its rule sends to a second round."""
    return (
        tie_rule is TieRule.SECOND_ROUND and counted is not None and counted.round == 1 and bool(counted.tied)
    )


@dataclass(frozen=True, slots=True)
class _Figure:
    """What a round gave a nomination: `value` orders, in votes or whole points."""

    value: Fraction
    scores: int = 0
    dropped: int = 0


def _figures(method: Method, drop_extremes: bool, lines: Iterable[BallotLine]) -> dict[int, _Figure]:
    """The figures of a round by nomination, where there are any."""
    if method is Method.SCORE:
        return {line.nomination_id: _mean(line.scores, drop_extremes) for line in lines if line.scores}
    return {line.nomination_id: _Figure(Fraction(line.votes)) for line in lines if line.votes is not None}


def _mean(scores: Sequence[int], drop_extremes: bool) -> _Figure:
    """The mean of scores in tenths, in whole points; one highest and one lowest left out where there are enough."""
    drops = drop_extremes and len(scores) >= FEWEST_TO_DROP
    kept = sorted(scores)[1:-1] if drops else scores
    return _Figure(Fraction(sum(kept), 10 * len(kept)), len(kept), len(scores) - len(kept))


@dataclass(frozen=True, slots=True)
class _Breaker:
    """The rule between equals: it may put them in an order, in which equals may be left."""

    rule: TieRule
    last_chosen: Mapping[int, str]
    second: Mapping[int, _Figure] | None

    def groups(self, equals: Sequence[int]) -> list[list[int]]:
        """Equals parted into groups, the best first; one group where the rule does not tell them apart."""
        if self.rule is TieRule.LONGEST_AGO:
            return _grouped({one: self.last_chosen.get(one, "") for one in equals})
        second = self.second or {}
        if self.rule is TieRule.SECOND_ROUND and all(one in second for one in equals):
            return _grouped({one: -second[one].value for one in equals})
        return [list(equals)]


def _category(
    category: Category,
    nominations: Sequence[Nomination],
    figures: Mapping[int, _Figure],
    method: Method,
    valid: int | None,
    breaker: _Breaker,
) -> CategoryTally:
    """One category: groups of equals, the one at the border parted by the rule, then seats given from the top."""
    seated = {
        one.id
        for one in nominations
        if figures[one.id].value > 0 and (one.withdrawn_on is None or one.decision is Decision.CHOSEN)
    }
    groups = _grouped({one.id: -figures[one.id].value for one in nominations})
    places = {one.id: (one.position, one.id) for one in nominations}
    left = category.quota
    standings: list[Standing] = []
    open_seats = 0
    for group in _parted(groups, seated, left, breaker):
        claims = [one for one in group if one in seated]
        fits = len(claims) <= left
        is_tie = not fits and left > 0
        open_seats += left if is_tie else 0
        left -= len(claims) if fits else left
        rank = len(standings) + 1
        for one in sorted(group, key=places.__getitem__):
            standing = _standing(one, rank, figures[one], method, valid)
            mine = one in claims
            standings.append(replace(standing, in_front=mine and fits, tied=mine and is_tie))
    return CategoryTally(category.id, category.quota, tuple(standings), open_seats)


def _parted(
    groups: Sequence[list[int]], seated: set[int], seats: int, breaker: _Breaker
) -> Iterable[list[int]]:
    """The groups with the one at the last seat parted by the rule for ties."""
    for group in groups:
        claims = [one for one in group if one in seated]
        if 0 < seats < len(claims):
            # Whoever withdrew is no longer among those the rule is asked about and stands after them.
            yield from breaker.groups(claims)
            if rest := [one for one in group if one not in seated]:
                yield rest
        else:
            yield group
        seats -= min(seats, len(claims))


def _grouped(values: Mapping[int, Fraction] | Mapping[int, str]) -> list[list[int]]:
    """Ids with equal values together, the smallest value first."""
    ordered = sorted(values, key=values.__getitem__)
    return [list(group) for _value, group in groupby(ordered, key=values.__getitem__)]


def _standing(nomination_id: int, rank: int, figure: _Figure, method: Method, valid: int | None) -> Standing:
    if method is Method.SCORE:
        return Standing(nomination_id, rank, score=figure.value, scores=figure.scores, dropped=figure.dropped)
    share = Fraction(figure.value, valid) if valid else None
    return Standing(nomination_id, rank, votes=int(figure.value), share=share)
