"""Boards add up: whatever units, rules and records there are, every sum is the sum of its rows and nothing is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.dues import NOT_OWED, Due, DueState, Fulfilment, UnitFacts
from gzparty.domain.duty import Duty, in_force
from gzparty.domain.people import UnitKind, UnitView
from gzparty.domain.period import Every, Period
from gzparty.services.due_boards import month_board, month_columns, year_board
from gzparty.services.duty_views import Figures
from tests.domain.due_cases import dues, terms
from tests.domain.test_due_properties import DAYS, RECORDS, RULES, UNITS


def seen(units: Sequence[UnitFacts], parents: Sequence[int]) -> dict[int, UnitView]:
    """The units as a board sees them; each may stand under another one, itself or nothing."""
    return {
        unit.unit_id: UnitView(
            unit.unit_id, "", "", unit.kind, place, f"单位{unit.unit_id}", "", "", None, parent, closed=False
        )
        for place, (unit, parent) in enumerate(zip(units, parents, strict=False))
    }


PARENTS = st.lists(st.integers(0, 6), min_size=4, max_size=4)


@given(RULES, UNITS, PARENTS, RECORDS, DAYS, st.integers(1, 12))
def test_every_sum_of_a_month_is_the_sum_of_its_rows(
    rules: list[Duty],
    units: list[UnitFacts],
    parents: list[int],
    records: list[Fulfilment],
    today: date,
    month: int,
) -> None:
    period = Period(2026, month, 1)
    columns = month_columns({rules[0].code: rules}, period)
    wanted = {column.period for column in columns}
    owed = [
        due for due in dues(rules, units=units, records=records, under=terms(today)) if due.period in wanted
    ]
    board = month_board(period, columns, owed, seen(units, parents))
    laid_out = [
        due
        for group in board.groups
        for line in group.lines
        for cell in line.cells.values()
        for due in cell.dues
    ]
    assert Counter(due.key for due in laid_out) == Counter(due.key for due in owed)
    for group in board.groups:
        for code, cell in group.cells.items():
            cells = [line.cells[code] for line in group.lines if code in line.cells]
            assert (cell.owed, cell.done) == (sum(c.owed for c in cells), sum(c.done for c in cells))
    assert_adds_up(board.figures, board.dues())


@given(RULES, UNITS, PARENTS, RECORDS, DAYS)
def test_every_sum_of_a_year_is_the_sum_of_its_rows_and_every_due_counts_in_one_month(
    rules: list[Duty], units: list[UnitFacts], parents: list[int], records: list[Fulfilment], today: date
) -> None:
    owed = list(dues(rules, units=units, records=records, under=terms(today)))
    decided = [found for found in in_force(rules, 2026) if not found[0].stopped]
    views = seen(units, parents)
    year = year_board(2026, rules[-1], decided, owed, views)
    for place, cell in enumerate(year.cells):
        rows = [line.cells[place] for group in year.groups for line in group.lines]
        assert (cell.owed, cell.done) == (sum(c.owed for c in rows), sum(c.done for c in rows))
    counted: list[Due] = []
    for month in range(1, 13):
        period = Period(2026, month, 1)
        columns = month_columns({rules[0].code: rules}, period)
        wanted = {column.period for column in columns}
        board = month_board(period, columns, [due for due in owed if due.period in wanted], views)
        counted += board.dues()
    monthly = [due for due in owed if due.duty.every is not Every.YEAR]
    assert Counter(due.key for due in counted) == Counter(due.key for due in monthly)


def assert_adds_up(figures: Figures, counted: Sequence[Due]) -> None:
    """Done and every open state together are what is owed."""
    assert sum(figures.counts.values()) == len(counted)
    assert figures.owed == sum(count for state, count in figures.counts.items() if state not in NOT_OWED)
    assert figures.done == figures.counts[DueState.DONE] + figures.counts[DueState.LATE]


def test_a_unit_that_owes_nothing_at_all_has_no_row() -> None:
    village = UnitFacts(1, UnitKind.VILLAGE_BRANCH)
    other = UnitFacts(2, UnitKind.OTHER)
    june = Period(2026, 6, 1)
    columns = month_columns({"theme_day": [dues()[0].duty]}, june)
    owed = [due for due in dues(units=[village, other]) if due.period == june]
    board = month_board(june, columns, owed, seen([village, other], [0, 0]))
    assert [line.unit.id for group in board.groups for line in group.lines] == [1]
