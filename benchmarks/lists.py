"""Lists of 100,000 rows in a QTableView: ids from SQL with a paged cache, which the program has, beside the usual models."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.list_models import fill
from benchmarks.ratio import Ratio

ROUNDS = 3
OURS = "paged"
LABELS = {
    OURS: "ids from SQL, paged cache",
    "list": "a list, sorted in Python",
    "proxy": "QSortFilterProxyModel over a Python model",
    "items": "QSortFilterProxyModel over a QStandardItemModel",
    "widget": "QTableWidget",
}
STEPS = ("load", "sort", "filter")
MOST_MS = 150.0
"""Of the window's thread, for opening, sorting and filtering each."""
SLOWER = 1 / 50
"""How much of a proxy's time to sort may be taken."""
Steps = dict[str, float]


def measure(_short: bool) -> list[Ratio]:
    """Every step of every model; what the proxies take of ours."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.db"
        fill(path)
        found: dict[str, list[Steps]] = {name: [] for name in LABELS}
        for turn in range(ROUNDS):
            for name in LABELS:
                # The slow ones tell in one round what there is to tell.
                if turn == 0 or name in (OURS, "list"):
                    found[name].append(_measured(name, path))
    taken = {name: _medians(steps) for name, steps in found.items()}
    ours = taken[OURS]
    ratios = [
        Ratio(f"list: {step}", ours[step] * 1000, None, "ms of the window's thread", MOST_MS)
        for step in STEPS
    ]
    for name, label in LABELS.items():
        if name != OURS:
            ratios += [_beside(label, step, ours, taken[name], name) for step in STEPS]
    memory = {label: taken[name]["megabytes"] for name, label in LABELS.items()}
    least = max(memory[LABELS[OURS]], 1.0)
    return ratios + [
        Ratio(
            f"list: memory, {label} / ours",
            megabytes / least,
            None,
            f"{megabytes:.0f} MB above the bare window",
        )
        for label, megabytes in memory.items()
    ]


def _beside(label: str, step: str, ours: Steps, theirs: Steps, name: str) -> Ratio:
    aim = SLOWER if (name, step) == ("proxy", "sort") else None
    note = f"{theirs[step] * 1000:.0f} ms there"
    return Ratio(f"list: {step}, ours / {label}", ours[step] / theirs[step], None, note, aim)


def _measured(name: str, path: Path) -> Steps:
    command = [sys.executable, "-m", "benchmarks.list_models", name, str(path)]
    line = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1]
    found: Steps = json.loads(line)
    return found


def _medians(found: list[Steps]) -> Steps:
    return {step: statistics.median(steps[step] for steps in found) for step in found[0]}
