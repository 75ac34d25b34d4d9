"""Boards narrowed to some units."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from gzparty.domain.dues import BRANCHES
from gzparty.domain.people import UnitView
from gzparty.services.duty_views import Board, BoardGroup, YearBoard, YearGroup


def board_of(board: Board, wanted: Collection[int] | None, branches_only: bool = False) -> Board:
    """A month's board of some units, None for all; `branches_only` leaves out the town's own duties."""

    def stays(unit: UnitView) -> bool:
        return (wanted is None or unit.id in wanted) and (not branches_only or unit.kind in BRANCHES)

    groups: list[BoardGroup] = []
    for group in board.groups:
        lines = tuple(line for line in group.lines if stays(line.unit))
        if lines:
            groups.append(replace(group, lines=lines))
    return replace(board, groups=tuple(groups))


def year_of(board: YearBoard, wanted: Collection[int] | None) -> YearBoard:
    """A year's board of some units, None for all."""
    groups: list[YearGroup] = []
    for group in board.groups:
        lines = tuple(line for line in group.lines if wanted is None or line.unit.id in wanted)
        if lines:
            groups.append(replace(group, lines=lines))
    return replace(board, groups=tuple(groups))
