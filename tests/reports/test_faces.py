"""Every character gets a face that has it, or □ and a place in the report."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gzparty.labels import sentence
from gzparty.reports.content import Column, Field, FieldLine, Paper, Paragraph, Row, Signature, Table, Title
from gzparty.reports.faces import FILES, Face, FaceBook
from gzparty.reports.pdf import Missing, render
from gzparty.reports.setting import Setting
from gzparty.reports.sheets import Sheet
from gzparty.reports.truetype import TrueTypeFace

from .pdfs import a_paper, printed, text_of

BOOK = FaceBook(frozenset("，。—"))


@pytest.mark.parametrize(
    ("style", "character", "face"),
    [
        (Face.FANG, "村", Face.FANG),
        (Face.FANG, "，", Face.FANG),
        (Face.FANG, "7", Face.LATIN),
        (Face.FANG, "é", Face.LATIN),
        (Face.FANG, "（", Face.SONG),
        (Face.FANG, "“", Face.SONG),
        (Face.FANG, "□", Face.SONG),
        (Face.FANG, "頔", Face.SONG),
        (Face.KAI, "A", Face.LATIN),
        (Face.SONG, "7", Face.SONG),
        (Face.HEI, "7", Face.HEI),
        (Face.HEI, "㐄", Face.SONG),
        (Face.SONG, "𫟷", Face.KAI),
    ],
)
def test_a_character_is_set_in_the_face_that_draws_it_well(style: Face, character: str, face: Face) -> None:
    choice = BOOK.choose(style, character)
    assert (choice.face, choice.found) == (face, True)


@pytest.mark.parametrize("name", ["𬱖", "𫖯", "㛃", "䶮", "頔", "堃", "喆", "垚", "玥", "祎", "昇"])
def test_rare_names_are_drawn(name: str) -> None:
    for style in Face:
        assert BOOK.choose(style, name).found


@pytest.mark.parametrize("face", list(Face))
def test_no_character_is_wider_than_what_table_cells_count_on(face: Face) -> None:
    from gzparty.reports.grid import _WIDEST

    drawn = BOOK[face]
    assert (
        max(drawn.advance(glyph) for glyph in map(drawn.glyph, range(0x20, 0xFFFF)) if glyph)
        <= _WIDEST * 1000
    )


def lacking(text: str) -> list[Missing]:
    return list(render(a_paper(Paragraph(text)), io.BytesIO()).missing)


@pytest.mark.parametrize("text", ["😀", "العربية", "𫍰", "\ud800", "\U000e0fff", "\ue123", "\ufdd0"])
def test_what_nobody_has_is_reported_and_printed_as_a_box(text: str) -> None:
    assert {missing.character for missing in lacking(text)} == set(text)


@pytest.mark.parametrize("text", ["\x00", "\x07", "\u200d", "\u202e", "\ufe0f", "\ufeff"])
def test_characters_without_form_are_reported_and_leave_no_gap(text: str) -> None:
    assert [missing.character for missing in lacking(f"甲{text}乙")] == [text]
    assert "甲乙" in text_of(printed(a_paper(Paragraph(f"甲{text}乙"))))
    assert "控制字符" in sentence(lacking(text)[0].diagnostic())


@pytest.mark.parametrize("text", ["甲\n乙", "甲\r\n乙", "甲\v乙", "甲\u2028乙", "甲\t乙", "甲\u200b乙"])
def test_line_feeds_and_tabs_are_no_findings(text: str) -> None:
    assert lacking(text) == []


def test_the_report_says_where_the_character_stands() -> None:
    paper = Paper(
        "花名册",
        (
            Title("题😀"),
            FieldLine((Field("主持人：", "😀"),)),
            Table((Column("序号"), Column("姓名")), (Row(("1", "甲")), Row(("2", "😀")))),
            Paragraph("正文"),
            Paragraph("末段😀"),
            Signature("😀", "2026年1月5日"),
        ),
    )
    said = [sentence(missing.diagnostic()) for missing in render(paper, io.BytesIO()).missing]
    places = ["标题", "“主持人”一栏", "表格第 2 行“姓名”", "正文第 2 段", "落款"]
    assert [line.split("：")[0] for line in said] == [f"《花名册》{place}" for place in places]
    assert "U+1F600" in said[0]


def test_searching_finds_what_was_written_even_behind_a_box() -> None:
    names = "周𬱖、吴𫖯、王㛃、李䶮、郑頔、钱𫍰、孙😀"
    assert names in text_of(printed(a_paper(Paragraph(names))))


def test_two_characters_that_share_a_glyph_are_copied_as_written() -> None:
    assert "㖈䎛〜～" in text_of(printed(a_paper(Paragraph("㖈䎛〜～"))))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_no_text_fails(text: str) -> None:
    table = Table((Column(text, mm=15), Column("乙")), (Row((text, text)),))
    result = render(a_paper(Title(text), Paragraph(text), table, Signature(text, text)), io.BytesIO())
    assert result.pages >= 1


def test_a_change_of_face_is_written_once_for_neighbours() -> None:
    setting = Setting()
    sheet = Sheet()
    sheet.text(0, 0, setting.type(Face.FANG, 16), "共12345人")
    assert sheet.content(setting).count(" Tf") == 3


def test_neighbours_from_different_faces_are_kept_apart() -> None:
    setting = Setting()
    sheet = Sheet()
    sheet.text(0, 0, setting.type(Face.FANG, 16), "（12）")
    song, latin = setting.subsets[Face.SONG], setting.subsets[Face.LATIN]
    content = sheet.content(setting)
    assert content.count(f"/{song.resource} ") == 2
    assert content.count(f"/{latin.resource} ") == 1


@pytest.mark.parametrize("face", list(Face))
def test_the_subset_draws_the_same_outlines_as_the_whole_face(face: Face) -> None:
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.ttLib import TTFont

    drawn: TrueTypeFace = BOOK[face]
    glyphs = [0] + [drawn.glyph(ord(character)) for character in "A1é—%" if drawn.glyph(ord(character))]
    small = TTFont(io.BytesIO(drawn.subset(glyphs)))
    with open(f"resources/fonts/{FILES[face]}", "rb") as file:
        whole = TTFont(file)
        for place, glyph in enumerate(glyphs):
            pens = RecordingPen(), RecordingPen()
            small["glyf"][small["glyf"].glyphOrder[place]].draw(pens[0], small["glyf"])
            whole["glyf"][whole.getGlyphName(glyph)].draw(pens[1], whole["glyf"])
            assert _outline(pens[0]) == _outline(pens[1])


def _outline(pen: object) -> list[object]:
    """Leave out component names, which differ; their number and places count."""
    return [
        (verb, arguments[1:] if verb == "addComponent" else arguments)
        for verb, arguments in pen.value  # type: ignore[attr-defined]
    ]


@pytest.mark.parametrize("face", [face for face in Face if face is not Face.LATIN])
def test_every_han_character_of_a_face_is_one_em_wide(face: Face) -> None:
    drawn = BOOK[face]
    glyphs = {drawn.glyph(code) for code in (*range(0x3400, 0xA000), *range(0x20000, 0x2D000))} - {0}
    assert len(glyphs) > 8000
    assert {drawn.advance(glyph) for glyph in glyphs} == {1000}
