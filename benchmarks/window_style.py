"""Work style over a county (offscreen): ledger, self-inspections, tours, opinions; the longest stretch by action.

Measured as in benchmarks/window.py, on an office with ten years of inspections and problems (benchmarks/work_style.py).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from itertools import count, cycle
from pathlib import Path
from typing import TYPE_CHECKING, cast

from benchmarks.dues import SHORT_COUNTY, WHOLE_COUNTY
from benchmarks.ratio import Ratio
from benchmarks.window import Action, measured_apart, stretches
from benchmarks.work_style import TODAY, build_style
from gzparty.domain.inspection import Answer
from gzparty.domain.problem import ProblemState, Step
from gzparty.domain.rectification import StepFacts

if TYPE_CHECKING:
    from ui.gate import Gate
    from ui.main_window import MainWindow
    from ui.pages.home import HomePage
    from ui.pages.inspections import InspectionsPage
    from ui.pages.ledger import LedgerPage
    from ui.pages.tips import TipsPage
    from ui.pages.tours import ToursPage

OPEN = {
    "open the ledger": "ledger",
    "open the self-inspections": "inspections",
    "open the tours": "tours",
    "open the opinions": "tips",
}
PAGE, FIRST = "another page", "first"
BOUND, OPEN_BOUND = 3.5, 10.0
"""How many paintings of the window an action may hold its thread; as in benchmarks/window_life.py."""
WORDS = cycle(("值班", "没有这样的话", ""))
NOTES = count(1)


def measure(short: bool) -> list[Ratio]:
    """The ratios, from a process of its own; `short` takes three townships for the county."""

    def build(path: Path) -> object:
        return build_style(path, SHORT_COUNTY if short else WHOLE_COUNTY)

    return measured_apart(
        "benchmarks.window_style",
        build,
        short,
        lambda name: OPEN_BOUND if name in OPEN or FIRST in name else BOUND,
    )


def _first(window: MainWindow) -> list[Action]:
    """What builds a part of a page, or a dialog, when it is first wanted."""
    from PySide6.QtWidgets import QDialog

    ledger, tours, tips = (window._built[key] for key in ("ledger", "tours", "tips"))
    ledger, tours = cast("LedgerPage", ledger), cast("ToursPage", tours)
    tips = cast("TipsPage", tips)

    def close() -> None:
        dialogs = cast("list[QDialog]", window.findChildren(QDialog))
        for dialog in dialogs:
            dialog.reject()

    def step() -> None:
        line = next(
            line for line in ledger.list.view.lines() if line.problem.state is ProblemState.RECTIFYING
        )
        ledger.asked.take(Step.EXTEND, [line.problem])

    opening: list[Action] = [
        (PAGE, lambda: window.show_page("ledger")),
        ("ledger: first form", ledger.add),
        ("ledger: first sheet of what was put right at once", ledger.open_prompt),
        (PAGE, ledger._middle.leave_prompt),
        ("ledger: first step asked for", step),
        (PAGE, close),
        (PAGE, lambda: window.show_page("tours")),
        ("tours: first form", tours._asked.add),
        (PAGE, close),
        ("tours: first circular", tours.panel.show_circular),
        (PAGE, lambda: window.show_page("tips")),
        ("opinions: first form", tips._asked.add),
        (PAGE, close),
    ]
    return opening


def _actions(window: MainWindow) -> list[Action]:
    return [*_ledger(window), *_inspections(window), *_tours(window), *_tips(window), *_home(window)]


def _ledger(window: MainWindow) -> list[Action]:
    page = cast("LedgerPage", window._built["ledger"])
    shown, filters = page.list, page.list.filters

    def group(key: str) -> None:
        filters.grouping = key
        filters.grouped.emit()

    def last_line() -> None:
        shown.main.select_row(shown.main.records.rowCount() - 1)

    return [
        ("ledger: come back to it", lambda: window.show_page("ledger")),
        ("ledger: read anew", page.refresh),
        ("ledger: what is closed", lambda: filters.choose_chip("closed")),
        ("ledger: what is open", lambda: filters.choose_chip("open")),
        ("ledger: search", lambda: filters.search.setText(next(WORDS))),
        ("ledger: search", lambda: filters.search.setText(next(WORDS))),
        ("ledger: search", lambda: filters.search.setText(next(WORDS))),
        ("ledger: by unit", lambda: group("unit")),
        ("ledger: without groups", lambda: group("plain")),
        ("ledger: to the last line", last_line),
        ("ledger: by deadline", lambda: group("deadline")),
        ("ledger: another problem", lambda: page._step_line(-1)),
        ("ledger: another problem", lambda: page._step_line(-1)),
        ("ledger: tick everything", shown.main.toggle_all),
        ("ledger: untick everything", shown.main.untick),
        ("ledger: open the form", page.add),
        ("ledger: leave the form", page.side.step_back),
        ("ledger: one problem changed", lambda: _change(page._gate)),
    ]


def _inspections(window: MainWindow) -> list[Action]:
    def page() -> InspectionsPage:
        return cast("InspectionsPage", window.current_page())

    def open_cell(month: int) -> None:
        board = page().board
        assert board.source is not None
        line = board.source.quota.board.groups[0].lines[0]
        page().board.opened.emit(line.unit, board.source.periods[month])

    def answer(said: Answer) -> None:
        page().panel.sheet.ticks.row("attendance").set_answer(said)

    return [
        ("inspections: come back to them", lambda: window.show_page("inspections")),
        ("inspections: read anew", lambda: page().refresh()),
        ("inspections: open a month", lambda: open_cell(5)),
        ("inspections: open another month", lambda: open_cell(2)),
        ("inspections: begin a new one", lambda: page().panel.begin_new()),
        ("inspections: nothing wrong", lambda: answer(Answer.FINE)),
        ("inspections: something wrong", lambda: answer(Answer.PROBLEM)),
        ("inspections: think again", lambda: answer(Answer.OPEN)),
        ("inspections: save", lambda: _save(page())),
        ("inspections: one problem changed", lambda: _change(page()._gate)),
    ]


def _tours(window: MainWindow) -> list[Action]:
    def page() -> ToursPage:
        return cast("ToursPage", window.current_page())

    places = cycle((1, 0))

    def choose() -> None:
        tours = list(page()._views)
        page().list.choose(tours[next(places)])
        page().list.chosen.emit(page().list.current_identity())

    return [
        ("tours: come back to them", lambda: window.show_page("tours")),
        ("tours: read anew", lambda: page().refresh()),
        ("tours: another tour", choose),
        ("tours: circular", lambda: page().panel.show_circular()),
        ("tours: one problem changed", lambda: _change(page()._gate)),
    ]


def _tips(window: MainWindow) -> list[Action]:
    def page() -> TipsPage:
        return cast("TipsPage", window.current_page())

    rows = cycle((3, 0))
    return [
        ("opinions: come back to them", lambda: window.show_page("tips")),
        ("opinions: read anew", lambda: page().refresh()),
        ("opinions: what is answered", lambda: page().chips.choose("replied")),
        ("opinions: everything", lambda: page().chips.choose("")),
        ("opinions: another opinion", lambda: page().view.select_row(next(rows))),
    ]


def _home(window: MainWindow) -> list[Action]:
    def page() -> HomePage:
        return cast("HomePage", window.current_page())

    return [
        ("workbench: come back to it", lambda: window.show_page("home")),
        ("workbench: one problem changed", lambda: _change(page()._gate)),
    ]


def _change(gate: Gate) -> Callable[[], bool]:
    """Note something of a problem; gives what tells whether it has not been stored yet."""
    facts, done = StepFacts(TODAY, note=f"第{next(NOTES)}次过问"), list[object]()
    number = gate.reader.store.problems.open()[-1].id
    gate.write(lambda services: services.problems.step([number], Step.NOTE, facts), done.append)
    return lambda: not done


def _save(page: InspectionsPage) -> Callable[[], bool]:
    """Fill in what a new inspection needs and store it."""
    panel = page.panel
    panel.sheet.head.day.set_value(TODAY)
    panel.sheet.head.inspector.set_value("王示例")
    panel.save()
    return lambda: panel._storing.is_busy()


if __name__ == "__main__":
    print(json.dumps(stretches(Path(sys.argv[1]), int(sys.argv[2]), OPEN, _actions, _first)))
