"""Rows stored, people decided, imports taken back at once or days later."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gzparty.services.import_result import Gone
from tests.widgets.importing.helpers import (
    BING,
    JIA,
    SAMPLE,
    YI,
    choose,
    counts,
    idle,
    members,
    names,
    store,
)
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.import_page import ImportPage, Step
from ui.panels.import_check import MISSING, PROBLEM


def test_good_rows_first_the_rest_afterwards_each_undone_by_itself(
    page: ImportPage, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(page, qtbot, members(tmp_path, JIA, [*YI[:3], "2003.13", *YI[4:]], BING))
    assert page.check.store_good.text() == "先导入对的 2 行"
    assert not page.check.store_all.isEnabled()
    assert page.check.why.text() == "还有 1 行没改好"
    store(page, qtbot)
    assert names(gate) == ["甲示例", "丙示例"]
    assert page.finished.rest.text() == "接着改剩下的 1 行"
    page.finished.rest.click()
    idle(page, qtbot)
    assert (page.step, page.check.filter()) == (Step.CHECK, PROBLEM)
    page.work.edit({(3, "joined"): "2003.12"})
    idle(page, qtbot)
    assert page.check.store_all.text() == "全部导入 1 行"
    store(page, qtbot)
    assert names(gate) == ["甲示例", "丙示例", "乙示例"]
    assert page.finished.backup.text().startswith("导入前备份在 ")
    with qtbot.waitSignal(page.copied, timeout=20000):
        page.finished.undo.click()
    assert names(gate) == ["甲示例", "丙示例"]
    assert page.finished.title.text() == "这次导入撤销了"


def test_the_same_sheet_again_says_that_nothing_changed(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = members(tmp_path, JIA, YI)
    choose(page, qtbot, path)
    store(page, qtbot)
    choose(page, qtbot, members(tmp_path, JIA, YI, name="又一份.xlsx"))
    assert (counts(page)["good"], counts(page)["all"]) == (0, 3)
    assert not page.check.store_all.isEnabled()
    assert page.check.why.text() == "和已经记着的完全一样，没有要导入的"


def test_an_import_days_ago_is_taken_back_or_refused_with_the_list(
    page: ImportPage, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(page, qtbot, members(tmp_path, JIA, YI))
    store(page, qtbot)
    person = gate.reader.people.find_person("甲示例").id
    with qtbot.waitSignal(gate.stored, timeout=20000):
        gate.write(lambda services: services.people.leave(person, date(2026, 6, 1), "moved"))
    page.finished.files.click()
    page.files.past.select_row(0)
    with qtbot.waitSignal(page.files.refused, timeout=20000):
        page.files.take_back.click()
    told = page.error.findChild(QLabel, "errorText")
    assert isinstance(told, QLabel)
    assert page.error.isVisible()
    assert "甲示例 转出" in told.text()
    assert names(gate) == ["甲示例", "乙示例"]
    with qtbot.waitSignal(gate.moved_back, timeout=20000):
        gate.undo()
    assert not page.error.isVisible()
    page.files.past.select_row(0)
    with qtbot.waitSignal(page.files.done, timeout=20000):
        page.files.take_back.click()
    assert names(gate) == []
    assert page.files.past.records.cell(0, 3).text == "已撤回"
    assert not page.files.take_back.isEnabled()


def test_nobody_missing_leaves_until_it_is_said_of_each(
    page: ImportPage, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    ding = ["官庄村", "丁示例", "1973-01-02", "1996年7月", "13800000004", "正式党员"]
    choose(page, qtbot, members(tmp_path, JIA, YI, ding))
    store(page, qtbot)
    choose(page, qtbot, members(tmp_path, JIA, name="新.xlsx"))
    page.check.chips.choose(MISSING)
    view = page.check.missing.view
    QAbstractItemModelTester(view.records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [view.records.record(row).what for row in range(2)] == [Gone.LATER, Gone.LATER]
    assert not page.check.store_all.isEnabled()
    died = view.records.index(0, view.records.column_at("died"))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(died).center())
    idle(page, qtbot)
    on = view.records.index(0, view.records.column_at("on"))
    assert on.data() == "2026-06-17"
    view.records.setData(on, "改天")
    idle(page, qtbot)
    assert "看不懂“改天”" in page.check.missing._problem.text()
    view.records.setData(on, "6.12")
    idle(page, qtbot)
    assert on.data() == "2026-06-12"
    assert page.check.store_all.text() == "记下离开的 1 人"
    store(page, qtbot)
    left = gate.reader.people.find_person("乙示例")
    assert (left.ended_on, left.ended_reason) == (date(2026, 6, 12), "died")
    assert gate.reader.people.find_person("丁示例").ended_on is None


def test_keys_choose_and_all_can_be_said_to_be_there(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    choose(page, qtbot, members(tmp_path, JIA, YI, BING))
    store(page, qtbot)
    choose(page, qtbot, members(tmp_path, ["官庄村", "戊示例"], ["坡庄村", "己示例"], name="新.xlsx"))
    page.check.chips.choose(MISSING)
    view = page.check.missing.view
    view.select_row(0)
    qtbot.keyClick(view, Qt.Key.Key_2)
    idle(page, qtbot)
    view.select_row(1, view.records.column_at("ended"))
    qtbot.keyClick(view, Qt.Key.Key_Space)
    idle(page, qtbot)
    assert [view.records.record(row).what for row in range(3)] == [Gone.MOVED, Gone.ENDED, Gone.LATER]
    page.check.missing.all_stay.click()
    idle(page, qtbot)
    assert [view.records.record(row).what for row in range(3)] == [Gone.MOVED, Gone.ENDED, Gone.STAYS]


def test_an_impossible_day_refuses_the_import_and_keeps_every_decision(
    page: ImportPage, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(page, qtbot, members(tmp_path, JIA, YI))
    store(page, qtbot)
    choose(page, qtbot, members(tmp_path, JIA, BING, name="新.xlsx"))
    key = page.check.missing.view.records.record(0).person.key
    page.work.say_gone([key], Gone.MOVED, date(2027, 1, 1))
    idle(page, qtbot)
    with qtbot.waitSignal(page.work.refused, timeout=20000):
        page.check.store_all.click()
    idle(page, qtbot)
    told = page.error.findChild(QLabel, "errorText")
    assert isinstance(told, QLabel)
    assert "还没到" in told.text()
    assert page.work.current is not None
    assert page.work.current.draft.gone[key].what is Gone.MOVED
    assert names(gate) == ["甲示例", "乙示例"]
    assert page.check.store_all.isEnabled()


def test_an_import_undone_from_elsewhere_is_said_on_the_last_step(
    page: ImportPage, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(page, qtbot, members(tmp_path, JIA))
    store(page, qtbot)
    with qtbot.waitSignal(gate.moved_back, timeout=20000):
        gate.undo()
    idle(page, qtbot)
    assert page.finished.title.text() == "这次导入撤销了"
    assert not page.finished.undo.isEnabled()
    with qtbot.waitSignal(gate.moved_back, timeout=20000):
        gate.redo()
    idle(page, qtbot)
    assert page.finished.title.text() == "“党员.xlsx”导入完了"
    assert page.finished.undo.isEnabled()


def test_the_last_step_leads_to_the_work_that_follows(page: ImportPage, desk: Desk, qtbot: QtBot) -> None:
    choose(page, qtbot, SAMPLE / "secretaries.xlsx")
    store(page, qtbot)
    assert page.finished.onward.text() == "去排书记培训"
    with qtbot.waitSignal(desk.wishes.page_wanted) as asked:
        page.finished.onward.click()
    assert asked.args[0] == "training"
    page.finished.files.click()
    choose(page, qtbot, SAMPLE / "members.xlsx")
    store(page, qtbot)
    assert page.finished.rest.isVisible()
    assert not page.finished.onward.isVisible()
