"""Rows judged as the clerk puts them right: in place, with one click, several at once, whatever they hold."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from gzparty.services.import_result import SHEET
from tests.exchange import files
from tests.widgets.helpers import as_text, settle
from tests.widgets.importing.helpers import (
    BING,
    HEAD,
    JIA,
    SAMPLE,
    YI,
    cell,
    choose,
    counts,
    go_to,
    idle,
    members,
    message,
    names,
    store,
)
from tests.widgets.steps import press
from ui.gate import Gate
from ui.pages.import_page import ImportPage, Step
from ui.panels.import_check import ASKED, PROBLEM
from ui.panels.import_repairs import MessageLine
from ui.tables.import_lines import MESSAGES, LineState


def test_the_planted_conflicts_stand_side_by_side_with_masked_phones(
    page: ImportPage, gate: Gate, qtbot: QtBot
) -> None:
    choose(page, qtbot, SAMPLE / "secretaries.xlsx")
    store(page, qtbot)
    choose(page, qtbot, SAMPLE / "members.xlsx")
    assert page.check.filter() == ASKED
    records = page.check.view.records
    asked = [records.record(row) for row in range(records.rowCount()) if not records.record(row).is_message]
    told = [message(page, line.number) for line in asked]
    assert "电话：已记 154****8629，表里 154****8211" in told
    assert any(words.startswith("入党时间：已记") for words in told)
    assert not any("15400008629" in words for words in told)
    for line in asked:
        page.work.decide(line.number, SHEET)
    idle(page, qtbot)
    assert page.check.store_all.text() == "全部导入 1675 行"
    store(page, qtbot)
    assert len(names(gate)) == 1675
    assert gate.reader.people.find_person("严示例@张家沙沟村").phone.endswith("8211")


def test_a_wrong_cell_is_reached_by_f4_and_put_right_by_typing(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(page, qtbot, members(tmp_path, JIA, [*YI[:3], "2003.13", *YI[4:]], BING))
    assert (page.check.filter(), counts(page)["problem"]) == (PROBLEM, 1)
    page.check.chips.choose("all")
    view = page.check.view
    view.select_row(0)
    page.deeds()["next_problem"]()
    assert view.records.columns[view.currentIndex().column()].key == "joined"
    assert view.records.cell(view.currentIndex().row(), view.currentIndex().column()).state == "error"
    qtbot.keyClicks(view, "2")
    editor = view.findChild(QLineEdit, "cellEditor")
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "003.12")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    idle(page, qtbot)
    assert cell(page, 3, "joined") == "2003.12"
    assert (counts(page)["problem"], counts(page)["good"]) == (0, 3)
    assert page.check.store_all.isEnabled()


def test_news_of_a_judgement_never_takes_away_what_is_being_typed(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    wrong = [*YI[:3], "2003.13", *YI[4:]]
    choose(page, qtbot, members(tmp_path, ["官莊村", *JIA[1:]], wrong, BING))
    view = page.check.view
    go_to(page, 3, "joined")
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit, "cellEditor")
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "2003.")
    page.work.edit({(2, "unit"): "官庄村"})
    idle(page, qtbot)
    assert editor.isVisible()
    qtbot.keyClicks(editor, "11")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    idle(page, qtbot)
    assert cell(page, 3, "joined") == "2003.11"
    assert (counts(page)["problem"], counts(page)["good"]) == (0, 3)


def test_one_click_repairs_stand_below_their_rows(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    rows = [
        ["官莊村", *JIA[1:]],
        [*YI[:4], "1380000002", YI[5]],
        ["官庄村", "", *BING[2:]],
        [*BING[:2], 1985.1, *BING[3:]],
    ]
    choose(page, qtbot, members(tmp_path, *rows))
    assert "没有叫“官莊村”的单位" in message(page, 2)
    press(page, "repair2_0")
    page.check.chips.choose("all")
    idle(page, qtbot)
    assert cell(page, 2, "unit") == "官庄村"
    assert "138****002" not in message(page, 3)
    assert "1380000002" not in message(page, 3)
    offered = cast("list[QPushButton]", page.check.findChildren(QPushButton))
    words = [one.text() for one in offered if "repair3_" in one.objectName()]
    assert words == ["就照表里写的", "先空着", "不导入这一行"]
    press(page, "repair3_1")
    idle(page, qtbot)
    press(page, "repair4_0")
    idle(page, qtbot)
    press(page, "repair5_1")
    idle(page, qtbot)
    assert cell(page, 5, "birth") == "1985-10"
    assert (counts(page)["good"], counts(page)["problem"], counts(page)["asked"]) == (3, 0, 0)
    press(page, "repair4_0")
    idle(page, qtbot)
    assert counts(page)["problem"] == 1


HOSTILE = (
    "=cmd|' /C calc'!A0",
    "\x01\x02",
    "字" * 100_000,
    "<b>甲</b>",
    "{name}",
    "\u202e甲",
    "'; DROP TABLE person",
)


def test_what_is_told_of_a_row_stays_in_sight_when_the_sheet_is_scrolled_sideways(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(page, qtbot, members(tmp_path, ["官莊村", *JIA[1:]]))
    page.resize(720, 600)
    settle()
    view = page.check.view
    bar = view.horizontalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    settle()
    lines = cast("list[MessageLine]", view.findChildren(MessageLine))
    shown = lines[0]
    stays = view.columnWidth(0)
    assert stays <= shown.words.mapTo(view.viewport(), QPoint()).x() < 400
    bar.setValue(0)
    settle()
    assert shown.words.mapTo(view.viewport(), QPoint()).x() < stays + 60


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_cells_are_shown_short_and_judged_like_others(
    page: ImportPage, gate: Gate, qtbot: QtBot, tmp_path: Path, text: str
) -> None:
    rows = [HEAD, [text, "甲示例", "", "", "", ""], [*YI[:2], text, *YI[3:]], BING]
    choose(page, qtbot, files.write_csv(tmp_path / "a.csv", rows))
    if page.step is Step.FILES:
        assert page.work.entries[0].problem.endswith("。")
        return
    assert (counts(page)["good"], counts(page)["problem"]) == (1, 2)
    assert len(message(page, 2)) < 140
    page.work.edit({(2, "unit"): "官庄村", (3, "birth"): "", (4, "name"): text})
    idle(page, qtbot)
    assert counts(page)["good"] == 3
    store(page, qtbot)
    assert len(names(gate)) == 3


def test_a_cell_that_is_only_looked_into_stays_whole(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    long = "字" * 100_000
    choose(page, qtbot, files.write_csv(tmp_path / "a.csv", [HEAD, [long, *JIA[1:]]]))
    go_to(page, 2, "unit")
    qtbot.keyClick(page.check.view, Qt.Key.Key_F2)
    editor = page.check.view.findChild(QLineEdit, "cellEditor")
    assert isinstance(editor, QLineEdit)
    assert editor.text() == long
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    idle(page, qtbot)
    assert page.work.current is not None
    assert page.work.current.draft.edits == {}


def test_several_rows_selected_are_decided_at_once(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    choose(page, qtbot, members(tmp_path, JIA, YI))
    store(page, qtbot)
    other = [[*row[:4], f"1390000000{place}", row[5]] for place, row in enumerate((JIA, YI))]
    choose(page, qtbot, members(tmp_path, *other, name="新.xlsx"))
    assert counts(page)["asked"] == 2
    page.check.view.selectAll()
    menu = page.check.row_menu()
    assert menu is not None
    assert [action.text() for action in menu.actions() if action.text()] == [
        "用新的",
        "留旧的",
        "是另一个人",
        "不导入这一行",
        *(f"选中的 2 行都：{words}" for words in ("用新的", "留旧的", "是另一个人", "不导入这一行")),
    ]
    next(action for action in menu.actions() if action.text() == "选中的 2 行都：用新的").trigger()
    idle(page, qtbot)
    assert (counts(page)["asked"], counts(page)["good"]) == (0, 2)


def test_arrows_and_enter_pass_messages_over(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    wrong = [["没有村", name] for name in ("甲示例", "乙示例", "丙示例")]
    choose(page, qtbot, files.write_csv(tmp_path / "a.csv", [["村", "姓名", "电话"], *wrong]))
    view = page.check.view
    records = view.records
    QAbstractItemModelTester(records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert records.record(1).is_message
    view.select_row(0, 1)
    visited = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Up):
        qtbot.keyClick(view, key)
        visited.append(records.record(view.currentIndex().row()).number)
    assert visited == [3, 4, 3]


def test_problems_beyond_a_page_are_reached_by_the_next_one(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = [["没有村", f"甲{number}示例"] for number in range(MESSAGES + 5)]
    choose(page, qtbot, files.write_csv(tmp_path / "a.csv", [["村", "姓名", "电话"], *rows]))
    assert page.check._pages.text() == f"1—{MESSAGES} / {MESSAGES + 5}　下一页"
    page.check._pages.click()
    assert page.check.view.records.rowCount() == 10
    assert message(page, MESSAGES + 2).startswith("没有叫“没有村”的单位")


def test_rows_that_are_no_data_are_shown_with_the_reason(page: ImportPage, qtbot: QtBot) -> None:
    choose(page, qtbot, SAMPLE / "secretaries.xlsx")
    page.check.chips.choose("nothing")
    records = page.check.view.records
    told = [records.cell(row, 1).text for row in range(records.rowCount())]
    assert told[0] == "标题行：官庄镇村党组织书记花名册"
    assert {records.record(row).state for row in range(records.rowCount())} == {LineState.NOTHING}


def test_a_second_head_line_says_what_the_sheet_calls_the_column(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(page, qtbot, members(tmp_path, JIA))
    columns = page.check.view.records.columns
    assert [(column.title, column.subtitle) for column in columns[1:3]] == [
        ("村、支部", "党支部"),
        ("姓名", "姓名"),
    ]
    page.grab()
    assert page.check.view.horizontalHeader().sizeHint().height() > 40


def test_the_page_says_all_that_a_clerk_needs_to_know(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    choose(page, qtbot, members(tmp_path, JIA, [*YI[:3], "2003.13", *YI[4:]]))
    head = [page._title.text(), page._about.text(), page.steps.accessibleName()]
    assert head == ["导入表格", "党员.xlsx　工作表“Sheet”，2 行", "第 3 步，共 4 步：核对、改错"]
    assert as_text(page.check).splitlines() == [
        "QLabel(checkHint): '直接在格子里改，改对了红色自动消失'",
        "QLabel(message3Words): '日历上没有“2003.13”这一天，请核对。'",
        "QPushButton(repair3_0): '先空着'",
        "QPushButton(repair3_1): '不导入这一行'",
        "QPushButton(importBack): '上一步'",
        "QLabel(importWhy): '还有 1 行没改好'",
        "QLabel(importSafe): '导入前自动备份，导入后可一次撤销'",
        "QPushButton(storeGood): '先导入对的 1 行'",
        "QPushButton(storeAll): '全部导入' disabled",
    ]
