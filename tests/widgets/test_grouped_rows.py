"""Records under headings: folded by key and mouse, sorted within their group, skipped by every deed on records."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.widgets.helpers import settle
from ui.desk import Desk
from ui.glyphs import Glyph
from ui.tables.column import Column
from ui.tables.groups import GroupedRows, RecordGroup
from ui.tables.record_table import RecordTable
from ui.tables.view import RecordView


@dataclass(frozen=True, slots=True)
class Village:
    """A record to show."""

    name: str
    people: int


EAST = (Village("东一", 30), Village("东二", 12))
WEST = (Village("西一", 21), Village("西二", 40), Village("西三", 5))
COLUMNS: tuple[Column[Village], ...] = (
    Column("name", "村", lambda village: village.name, editable=lambda _village: True),
    Column("people", "人数", lambda v: str(v.people or ""), sort_key=lambda v: v.people, right=True),
)


def name(village: Village) -> str:
    return village.name


def rows(west: tuple[Village, ...] = WEST) -> GroupedRows[Village]:
    return GroupedRows(
        [
            RecordGroup("east", "东片", EAST, Glyph.OVER),
            RecordGroup("none", "空片", ()),
            RecordGroup("west", "西片", west),
        ],
        name,
    )


@pytest.fixture
def model(qtbot: QtBot) -> RecordTable[Village]:
    made = RecordTable(COLUMNS, rows(), name)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning)
    tester.setParent(made)
    return made


@pytest.fixture
def view(model: RecordTable[Village], desk: Desk, qtbot: QtBot) -> RecordView[Village]:
    made = RecordView[Village](desk.theme, desk.memory, "villages")
    qtbot.addWidget(made)
    made.set_records(model)
    made.resize(400, 400)
    made.show()
    settle()
    made.setFocus()
    return made


def shown(model: RecordTable[Village]) -> list[str]:
    return [model.cell(row, 0).text for row in range(model.rowCount())]


def test_each_group_begins_with_its_heading_and_empty_groups_have_none(model: RecordTable[Village]) -> None:
    assert shown(model) == ["东片", "东一", "东二", "西片", "西一", "西二", "西三"]


def test_sorting_stays_within_the_groups(model: RecordTable[Village]) -> None:
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert shown(model) == ["东片", "东一", "东二", "西片", "西二", "西一", "西三"]
    model.sort(-1)
    assert shown(model) == ["东片", "东一", "东二", "西片", "西一", "西二", "西三"]


def test_a_folded_group_stays_folded_when_other_records_come(model: RecordTable[Village]) -> None:
    model.fold(0, True)
    assert shown(model) == ["东片", "西片", "西一", "西二", "西三"]
    heading = model.heading(0)
    assert heading is not None
    assert (heading.number, heading.folded, heading.glyph) == (2, True, Glyph.OVER)
    model.show(rows(WEST[:1]))
    assert shown(model) == ["东片", "西片", "西一"]
    model.fold(0, False)
    assert shown(model) == ["东片", "东一", "东二", "西片", "西一"]


def test_left_right_and_space_fold_the_heading_in_focus(view: RecordView[Village], qtbot: QtBot) -> None:
    view.select_row(3)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert shown(view.records) == ["东片", "东一", "东二", "西片"]
    assert view.currentIndex().row() == 3
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert shown(view.records) == ["东片", "东一", "东二", "西片"]


def test_a_click_folds_and_leaves_the_current_row(view: RecordView[Village], qtbot: QtBot) -> None:
    view.select_row(5)
    place = QPoint(60, view.rowViewportPosition(0) + 10)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown(view.records) == ["东片", "西片", "西一", "西二", "西三"]
    assert view.current_record() == WEST[1]


def test_a_heading_is_no_record(view: RecordView[Village], qtbot: QtBot) -> None:
    view.select_row(0)
    assert view.current_record() is None
    with qtbot.assertNotEmitted(view.opened), qtbot.assertNotEmitted(view.records.edited):
        qtbot.keyClick(view, Qt.Key.Key_Delete)
        qtbot.keyClick(view, Qt.Key.Key_F2)
    view.select_row(0)
    view.copy()
    assert QGuiApplication.clipboard().text().strip() == "东片"


def test_ctrl_arrows_pass_a_heading_and_stop_where_the_figures_end(
    view: RecordView[Village], qtbot: QtBot
) -> None:
    view.records.show(rows((WEST[0], Village("西二", 0), WEST[2])))
    view.select_row(1, 1)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert shown(view.records)[view.currentIndex().row()] == "西一"
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert shown(view.records)[view.currentIndex().row()] == "西三"
    view.select_row(4, 1)
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert shown(view.records)[view.currentIndex().row()] == "东一"


def test_a_heading_takes_the_whole_row_and_says_what_it_is(view: RecordView[Village]) -> None:
    assert (view.columnSpan(0, 0), view.columnSpan(1, 0)) == (2, 1)
    said = view.records.index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "西片，3 条，展开的"
    view.records.fold(0, True)
    assert (view.columnSpan(0, 0), view.columnSpan(1, 0), view.columnSpan(2, 0)) == (2, 2, 1)


def test_arrows_walk_over_headings_as_over_rows(view: RecordView[Village], qtbot: QtBot) -> None:
    view.select_row(2)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.current_record() == WEST[0]
