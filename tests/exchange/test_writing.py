"""Lists leave as spreadsheets that keep phones, dates and dangerous texts as they are."""

from __future__ import annotations

import errno
import os
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.diagnostic import Refusal
from gzparty.exchange.lists import CellKind, ListColumn
from gzparty.exchange.workbook import read_sheet
from gzparty.exchange.writing import write_list
from gzparty.i18n import N_
from gzparty.labels import refusal_text

COLUMNS = (
    ListColumn("phone", N_("联系电话"), width=14),
    ListColumn("count", N_("应到"), CellKind.NUMBER, 6),
    ListColumn("day", N_("日期"), CellKind.DATE, 12),
    ListColumn("note", N_("备注"), width=20),
)
ROW = {"phone": "13800000000", "count": 59, "day": date(2026, 6, 17), "note": "=HYPERLINK(1)"}


def test_a_workbook_keeps_phones_as_text_and_dates_as_dates(tmp_path: Path) -> None:
    write_list(COLUMNS, [ROW, {"day": datetime(2026, 6, 17, 14, 30)}], tmp_path / "a.xlsx", "名单")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert [cell.value for cell in sheet[2]] == ["联系电话", "应到", "日期", "备注"]
    assert [cell.value for cell in sheet[3]] == ["13800000000", 59, datetime(2026, 6, 17), "=HYPERLINK(1)"]
    assert [cell.data_type for cell in sheet[3]] == ["s", "n", "d", "s"]
    assert sheet["C4"].value == datetime(2026, 6, 17, 14, 30)


def test_a_workbook_prints_as_clerks_expect(tmp_path: Path) -> None:
    write_list(COLUMNS, [ROW] * 3, tmp_path / "a.xlsx", "名单：一/二")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == "A2:D5"
    assert sheet.print_title_rows == "$2:$2"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.column_dimensions["A"].width == pytest.approx(14, abs=1)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8), min_size=1, max_size=5))
def test_a_csv_comes_back_as_it_went(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    columns = [ListColumn(str(number), N_("列")) for number in range(len(texts) + 1)]
    given_texts = ["x", *texts]
    write_list(columns, [dict(zip(map(str, range(len(given_texts))), given_texts, strict=True))], path)
    assert list(read_sheet(path).rows[1]) == given_texts


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@x", "'=1", "''=1", "\tx"])
def test_a_csv_cell_never_starts_a_formula(tmp_path: Path, text: str) -> None:
    write_list(COLUMNS[:1], [{"phone": text}], tmp_path / "a.csv")
    raw = (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()[1]
    assert raw.lstrip('"').startswith("'")
    assert read_sheet(tmp_path / "a.csv").rows[1][0] == text


def test_a_csv_opens_in_chinese_spreadsheets(tmp_path: Path) -> None:
    write_list(COLUMNS, [ROW], tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_unknown_suffix_and_an_unwritable_path_are_refused(tmp_path: Path) -> None:
    for path, code in (
        (tmp_path / "a.doc", "export_suffix_unknown"),
        (tmp_path / "no" / "a.csv", "path_unwritable"),
    ):
        with pytest.raises(Refusal) as caught:
            write_list(COLUMNS, [ROW], path)
        assert caught.value.args == (code,)
        assert refusal_text(caught.value)


def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    write_list(COLUMNS, [ROW], path)
    before = path.read_bytes()

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("gzparty.exchange.target.os.replace", full)
    with pytest.raises(Refusal) as caught:
        write_list(COLUMNS, [ROW, ROW], path)
    assert caught.value.args == ("disk_full",)
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["a.csv"]
