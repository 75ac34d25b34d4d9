"""What a file is, told from its content: units, secretaries, members, or something we do not take."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from gzparty.domain.damage import CellValue
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.table import TableKind
from gzparty.exchange.header import titles_key
from gzparty.exchange.reading import read_table, table_of
from gzparty.exchange.recognition import open_file, recognise
from gzparty.exchange.templates import blank_template
from gzparty.labels import sentence
from tests.exchange import files

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
SAMPLE = RESOURCES / "sample"
FILLED: dict[TableKind, Sequence[CellValue]] = {
    TableKind.UNITS: ["1", "370784117999", "新村", "村", "官庄社区"],
    TableKind.SECRETARIES: ["1", "官庄社区", "官庄村", "张示例", "男", "汉族", "1970.01"],
    TableKind.MEMBERS: ["1", "官庄村", "第一党小组", "张示例", "男", "汉族", "1970.01"],
    TableKind.MEETINGS: ["1", "官庄村", "", "党课", "2026-06-15 19:00", "", "党群服务中心"],
    TableKind.ROLLS: ["1", "2026-06", "官庄村", "张示例", "到"],
    TableKind.PROBLEMS: ["1", "党政办", "工位无人", "自查", "登记外出", "孙示例", "曹示例", "6月底前"],
    TableKind.NOMINATIONS: [
        "1",
        "孙示例",
        "西利见村",
        "党支部书记",
        "",
        "利见社区",
        "2026-06-10",
        "",
        "修路",
    ],
}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (SAMPLE / "secretaries.xlsx", TableKind.SECRETARIES),
        (SAMPLE / "members.xlsx", TableKind.MEMBERS),
        (RESOURCES / "units" / "guanzhuang_units.csv", TableKind.UNITS),
        (RESOURCES / "units" / "guanzhuang_villages.csv", TableKind.UNITS),
        (SAMPLE / "rectification.xlsx", TableKind.PROBLEMS),
    ],
)
def test_the_office_s_own_sheets_are_told_apart(path: Path, kind: TableKind) -> None:
    assert recognise(open_file(path)).kind is kind


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (["党支部", "性别", "出生日期", "联系电话"], "没有找到这些列：姓名。"),
        (["日期", "金额", "经手"], "看不出是单位、书记、党员、整改台账还是典型推荐的表。"),
        (["整改措施", "整改时限", "是否完成"], "没有找到这些列：单位、存在问题。"),
        (["姓名", "金额"], "没有找到这些列：村党支部。"),
    ],
)
def test_a_sheet_that_is_none_says_what_it_lacks(tmp_path: Path, head: list[CellValue], said: str) -> None:
    found = recognise(open_file(files.write_xlsx(tmp_path / "a.xlsx", [head, ["x"] * len(head)])))
    assert found.kind is None
    assert found.reason is not None
    assert said in sentence(found.reason)


def test_the_sheet_that_is_something_is_found_behind_a_cover(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["官庄镇党建办 2026年"])
    roster = book.create_sheet("名单")
    roster.append(["党支部", "姓名", "党员类别"])
    roster.append(["官庄村", "张示例", "正式党员"])
    book.save(tmp_path / "a.xlsx")
    found = recognise(open_file(tmp_path / "a.xlsx"))
    assert (found.sheet, found.kind) == ("名单", TableKind.MEMBERS)


def test_members_offered_as_secretaries_are_refused_as_a_whole() -> None:
    with pytest.raises(Refusal) as caught:
        read_table(SAMPLE / "members.xlsx", "secretaries")
    assert caught.value.args == ("members_not_secretaries",)


def test_a_village_with_two_secretaries_listed_is_no_roster_of_members(tmp_path: Path) -> None:
    rows = [["村", "姓名"], ["官庄村", "张示例"], ["官庄村", "李示例"], ["坡庄村", "孙示例"]]
    assert len(read_table(files.write_csv(tmp_path / "a.csv", rows), "secretaries").rows) == 3


@pytest.mark.parametrize(
    ("second", "kind"), [("官庄村", TableKind.MEMBERS), ("坡庄村", TableKind.SECRETARIES)]
)
def test_two_people_of_one_village_are_members_where_the_titles_say_nothing(
    tmp_path: Path, second: str, kind: TableKind
) -> None:
    rows = [["党支部", "姓名", "联系电话"], ["官庄村", "张示例", ""], [second, "李示例", ""]]
    assert recognise(open_file(files.write_csv(tmp_path / "a.csv", rows))).kind is kind


@pytest.mark.parametrize("kind", list(TableKind))
def test_a_blank_template_is_known_again_and_takes_what_is_typed(tmp_path: Path, kind: TableKind) -> None:
    blank_template(kind, tmp_path / "t.xlsx")
    with pytest.raises(Refusal) as caught:
        read_table(tmp_path / "t.xlsx", kind.value)
    assert caught.value.args == ("table_without_rows",)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    for column, value in enumerate(FILLED[kind], 1):
        book.active.cell(3, column, value)
    book.save(tmp_path / "t.xlsx")
    assert recognise(open_file(tmp_path / "t.xlsx")).kind is kind
    table = read_table(tmp_path / "t.xlsx", kind.value)
    assert len(table.rows) == 1
    assert table.unmapped == ()


def test_columns_pointed_out_by_letter_find_the_header_of_unknown_titles(tmp_path: Path) -> None:
    rows = [["二〇二六年情况", "", ""], ["庄子", "当家人", "号"], ["官庄村", "张示例", "13800000001"]]
    sheet = next(iter(open_file(files.write_xlsx(tmp_path / "a.xlsx", rows)).sheets.values()))
    table = table_of(sheet, TableKind.SECRETARIES, {"A": "unit", "B": "name", "C": "phone"}, "a.xlsx")
    assert [row.number for row in table.rows] == [3]
    assert [(head.title, head.field, head.example) for head in table.heads] == [
        ("庄子", "unit", "官庄村"),
        ("当家人", "name", "张示例"),
        ("号", "phone", "13800000001"),
    ]


def test_a_known_column_can_be_left_out() -> None:
    sheet = next(iter(open_file(SAMPLE / "secretaries.xlsx").sheets.values()))
    table = table_of(sheet, TableKind.SECRETARIES, {"J": ""}, "a.xlsx")
    assert "phone" not in table.columns
    assert "联系电话" in table.unmapped


def test_an_identity_column_shows_no_example(tmp_path: Path) -> None:
    rows = [
        ["村", "姓名", "身份证号", "某号"],
        ["官庄村", "张示例", "110101199003077890", "110101199003077890"],
    ]
    table = read_table(files.write_csv(tmp_path / "a.csv", rows), "members")
    assert [(head.dropped, head.example) for head in table.heads[2:]] == [(True, ""), (True, "")]


def test_sheets_of_one_make_have_one_key_whatever_stands_in_them(tmp_path: Path) -> None:
    keys = []
    for number, name in enumerate(("张示例", "李示例")):
        path = files.write_csv(tmp_path / f"{number}.csv", [["村", "姓 名", ""], ["官庄村", name, "x"]])
        keys.append(titles_key(next(iter(open_file(path).sheets.values())), TableKind.MEMBERS))
    assert keys[0] == keys[1] == "村\t姓名"
