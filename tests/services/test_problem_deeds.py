"""Whatever is done to a ledger: each row is what its events add up to, and everything can be undone and done again."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.problem import Lane, Problem, Step
from gzparty.services.problem_drafts import ProblemDraft
from tests.builders import Office, an_office
from tests.problems import FOUND, TODAY, WHOLE, a_draft, replayed

STEPS = list(Step)


class NothingThere(Exception):
    """There is no problem to do something to."""


def one(office: Office, number: int) -> Problem:
    found = office.store.problems.all()
    if not found:
        raise NothingThere
    return found[number % len(found)]


def a_step(office: Office, number: int) -> object:
    facts = replace(WHOLE, until=TODAY + timedelta(days=number % 40), done_on=FOUND)
    return office.services.problems.step([one(office, number // 14).id], STEPS[number % 14], facts)


def a_likely_step(office: Office, number: int) -> object:
    row = one(office, number)
    offers = office.services.problem_views.detail(row.id).offers
    if not offers:
        raise NothingThere
    facts = replace(WHOLE, until=TODAY + timedelta(days=number % 40))
    return office.services.problems.step([row.id], offers[number % len(offers)].step, facts)


def a_new_one(office: Office, number: int) -> object:
    lane = list(Lane)[number % 3]
    return office.services.problems.register(
        [a_draft(office, f"问题 {number}", lane=lane, deadline=date(2026, 6, 1 + number % 28))]
    )


def a_change(office: Office, number: int) -> object:
    row = one(office, number)
    draft = ProblemDraft(row.unit_id, measure=f"措施 {number}", deadline=date(2026, 6, 1 + number % 28))
    return office.services.problems.change(row.id, draft)


DEEDS: list[Callable[[Office, int], object]] = [
    a_new_one,
    a_new_one,
    a_likely_step,
    a_likely_step,
    a_likely_step,
    a_step,
    a_change,
    lambda o, n: o.services.problems.add_paper(one(o, n).id, "签字表", f"{n}号盒"),
    lambda o, n: o.services.problems.delete([one(o, n).id]),
    lambda o, n: o.services.problems.prompt([a_draft(o, f"小事 {n}", done_on=TODAY, verifier="周示例")]),
    lambda o, n: o.services.offices.undo(1 + n % 2),
    lambda o, n: o.services.offices.redo(1 + n % 2),
]


@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 400)), max_size=30))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_rows_follow_their_events_and_everything_is_undone_and_done_again(
    choices: list[tuple[Callable[[Office, int], object], int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(Path(folder))
        numbers: dict[str, str] = {}
        for deed, number in choices:
            before = office.dump()
            try:
                deed(office, number)
            except (Refusal, NothingThere):
                assert office.dump() == before
            check_rows(office, numbers)
        final = office.dump()
        undone = office.services.offices.undo(10_000)
        assert not any(office.dump().values())
        office.services.offices.redo(len(undone))
        assert office.dump() == final
        office.store.close()


def check_rows(office: Office, numbers: dict[str, str]) -> None:
    """Each row is what its events say, under the number it was given; no number is ever given to another."""
    for row in office.store.problems.all():
        left = replayed(office.store.problems.events([row.id]))
        assert (left.state, left.deadline, left.round) == (row.state, row.deadline, row.round)
        counts = office.store.problems.step_counts([row.id])
        assert left.extensions == counts.get((row.id, row.round, Step.EXTEND), 0)
        assert numbers.setdefault(row.number, row.uid) == row.uid
