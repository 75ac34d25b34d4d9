"""The editable document read back: paragraphs, faces, edges and grid as an office expects them, nothing of a template."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from gzparty.domain.diagnostic import Refusal
from gzparty.labels import refusal_text
from gzparty.reports.content import (
    Attachments,
    Cell,
    Column,
    Field,
    FieldLine,
    Kind,
    Level,
    Numbering,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    RowRole,
    Setup,
    Signature,
    Subtitle,
    Table,
    Title,
)
from gzparty.reports.document import is_editable, write_document
from gzparty.reports.papers.seating import desk_cards
from gzparty.reports.papers.sign_in import sign_in
from gzparty.reports.papers.training_notice import training_notice
from gzparty.reports.pdf import render
from gzparty.settings import Settings

from .test_pdf_files import everything
from .views import STYLE, a_full_session, a_session

MM = 36000
"""Lengths of python-docx are in EMU."""


def written(paper: Paper) -> bytes:
    target = io.BytesIO()
    write_document(paper, target)
    return target.getvalue()


def opened(paper: Paper) -> Any:
    return docx.Document(io.BytesIO(written(paper)))


def notice(count: int = 5) -> Paper:
    session = a_full_session(count) if count != 5 else a_session()
    return training_notice(session, Settings(), STYLE)


def paragraph(document: Any, start: str) -> Any:
    return next(p for p in document.paragraphs if p.text.startswith(start))


def faces(run: Any) -> tuple[str, str, float]:
    fonts = run._r.rPr.rFonts
    return fonts.get(qn("w:eastAsia")), fonts.get(qn("w:ascii")), run.font.size.pt


def test_the_notice_reads_as_its_content_says() -> None:
    texts = [p.text for p in opened(notice()).paragraphs if p.text]
    assert texts[:3] == [
        "关于举办2026年第3期\n村党组织书记培训班的通知",
        "各村党支部：",
        "针对当前个别村集体经济薄弱的实际，定于近期举办第3期村党组织书记培训班。现将有关事项通知如下。",
    ]
    assert texts[-8:] == [
        "附件：1.参训人员名单",
        "2.课程安排",
        "官庄镇党建办",
        "2026年3月9日",
        "附件1",
        "参训人员名单",
        "附件2",
        "课程安排",
    ]


def test_each_part_of_the_notice_has_the_face_and_size_of_the_standard() -> None:
    document = opened(notice())
    assert faces(paragraph(document, "关于举办").runs[0]) == ("方正小标宋简体", "方正小标宋简体", 22)
    assert faces(paragraph(document, "各村党支部").runs[0]) == ("仿宋_GB2312", "Times New Roman", 16)
    heading = paragraph(document, "一、培训时间")
    assert [faces(run)[0] for run in heading.runs] == ["黑体", "仿宋_GB2312"]
    assert faces(paragraph(document, "附件1").runs[0]) == ("黑体", "黑体", 16)
    second = Paper("通知", (Paragraph("（一）要求。", Level.SECOND, "正文"),), Kind.OFFICIAL, notice().setup)
    assert faces(opened(second).paragraphs[0].runs[0])[0] == "楷体_GB2312"


def test_edges_lines_and_grid_are_those_of_the_standard() -> None:
    document = opened(notice())
    section = document.sections[0]
    edges = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [edge / MM for edge in edges] == pytest.approx([37, 26, 35, 28], abs=0.02)
    assert [section.page_width / MM, section.page_height / MM] == pytest.approx([210, 297], abs=0.1)
    body = paragraph(document, "针对当前")
    assert 28.9 <= body.paragraph_format.line_spacing.pt <= 29.0
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("linesAndChars", "579")
    character = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    assert 28 * character == pytest.approx(156 / 25.4 * 72, abs=0.2)
    assert 22 * 579 / 20 <= 225 / 25.4 * 72
    assert body._p.pPr.ind.get(qn("w:firstLineChars")) == "200"
    assert body.paragraph_format.first_line_indent.pt == pytest.approx(2 * character, abs=0.1)


def test_page_numbers_stand_right_on_odd_pages_and_left_on_even_ones() -> None:
    document = opened(notice())
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (foot,) = footer.paragraphs
        assert foot.text == "— 1 —"
        assert foot._p.pPr.jc.get(qn("w:val")) == side
        assert " PAGE " in foot._p.xml
        assert faces(foot.runs[0]) == ("宋体", "宋体", 14)


def test_every_annex_begins_a_page_and_heads_are_repeated() -> None:
    document = opened(notice(59))
    broken = [p.text for p in document.paragraphs if p._p.pPr.find(qn("w:pageBreakBefore")) is not None]
    assert broken == ["附件1", "附件2"]
    people, courses = document.tables
    assert [cell.text for cell in people.rows[0].cells] == ["序号", "姓名", "单位"] * 3
    assert len(people.rows) == 1 + 20
    assert people.rows[1].cells[3].text == "21"
    for table in (people, courses):
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True] + [False] * (len(heads) - 1)


def test_the_signature_stands_where_the_standard_says() -> None:
    def indents(sealed: bool) -> list[float]:
        blocks = (Paragraph("正文"), Signature("示例镇党建办", "2026年3月9日", sealed))
        paper = Paper("通知", blocks, Kind.OFFICIAL, notice().setup, Numbering.NONE)
        last = opened(paper).paragraphs[-2:]
        assert last[0].paragraph_format.keep_with_next
        return [p.paragraph_format.right_indent.pt / 15.79 for p in last]

    assert indents(sealed=True)[1] == pytest.approx(4, abs=0.1)
    assert indents(sealed=False) == pytest.approx([2, 0], abs=0.1)


def test_a_long_attachment_goes_on_under_its_own_name() -> None:
    paper = Paper("通知", (Attachments(("甲" * 40, "乙")),), Kind.OFFICIAL, notice().setup)
    first, second = (p.paragraph_format for p in opened(paper).paragraphs[-2:])
    assert first.left_indent == second.left_indent
    assert first.left_indent.pt + first.first_line_indent.pt == pytest.approx(2 * 15.79, abs=0.1)
    assert second.left_indent.pt + second.first_line_indent.pt == pytest.approx(5 * 15.79, abs=0.1)


def test_grouped_heads_merged_cells_and_sums_keep_their_cells() -> None:
    columns = (
        Column("社区", merge=True),
        Column("培训", groups=("学时",)),
        Column("补课", groups=("学时",)),
    )
    rows = (
        Row((Cell("甲组", span=3),), RowRole.GROUP),
        Row(("红旗社区", "1", "2")),
        Row(("红旗社区", "3")),
        Row((Cell("合计", span=2), "6"), RowRole.TOTAL),
    )
    table = opened(Paper("表", (Table(columns, rows),))).tables[0]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells == [
        ["社区", "学时", "学时"],
        ["社区", "培训", "补课"],
        ["甲组", "甲组", "甲组"],
        ["红旗社区", "1", "2"],
        ["红旗社区", "3", ""],
        ["合计", "合计", "6"],
    ]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, True] + [
        False
    ] * 4


def test_tables_below_each_other_do_not_become_one() -> None:
    plain = Table((Column("甲"),), (Row(("1",)),))
    document = opened(Paper("表", (plain, plain, PageBreak(), plain)))
    assert len(document.tables) == 3
    kinds = [child.tag.rpartition("}")[2] for child in document.element.body]
    assert kinds == ["tbl", "p", "tbl", "p", "tbl", "p", "sectPr"]


def test_blanks_to_write_on_are_ruled() -> None:
    paper = Paper("表", (FieldLine((Field("应到：", "59"), Field("实到：", None), Field("缺席：", None))),))
    (line,) = opened(paper).paragraphs
    assert line.text == "应到：59\t实到：\t\t缺席：\t"
    assert [run.text for run in line.runs if run.font.underline] == ["\t", "\t"]
    stops = [stop.position.pt for stop in line.paragraph_format.tab_stops]
    assert stops == sorted(stops)
    assert len(stops) == 4


def test_a_signature_column_keeps_its_30_mm() -> None:
    for double in (False, True):
        sheet = opened(sign_in(a_full_session(59), replace(STYLE, double=double))).tables[0]
        at = [cell.text for cell in sheet.rows[0].cells].index("签名")
        assert sheet.columns[at].width / MM >= 29.9


def test_nothing_of_the_template_is_left() -> None:
    with zipfile.ZipFile(io.BytesIO(written(notice()))) as package:
        names = set(package.namelist())
        texts = {name: package.read(name).decode("utf-8") for name in names}
    assert names == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/settings.xml",
        "word/styles.xml",
    }
    everything_said = "".join(texts.values())
    assert "python-docx" not in everything_said
    assert "en-US" not in everything_said
    assert set(re.findall(r'w:lang w:val="(.*?)"', everything_said)) == {"zh-CN"}
    for face in ("Calibri", "Cambria", "MS "):
        assert face not in everything_said


def test_the_facts_of_the_file_are_the_papers() -> None:
    facts = opened(notice()).core_properties
    assert facts.title == "关于举办2026年第3期村党组织书记培训班的通知"
    assert (facts.author, facts.last_modified_by, facts.comments) == ("官庄镇党建办", "官庄镇党建办", "")
    assert facts.created == facts.modified == datetime(2026, 3, 9, tzinfo=facts.created.tzinfo)


def test_equal_papers_are_equal_files(monkeypatch: pytest.MonkeyPatch) -> None:
    before = written(notice())
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    assert written(notice()) == before
    assert written(replace(notice(), title="另一张")) != before


def test_a_hostile_text_becomes_a_sound_document() -> None:
    paper = replace(everything(), title="甲\x00\ud800乙")
    document = opened(paper)
    text = "\n".join(cell.text for row in document.tables[0].rows for cell in row.cells)
    assert text.count("长") == 10_000
    assert "李𬱖" in text
    assert "𬱖𫖯㛃䶮頔𫍰<>()\\ end" in text
    assert not re.search("[\x00-\x08\ud800-\udfff]", text)
    assert document.core_properties.title == "甲乙"


def test_a_subtitle_takes_the_empty_line_below_an_official_title() -> None:
    for kind in Kind:
        blocks = (Title("甲"), Subtitle("乙"), Paragraph("丙"))
        texts = [p.text for p in opened(Paper("表", blocks, kind)).paragraphs]
        assert texts == (["甲", "乙", "", "丙"] if kind is Kind.OFFICIAL else ["甲", "乙", "丙"])


def test_a_wide_sheet_lies_across() -> None:
    document = opened(Paper("表", (Title("甲"),), setup=Setup(landscape=True)))
    size = document.element.body.sectPr.find(qn("w:pgSz"))
    assert size.get(qn("w:orient")) == "landscape"
    assert document.sections[0].page_width > document.sections[0].page_height


def test_names_upside_down_are_had_as_pdf_only(tmp_path: Path) -> None:
    paper = desk_cards(a_session(), a_session().roll.rows, STYLE)
    assert not is_editable(paper)
    with pytest.raises(Refusal) as refused:
        write_document(paper, tmp_path / "桌签.docx")
    assert "只能存成 PDF" in refusal_text(refused.value)
    assert not list(tmp_path.iterdir())


def test_a_path_gets_the_file_whole(tmp_path: Path) -> None:
    write_document(notice(), tmp_path / "通知.docx")
    assert (tmp_path / "通知.docx").read_bytes() == written(notice())
    assert [path.name for path in tmp_path.iterdir()] == ["通知.docx"]


def test_a_heading_in_a_folded_table_stays_over_its_own_part_of_the_width() -> None:
    rows = (
        Row((Cell("甲组", span=2),), RowRole.GROUP),
        Row(("1", "李示例")),
        Row(("乙组",), RowRole.GROUP),
        Row(("2", "何示例")),
    )
    paper = Paper("表", (Table((Column("序号"), Column("姓名")), rows, headed=False, folds=2),))
    first, second = opened(paper).tables[0].rows
    assert [cell.text for cell in first.cells] == ["甲组", "甲组", "乙组", ""]
    assert [cell.text for cell in second.cells] == ["1", "李示例", "2", "何示例"]
    assert {run.font.name for cell in first.cells[:1] for run in cell.paragraphs[0].runs} == {"黑体"}


def test_a_row_that_ends_early_merges_with_nothing_below_it() -> None:
    rows = (Row(("1",)), Row(("2", "官庄村")), Row(("3", "官庄村")))
    paper = Paper("表", (Table((Column("序号"), Column("村", merge=True)), rows, headed=False),))
    assert [row.cells[1].text for row in opened(paper).tables[0].rows] == ["", "官庄村", "官庄村"]


def test_a_subtitle_without_a_title_takes_nothing_away() -> None:
    blocks = (Paragraph("甲"), Subtitle("（2026年）"))
    found = [one.text for one in opened(Paper("文", blocks, Kind.OFFICIAL)).paragraphs if one.text]
    assert found[:2] == ["甲", "（2026年）"]


def test_rows_that_may_not_be_lower_than_they_are_keep_their_height() -> None:
    table = Table((Column("序号"),), (Row(("1",)),), row_mm=0.0, least_mm=6.0)
    assert render(Paper("表", (table,)), io.BytesIO()).pages == 1
