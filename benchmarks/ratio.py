"""A figure against the figure it must stay close to, measured in one run on one machine."""

from __future__ import annotations

import resource
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times the reference something costs, and the most it may."""

    name: str
    value: float
    bound: float
    note: str


def report(ratios: Sequence[Ratio]) -> int:
    """Print a table; 1 if any value is above its bound, else 0."""
    width = max((len(ratio.name) for ratio in ratios), default=0)
    for ratio in ratios:
        verdict = "ok" if ratio.value <= ratio.bound else "TOO SLOW"
        print(
            f"{ratio.name:<{width}}  {ratio.value:6.2f}  at most {ratio.bound:<5g} {verdict:<8}  {ratio.note}"
        )
    return int(any(ratio.value > ratio.bound for ratio in ratios))


def user_seconds(fn: Callable[[], object], repeat: int) -> float:
    """Median user CPU seconds of this process over so many calls."""
    return statistics.median(_once(fn) for _turn in range(repeat))


def compared(ours: Callable[[], object], base: Callable[[], object], repeat: int) -> tuple[float, float]:
    """Median ratio and median base seconds of calls made in turn, so that a noisy moment hits both."""
    pairs = [(_once(ours), _once(base)) for _turn in range(repeat)]
    return statistics.median(a / b for a, b in pairs), statistics.median(b for _a, b in pairs)


def _once(fn: Callable[[], object]) -> float:
    begun = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    fn()
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime - begun
