"""What would be laid out too large is refused before the reader is asked: it could not be stopped."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.table import TableKind
from gzparty.exchange import compound, extent
from gzparty.exchange.reading import read_table
from gzparty.exchange.workbook import Sheet, open_book, read_sheet
from gzparty.labels import refusal_text
from tests.exchange import files

SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
ROWS: files.Rows = [["村", "姓名"], ["官庄村", "张三"]]


def a_workbook(folder: Path, rows: str, texts: str = "") -> Path:
    """A workbook with these rows as its sheet's XML."""
    with zipfile.ZipFile(files.write_xlsx(folder / "plain.xlsx", ROWS)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = f"<worksheet {SPACE}><sheetData>{rows}</sheetData></worksheet>"
    changed = {SHEET: sheet.encode()} | ({TEXTS: texts.encode()} if texts else {})
    return files.write_zip(folder / "odd.xlsx", parts | changed)


def code_of(path: Path) -> str:
    with pytest.raises(Refusal) as caught:
        read_sheet(path)
    assert refusal_text(caught.value)
    return caught.value.diagnostics[0].code


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row><row r='9'><c r='XFD1048576'><v>1</v></c></row>",
        '<row r="1"><c r="a1"><v>1</v></c></row><row r="9"><c r="xfd1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFD1048576" x=">"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFD1048576"><!-- --><v>1</v></c></row>',
        '<row r="1"><c r="ZZ1"><v>1</v></c></row><row r="99999"><c r="A99999"><v>1</v></c></row>',
        "<row><c><v>1</v></c></row><row r='1048576'>" + "<c><v>1</v></c>" * 100 + "</row>",
    ],
)
def test_a_cell_far_away_is_refused_however_its_place_is_written(tmp_path: Path, rows: str) -> None:
    assert code_of(a_workbook(tmp_path, rows)) == "sheet_too_large"


def test_cells_that_do_not_say_where_they_stand_are_read_in_their_order(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, '<row><c t="str"><v>村</v></c><c t="str"><v>姓名</v></c></row>')
    assert read_sheet(path).rows == [["村", "姓名"]]


def test_a_column_of_formatted_empty_cells_far_away_is_no_content(tmp_path: Path) -> None:
    far = '<row r="99999"><c r="XFD99999" s="0"/><c r="XFC99999"></c></row>'
    path = a_workbook(tmp_path, f'<row r="1"><c r="A1"><v>1</v></c></row>{far}')
    assert read_sheet(path).rows == [[1.0]]


def test_a_long_text_that_very_many_cells_name_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extent, "MOST_TEXT", 50_000)
    texts = f"<sst {SPACE}><si><t>{'长' * 30_000}</t></si><si><t>短</t></si></sst>"
    many, once = ('<c t="s"><v>0</v></c>' * 2, '<c t="s"><v>0</v></c>' + '<c t="s"><v>1</v></c>' * 9)
    assert code_of(a_workbook(tmp_path, f"<row>{many}</row>", texts)) == "sheet_too_full"
    assert read_sheet(a_workbook(tmp_path, f"<row>{once}</row>", texts)).rows[0][9] == "短"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="1"><c r="A99999999999"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>',
        '<row r="1"><c r="A1"> <f>' * 20_000,
        '<row r="1">' + "<c " * 20_000,
    ],
)
def test_a_sheet_that_is_damaged_inside_a_sound_book_is_said_to_be(tmp_path: Path, rows: str) -> None:
    assert code_of(a_workbook(tmp_path, rows)) == "file_damaged"


@pytest.mark.parametrize("repeated", ["rows-repeated='1048576'", "columns-repeated='4294967295'"])
def test_repeated_cells_of_a_document_are_counted(tmp_path: Path, repeated: str) -> None:
    place = "row" if repeated.startswith("rows") else "cell"
    with zipfile.ZipFile(files.write_ods(tmp_path / "a.ods", ROWS)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    tag = f"<table:table-{place}"
    content = parts["content.xml"].decode()
    assert tag in content
    parts["content.xml"] = content.replace(tag, f"{tag} table:number-{repeated}", 1).encode()
    with zipfile.ZipFile(tmp_path / "b.ods", "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    assert code_of(tmp_path / "b.ods") in ("sheet_too_large", "sheet_too_full")


def test_an_old_workbook_says_how_far_its_cells_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = files.write_xls(tmp_path / "a.xls", [["村", "姓名"], ["官庄村", "张三"], [None] * 200 + ["远"]])
    assert len(read_sheet(path).rows) == 3
    monkeypatch.setattr(extent, "MOST_CELLS", 3 * 201 - 1)
    assert code_of(path) == "sheet_too_large"


def test_a_compound_file_that_runs_in_circles_is_read_to_an_end(tmp_path: Path) -> None:
    data = bytearray(files.write_xls(tmp_path / "a.xls", ROWS).read_bytes())
    assert compound.stream_of(bytes(data), ["Workbook"])
    table = 512 + 512 * struct.unpack_from("<I", data, 76)[0]
    struct.pack_into("<128I", data, table, *([0] * 128))
    assert isinstance(compound.stream_of(bytes(data), ["Workbook"]), bytes | None)


@pytest.mark.parametrize("place", [44, 64, 72])
def test_an_old_workbook_whose_tables_say_they_are_endless_is_damaged(tmp_path: Path, place: int) -> None:
    path = files.write_xls(tmp_path / "a.xls", ROWS)
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, place, 0x7FFFFFFF)
    path.write_bytes(data)
    assert code_of(path) == "file_damaged"


def test_a_workbook_with_binary_sheets_is_refused_with_the_way_out(tmp_path: Path) -> None:
    assert code_of(files.write_zip(tmp_path / "a.xlsb", {"xl/workbook.bin": b"\0"})) == "file_not_spreadsheet"


def test_a_text_of_nothing_but_commas_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gzparty.exchange.workbook.MOST_CELLS", 1000)
    (tmp_path / "a.csv").write_bytes(b"," * 1001)
    assert code_of(tmp_path / "a.csv") == "sheet_too_full"


def test_merged_cells_that_are_named_again_and_again_are_filled_once() -> None:
    rows: files.Rows = [["官庄村", "张三"], [None, "李四"], [None, "王五"], ["坡庄村", "赵六"]]
    again = Sheet("表", rows, tuple([((0, 0), (1_048_575, 0)), ((0, 0), (2, 0))] * 100_000))
    assert [row[0] for row in again.filled([0])] == ["官庄村"] * 4
    once = Sheet("表", rows, (((0, 0), (2, 0)), ((0, 1), (3, 1)), ((9, 0), (12, 0))))
    assert [row[0] for row in once.filled([0])] == ["官庄村"] * 3 + ["坡庄村"]


def test_macros_and_links_to_elsewhere_are_passed_over(tmp_path: Path) -> None:
    cell = '<c r="A2" t="str"><f>cmd|"/c calc"!A1</f><v>官庄村</v></c>'
    head = '<row r="1"><c r="A1" t="str"><v>村</v></c><c r="B1" t="str"><v>姓名</v></c></row>'
    other = '<c r="B2" t="str"><f>[1]Sheet1!A1</f><v>张三</v></c>'
    path = a_workbook(tmp_path, f'{head}<row r="2">{cell}{other}</row>')
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 100)
        archive.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    assert open_book(path).names == ("Sheet",)
    table = read_table(path, TableKind.SECRETARIES)
    assert [row.cells["unit"] for row in table.rows] == ["官庄村"]
