"""`python -m tests.reliability NAME --rounds N --seed N`: one harness in its long form; exit status 1 on a finding."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

HARNESSES: dict[str, int] = {
    "crash": 1000,
    "damage": 200,
    "disk": 60,
    "fuzz": 20,
    "leaks": 3,
    "offline": 3,
    "power": 300,
}
"""Each harness (a module of this package with `run(rounds, seed) -> Report`) with the rounds of its long form."""


def main() -> int:
    """Run one harness."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability")
    parser.add_argument("name", choices=sorted(HARNESSES))
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="where what was found is kept, for a harness that keeps it")
    wanted = parser.parse_args()
    harness = importlib.import_module(f"tests.reliability.{wanted.name}")
    kept = {"out": wanted.out} if wanted.out else {}
    report = harness.run(wanted.rounds or HARNESSES[wanted.name], wanted.seed, **kept)
    sys.stdout.write(report.text() + "\n")
    return 1 if report.findings else 0


if __name__ == "__main__":
    sys.exit(main())
