"""Reading rounds of voting: with their lines, counted, and with what a further round is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from gzparty.domain import counting
from gzparty.domain.ballot_checks import Poll
from gzparty.domain.counting import Tally
from gzparty.domain.selection import Nomination, Selection, TieRule
from gzparty.domain.selection_rules import same_candidate
from gzparty.services.selection_views import RoundView

if TYPE_CHECKING:
    from gzparty.services.ports import Store


def rounds_of(store: Store, selection_ids: Collection[int]) -> Mapping[int, tuple[RoundView, ...]]:
    """The rounds of some selections with their lines, in order; nothing for those without any."""
    ballots = store.selections.ballots(selection_ids)
    lines = defaultdict(list)
    for line in store.selections.ballot_lines([ballot.id for ballot in ballots]):
        lines[line.ballot_id].append(line)
    found: dict[int, tuple[RoundView, ...]] = {}
    for ballot in ballots:
        view = RoundView(ballot, tuple(lines[ballot.id]))
        found[ballot.selection_id] = (*found.get(ballot.selection_id, ()), view)
    return found


def tally_of(
    store: Store, selection: Selection, nominations: Sequence[Nomination], rounds: Sequence[RoundView]
) -> Tally | None:
    """A selection counted as far as it is entered; None without a round."""
    if not rounds:
        return None
    return counting.tally(
        selection.method,
        selection.drop_extremes,
        selection.tie_rule,
        store.selections.categories([selection.id]),
        nominations,
        rounds,
        last_chosen(store, selection, nominations),
    )


def is_undecided(selection: Selection, counted: Tally | None, rounds: Sequence[RoundView]) -> bool:
    """Whether the vote goes on: a tie that needs a second round, as long as the committee has not decided."""
    if selection.decided_on is not None or not rounds:
        return False
    return counting.needs_second_round(selection.tie_rule, counted)


def last_chosen(store: Store, selection: Selection, nominations: Sequence[Nomination]) -> Mapping[int, str]:
    """The month each candidate was chosen last in another selection, where a tie asks for it; never: not in it."""
    if selection.tie_rule is not TieRule.LONGEST_AGO:
        return {}
    periods = {one.id: one.period for one in store.selections.between("", selection.period)}
    earlier = [
        one for one in store.selections.chosen("", selection.period) if one.selection_id != selection.id
    ]
    return {
        one.id: periods[winner.selection_id]
        for winner in earlier
        for one in nominations
        if same_candidate(winner, one)
    }


def poll_of(
    store: Store,
    selection: Selection,
    nominations: Sequence[Nomination],
    earlier: Sequence[RoundView] = (),
) -> Poll:
    """What a round is checked against; with an earlier one only equals at its last seats stand, for these seats."""
    categories = store.selections.categories([selection.id])
    counted = tally_of(store, selection, nominations, earlier)
    if counted is None:
        return Poll(selection, categories, nominations, {one.id: one.choices for one in categories})
    seats = {one.category_id: one.open_seats for one in counted.categories}
    tied = frozenset(one.nomination_id for one in counted.tied)
    return Poll(selection, categories, nominations, seats, tied, earlier[-1].ballot.held_on)
