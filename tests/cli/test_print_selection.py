"""The command print with papers of selections of exemplars, on the sample office with one more selection."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import docx
import pytest

from gzparty import bootstrap
from tests.cli.conftest import Run
from tests.reports.pdfs import text_of, tool
from tests.reports.selection_office import add_selection, nominate


def said(path: Path) -> str:
    return text_of(path.read_bytes()).replace("\n", "").replace(" ", "")


@pytest.fixture
def number(office: Path) -> str:
    """A selection of May from theme to circular."""
    with bootstrap.open_office(office, lambda: datetime(2026, 6, 17, 9, 30)) as services:
        return add_selection(services).number


def test_the_list_names_the_papers_and_what_they_ask_for(run: Run) -> None:
    listed = {line.split()[0]: line for line in run("print", "--list").stdout.splitlines()[1:]}
    assert "--selection --nomination" in listed["nomination"]
    assert "典型评选" in listed["nomination"]
    assert "--copies" in listed["ballot"]
    assert "[--selection]" in listed["blank-nomination"]


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        ("review", "典型资格审核情况表"),
        ("ballot", "典型评议表"),
        ("tally", "典型评议计票汇总表"),
        ("publicity", "拟定人选的公示"),
        ("result", "典型的通报"),
    ],
)
def test_every_paper_is_had_of_one_selection(
    run: Run, tmp_path: Path, number: str, paper: str, words: str
) -> None:
    run("print", paper, "--selection", number, "-o", tmp_path / "一张.pdf")
    assert words in said(tmp_path / "一张.pdf")
    assert "2026年5月" in said(tmp_path / "一张.pdf")


def test_the_year_and_the_empty_form_ask_for_no_selection(run: Run, tmp_path: Path, number: str) -> None:
    run("print", "exemplars", "--outside", "--size", "A3", "-o", tmp_path / "年.pdf")
    assert "年度典型一览表" in said(tmp_path / "年.pdf")
    run("print", "nomination", "--blank", "-o", tmp_path / "空白.pdf")
    assert "典型推荐表" in said(tmp_path / "空白.pdf")
    assert "示例" not in said(tmp_path / "空白.pdf")
    assert "没有叫" in run("print", "tally", "--blank", "-o", tmp_path / "x.pdf", status=1).stderr


def test_one_form_or_all_of_them_in_a_file_or_a_folder(run: Run, tmp_path: Path, number: str) -> None:
    about = ("print", "nomination", "--selection", number)
    run(*about, "--nomination", "乙示例", "-o", tmp_path / "一份.pdf")
    assert "乙示例" in said(tmp_path / "一份.pdf")
    assert "甲示例" not in said(tmp_path / "一份.pdf")
    run(*about, "-o", tmp_path / "全部.pdf")
    whole = tool("pdfinfo", (tmp_path / "全部.pdf").read_bytes(), "FILE")
    assert "Pages:           3" in whole
    run(*about, "-o", tmp_path / "推荐表")
    names = sorted(path.name for path in (tmp_path / "推荐表").iterdir())
    assert names == ["丙示例（丙村）.pdf", "乙示例（乙村）.pdf", "甲示例（甲村）.pdf"]
    refused = run(*about, "--nomination", "赵示例", "-o", tmp_path / "x.pdf", status=1)
    assert "没有推荐“赵示例”" in refused.stderr


def test_slips_are_made_as_many_as_asked(run: Run, tmp_path: Path, number: str) -> None:
    run("print", "ballot", "--selection", number, "--copies", "25", "-o", tmp_path / "票.pdf")
    assert said(tmp_path / "票.pdf").count("典型评议表") == 25
    refused = run("print", "ballot", "--selection", number, "-o", tmp_path / "票.docx", status=1)
    assert "只能存成 PDF" in refused.stderr


@pytest.mark.parametrize(("paper", "words"), [("publicity", "一、公示名单"), ("result", "各社区、各部门：")])
def test_letters_are_had_as_documents_too(
    run: Run, tmp_path: Path, number: str, paper: str, words: str
) -> None:
    run("print", paper, "--selection", number, "-o", tmp_path / "文.docx")
    texts = [paragraph.text for paragraph in docx.Document(str(tmp_path / "文.docx")).paragraphs]
    assert words in texts


def test_a_circular_before_its_time_is_refused_and_leaves_no_file(
    run: Run, office: Path, tmp_path: Path
) -> None:
    with bootstrap.open_office(office, lambda: datetime(2026, 6, 17, 9, 30)) as services:
        begun = nominate(services).number
    refused = run("print", "result", "--selection", begun, "-o", tmp_path / "通报.docx", status=1)
    assert "还没有公示，不能印通报" in refused.stderr
    assert not (tmp_path / "通报.docx").exists()
    unknown = run("print", "tally", "--selection", "2019-01", "-o", tmp_path / "x.pdf", status=1)
    assert "2019-01" in unknown.stderr
