"""收表汇总: returned workbooks become one table; whose file, which header and which row is in doubt is told, never guessed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gzparty.domain.damage import CellValue
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.people import UnitKind, UnitView
from gzparty.exchange.collecting import Collected, Taken, Wanted, collect, write_collected
from gzparty.exchange.workbook import read_sheet
from gzparty.labels import refusal_text, sentence
from tests.exchange.files import write_csv, write_xls, write_xlsx

HEAD: list[CellValue] = ["序号", "姓名", "学历", "参加培训次数"]
TITLE: list[CellValue] = ["党员教育情况表", None, None, None]


def unit(number: int, name: str) -> UnitView:
    party = f"{name}党支部"
    return UnitView(
        number, f"u{number}", "", UnitKind.VILLAGE_BRANCH, number, name, party, "", None, None, closed=False
    )


GUAN, LIJIAN, WEST, ATUO = unit(1, "官庄村"), unit(2, "利见村"), unit(3, "西利见村"), unit(4, "大阿陀村")
EAST = unit(5, "东利见村")
LIJIAN_COMMUNITY = unit(6, "利见社区")
WANTED = Wanted((GUAN, LIJIAN, WEST, ATUO), (EAST, LIJIAN_COMMUNITY))


def filled(*people: str, stamp: str = "填报单位：", head: list[CellValue] = HEAD) -> list[list[CellValue]]:
    rows: list[list[CellValue]] = [list(TITLE), [stamp, None, None, None], list(head)]
    rows += [[number, name, "大专", 3] for number, name in enumerate(people, 1)]
    return [*rows, ["合计", None, None, 3 * len(people)], ["填表人：孙示例", None, "审核人：", None]]


@pytest.fixture
def form(tmp_path: Path) -> Path:
    blank: list[list[CellValue]] = [
        list(TITLE),
        ["填报单位：", None, None, None],
        list(HEAD),
        [1, None, None, None],
    ]
    return write_xlsx(tmp_path / "空表.xlsx", blank)


def said(collected: Collected, file: str) -> list[str]:
    found = next(one for one in collected.files if one.file == file)
    return [sentence(finding) for finding in found.findings]


def taken(collected: Collected) -> dict[str, Taken]:
    return {file.file: file.taken for file in collected.files}


def test_files_of_every_make_become_one_table_with_the_village_before_each_row(
    tmp_path: Path, form: Path
) -> None:
    paths = [
        write_xls(
            tmp_path / "西利见村情况表.xls", [[cell or "" for cell in row] for row in filled("钱示例")]
        ),
        write_xlsx(tmp_path / "官庄镇官庄村.xlsx", filled("孙示例", "李示例")),
        write_csv(
            tmp_path / "利见社区利见村.csv", [[cell or "" for cell in row] for row in filled("周示例")]
        ),
    ]
    collected = collect(paths, WANTED, form)
    assert set(taken(collected).values()) == {Taken.MERGED}
    assert [one.name for one in collected.missing] == ["大阿陀村"]
    assert collected.by_form
    out = tmp_path / "汇总.xlsx"
    write_collected(collected, out, "党员教育情况表", "单位")
    rows = [[cell for cell in row if cell not in ("", None)] for row in read_sheet(out).rows]
    assert rows[0] == ["党员教育情况表"]
    assert rows[1] == ["单位", *HEAD]
    assert [(row[0], row[2]) for row in rows[2:]] == [
        ("官庄村", "孙示例"),
        ("官庄村", "李示例"),
        ("利见村", "周示例"),
        ("西利见村", "钱示例"),
    ]


def test_sums_and_feet_are_counted_and_left_out(tmp_path: Path, form: Path) -> None:
    collected = collect([write_xlsx(tmp_path / "官庄村.xlsx", filled("孙示例"))], WANTED, form)
    assert (collected.count, collected.files[0].left_out) == (1, 2)


def test_the_village_may_be_written_in_the_sheet_alone(tmp_path: Path, form: Path) -> None:
    path = write_xlsx(tmp_path / "新建表格(1).xlsx", filled("孙示例", stamp="填报单位：西利见村党支部"))
    collected = collect([path], WANTED, form)
    assert collected.files[0].unit == WEST


def test_a_name_and_a_sheet_that_disagree_belong_to_nobody(tmp_path: Path, form: Path) -> None:
    path = write_xlsx(tmp_path / "官庄村.xlsx", filled("孙示例", stamp="填报单位：大阿陀村"))
    collected = collect([path], WANTED, form)
    assert taken(collected) == {"官庄村.xlsx": Taken.NO_UNIT}
    assert said(collected, "官庄村.xlsx") == ["文件名写的是 官庄村，表里写的是 大阿陀村，没有并进来"]
    assert len(collected.missing) == 4


def test_a_village_that_was_not_asked_is_not_taken_for_one_that_was(tmp_path: Path, form: Path) -> None:
    collected = collect([write_xlsx(tmp_path / "东利见村.xlsx", filled("孙示例"))], WANTED, form)
    assert taken(collected) == {"东利见村.xlsx": Taken.NO_UNIT}


def test_a_file_of_no_village_or_of_two_is_told(tmp_path: Path, form: Path) -> None:
    paths = [
        write_xlsx(tmp_path / "新建表格.xlsx", filled("孙示例")),
        write_xlsx(tmp_path / "官庄村和大阿陀村.xlsx", filled("李示例")),
    ]
    collected = collect(paths, WANTED, form)
    assert set(taken(collected).values()) == {Taken.NO_UNIT}
    assert said(collected, "新建表格.xlsx") == ["看不出是哪个村的，没有并进来；文件名里写上村名"]
    assert said(collected, "官庄村和大阿陀村.xlsx") == [
        "可能是 官庄村, 大阿陀村，没有并进来；文件名里写清一个村"
    ]


def test_two_files_of_one_village_are_both_left_for_the_clerk(tmp_path: Path, form: Path) -> None:
    paths = [write_xlsx(tmp_path / name, filled("孙示例")) for name in ("官庄村.xlsx", "官庄村 改.xlsx")]
    collected = collect(paths, WANTED, form)
    assert set(taken(collected).values()) == {Taken.TWICE}
    assert collected.count == 0
    assert said(collected, "官庄村.xlsx") == ["官庄村有 2 份，哪份都没有并进来；留下要用的一份再选"]


def test_a_header_without_a_column_is_not_merged_and_named(tmp_path: Path, form: Path) -> None:
    changed = filled("孙示例", head=["序号", "姓名", "文化", "参加培训次数"])
    collected = collect([write_xlsx(tmp_path / "官庄村.xlsx", changed)], WANTED, form)
    assert taken(collected) == {"官庄村.xlsx": Taken.OTHER_HEADER}
    assert collected.files[0].unit == GUAN
    assert said(collected, "官庄村.xlsx") == [
        "改了表头：少了 学历，没有并进来",
        "多出 文化，多出的列没有并进来",
    ]


def test_columns_in_another_order_are_matched_by_their_titles_and_that_is_told(
    tmp_path: Path, form: Path
) -> None:
    rows: list[list[CellValue]] = [
        ["姓名", "序号", "参加培训次数", "学历", "备注"],
        ["孙示例", 1, 5, "本科", "新来的"],
    ]
    collected = collect([write_xlsx(tmp_path / "官庄村.xlsx", rows)], WANTED, form)
    assert collected.files[0].rows == ((1.0, "孙示例", "本科", 5.0),)
    assert said(collected, "官庄村.xlsx") == ["多出 备注，多出的列没有并进来", "列的顺序变了，按列名对上了"]


def test_spaces_and_marks_in_a_title_do_not_make_another_header(tmp_path: Path, form: Path) -> None:
    rows = filled("孙示例", head=["序 号", "姓　名", "学历*", "参加培训\n次数"])
    collected = collect([write_xlsx(tmp_path / "官庄村.xlsx", rows)], WANTED, form)
    assert taken(collected) == {"官庄村.xlsx": Taken.MERGED}
    assert said(collected, "官庄村.xlsx") == []


def test_what_is_no_spreadsheet_or_another_form_is_told(tmp_path: Path, form: Path) -> None:
    letter = tmp_path / "官庄村.docx"
    letter.write_bytes(b"\x00\x01\x02 no sheet")
    other = write_xlsx(tmp_path / "利见村.xlsx", [["项目", "金额"], ["修路", 3]])
    blank = write_xlsx(
        tmp_path / "大阿陀村.xlsx", [list(TITLE), list(HEAD), [1, None, None, None], [2, None, None, None]]
    )
    collected = collect([letter, other, blank], WANTED, form)
    assert taken(collected) == {
        "官庄村.docx": Taken.UNREADABLE,
        "利见村.xlsx": Taken.OTHER_HEADER,
        "大阿陀村.xlsx": Taken.EMPTY,
    }
    assert said(collected, "利见村.xlsx") == ["里面没有这张表的表头，不像是这次要的表"]
    assert said(collected, "大阿陀村.xlsx") == ["表头下面没有填"]


def test_without_a_form_the_header_most_files_have_holds(tmp_path: Path) -> None:
    paths = [
        write_xlsx(tmp_path / "官庄村.xlsx", filled("孙示例")),
        write_xlsx(tmp_path / "大阿陀村.xlsx", filled("李示例")),
        write_xlsx(tmp_path / "利见村.xlsx", filled("周示例", head=["序号", "姓名", "文化", "参加培训次数"])),
    ]
    collected = collect(paths, WANTED)
    assert not collected.by_form
    assert collected.header.titles == ("序号", "姓名", "学历", "参加培训次数")
    assert taken(collected)["利见村.xlsx"] is Taken.OTHER_HEADER


def test_a_header_of_two_rows_keeps_both(tmp_path: Path) -> None:
    rows: list[list[CellValue]] = [
        ["序号", "姓名", "培训情况", None],
        [None, None, "次数", "学时"],
        [1, "孙示例", 3, 12],
    ]
    merged = ("A1:A2", "B1:B2", "C1:D1")
    form = write_xlsx(tmp_path / "空表.xlsx", rows[:2], merged)
    collected = collect([write_xlsx(tmp_path / "官庄村.xlsx", rows, merged)], WANTED, form)
    assert collected.header.titles == ("序号", "姓名", "培训情况/次数", "培训情况/学时")
    assert collected.files[0].rows == ((1.0, "孙示例", 3.0, 12.0),)


def test_dates_and_long_numbers_stay_what_they_are(tmp_path: Path) -> None:
    rows: list[list[CellValue]] = [["姓名", "出生", "电话"], ["孙示例", date(1970, 5, 1), "13800000000"]]
    path = write_xlsx(tmp_path / "官庄村.xlsx", rows)
    collected = collect([path], WANTED)
    assert collected.files[0].rows == (("孙示例", date(1970, 5, 1), "13800000000"),)
    out = tmp_path / "汇总.xlsx"
    write_collected(collected, out, "", "单位")
    assert list(read_sheet(out).rows[1]) == ["官庄村", "孙示例", date(1970, 5, 1), "13800000000"]


def test_a_form_without_a_header_is_refused_with_the_way_out(tmp_path: Path) -> None:
    form = write_xlsx(tmp_path / "空表.xlsx", [["只有一个标题"]])
    with pytest.raises(Refusal) as refused:
        collect([], WANTED, form)
    assert refusal_text(refused.value) == "附表“空表.xlsx”里没有找到表头。打开看看是不是空表，或换一份附表。"


def test_it_stops_when_it_is_told_to(tmp_path: Path, form: Path) -> None:
    paths = [write_xlsx(tmp_path / f"{one.name}.xlsx", filled("孙示例")) for one in WANTED.units]
    seen: list[str] = []
    collected = collect(
        paths, WANTED, form, lambda _n, _total, name: seen.append(name), lambda: len(seen) == 2
    )
    assert seen == ["官庄村.xlsx", "利见村.xlsx"]
    assert len(collected.files) == 2
