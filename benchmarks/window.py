"""The page of people over a county (offscreen): the longest the window's thread works at a stretch, by action.

What is read behind the window does not count, what it delivers does. The measure is one painting of the window.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from benchmarks.county import NOW, Size, build
from benchmarks.people import SHORT_COUNTY, WHOLE_COUNTY
from benchmarks.ratio import Ratio

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.pages.people import PeoplePage

ROUNDS, SHORT_ROUNDS = 7, 3
OPEN_PAGE = "open the page"
BOUND, OPEN_BOUND = 2.5, 4.0
"""How many paintings of the window an action may hold its thread; a page is built when it is first opened."""
SEARCH, BY_NAME, BY_CREDIT, TREES = "search", "sort by pinyin", "sort by credit", "the other tree"
PALETTE_KEY = "a key in the palette"
QUIET_TURNS, LONGEST_SECONDS = 10, 30


Action = tuple[str, Callable[[], object]]


def measure(short: bool) -> list[Ratio]:
    """The ratios, from a process of its own; `short` takes three townships for the county."""
    size = Size(SHORT_COUNTY if short else WHOLE_COUNTY)
    return measured_apart(
        "benchmarks.window",
        lambda path: build(path, size),
        short,
        lambda name: OPEN_BOUND if name == OPEN_PAGE else BOUND,
    )


def measured_apart(
    module: str, build_office: Callable[[Path], object], short: bool, bound: Callable[[str], float]
) -> list[Ratio]:
    """Let a module measure its actions on an office in a process of its own, with the bound of each."""
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "county.gzparty"
        build_office(office)
        command = [sys.executable, "-m", module, str(office), str(SHORT_ROUNDS if short else ROUNDS)]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        # An installed program has its bytecode; a machine that forbids writing it would time the compiler.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    taken: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    painting = taken.pop("painting")
    return [
        Ratio(f"window: {name}", seconds / painting, bound(name), f"x one painting; {seconds * 1000:.0f} ms")
        for name, seconds in taken.items()
    ]


def _none(_window: MainWindow) -> list[Action]:
    return []


def stretches(
    office: Path,
    rounds: int,
    opened: Mapping[str, str],
    actions_of: Callable[[MainWindow], list[Action]],
    first_of: Callable[[MainWindow], list[Action]] = _none,
) -> dict[str, float]:
    """Seconds of one painting of the window, and of the longest stretch of each action.

    `opened` names the opening of each page by its key: a page is built then, once. So is what `first_of` does.
    """
    from gzparty.desktop import Desktop
    from gzparty.qt_libraries import qt_problem

    qt_problem()
    from PySide6.QtCore import QSize

    from ui import application as qt

    taken: dict[str, list[float]] = {"painting": []}
    with tempfile.TemporaryDirectory() as scratch:
        application = qt.Application(qt.make_qt(["gzparty"]), qt.user_settings(Path(scratch)))
        desktop = Desktop(application, lambda: NOW)
        window = desktop.show_office(office)
        window.showNormal()
        window.resize(QSize(1440, 868))
        longest(window, lambda: None)
        for name, key in opened.items():
            taken[name] = [longest(window, lambda key=key: window.show_page(key))]  # type: ignore[misc]
        for name, act in first_of(window):
            taken[name] = [longest(window, act)]
        actions = actions_of(window)
        for _round in range(rounds):
            taken["painting"].append(_painting(window))
            for name, act in actions:
                taken.setdefault(name, []).append(longest(window, act))
        application.jobs.close()
        desktop.close()
        application.close()
    return {name: statistics.median(found) for name, found in taken.items()}


def longest(window: MainWindow, act: Callable[[], object]) -> float:
    """Do something and run the window until all has come: CPU seconds of its longest stretch.

    What an action gives back, if it can be called, tells whether something of it is still on its way.
    """
    from PySide6.QtWidgets import QApplication

    begun = time.thread_time()
    pending = act()
    taken = [time.thread_time() - begun]
    quiet, ends = 0, time.monotonic() + LONGEST_SECONDS
    while quiet < QUIET_TURNS and time.monotonic() < ends:
        begun = time.thread_time()
        QApplication.processEvents()
        taken.append(time.thread_time() - begun)
        page = window.current_page()
        waits = (callable(pending) and pending()) or (page is not None and page.is_busy())
        quiet = 0 if waits else quiet + 1
        time.sleep(0.002)
    return max(taken)


def _actions(window: MainWindow) -> list[Action]:
    from PySide6.QtCore import Qt

    page = cast("PeoplePage", window.current_page())
    shown = page.list
    header, trees = shown.view.horizontalHeader(), page.side.trees
    town = page.side.unit()
    down = Qt.SortOrder.DescendingOrder
    name, credit = shown.table.column_at("name"), shown.table.column_at("credit")
    return [
        ("another unit", lambda: page.side.choose(town)),
        ("everybody", lambda: page.side.choose(None)),
        (SEARCH, lambda: shown.search.setText("lslw")),
        (SEARCH, lambda: shown.search.setText("")),
        (BY_NAME, lambda: header.setSortIndicator(name, down)),
        (BY_CREDIT, lambda: header.setSortIndicator(credit, down)),
        (BY_CREDIT, lambda: header.setSortIndicator(-1, down)),
        ("read anew", page.refresh),
        ("to the last line", lambda: shown.view.select_row(shown.table.rowCount() - 1)),
        ("choose a column", lambda: shown.view.selectColumn(name)),
        ("copy it", shown.view.copy),
        ("choose nobody", lambda: shown.view.select_row(0)),
        ("reminders", shown.reminders_wanted.emit),
        *_palette_actions(window),
        (TREES, lambda: trees.segment("work").click()),
        (TREES, lambda: trees.segment("party").click()),
    ]


def _palette_actions(window: MainWindow) -> list[Action]:
    """The palette is open for these only."""
    from ui.panels.palette.opening import PaletteOpening

    palette = cast("PaletteOpening", window.findChild(PaletteOpening)).palette()

    def typing(text: str) -> Callable[[], bool]:
        palette.line.setText(text)
        return palette.is_busy

    return [
        ("open the palette", palette.open),
        (PALETTE_KEY, lambda: typing("z")),
        (PALETTE_KEY, lambda: typing("zs")),
        ("leave the palette", palette.leave),
    ]


def _painting(window: MainWindow) -> float:
    begun = time.thread_time()
    window.grab()
    return time.thread_time() - begun


if __name__ == "__main__":
    print(json.dumps(stretches(Path(sys.argv[1]), int(sys.argv[2]), {OPEN_PAGE: "people"}, _actions)))
