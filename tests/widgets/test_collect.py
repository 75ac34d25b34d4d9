"""收表汇总 in the window: files read in a job, told one by one, stored as one table, their villages ticked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gzparty.domain.damage import CellValue
from gzparty.exchange.workbook import read_sheet
from gzparty.services.context import Done
from tests.exchange.files import write_xlsx
from tests.widgets.helpers import on_screen, settle
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.errands import ErrandsPage
from ui.panels.errand.collect import CollectDialog

WAIT = 20000
HEAD: list[CellValue] = ["姓名", "学历", "次数"]


@pytest.fixture
def page(desk: Desk, gate: Gate, qtbot: QtBot) -> ErrandsPage:
    units = {unit.name: unit.id for unit in gate.reader.people.units()}
    asked = [units[name] for name in ("官庄村", "东利见村", "西利见村")]
    outcome: list[Done[Any]] = []
    gate.write(
        lambda services: services.errands.add("情况表", "", date(2026, 6, 12), date(2026, 6, 18), asked),
        outcome.append,
    )
    qtbot.waitUntil(lambda: bool(outcome), timeout=WAIT)
    return on_screen(ErrandsPage(desk, gate), qtbot, 1264, 760)


def returned(folder: Path) -> list[Path]:
    return [
        write_xlsx(folder / "官庄镇官庄村.xlsx", [HEAD, ["孙示例", "大专", 3]]),
        write_xlsx(folder / "西利见村.xlsx", [["姓名", "文化", "次数"], ["钱示例", "本科", 2]]),
        write_xlsx(folder / "利见村.xlsx", [HEAD, ["周示例", "本科", 2]]),
    ]


def read(page: ErrandsPage, paths: list[Path], qtbot: QtBot) -> CollectDialog:
    dialog = page.panel.collect(paths)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.collected is not None, timeout=WAIT)
    return dialog


def said(dialog: CollectDialog, name: str) -> str:
    found = dialog.findChild(QLabel, name)
    assert found is not None
    return found.text()


def lines(dialog: CollectDialog) -> list[str]:
    table = dialog.table
    return [
        "|".join(table.cell(row, place).text for place in range(len(table.columns)))
        for row in range(table.rowCount())
    ]


def attach_form(page: ErrandsPage, folder: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.done, timeout=WAIT):
        page.panel.files.take_paths([write_xlsx(folder / "空表.xlsx", [["情况表"], HEAD])])
    settle()


def test_each_file_is_told_with_what_became_of_it(page: ErrandsPage, tmp_path: Path, qtbot: QtBot) -> None:
    attach_form(page, tmp_path, qtbot)
    dialog = read(page, returned(tmp_path), qtbot)
    assert said(dialog, "collectSummary").startswith("3 份文件，并进来 1 份，共 1 行。2 份没有并")
    assert said(dialog, "collectMissing") == "还差 2 个：东利见村、西利见村。"
    assert said(dialog, "collectBasis") == "表头照附表核对。"
    assert lines(dialog) == [
        "西利见村.xlsx|西利见村|表头不一样||改了表头：少了 学历，没有并进来；多出 文化，多出的列没有并进来",
        "利见村.xlsx||不知道是谁的||看不出是哪个村的，没有并进来；文件名里写上村名",
        "官庄镇官庄村.xlsx|官庄村|并进来了|1|",
    ]


def test_the_table_is_stored_and_the_villages_are_ticked(
    page: ErrandsPage, gate: Gate, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = read(page, returned(tmp_path)[:1], qtbot)
    out = tmp_path / "汇总.xlsx"
    with qtbot.waitSignal(page.made, timeout=WAIT) as made:
        dialog.save_to(out)
    assert made.args == [out]
    assert [list(row) for row in read_sheet(out).rows][1:] == [
        ["单位", *HEAD],
        ["官庄村", "孙示例", "大专", 3.0],
    ]
    with qtbot.waitSignal(page.done, timeout=WAIT):
        dialog.tick()
    ticked = [unit.name for unit, owed, _state in gate.reader.errands.all()[0].units if owed.received_on]
    assert ticked == ["官庄村"]


def test_files_without_a_header_are_told_and_nothing_is_offered(
    page: ErrandsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = page.panel.collect([write_xlsx(tmp_path / "官庄村.xlsx", [["只有一句话"]])])
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(said(dialog, "collectTold")), timeout=WAIT)
    assert said(dialog, "collectTold") == "这些文件里没有找到表头。先把要填的空表附上，再来汇总。"
    assert not dialog._save.isEnabled()
