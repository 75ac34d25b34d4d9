"""Boards and lists narrowed to some units, in the order papers have them: community by community."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import TypeVar

from gzparty.domain.dues import BRANCHES
from gzparty.domain.people import UnitView
from gzparty.services.duty_views import Board, BoardGroup, YearBoard, YearGroup

T = TypeVar("T")


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


def by_community(lines: Iterable[T], community: Callable[[T], UnitView | None]) -> tuple[T, ...]:
    """Lines gathered under their communities in the order of these, as on the screen; those without one come last."""

    def place(line: T) -> tuple[bool, int]:
        above = community(line)
        return (above is None, above.sort_order if above else 0)

    return tuple(sorted(lines, key=place))
