"""The editable document opens in an office suite and comes out as our own PDF does: text, faces, edges, pages."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import pytest

from gzparty import bootstrap
from gzparty.reports import catalogue
from gzparty.reports.content import Kind, Paper
from gzparty.reports.document import write_document
from gzparty.services.bundle import Services
from tests.conversion.office_suite import converted
from tests.reports.life_office import about, add_life, add_style
from tests.reports.pdfs import lines, pages, printed, text_of, tool
from tests.reports.selection_office import add_selection
from tests.widgets.sample import build_sample

SELECTION = catalogue.Subject(2026, datetime(2026, 6, 17).date(), "2026-06")
NAMES = tuple(spec.name for spec in catalogue.PAPERS if spec.name not in ("desk-cards", "ballot"))


@dataclass(frozen=True)
class Both:
    """A paper with what we print and what the office suite prints of its document."""

    paper: Paper
    ours: bytes
    theirs: bytes


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Both]:
    """Every editable paper of the sample office, printed both ways."""
    path = tmp_path_factory.mktemp("office") / "sample.gzparty"
    build_sample(path)
    with bootstrap.open_office(path, lambda: datetime(2026, 6, 17, 17, 52)) as services:
        add_life(services)
        add_style(services)
        add_selection(services)
    with bootstrap.read_office(path, lambda: datetime(2026, 6, 17, 17, 52)) as services:
        papers = {name: composed(services, name) for name in NAMES}
    theirs = converted({name: document(paper) for name, paper in papers.items()}, path.parent)
    return {name: Both(paper, printed(paper), theirs[name]) for name, paper in papers.items()}


def composed(services: Services, name: str) -> Paper:
    asked = about(services, catalogue.find(name), SELECTION)
    return catalogue.compose_each(services, name, asked)[0][1]


def document(paper: Paper) -> bytes:
    target = io.BytesIO()
    write_document(paper, target)
    return target.getvalue()


def letters(data: bytes) -> str:
    """The text without spaces, page numbers and the heads that are repeated on later pages."""
    return re.sub(r"—\d+—|第\d+页共\d+页", "", re.sub(r"\s", "", text_of(data)))


def test_the_notice_says_the_same_in_the_same_faces_on_as_many_pages(both: dict[str, Both]) -> None:
    notice = both["training-notice"]
    assert letters(notice.theirs) == letters(notice.ours)
    assert len(pages(notice.theirs)) == len(pages(notice.ours)) == 3
    used = tool("pdffonts", notice.theirs, "FILE")
    for face in ("GWBiaosong", "ZhuqueFangsong", "GWHei", "LiberationSerif", "GWSong"):
        assert face in used


def test_the_edges_of_the_notice_are_those_of_the_standard(both: dict[str, Both]) -> None:
    found = pages(both["training-notice"].theirs)
    text = [line for line in lines(found[0]) if line.top < 297 - 35]
    # LibreOffice hangs a mark at a line's end over the edge, whatever the document says.
    chars = [char for line in text for char in line.chars if char.text.strip() and char.text not in "，。、"]
    assert min(char.left for char in chars) == pytest.approx(28, abs=0.4)
    assert max(char.right for char in chars) == pytest.approx(184, abs=0.7)
    assert text[0].top == pytest.approx(37, abs=2.5)
    body = [line.chars[0].bottom for line in text[3:9]]
    assert all(below - above == pytest.approx(10.21, abs=0.1) for above, below in pairwise(body))


def test_page_numbers_stand_outside_seven_millimetres_below_the_text(both: dict[str, Both]) -> None:
    feet = [lines(page)[-1] for page in pages(both["training-notice"].theirs)]
    assert [foot.text.replace(" ", "") for foot in feet] == ["—1—", "—2—", "—3—"]
    assert feet[0].right == pytest.approx(184 - 5.57, abs=0.5)
    assert feet[1].left == pytest.approx(28 + 5.57, abs=0.5)
    middle = 297 - 35 + 7
    assert all((foot.top + foot.chars[0].bottom) / 2 == pytest.approx(middle, abs=1.2) for foot in feet)


@pytest.mark.parametrize("name", NAMES)
def test_every_editable_paper_keeps_its_text_and_its_sheet(both: dict[str, Both], name: str) -> None:
    paper, ours, theirs = both[name].paper, both[name].ours, both[name].theirs
    assert Counter(letters(theirs)) - Counter(letters(ours)) == Counter() or len(pages(ours)) > 1
    assert set(letters(theirs)) == set(letters(ours))
    assert abs(len(pages(theirs)) - len(pages(ours))) <= (0 if paper.kind is Kind.OFFICIAL else 1)
    assert page_size(theirs) == pytest.approx(page_size(ours), abs=1)


def page_size(data: bytes) -> list[float]:
    found = re.search(r"Page size: +([\d.]+) x ([\d.]+)", tool("pdfinfo", data, "FILE"))
    assert found is not None
    return [float(side) for side in found.groups()]
