"""The step a selection is at, read off its records: every step by a table, and what holds whatever the records say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.selection import (
    Ballot,
    Decision,
    Nomination,
    Publicity,
    PublicityResult,
    Selection,
    Verdict,
)
from gzparty.domain.selection_stages import (
    STEPS,
    SelectionFacts,
    Stage,
    last_ballot,
    last_publicity,
    stage_of,
)
from tests.selections import CLOSED, DECIDED, MONDAY, OVER, a_ballot, a_nomination, a_selection

PASSED, FAILED, OPEN = Verdict.PASSED, Verdict.FAILED, Verdict.OPEN
LATER = date(2026, 6, 23)
OUT: dict[str, Any] = {"withdrawn_on": CLOSED}


def a_publicity(number: int = 1, result: PublicityResult = PublicityResult.OPEN) -> Publicity:
    """A 公示 of June, with its result on the day after."""
    over = None if result is PublicityResult.OPEN else LATER
    return Publicity(number, f"pu{number}", 1, number, MONDAY, OVER, 5, result=result, result_on=over)


def facts(
    nominations: Sequence[Nomination] = (),
    ballots: Sequence[Ballot] = (),
    publicities: Sequence[Publicity] = (),
    undecided: bool = False,
    **selection: Any,
) -> SelectionFacts:
    """June's, closed, with what lies below it."""
    return SelectionFacts(a_selection(id=1, **selection), (), nominations, ballots, publicities, undecided)


def one(verdict: Verdict = PASSED, number: int = 1, **changes: Any) -> Nomination:
    return a_nomination(number, verdict=verdict, **changes)


COUNTED = [a_ballot(locked_on=date(2026, 6, 11))]
WINNER = [one(decision=Decision.CHOSEN)]
CONFIRMED, REJECTED = PublicityResult.CONFIRMED, PublicityResult.REJECTED
HUNG: dict[str, Any] = {"nominations": WINNER, "ballots": COUNTED, "decided_on": DECIDED}
TABLE: dict[str, tuple[SelectionFacts, Stage]] = {
    "no title yet": (facts(title=""), Stage.THEME),
    "no title yet, though closed and reviewed": (facts([one()], title=""), Stage.THEME),
    "nominations open": (facts(nominations_closed_on=None), Stage.NOMINATE),
    "nominations opened again after the vote": (
        facts([one()], COUNTED, nominations_closed_on=None),
        Stage.NOMINATE,
    ),
    "closed without anybody": (facts(), Stage.REVIEW),
    "one not judged": (facts([one(), one(OPEN, 2)]), Stage.REVIEW),
    "everybody failed": (facts([one(FAILED)]), Stage.REVIEW),
    "one not judged, but withdrawn": (facts([one(), one(OPEN, 2, **OUT)]), Stage.VOTE),
    "only a withdrawn one passed": (facts([one(**OUT), one(FAILED, 2)]), Stage.REVIEW),
    "all judged": (facts([one(), one(FAILED, 2)]), Stage.VOTE),
    "votes not locked": (facts([one()], [a_ballot()]), Stage.VOTE),
    "a tie left to a second round": (facts([one()], COUNTED, undecided=True), Stage.VOTE),
    "a second round not locked": (facts([one()], [*COUNTED, a_ballot(2)]), Stage.VOTE),
    "votes locked": (facts([one()], COUNTED), Stage.COMMITTEE),
    "decided": (facts(**HUNG), Stage.PUBLICITY),
    "hung out": (facts(**HUNG, publicities=[a_publicity()]), Stage.PUBLICITY),
    "nobody stands after an objection": (
        facts(
            [one(decision=Decision.CHOSEN, struck_on=LATER)],
            COUNTED,
            [a_publicity(1, REJECTED)],
            decided_on=DECIDED,
        ),
        Stage.COMMITTEE,
    ),
    "decided again after it": (
        facts(
            [one(decision=Decision.CHOSEN, struck_on=LATER), one(PASSED, 2, decision=Decision.CHOSEN)],
            COUNTED,
            [a_publicity(1, REJECTED)],
            decided_on=LATER,
        ),
        Stage.PUBLICITY,
    ),
    "confirmed": (facts(**HUNG, publicities=[a_publicity(1, CONFIRMED)]), Stage.CIRCULAR),
    "announced": (
        facts(**HUNG, publicities=[a_publicity(1, CONFIRMED)], announced_on=LATER),
        Stage.DONE,
    ),
    "typed in afterwards": (facts(title="", imported=True), Stage.DONE),
    "left vacant": (facts(**HUNG, vacant_on=LATER), Stage.VACANT),
    "left vacant before it had a title": (facts(title="", vacant_on=LATER), Stage.VACANT),
}


@pytest.mark.parametrize("case", TABLE)
def test_a_selection_is_at_the_first_step_that_is_not_done(case: str) -> None:
    told, stage = TABLE[case]
    assert stage_of(told) is stage


def test_every_step_and_both_ends_are_in_the_table() -> None:
    assert {stage for _facts, stage in TABLE.values()} == set(Stage)
    assert len(STEPS) == 7


days = st.none() | st.dates(date(2026, 6, 1), date(2026, 7, 31))
nominations = st.builds(
    lambda number, verdict, decision, withdrawn, struck: a_nomination(
        number, verdict=verdict, decision=decision, withdrawn_on=withdrawn, struck_on=struck
    ),
    st.integers(1, 4),
    st.sampled_from(Verdict),
    st.sampled_from(Decision),
    days,
    days,
)
anything = st.builds(
    SelectionFacts,
    st.builds(
        lambda title, closed, decided, announced, vacant: a_selection(
            title=title,
            nominations_closed_on=closed,
            decided_on=decided,
            announced_on=announced,
            vacant_on=vacant,
        ),
        st.sampled_from(["", "集体增收"]),
        days,
        days,
        days,
        days,
    ),
    st.just(()),
    st.lists(nominations, max_size=4),
    st.lists(st.builds(lambda n, day: a_ballot(n, locked_on=day), st.integers(1, 2), days), max_size=2),
    st.lists(st.builds(a_publicity, st.integers(1, 2), st.sampled_from(PublicityResult)), max_size=2),
    st.booleans(),
)


def _order(stage: Stage) -> int:
    return list(Stage).index(stage)


@given(anything)
def test_taking_a_record_away_never_moves_a_selection_on(told: SelectionFacts) -> None:
    def without(**changes: Any) -> Selection:
        return replace(told.selection, vacant_on=None, **changes)

    before = _order(stage_of(replace(told, selection=without())))
    for fewer in (
        replace(told, selection=without(), ballots=()),
        replace(told, selection=without(announced_on=None)),
        replace(told, selection=without(decided_on=None)),
        replace(told, selection=without(nominations_closed_on=None)),
        replace(told, selection=without(title="")),
        replace(told, selection=without(), nominations=()),
    ):
        assert _order(stage_of(fewer)) <= before


@given(anything, days)
def test_vacancy_taken_back_leaves_it_where_its_records_say(told: SelectionFacts, day: date | None) -> None:
    plain = replace(told.selection, vacant_on=None)
    if day is not None:
        assert stage_of(replace(told, selection=replace(plain, vacant_on=day))) is Stage.VACANT
    assert stage_of(replace(told, selection=plain)) is not Stage.VACANT


@given(anything)
def test_no_step_depends_on_the_order_rows_are_read_in(told: SelectionFacts) -> None:
    if len({one.round for one in told.publicities}) < len(told.publicities):
        return
    if len({one.round for one in told.ballots}) < len(told.ballots):
        return
    turned = replace(
        told,
        nominations=told.nominations[::-1],
        ballots=told.ballots[::-1],
        publicities=told.publicities[::-1],
    )
    assert stage_of(turned) is stage_of(told)


def test_the_latest_round_is_the_one_with_the_highest_number() -> None:
    ballots, publicities = [a_ballot(2), a_ballot(1)], [a_publicity(2), a_publicity(1)]
    assert last_ballot(ballots) is ballots[0]
    assert last_publicity(publicities) is publicities[0]
    assert last_ballot([]) is None
    assert last_publicity([]) is None
