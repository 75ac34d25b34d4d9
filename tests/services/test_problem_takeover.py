"""历史导入: an old sheet's rows under their own numbers, closed ones as they were, nothing made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gzparty.domain.problem import Lane, ProblemState, Step
from gzparty.services.problem_takeover import TakenOver
from tests.builders import Office
from tests.problems import a_draft, refused, register, take


def a_row(office: Office, number: str = "2026-017", **facts: object) -> TakenOver:
    draft = a_draft(office, found_on=date(2026, 3, 2), deadline=date(2026, 3, 20))
    closed = TakenOver(draft, ProblemState.CLOSED, number, date(2026, 3, 18))
    return replace(closed, **facts)  # type: ignore[arg-type]


def test_a_closed_row_comes_in_closed_and_is_marked_as_imported(office: Office) -> None:
    (row,) = office.services.problems.take_over([a_row(office)]).value
    assert (row.number, row.state, row.closed_on, row.imported) == (
        "2026-017",
        ProblemState.CLOSED,
        date(2026, 3, 18),
        True,
    )
    (event,) = office.store.problems.events([row.id])
    assert (event.step, event.state_before, event.state_after) == (Step.IMPORT, None, ProblemState.CLOSED)
    assert office.services.problem_views.ledger(2026).figures.median_days == 16


def test_what_the_sheet_leaves_out_stays_empty(office: Office) -> None:
    draft = a_draft(office, found_on=None, responsible=None, deadline=None, lane=Lane.LASTING)
    lasting = TakenOver(draft, ProblemState.RECTIFYING, deadline_text="长期坚持")
    (row,) = office.services.problems.take_over([lasting]).value
    assert (row.found_on, row.responsible, row.deadline, row.deadline_text) == (None, "", None, "长期坚持")
    assert row.number == "2026-001"


def test_a_number_taken_over_is_never_given_again(office: Office) -> None:
    office.services.problems.take_over([a_row(office)])
    assert register(office)[0].number == "2026-018"
    office.services.offices.undo(2)
    assert register(office)[0].number == "2026-019"


def test_rows_without_numbers_get_free_ones_beside_those_that_bring_theirs(office: Office) -> None:
    found = office.services.problems.take_over([a_row(office, ""), a_row(office, "2026-001")]).value
    assert [row.number for row in found] == ["2026-002", "2026-001"]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (
            "2026-017",
            "第 2 条：编号 2026-017 已经有了：值班记录漏记 2 天。换一个编号，或者不写编号，由本程序编。",
        ),
        ("17", "第 2 条：编号“17”看不懂，写成 2026-012 这样，或者不写，由本程序编。"),
    ],
)
def test_two_rows_with_one_number_or_an_odd_one_are_refused(office: Office, number: str, said: str) -> None:
    before = office.dump()
    found = refused(
        lambda: office.services.problems.take_over([a_row(office), a_row(office, number)])
    ).splitlines()
    assert found == [said, "2 条问题一条都没有改。"]
    assert office.dump() == before


def test_a_second_sheet_with_a_number_known_already_is_refused(office: Office) -> None:
    office.services.problems.take_over([a_row(office)])
    said = refused(lambda: office.services.problems.take_over([a_row(office)]))
    assert said.startswith("编号 2026-017 已经有了：值班记录漏记 2 天。")
    assert refused(lambda: office.services.problems.take_over([])) == "还没有选问题。先在台账里勾选。"


def test_a_closed_row_can_relapse(office: Office) -> None:
    (row,) = office.services.problems.take_over([a_row(office)]).value
    again = take(office, row, Step.REOPEN, note="又犯", until=date(2026, 6, 30))
    assert again.printed_number == "2026-017-R1"
