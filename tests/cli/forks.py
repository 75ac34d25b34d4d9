"""Runs one command of the program after another, each in a process forked from one that has its modules loaded.

Started as `python tests/cli/forks.py`; a line of JSON on stdin orders a command, its exit status comes back as a line.
Starting Python and importing the program took two thirds of the time of these tests.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import traceback
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

LOADED = (
    *(
        "office",
        "demo",
        "importing",
        "records",
        "dues",
        "problems",
        "materials",
        "printing",
        "papers",
        "calendar",
        "prints",
    ),
)


class Forks:
    """A process that waits with everything loaded; `run` gives what `subprocess.run` would."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )

    def run(
        self, arguments: list[str], environment: Mapping[str, str], folder: Path
    ) -> subprocess.CompletedProcess[str]:
        """Run one command; what it prints goes through two files in a folder."""
        out, err = folder / "stdout", folder / "stderr"
        order = {"arguments": arguments, "environment": dict(environment), "out": str(out), "err": str(err)}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        status = int(self._process.stdout.readline())
        return subprocess.CompletedProcess(
            arguments, status, out.read_text("utf-8", "strict"), err.read_text("utf-8", "strict")
        )

    def close(self) -> None:
        """Let it end."""
        with self._process:
            # Leaving it closes the pipes, at which the process ends, and waits for that.
            pass


def serve() -> None:
    """Answer orders until stdin ends; what a command writes waits for no disk, as in the tests themselves."""
    import pytest

    from tests.disk import write_carelessly

    write_carelessly(pytest.MonkeyPatch())
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for module in LOADED:
        import_module(f"gzparty.cli.{module}")
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            answers.close()
            raise SystemExit(_obey(order))
        _pid, status = os.waitpid(child, 0)
        answers.write(f"{os.waitstatus_to_exitcode(status)}\n")
        answers.flush()


def _obey(order: Mapping[str, Any]) -> int:
    """Be the command, in the forked process."""
    from gzparty.__main__ import main

    for number, target in ((1, order["out"]), (2, order["err"])):
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(handle, number)
        os.close(handle)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.update(order["environment"])
    sys.argv = ["gzparty", *order["arguments"]]
    try:
        return main()
    except Exception:
        traceback.print_exc()
        return 1


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    serve()
