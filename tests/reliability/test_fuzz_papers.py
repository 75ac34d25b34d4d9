"""Papers that say anything at all come out as files that other programs open."""

from __future__ import annotations

import io

from hypothesis import given

from gzparty.reports.content import Column, Paper, Row, Table
from gzparty.reports.pdf import render
from tests.reliability import fuzz_papers
from tests.reliability.fuzz_papers import Written
from tests.reliability.fuzz_settings import short


@short(40)
@given(fuzz_papers.STRATEGY)
def test_a_paper_comes_out_whole(case: Paper | Written) -> None:
    fuzz_papers.check(case)


def test_a_table_of_5000_rows_comes_out_whole() -> None:
    rows = tuple(Row((str(n), f"官庄{n % 7}村", "示例" * (n % 9))) for n in range(5000))
    columns = (Column("序号"), Column("村", merge=True), Column("内容"))
    buffer = io.BytesIO()
    rendering = render(Paper("长表", (Table(columns, rows),)), buffer)
    fuzz_papers.check_pdf(buffer.getvalue(), rendering.pages)
