"""Reading and writing a workbook of 10,000 rows by openpyxl, and the zip written by hand, beside what the program uses."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from benchmarks.ratio import Ratio, interleaved, median_ratio, median_seconds, timed_once
from benchmarks.sheets import HEAD, ROWS, bare_read, bare_workbook, member_rows

ROUNDS, IMPORTS = 3, 7
LIBRARIES = ("python_calamine", "xlsxwriter", "openpyxl")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
Rows = Sequence[Sequence[str | int]]


def measure(_short: bool) -> list[Ratio]:
    """Each way beside ours."""
    rows: Rows = [HEAD, *member_rows(ROWS)]
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "members.xlsx"
        book.write_bytes(bare_workbook(rows))
        writing: dict[str, Callable[[], object]] = {
            "XlsxWriter": lambda: bare_workbook(rows),
            "openpyxl": lambda: _openpyxl_written(rows),
            "the zip by hand": lambda: _by_hand(rows),
        }
        reading: dict[str, Callable[[], object]] = {
            "calamine": lambda: bare_read(book),
            "openpyxl": lambda: _openpyxl_read(book, read_only=False),
            "openpyxl, read-only": lambda: _openpyxl_read(book, read_only=True),
        }
        written = _beside("write", writing, "XlsxWriter")
        read = _beside("read", reading, "calamine")
    return [*written, *read, *_imports()]


def _beside(deed: str, ways: dict[str, Callable[[], object]], ours: str) -> list[Ratio]:
    samples = interleaved({name: (lambda way=way: timed_once(way)) for name, way in ways.items()}, ROUNDS)  # type: ignore[misc]
    return [
        Ratio(
            f"{deed}: {name} / {ours}",
            median_ratio(samples[name], samples[ours]),
            None,
            f"{ROWS:,} rows of 12, {median_seconds(samples[name]):.2f} s",
        )
        for name in ways
    ]


def _openpyxl_written(rows: Rows) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    book.save(io.BytesIO())


def _openpyxl_read(book: Path, read_only: bool) -> None:
    import openpyxl

    opened = openpyxl.load_workbook(book, read_only=read_only)
    for _row in opened.active.iter_rows(values_only=True):
        pass
    opened.close()


def _by_hand(rows: Rows) -> None:
    """The least a workbook is: one sheet, texts in their cells."""
    letters = [chr(ord("A") + column) for column in range(len(HEAD))]
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            f'<c r="{letter}{number}"><v>{value}</v></c>'
            if isinstance(value, int)
            else f'<c r="{letter}{number}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
            for letter, value in zip(letters, row, strict=True)
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml"'
        f' ContentType="{_SHEETS}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml"'
        f' ContentType="{_SHEETS}.worksheet+xml"/></Types>',
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="s" sheetId="1"'
        ' r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet,
    }
    with ZipFile(io.BytesIO(), "w", ZIP_DEFLATED, compresslevel=6) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def _relation(kind: str, target: str) -> str:
    relation = f'<Relationship Id="r1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relation}</Relationships>'


def _imports() -> list[Ratio]:
    """What importing each library takes, beside calamine."""
    taken = {
        name: sorted(_import_seconds(name) for _turn in range(IMPORTS))[IMPORTS // 2] for name in LIBRARIES
    }
    least = max(taken[LIBRARIES[0]], 0.001)
    return [
        Ratio(f"import: {name} / {LIBRARIES[0]}", seconds / least, None, f"{seconds * 1000:.0f} ms")
        for name, seconds in taken.items()
    ]


def _import_seconds(name: str) -> float:
    script = f"import time; begun = time.process_time(); import {name}; print(time.process_time() - begun)"
    return float(
        subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
    )
