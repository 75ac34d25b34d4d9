"""The window's thread is never held longer than a clerk notices, on the main path over the lived-in sample office.

CPU time of the thread, so that a busy machine does not fail it; a step counts as slow where it is in each of three runs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.widgets.lived_in import copied_whole
from tests.widgets.stretches_process import ON_PURPOSE, hold, longest

if TYPE_CHECKING:
    from tests.widgets.everywhere import Walk

BOUND = 0.1
"""Seconds a step may hold the thread; after that a key seems to have been lost."""
STEPS = 60
"""The way is at least so long."""
ROUNDS = 3


def test_nothing_on_the_main_path_holds_the_window_longer_than_a_tenth_of_a_second(
    lived_in_file: Path, tmp_path: Path
) -> None:
    slow: dict[str, float] = {}
    for number in range(ROUNDS):
        taken = walked(copied_whole(lived_in_file, tmp_path / str(number)))
        assert len(taken) > STEPS
        slow = held(taken) if number == 0 else in_both(slow, held(taken))
        if set(slow) <= {ON_PURPOSE}:
            break
    # What the way itself holds the thread with is found too, or nothing would be.
    assert set(slow) == {ON_PURPOSE}, slow


def held(taken: Mapping[str, float]) -> dict[str, float]:
    """The steps that hold the thread too long, in seconds."""
    return {name: took for name, took in taken.items() if took > BOUND}


def in_both(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """What is slow in two runs, with the less of the two."""
    return {name: min(one[name], other[name]) for name in one if name in other}


class Still:
    """A program that reads nothing behind the window."""

    def is_busy(self) -> bool:
        return False


@pytest.mark.parametrize(
    "act",
    [hold, partial(QTimer.singleShot, 0, hold), partial(QTimer.singleShot, 5, hold)],
    ids=["at once", "in the next turn", "later"],
)
def test_what_holds_the_thread_is_found_whenever_it_runs(
    act: Callable[[], object], qapp: QApplication
) -> None:
    assert longest(cast("Walk", Still()), act) > BOUND


def test_what_only_waits_holds_nothing(qapp: QApplication) -> None:
    assert longest(cast("Walk", Still()), partial(time.sleep, 2 * BOUND)) < BOUND


def test_a_step_counts_as_slow_only_where_it_is_so_in_each_run() -> None:
    runs = {"page": 0.2, "list": 0.3}, {"page": 0.12, "list": 0.05}
    assert in_both(*map(held, runs)) == {"page": 0.12}


def walked(office: Path) -> dict[str, float]:
    """Seconds of the longest stretch of each step, from a process that has opened nothing before."""
    command = [sys.executable, "-m", "tests.widgets.stretches_process", str(office)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    # An installed program has its bytecode; a machine that forbids writing it would time the compiler.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    taken: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return taken
