"""The window of a built folder on a screen of its own: found, spoken to by keys, closed; how soon it is there."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from tests.built.place import Place

TITLE, MANUAL = "官庄党建工作台", "手册"
NEEDED = ("Xvfb", "xdotool")
ROUNDS = 5
SECONDS = 120
"""A window that is not there then does not come."""
STEP = 0.02
PAUSE = 1.0
"""Seconds in which a menu opens."""


def problem() -> str:
    """Why no window can be tried here; empty where it can."""
    missing = [name for name in NEEDED if not shutil.which(name)]
    return f"{', '.join(missing)} missing" if missing else ""


def findings(place: Place) -> Iterator[str]:
    """What of the window does not work; sentences."""
    with _screen() as display:
        environ = place.environment(DISPLAY=display)
        office = place.inside(place.scratch / "demo" / "sample.gzparty")
        window = subprocess.Popen(
            [*place.command(), "--office", office], env=environ, stderr=subprocess.PIPE, encoding="utf-8"
        )
        try:
            yield from _walk(window, display)
        finally:
            window.kill()
            _, said = window.communicate()
        # Of a desktop's services none runs on a bare screen, which Qt may say; of the folder it has nothing to say.
        if said.strip():
            yield f"the window says: {said.strip()[-600:]}"


def start_ratio(place: Place) -> float:
    """CPU from start to the window on the screen, of the folder over the program run from its source; medians of `ROUNDS`."""
    office = place.scratch / "demo" / "sample.gzparty"
    folder = [*place.command(), "--office", place.inside(office)]
    source = [sys.executable, "-m", "gzparty", "--office", str(office)]
    taken: dict[str, list[float]] = {"folder": [], "source": []}
    with _screen() as display:
        environ = {"folder": place.environment(DISPLAY=display), "source": {**os.environ, "DISPLAY": display}}
        environ["source"] = {**environ["source"], "HOME": str(place.scratch / "home")}
        environ["source"].pop("QT_QPA_PLATFORM", None)
        for _round in range(ROUNDS + 1):
            taken["folder"].append(_until_shown(folder, environ["folder"], display))
            taken["source"].append(_until_shown(source, environ["source"], display))
    # The first round reads everything from disk.
    return statistics.median(taken["folder"][1:]) / statistics.median(taken["source"][1:])


def _walk(window: subprocess.Popen[str], display: str) -> Iterator[str]:
    shown = _wait_for(TITLE, window, display)
    if shown is None:
        yield "no window comes"
        return
    _press(shown, display, "F1")
    if _wait_for(MANUAL, window, display) is None:
        yield "F1 opens no manual"
    # 文件, 退出: a bare screen has no frame to close a window by.
    _press(shown, display, "alt+f", "x")
    try:
        status = window.wait(SECONDS)
    except subprocess.TimeoutExpired:
        yield "the window does not close"
        return
    if status != 0:
        yield f"the window ends with {status}"


def _press(window: str, display: str, *keys: str) -> None:
    _tell(display, "windowfocus", "--sync", window)
    for key in keys:
        _tell(display, "key", key)
        time.sleep(PAUSE)


def _until_shown(command: Sequence[str], environ: Mapping[str, str], display: str) -> float:
    started = subprocess.Popen(command, env=dict(environ), stderr=subprocess.PIPE, encoding="utf-8")
    try:
        if _wait_for(TITLE, started, display) is None:
            started.kill()
            raise RuntimeError(f"no window of {command[0]}: {started.communicate()[1]}")
        words = _proc_stat(started.pid)
    finally:
        started.kill()
        started.wait()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def _proc_stat(pid: int) -> list[str]:
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        return file.read().rpartition(")")[2].split()


def _wait_for(title: str, process: subprocess.Popen[str], display: str) -> str | None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        if found := _windows(title, display):
            return found[-1]
        time.sleep(STEP)
    return None


def _windows(title: str, display: str) -> list[str]:
    return _tell(display, "search", "--onlyvisible", "--name", title).split()


def _tell(display: str, *words: str) -> str:
    environ = {**os.environ, "DISPLAY": display, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        ["xdotool", *words], env=environ, capture_output=True, text=True, check=False
    ).stdout


@contextmanager
def _screen() -> Iterator[str]:
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp", "-noreset", "-screen", "0", "1440x900x24"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        screen.terminate()
        screen.wait()
