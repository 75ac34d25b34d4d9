"""检查项目: the office rewords, orders, stops and adds lines; what cannot be says so and keeps what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from gzparty import bootstrap
from gzparty.domain.inspection import ChecklistItem, InspectionKind
from tests.widgets.gates import gate_on
from tests.widgets.hands import Hands
from tests.widgets.helpers import settle
from tests.widgets.inspecting.sample import NOW
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.settings import SettingsPage
from ui.panels.ask import AskDialog
from ui.panels.inspection.checklist_editor import ChecklistEditor
from ui.wishes import SettingsRequest


@pytest.fixture
def bare(desk: Desk, tmp_path: Path) -> Iterator[Gate]:
    path = tmp_path / "bare.gzparty"
    with bootstrap.new_office(path, lambda: NOW, bootstrap.counted_uids()) as services:
        services.offices.establish("官庄镇", sample=True)
    with gate_on(desk.changes, path, lambda: NOW) as made:
        yield made


@pytest.fixture
def editor(desk: Desk, bare: Gate, qtbot: QtBot) -> ChecklistEditor:
    made = ChecklistEditor(desk, bare)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.activateWindow()
    made.grid.setFocus()
    settle()
    return made


def asked(bare: Gate, kind: InspectionKind = InspectionKind.SELF) -> list[ChecklistItem]:
    return [item for item in bare.reader.inspection_views.checklist(kind) if not item.stopped]


def titles(bare: Gate, kind: InspectionKind = InspectionKind.SELF) -> list[str]:
    return [item.title for item in asked(bare, kind)]


def set_text(editor: ChecklistEditor, row: int, column: str, text: str) -> None:
    table = editor.table
    table.setData(table.index(row, table.column_at(column)), text)
    settle()


def test_a_line_reworded_keeps_its_code(editor: ChecklistEditor, bare: Gate, qtbot: QtBot) -> None:
    tester = QAbstractItemModelTester(
        editor.table, QAbstractItemModelTester.FailureReportingMode.Fatal, editor
    )
    set_text(editor, 3, "title", "公车使用")
    qtbot.waitUntil(lambda: "公车使用" in titles(bare))
    assert {item.code: item.title for item in asked(bare)}["vehicles"] == "公车使用"
    assert tester is not None


def test_alt_with_an_arrow_asks_a_line_earlier_and_the_focus_stays_on_it(
    editor: ChecklistEditor, bare: Gate, qtbot: QtBot
) -> None:
    editor.grid.select_row(2)
    Hands().press(Qt.Key.Key_Up, "", Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: titles(bare)[:3] == ["上下班和请销假", "会风会纪", "值班值守"])
    settle()
    assert editor.place() == "选中：会风会纪"
    assert [editor.table.cell(row, 0).text for row in range(3)] == ["上下班和请销假", "会风会纪", "值班值守"]


def test_a_line_that_is_stopped_is_asked_no_more_and_can_be_asked_again(
    editor: ChecklistEditor, bare: Gate, qtbot: QtBot
) -> None:
    editor.grid.select_row(7)
    Hands().press(Qt.Key.Key_Space, " ")
    qtbot.waitUntil(lambda: "保密和工作群管理" not in titles(bare))
    settle()
    again = cast("QPushButton", editor.findChild(QPushButton, "checklistStop"))
    assert again.text() == "重新查"
    again.click()
    qtbot.waitUntil(lambda: "保密和工作群管理" in titles(bare))


def test_one_more_line_is_asked_for_and_each_kind_has_its_own(
    editor: ChecklistEditor, bare: Gate, qtbot: QtBot
) -> None:
    editor.show_kind(InspectionKind.JOINT)
    editor.add()
    dialog = editor.window().findChild(AskDialog)
    assert dialog is not None
    go = cast("QPushButton", dialog.findChild(QPushButton, "askGo"))
    go.click()
    assert cast("QLabel", dialog.findChild(QLabel, "itemTitleProblemText")).text() == "写上项目的名称"
    cast("QLineEdit", dialog.findChild(QLineEdit, "itemTitle")).setText("会议室管理")
    go.click()
    qtbot.waitUntil(lambda: titles(bare, InspectionKind.JOINT)[-1] == "会议室管理")
    assert "会议室管理" not in titles(bare)


def test_a_title_there_is_already_is_refused_in_a_sentence_and_stays_in_sight(
    editor: ChecklistEditor, bare: Gate, qtbot: QtBot
) -> None:
    set_text(editor, 1, "title", "公务用车")
    said = cast("QLabel", editor.findChild(QLabel, "errorText"))
    qtbot.waitUntil(said.isVisible)
    assert said.text() == "“公务用车”有两项，改一个名称。"
    assert editor.table.index(1, 0).data() == "公务用车"
    assert titles(bare)[1] == "值班值守"


def test_the_settings_lead_to_it_where_the_page_of_inspections_asks(
    desk: Desk, bare: Gate, qtbot: QtBot
) -> None:
    page = SettingsPage(desk, bare)
    qtbot.addWidget(page)
    page.resize(1264, 700)
    page.show()
    page.take_request(SettingsRequest(part="checklist"))
    settle()
    editor = page.findChild(ChecklistEditor, "checklistEditor")
    assert editor is not None
    assert editor.isVisible()
    assert "new" in page.deeds()
