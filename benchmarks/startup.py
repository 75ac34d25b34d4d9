"""Start of the program: process start to first painted window, beside a bare QMainWindow (offscreen)."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.ratio import Ratio

SHORT_ROUNDS, LONG_ROUNDS = 5, 15
AIM_CPU, AIM_MEMORY = 1.7, 1.6
BOUND_CPU, BOUND_MEMORY = 4.1, 2.0
"""Guards against growth; the aims are not reached yet (docs/decisions/0010)."""
FORBIDDEN = (
    "reportlab",
    "PIL",
    "xlsxwriter",
    "babel",
    "dateutil",
    "click",
    "holidays",
    "pypinyin",
    "numpy",
    "pandas",
    "sqlite_utils",
)

_REPORT = """
import os, resource, sys
def resident():
    # Mapped faces of the system are left out: which of them a machine has is not ours.
    total, font = 0, False
    for line in open("/proc/self/smaps"):
        words = line.split()
        if words[0] == "Rss:":
            total += 0 if font else int(words[1])
        elif not words[0].endswith(":"):
            font = words[-1].endswith((".ttc", ".ttf", ".otf"))
    return total / 1024
def report():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    heavy = [name for name in {forbidden!r} if name in sys.modules]
    print(usage.ru_utime + usage.ru_stime, resident(), ",".join(heavy) or "-", flush=True)
    os._exit(0)
"""
_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        report()
app = QApplication([])
window = Window()
window.resize(1440, 868)
window.show()
app.exec()
"""
_PROGRAM = """
import gc
gc.disable()  # as gzparty.__main__ does
from pathlib import Path
from gzparty import desktop
from gzparty.qt_libraries import qt_problem
qt_problem()
from ui import application as qt
from ui.main_window import MainWindow
paint = MainWindow.paintEvent
def painted(self, event):
    paint(self, event)
    report()
MainWindow.paintEvent = painted
toolkit = qt.make_qt(["gzparty"])
shown = desktop.Desktop(qt.Application(toolkit, qt.user_settings(Path({memory!r}))), None)
window = shown.show_office(Path({office!r}))
window.resize(1440, 868)
toolkit.exec()
"""


def measure(short: bool) -> list[Ratio]:
    """User and system CPU, and memory, at first paint: the workbench with a township over the bare window."""
    with TemporaryDirectory() as folder:
        office = _office(Path(folder))
        report = _REPORT.format(forbidden=FORBIDDEN)
        scripts = {
            "bare": report + _BARE,
            "program": report + _PROGRAM.format(memory=folder, office=str(office)),
        }
        rounds = SHORT_ROUNDS if short else LONG_ROUNDS
        figures: dict[str, list[tuple[float, float]]] = {name: [] for name in scripts}
        for name, script in scripts.items():
            _run(script)  # the first run reads everything from disk
            figures[name].clear()
        for _round in range(rounds):
            for name, script in scripts.items():
                figures[name].append(_run(script))
    return [
        Ratio("start: CPU to first paint / bare window", _quotient(figures, 0), BOUND_CPU, f"aim {AIM_CPU}"),
        Ratio(
            "start: memory at first paint / bare window",
            _quotient(figures, 1),
            BOUND_MEMORY,
            f"aim {AIM_MEMORY}",
        ),
    ]


def _quotient(figures: dict[str, list[tuple[float, float]]], place: int) -> float:
    median = {name: statistics.median(run[place] for run in runs) for name, runs in figures.items()}
    return median["program"] / median["bare"]


def _run(script: str) -> tuple[float, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    # An installed program has its bytecode; a machine that forbids writing it would time the compiler.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    cpu, memory, heavy = done.stdout.split()
    if heavy != "-":
        raise AssertionError(heavy)
    return float(cpu), float(memory)


def _office(folder: Path) -> Path:
    demo = [sys.executable, "-m", "gzparty", "demo", "--out", str(folder), "--no-window"]
    subprocess.run(demo, check=True, capture_output=True)
    return folder / "sample.gzparty"


if __name__ == "__main__":
    from benchmarks.ratio import report

    sys.exit(report(measure("--short" in sys.argv)))
