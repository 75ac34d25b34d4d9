"""Ratios measured side by side, their bounds, and the table that prints them."""

from __future__ import annotations

import gc
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
    """A measured value against its bound; at most the bound is good. `unit_note` says what is compared.

    A peer that is only told for comparison has no bound. `aim` is what was set out for where the bound is wider.
    """

    name: str
    value: float
    bound: float | None
    unit_note: str = ""
    aim: float | None = None

    @classmethod
    def unmeasured(cls, name: str, why: str) -> Ratio:
        """A row that could not be measured here, and why."""
        return cls(name, math.nan, None, f"not measured: {why}")

    @property
    def is_measured(self) -> bool:
        """Whether there is a value."""
        return not math.isnan(self.value)

    @property
    def holds(self) -> bool:
        """Whether the value is within its bound; what has none, or was not measured, is not worse than it."""
        return self.bound is None or self.value <= self.bound

    @property
    def reaches(self) -> bool:
        """Whether the value is within what was set out for."""
        return self.holds and (self.aim is None or self.value <= self.aim)


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


def timed_once(work: Callable[[], object]) -> Sample:
    """CPU seconds of the process for something that is done once; what earlier work left is cleared away before."""
    gc.collect()
    begun = time.process_time()
    work()
    return Sample(time.process_time() - begun, 0)


def exponent(times: float, larger: float) -> float:
    """How cost grows: what takes so many times as long with so many times as much."""
    return math.log(times) / math.log(larger)


def fitted_exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """The slope of cost over size, both as logarithms, through all that was measured."""
    across = [math.log(size) for size in sizes]
    up = [math.log(max(value, 1e-6)) for value in seconds]
    return statistics.linear_regression(across, up).slope


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


def best_of(measure: Callable[[], Sequence[Ratio]], turns: int) -> list[Ratio]:
    """The rows of `measure`; as long as one is worse than its bound it is measured again, up to so many turns.

    A row that was ever within its bound is told by its best turn: what is slow by itself is so every time.
    """
    best = list(measure())
    for _turn in range(turns - 1):
        if all(ratio.holds for ratio in best):
            break
        again = {ratio.name: ratio for ratio in measure()}
        best = [min(ratio, again.get(ratio.name, ratio), key=lambda one: one.value) for ratio in best]
    return best


def report(ratios: Sequence[Ratio]) -> int:
    """Print one line per ratio and return the exit status: 1 if any is worse than its bound."""
    width = max((len(ratio.name) for ratio in ratios), default=0)
    for ratio in ratios:
        print(f"{ratio.name:{width}}  {_verdict(ratio)}  {ratio.unit_note}", flush=True)
    return 0 if all(ratio.holds for ratio in ratios) else 1


def _verdict(ratio: Ratio) -> str:
    if not ratio.is_measured:
        return f"{'-':>8}{'':18}"
    bound = "" if ratio.bound is None else f"<= {ratio.bound:<7g} {'ok' if ratio.holds else 'WORSE':5}"
    return f"{ratio.value:8.2f}  {bound:16}"
