"""A sheet is recognised as clerks make them: titles above, merged cells, sums and signatures below."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.table import Table, TableKind
from gzparty.exchange.header import column_letter, plain
from gzparty.exchange.reading import read_table
from gzparty.labels import refusal_text, sentence
from tests.exchange import files

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
SECRETARIES, MEMBERS, UNITS = TableKind.SECRETARIES, TableKind.MEMBERS, TableKind.UNITS
HEAD = ["序号", "村", "姓名", "联系电话"]


def reasons(table: Table) -> dict[int, str]:
    return {row.number: row.reason.code for row in table.ignored}


def test_the_secretaries_of_the_sample_are_59_rows_between_title_and_signature() -> None:
    table = read_table(RESOURCES / "sample" / "secretaries.xlsx", SECRETARIES)
    assert len(table.rows) == 59
    assert reasons(table) == {1: "row_title", 2: "row_title", 3: "row_head", 63: "row_sum", 64: "row_foot"}
    assert all(sentence(row.reason) for row in table.ignored)
    assert table.unmapped == ()
    communities = Counter(row.cells["community"] for row in table.rows)
    assert communities["官庄社区"] == 12
    assert len(communities) == 6


def test_the_members_of_the_sample_are_1675_rows_below_two() -> None:
    table = read_table(RESOURCES / "sample" / "members.xlsx", MEMBERS)
    assert (len(table.rows), reasons(table)) == (1675, {1: "row_title", 2: "row_head"})
    assert table.unmapped == ()
    assert table.cell(7, "birth") == "G7"


@pytest.mark.parametrize(("name", "count"), [("guanzhuang_units.csv", 73), ("guanzhuang_villages.csv", 59)])
def test_unit_lists_need_no_title(name: str, count: int) -> None:
    lines = (RESOURCES / "units" / name).read_text("utf-8-sig").splitlines()
    table = read_table(RESOURCES / "units" / name, UNITS)
    assert len(table.rows) == len(lines) - 1 == count


def test_every_row_is_data_or_ignored_and_none_is_both(tmp_path: Path) -> None:
    rows: files.Rows = [
        ["花名册"],
        [],
        HEAD,
        [1, "官庄村", "张三", ""],
        ["官庄社区"],
        HEAD,
        [2, "坡庄村", "", ""],
        [3, "", "", ""],
        ["", "小 计", "", ""],
        ["注：电话可以不填"],
    ]
    table = read_table(files.write_xlsx(tmp_path / "a.xlsx", rows), SECRETARIES)
    assert [row.number for row in table.rows] == [4, 7]
    assert reasons(table) == {
        1: "row_title",
        2: "row_blank",
        3: "row_head",
        5: "row_title",
        6: "row_head",
        8: "row_blank",
        9: "row_sum",
        10: "row_foot",
    }


def test_a_header_of_two_merged_lines_is_read_as_one(tmp_path: Path) -> None:
    rows: files.Rows = [
        ["花名册"],
        ["序号", "党支部", "基本情况", None, None, "联系方式", None],
        [None, None, "姓名", "性别", "出生年月", "手机", "住址"],
        [1, "官庄村党支部", "张三", "男", "1981年4月", "13800000000", "东街"],
    ]
    merged = ["A1:G1", "A2:A3", "B2:B3", "C2:E2", "F2:G2"]
    table = read_table(files.write_xlsx(tmp_path / "a.xlsx", rows, merged), MEMBERS)
    assert [row.number for row in table.rows] == [4]
    assert table.columns["phone"] == "F"
    assert table.rows[0].cells["unit"] == "官庄村党支部"
    assert table.rows[0].cells["sex"] == "男"
    assert table.unmapped == ("联系方式住址",)
    assert reasons(table)[3] == "row_head"


def test_merged_villages_hold_for_every_row_they_cover(tmp_path: Path) -> None:
    rows: files.Rows = [["党支部", "姓名"], ["官庄村", "张三"], [None, "李四"], ["坡庄村", "王五"]]
    table = read_table(files.write_xlsx(tmp_path / "a.xlsx", rows, ["A2:A3"]), MEMBERS)
    assert [row.cells["unit"] for row in table.rows] == ["官庄村", "官庄村", "坡庄村"]


def test_identity_numbers_are_dropped_and_said_so(tmp_path: Path) -> None:
    rows = [["党支部", "姓名", "身份证号码（18位）", "血型"], ["官庄村", "张三", "110101199003077890", "A"]]
    table = read_table(files.write_csv(tmp_path / "a.csv", rows), MEMBERS)
    assert table.dropped == ("身份证号码（18位）",)
    assert table.unmapped == ("血型",)
    assert "110101199003077890" not in repr(table)


@pytest.mark.parametrize("column", ["当家人", "B", " 当家人 "])
def test_a_column_of_another_name_can_be_pointed_out(tmp_path: Path, column: str) -> None:
    path = files.write_csv(tmp_path / "a.csv", [["村", "当家人"], ["官庄村", "张三"]])
    assert read_table(path, SECRETARIES, overrides={column: "name"}).rows[0].cells["name"] == "张三"


@pytest.mark.parametrize(
    ("overrides", "code"),
    [
        ({"当家人": "boss"}, "field_unknown"),
        ({"没有": "name", "当家人": "name"}, "column_unknown"),
        ({}, "header_missing"),
    ],
)
def test_a_column_that_cannot_be_found_is_named(tmp_path: Path, overrides: dict[str, str], code: str) -> None:
    path = files.write_csv(tmp_path / "a.csv", [["村", "当家人"], ["官庄村", "张三"]])
    with pytest.raises(Refusal) as caught:
        read_table(path, SECRETARIES, overrides=overrides)
    assert caught.value.args == (code,)
    assert refusal_text(caught.value)


def test_a_header_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        read_table(files.write_csv(tmp_path / "a.csv", [HEAD]), SECRETARIES)
    assert caught.value.args == ("table_without_rows",)


@pytest.mark.parametrize(
    ("written", "compared"),
    [("姓 名", "姓名"), ("出生年月（公历）", "出生年月"), ("*联系电话：", "联系电话"), ("(备注)", "(备注)")],
)
def test_titles_are_compared_without_decoration(written: str, compared: str) -> None:
    assert plain(written) == compared


def test_columns_are_named_as_spreadsheets_do() -> None:
    assert [column_letter(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


CELLS = st.sampled_from(["", "官庄村", "张三", "合计", "填表人:", 1.0, 2.0, "村", "姓名", "标题"])


@given(
    above=st.lists(st.lists(CELLS, max_size=4), max_size=3),
    below=st.lists(st.lists(CELLS, max_size=4), max_size=8),
)
def test_no_row_is_lost_or_counted_twice(
    tmp_path_factory: pytest.TempPathFactory, above: files.Rows, below: files.Rows
) -> None:
    rows: files.Rows = [*above, HEAD, [1.0, "官庄村", "张三", ""], *below]
    table = read_table(files.write_csv(tmp_path_factory.mktemp("rows") / "a.csv", rows), SECRETARIES)
    numbers = sorted([row.number for row in table.rows] + [row.number for row in table.ignored])
    assert numbers == list(range(1, len(rows) + 1))
