"""The file itself: what other tools say of it, the same bytes for the same content, and where it is put."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.labels import refusal_text
from gzparty.reports.content import (
    OFFICIAL_MARGINS,
    Align,
    Cell,
    Column,
    Field,
    FieldLine,
    FootLine,
    Gap,
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
from gzparty.reports.fingerprint import fingerprint
from gzparty.reports.pdf import render, render_many

from .pdfs import printed, text_of, tool

HOSTILE = "😀العربية\x00\x07\ud800\u202e𬱖𫖯㛃䶮頔𫍰<>()\\ end"


def everything() -> Paper:
    """A paper with every kind of block and every face."""
    return Paper(
        "示例表",
        (
            Title("村党组织书记培训班签到表"),
            Subtitle("（2026年）"),
            FieldLine((Field("时间：", "2026年3月18日"), Field("主持人：", None))),
            Table(
                (Column("序号", mm=12), Column("姓名"), Column("事由", align=Align.LEFT)),
                (
                    Row((Cell("红旗社区", span=3),), RowRole.GROUP),
                    Row(("1", "示例甲", "长" * 10_000)),
                    Row(("2", "李𬱖", HOSTILE)),
                    Row(("", "", "")),
                    Row(("", "", "")),
                ),
            ),
            FootLine((Field("填表人：", None), Field("审核人：", None))),
            PageBreak(),
            Paragraph("一、标题", Level.FIRST),
            Paragraph("（一）标题。", Level.SECOND, f"正文{HOSTILE}"),
            Gap(2),
            Signature("示例党建办", "2026年3月9日"),
        ),
        office="示例党建办",
        dated=date(2026, 3, 9),
    )


@pytest.fixture(scope="module")
def data() -> bytes:
    return printed(everything())


def test_qpdf_finds_nothing_wrong(data: bytes) -> None:
    assert "No syntax or stream encoding errors found" in tool("qpdf", data, "--check", "FILE")


def test_every_face_is_embedded_subset_and_searchable(data: bytes) -> None:
    rows = tool("pdffonts", data, "FILE").splitlines()[2:]
    assert len(rows) == len({row.split()[0].split("+")[1] for row in rows}) == 6
    for row in rows:
        assert re.search(r"CID TrueType +Identity-H +yes yes yes", row)
    assert "Helvetica" not in "".join(rows)


def test_all_text_can_be_extracted(data: bytes) -> None:
    text = text_of(data)
    assert text.count("长") == 10_000
    for part in ("签到表", "示例甲", "李𬱖", "😀", "㛃䶮頔𫍰<>()\\ end", "填表人："):
        assert part in text


def test_metadata_name_the_paper_the_office_and_the_day(data: bytes) -> None:
    said = tool("pdfinfo", data, "FILE")
    assert re.search(r"Title: +示例表\n", said)
    assert re.search(r"Author: +示例党建办\n", said)
    assert "Mar  9 00:00:00 2026" in said


def test_equal_papers_are_equal_files_and_a_changed_one_is_not(data: bytes) -> None:
    assert printed(everything()) == data
    assert printed(replace(everything(), dated=date(2026, 3, 10))) != data


def test_the_bytes_do_not_depend_on_the_clock(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    assert printed(everything()) == data


def test_a_hostile_title_goes_into_the_metadata() -> None:
    paper = replace(everything(), title=HOSTILE)
    assert "头" not in tool("pdfinfo", printed(paper), "FILE")
    assert "No syntax" in tool("qpdf", printed(paper), "--check", "FILE")


def test_many_papers_share_their_faces_and_have_a_bookmark_each() -> None:
    papers = [replace(everything(), title=f"第{number}村签到表") for number in range(1, 4)]
    target = io.BytesIO()
    result = render_many(papers, target)
    data = target.getvalue()
    assert result.pages == 3 * render(everything(), io.BytesIO()).pages
    assert len(tool("pdffonts", data, "FILE").splitlines()) == 2 + 6
    outline = tool("qpdf", data, "--json", "--json-key=outlines", "FILE")
    assert re.findall(r'"title": "(.*?)"', outline) == [paper.title for paper in papers]
    assert [int(page) for page in re.findall(r'"destpageposfrom1": (\d+)', outline)] == [
        1 + number * result.pages // 3 for number in range(3)
    ]


def test_each_of_many_papers_counts_its_own_pages() -> None:
    target = io.BytesIO()
    render_many([Paper("甲", (Title("甲"),)), Paper("乙", (Title("乙"),))], target)
    assert text_of(target.getvalue()).replace(" ", "").count("第1页共1页") == 2


def test_nothing_to_print_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        render_many([], io.BytesIO())
    assert "没有可打印的内容" in refusal_text(refused.value)


def test_a_paper_without_blocks_is_an_empty_sheet() -> None:
    paper = Paper("空", (), numbering=Numbering.NONE)
    assert render(paper, io.BytesIO()).pages == 1
    assert "No syntax" in tool("qpdf", printed(paper), "--check", "FILE")


def test_a_path_gets_the_same_bytes_and_nothing_stays_beside_it(tmp_path: Path, data: bytes) -> None:
    target = tmp_path / "签到表.pdf"
    target.write_bytes(b"older")
    render(everything(), target)
    assert target.read_bytes() == data
    assert [file.name for file in tmp_path.iterdir()] == ["签到表.pdf"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        render(everything(), tmp_path / "没有" / "表.pdf")
    assert "没有”不存在，“表.pdf”没有保存" in refusal_text(refused.value)


def test_a_place_that_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "表.pdf"
    target.mkdir()
    with pytest.raises(Refusal) as refused:
        render(everything(), target)
    assert refusal_text(refused.value).startswith(f"写不进 {target}")
    assert [file.name for file in tmp_path.iterdir()] == ["表.pdf"]


@pytest.mark.parametrize(
    "changed",
    [
        replace(everything(), title="另一张"),
        replace(everything(), dated=None),
        replace(everything(), setup=Setup(landscape=True)),
        replace(everything(), kind=Kind.OFFICIAL, setup=Setup(margins=OFFICIAL_MARGINS)),
        replace(everything(), blocks=everything().blocks[:-1]),
        replace(everything(), blocks=(*everything().blocks[:-1], Signature("示例党建办", "2026年3月10日"))),
        replace(everything(), blocks=(Table((Column("一"),), (Row(("甲", "")),)),)),
    ],
    ids=range(7),
)
def test_the_fingerprint_changes_with_what_is_printed(changed: Paper) -> None:
    assert fingerprint((changed,)) != fingerprint((everything(),))


def test_the_fingerprint_tells_apart_how_texts_are_parted() -> None:
    one, other = (
        Paper("表", (Table((Column("甲"), Column("乙")), (Row(cells),)),))
        for cells in (("12", "3"), ("1", "23"))
    )
    assert fingerprint((one,)) != fingerprint((other,))


def test_equal_content_has_an_equal_fingerprint() -> None:
    assert fingerprint((everything(),)) == fingerprint((everything(),))
    assert render(everything(), io.BytesIO()).digest == fingerprint((everything(),))
