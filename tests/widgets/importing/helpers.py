"""Sheets and steps that the tests of the import page share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gzparty.domain.damage import CellValue
from tests.exchange import files
from tests.widgets.helpers import settle
from ui.gate import Gate
from ui.pages.import_page import ImportPage
from ui.wishes import ImportRequest

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
SAMPLE = RESOURCES / "sample"
NOW = datetime(2026, 6, 17, 17, 52)
HEAD: Sequence[CellValue] = ["党支部", "姓名", "出生日期", "入党时间", "联系电话", "党员类别"]
JIA: Sequence[CellValue] = ["官庄村", "甲示例", "1970-01-02", "1999年7月", "13800000001", "正式党员"]
YI: Sequence[CellValue] = ["官庄村", "乙示例", "1971-01-02", "1998年7月", "13800000002", "正式党员"]
BING: Sequence[CellValue] = ["坡庄村", "丙示例", "1972-01-02", "1997年7月", "13800000003", "正式党员"]


def idle(page: ImportPage, qtbot: QtBot) -> None:
    """Wait until nothing is read, judged or stored."""
    qtbot.waitUntil(lambda: not page.work.busy, timeout=20000)
    settle()
    qtbot.waitUntil(lambda: not page.work.busy, timeout=20000)


def choose(page: ImportPage, qtbot: QtBot, *paths: Path) -> None:
    page.take_request(ImportRequest(paths))
    idle(page, qtbot)


def members(folder: Path, *rows: Sequence[CellValue], name: str = "党员.xlsx") -> Path:
    return files.write_xlsx(folder / name, [HEAD, *rows])


def store(page: ImportPage, qtbot: QtBot) -> None:
    way = page.check.store_all if page.check.store_all.isEnabled() else page.check.store_good
    assert way.isEnabled(), page.check.why.text()
    with qtbot.waitSignal(page.work.stored, timeout=20000):
        way.click()
    idle(page, qtbot)


def counts(page: ImportPage) -> dict[str, int | None]:
    return {key: chip.choice.count for key, chip in page.check.chips._chips.items()}


def message(page: ImportPage, row: int) -> str:
    found = page.check.findChild(QLabel, f"message{row}Words")
    assert isinstance(found, QLabel), row
    return found.text()


def cell(page: ImportPage, row: int, field: str) -> str:
    records = page.check.view.records
    return records.cell(records.row_of((row, False)), records.column_at(field)).text


def go_to(page: ImportPage, row: int, field: str) -> None:
    records = page.check.view.records
    page.check.view.select_row(records.row_of((row, False)), records.column_at(field))


def names(gate: Gate) -> list[str]:
    return [person.name for person in gate.reader.store.people.people()]
