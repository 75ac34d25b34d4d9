"""Whatever a table holds, it ends, keeps inside the text block and loses nothing."""

from __future__ import annotations

import subprocess
import sys

import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st

from gzparty.reports.content import (
    Align,
    Cell,
    Column,
    Field,
    FootLine,
    Kind,
    Numbering,
    Paper,
    Row,
    RowRole,
    Setup,
    Table,
)
from gzparty.reports.layout import lay_out
from gzparty.reports.setting import Setting
from gzparty.reports.sheets import Pages

from .pdfs import pages, printed

texts = st.one_of(
    st.just(""), st.text("村党，（《12a \n", max_size=12), st.integers(1, 3000).map(lambda n: "长" * n)
)


@st.composite
def columns(draw: st.DrawFn) -> tuple[Column, ...]:
    one = st.builds(
        Column,
        title=st.text("序号姓名", max_size=6),
        mm=st.sampled_from([0, 0, 8, 30, 90]),
        weight=st.floats(0.1, 9),
        align=st.sampled_from(list(Align)),
        groups=st.sampled_from([(), (), ("甲",), ("甲", "乙")]),
        merge=st.booleans(),
    )
    return tuple(draw(st.lists(one, min_size=1, max_size=5)))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    chosen = draw(columns())
    plain = st.tuples(*[texts] * len(chosen)).map(Row)
    same = st.just(Row(("同",) * len(chosen)))
    heading = texts.map(lambda text: Row((Cell(text, span=len(chosen)),), RowRole.GROUP))
    rows = draw(st.lists(st.one_of(plain, same, heading), max_size=12))
    return Table(
        chosen,
        tuple(rows),
        row_mm=draw(st.sampled_from([0, 8, 300])),
        folds=draw(st.integers(1, 3)),
        tight=draw(st.booleans()),
    )


def inside(pages: Pages) -> bool:
    """Tell whether every rule of the pages lies in the text block."""
    box = pages.geometry
    numbers = [
        [float(part) for part in rule.split() if part not in "ml"]
        for sheet in pages.sheets
        for rule in sheet.rules
    ]
    return all(
        box.left - 0.1 <= x <= box.right + 0.1 and box.bottom - 0.1 <= y <= box.top + 0.1
        for line in numbers
        for x, y in (line[:2], line[2:])
    )


@settings(max_examples=60, deadline=None)
@given(tables(), st.booleans(), st.sampled_from(list(Kind)))
def test_any_table_ends_inside_the_text_block_and_loses_nothing(
    table: Table, large: bool, kind: Kind
) -> None:
    paper = Paper("表", (table, FootLine((Field("填表人：", None),))), kind, Setup(large=large))
    assert inside(lay_out(paper, Setting()))
    texts = [cell.text if isinstance(cell, Cell) else cell for row in table.rows for cell in row.cells]
    # A merged text is written once for several rows, so only the others can be counted.
    if not any(column.merge for column in table.columns):
        assert written(paper).count("长") == "".join(texts).count("长")


def written(paper: Paper) -> str:
    """Return the text of a printed paper."""
    document = pypdfium2.PdfDocument(printed(paper))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def test_titles_that_would_fill_the_pages_are_written_once() -> None:
    rows = tuple(Row((str(number), "乙")) for number in range(60))
    table = Table((Column("很长的标题" * 400, mm=20), Column("乙")), rows)
    text = written(Paper("表", (table,)))
    assert text.replace("\r\n", "").count("很") == 400
    assert "59" in text


def test_the_engine_is_imported_without_its_pdf_writer() -> None:
    code = "import sys, gzparty.reports.catalogue, gzparty.reports.pdf; print([n for n in sys.modules if 'reportlab' in n])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_heading_in_a_folded_table_stays_in_its_own_part_of_the_width() -> None:
    headings = ("甲" * 20, "乙" * 20)
    rows = [
        Row((Cell(headings[0], span=2),), RowRole.GROUP),
        Row(("1", "李示例")),
        Row((Cell(headings[1], span=2),), RowRole.GROUP),
        Row(("2", "何示例")),
    ]
    table = Table((Column("序号", mm=12), Column("姓名")), tuple(rows), folds=2)
    paper = Paper("表", (table,), numbering=Numbering.NONE)
    found = [char for page in pages(printed(paper)) for char in page]
    middle = 210 / 2
    assert [char.right <= middle for char in found if char.text == "甲"] == [True] * 20
    assert [char.left >= middle for char in found if char.text == "乙"] == [True] * 20
    assert {char.text for char in found} >= set("12李何")
