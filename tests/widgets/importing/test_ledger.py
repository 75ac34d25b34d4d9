"""Rectification ledgers on the page of imports: known, put right in place, decided, stored."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gzparty.domain.damage import CellValue
from gzparty.domain.problem import Problem, ProblemState
from tests.exchange import files
from tests.widgets.importing.helpers import SAMPLE, cell, choose, counts, go_to, idle, message, store
from tests.widgets.steps import press
from ui.gate import Gate
from ui.pages.import_page import ImportPage, Step
from ui.panels.import_check import ASKED, MISSING

HEAD: list[CellValue] = ["单位", "存在问题", "责任人", "整改时限", "是否完成"]


def problems(gate: Gate) -> list[Problem]:
    return list(gate.reader.store.problems.all())


def repairs(page: ImportPage) -> list[QPushButton]:
    """What can be done about row 3, in its order."""
    found = cast("list[QPushButton]", page.check.findChildren(QPushButton))
    return [one for one in found if "repair3_" in one.objectName()]


def test_a_ledger_is_known_by_itself_and_goes_in_whole(page: ImportPage, gate: Gate, qtbot: QtBot) -> None:
    choose(page, qtbot, SAMPLE / "rectification.xlsx")
    assert page.step is Step.CHECK
    assert counts(page) == {"all": 49, "good": 46, "problem": 0, "asked": 0, "missing": 0, "nothing": 3}
    assert page.mapping.kind.currentText() == "整改台账"
    assert not page.check.chips.chip(MISSING).isVisibleTo(page), "a ledger says nothing of who is gone"
    heads = [column.title for column in page.check.view.records.columns]
    assert heads[1:4] == ["单位", "存在问题", "问题来源"]
    assert cell(page, 5, "unit") == "党政办"
    store(page, qtbot)
    assert len(problems(gate)) == 46
    assert page.finished.onward.text() == "去看整改台账"
    assert "第 39 行：时限是长期坚持，却已经销号。" in page.finished.notes.toPlainText()
    choose(page, qtbot, SAMPLE / "rectification.xlsx")
    assert counts(page)["good"] == 0
    assert not page.check.store_all.isEnabled()


def test_cells_are_put_right_in_place_and_a_unit_holds_for_the_rows_below(
    page: ImportPage, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    rows: list[list[CellValue]] = [
        ["2023年台账"],
        HEAD,
        ["党镇办", "工位无人", "曹示例", "2023-06-30", "差不多"],
        ["", "电话没人接", "曹示例", "2023-06-30", "否"],
    ]
    choose(page, qtbot, files.write_xlsx(tmp_path / "台账.xlsx", rows))
    assert message(page, 3) == "没有叫“党镇办”的单位，相近的有：党政办、党建办。"
    page.work.edit({(3, "unit"): "党政办"})
    idle(page, qtbot)
    assert cell(page, 4, "unit") == "党政办"
    assert message(page, 3) == "是否完成写的是“差不多”，看不出完成了没有。"
    assert [one.text() for one in repairs(page)][:3] == ["改成 是", "改成 否", "改成 整改中"]
    press(page, "repair3_1")
    idle(page, qtbot)
    assert counts(page)["good"] == 2
    store(page, qtbot)
    assert {problem.unit_id for problem in problems(gate)} == {gate.reader.people.find_unit("党政办").id}


def test_a_deadline_without_a_year_takes_one_click_and_keeps_its_words(
    page: ImportPage, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    rows: list[list[CellValue]] = [HEAD, ["党政办", "工位无人", "曹示例", "6月底前", "否"]]
    sheet = files.write_xlsx(tmp_path / "台账.xlsx", rows)
    choose(page, qtbot, sheet)
    assert page.check.filter() == ASKED
    assert message(page, 2) == "整改时限“6月底前”没说是哪一年，表的标题里也没有年份。"
    go_to(page, 2, "deadline")
    menu = page.check.row_menu()
    assert menu is not None
    assert [action.text() for action in menu.actions()[:2]] == ["是 2026-06-30", "是 2025-06-30"]
    press(page, "repair2_1")
    idle(page, qtbot)
    store(page, qtbot)
    (problem,) = problems(gate)
    assert (problem.deadline, problem.deadline_text) == (date(2025, 6, 30), "6月底前")
    choose(page, qtbot, sheet)
    assert counts(page)["asked"] == 0


@pytest.mark.parametrize(
    ("pressed", "state"), [("用新的", ProblemState.CLOSED), ("留旧的", ProblemState.REGISTERED)]
)
def test_a_changed_row_stands_side_by_side_and_is_decided(
    page: ImportPage, gate: Gate, qtbot: QtBot, tmp_path: Path, pressed: str, state: ProblemState
) -> None:
    row: list[CellValue] = ["党政办", "工位无人", "曹示例", "2023-06-30"]
    choose(page, qtbot, files.write_xlsx(tmp_path / "一.xlsx", [["2023年"], HEAD, [*row, "否"]]))
    store(page, qtbot)
    choose(
        page,
        qtbot,
        files.write_xlsx(tmp_path / "二.xlsx", [["2023年"], HEAD, [*row, "已销号"], ["党建办", "二"]]),
    )
    assert message(page, 3) == "是否完成：已记 登记，表里 已销号"
    buttons = repairs(page)
    assert [one.text() for one in buttons] == ["用新的", "是另一个问题", "留旧的"]
    next(one for one in buttons if one.text() == pressed).click()
    idle(page, qtbot)
    store(page, qtbot)
    assert problems(gate)[0].state is state
    assert len(problems(gate)) == 2


def test_a_ledger_whose_columns_have_other_names_is_pointed_out(
    page: ImportPage, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    rows: list[list[CellValue]] = [
        ["哪里", "毛病", "整改措施", "整改时限", "是否完成"],
        ["党政办", "工位无人", "改", "", "否"],
    ]
    choose(page, qtbot, files.write_xlsx(tmp_path / "2023年.xlsx", rows))
    page.files.files.select_row(0)
    press(page, "checkFile")
    idle(page, qtbot)
    assert page.step is Step.COLUMNS
    from gzparty.domain.table import TableKind

    page.mapping.kind_chosen.emit(TableKind.PROBLEMS)
    idle(page, qtbot)
    page.work.map_columns({"A": "unit", "B": "text"})
    idle(page, qtbot)
    store(page, qtbot)
    assert [problem.text for problem in problems(gate)] == ["工位无人"]
