"""The manners of a spreadsheet, the same in every grid: the menu, filter by selection, third click, hidden columns, export."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gzparty.services.people import PersonDraft
from tests.widgets.helpers import settle
from ui.desk import Desk
from ui.gate import Gate
from ui.office_page import OfficePage
from ui.tables.blocks import Overflow
from ui.tables.cell_menu import GridMenu
from ui.tables.column import Column, Edit
from ui.tables.groups import GroupedRows, RecordGroup
from ui.tables.manners import Deed
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.shown import ShownColumn, ShownList, shown_by, write_shown
from ui.tables.view import RecordView

Line = tuple[int, str, str, str]
LINES: list[Line] = [
    (1, "官庄村", "官庄社区", "逾期"),
    (2, "坡庄村", "官庄社区", ""),
    (3, "宅科村", "宅科社区", "逾期"),
    (4, "老庄村", "宅科社区", "已办"),
]
NONE = Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def columns() -> tuple[Column[Line], ...]:
    return (
        Column("number", "序号", lambda line: str(line[0]), 60, right=True, sort_key=lambda line: line[0]),
        Column("name", "村", lambda line: line[1], 120),
        Column("community", "社区", lambda line: line[2], 140),
        Column("state", "情况", lambda line: line[3], 140, editable=lambda line: True),
        Column("code", "代码", lambda line: f"0{line[0]}", 140),
    )


def identity(line: Line) -> int:
    return line[0]


def table(rows: ListRows[Line] | GroupedRows[Line] | None = None) -> RecordTable[Line]:
    return RecordTable(columns(), rows or ListRows(LINES, identity), lambda line: line[1])


class Office(QWidget):
    """Where a grid lies; keeps what it was asked to write down."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[ShownList] = []

    def take_shown(self, shown: ShownList) -> None:
        self.taken.append(shown)


def laid_out(qtbot: QtBot, view: RecordView[Line]) -> Office:
    office = Office()
    qtbot.addWidget(office)
    layout = QVBoxLayout(office)
    layout.addWidget(view)
    office.resize(640, 320)
    office.show()
    view.setFocus()
    settle()
    return office


def made(desk: Desk, name: str = "manners", records: RecordTable[Line] | None = None) -> RecordView[Line]:
    view: RecordView[Line] = RecordView(desk.theme, desk.memory, name)
    view.setAccessibleName("各村")
    view.set_records(records or table())
    return view


@pytest.fixture
def view(desk: Desk) -> RecordView[Line]:
    return made(desk)


@pytest.fixture(autouse=True)
def office(qtbot: QtBot, view: RecordView[Line]) -> Office:
    around = laid_out(qtbot, view)
    view.select_row(0, 2)
    return around


def seen(view: RecordView[Line], place: int = 1) -> list[str]:
    return [view.records.cell(row, place).text for row in range(view.records.rowCount())]


def open_menu(view: QWidget) -> GridMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, GridMenu)
    return menu


def action(menu: QMenu, name: str) -> QAction:
    found = menu.findChild(QAction, name)
    assert found is not None, [one.objectName() for one in menu.actions()]
    return found


def choose(view: RecordView[Line], qtbot: QtBot, name: str) -> None:
    """Open the menu by its key, and choose from it."""
    qtbot.keyClick(view, Qt.Key.Key_F10, SHIFT)
    menu = open_menu(view)
    action(menu, name).trigger()
    menu.close()
    settle()


def select(view: RecordView[Line], top: int, left: int, bottom: int, right: int) -> None:
    model = view.records
    view.setCurrentIndex(model.index(top, left))
    chosen = QItemSelection(model.index(top, left), model.index(bottom, right))
    view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)


@pytest.mark.parametrize(("key", "modifiers"), [(Qt.Key.Key_Menu, NONE), (Qt.Key.Key_F10, SHIFT)])
def test_the_menu_key_opens_the_deeds_of_the_cell_with_their_keys(
    view: RecordView[Line], qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    qtbot.keyClick(view, key, modifiers)
    menu = open_menu(view)
    said = [one.text() for one in menu.actions() if one.text()]
    assert said == ["复制\tCtrl+C", "只看“官庄社区”", "不看“官庄社区”", "排序", "列", "导出看到的…\tCtrl+E"]
    menu.close()


def test_cells_that_can_be_typed_into_are_pasted_filled_and_emptied_from_the_menu(
    view: RecordView[Line], qtbot: QtBot
) -> None:
    view.select_row(0, 3)
    with qtbot.waitSignal(view.records.edited) as heard:
        choose(view, qtbot, "gridClear")
    assert heard.args == [[Edit(LINES[0], "state", "")]]


def test_a_right_click_outside_what_is_chosen_chooses_its_cell_and_inside_keeps_the_rows(
    view: RecordView[Line], qtbot: QtBot
) -> None:
    def right_click(row: int) -> None:
        place = view.visualRect(view.records.index(row, 1)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.RightButton, NONE, place)
        where = view.viewport().mapToGlobal(place)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, where)
        QApplication.sendEvent(view.viewport(), event)
        open_menu(view).close()
        settle()

    select(view, 0, 1, 1, 1)
    right_click(1)
    assert view.selected_rows() == [0, 1]
    right_click(3)
    assert view.selected_rows() == [3]
    assert view.currentIndex().row() == 3


def test_deeds_of_the_page_stand_in_the_menu_with_how_many_rows_they_are_about(
    view: RecordView[Line], qtbot: QtBot
) -> None:
    asked: list[list[int]] = []

    def offered(lines: list[Line]) -> list[Deed]:
        numbers = [line[0] for line in lines]
        return [Deed("extend", f"把 {len(lines)} 项延期…", lambda: asked.append(numbers))]

    view.row_deeds = offered  # type: ignore[assignment]
    select(view, 1, 1, 3, 1)
    qtbot.keyClick(view, Qt.Key.Key_F10, SHIFT)
    menu = open_menu(view)
    assert action(menu, "extend").text() == "把 3 项延期…"
    action(menu, "extend").trigger()
    menu.close()
    assert asked == [[2, 3, 4]]


def test_only_the_chosen_text_stays_in_sight_and_conditions_add_up(
    view: RecordView[Line], qtbot: QtBot
) -> None:
    QAbstractItemModelTester(view.records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view.select_row(2, 2)
    choose(view, qtbot, "gridOnly")
    assert seen(view) == ["宅科村", "老庄村"]
    view.select_row(0, 3)
    choose(view, qtbot, "gridWithout")
    assert seen(view) == ["老庄村"]
    line = view.findChild(QLabel, "gridLineWords")
    count = view.findChild(QLabel, "gridLineCount")
    assert line is not None
    assert count is not None
    assert line.text() == "只看社区“宅科社区”；不看情况“逾期”"
    assert count.text() == "共 1 行，原来 4 行"
    assert view.place_words() == "第 1 行，共 1 行"


def test_the_cell_the_clerk_stands_on_stays_current_while_rows_go_and_come(
    view: RecordView[Line], qtbot: QtBot
) -> None:
    view.select_row(2, 2)
    choose(view, qtbot, "gridOnly")
    assert view.current_record() == LINES[2]
    choose(view, qtbot, "gridShowAll")
    assert view.current_record() == LINES[2]
    assert seen(view) == [line[1] for line in LINES]


def test_several_chosen_texts_are_one_condition(view: RecordView[Line], qtbot: QtBot) -> None:
    select(view, 0, 3, 1, 3)
    choose(view, qtbot, "gridWithout")
    assert seen(view) == ["老庄村"]


def test_empty_cells_are_left_out_too(view: RecordView[Line], qtbot: QtBot) -> None:
    view.select_row(1, 3)
    choose(view, qtbot, "gridOnly")
    assert seen(view) == ["坡庄村"]


def test_records_read_anew_meet_the_conditions_too(view: RecordView[Line], qtbot: QtBot) -> None:
    choose(view, qtbot, "gridOnly")
    view.records.show(ListRows([*LINES, (5, "新村", "官庄社区", ""), (6, "别村", "宅科社区", "")], identity))
    assert seen(view) == ["官庄村", "坡庄村", "新村"]


def test_groups_lose_the_rows_left_out_and_their_heading_when_empty(desk: Desk, qtbot: QtBot) -> None:
    groups = [RecordGroup("a", "第一组", LINES[:2]), RecordGroup("b", "第二组", LINES[2:])]
    view = made(desk, "groups", table(GroupedRows(groups, identity)))
    QAbstractItemModelTester(view.records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    around = laid_out(qtbot, view)
    assert around.isVisible()
    view.select_row(1, 2)
    choose(view, qtbot, "gridOnly")
    assert seen(view) == ["", "官庄村", "坡庄村"]
    assert seen(view, 0)[0] == "第一组"
    assert view.place_words() == "第 1 行，共 2 行"


def test_esc_in_a_dialog_takes_the_condition_away_before_it_closes(desk: Desk, qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    view = made(desk)
    QVBoxLayout(dialog).addWidget(view)
    dialog.show()
    view.select_row(0, 2)
    choose(view, qtbot, "gridOnly")
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert len(seen(view)) == 4
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_line_above_lies_over_the_room_the_head_leaves_it(view: RecordView[Line], qtbot: QtBot) -> None:
    header = view.horizontalHeader()
    before = header.height()
    choose(view, qtbot, "gridOnly")
    line = view.findChild(QWidget, "gridLine")
    assert line is not None
    assert line.isVisible()
    assert header.height() == before + line.height()
    assert view.viewport().y() == header.height() + view.frameWidth()
    assert line.width() == view.width() - 2 * view.frameWidth()


def test_a_third_click_on_a_head_restores_the_office_order_and_the_arrow_goes(
    view: RecordView[Line], qtbot: QtBot
) -> None:
    header = view.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(3) + 20, header.height() // 2)
    for wanted in (["", "已办", "逾期", "逾期"], ["逾期", "逾期", "已办", ""], [line[3] for line in LINES]):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, NONE, spot)
        assert seen(view, 3) == wanted
    assert header.sortIndicatorSection() == -1


def test_sorting_and_the_way_back_stand_in_the_menu_too(view: RecordView[Line], qtbot: QtBot) -> None:
    view.select_row(0, 0)
    choose(view, qtbot, "gridSortDown")
    assert seen(view, 0) == ["4", "3", "2", "1"]
    choose(view, qtbot, "gridSortOff")
    assert seen(view, 0) == ["1", "2", "3", "4"]


def test_a_column_is_hidden_from_the_menu_and_stays_away_at_the_next_start(
    desk: Desk, view: RecordView[Line], qtbot: QtBot
) -> None:
    choose(view, qtbot, "gridHideColumn")
    assert view.shown_columns() == ["number", "name", "state", "code"]
    again = made(desk)
    qtbot.addWidget(again)
    assert again.shown_columns() == ["number", "name", "state", "code"]
    view.select_row(0, 1)
    choose(view, qtbot, "column_community")
    assert "community" in view.shown_columns()


def test_the_name_cannot_be_hidden(view: RecordView[Line], qtbot: QtBot) -> None:
    view.select_row(0, 1)
    qtbot.keyClick(view, Qt.Key.Key_F10, SHIFT)
    menu = open_menu(view)
    assert menu.findChild(QAction, "gridHideColumn") is None
    assert menu.findChild(QAction, "column_name") is None
    menu.close()


def test_the_name_stays_in_sight_when_scrolled_sideways_and_its_head_still_sorts(
    desk: Desk, qtbot: QtBot
) -> None:
    view = made(desk, "narrow")
    around = laid_out(qtbot, view)
    around.resize(360, 300)
    settle()
    assert view.findChild(QWidget, "frozenColumns") is None
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    settle()
    overlay = view.findChild(QTableView, "frozenColumns")
    assert overlay is not None
    assert overlay.isVisible()
    assert overlay.width() == view.columnWidth(0) + view.columnWidth(1)
    head = overlay.horizontalHeader()
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(80, head.height() // 2))
    assert view.records.order == ("name", False)
    view.horizontalScrollBar().setValue(0)
    assert not overlay.isVisible()


def test_a_pasted_block_grows_from_its_top_left_and_what_has_no_place_is_told(
    view: RecordView[Line], qtbot: QtBot
) -> None:
    heard: list[list[Edit[Line]]] = []
    view.records.edited.connect(heard.append)
    select(view, 2, 3, 3, 3)
    view.setCurrentIndex(view.records.index(3, 3))
    select_again = QItemSelection(view.records.index(2, 3), view.records.index(3, 3))
    view.selectionModel().select(select_again, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    QGuiApplication.clipboard().setText("甲\t乙\n丙\t丁\n戊\t己\n")
    qtbot.keyClick(view, Qt.Key.Key_V, CTRL)
    assert heard == [[Edit(LINES[2], "state", "甲"), Edit(LINES[3], "state", "丙")]]
    words = view.findChild(QLabel, "gridLineWords")
    assert words is not None
    assert words.text() == "没放进去的：下面多出 1 行；2 格是算出来的或不能改"


def test_what_leaves_an_english_window_lies_beside_the_rest(tmp_path: Path) -> None:
    from datetime import datetime

    from gzparty.i18n import SOURCE, install
    from ui.resource import path_of

    install("en", Path(path_of("locale")))
    try:
        path = write_shown(
            ShownList("", [ShownColumn("村", 8)], [["官庄村"]]), tmp_path, datetime(2026, 6, 17)
        )
    finally:
        install(SOURCE)
    assert path.relative_to(tmp_path).parts[0] == "导出"
    assert path.name.startswith("清单-")


def test_an_english_window_lets_a_list_leave_in_chinese(desk: Desk, qtbot: QtBot) -> None:
    from gzparty.i18n import SOURCE, _, install
    from ui.resource import path_of

    install("en", Path(path_of("locale")))
    try:
        groups = [RecordGroup("late", _("逾期"), LINES[:1])]
        state = Column[Line]("state", "情况", lambda line: _(line[3]), 140)
        rows = GroupedRows(groups, identity)
        view = made(desk, "groups", RecordTable((*columns()[:3], state), rows, lambda line: line[1]))
        view.setAccessibleName(_("整改台账"))
        around = laid_out(qtbot, view)
        assert around.isVisible()
        assert view.accessibleName() == "Ledger"
        assert view.records.cell(1, 3).text == "Overdue"
        shown = shown_by(view)
    finally:
        install(SOURCE)
    assert shown.title == "整改台账"
    assert [column.title for column in shown.columns] == ["序号", "村", "社区", "情况"]
    assert shown.rows == [["逾期（1）", "", "", ""], ["1", "官庄村", "官庄社区", "逾期"]]


def test_what_leaves_is_what_is_shown(
    office: Office, view: RecordView[Line], qtbot: QtBot, tmp_path: Path
) -> None:
    from datetime import datetime

    view.column_layout.show_column(3, False)
    view.horizontalHeader().moveSection(1, 0)
    choose(view, qtbot, "gridOnly")
    view.sort_by(0, Qt.SortOrder.DescendingOrder)
    qtbot.keyClick(view, Qt.Key.Key_E, CTRL)
    (shown,) = office.taken
    path = write_shown(shown, tmp_path, datetime(2026, 6, 17, 9))
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "各村"
    assert rows[1:] == [
        ["村", "序号", "社区", "代码"],
        ["坡庄村", 2, "官庄社区", "02"],
        ["官庄村", 1, "官庄社区", "01"],
    ]
    assert sheet.freeze_panes == "A3"


def test_headings_of_groups_leave_too(desk: Desk, qtbot: QtBot) -> None:
    groups = [RecordGroup("a", "第一组", LINES[:1]), RecordGroup("b", "第二组", LINES[2:])]
    view = made(desk, "groups", table(GroupedRows(groups, identity)))
    around = laid_out(qtbot, view)
    assert around.isVisible()
    texts = [row[:2] for row in shown_by(view).rows]
    assert texts == [
        ["第一组（1）", ""],
        ["1", "官庄村"],
        ["第二组（2）", ""],
        ["3", "宅科村"],
        ["4", "老庄村"],
    ]


def test_what_had_no_place_is_no_longer_told_once_the_paste_was_taken_back(
    view: RecordView[Line], desk: Desk, people_gate: Gate, qtbot: QtBot
) -> None:
    gate = people_gate
    page = OfficePage("anyPage", desk, gate)
    qtbot.addWidget(page)
    page._stand(view)
    with qtbot.waitSignal(gate.stored):
        gate.write(lambda services: services.people.add_person(PersonDraft("后来示例")))
    view.overflowed.emit(Overflow(rows=1, columns=0, locked=0))
    words = view.findChild(QLabel, "gridLineWords")
    assert words is not None
    view.records.modelReset.emit()
    assert words.isVisibleTo(page)
    with qtbot.waitSignal(gate.moved_back):
        gate.undo()
    assert not words.isVisibleTo(page)
