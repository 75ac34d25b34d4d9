"""Start of the program: process start to first painted window, beside a bare QMainWindow (offscreen)."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.ratio import Ratio

SHORT_ROUNDS, LONG_ROUNDS = 5, 15
AIM_CPU, AIM_MEMORY = 1.7, 1.6
BOUNDS = {"first paint": (3.3, 1.95), "workbench with its records": (5.9, 2.3)}
"""CPU and memory: guards against growth; the aims are not reached yet (docs/decisions/0010)."""
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


class Painted(NamedTuple):
    """What a window had taken when it was first painted: seconds of CPU, and memory."""

    cpu: float
    megabytes: float


REPORT = """
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
BARE = """
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
_AT_FIRST_PAINT = """
from ui.main_window import MainWindow
paint = MainWindow.paintEvent
def painted(self, event):
    paint(self, event)
    report()
MainWindow.paintEvent = painted
def watch():
    pass
"""
_WITH_RECORDS = """
def watch():
    # Behind what is read: the workbench shows it, and nothing waits to be painted.
    if window.current_page().is_busy():
        QTimer.singleShot(2, watch)
        return
    for _turn in range(3):
        toolkit.processEvents()
    report()
"""
_PROGRAM = """
import gc
gc.disable()  # as gzparty.__main__ does
from pathlib import Path
from gzparty import desktop
from gzparty.qt_libraries import qt_problem
qt_problem()
from PySide6.QtCore import QTimer
from ui import application as qt
{moment}
toolkit = qt.make_qt(["gzparty"])
shown = desktop.Desktop(qt.Application(toolkit, qt.user_settings(Path({memory!r}))), None)
window = shown.show_office(Path({office!r}))
window.resize(1440, 868)
QTimer.singleShot(0, watch)
toolkit.exec()
"""


def measure(short: bool) -> list[Ratio]:
    """User and system CPU, and memory, over those of the bare window: at first paint, and with what the page shows read.

    The page is painted before its records are there; only with them can the clerk begin.
    """
    with TemporaryDirectory() as folder:
        office = sample_office(Path(folder))
        report, later = REPORT.format(forbidden=FORBIDDEN), REPORT.format(forbidden=())
        scripts = {
            "bare": report + BARE,
            "first paint": report + program(Path(folder), office),
            "workbench with its records": later + program(Path(folder), office, _WITH_RECORDS),
        }
        figures = painted(scripts, SHORT_ROUNDS if short else LONG_ROUNDS)
    bare = figures.pop("bare")
    return [ratio for moment, taken in figures.items() for ratio in _ratios(moment, taken, bare)]


def _ratios(moment: str, taken: Painted, bare: Painted) -> list[Ratio]:
    cpu = f"{taken.cpu:.2f} s / {bare.cpu:.2f} s user and system CPU"
    memory = f"{taken.megabytes:.0f} MB / {bare.megabytes:.0f} MB"
    bound_cpu, bound_memory = BOUNDS[moment]
    return [
        Ratio(f"start: CPU to {moment} / bare window", taken.cpu / bare.cpu, bound_cpu, cpu, AIM_CPU),
        Ratio(
            f"start: memory at {moment} / bare window",
            taken.megabytes / bare.megabytes,
            bound_memory,
            memory,
            AIM_MEMORY,
        ),
    ]


def program(memory: Path, office: Path, moment: str = _AT_FIRST_PAINT) -> str:
    """What starts the window over an office and reports at a `moment`; `memory` is the user's own folder."""
    return _PROGRAM.format(memory=str(memory), office=str(office), moment=moment)


def painted(scripts: Mapping[str, str], rounds: int) -> dict[str, Painted]:
    """The medians of scripts that each report at their first paint, in turn."""
    for script in scripts.values():
        _run(script)  # the first run reads everything from disk
    figures: dict[str, list[Painted]] = {name: [] for name in scripts}
    for _round in range(rounds):
        for name, script in scripts.items():
            figures[name].append(_run(script))
    return {
        name: Painted(*(statistics.median(values) for values in zip(*runs, strict=True)))
        for name, runs in figures.items()
    }


def _run(script: str) -> Painted:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    # An installed program has its bytecode; a machine that forbids writing it would time the compiler.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    cpu, memory, heavy = done.stdout.split()
    if heavy != "-":
        raise AssertionError(heavy)
    return Painted(float(cpu), float(memory))


def sample_office(folder: Path) -> Path:
    """The sample of a township, made as a clerk makes it."""
    demo = [sys.executable, "-m", "gzparty", "demo", "--out", str(folder), "--no-window"]
    subprocess.run(demo, check=True, capture_output=True)
    return folder / "sample.gzparty"
