"""`python -m tests.reliability NAME --rounds N --seed N`: one harness in its long form; exit status 1 on a finding."""

from __future__ import annotations

import argparse
import importlib
import sys

HARNESSES: dict[str, int] = {
    "damage": 200,
    "disk": 60,
}
"""Each harness (a module of this package with `run(rounds, seed) -> Report`) with the rounds of its long form."""


def main() -> int:
    """Run one harness."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability")
    parser.add_argument("name", choices=sorted(HARNESSES))
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    harness = importlib.import_module(f"tests.reliability.{wanted.name}")
    report = harness.run(wanted.rounds or HARNESSES[wanted.name], wanted.seed)
    sys.stdout.write(report.text() + "\n")
    return 1 if report.findings else 0


if __name__ == "__main__":
    sys.exit(main())
