"""The window's thread is never held longer than a clerk notices, on the main path over the lived-in sample office.

CPU time of the thread, so that a busy machine does not fail it; a step counts as slow where it is in each of three runs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.widgets.lived_in import copied_whole

BOUND = 0.1
"""Seconds a step may hold the thread; after that a key seems to have been lost."""
LONGER: Mapping[str, float] = {
    "settings: first shown": 0.45,
    "print: first shown": 0.3,
    "tours: first shown": 0.25,
    "import: first shown": 0.25,
    "training: first shown": 0.16,
    "ledger: first shown": 0.15,
    "people: first shown": 0.15,
}
"""Pages that are built in one go when they are first opened (docs/decisions/0041); what they may take once."""
ROUNDS = 3


def test_nothing_on_the_main_path_holds_the_window_longer_than_a_tenth_of_a_second(
    lived_in_file: Path, tmp_path: Path
) -> None:
    slow: dict[str, float] = {}
    for number in range(ROUNDS):
        taken = walked(copied_whole(lived_in_file, tmp_path / str(number)))
        assert len(taken) > 2 * len(LONGER)
        found = {name: took for name, took in taken.items() if took > LONGER.get(name, BOUND)}
        slow = (
            found if number == 0 else {name: min(slow[name], found[name]) for name in slow if name in found}
        )
        if not slow:
            return
    assert slow == {}


def walked(office: Path) -> dict[str, float]:
    """Seconds of the longest stretch of each step, from a process that has opened nothing before."""
    command = [sys.executable, "-m", "tests.widgets.stretches_process", str(office)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    # An installed program has its bytecode; a machine that forbids writing it would time the compiler.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    taken: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return taken
