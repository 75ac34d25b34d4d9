"""What the tests of the print centre share: a printing service on an office, a page, documents of any length."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from pytestqt.qtbot import QtBot

from gzparty import bootstrap
from gzparty.reports.content import Column, PageBreak, Paper, Paragraph, Row, Setup, Table, Title
from gzparty.reports.pdf import render
from tests.widgets.conftest import NOW
from tests.widgets.helpers import settle
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.print import PrintPage
from ui.pdf_pages import Pdf, read_pdf
from ui.print_work import Made
from ui.printing import Printing
from ui.wishes import PrintRequest


def a_printing(desk: Desk, office: Path) -> Printing:
    printing = Printing(desk.jobs, lambda: bootstrap.read_office(office, lambda: NOW), office.parent)
    printing.shows = False
    return printing


def a_page(desk: Desk, gate: Gate, office: Path, qtbot: QtBot) -> PrintPage:
    page = PrintPage(desk, gate, a_printing(desk, office))
    qtbot.addWidget(page)
    page.resize(1264, 800)
    page.show()
    return page


def show(page: PrintPage, qtbot: QtBot, paper: str, **selectors: object) -> Made:
    """Show a paper and wait for it."""
    page.take_request(PrintRequest(paper, {"year": 2026, **selectors}))
    return made(page, qtbot)


def made(page: PrintPage, qtbot: QtBot) -> Made:
    """Wait for the paper in sight."""
    settle()
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=20000)
    settle()
    found = page.made()
    assert found is not None
    return found


def a_document(pages: int, *, landscape: bool = False) -> Pdf:
    """A document of so many pages, each with its number."""
    blocks: list[Title | Paragraph | PageBreak | Table] = [Title("长文档")]
    for number in range(1, pages + 1):
        if number > 1:
            blocks.append(PageBreak())
        blocks.append(Paragraph(f"第{number}页"))
    blocks.append(Table((Column("序号"),), (Row(("1",)),)))
    target = BytesIO()
    render(Paper("长文档", tuple(blocks), setup=Setup(landscape=landscape)), target)
    return read_pdf(target.getvalue())
