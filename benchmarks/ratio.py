"""Ratios measured side by side, their bounds, and the table that prints them."""

from __future__ import annotations

import json
import math
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """A measured value against its bound; at most the bound is good. `unit_note` says what is compared."""

    name: str
    value: float
    bound: float
    unit_note: str = ""

    @property
    def holds(self) -> bool:
        """Whether the value is within its bound."""
        return self.value <= self.bound


@dataclass(frozen=True, slots=True)
class Sample:
    """What one run took: seconds of user CPU and the peak of memory in MB."""

    seconds: float
    megabytes: float


def run_fresh(module: str, *arguments: str) -> Sample:
    """Run `python -m module` in a process of its own; it prints one JSON line with `seconds` and `megabytes`."""
    command = [sys.executable, "-m", module, *arguments]
    line = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1]
    return Sample(**json.loads(line))


def timed(ask: Callable[[], object], before: Callable[[], object] | None = None) -> Callable[[], Sample]:
    """CPU seconds of the asking thread, the best of three: a question takes milliseconds.

    What is done `before` each, such as a change that nothing kept from earlier can answer, does not count.
    """

    def run() -> Sample:
        taken = []
        for _turn in range(3):
            if before is not None:
                before()
            begun = time.thread_time()
            ask()
            taken.append(time.thread_time() - begun)
        return Sample(min(taken), 0)

    return run


def exponent(times: float, larger: float) -> float:
    """How cost grows: what takes so many times as long with so many times as much."""
    return math.log(times) / math.log(larger)


def interleaved(
    runs: Mapping[str, Callable[[], Sample]], rounds: int, seldom: Sequence[str] = ()
) -> dict[str, list[Sample]]:
    """Run everything once per round, so that a noisy minute hits all alike; `seldom` ones run once."""
    samples: dict[str, list[Sample]] = {name: [] for name in runs}
    for turn in range(rounds):
        for name, run in runs.items():
            if turn == 0 or name not in seldom:
                samples[name].append(run())
    return samples


def median_seconds(samples: Sequence[Sample]) -> float:
    """Return the median of user CPU seconds."""
    return statistics.median(sample.seconds for sample in samples)


def median_ratio(samples: Sequence[Sample], base: Sequence[Sample]) -> float:
    """Return the median of the ratios of runs made in the same round."""
    return statistics.median(a.seconds / b.seconds for a, b in zip(samples, base, strict=False))


def report(ratios: Sequence[Ratio]) -> int:
    """Print one line per ratio and return the exit status: 1 if any is worse than its bound."""
    width = max((len(ratio.name) for ratio in ratios), default=0)
    for ratio in ratios:
        verdict = "ok" if ratio.holds else "WORSE"
        print(
            f"{ratio.name:{width}}  {ratio.value:8.2f}  <= {ratio.bound:<7g} {verdict:5}  {ratio.unit_note}"
        )
    return 0 if all(ratio.holds for ratio in ratios) else 1
