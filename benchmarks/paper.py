"""The paper engine against its floor and the peers nearest to it."""

from __future__ import annotations

from functools import partial

from benchmarks.ratio import Ratio, Sample, interleaved, median_ratio, median_seconds, run_fresh

_MODULE = "benchmarks.paper_engines"
_PEERS = {
    "qt": ("Qt QPainter", 0.63),
    "canvas": ("reportlab canvas, TTFont", 0.5),
    "platypus": ("LongTable", 0.07),
}
"""Peers and how much of their time the engine may take; 1.5 x the floor is 0.63 of Qt's painter."""
_SLIP_ROWS, _SLIPS = "30", "20"


def measure(short: bool) -> list[Ratio]:
    """Measure the engine; `short` takes a fifth of the rows and fewer rounds."""
    rows, rounds, repeat = (600, 3, "5") if short else (3000, 7, "1")
    long = rows * 10 // 3
    runs = {
        "floor": partial(run_fresh, _MODULE, "floor", str(rows), repeat),
        "engine": partial(run_fresh, _MODULE, "engine", str(rows), repeat),
        "long": partial(run_fresh, _MODULE, "engine", str(long), repeat),
        "slip floor": partial(run_fresh, _MODULE, "floor", _SLIP_ROWS, _SLIPS),
        "slip": partial(run_fresh, _MODULE, "engine", _SLIP_ROWS, _SLIPS),
        **{name: partial(run_fresh, _MODULE, name, str(rows)) for name in _PEERS},
    }
    samples = interleaved(runs, rounds, seldom=("platypus",))
    return _ratios(samples, rows, long, ease=2.0 if short else 1.0)


def _ratios(samples: dict[str, list[Sample]], rows: int, long: int, ease: float) -> list[Ratio]:
    """Compare the samples; `ease` widens the peers' bounds where few rows leave the face's subset to dominate."""
    engine, floor = samples["engine"], samples["floor"]
    seconds = f"{median_seconds(engine):.2f} s / {median_seconds(floor):.2f} s user CPU"
    slips = f"{median_seconds(samples['slip']):.3f} s / {median_seconds(samples['slip floor']):.3f} s"
    # Three rounds of a few hundredths of a second swing by a third on a shared machine.
    floors = 1.5 if ease == 1.0 else 2.2
    memory = max(sample.megabytes for sample in engine) - max(sample.megabytes for sample in floor)
    ratios = [
        Ratio(f"ledger of {rows} rows / floor", median_ratio(engine, floor), floors, seconds),
        Ratio(f"{long} rows / {rows} rows", median_ratio(samples["long"], engine), 3.6, "linear is 3.33"),
        Ratio(
            "paper of 30 rows / floor", median_ratio(samples["slip"], samples["slip floor"]), floors, slips
        ),
        Ratio("memory above the floor", memory, 40, "MB"),
    ]
    for name, (label, bound) in _PEERS.items():
        note = f"{median_seconds(samples[name]):.2f} s there"
        ratios.append(Ratio(f"ledger / {label}", median_ratio(engine, samples[name]), bound * ease, note))
    return ratios
