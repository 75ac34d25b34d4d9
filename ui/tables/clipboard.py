"""Blocks of cells as tab-separated text, the way Excel and WPS put them on the clipboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

Block = list[list[str]]


def to_text(block: Iterable[Sequence[str]]) -> str:
    """Join a block; a cell with a tab, a quote or a line break is quoted."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter="\t", lineterminator="\n").writerows(block)
    return buffer.getvalue().removesuffix("\n")


def from_text(text: str) -> Block:
    """Split clipboard text into rows of cells; the last line break of Excel starts no row.

    What no spreadsheet wrote (a NUL, a cell longer than any sheet holds) is split at its tabs, quotes and all.
    """
    normal = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    try:
        return [list(row) or [""] for row in csv.reader(io.StringIO(normal), delimiter="\t")]
    except csv.Error:
        return [line.split("\t") for line in normal.split("\n")]
