"""Counting unsigned ballots: totals, extremes dropped, ranks, seats and ties. Votes propose an order and decide nothing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Standing:
    """How one nomination came out of the rounds that concern it.

    `rank` counts from 1, equals share it. `votes` is None where scores were given, `score` (whole points, exact) where
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
