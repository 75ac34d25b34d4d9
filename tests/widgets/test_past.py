"""The windows of the past: one record's versions, the recycle bin, the deeds of the office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.people import PersonDraft
from tests.widgets.helpers import as_text, settle, wait_for_writes
from tests.widgets.steps import press
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.ledger import LedgerPage
from ui.pages.tours import ToursPage
from ui.panels.past.deeds import DeedsDialog
from ui.panels.past.frame import PastDialog
from ui.panels.past.record_past import RecordPastDialog
from ui.panels.past.recycle_bin import RecycleBinDialog

WAIT = 20000


def write(gate: Gate, qtbot: QtBot, call: Callable[[Services], Done[Any]]) -> Done[Any]:
    """Do one write and wait for it."""
    found: list[Done[Any]] = []
    gate.write(call, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=WAIT)
    return found[0]


def added(gate: Gate, qtbot: QtBot, name: str) -> int:
    number: int = write(gate, qtbot, lambda s: s.people.add_person(PersonDraft(name))).value.id
    return number


def shown(dialog: PastDialog[Any], qtbot: QtBot) -> PastDialog[Any]:
    dialog.show()
    settle()
    return dialog


def rows(dialog: PastDialog[Any], column: str) -> list[str]:
    place = dialog.table.column_at(column)
    return [dialog.table.cell(row, place).text for row in range(dialog.table.rowCount())]


def button(dialog: QWidget, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    return found


def note(dialog: PastDialog[Any]) -> str:
    return dialog.note.text()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What the windows stand over."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


@pytest.fixture
def person(gate: Gate, qtbot: QtBot) -> int:
    """Somebody who was added, corrected, and corrected again."""
    added = write(
        gate, qtbot, lambda s: s.people.add_person(PersonDraft("改示例", phone="13800012345", note="一"))
    )
    number: int = added.value.id
    for text in ("二", "三"):

        def correct(services: Services, text: str = text) -> Done[Any]:
            known = services.store.people.person(number)
            return services.people.correct_person(replace(known, note=text, phone=""))

        write(gate, qtbot, correct)
    return number


@pytest.fixture
def past(desk: Desk, gate: Gate, window: QWidget, person: int, qtbot: QtBot) -> RecordPastDialog:
    made = RecordPastDialog(desk, gate, window, "people", person)
    shown(made, qtbot)
    return made


@pytest.fixture
def bin_(desk: Desk, gate: Gate, window: QWidget, qtbot: QtBot) -> RecycleBinDialog:
    """The bin with three people, deleted in two deeds."""
    people = [added(gate, qtbot, name) for name in ("甲示例", "乙示例", "丙示例")]
    write(gate, qtbot, lambda s: s.people.delete(people[:2]))
    write(gate, qtbot, lambda s: s.people.delete(people[2:]))
    made = RecycleBinDialog(desk, gate, window)
    shown(made, qtbot)
    return made


def test_a_records_versions_say_what_changed_and_phones_stay_masked(past: RecordPastDialog) -> None:
    QAbstractItemModelTester(past.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert past.title.text() == "人员“改示例”的改动历史"
    assert rows(past, "changes") == ["备注：二 → 三", "电话：138****2345 → 空；备注：一 → 二", ""]
    assert rows(past, "source") == ["窗口里", "窗口里", "窗口里"]
    assert "13800012345" not in as_text(past)


def test_the_newest_version_cannot_be_brought_back_and_says_why(past: RecordPastDialog) -> None:
    assert not button(past, "recordPastRestore").isEnabled()
    assert "现在就是这个样子" in note(past)
    past.grid.select_row(1)
    assert button(past, "recordPastRestore").isEnabled()
    assert "备注：一 → 二" in note(past)


def test_a_version_comes_back_and_the_list_goes_on(
    past: RecordPastDialog, gate: Gate, person: int, qtbot: QtBot
) -> None:
    past.grid.select_row(1)
    with qtbot.waitSignal(past.written, timeout=WAIT) as told:
        press(past, "recordPastRestore")
    assert told.args[0].startswith("人员“改示例”恢复到")
    assert gate.reader.store.people.person(person).note == "二"
    assert rows(past, "name")[0] == told.args[0]
    assert rows(past, "changes")[0] == "备注：三 → 二"


def test_a_refusal_is_said_in_the_window_and_nothing_changes(
    past: RecordPastDialog, gate: Gate, person: int, qtbot: QtBot
) -> None:
    past.grid.select_row(1)
    write(gate, qtbot, lambda s: s.people.delete([person]))
    press(past, "recordPastRestore")
    qtbot.waitUntil(past.error.isVisible, timeout=WAIT)
    assert "先到回收站拿回来" in as_text(past)


def test_units_show_their_history_without_the_button(
    desk: Desk, gate: Gate, window: QWidget, qtbot: QtBot
) -> None:
    unit = gate.reader.store.people.unit_records()[0].id
    made = RecordPastDialog(desk, gate, window, "units", unit)
    shown(made, qtbot)
    assert not button(made, "recordPastRestore").isVisible()
    assert "都按日期记着" in note(made)


def test_the_reserve_list_is_not_told_here(desk: Desk, gate: Gate, window: QWidget, qtbot: QtBot) -> None:
    made = RecordPastDialog(desk, gate, window, "reserves", 1)
    shown(made, qtbot)
    assert "干部队伍" in as_text(made)
    assert made.table.rowCount() == 0


def test_the_bin_lists_the_newest_first_and_narrows_down(bin_: RecycleBinDialog, qtbot: QtBot) -> None:
    QAbstractItemModelTester(bin_.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert rows(bin_, "name")[0] == "丙示例"
    assert set(rows(bin_, "name")) == {"甲示例", "乙示例", "丙示例"}
    assert set(rows(bin_, "deed")) == {"删除 甲示例 等 2 人", "删除 丙示例"}
    bin_.search.setText("甲示例 人员")
    qtbot.waitUntil(lambda: bin_.table.rowCount() == 2, timeout=WAIT)
    bin_.search.setText("没有这个人")
    qtbot.waitUntil(lambda: bin_.table.rowCount() == 0, timeout=WAIT)
    assert "没有这样的记录" in as_text(bin_)
    assert not bin_.grid.isVisible()


def test_several_come_back_at_once_and_leave_the_bin(
    bin_: RecycleBinDialog, gate: Gate, qtbot: QtBot
) -> None:
    bin_.grid.selectAll()
    assert button(bin_, "recycleBinBack").text() == "拿回 3 条"
    with qtbot.waitSignal(bin_.written, timeout=WAIT) as told:
        press(bin_, "recycleBinBack")
    assert told.args[0].endswith("等 3 条")
    assert {one.name for one in gate.reader.store.people.people_named("甲示例")} == {"甲示例"}
    assert bin_.table.rowCount() == 0
    assert "回收站是空的" in as_text(bin_)


def test_what_stands_in_the_way_is_named_in_the_bin(
    desk: Desk, gate: Gate, window: QWidget, qtbot: QtBot
) -> None:
    write(gate, qtbot, lambda s: s.themes.set_theme("2026-03", "旧的"))
    theme = gate.reader.themes.find("2026-03")
    write(gate, qtbot, lambda s: s.themes.delete(theme.id))
    write(gate, qtbot, lambda s: s.themes.set_theme("2026-03", "新的"))
    made = RecycleBinDialog(desk, gate, window)
    shown(made, qtbot)
    press(made, "recycleBinBack")
    qtbot.waitUntil(made.error.isVisible, timeout=WAIT)
    assert "已经有月度主题“2026年3月 新的”" in as_text(made)
    assert rows(made, "name") == ["2026年3月 旧的"]


@pytest.fixture
def deeds(desk: Desk, gate: Gate, window: QWidget, person: int, qtbot: QtBot) -> DeedsDialog:
    made = DeedsDialog(desk, gate, window)
    shown(made, qtbot)
    return made


def test_several_deeds_go_back_at_once_and_come_again(
    deeds: DeedsDialog, gate: Gate, person: int, qtbot: QtBot
) -> None:
    QAbstractItemModelTester(deeds.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert rows(deeds, "name")[:3] == ["修改 改示例", "修改 改示例", "加人员 改示例"]
    deeds.grid.select_row(1)
    assert "它以后做的 1 件" in note(deeds)
    press(deeds, "deedsBack")
    qtbot.waitUntil(lambda: rows(deeds, "state")[:3] == ["已撤销", "已撤销", ""], timeout=WAIT)
    assert gate.reader.store.people.person(person).note == "一"
    deeds.grid.select_row(0)
    assert not button(deeds, "deedsBack").isVisible()
    press(deeds, "deedsAgain")
    qtbot.waitUntil(lambda: rows(deeds, "state")[:3] == ["", "", ""], timeout=WAIT)
    assert gate.reader.store.people.person(person).note == "三"


def test_one_deed_on_which_others_stand_is_refused_with_their_names(deeds: DeedsDialog, qtbot: QtBot) -> None:
    deeds.grid.select_row(2)
    press(deeds, "deedsOnly")
    qtbot.waitUntil(deeds.error.isVisible, timeout=WAIT)
    assert "“加人员 改示例”后面还有 2 件事" in as_text(deeds)
    assert rows(deeds, "state")[:3] == ["", "", ""]


def test_deeds_are_found_by_their_words(deeds: DeedsDialog, qtbot: QtBot) -> None:
    deeds.search.setText("加人员 改")
    qtbot.waitUntil(lambda: rows(deeds, "name") == ["加人员 改示例"], timeout=WAIT)
    deeds.search.setText("没有做过")
    qtbot.waitUntil(lambda: deeds.table.rowCount() == 0, timeout=WAIT)
    assert "没有这样的事" in as_text(deeds)


def test_a_new_deed_appears_while_the_window_is_open(deeds: DeedsDialog, gate: Gate, qtbot: QtBot) -> None:
    write(gate, qtbot, lambda s: s.people.add_person(PersonDraft("新来示例")))
    wait_for_writes(gate, qtbot)
    assert rows(deeds, "name")[0] == "加人员 新来示例"
    assert deeds.findChild(QLabel, "deedsDialogTitle") is not None


def test_a_problem_and_a_tour_lead_to_their_history(
    ledger_page: LedgerPage, tours_page: ToursPage, tour: int, desk: Desk, qtbot: QtBot
) -> None:
    asked: list[tuple[str, int]] = []

    def hear(kind: str, number: int) -> None:
        asked.append((kind, number))

    desk.wishes.past_wanted.connect(hear)
    qtbot.waitUntil(
        lambda: ledger_page.window().findChild(QAction, "problemHistory") is not None, timeout=WAIT
    )
    action = ledger_page.window().findChild(QAction, "problemHistory")
    assert action is not None
    action.trigger()
    action = tours_page.window().findChild(QAction, "tourPast")
    assert action is not None
    action.trigger()
    assert [kind for kind, _number in asked] == ["problems", "tours"]
    assert asked[1] == ("tours", tour)


def test_tab_leads_from_the_list_to_the_button_and_enter_presses_it(
    bin_: RecycleBinDialog, qtbot: QtBot
) -> None:
    back = button(bin_, "recycleBinBack")
    bin_.grid.setFocus()
    bin_.grid.select_row(0)
    qtbot.keyClick(bin_.grid, Qt.Key.Key_Tab)
    assert back.hasFocus()
    with qtbot.waitSignal(bin_.written, timeout=WAIT):
        qtbot.keyClick(back, Qt.Key.Key_Return)
