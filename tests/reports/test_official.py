"""A 公文 as GB/T 9704-2012 wants it, measured from the produced PDF within half a millimetre."""

from __future__ import annotations

from itertools import pairwise

import pytest

from gzparty.reports.content import (
    OFFICIAL_MARGINS,
    Attachments,
    Block,
    Column,
    Kind,
    Level,
    Numbering,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Setup,
    Signature,
    Table,
    Title,
)

from .pdfs import Line, line_of, lines, pages, printed

WITHIN = 0.5
PITCH = 225 / 22
CHARACTER = 156 / 28
TITLE = "关于举办2026年第3期\u200b村党组织书记专题培训班的\u200b通知"
LONG = "为进一步提升全镇村党组织书记抓党建促乡村振兴的能力经镇党委研究决定举办专题培训班" * 3


def official(*blocks: Block, numbering: Numbering = Numbering.DASHED) -> list[list[Line]]:
    """Print a 公文 and return the lines of its pages."""
    paper = Paper("通知", blocks, Kind.OFFICIAL, Setup(margins=OFFICIAL_MARGINS), numbering)
    return [lines(page) for page in pages(printed(paper))]


def near(value: float) -> object:
    return pytest.approx(value, abs=WITHIN)


def body(page: list[Line]) -> list[Line]:
    return [line for line in page if not line.text.startswith("—")]


def test_the_first_line_stands_37_mm_below_the_edge_and_28_mm_from_the_left() -> None:
    (page,) = official(Paragraph("各村党支部：", Level.ADDRESSEE))
    assert (page[0].left, page[0].top) == (near(28), near(37))


def test_a_full_line_holds_28_characters_and_ends_26_mm_from_the_right_edge() -> None:
    (page,) = official(Paragraph(LONG))
    full = body(page)[1]
    assert len(full.text) == 28
    assert (full.left, full.right) == (near(28), near(210 - 26))


def test_a_page_holds_22_lines_of_equal_distance_within_the_text_block() -> None:
    first, second = official(Paragraph("甲" * 28 * 22), Paragraph("乙"))
    rows = body(first)
    assert len(rows) == 22
    assert [below.top - above.top for above, below in pairwise(rows)] == [near(PITCH)] * 21
    assert rows[21].chars[0].bottom <= 297 - 35
    assert body(second)[0].top == near(37)


def test_the_first_line_of_a_paragraph_is_indented_by_two_characters() -> None:
    (page,) = official(Paragraph(LONG))
    assert body(page)[0].left == near(28 + 2 * CHARACTER)
    assert len(body(page)[0].text) == 26
    assert body(page)[1].left == near(28)


def test_a_line_shortened_by_a_rule_is_stretched_to_the_edge() -> None:
    (page,) = official(Paragraph("甲" * 26 + "，" + "乙" * 40))
    assert len(body(page)[0].text) == 25
    assert body(page)[0].right == near(210 - 26)


def test_the_title_is_2_hao_and_centred_in_a_shape_with_the_words_kept_whole() -> None:
    (page,) = official(Title(TITLE), Paragraph("各村党支部：", Level.ADDRESSEE))
    assert [line.text for line in page[:2]] == ["关于举办2026年第3期", "村党组织书记专题培训班的通知"]
    for line in page[:2]:
        assert line.chars[0].size == 22
        assert (line.left + line.right) / 2 == near(28 + 156 / 2)
    assert page[0].top == near(37)


def test_the_addressee_stands_one_empty_line_below_the_title() -> None:
    (page,) = official(Title("通知"), Paragraph("各村党支部：", Level.ADDRESSEE), Paragraph("正文"))
    assert page[1].top - page[0].top == near(2 * PITCH)
    assert page[1].left == near(28)
    assert page[2].top - page[1].top == near(PITCH)


@pytest.mark.parametrize(
    ("issuer", "issuer_left", "date_left"),
    [
        ("中共官庄镇委员会党的建设办公室", 184 - 17 * CHARACTER, 184 - 15 * CHARACTER),
        ("中共官庄镇委员会", 184 - 10 * CHARACTER, 184 - 8 * CHARACTER),
    ],
)
def test_without_a_seal_the_issuer_is_two_characters_from_the_edge_and_the_date_two_further_in(
    issuer: str, issuer_left: float, date_left: float
) -> None:
    (page,) = official(Paragraph("正文"), Signature(issuer, "2026年3月9日"))
    signed, dated = line_of(page, "中共"), line_of(page, "2026")
    assert (signed.left, dated.left) == (near(issuer_left), near(date_left))
    assert signed.right == near(184 - 2 * CHARACTER)
    assert signed.top - line_of(page, "正文").top == near(2 * PITCH)
    assert dated.top - signed.top == near(PITCH)


def test_a_date_longer_than_the_issuer_keeps_two_characters_from_the_edge() -> None:
    (page,) = official(Paragraph("正文"), Signature("党建办", "2026年12月29日"))
    signed, dated = line_of(page, "党建办"), line_of(page, "2026")
    assert dated.right == near(184 - 2 * CHARACTER)
    assert dated.left - signed.left == near(2 * CHARACTER)


def test_with_a_seal_the_date_is_four_characters_from_the_edge_below_the_centred_issuer() -> None:
    (page,) = official(Paragraph("正文"), Signature("中共官庄镇委员会", "2026年3月9日", sealed=True))
    signed, dated = line_of(page, "中共"), line_of(page, "2026")
    assert dated.right == near(184 - 4 * CHARACTER)
    assert (signed.left + signed.right) / 2 == near((dated.left + dated.right) / 2)


def test_the_page_number_stands_7_mm_below_the_text_block_outside() -> None:
    first, second = official(Paragraph("正文"), PageBreak(), Paragraph("正文"))
    odd, even = first[-1], second[-1]
    assert (odd.text.replace(" ", ""), even.text.replace(" ", "")) == ("—1—", "—2—")
    assert odd.right == near(184 - CHARACTER)
    assert even.left == near(28 + CHARACTER)
    assert odd.chars[0].size == 14
    # The dash of the face lies 0.34 to 0.41 em above the baseline, which is 0.88 em below the box.
    dash = odd.chars[0].top + (0.88 - 0.38) * 14 * 25.4 / 72
    assert dash == near(297 - 35 + 7)


def test_attachments_stand_below_an_empty_line_and_go_on_under_their_own_name() -> None:
    names = ("2026年第3期村党组织书记专题培训班参训人员名单及分组", "培训日程表")
    (page,) = official(Paragraph("正文"), Attachments(names))
    first, second = line_of(page, "附件：1."), line_of(page, "2.培训")
    wrapped = page[page.index(first) + 1]
    assert first.top - line_of(page, "正文").top == near(2 * PITCH)
    assert first.left == near(28 + 2 * CHARACTER)
    assert second.left == near(28 + 5 * CHARACTER)
    assert wrapped.left == near(first.chars[5].left)
    assert not first.text.endswith(("，", "。"))


def test_an_annex_is_named_in_the_first_line_and_titled_in_the_third() -> None:
    _, annex = official(Paragraph("正文"), PageBreak(), Paragraph("附件1", Level.ANNEX), Title("名单"))
    mark, title = annex[:2]
    assert (mark.left, mark.top) == (near(28), near(37))
    assert title.top - mark.top == near(2 * PITCH)


def test_a_signature_never_stands_on_a_page_without_text() -> None:
    for count in range(16, 24):
        sheets = official(*[Paragraph("正文")] * count, Signature("中共官庄镇委员会", "2026年3月9日"))
        last = [line.text for line in body(sheets[-1])]
        assert last[0] == "正文"
        assert last[-1] == "2026年3月9日"


def test_a_heading_is_not_left_at_the_foot_of_a_page() -> None:
    first, second = official(*[Paragraph("正文")] * 21, Paragraph("二、要求", Level.FIRST), Paragraph("正文"))
    assert len(body(first)) == 21
    assert body(second)[0].text == "二、要求"


def test_levels_stand_in_their_own_faces() -> None:
    from gzparty.reports.faces import Face
    from gzparty.reports.layout import lay_out
    from gzparty.reports.setting import Setting

    setting = Setting()
    paper = Paper(
        "通知",
        (
            Paragraph("一、标题", Level.FIRST),
            Paragraph("（一）标题。", Level.SECOND, "正文"),
            Paragraph("1.标题", Level.THIRD),
        ),
        Kind.OFFICIAL,
        Setup(margins=OFFICIAL_MARGINS),
        Numbering.NONE,
    )
    for sheet in lay_out(paper, setting).sheets:
        sheet.content(setting)
    characters = {face: set(subset.characters) for face, subset in setting.subsets.items()}
    assert "、" in characters[Face.HEI]
    assert "。" in characters[Face.KAI]
    assert {"正", "文"} <= characters[Face.FANG]
    assert "一" not in characters[Face.FANG]


def test_a_table_goes_on_over_pages_with_its_head_and_the_numbers_go_on_with_it() -> None:
    rows = tuple(Row((str(number), "示例")) for number in range(1, 80))
    sheets = official(Title("名单"), Table((Column("序号", mm=20), Column("姓名")), rows, row_mm=8))
    assert all(any(line.text == "序号姓名" for line in page) for page in sheets)
    assert [page[-1].text.replace(" ", "") for page in sheets] == [
        f"—{n}—" for n in range(1, len(sheets) + 1)
    ]


@pytest.mark.parametrize("filled", range(8, 23))
def test_names_of_attachments_and_signature_never_stand_on_a_page_without_text(filled: int) -> None:
    found = official(
        *(Paragraph("甲" * 10) for _line in range(filled - 2)),
        Paragraph("乙" * 40),
        Attachments(("名单", "日程")),
        Signature("官庄镇党建办", "2026年6月17日"),
    )
    last = body(found[-1])
    assert "官庄镇党建办" in last[-2].text
    assert any("乙" in line.text for line in last)
