"""A process that has everything imported and forks one child a round, so that a round does not wait for an interpreter.

Spoken to in lines of JSON over its pipes. A child writes a line into `reports` after each deed that was reported as done.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
REPORTS = "reports"
DONE = "done"


class Ended(NamedTuple):
    """How a child ended: the lines it reported, whether it was killed, and how long its work took, in seconds."""

    reports: tuple[str, ...]
    killed: bool
    seconds: float

    @property
    def deeds(self) -> int:
        """How many deeds were reported as done."""
        return self.reports.count(DONE)

    @property
    def said(self) -> str:
        """What ended the work early: a refusal's code or a traceback; empty if nothing did."""
        return "\n".join(line for line in self.reports if line not in (DONE, "end"))


class Nursery:
    """The process, started with the context; `extra` are variables of its environment."""

    def __init__(self, extra: Mapping[str, str] | None = None) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.nursery"],
            cwd=ROOT,
            env={**os.environ, **(extra or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, kind: str, folder: Path, kill_after: float | None = None, order: str = "") -> Ended:
        """Do one kind of work in a child, killed after so many seconds; `order` arms the layer below its files."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        job = {"kind": kind, "folder": str(folder), "kill_after": kill_after, "order": order}
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        reports = folder / REPORTS
        lines = reports.read_text("utf-8").splitlines() if reports.exists() else []
        return Ended(tuple(lines), answer["killed"], answer["seconds"])

    def __enter__(self) -> Nursery:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()


def _serve() -> None:
    """Fork a child for each line that comes in; everything it needs is imported before."""
    import tests.reliability.ground as ground

    ground.keys()
    _warm_up()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_round(json.loads(line))) + "\n")
        sys.stdout.flush()


def _warm_up() -> None:
    """Build an office once, which imports all that is imported late."""
    import tempfile

    from tests.reliability.deeds import prepare, work_of
    from tests.reliability.ground import build

    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder) / "base")
        for kind in ("recording", "looking back", "keeping", "migrating v0001", "restoring"):
            prepare(kind, Path(folder) / "base", Path(folder) / kind)
            for _deed in work_of(kind)(Path(folder) / kind):
                pass


def _round(job: Mapping[str, str | float | None]) -> dict[str, object]:
    began, begin = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(began)
        _work(str(job["kind"]), Path(str(job["folder"])), str(job["order"]), begin)
    os.close(begin)
    os.read(began, 1)
    started = time.monotonic()
    # The pipe's other end closes when the child ends.
    killed = job["kill_after"] is not None and not select.select([began], [], [], float(job["kill_after"]))[0]
    if killed:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(began)
    return {"killed": killed, "seconds": time.monotonic() - started}


def _work(kind: str, folder: Path, order: str, begin: int) -> None:
    """The child: never returns."""
    from gzparty.domain.diagnostic import Refusal
    from tests.reliability import power_layer
    from tests.reliability.deeds import work_of

    reports = os.open(folder / REPORTS, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        if order:
            power_layer.arm(folder, order)
        os.write(begin, b".")
        for _deed in work_of(kind)(folder):
            os.write(reports, f"{DONE}\n".encode())
            if order:
                power_layer.mark()
        os.write(reports, b"end\n")
    except Refusal as refusal:
        os.write(reports, f"refused {refusal.diagnostics[0].code}\n".encode())
    except BaseException:
        os.write(reports, traceback.format_exc().encode())
    finally:
        os._exit(0)


if __name__ == "__main__":
    _serve()
