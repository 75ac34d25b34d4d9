"""Peers the program does without run in an environment made for them and thrown away, never in its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.ratio import Sample

PACKAGES = {
    "fpdf2": "fpdf2==2.8.9",
    "typst": "typst==0.15.2",
    "pymupdf": "pymupdf==2.0",
    "weasyprint": "weasyprint==70.0",
}
"""Versions the figures were measured with."""
PATIENCE_SECONDS = 300
_ROOT = Path(__file__).parents[1]


class Absent(Exception):
    """A peer that cannot run here; says why."""


def run_apart(package: str, module: str, *arguments: str) -> Sample:
    """Run `python -m module` with one package; it prints one JSON line with `seconds` and `megabytes`.

    Raises:
        Absent: there is no uv, or the package cannot be had, or does not run.
    """
    uv = shutil.which("uv")
    if uv is None:
        raise Absent("uv is not there")
    python = ".".join(map(str, sys.version_info[:2]))
    command = [uv, "run", "-q", "--no-project", "--isolated", "--python", python, "--with", PACKAGES[package]]
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    try:
        done = subprocess.run(
            [*command, "python", "-m", module, *arguments],
            cwd=_ROOT,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
        )
    except subprocess.CalledProcessError as error:
        raise Absent(_reason(error.stderr.splitlines(), PACKAGES[package])) from error
    except subprocess.TimeoutExpired as error:
        raise Absent(f"took more than {PATIENCE_SECONDS} s") from error
    return Sample(**json.loads(done.stdout.splitlines()[-1]))


def _reason(lines: Sequence[str], package: str) -> str:
    """The kind of error, without anything that tells of the machine."""
    kinds = [line.split(":")[0].strip() for line in lines if line and not line.startswith(" ")]
    known = next((kind for kind in reversed(kinds) if kind.endswith("Error")), "it could not be installed")
    return f"{package}: {known}"
