"""Sheets as they really come: cover sheets, two tables beside each other, counts in sum rows, stamps, bombs."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from gzparty.domain.damage import CellValue
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.table import Table, TableKind
from gzparty.exchange import packed
from gzparty.exchange.reading import read_table
from gzparty.labels import refusal_text
from tests.exchange import files

Row = Sequence[CellValue]
HEAD: Row = ["序号", "村", "姓名", "联系电话"]
FIRST: Row = [1, "官庄村", "张三", "13800000000"]


def table_of(tmp_path: Path, *rows: Row) -> Table:
    return read_table(files.write_xlsx(tmp_path / "a.xlsx", rows), TableKind.SECRETARIES)


def ignored(table: Table) -> dict[int, str]:
    return {row.number: row.reason.code for row in table.ignored}


@pytest.mark.parametrize(
    "row",
    [["合计", None, "59人"], ["合计", "59个村", "58人"], [None, "合 计：59", None], ["小计", None, None, 12]],
)
def test_a_sum_row_is_none_of_the_people_wherever_its_count_stands(tmp_path: Path, row: Row) -> None:
    assert ignored(table_of(tmp_path, HEAD, FIRST, row)) == {1: "row_head", 3: "row_sum"}


@pytest.mark.parametrize(
    "row",
    [
        [None, None, "填表人：李四"],
        ["党委（盖章）", None, "2023年2月20日"],
        ["联系人 李四", None, "电话 4321234"],
        ["填报日期：2023年2月20日"],
    ],
)
def test_signatures_stamps_and_dates_below_are_the_foot(tmp_path: Path, row: Row) -> None:
    assert ignored(table_of(tmp_path, HEAD, FIRST, row)) == {1: "row_head", 3: "row_foot"}


def test_a_village_whose_name_begins_like_a_foot_stays_data(tmp_path: Path) -> None:
    path = files.write_xlsx(tmp_path / "a.xlsx", [["村", "姓名", "备注"], ["注沟村", None, "空缺"]])
    assert [row.cells["unit"] for row in read_table(path, TableKind.SECRETARIES).rows] == ["注沟村"]


def test_a_header_printed_again_with_other_spaces_is_a_header(tmp_path: Path) -> None:
    again = ["序 号", "村", "姓  名", "联系电话"]
    table = table_of(tmp_path, HEAD, FIRST, again, [2, "坡庄村", "李四", None])
    assert ignored(table) == {1: "row_head", 3: "row_head"}
    assert [row.number for row in table.rows] == [2, 4]


def test_both_lines_of_a_header_are_known_when_they_are_printed_again(tmp_path: Path) -> None:
    lines: files.Rows = [["序号", "村", "书记情况", None], [None, None, "姓名", "联系电话"]]
    table = table_of(tmp_path, *lines, FIRST, *lines, [2, "坡庄村", "李四", None])
    assert [row.number for row in table.rows] == [3, 6]


def test_two_tables_beside_each_other_are_refused_before_one_is_lost(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        table_of(tmp_path, [*HEAD, *HEAD], [*FIRST, *FIRST])
    assert "左右两栏" in refusal_text(caught.value)


def test_a_cover_sheet_is_passed_over_and_other_sheets_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "填表说明"
    book.active.append(["请如实填写"])
    for name in ("官庄社区", "阿陀社区", "空表"):
        sheet = book.create_sheet(name)
        for row in () if name == "空表" else (HEAD, FIRST):
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    table = read_table(tmp_path / "a.xlsx", TableKind.SECRETARIES)
    assert (table.sheet, table.unread) == ("官庄社区", ("填表说明", "阿陀社区"))
    assert read_table(tmp_path / "a.xlsx", TableKind.SECRETARIES, "阿陀社区").unread == ()


def test_identity_numbers_are_dropped_under_whatever_title(tmp_path: Path) -> None:
    rows: files.Rows = [[*HEAD, "证件", "备注"], [*FIRST, "110101199003077890", "37078419660327102X"]]
    table = table_of(tmp_path, *rows)
    assert table.dropped == ("备注", "证件")
    assert table.unmapped == ()
    assert "11010119" not in repr(table)
    assert "37078419" not in repr(table)


def test_a_column_of_village_codes_is_no_identity_number(tmp_path: Path) -> None:
    path = files.write_csv(tmp_path / "a.csv", [["代码", "名称"], ["370784104203", "官庄村委会"]])
    assert read_table(path, TableKind.UNITS).rows[0].cells["code"] == "370784104203"


@pytest.mark.parametrize("overrides", [{"D": "name"}, {"现任": "name"}])
def test_a_column_pointed_out_wins_over_one_of_the_known_title(
    tmp_path: Path, overrides: Mapping[str, str]
) -> None:
    rows: files.Rows = [["序号", "村", "姓名", "现任"], [1, "官庄村", "前任", "张三"]]
    path = files.write_xlsx(tmp_path / "a.xlsx", rows)
    table = read_table(path, TableKind.SECRETARIES, overrides=overrides)
    assert table.rows[0].cells["name"] == "张三"
    assert table.unmapped == ("姓名",)


@pytest.mark.parametrize("column", ["Z", "没有"])
def test_a_column_that_is_not_there_cannot_be_pointed_out(tmp_path: Path, column: str) -> None:
    path = files.write_xlsx(tmp_path / "a.xlsx", [HEAD, FIRST])
    with pytest.raises(Refusal) as caught:
        read_table(path, TableKind.SECRETARIES, overrides={column: "note"})
    assert column in refusal_text(caught.value)


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "SUSPICIOUS", 1_000_000)
    bomb = files.write_xlsx(tmp_path / "a.xlsx", [HEAD, FIRST])
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.bmp", bytes(3_000_000))
    with pytest.raises(Refusal) as caught:
        read_table(bomb, TableKind.SECRETARIES)
    assert caught.value.args == ("file_unpacks_suspiciously",)
    assert refusal_text(caught.value)
