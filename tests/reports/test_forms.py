"""Forms as the office prints them: heads repeated, feet kept, rows split, merged, folded and signed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.reports.content import (
    Align,
    Cell,
    Column,
    Field,
    FieldLine,
    FootLine,
    Level,
    Margins,
    Numbering,
    Paper,
    Paragraph,
    Row,
    RowRole,
    Setup,
    Size,
    Table,
    Title,
)

from .pdfs import a_paper, line_of, lines, pages, printed, rules, text_of

MM = 72 / 25.4
PAIR = (Column("序号", mm=20), Column("姓名"))
FOOT = FootLine((Field("填表人：", None), Field("审核人：", None)))


def numbered(count: int, columns: int = 2) -> tuple[Row, ...]:
    return tuple(Row((str(number), *["示例"] * (columns - 1))) for number in range(1, count + 1))


@pytest.mark.parametrize(
    ("setup", "width", "height"),
    [
        (Setup(), 210, 297),
        (Setup(landscape=True), 297, 210),
        (Setup(Size.A3), 297, 420),
        (Setup(Size.A3, landscape=True), 420, 297),
    ],
)
def test_the_table_fills_the_sheet_between_its_margins(setup: Setup, width: float, height: float) -> None:
    (drawn,) = rules(printed(a_paper(Table(PAIR, numbered(3)), setup=setup)))
    across = [edge / MM for x1, _, x2, _ in drawn for edge in (x1, x2)]
    assert [min(across), max(across)] == pytest.approx([20, width - 20], abs=0.1)
    assert max(y for _, y, _, _ in drawn) / MM == pytest.approx(height - 20, abs=0.1)


def test_margins_are_those_asked_for() -> None:
    setup = Setup(margins=Margins(10, 15, 12, 25))
    (drawn,) = rules(printed(a_paper(Table(PAIR, numbered(1)), setup=setup)))
    assert min(x for x, _, _, _ in drawn) / MM == pytest.approx(25, abs=0.1)
    assert max(x for x, _, _, _ in drawn) / MM == pytest.approx(195, abs=0.1)


def test_fixed_columns_keep_their_width_and_the_others_share_the_rest() -> None:
    columns = (Column("甲", mm=30), Column("乙", weight=1), Column("丙", weight=3))
    (drawn,) = rules(printed(a_paper(Table(columns, numbered(1, 3)))))
    edges = sorted({round(x1 / MM, 1) for x1, _, x2, _ in drawn if x1 == x2})
    assert edges == pytest.approx([20, 50, 85, 190], abs=0.1)


def test_columns_too_wide_for_the_sheet_are_shrunk_onto_it() -> None:
    columns = (*(Column("甲", mm=60) for _ in range(4)), Column("乙"))
    data = printed(a_paper(Table(columns, numbered(1, 5))))
    assert max(x for x, _, _, _ in rules(data)[0]) / MM == pytest.approx(190, abs=0.1)
    assert "乙" in text_of(data)


def test_the_head_is_repeated_on_every_page_and_no_row_is_lost() -> None:
    found = [lines(page) for page in pages(printed(a_paper(Table(PAIR, numbered(200)))))]
    assert len(found) > 3
    assert all(page[0].text == "序号姓名" for page in found)
    shown = [line.text.removesuffix("示例") for page in found for line in page[1:]]
    assert shown == [str(number) for number in range(1, 201)]


def test_pages_are_numbered_with_their_total() -> None:
    paper = Paper("册", (Table(PAIR, numbered(100)),))
    found = [lines(page)[-1].text for page in pages(printed(paper))]
    assert [text.replace(" ", "") for text in found] == [
        f"第{n}页共{len(found)}页" for n in range(1, len(found) + 1)
    ]


@pytest.mark.parametrize("count", range(28, 40))
def test_the_foot_is_never_parted_from_the_last_row(count: int) -> None:
    last = lines(pages(printed(a_paper(Title("表"), Table(PAIR, numbered(count), row_mm=7), FOOT)))[-1])
    at = next(i for i, line in enumerate(last) if line.text.startswith("填表人"))
    assert last[at - 1].text == f"{count}示例"


@pytest.mark.parametrize("count", range(28, 40))
def test_a_note_and_the_foot_below_it_stay_with_the_last_row(count: int) -> None:
    note = Paragraph("注：示例说明。", Level.NOTE)
    blocks = (Title("表"), Table(PAIR, numbered(count), row_mm=7), note, FOOT)
    last = [line.text for line in lines(pages(printed(a_paper(*blocks)))[-1])]
    at = next(i for i, text in enumerate(last) if text.startswith("注"))
    assert last[at - 1] == f"{count}示例"
    assert last[at + 1].startswith("填表人")


def test_a_tight_table_is_set_lower_so_that_it_ends_on_its_page() -> None:
    loose = Table(PAIR, numbered(33), row_mm=8)
    assert len(pages(printed(a_paper(loose, FOOT)))) == 2
    assert len(pages(printed(a_paper(replace(loose, tight=True), FOOT)))) == 1


def test_a_tight_table_that_cannot_fit_stays_as_it_was() -> None:
    long = Table(PAIR, numbered(90), row_mm=8)
    assert rules(printed(a_paper(replace(long, tight=True)))) == rules(printed(a_paper(long)))


def test_a_row_taller_than_a_page_goes_on_over_the_pages() -> None:
    text = "".join(f"第{number}句话。" for number in range(1500))
    data = printed(a_paper(Table(PAIR, (Row(("1", "示例")), Row(("2", text)), Row(("3", "末"))))))
    found = [lines(page) for page in pages(data)]
    assert len(found) >= 3
    joined = "".join(line.text.removeprefix("序号姓名") for page in found for line in page)
    assert joined.replace("2", "") == ("1示例" + text + "3末").replace("2", "")
    for page in rules(data):
        assert min(y for _, y, _, _ in page) >= 20 * MM - 0.1


def test_a_row_that_fits_the_next_page_is_not_split() -> None:
    tall = "\n".join("行" * 3 for _ in range(12))
    found = [lines(page) for page in pages(printed(a_paper(Table(PAIR, (*numbered(38), Row(("x", tall)))))))]
    assert [sum("行行行" in line.text for line in page) for page in found] == [0, 12]


def test_a_heading_inside_the_table_goes_along_with_its_rows() -> None:
    for count in range(25, 45):
        heading = Row((Cell("二、社区", span=2),), RowRole.GROUP)
        table = Table(PAIR, (*numbered(count), heading, *numbered(3)))
        for page in (lines(page) for page in pages(printed(a_paper(table)))):
            assert page[-1].text != "二、社区"


def test_grouped_titles_stand_above_the_columns_they_share() -> None:
    columns = (
        Column("姓名"),
        Column("培训", groups=("已得学时",)),
        Column("补课", groups=("已得学时",)),
        Column("合计"),
    )
    data = printed(a_paper(Table(columns, numbered(1, 4))))
    (page,) = [lines(page) for page in pages(data)]
    chars = {char.text: char for line in page for char in line.chars}
    middle = (chars["已"].left + chars["时"].right) / 2
    assert middle == pytest.approx((chars["训"].right + chars["补"].left) / 2, abs=0.3)
    assert chars["已"].bottom < chars["培"].top
    assert chars["已"].top < chars["姓"].top < chars["培"].top
    # No rule runs through the shared title: the edge between 培训 and 补课 begins below it.
    edge = round((20 + 170 / 2) * MM, 1)
    upper = max(max(y1, y2) for x1, y1, x2, y2 in rules(data)[0] if x1 == x2 and round(x1, 1) == edge)
    assert upper < max(y for _, y, _, _ in rules(data)[0]) - 5


def test_equal_neighbours_of_a_merged_column_are_written_once_a_page() -> None:
    columns = (Column("社区", mm=30, merge=True), Column("村"))
    names = ["红旗社区"] * 60 + ["管公社区"] * 20
    rows = tuple(Row((name, f"村{number}")) for number, name in enumerate(names))
    data = printed(a_paper(Table(columns, rows)))
    texts = text_of(data).split("\f")[:-1]
    assert len(texts) > 1
    for text in texts:
        assert text.count("红旗社区") == (1 if "村59" in text or "村0\n" in text else 0)
        assert text.count("管公社区") == (1 if "村79" in text or "村61" in text else 0)
    assert all(f"村{number}\n" in "".join(texts) for number in range(80))


def test_a_merged_cell_on_a_single_row_still_holds_its_lines() -> None:
    columns = (Column("社区", mm=14, merge=True), Column("村"))
    rows = tuple(Row((name, "村")) for name in ["红旗社区居民委员会", "管公社区居民委员会"])
    data = printed(a_paper(Table(columns, rows)))
    levels = sorted({round(y1) for x1, y1, x2, y2 in rules(data)[0] if y1 == y2}, reverse=True)
    (page,) = [lines(page) for page in pages(data)]
    lowest = max(char.bottom for line in page for char in line.chars)
    assert 297 * MM - lowest * MM >= levels[-1]


def test_a_folded_table_fills_the_left_half_of_a_page_first() -> None:
    table = Table((Column("序号", mm=20), Column("签名", mm=30)), numbered(70), row_mm=8, folds=2)
    found = [lines(page) for page in pages(printed(a_paper(table)))]
    first = [line.text.split("示例")[:2] for line in found[0][1:]]
    assert [left for left, _ in first] == [str(n) for n in range(1, len(first) + 1)]
    assert [right for _, right in first] == [str(n + len(first)) for n in range(1, len(first) + 1)]
    assert "70" in "".join(line.text for line in found[-1])


def test_a_value_of_none_leaves_a_rule_to_write_on() -> None:
    (drawn,) = rules(printed(a_paper(FieldLine((Field("应到：", "59"), Field("实到：", None))))))
    assert len(drawn) == 1
    x1, _, x2, _ = drawn[0]
    assert x2 - x1 > 20 * MM


def test_a_long_value_goes_on_below_itself() -> None:
    place = "官庄镇政府三楼会议室（东侧）第二会议区" * 2
    (page,) = [
        lines(page)
        for page in pages(printed(a_paper(FieldLine((Field("地点：", place), Field("时间：", "上午"))))))
    ]
    assert page[1].left == pytest.approx(page[0].chars[3].left, abs=0.1)
    assert sum(line.text.count("会") for line in page) == place.count("会")


def test_fields_take_what_they_need_before_any_value_is_broken() -> None:
    narrow = Field("时间：", "2026年3月18日（星期三）14:30至17:30", weight=1)
    (page,) = [
        lines(page)
        for page in pages(printed(a_paper(FieldLine((narrow, Field("地点：", "会议室", weight=3))))))
    ]
    assert len(page) == 1


def test_fields_that_do_not_fit_beside_each_other_go_under_each_other() -> None:
    fields = tuple(Field(f"{label}：", "镇政府三楼东侧会议室") for label in "甲乙丙丁")
    (page,) = [lines(page) for page in pages(printed(a_paper(FieldLine(fields))))]
    assert [line.text.count("：") for line in page] == [2, 2]
    assert page[1].left == pytest.approx(20, abs=0.1)


def test_a_note_on_a_form_is_as_small_as_its_table() -> None:
    (page,) = pages(printed(a_paper(Table(PAIR, numbered(1)), Paragraph("说明", Level.NOTE))))
    assert {char.size for char in page} == {10.5}


def test_a_flush_value_ends_at_the_right_edge() -> None:
    (page,) = [
        lines(page)
        for page in pages(
            printed(a_paper(FieldLine((Field("单位：", "甲"), Field("日期：", "乙", flush=True)))))
        )
    ]
    assert page[0].right == pytest.approx(190, abs=0.1)


@pytest.mark.parametrize(
    ("align", "left"),
    [(Align.LEFT, 20 + 3 / MM), (Align.CENTER, 105 - 10.5 / MM), (Align.RIGHT, 190 - 24 / MM)],
)
def test_a_cell_stands_where_its_column_says(align: Align, left: float) -> None:
    (page,) = [
        lines(page) for page in pages(printed(a_paper(Table((Column("", align=align),), (Row(("甲乙",)),)))))
    ]
    assert page[0].left == pytest.approx(left, abs=0.2)


def test_a_sum_row_spans_and_stands_apart() -> None:
    table = Table(
        (Column("序号"), Column("姓名"), Column("学时")),
        (Row(("1", "示例", "4")), Row((Cell("合计", span=2), "4"), RowRole.TOTAL)),
    )
    data = printed(a_paper(table))
    assert "合计\n4" in text_of(data) or "合计 4" in text_of(data)
    lowest = min(y for _, y, _, _ in rules(data)[0])
    below = {round(x1) for x1, y1, x2, y2 in rules(data)[0] if x1 == x2 and min(y1, y2) == lowest}
    assert len(below) == 3


def test_a_row_with_more_cells_than_columns_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="3 cells in a table of 2"):
        printed(a_paper(Table(PAIR, (Row(("1", "2", "3")),))))


def test_missing_cells_are_empty() -> None:
    assert "1" in text_of(printed(a_paper(Table(PAIR, (Row(("1",)),)))))


def test_large_print_is_a_quarter_larger() -> None:
    blocks = (Title("册"), Table(PAIR, numbered(1)))
    plain, large = (
        {char.text: char.size for char in pages(printed(a_paper(*blocks, setup=Setup(large=large))))[0]}
        for large in (False, True)
    )
    assert {text: size * 1.25 for text, size in plain.items()} == pytest.approx(large)


def test_a_table_without_rows_still_shows_its_head() -> None:
    assert "序号" in text_of(printed(a_paper(Table(PAIR, ()))))


def test_a_long_title_is_balanced() -> None:
    (page,) = [lines(page) for page in pages(printed(a_paper(Title("官庄镇村党组织书记专题培训班" * 2))))]
    assert len(page) == 2
    assert abs(len(page[0].text) - len(page[1].text)) <= 4
    assert line_of(page, "官庄").chars[0].size == 22


def test_margins_that_leave_no_room_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        printed(
            Paper(
                "册", (Title("册"),), setup=Setup(margins=Margins(20, 100, 20, 100)), numbering=Numbering.NONE
            )
        )
    assert refused.value.diagnostics[0].code == "paper.margins_too_wide"
