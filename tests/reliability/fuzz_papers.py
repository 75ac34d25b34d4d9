"""Papers that say anything at all: laid out to their end, as files that other programs can open."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import docx
import openpyxl
import pypdfium2
from hypothesis import strategies as st

from gzparty.domain.diagnostic import Refusal
from gzparty.exchange.cell_text import writable
from gzparty.exchange.xlsx import Layout, workbook_bytes
from gzparty.labels import sentence
from gzparty.reports.content import (
    FORM_MARGINS,
    OFFICIAL_MARGINS,
    Align,
    Attachments,
    Block,
    Cell,
    Column,
    DeskCard,
    Field,
    FieldLine,
    FootLine,
    Gap,
    Kind,
    Level,
    Margins,
    Numbering,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    RowRole,
    Setup,
    Signature,
    Size,
    Slips,
    Subtitle,
    Table,
    Title,
)
from gzparty.reports.document import is_editable, write_document
from gzparty.reports.pdf import render
from tests.reliability.fuzz_settings import told

_ODD = {
    "nothing": "",
    "mark": "\u0301",
    "marks": "\u0301" * 30,
    "long": "长" * 5000,
    "long word": "x" * 5000,
    "commas": "，" * 300,
    "brackets": "（" * 300,
    "rare": "𠀀𪚥㛃",
    "pictures": "👨\u200d👩\u200d👧",
    "from the right": "\u202eبالعربية",
    "controls": "\0\x01\x0b\x1f\x7f\ufffe",
    "half": "\ud800",
    "invisible": "\u200b" * 50,
    "lines": "\n" * 80,
    "tabs": "\t甲\t乙",
    "marked up": "<b>&amp;]]>",
    "blanks": " " * 300,
    "line ends": "\u2028\u2029\x85",
}
"""By names, so that no report is filled with them."""
_ODD_TEXT = st.sampled_from(sorted(_ODD)).map(lambda name: _ODD[name])
_TEXT = st.one_of(_ODD_TEXT, st.text(max_size=40), st.text(st.characters(), max_size=12), st.just("官庄村"))
_SHORT = st.one_of(st.text(max_size=6), st.just("姓名"), _ODD_TEXT)
_FIELDS = st.lists(
    st.builds(Field, _SHORT, st.none() | _TEXT, st.sampled_from((0.2, 1.0, 3.0)), st.booleans()),
    min_size=1,
    max_size=4,
).map(tuple)


@st.composite
def _cells(draw: st.DrawFn, columns: int) -> tuple[str | Cell, ...]:
    """The cells of a row of so many columns; the last ones may be missing."""
    cells: list[str | Cell] = []
    left = draw(st.integers(0, columns))
    while left > 0:
        span = draw(st.sampled_from((1, 1, 1, 2, 3)))
        text = draw(_TEXT)
        plain = span == 1 or span > left
        cells.append(text if plain else Cell(text, span, below=draw(_SHORT)))
        left -= 1 if plain else span
    return tuple(cells)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 7))
    heads = st.builds(
        Column,
        _SHORT,
        st.sampled_from((0.0, 0.0, 5.0, 20.0, 60.0)),
        st.sampled_from((0.1, 1.0, 4.0)),
        st.sampled_from(tuple(Align)),
        st.lists(st.sampled_from(("甲", "乙")), max_size=2).map(tuple),
        st.booleans(),
        st.booleans(),
    )
    row = st.builds(Row, _cells(columns), st.sampled_from(tuple(RowRole)))
    rows = draw(st.lists(row, max_size=6))
    return Table(
        tuple(draw(heads) for _ in range(columns)),
        tuple(rows * draw(st.sampled_from((1, 1, 1, 12)))),
        draw(st.sampled_from((0.0, 8.0, 400.0))),
        draw(st.sampled_from((6.0, 10.5, 30.0))),
        draw(st.sampled_from((1, 1, 2, 3))),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.sampled_from((0.0, 6.0))),
    )


_PLAIN: tuple[st.SearchStrategy[Block], ...] = (
    st.builds(Title, _TEXT),
    st.builds(Subtitle, _TEXT),
    st.builds(FieldLine, _FIELDS),
    st.builds(FootLine, _FIELDS),
    st.builds(Paragraph, _TEXT, st.sampled_from(tuple(Level)), _TEXT),
    st.builds(Attachments, st.lists(_TEXT, min_size=1, max_size=3).map(tuple)),
    st.builds(Signature, _TEXT, _SHORT, st.booleans()),
    st.builds(Gap, st.sampled_from((0.0, 1.0, 90.0))),
    st.just(PageBreak()),
)
_BLOCKS: st.SearchStrategy[Block] = st.one_of(
    *_PLAIN,
    _tables(),
    _tables(),
    st.builds(DeskCard, _TEXT, st.booleans()),
    st.builds(Slips, st.lists(st.one_of(*_PLAIN[:5]), min_size=1, max_size=3).map(tuple), st.integers(0, 5)),
)
_SETUPS = st.builds(
    Setup,
    st.sampled_from(tuple(Size)),
    st.booleans(),
    st.sampled_from((FORM_MARGINS, OFFICIAL_MARGINS, Margins(0, 0, 0, 0), Margins(5, 90, 5, 90))),
    st.booleans(),
)
PAPERS = st.builds(
    Paper,
    _TEXT,
    st.lists(_BLOCKS, max_size=5).map(tuple),
    st.sampled_from(tuple(Kind)),
    _SETUPS,
    st.sampled_from(tuple(Numbering)),
    _SHORT,
    st.sampled_from((None, date(2026, 6, 17))),
)


class Written(NamedTuple):
    """What `workbook_bytes` is given."""

    names: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    title: str


_CELLS = st.one_of(
    st.none(),
    _TEXT.map(writable),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
)
SHEETS = st.integers(1, 5).flatmap(
    lambda width: st.builds(
        Written,
        st.tuples(*[_SHORT.map(writable)] * width),
        st.lists(st.tuples(*[_CELLS] * width), max_size=6).map(tuple),
        _TEXT.map(writable),
    )
)
STRATEGY: st.SearchStrategy[Paper | Written] = st.one_of(PAPERS, PAPERS, PAPERS, SHEETS)


def kept(case: Paper | Written) -> tuple[str, bytes]:
    """The content of a case as Python writes it."""
    return "paper.txt", repr(case).encode("utf-8", "surrogatepass")


def check(case: Paper | Written) -> None:
    """Write a paper as PDF and, where it is one, as document; a sheet as workbook; and open what came out."""
    if isinstance(case, Written):
        data, _cut = workbook_bytes(Layout(case.names, [10] * len(case.names), case.title), case.rows)
        assert len(openpyxl.load_workbook(io.BytesIO(data)).active["A"]) >= 1
        return
    buffer = io.BytesIO()
    try:
        rendering = render(case, buffer)
    except Refusal as refusal:
        told(refusal)
        return
    assert all(sentence(one.diagnostic()) for one in rendering.missing)
    check_pdf(buffer.getvalue(), rendering.pages)
    if is_editable(case):
        document = io.BytesIO()
        write_document(case, document)
        docx.Document(document)


def check_pdf(data: bytes, pages: int) -> None:
    """Whether other programs find a PDF whole, with that many pages."""
    with pypdfium2.PdfDocument(data) as opened:
        assert len(opened) == pages
    if shutil.which("qpdf"):
        with TemporaryDirectory() as folder:
            path = Path(folder, "paper.pdf")
            path.write_bytes(data)
            found = run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
        assert found.returncode == 0, found.stdout + found.stderr
