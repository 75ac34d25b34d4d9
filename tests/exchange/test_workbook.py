"""Files of every make open as the same rows; what is no readable spreadsheet is refused in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.damage import as_text
from gzparty.domain.diagnostic import Refusal
from gzparty.exchange import packed, workbook
from gzparty.exchange.workbook import Sheet, read_sheet
from gzparty.labels import refusal_text
from tests.exchange import files

ROWS: files.Rows = [["村", "姓名", "电话"], ["官庄村", "张三", "13800000000"], ["坡庄村", "李㛃", 5]]


def refused(path: Path, sheet: str | None = None) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read_sheet(path, sheet)
    assert refusal_text(caught.value)
    return caught.value


def test_every_make_gives_the_same_rows(tmp_path: Path) -> None:
    made = [
        files.write_xlsx(tmp_path / "a.xlsx", ROWS),
        files.write_xls(tmp_path / "a.xls", ROWS),
        files.write_xls(tmp_path / "old.et", ROWS),
        files.write_xlsx(tmp_path / "new.xlsx", ROWS).rename(tmp_path / "new.et"),
        files.write_ods(tmp_path / "a.ods", ROWS),
        files.write_csv(tmp_path / "plain.csv", ROWS),
        files.write_csv(tmp_path / "bom.csv", ROWS, "utf-8-sig"),
        files.write_csv(tmp_path / "wps.csv", ROWS, "gb18030"),
        files.write_csv(tmp_path / "excel.txt", ROWS, "utf-16", "\t"),
    ]
    for path in made:
        rows = [[as_text(cell) for cell in row] for row in read_sheet(path).rows]
        assert rows == [[as_text(cell) for cell in row] for row in ROWS], path.name


def test_the_content_decides_and_not_the_suffix(tmp_path: Path) -> None:
    renamed = files.write_xlsx(tmp_path / "a.xlsx", ROWS).rename(tmp_path / "a.csv")
    assert read_sheet(renamed).rows[1][1] == "张三"


@pytest.mark.parametrize("make", [files.write_xlsx, files.write_xls, files.write_ods])
def test_dates_arrive_as_dates(tmp_path: Path, make: Callable[[Path, files.Rows], Path]) -> None:
    path = make(tmp_path / "dates", [["day"], [date(1966, 3, 27)]])
    assert as_text(read_sheet(path).rows[1][0]) == "1966-03-27"


def test_row_numbers_are_those_of_the_sheet_even_below_blank_rows(tmp_path: Path) -> None:
    path = files.write_xlsx(tmp_path / "a.xlsx", [[], [], [None, "村"]])
    assert read_sheet(path).rows[2][1] == "村"


def test_merged_cells_fill_down_only_where_asked() -> None:
    rows = [["社区", "村"], ["官庄", "a"], ["", "b"], ["", "c"]]
    sheet = Sheet("s", rows, (((1, 0), (2, 0)), ((0, 0), (0, 1))))
    assert [row[0] for row in sheet.filled([0])] == ["社区", "官庄", "官庄", ""]
    assert sheet.filled([1]) == rows


def test_the_first_visible_sheet_with_content_is_read_unless_one_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "空"
    hidden = book.create_sheet("藏")
    hidden.append(["h"])
    hidden.sheet_state = "hidden"
    book.create_sheet("表").append(["x"])
    book.save(tmp_path / "a.xlsx")
    assert read_sheet(tmp_path / "a.xlsx").name == "表"
    assert read_sheet(tmp_path / "a.xlsx", "藏").rows[0][0] == "h"
    assert "空、藏、表" in refusal_text(refused(tmp_path / "a.xlsx", "没有"))


def test_a_file_that_is_not_there_a_folder_and_an_empty_one_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "x.xlsx").args == ("file_missing",)
    assert refused(tmp_path).args == ("file_is_folder",)
    (tmp_path / "e.csv").write_bytes(b"")
    assert refused(tmp_path / "e.csv").args == ("file_empty",)
    files.write_xlsx(tmp_path / "e.xlsx", [])
    assert refused(tmp_path / "e.xlsx").args == ("file_empty",)
    files.write_csv(tmp_path / "blank.csv", [["", ""], []])
    assert refused(tmp_path / "blank.csv").args == ("file_empty",)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 ...",
        b"<html><table><tr><td>x</td></tr></table></html>",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000),
        b"\xff\xfe\x00",
        bytes(range(256)),
    ],
)
def test_what_is_no_spreadsheet_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    assert refused(tmp_path / "a.xlsx").args == ("file_not_spreadsheet",)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    files.write_zip(tmp_path / "a.xlsx", {"word/document.xml": b"<w/>"})
    assert refused(tmp_path / "a.xlsx").args == ("file_not_spreadsheet",)


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    whole = files.write_xlsx(tmp_path / "a.xlsx", ROWS).read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[: len(whole) // 2])
    assert refused(tmp_path / "cut.xlsx").args == ("file_damaged",)
    files.write_zip(tmp_path / "b.xlsx", {"xl/workbook.xml": b"<broken", "xl/_rels/workbook.xml.rels": b"<"})
    assert refused(tmp_path / "b.xlsx").args[0] in ("file_damaged", "file_not_spreadsheet")


@given(place=st.integers(0, 4000), value=st.integers(0, 255))
def test_one_wrong_byte_gives_rows_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, place: int, value: int
) -> None:
    path = tmp_path_factory.mktemp("flip") / "a.xlsx"
    whole = bytearray(files.write_xlsx(path, ROWS).read_bytes())
    whole[place % len(whole)] = value
    path.write_bytes(whole)
    try:
        assert read_sheet(path).rows
    except Refusal as refusal:
        text = refusal_text(refusal)
        assert text


def test_a_password_is_named_as_the_reason(tmp_path: Path) -> None:
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(1500)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(999)
    )
    (tmp_path / "a.xlsx").write_bytes(locked)
    assert refused(tmp_path / "a.xlsx").args == ("file_has_password",)
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = b'<manifest:file-entry><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
    files.write_zip(tmp_path / "a.ods", {"mimetype": kind, "META-INF/manifest.xml": manifest})
    assert refused(tmp_path / "a.ods").args == ("file_has_password",)


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.xlsx").open("wb") as file:
        file.truncate(workbook.LARGEST_FILE + 1)
    assert "100 MB" in refusal_text(refused(tmp_path / "a.xlsx"))


def test_a_zip_bomb_is_refused_by_its_declared_size(tmp_path: Path) -> None:
    huge = bytes(packed.LARGEST_UNPACKED // 4 + 1)
    parts = {"xl/workbook.xml": b"<workbook/>"} | {f"xl/worksheets/sheet{n}.xml": huge for n in range(4)}
    path = files.write_zip(tmp_path / "a.xlsx", parts)
    assert path.stat().st_size < 5_000_000
    assert refused(path).args == ("file_unpacks_too_large",)


def test_a_stray_cell_at_the_far_corner_is_refused_before_it_fills_memory(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.active.cell(1_048_576, 16_384, "x")
    book.save(tmp_path / "a.xlsx")
    assert refused(tmp_path / "a.xlsx").args == ("sheet_too_large",)


def test_formatting_far_below_does_not_count_as_content(tmp_path: Path) -> None:
    source = files.write_xlsx(tmp_path / "a.xlsx", ROWS)
    far = b'<row r="1048576"><c r="XFD1048576" s="0" /></row></sheetData>'
    path = files.with_sheet_xml(source, tmp_path / "b.xlsx", b"</sheetData>", far)
    assert len(read_sheet(path).rows) == 3


def test_formulas_nobody_has_computed_are_refused_with_their_place(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "=1+1"])
    book.active.append(["b", "=A1&A2"])
    book.save(tmp_path / "a.xlsx")
    text = refusal_text(refused(tmp_path / "a.xlsx"))
    assert "B1" in text
    assert "2 个公式" in text


def test_formulas_with_their_results_are_read(tmp_path: Path) -> None:
    source = files.write_xlsx(tmp_path / "a.xlsx", [["a", 7], ["b", ""]])
    answered = b'<c r="B1"><f>3+4</f><v>7</v></c><c r="C1" t="str"><f>""</f><v></v></c>'
    path = files.with_sheet_xml(source, tmp_path / "b.xlsx", b'<c r="B1" t="n"><v>7</v></c>', answered)
    assert read_sheet(path).rows[0][1] == 7


def test_our_own_quote_before_a_dangerous_cell_is_taken_back(tmp_path: Path) -> None:
    path = files.write_csv(tmp_path / "a.csv", [["'=1+1", "'-5", "''=x", "'plain", "'"]])
    assert list(read_sheet(path).rows[0]) == ["=1+1", "-5", "'=x", "'plain", "'"]
