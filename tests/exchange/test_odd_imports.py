"""Rosters with namesakes, repeated rows and more sheets than one: nobody doubled, nobody merged, nothing unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from gzparty.bootstrap import counted_uids, new_office
from gzparty.domain.damage import CellValue
from gzparty.domain.diagnostic import Refusal
from gzparty.exchange.importing import import_file
from gzparty.labels import sentence
from gzparty.services.bundle import Services
from gzparty.services.import_result import ImportResult
from tests.exchange import files

UNITS = Path(__file__).resolve().parents[2] / "resources" / "units" / "guanzhuang_units.csv"
NOW = datetime(2026, 6, 10, 9, 0)
HEAD: Sequence[CellValue] = ["党支部", "姓名", "出生日期", "联系电话"]
ZHANG: Sequence[CellValue] = ["官庄村党支部", "张三", "1970-01-02", "13800000001"]
NAMESAKE: Sequence[CellValue] = ["官庄村党支部", "张 三", "1985年3月", "13800000002"]


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with new_office(tmp_path / "office.gzparty", lambda: NOW, counted_uids()) as opened:
        import_file(opened, "units", UNITS)
        yield opened


def members(services: Services, folder: Path, *rows: Sequence[CellValue]) -> ImportResult:
    return import_file(services, "members", files.write_xlsx(folder / "a.xlsx", [HEAD, *rows]))


def people(services: Services) -> list[str]:
    return [person.normalized for person in services.store.people.people()]


def test_two_members_of_one_name_in_one_sheet_are_two_people(services: Services, tmp_path: Path) -> None:
    first = members(services, tmp_path, ZHANG, NAMESAKE)
    assert (first.added, first.suspect) == (2, [])
    again = members(services, tmp_path, NAMESAKE, ZHANG)
    assert (again.same, again.action) == (2, 0)
    assert people(services) == ["张三", "张三"]


def test_a_namesake_in_a_later_sheet_is_asked_about(services: Services, tmp_path: Path) -> None:
    members(services, tmp_path, ZHANG)
    later = members(services, tmp_path, NAMESAKE)
    assert [report.row for report in later.suspect] == [2]
    assert people(services) == ["张三"]


@pytest.mark.parametrize(
    "row",
    [
        ["官庄村", "张三", "1985年3月", "13800000001"],
        ["官庄村", "张三", "1970年1月", "13800000002"],
        ["官庄村", "张三", "1985年3月", ""],
    ],
)
def test_a_second_row_that_differs_in_one_fact_is_asked_about(
    services: Services, tmp_path: Path, row: Sequence[CellValue]
) -> None:
    result = members(services, tmp_path, ZHANG, row)
    assert (result.added, [report.row for report in result.suspect]) == (1, [3])
    told = sentence(result.suspect[0].reason)
    assert "138****0002" in told or "1985-03" in told


def test_a_row_printed_twice_is_one_person(services: Services, tmp_path: Path) -> None:
    result = members(services, tmp_path, ZHANG, ZHANG)
    assert (result.added, result.same) == (1, 1)
    assert people(services) == ["张三"]


def test_what_was_not_read_of_a_file_is_said(services: Services, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, row in (("一", ZHANG), ("二", NAMESAKE)):
        sheet = book.create_sheet(name)
        sheet.append(list(HEAD))
        sheet.append(list(row))
    book.save(tmp_path / "a.xlsx")
    result = import_file(services, "members", tmp_path / "a.xlsx")
    assert (result.sheet, result.added) == ("一", 1)
    assert any("二" in sentence(note) for note in result.notes)


def test_a_sheet_with_two_tables_beside_each_other_stores_nothing(services: Services, tmp_path: Path) -> None:
    path = files.write_xlsx(tmp_path / "a.xlsx", [[*HEAD, *HEAD], [*ZHANG, *NAMESAKE]])
    with pytest.raises(Refusal):
        import_file(services, "members", path)
    assert people(services) == []


def test_an_identity_number_under_any_title_is_not_stored(services: Services, tmp_path: Path) -> None:
    rows = [[*HEAD, "备注"], [*ZHANG, "110101199003077890"]]
    result = import_file(services, "members", files.write_xlsx(tmp_path / "a.xlsx", rows))
    assert result.dropped == ("备注",)
    assert [person.note for person in services.store.people.people()] == [""]
