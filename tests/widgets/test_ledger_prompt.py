"""即知即改 as a sheet: typed or pasted, what can be stored is stored, the rest stays with what it lacks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.widgets.helpers import settle, wait_for_writes
from tests.widgets.ledger_steps import line
from tests.widgets.steps import LONGEST_MS, eventually, press, words
from ui.gate import Gate
from ui.pages.ledger import LedgerPage
from ui.panels.ledger.prompt_sheet import PromptPlace

GOOD = "党政办\t走廊灯没关\t刘示例\t6.17\t周示例"


@pytest.fixture
def sheet(ledger_page: LedgerPage) -> PromptPlace:
    """The sheet, opened from the ledger."""
    press(ledger_page, "promptProblems")
    place = ledger_page.findChild(PromptPlace)
    assert isinstance(place, PromptPlace)
    return place


def paste(sheet: PromptPlace, qtbot: QtBot, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    sheet.view.select_row(0, 0)
    qtbot.keyClick(sheet.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()


def ends(sheet: PromptPlace) -> list[str]:
    """What stands at the end of each line with something typed."""
    records = sheet.view.records
    last = records.column_at("state")
    return [text for row in range(records.rowCount()) if (text := records.cell(row, last).text)]


def test_the_sheet_is_a_sound_model(sheet: PromptPlace, qtbot: QtBot) -> None:
    tester = QAbstractItemModelTester(
        sheet.view.records, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    tester.setParent(sheet.view.records)
    paste(sheet, qtbot, "\n".join([GOOD] * 30))
    assert len(ends(sheet)) == 30


def test_pasted_lines_go_in_as_one_deed(sheet: PromptPlace, ledger_page: LedgerPage, qtbot: QtBot) -> None:
    paste(sheet, qtbot, f"{GOOD}\n财政所\t票据没有编号\t陈示例\t6.16\t周示例\t6.15")
    assert ends(sheet) == ["可以存", "可以存"]
    with qtbot.waitSignal(ledger_page.done, timeout=LONGEST_MS) as told:
        press(sheet, "promptStore")
    assert told.args == ["即知即改：2 个单位 2 条"]
    settle()
    closed = line(ledger_page, "票据没有编号").problem
    assert (closed.state, str(closed.found_on), str(closed.done_on)) == ("closed", "2026-06-15", "2026-06-16")
    assert str(line(ledger_page, "走廊灯").problem.found_on) == "2026-06-17"
    assert not sheet.isVisible()


def test_stored_twice_in_a_breath_lines_go_in_once(
    sheet: PromptPlace, ledger_page: LedgerPage, ledger_gate: Gate, qtbot: QtBot
) -> None:
    paste(sheet, qtbot, GOOD)
    sheet.store()
    sheet.store()
    wait_for_writes(ledger_gate, qtbot)
    assert [row.text for row in ledger_gate.reader.store.problems.all()].count(GOOD.split("\t")[1]) == 1


def test_a_line_that_lacks_something_says_so_and_never_keeps_the_others_back(
    sheet: PromptPlace, ledger_page: LedgerPage, qtbot: QtBot
) -> None:
    own = "党建办\t没关电脑\t杨示例\t6.17\t杨示例"
    odd = "火星办\t没关窗\t杨示例\t6.17\t周示例"
    late = "党建办\t没关门\t杨示例\t7.17\t周示例"
    paste(sheet, qtbot, "\n".join([GOOD, own, odd, late, "党建办\t桌面乱"]))
    assert ends(sheet) == [
        "可以存",
        "“没关电脑”由杨示例负责，验收要由别人来。换一个验收人。",
        "没有叫“火星办”的单位",
        "“没关门”的完成时间 7月17日还没到，今天是 6月17日。改一下日期。",
        "写上哪天改完的",
    ]
    with qtbot.waitSignal(ledger_page.done, timeout=LONGEST_MS) as told:
        press(sheet, "promptStore")
    assert told.args == ["即知即改：党政办"]
    settle()
    assert sheet.isVisible()
    assert len(ends(sheet)) == 4
    assert words(sheet, "promptHint") == "4 条还不能存，F4 去看"


def test_what_is_typed_and_not_stored_comes_back(
    sheet: PromptPlace, ledger_page: LedgerPage, qtbot: QtBot
) -> None:
    paste(sheet, qtbot, "党建办\t桌面乱")
    qtbot.keyClick(sheet.view, Qt.Key.Key_Escape)
    settle()
    assert not sheet.isVisible()
    ledger_page.open_prompt()
    assert [(one.text("unit"), one.text("text")) for one in sheet.lines()] == [("党建办", "桌面乱")]
    press(sheet, "promptWipe")
    assert not sheet.lines()


def test_a_line_is_typed_cell_by_cell(sheet: PromptPlace, qtbot: QtBot) -> None:
    records = sheet.view.records
    for place, text in enumerate(("党政办", "会场卫生差", "刘示例", "6.17", "周示例")):
        records.setData(records.index(0, place), text, Qt.ItemDataRole.EditRole)
    assert ends(sheet) == ["可以存"]
    eventually(qtbot, lambda: words(sheet, "promptCount") == "写了 1 条")


def test_initials_become_the_person_they_mean_and_those_of_nobody_or_several_stay_with_a_word(
    ledger_page: LedgerPage, sheet: PromptPlace, qtbot: QtBot
) -> None:
    sheet.begin((("刘示例", "lsl"), ("林示例", "lsl"), ("杨示例", "ysl"), ("周示例", "zsl")))
    paste(
        sheet,
        qtbot,
        "党政办\t走廊灯没关\tysl\t6.17\tzsl\n党政办\t窗没关\tlsl\t6.17\tzsl\n党政办\t门没关\txyz\t6.17\tzsl",
    )
    assert ends(sheet) == ["可以存", "“lsl”能对上 2 个人，写上姓名", "“xyz”对不上哪个人，写上姓名"]
    press(sheet, "promptStore")
    eventually(qtbot, lambda: len(ends(sheet)) == 2)
    press(sheet, "promptBack")
    problem = line(ledger_page, "走廊灯没关").problem
    assert (problem.responsible, problem.verifier) == ("杨示例", "周示例")
