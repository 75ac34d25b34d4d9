"""Spreadsheets of 10,000 rows by 12 columns: reading against calamine alone, writing against XlsxWriter alone."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from benchmarks.ratio import Ratio, compared
from gzparty.domain.table import TableKind
from gzparty.exchange.lists import CellKind, ListColumn
from gzparty.exchange.reading import read_table
from gzparty.exchange.writing import write_list

ROWS = 10_000
BRANCHES = 59
MADE = datetime(2026, 1, 5, 9, 0)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂"
COLUMNS = (
    ListColumn("position", "序号", CellKind.NUMBER, 6),
    ListColumn("unit", "所在党支部", width=18),
    ListColumn("group", "党小组", width=12),
    ListColumn("name", "姓名"),
    ListColumn("sex", "性别", width=6),
    ListColumn("nation", "民族", width=8),
    ListColumn("birth", "出生日期", CellKind.DATE, 12),
    ListColumn("joined", "入党日期", CellKind.DATE, 12),
    ListColumn("class", "党员类别", width=10),
    ListColumn("education", "文化程度", width=10),
    ListColumn("phone", "联系电话", width=14),
    ListColumn("mobile", "是否流动党员", width=8),
)


def measure(short: bool) -> list[Ratio]:
    """The ratios of reading and writing; fewer rounds if short."""
    rounds = 3 if short else 9
    with tempfile.TemporaryDirectory() as folder:
        return [_writing(Path(folder), rounds), _reading(Path(folder), rounds)]


def members(count: int = ROWS) -> list[dict[str, object]]:
    """Invented members of 59 branches, the same on every run."""
    return [
        {
            "position": number + 1,
            "unit": f"第{number % BRANCHES + 1}村党支部",
            "group": f"第{'一二三'[number % 3]}党小组",
            "name": SURNAMES[number % 20] + GIVEN[number // 20 % 22] + GIVEN[number // 440 % 22],
            "sex": "男女"[number % 2],
            "nation": "汉族",
            "birth": date(1940 + number % 60, 1 + number % 12, 1 + number % 28),
            "joined": date(1965 + number % 55, 1 + number % 12, 1 + number % 28),
            "class": "正式党员" if number % 20 else "预备党员",
            "education": ("小学", "初中", "高中", "大专")[number % 4],
            "phone": f"13{number * 7919 % 10**9:09d}",
            "mobile": "否" if number % 15 else "是",
        }
        for number in range(count)
    ]


def _writing(folder: Path, rounds: int) -> Ratio:
    rows = members()

    def ours() -> None:
        write_list(COLUMNS, rows, folder / "members.xlsx", "党员", MADE)

    def bare() -> None:
        write_bare(rows, folder / "bare.xlsx")

    value, seconds = compared(ours, bare, rounds)
    return Ratio("export of 10,000 x 12", value, 1.25, f"x bare XlsxWriter ({seconds:.2f} s)")


def write_bare(rows: Sequence[dict[str, object]], path: Path) -> None:
    """The same cells by XlsxWriter alone: no layout, no text formats, dates as dates."""
    from xlsxwriter import Workbook

    with Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [column.title for column in COLUMNS])
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, list(row.values()))


def _reading(folder: Path, rounds: int) -> Ratio:
    path = folder / "members.xlsx"

    def ours() -> None:
        assert len(read_table(path, TableKind.MEMBERS).rows) == ROWS

    def bare() -> None:
        from python_calamine import CalamineWorkbook

        assert len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()) == ROWS + 1

    value, seconds = compared(ours, bare, rounds)
    return Ratio("recognition of 10,000 x 12", value, 4.0, f"x calamine's bare read ({seconds:.2f} s)")
