"""Printing page by page: the right sheets in the right number, stopped in mid job, refused in a sentence."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from gzparty.domain.diagnostic import Refusal
from gzparty.files import file_name, file_names
from gzparty.labels import refusal_text
from gzparty.reports.content import Paper, Setup, Title
from gzparty.reports.pdf import render_many
from tests.widgets.printing import a_document
from ui.panels.system_print import chosen_pages
from ui.pdf_pages import Pdf, opened, read_pdf
from ui.print_work import print_pages
from ui.printers import file_printer

pytestmark = pytest.mark.usefixtures("qapp")


def nothing(_done: int, _total: int, _words: str) -> None:
    pass


def never() -> bool:
    return False


def sent(target: Path, pdf: Pdf, pages: range) -> Pdf:
    assert print_pages(file_printer(target), pdf, pages, nothing, never)
    return read_pdf(target.read_bytes())


@pytest.mark.parametrize("landscape", [False, True])
def test_every_page_comes_out_on_its_sheet(tmp_path: Path, landscape: bool) -> None:
    pdf = a_document(3, landscape=landscape)
    out = sent(tmp_path / "out.pdf", pdf, range(3))
    assert len(out.sizes) == 3
    for before, after in zip(pdf.sizes, out.sizes, strict=True):
        assert abs(before.width() - after.width()) < 2
        assert abs(before.height() - after.height()) < 2


def test_the_ink_lies_where_the_preview_shows_it(tmp_path: Path) -> None:
    pdf = a_document(1)
    out = sent(tmp_path / "out.pdf", pdf, range(1))
    with opened(pdf.data) as before, opened(out.data) as after:
        first, second = before.image(0, 1.0), after.image(0, 1.0)
    dark = [ink(image) for image in (first, second)]
    assert all(abs(a - b) <= 2 for a, b in zip(*dark, strict=True))


def ink(image: object) -> tuple[int, int, int, int]:
    """The box of all that is not white."""
    from PySide6.QtGui import QImage

    assert isinstance(image, QImage)
    spots = [
        (x, y)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y).lightness() < 128
    ]
    return (
        min(x for x, _y in spots),
        min(y for _x, y in spots),
        max(x for x, _y in spots),
        max(y for _x, y in spots),
    )


def test_sheets_that_lie_differently_follow_each_other(tmp_path: Path) -> None:
    upright, lying = (Paper("表", (Title("表"),), setup=Setup(landscape=on)) for on in (False, True))
    target = BytesIO()
    render_many((upright, lying, upright), target)
    pdf = read_pdf(target.getvalue())
    out = sent(tmp_path / "out.pdf", pdf, range(3))
    assert [size.width() > size.height() for size in out.sizes] == [False, True, False]


def test_the_system_s_dialog_names_pages_from_one(tmp_path: Path) -> None:
    printer = file_printer(tmp_path / "out.pdf")
    assert chosen_pages(printer, 5) == range(5)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 9)
    assert list(chosen_pages(printer, 5)) == [1, 2, 3, 4]


def test_a_range_prints_those_pages_only(tmp_path: Path) -> None:
    assert len(sent(tmp_path / "out.pdf", a_document(5), range(1, 3)).sizes) == 2


def test_stopping_in_mid_job_sends_no_further_page(tmp_path: Path) -> None:
    told: list[str] = []

    def progress(_done: int, _total: int, words: str) -> None:
        told.append(words)

    whole = print_pages(
        file_printer(tmp_path / "out.pdf"), a_document(6), range(6), progress, lambda: len(told) >= 2
    )
    assert not whole
    assert told == ["正在打印第 1 页，共 6 页", "正在打印第 2 页，共 6 页"]


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_does_not_answer_is_named(tmp_path: Path) -> None:
    printer = file_printer(tmp_path / "missing" / "out.pdf")
    with pytest.raises(Refusal) as refused:
        print_pages(printer, a_document(1), range(1), nothing, never)
    assert "没有响应" in refusal_text(refused.value)


def test_names_of_files_are_fit_for_every_system_and_differ() -> None:
    assert file_name('签到表: "6/17"\n') == "签到表_ _6_17_"
    assert file_name("...") == "打印"
    assert len(file_name("长" * 500)) == 80
    assert file_names(["东村", "西村", "东村"], ".pdf") == ["东村.pdf", "西村.pdf", "东村 (2).pdf"]
