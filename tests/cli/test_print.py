"""The command print: one file, a folder of files, documents for WPS, and options said in Chinese."""

from __future__ import annotations

from pathlib import Path

import docx
import pypdfium2

from gzparty.reports import catalogue
from tests.cli.conftest import Run
from tests.reports.pdfs import text_of, tool

JUNE = "2026-06"


def pages(path: Path) -> int:
    document = pypdfium2.PdfDocument(path.read_bytes())
    count = len(document)
    document.close()
    return count


def test_the_list_names_every_paper_with_what_it_needs_and_which_are_made_for_each(run: Run) -> None:
    listed = {line.split()[0]: line for line in run("print", "--list").stdout.splitlines()[1:]}
    assert set(listed) == {spec.name for spec in catalogue.PAPERS}
    assert "--year [--unit] --person" in listed["certificate"]
    assert "可以" in listed["people"]
    assert "可以" not in listed["sign-in"]
    assert "--seats" in listed["seating"]


def test_a_folder_gets_a_file_for_every_village_named_after_it(run: Run, tmp_path: Path) -> None:
    said = run("print", "people", "-o", tmp_path / "名册").stderr
    names = {path.name for path in (tmp_path / "名册").iterdir()}
    assert len(names) == 59
    assert "官庄村.pdf" in names
    assert "存了 59 个文件" in said
    assert "官庄村人员花名册" in text_of((tmp_path / "名册" / "官庄村.pdf").read_bytes())


def test_one_pdf_of_a_batch_has_a_bookmark_for_each(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "证明.pdf"
    run("print", "certificate", "--unit", "官庄社区", "-o", target)
    outline = tool("qpdf", target.read_bytes(), "--json", "--json-key=outlines", "FILE")
    assert outline.count('"title": "学时证明（') == pages(target) == 12


def test_a_paper_that_can_do_without_a_unit_is_one_unless_each_is_asked_for(run: Run, tmp_path: Path) -> None:
    run("print", "blank-lecture", "-o", tmp_path / "一张.pdf")
    run("print", "blank-lecture", "--each", "-o", tmp_path / "各村.pdf")
    assert (pages(tmp_path / "一张.pdf"), pages(tmp_path / "各村.pdf")) == (1, 59)
    refused = run("print", "sign-in", "--training", JUNE, "--each", "-o", tmp_path / "x.pdf", status=1)
    assert "《签到表》不分单位和个人" in refused.stderr


def test_a_person_is_chosen_by_name_and_village(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "证明.pdf"
    refused = run("print", "certificate", "--person", "曾示例", "-o", target, status=1)
    assert "姓名@单位" in refused.stderr
    run("print", "certificate", "--person", "曾示例@官庄村", "-o", target)
    assert pages(target) == 1
    assert "曾示例同志（官庄村" in text_of(target.read_bytes()).replace("\n", "")


def test_a_notice_becomes_a_document_that_says_the_same(run: Run, tmp_path: Path) -> None:
    run("print", "training-notice", "--training", JUNE, "-o", tmp_path / "通知.docx")
    run("print", "training-notice", "--training", JUNE, "-o", tmp_path / "通知.pdf")
    document = docx.Document(str(tmp_path / "通知.docx"))
    printed = text_of((tmp_path / "通知.pdf").read_bytes()).replace("\n", "").replace(" ", "")
    for paragraph in document.paragraphs:
        assert "".join(paragraph.text.split()) in printed


def test_documents_go_into_a_folder_one_by_one_and_never_together(run: Run, tmp_path: Path) -> None:
    run("print", "certificate", "--unit", "官庄村", "--docx", "-o", tmp_path / "证明")
    assert [path.name for path in (tmp_path / "证明").iterdir()] == ["曾示例.docx"]
    refused = run("print", "certificate", "-o", tmp_path / "全部.docx", status=1)
    assert "一个 Word 文档（全部.docx）只能存一份" in refused.stderr
    refused = run("print", "desk-cards", "--training", JUNE, "-o", tmp_path / "桌签.docx", status=1)
    assert "只能存成 PDF" in refused.stderr
    assert list(tmp_path.glob("*.docx")) == []


def test_options_change_the_sheet_and_idle_ones_are_said(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "花名册.pdf"
    done = run("print", "roster", "--size", "A3", "--margins", "15", "--by-name", "--seats", 8, "-o", target)
    assert "《花名册》用不着 --seats" in done.stderr
    assert "(A3)" in tool("pdfinfo", target.read_bytes(), "FILE")
    refused = run("print", "roster", "--margins", "宽", "-o", target, status=2)
    assert "页边距写成 20" in refused.stderr
    refused = run("print", "roll", "--training", "下个月", "-o", target, status=1)
    assert "没有“下个月”这一期培训" in refused.stderr


def test_leave_is_printed_for_the_year_and_seats_for_a_session(run: Run, tmp_path: Path) -> None:
    run("print", "leave-summary", "--year", 2026, "-o", tmp_path / "请假.pdf")
    assert "官庄镇2026年村党组织书记培训请假汇总表" in text_of((tmp_path / "请假.pdf").read_bytes())
    run("print", "seating", "--training", JUNE, "--seats", 12, "-o", tmp_path / "座次.pdf")
    assert "第5排" in text_of((tmp_path / "座次.pdf").read_bytes()).replace(" ", "")


def test_the_sample_prints_the_papers_of_organisational_life(sample_folder: Path) -> None:
    told = {
        "completion": "党员大会",
        "month-list": "应办事项清单",
        "minutes": "会议决议",
        "material-register": "主题党日",
        "chase-slip": "坡庄村",
    }
    for name, words in told.items():
        assert words in text_of((sample_folder / f"{name}.pdf").read_bytes()), name


def test_the_sample_brings_its_notice_as_a_document_too(sample_folder: Path) -> None:
    made = {path.name for path in sample_folder.iterdir()}
    assert {"training-notice.docx", "seating.pdf", "training-file.pdf", "makeup.pdf"} <= made
    assert "高家营村" in text_of((sample_folder / "makeup.pdf").read_bytes())
