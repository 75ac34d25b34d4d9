"""Dues laid out as boards: units x duties of a month, units x periods of a year. Sums are sums of their rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from gzparty.domain.dues import Due
from gzparty.domain.duty import Deadline, Duty, in_force
from gzparty.domain.people import UnitView
from gzparty.domain.period import Every, Period
from gzparty.services.duty_views import (
    EMPTY,
    Board,
    BoardGroup,
    BoardLine,
    Cell,
    Column,
    Figures,
    YearBoard,
    YearGroup,
    YearLine,
)
from gzparty.services.unit_groups import UnitGroup, grouped

ON_BOARD = frozenset({Every.MONTH, Every.QUARTER})
"""Rhythms that make a column of the month's board; what comes once a year goes by steps."""


def month_columns(versions: Mapping[str, Sequence[Duty]], month: Period) -> tuple[Column, ...]:
    """The duties a month's board has columns for; a quarter belongs to the month of its deadline, which never leaves it."""
    return tuple(
        Column(duty, period, _told(duty.hold_by, period), period.closing == month)
        for known in versions.values()
        for duty, period in in_force(known, month.year)
        if duty.every in ON_BOARD and period.covers(month) and not duty.stopped
    )


def month_board(
    month: Period, columns: Sequence[Column], dues: Iterable[Due], units: Mapping[int, UnitView]
) -> Board:
    """Lay the dues of these columns out, units under their headings in the office's order."""
    cells: dict[int, dict[str, list[Due]]] = defaultdict(dict)
    for due in dues:
        cells[due.unit_id].setdefault(due.duty.code, []).append(due)
    codes = [column.duty.code for column in columns]
    groups = tuple(_board_group(group, cells, codes) for group in grouped(units, cells))
    board = Board(month, tuple(columns), groups, Figures.of(()))
    return replace(board, figures=Figures.of(board.dues()))


def year_board(
    year: int,
    latest: Duty,
    rules: Sequence[tuple[Duty, Period]],
    dues: Iterable[Due],
    units: Mapping[int, UnitView],
) -> YearBoard:
    """Lay the dues of one duty out over the periods of a year, each with the version that decides it."""
    cells: dict[int, dict[Period, list[Due]]] = defaultdict(dict)
    for due in dues:
        cells[due.unit_id].setdefault(due.period, []).append(due)
    periods = tuple(period for _duty, period in rules)
    groups = tuple(_year_group(group, cells, periods) for group in grouped(units, cells))
    versions = tuple(duty for duty, _period in rules)
    sums = _summed(periods, [group.cells for group in groups])
    return YearBoard(year, latest.code, latest.title, periods, versions, groups, sums)


def _told(deadline: Deadline | None, period: Period) -> date:
    """The day a column names: a 支部生活日 differs from branch to branch, so its month's end."""
    return period.last if deadline is None or deadline.by_life_day else deadline.falls_on(period)


def _board_group(
    group: UnitGroup[UnitView], cells: Mapping[int, Mapping[str, Sequence[Due]]], codes: Iterable[str]
) -> BoardGroup:
    lines = tuple(
        BoardLine(unit, {code: Cell(tuple(cells[unit.id][code])) for code in codes if code in cells[unit.id]})
        for unit in group.lines
    )
    sums: dict[str, list[Due]] = defaultdict(list)
    for line in lines:
        for code, cell in line.cells.items():
            sums[code] += cell.dues
    return BoardGroup(
        group.unit, group.title, lines, {code: Cell(tuple(dues)) for code, dues in sums.items()}
    )


def _year_group(
    group: UnitGroup[UnitView], cells: Mapping[int, Mapping[Period, Sequence[Due]]], periods: Sequence[Period]
) -> YearGroup:
    lines = tuple(
        YearLine(
            unit,
            tuple(
                Cell(tuple(cells[unit.id][period])) if period in cells[unit.id] else EMPTY
                for period in periods
            ),
        )
        for unit in group.lines
    )
    return YearGroup(group.unit, group.title, lines, _summed(periods, [line.cells for line in lines]))


def _summed(periods: Sequence[Period], rows: Sequence[Sequence[Cell]]) -> tuple[Cell, ...]:
    return tuple(Cell(tuple(due for row in rows for due in row[place].dues)) for place in range(len(periods)))
