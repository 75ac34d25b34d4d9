"""The command print with papers of work style, on the sample office with half a year of it."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Run
from tests.reports.pdfs import text_of, tool


def said(path: Path) -> str:
    return text_of(path.read_bytes())


def test_the_list_names_the_papers_of_work_style_and_what_they_ask_for(run: Run) -> None:
    listed = {line.split()[0]: line for line in run("print", "--list").stdout.splitlines()[1:]}
    assert "--year [--month] [--unit] --inspection" in listed["self-check"]
    assert "--year [--month] [--state] [--unit] [--problem]" in listed["ledger"]
    assert "--outside" in listed["ledger"]
    assert "--year [--unit] --problem" in listed["close-out"]
    assert "--tour" in listed["circular"]
    assert "作风" in listed["circular"]


@pytest.mark.parametrize(
    ("paper", "options", "words"),
    [
        ("self-check", ("--inspection", "2026-001"), "自查自纠记录表"),
        ("blank-self-check", ("--unit", "官庄社区"), "自查自纠记录表"),
        ("quota", (), "2026年自查自纠次数一览表"),
        ("quota-unmet", ("--month", "5"), "2026年5月自查自纠未达标清单"),
        ("quota-unmet", (), "2026年6月自查自纠还差次数清单"),
        ("ledger", ("--size", "A3"), "2026年问题整改台账"),
        ("ledger", ("--state", "逾期"), "问题整改台账（逾期）"),
        ("ledger-lasting", (), "长期坚持问题整改台账"),
        ("rectify-notice", (), "问题整改通知书"),
        ("close-out", ("--problem", "2026-002"), "问题整改销号表"),
        ("circular", ("--tour", "2026-01"), "情况的通报"),
        ("tour-record", ("--tour", "2026-01"), "督查现场记录表"),
        ("tour-draw", ("--tour", "2026-01"), "联合督查抽签记录"),
    ],
)
def test_every_paper_is_had_by_its_own_selectors(
    run: Run, tmp_path: Path, paper: str, options: tuple[str, ...], words: str
) -> None:
    target = tmp_path / f"{paper}.pdf"
    run("print", paper, *options, "-o", target)
    assert words in said(target).replace("\n", "").replace(" ", "")


def test_notices_go_into_a_folder_or_one_file_with_bookmarks(run: Run, tmp_path: Path) -> None:
    run("print", "rectify-notice", "-o", tmp_path / "通知书")
    files = list((tmp_path / "通知书").iterdir())
    assert len(files) > 1
    for file in files:
        assert f"{file.stem}：" in said(file)
    run("print", "blank-self-check", "--each", "-o", tmp_path / "空白.pdf")
    outline = tool("qpdf", (tmp_path / "空白.pdf").read_bytes(), "--json", "--json-key=outlines", "FILE")
    # Six communities and seven departments inspect themselves.
    assert outline.count('"title": ') == 13


def test_the_ledger_is_printed_of_exactly_the_problems_named(run: Run, tmp_path: Path) -> None:
    run("print", "ledger", "--problem", "2026-002", "--problem", "2026-004", "-o", tmp_path / "几条.pdf")
    text = said(tmp_path / "几条.pdf").replace("\n", "").replace(" ", "")
    assert "（选出的2条）" in text
    assert "共2条" in text
    run("print", "close-out", "--problem", "2026-002", "--problem", "2026-004", "-o", tmp_path / "销号表")
    assert sorted(file.name for file in (tmp_path / "销号表").iterdir()) == ["2026-002.pdf", "2026-004.pdf"]
    refused = run("print", "ledger", "--problem", "2026-999", "-o", tmp_path / "x.pdf", status=1)
    assert "2026-999" in refused.stderr


def test_the_circular_is_had_as_a_document_leaders_can_change(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "通报.docx"
    run("print", "circular", "--tour", "2026-01", "--issuer", "中共官庄镇纪委", "-o", target)
    texts = [paragraph.text for paragraph in docx.Document(str(target)).paragraphs]
    assert "一、总体情况" in texts
    assert any("中共官庄镇纪委" in text for text in texts)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("circular",), "--tour"),
        (("circular", "--tour", "2026-99"), "2026-99"),
        (("ledger", "--state", "办结"), "没有“办结”这种状态"),
        (("close-out", "--problem", "2026-999"), "2026-999"),
        (("self-check", "--inspection", "2026-999"), "2026-999"),
    ],
)
def test_what_is_lacking_or_unknown_is_said_with_a_way_out(
    run: Run, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    refused = run("print", *options, "-o", tmp_path / "x.pdf", status=1)
    assert words in refused.stderr
    assert not (tmp_path / "x.pdf").exists()
