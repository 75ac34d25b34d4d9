"""Measure everything side by side and write RESULTS.md; exits 1 where a ratio is worse than its bound."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks import results
from benchmarks.parts import PARTS, Part
from benchmarks.ratio import Ratio, report


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for; 1 if any ratio is worse than its bound."""
    asked = parser().parse_args(arguments)
    measured: list[results.Measured] = []
    failed = 0
    for part in chosen(asked.only, asked.short, asked.long):
        print(f"\n{part.heading}", flush=True)
        begun = time.monotonic()
        ratios = part.measure(asked.short)
        failed |= report(ratios)
        measured.append(results.Measured(part, ratios, time.monotonic() - begun, date.today()))  # noqa: DTZ011
        if not asked.short:
            # After each part, so that a run that is broken off leaves what it found.
            results.write(measured, asked.out)
    _say_what_is_worse([ratio for part in measured for ratio in part.ratios if not ratio.holds])
    return failed


def _say_what_is_worse(ratios: Sequence[Ratio]) -> None:
    """Once more at the end, where it is found below hundreds of lines."""
    for ratio in ratios:
        print(f"worse than its bound: {ratio.name}: {ratio.value:.2f} > {ratio.bound:g}", file=sys.stderr)


def parser() -> argparse.ArgumentParser:
    """What may be asked for."""
    made = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure the program beside named peers and floors. Without --short the results are written.",
        epilog="parts: " + ", ".join(part.name + (" (long)" if part.only_long else "") for part in PARTS),
    )
    size = made.add_mutually_exclusive_group()
    size.add_argument(
        "--short", action="store_true", help="what CI runs: less of everything, no peers, nothing written"
    )
    size.add_argument(
        "--long", action="store_true", help="also the growth to 100 townships and the whole county"
    )
    made.add_argument(
        "--only",
        action="append",
        metavar="NAME",
        choices=[part.name for part in PARTS],
        help="this part; repeatable",
    )
    made.add_argument(
        "--out", type=Path, default=results.PATH, help="where to write, else benchmarks/RESULTS.md"
    )
    return made


def chosen(only: Sequence[str] | None, short: bool, long: bool) -> list[Part]:
    """The parts of a run; one that is named runs whatever its length."""
    if only:
        return [part for part in PARTS if part.name in only]
    return [part for part in PARTS if (part.in_short or not short) and (long or not part.only_long)]


if __name__ == "__main__":
    sys.exit(main())
