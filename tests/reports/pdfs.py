"""Look at a produced PDF from outside: its characters in millimetres, its rules, and what other tools say of it."""

from __future__ import annotations

import ctypes
import io
import re
import shutil
import subprocess
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

from gzparty.reports.content import Block, Kind, Numbering, Paper, Setup
from gzparty.reports.pdf import render

MM = 25.4 / 72


@dataclass(frozen=True)
class Char:
    """A character with its em box, in millimetres from the upper left corner of the sheet."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


@dataclass(frozen=True)
class Line:
    """Characters that share a baseline, from left to right."""

    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        return "".join(char.text for char in self.chars)

    @property
    def left(self) -> float:
        return self.chars[0].left

    @property
    def right(self) -> float:
        return self.chars[-1].right

    @property
    def top(self) -> float:
        return self.chars[0].top


def a_paper(*blocks: Block, kind: Kind = Kind.FORM, setup: Setup | None = None) -> Paper:
    """A paper without page numbers."""
    return Paper("示例", blocks, kind, setup or Setup(), Numbering.NONE)


def printed(paper: Paper) -> bytes:
    """Print a paper into memory."""
    target = io.BytesIO()
    render(paper, target)
    return target.getvalue()


def pages(data: bytes) -> list[list[Char]]:
    """Return the characters of each page with their em boxes."""
    document = pypdfium2.PdfDocument(data)
    found = [_chars(document[number]) for number in range(len(document))]
    document.close()
    return found


def _chars(page: pypdfium2.PdfPage) -> list[Char]:
    text, height, found = page.get_textpage(), page.get_height(), []
    for i in range(text.count_chars()):
        code = pypdfium2.raw.FPDFText_GetUnicode(text.raw, i)
        if code in (0x0A, 0x0D) or pypdfium2.raw.FPDFText_IsGenerated(text.raw, i):
            continue
        left, _, right, _ = text.get_charbox(i, loose=True)
        size = pypdfium2.raw.FPDFText_GetFontSize(text.raw, i)
        x, y = ctypes.c_double(), ctypes.c_double()
        pypdfium2.raw.FPDFText_GetCharOrigin(text.raw, i, x, y)
        # An empty glyph has no box of its own, so the em box is taken from the baseline.
        high = height - y.value - 0.88 * size
        box = [edge * MM for edge in (x.value, high, max(right, left), high + size)]
        found.append(Char(chr(code), box[0], box[1], box[2], box[3], size))
    return found


def lines(chars: list[Char]) -> list[Line]:
    """Gather characters that stand on one baseline, from the top of the page."""
    rows: dict[float, list[Char]] = defaultdict(list)
    for char in chars:
        rows[round(char.bottom - 0.12 * char.size * MM, 1)].append(char)
    return [Line(tuple(sorted(rows[key], key=lambda char: char.left))) for key in sorted(rows)]


def line_of(found: list[Line], start: str) -> Line:
    """Return the first line that begins with a text."""
    return next(line for line in found if line.text.startswith(start))


def text_of(data: bytes) -> str:
    """Return the text pdftotext extracts, in the order it was written."""
    return tool("pdftotext", data, "-raw", "-enc", "UTF-8", "FILE", "-")


def tool(name: str, data: bytes, *arguments: str) -> str:
    """Run a PDF tool on a file; a missing tool is a failure that says what to install."""
    if shutil.which(name) is None:
        package = "qpdf" if name == "qpdf" else "poppler-utils"
        raise AssertionError(f"{name} is missing: apt-get install {package}")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "paper.pdf"
        file.write_bytes(data)
        command = [name, *(str(file) if argument == "FILE" else argument for argument in arguments)]
        run = subprocess.run(command, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode("utf-8", "replace")
    return run.stdout.decode("utf-8", "replace")


def rules(data: bytes) -> list[list[tuple[float, float, float, float]]]:
    """Return the ruled lines of each page in points, (x1, y1, x2, y2)."""
    plain = tool("qpdf", data, "--qdf", "--stream-data=uncompress", "--object-streams=disable", "FILE", "-")
    found = []
    for stream in re.findall(r"stream\n(.*?)endstream", plain, re.DOTALL):
        drawn = re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l", stream)
        if drawn or " Tm " in stream:
            found.append([(float(a), float(b), float(c), float(d)) for a, b, c, d in drawn])
    return found
