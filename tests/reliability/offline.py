"""Watches every system call of the program from outside: no socket of any network is ever made.

strace follows each thread and child. A socket of a family other than AF_UNIX (the local sockets of the desktop, of the
print service, of the second start) is a finding: AF_INET and AF_INET6, and the others too, since none is needed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from gzparty.qt_libraries import display_problem
from tests.reliability.report import Report

CALLS = "socket,connect,sendto,sendmsg,sendmmsg,bind"
LOCAL = frozenset({"AF_UNIX", "AF_LOCAL", "AF_UNSPEC"})
"""AF_UNSPEC names no address: it takes one back."""
FAMILY = re.compile(r"(?:socket\(|sa_family=)(AF_\w+)")
RESOURCES = Path(__file__).resolve().parents[2] / "resources"
SCREEN = "1440x900x24"


class Watched(NamedTuple):
    """What was seen of one run: its exit status, its socket calls by family, those that leave the machine, what it said."""

    status: int
    families: Counter[str]
    outside: list[str]
    said: str


def strace_problem() -> str:
    """Why system calls cannot be watched here; empty where they can."""
    if not shutil.which("strace"):
        return "strace is missing: apt-get install strace"
    tried = subprocess.run(["strace", "-qq", "-e", "trace=none", "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "this machine does not let strace watch a program"


def run(rounds: int, seed: int) -> Report:
    """The demo, the commands and a picture of every page once, then `rounds` sessions of the window."""
    report = Report("offline", seed)
    problem = strace_problem()
    if problem:
        report.find(problem)
        return report
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        demo(report, folder)
        commands(report, folder)
        size = ("screenshots", str(folder / "shots"), "--size", "1440x868")
        watch(report, "pictures of every page", program(folder, *size), folder)
        for number in range(rounds):
            session(report, folder, seed + number, pages=0)
    return report


def demo(report: Report, folder: Path) -> None:
    """Build the sample office with its papers, below a folder."""
    command = [sys.executable, "-m", "gzparty", "demo", "--out", str(folder / "demo"), "--no-window"]
    watch(report, "demo", command, folder)


def commands(report: Report, folder: Path) -> None:
    """Commands that read, import, print, export and copy, on the sample office of `demo`."""
    units, members = RESOURCES / "units" / "guanzhuang_units.csv", RESOURCES / "sample" / "members.xlsx"
    lines = (
        ("list", "people"),
        ("import", "units", units),
        ("import", "members", members, "--dry-run"),
        ("print", "roll", "--training", "2026-06", "-o", folder / "roll.pdf"),
        ("print", "training-notice", "--training", "2026-06", "-o", folder / "notice.docx"),
        ("export", "people", "-o", folder / "people.xlsx"),
        ("backup", folder / "copies"),
        ("check",),
    )
    for line in lines:
        watch(report, "commands", program(folder, *map(str, line)), folder)


def session(report: Report, folder: Path, seed: int, pages: int) -> None:
    """One session of the window on the sample office of `demo`; see `session.py`."""
    office = str(folder / "demo" / "sample.gzparty")
    walk = ["tests.reliability.session", office, str(folder), "--seed", str(seed), "--pages", str(pages)]
    with display(folder) as environment:
        platform = "xcb" if "DISPLAY" in environment else "offscreen"
        watch(report, f"sessions on {platform}", [sys.executable, "-m", *walk], folder, environment)


def program(folder: Path, *words: str) -> list[str]:
    """The command line of the program on the sample office."""
    office = str(folder / "demo" / "sample.gzparty")
    return [sys.executable, "-m", "gzparty", "--office", office, "--today", "2026-06-17", *words]


def watch(
    report: Report,
    kind: str,
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run a command and note in the report what it did to the network."""
    seen = traced(command, folder, environment)
    report.count(kind)
    for family, times in seen.families.items():
        report.count(f"calls with {family}", times)
    for line in seen.outside:
        report.find(f"{kind}: {line}")
    # 3 says that some rows of an import wait for a decision.
    if seen.status not in (0, 3):
        report.find(f"{kind} ended with {seen.status}: {seen.said[-500:]}")


def traced(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Watched:
    """Run a command under strace, with a home of its own below a folder."""
    log = folder / "strace.txt"
    strace = [
        "strace",
        "-f",
        "-qq",
        "--seccomp-bpf",
        "-e",
        f"trace={CALLS}",
        "-e",
        "signal=none",
        "-o",
        str(log),
    ]
    done = subprocess.run(
        [*strace, *command],
        env=dict(environment) if environment is not None else offscreen(folder),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    lines = log.read_text("utf-8", "replace").splitlines()
    families = Counter(family for line in lines for family in FAMILY.findall(line))
    outside = [line for line in lines if any(family not in LOCAL for family in FAMILY.findall(line))]
    return Watched(done.returncode, families, outside, done.stderr)


def offscreen(folder: Path) -> dict[str, str]:
    """An environment with a home of its own and no display."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}


@contextmanager
def display(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of a window: a screen of its own where the libraries for it are there, else offscreen."""
    environment = offscreen(folder)
    screened = {key: value for key, value in environment.items() if key != "QT_QPA_PLATFORM"}
    if not shutil.which("Xvfb") or display_problem({**screened, "DISPLAY": ":0"}):
        yield environment
        return
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp", "-screen", "0", SCREEN],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        yield {**screened, "DISPLAY": f":{number}"}
    finally:
        screen.terminate()
        screen.wait()
