"""RESULTS.md: a table for each part, kept from run to run, so that one part can be measured anew by itself."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.parts import PARTS, Part
from benchmarks.ratio import Ratio

PATH = Path(__file__).with_name("RESULTS.md")
LIBRARIES = ("PySide6-Essentials", "sqlcipher3", "reportlab", "python-calamine", "XlsxWriter")
_INTRODUCTION = """# Results

Written by `python -m benchmarks`; not edited by hand. Every figure is a ratio measured side by side in one run, mostly
of user CPU time, so that another machine can be compared; a ratio at most its target is good. Where the target is not
reached yet a wider bound guards against growth. What has neither is told for comparison.
"""
_HEAD = "| what | ratio | target | bound | met | figure |\n|---|---:|---:|---:|---|---|"
_SECTION = re.compile(r"^## (?P<heading>.+?)\n(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Measured:
    """A part that was measured, and how many seconds that took."""

    part: Part
    ratios: Sequence[Ratio]
    seconds: float
    on: date


def write(measured: Sequence[Measured], path: Path = PATH) -> None:
    """Write the results; parts that were not measured this time keep what they had."""
    kept = _kept(path.read_text("utf-8")) if path.exists() else {}
    fresh = {one.part.heading: _body(one) for one in measured}
    sections = [
        f"## {part.heading}\n{body}"
        for part in PARTS
        if (body := fresh.get(part.heading) or kept.get(part.heading))
    ]
    path.write_text("\n".join([_INTRODUCTION, *sections]), encoding="utf-8")


def _kept(text: str) -> Mapping[str, str]:
    return {found["heading"]: found["body"].rstrip("\n") + "\n" for found in _SECTION.finditer(text)}


def _body(one: Measured) -> str:
    lines = [_row(ratio) for ratio in one.ratios]
    told = f"{one.on:%Y-%m-%d}, in {_minutes(one.seconds)}; {', '.join(_versions())}."
    return "\n".join(["", f"`--only {one.part.name}`: {told}", "", _HEAD, *lines, ""])


def _row(ratio: Ratio) -> str:
    cells = (
        ratio.name,
        _figure(ratio.value) if ratio.is_measured else "–",
        _number(ratio.bound if ratio.aim is None else ratio.aim),
        _number(None if ratio.aim is None else ratio.bound),
        _met(ratio),
        ratio.unit_note,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _figure(value: float) -> str:
    """Two decimals; of what is small as many as tell it from nothing."""
    return f"{value:.2f}" if value >= 0.1 else f"{value:.2g}"


def _met(ratio: Ratio) -> str:
    if ratio.bound is None and ratio.aim is None:
        return ""
    if ratio.reaches:
        return "yes"
    return "within bound" if ratio.holds and ratio.bound is not None else "**no**"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


def _versions() -> Iterator[str]:
    from db.driver import connect

    (sqlite,) = connect(":memory:").execute("SELECT sqlite_version()").fetchone()
    yield f"{os.cpu_count()} cores"
    yield f"{platform.system()}"
    yield "Python " + ".".join(map(str, sys.version_info[:3]))
    yield f"SQLite {sqlite}"
    for name in LIBRARIES:
        yield f"{name} {version(name)}"
