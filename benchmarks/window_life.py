"""Workbench, month grid and boards of organisational life over a county (offscreen): the longest stretch by action.

Measured as in benchmarks/window.py, on an office with three months of records.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, cast

from benchmarks.dues import SHORT_COUNTY, WHOLE_COUNTY, build_life
from benchmarks.ratio import Ratio
from benchmarks.window import Action, measured_apart, stretches

if TYPE_CHECKING:
    from ui.gate import Gate
    from ui.main_window import MainWindow
    from ui.pages.home import HomePage
    from ui.pages.intake import IntakePage
    from ui.pages.life import LifePage

OPEN = {"open the month grid": "intake", "open the boards": "life"}
BOUND, OPEN_BOUND = 3.5, 10.0
"""How many paintings of the window an action may hold its thread.

A sheet of 325 cells is itself 1.6 of them, and the collector may fall into any action; 2.5 left no room for that.
The first opening builds the page and reads its modules: 110 to 150 ms, above the 100 aimed at; its bound guards that.
"""
DAYS = cycle((date(2026, 6, 14), date(2026, 6, 15)))


def measure(short: bool) -> list[Ratio]:
    """The ratios, from a process of its own; `short` takes three townships for the county."""

    def build(path: Path) -> object:
        return build_life(path, SHORT_COUNTY if short else WHOLE_COUNTY)

    return measured_apart(
        "benchmarks.window_life", build, short, lambda name: OPEN_BOUND if name in OPEN else BOUND
    )


def _actions(window: MainWindow) -> list[Action]:
    return [*_home(window), *_intake(window), *_life(window)]


def _home(window: MainWindow) -> list[Action]:
    page = cast("HomePage", window.show_page("home"))
    return [
        ("workbench: come back to it", lambda: window.show_page("home")),
        ("workbench: read anew", page.refresh),
        ("workbench: another month", page.deeds()["previous_period"]),
        ("workbench: this month", page.deeds()["today"]),
        ("workbench: only what is open", page.board.show_open),
        ("workbench: one record changed", lambda: _change(page._gate)),
    ]


def _intake(window: MainWindow) -> list[Action]:
    def page() -> IntakePage:
        return cast("IntakePage", window.current_page())

    kinds = cycle(("study", "theme_day"))
    return [
        ("month grid: come back to it", lambda: window.show_page("intake")),
        ("month grid: another kind", lambda: page().tabs.choose(next(kinds))),
        ("month grid: another kind", lambda: page().tabs.choose(next(kinds))),
        ("month grid: to the last line", lambda: page().grid.view.scrollToBottom()),
        ("month grid: only what is missing", lambda: page().grid.show_missing_only(True)),
        ("month grid: everything", lambda: page().grid.show_missing_only(False)),
        ("month grid: one record changed", lambda: _change(page()._gate)),
    ]


def _life(window: MainWindow) -> list[Action]:
    def page() -> LifePage:
        return cast("LifePage", window.current_page())

    def choose(kind: str) -> None:
        page().kinds.set_value(kind)
        page().kinds.chosen.emit(kind)

    def fold() -> None:
        matrix = page().board.view.matrix
        matrix.fold(0, not matrix.is_folded(0))

    def open_cell() -> None:
        source = page().board.source
        assert source is not None
        line = source.board.groups[0].lines[0]
        page().body.opened.emit(line.unit, source.board.periods[source.current_column()])

    return [
        ("boards: come back to them", lambda: window.show_page("life")),
        ("boards: another kind", lambda: choose("study")),
        ("boards: another kind", lambda: choose("theme_day")),
        ("boards: to the last line", lambda: page().board.view.scrollToBottom()),
        ("boards: fold", fold),
        ("boards: unfold", fold),
        ("boards: open a record", open_cell),
        ("boards: one record changed", lambda: _change(page()._gate)),
    ]


def _change(gate: Gate) -> Callable[[], bool]:
    """Write something into a record; gives what tells whether it has not been stored yet."""
    day, done = next(DAYS), list[object]()
    gate.write(lambda services: services.meetings.receive([1], day), done.append)
    return lambda: not done


if __name__ == "__main__":
    print(json.dumps(stretches(Path(sys.argv[1]), int(sys.argv[2]), OPEN, _actions)))
