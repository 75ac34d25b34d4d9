"""The sample's work style: a ledger with something in every state, quotas as the pictures have them, the old sheet taken in."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from gzparty.domain.people import UnitKind
from gzparty.domain.period import Period
from gzparty.domain.problem import Lane, ProblemSource, ProblemState
from gzparty.services.bundle import Services
from gzparty.services.ledger_views import LedgerGroup


@pytest.fixture
def services(sample_office: Services) -> Services:
    """The sample on its own day."""
    return sample_office


def test_the_ledger_has_something_in_every_part(services: Services) -> None:
    ledger = services.problem_views.ledger(2026)
    groups = Counter(line.group for line in ledger.lines)
    assert groups[LedgerGroup.OVERDUE] == 5
    assert groups[LedgerGroup.PROMPT_DONE] == 3
    assert groups[LedgerGroup.LOOK_BACK] == 2
    assert groups[LedgerGroup.LASTING] == 6
    assert {line.problem.state for line in ledger.lines} == {
        ProblemState.REGISTERED,
        ProblemState.RECTIFYING,
        ProblemState.SUBMITTED,
        ProblemState.CLOSED,
        ProblemState.LOOKED_BACK,
    }
    assert {line.problem.source for line in ledger.lines} >= {
        ProblemSource.SELF,
        ProblemSource.JOINT,
        ProblemSource.TIP,
        ProblemSource.SUPERIOR,
    }


def test_numbers_follow_the_days_problems_were_found(services: Services) -> None:
    rows = services.store.problems.all(2026)
    days = [row.found_on or date.min for row in rows]
    assert days == sorted(days)
    assert [row.ordinal for row in rows] == list(range(1, len(rows) + 1))


def test_an_extension_and_a_return_are_told_of_one_problem(services: Services) -> None:
    (line,) = [one for one in services.problem_views.ledger(2026).lines if "漏记" in one.problem.text]
    assert (line.extensions, line.returns, line.days) == (1, 1, 6)
    detail = services.problem_views.detail(line.problem.id)
    assert detail.inspection is not None
    assert [(one.title, one.place) for one in detail.papers] == [("值班签字表", "3号盒 第12页")]


def test_every_row_of_the_old_sheet_is_there_and_closed(services: Services) -> None:
    old = services.store.problems.all(2023)
    assert len(old) == 46
    assert {row.state for row in old} == {ProblemState.CLOSED}
    assert sum(row.imported for row in old) == 46


def test_june_stands_as_in_the_picture(services: Services) -> None:
    board = services.inspection_views.board(2026)
    assert board.sums[:6] == ((26, 26),) * 5 + ((15, 26),)
    done = {one.unit.name: one.done for one in services.inspection_views.quota(Period.of_month(2026, 6))}
    assert {name for name, times in done.items() if times == 0} == {"阿陀社区", "应急办"}


def test_joint_inspections_were_drawn_among_all_thirteen_units(services: Services) -> None:
    tours = services.tours.all(2026)
    assert [len(tour.tour.pool) for tour in tours] == [13, 13]
    assert all(seen is not None for tour in tours for _unit, _view, seen in tour.units)
    kinds = {view.kind for tour in tours for _unit, view, _seen in tour.units}
    assert kinds <= {UnitKind.COMMUNITY, UnitKind.DEPARTMENT}


def test_what_was_put_right_at_once_takes_one_line(services: Services) -> None:
    prompt = [row for row in services.store.problems.all(2026) if row.lane is Lane.PROMPT and not row.is_open]
    assert prompt
    assert all(row.verifier and row.verifier != row.responsible for row in prompt)
