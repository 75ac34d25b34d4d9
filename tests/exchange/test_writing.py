"""A list leaves as a spreadsheet that a clerk can sort, edit, print and bring back."""

from __future__ import annotations

import errno
import re
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from gzparty.domain.damage import as_text
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.partial_date import PartialDate
from gzparty.exchange.cell_text import writable
from gzparty.exchange.list_spec import CellKind, ListColumn
from gzparty.exchange.workbook import DANGEROUS, read_sheet
from gzparty.exchange.writing import guarded, write_list
from gzparty.exchange.xlsx import LONGEST_CELL
from gzparty.i18n import N_
from gzparty.labels import refusal_text, sentence

MADE = datetime(2026, 3, 2, 9, 0)
HEADING = "党员"
COLUMNS = (
    ListColumn("number", N_("序号"), CellKind.NUMBER, 6),
    ListColumn("name", N_("姓名"), width=10),
    ListColumn("birth", N_("出生日期"), CellKind.DATE, 12),
    ListColumn("start", N_("时间"), CellKind.DATE, 18),
    ListColumn("phone", N_("联系电话"), width=14),
    ListColumn("code", N_("代码"), width=20),
)
PERSON = {
    "number": 1,
    "name": "示例甲",
    "birth": PartialDate(1970, 4, 28),
    "start": datetime(2026, 6, 17, 14, 30),
    "phone": "17866949240",
    "code": "110101199003077890",
    "secret": "not asked for",
}


def exported(path: Path, *rows: dict[str, object]) -> Worksheet:
    write_list(COLUMNS, rows, path, made_at=MADE)
    return openpyxl.load_workbook(path).active


def test_dates_are_dates_numbers_are_numbers_and_long_digits_are_text(tmp_path: Path) -> None:
    sheet = exported(tmp_path / "out.xlsx", PERSON)
    cells = [(cell.value, cell.data_type) for cell in sheet[2]]
    assert cells == [
        (1, "n"),
        ("示例甲", "s"),
        (datetime(1970, 4, 28), "d"),
        (datetime(2026, 6, 17, 14, 30), "d"),
        ("17866949240", "s"),
        ("110101199003077890", "s"),
    ]
    assert sheet["F2"].number_format == "@"
    assert sheet["C2"].number_format == "yyyy-mm-dd"


def test_exactly_the_columns_asked_for_leave(tmp_path: Path) -> None:
    sheet = exported(tmp_path / "out.xlsx", PERSON)
    assert [cell.value for cell in sheet[1]] == ["序号", "姓名", "出生日期", "时间", "联系电话", "代码"]
    assert sheet.max_row == 2


@pytest.mark.parametrize("birth", ["1970", "1970-04", PartialDate(1970, 4), "不详", "1895-03-01"])
def test_a_date_that_is_not_whole_or_too_early_leaves_as_text(tmp_path: Path, birth: object) -> None:
    sheet = exported(tmp_path / "out.xlsx", PERSON | {"birth": birth})
    assert sheet["C2"].value == str(birth)


def test_a_whole_date_as_iso_text_leaves_as_a_date(tmp_path: Path) -> None:
    sheet = exported(tmp_path / "out.xlsx", PERSON | {"birth": "1970-04-28"})
    assert sheet["C2"].value == datetime(1970, 4, 28)


def test_the_sheet_is_ready_to_filter_and_to_print(tmp_path: Path) -> None:
    write_list(COLUMNS, [PERSON, PERSON], tmp_path / "out.xlsx", HEADING, MADE)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet.title == sheet["A1"].value == HEADING
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == "A2:F4"
    assert sheet.print_title_rows == "$2:$2"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.column_dimensions["F"].width > sheet.column_dimensions["A"].width


def test_a_wide_list_is_printed_across(tmp_path: Path) -> None:
    wide = [ListColumn("name", N_("姓名"), width=40)] * 3
    write_list(wide, [PERSON], tmp_path / "out.xlsx", HEADING, MADE)
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").active.page_setup.orientation == "landscape"


def test_a_title_is_never_narrower_than_its_column_shows(tmp_path: Path) -> None:
    write_list([ListColumn("x", N_("是否流动党员"), width=4)], [], tmp_path / "out.xlsx", HEADING, MADE)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet.column_dimensions["A"].width >= 12


def test_the_same_list_makes_the_same_file(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_list(COLUMNS, [PERSON], tmp_path / name, HEADING, MADE)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@pytest.mark.parametrize("heading", ["1/2[月]:?*", "", "'" * 40, "很长" * 40, "🙂" * 40, "a&b", "\x00\ud800"])
def test_any_heading_will_do(tmp_path: Path, heading: str) -> None:
    write_list(COLUMNS, [PERSON], tmp_path / "out.xlsx", heading, MADE)
    assert (
        openpyxl.load_workbook(tmp_path / "out.xlsx").active.cell(3 if writable(heading) else 2, 2).value
        == "示例甲"
    )


@pytest.mark.parametrize(
    "text", ["=1+1", "+8617866949240", "@SUM(A1)", "http://x", "🙂" * 3, "שלום", "𬭎", "a\x00\x07b\ud800c"]
)
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_no_text_fails_the_export_or_becomes_a_formula(tmp_path: Path, suffix: str, text: str) -> None:
    path = tmp_path / f"out{suffix}"
    write_list(COLUMNS, [PERSON | {"name": text}], path)
    kept = re.sub("[\x00\x07\ud800]", "", text)
    assert read_sheet(path).rows[1][1] == kept


def test_what_a_cell_cannot_hold_is_said(tmp_path: Path) -> None:
    long = "长" * (LONGEST_CELL + 1)
    told = write_list(COLUMNS, [PERSON | {"name": long}], tmp_path / "out.xlsx", HEADING)
    assert "第 3 行“姓名”" in sentence(told[0])
    assert len(openpyxl.load_workbook(tmp_path / "out.xlsx").active["B3"].value) == LONGEST_CELL


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gzparty.exchange.xlsx.LAST_LINE", 3)
    write_list(COLUMNS, [PERSON] * 3, tmp_path / "out.xlsx")
    with pytest.raises(Refusal) as refusal:
        write_list(COLUMNS, [PERSON] * 4, tmp_path / "out.xlsx")
    assert "有 4 行" in refusal_text(refusal.value)
    assert "最多 3 行" in refusal_text(refusal.value)


def test_yes_and_no_leave_as_words(tmp_path: Path) -> None:
    sheet = exported(tmp_path / "out.xlsx", PERSON | {"name": True, "code": False})
    assert (sheet["B2"].value, sheet["F2"].value) == ("是", "否")


def test_a_number_too_long_for_a_spreadsheet_leaves_as_text(tmp_path: Path) -> None:
    sheet = exported(tmp_path / "out.xlsx", PERSON | {"number": 370784104203123456})
    assert sheet["A2"].value == "370784104203123456"


def test_csv_opens_in_wps_with_its_chinese_intact(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write_list(COLUMNS, [PERSON], path, HEADING, MADE)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines()[1] == (
        "1,示例甲,1970-04-28,2026-06-17 14:30,17866949240,110101199003077890"
    )


def test_a_dangerous_cell_is_quoted_in_csv_and_a_number_is_not(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write_list(COLUMNS, [PERSON | {"number": -5, "name": "=cmd"}], path, HEADING, MADE)
    assert path.read_text("utf-8-sig").splitlines()[1].startswith("-5,'=cmd,")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.text(alphabet=f"a字'\" ,;\n\t{DANGEROUS}", min_size=1), min_size=1, max_size=5))
def test_every_text_comes_back_from_csv_as_it_left(tmp_path: Path, texts: list[str]) -> None:
    path = tmp_path / "out.csv"
    write_list(COLUMNS[1:3], [{"name": text} for text in texts], path, HEADING, MADE)
    assert [row[0] for row in read_sheet(path).rows[1:]] == texts


@given(st.text(alphabet=f"a'{DANGEROUS}", max_size=6))
def test_a_quoted_cell_never_starts_a_formula(text: str) -> None:
    assert guarded(text)[:1] not in set(DANGEROUS)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(st.tuples(st.text(max_size=8), st.dates(date(1900, 3, 1)), st.integers(0, 10**14))))
def test_a_workbook_gives_back_what_was_exported(tmp_path: Path, people: list[tuple[str, date, int]]) -> None:
    path = tmp_path / "out.xlsx"
    rows = [{"name": "x" + name, "birth": born, "number": n} for name, born, n in people]
    write_list(COLUMNS[:3], rows, path, HEADING)
    found = [(as_text(row[0]), row[2]) for row in read_sheet(path).rows[2:]]
    assert found == [(str(n), born) for _name, born, n in people]


def refused(path: Path) -> str:
    with pytest.raises(Refusal) as refusal:
        write_list(COLUMNS, [PERSON], path, HEADING, MADE)
    return refusal_text(refusal.value)


def test_an_impossible_place_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    assert "写不进" in refused(tmp_path / "folder.xlsx")
    assert "写不进" in refused(tmp_path / "missing" / "out.xlsx")
    assert ".xlsx" in refused(tmp_path / "out.pdf")


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "满了"), (errno.EDQUOT, "满了"), (errno.EACCES, "WPS"), (errno.EIO, "写不进")],
)
def test_a_failed_write_leaves_the_older_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    path = tmp_path / "out.xlsx"
    path.write_bytes(b"older")

    def failing(*_arguments: object) -> None:
        raise OSError(number, "x")

    monkeypatch.setattr("gzparty.files.os.replace", failing)
    assert said in refused(path)
    assert path.read_bytes() == b"older"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.xlsx"]
