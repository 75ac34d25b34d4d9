"""The paper engine beside every other way the design names, those in environments of their own included."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from benchmarks.apart import PACKAGES, Absent, run_apart
from benchmarks.ratio import Ratio, Sample, interleaved, median_ratio, median_seconds, run_fresh

ROWS, ROUNDS = 3000, 3
FEW_ROWS = "5"
"""What tells whether a peer is to be had, before time is spent on it."""
OURS, REPORTLAB, APART = "benchmarks.paper_engines", "benchmarks.paper_reportlab", "benchmarks.paper_apart"


class Peer(NamedTuple):
    """Another way: its label, where it runs, and how much of its time the engine may take, if that was set out."""

    label: str
    module: str
    package: str = ""
    most: float | None = None
    seldom: bool = False
    """So slow that one run has to do."""


PEERS: Mapping[str, Peer] = {
    "by_hand": Peer("page strings written by hand, no library", REPORTLAB),
    "flowable": Peer("platypus, the table one flowable", REPORTLAB),
    "calls": Peer("reportlab canvas calls, one CID font, no ASCII85", REPORTLAB),
    "qt": Peer("Qt QPainter on QPdfWriter", OURS, most=0.63),
    "page_tables": Peer("reportlab one Table a page, plain strings, CID font", REPORTLAB),
    "canvas": Peer("reportlab canvas with its own TTFont", OURS),
    "fpdf2_text": Peer("fpdf2 text calls", APART, "fpdf2"),
    "typst": Peer("typst", APART, "typst", most=0.2),
    "long_table": Peer("reportlab LongTable, plain strings", REPORTLAB),
    "pymupdf": Peer("PyMuPDF Story", APART, "pymupdf"),
    "platypus": Peer("reportlab LongTable with Paragraph cells", OURS, most=1 / 15, seldom=True),
    "qt_text": Peer("Qt rich text to PDF", APART, seldom=True),
    "fpdf2_table": Peer("fpdf2 table", APART, "fpdf2", seldom=True),
    "weasyprint": Peer("WeasyPrint", APART, "weasyprint", seldom=True),
}


def measure(_short: bool) -> list[Ratio]:
    """How much of each peer's time the engine takes."""
    runs: dict[str, Callable[[], Sample]] = {
        name: partial(run_fresh, OURS, name, str(ROWS)) for name in ("floor", "engine")
    }
    absent: dict[str, str] = {}
    for name, peer in PEERS.items():
        try:
            if peer.package:
                run_apart(peer.package, peer.module, name, FEW_ROWS)
        except Absent as why:
            absent[name] = str(why)
        else:
            runs[name] = _run(name, peer)
    samples = interleaved(runs, ROUNDS, [name for name, peer in PEERS.items() if peer.seldom])
    return [
        Ratio.unmeasured(f"engine / {peer.label}", absent[name])
        if name in absent
        else _ratio(peer, samples[name], samples)
        for name, peer in PEERS.items()
    ]


def _run(name: str, peer: Peer) -> Callable[[], Sample]:
    if peer.package:
        return partial(run_apart, peer.package, peer.module, name, str(ROWS))
    return partial(run_fresh, peer.module, name, str(ROWS))


def _ratio(peer: Peer, found: list[Sample], samples: Mapping[str, list[Sample]]) -> Ratio:
    floors = median_seconds(found) / median_seconds(samples["floor"])
    memory = max(sample.megabytes for sample in found)
    note = f"there {median_seconds(found):.2f} s user CPU, {floors:.1f} x the floor, {memory:.0f} MB"
    with_version = f"{note}, {PACKAGES[peer.package]}" if peer.package else note
    return Ratio(f"engine / {peer.label}", median_ratio(samples["engine"], found), peer.most, with_version)
