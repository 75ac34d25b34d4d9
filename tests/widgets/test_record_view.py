"""A table under the hands of someone who lives in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.helpers import settle
from ui.desk import Desk
from ui.tables.column import Column
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView

Line = tuple[int, str, str]
LINES: list[Line] = [(1, "官庄村", "a"), (2, "坡庄村", ""), (3, "宅科村", "c"), (4, "老庄村", "")]


def key(line: Line) -> int:
    return line[0]


def make(desk: Desk, name: str = "lines") -> RecordView[Line]:
    columns: tuple[Column[Line], ...] = (
        Column("number", "序号", lambda line: str(line[0]), right=True),
        Column("name", "村", lambda line: line[1], optional=True),
        Column("note", "备注", lambda line: line[2], editable=lambda line: True),
    )
    view: RecordView[Line] = RecordView(desk.theme, desk.memory, name)
    view.set_records(RecordTable(columns, ListRows(LINES, key), lambda line: line[1]))
    view.resize(600, 300)
    view.show()
    view.setFocus()
    settle()
    return view


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> RecordView[Line]:
    made = make(desk)
    qtbot.addWidget(made)
    made.select_row(0, 2)
    return made


@pytest.fixture
def press(view: RecordView[Line], qtbot: QtBot) -> Callable[..., None]:
    def pressed(pressed_key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(view, pressed_key, modifiers)

    return pressed


def here(view: RecordView[Line]) -> tuple[int, int]:
    return view.currentIndex().row(), view.currentIndex().column()


def block(view: RecordView[Line], top: int, left: int, bottom: int, right: int) -> None:
    model = view.records
    chosen = QItemSelection(model.index(top, left), model.index(bottom, right))
    view.setCurrentIndex(model.index(top, left))
    view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def test_enter_goes_down_and_shift_enter_up_without_opening_anything(
    view: RecordView[Line], press: Callable[..., None], qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(view.opened):
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
        assert here(view) == (2, 2)
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        assert here(view) == (1, 2)


def test_enter_in_a_cell_stores_it_and_goes_down(
    view: RecordView[Line], press: Callable[..., None], qtbot: QtBot
) -> None:
    press(Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit, "cellEditor")
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, "new")
    with qtbot.waitSignal(view.records.edited) as heard:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert heard.args is not None
    assert [edit.text for edit in heard.args[0]] == ["new"]
    settle()
    assert here(view) == (1, 2)
    assert view.hasFocus()


def test_news_from_the_store_does_not_replace_what_is_being_typed(
    view: RecordView[Line], press: Callable[..., None], qtbot: QtBot
) -> None:
    press(Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit, "cellEditor")
    assert editor is not None
    qtbot.keyClicks(editor, "half")
    view.records.show(ListRows([(1, "官庄村", "other"), *LINES[1:]], key))
    assert "half" in editor.text()


def test_tab_walks_the_row_and_then_leaves_the_table(
    desk: Desk, view: RecordView[Line], qtbot: QtBot
) -> None:
    view.select_row(0, 1)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert here(view) == (0, 2)
    assert not view.focusNextPrevChild(True) or here(view) == (0, 2)


def test_ctrl_arrows_jump_to_the_edges_of_filled_runs(
    view: RecordView[Line], press: Callable[..., None]
) -> None:
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert here(view) == (2, 2)
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert here(view) == (3, 2)
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert here(view)[1] < 2


def test_a_block_is_copied_as_excel_would(view: RecordView[Line], press: Callable[..., None]) -> None:
    block(view, 0, 1, 1, 2)
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "官庄村\ta\n坡庄村\t"


def test_a_block_from_excel_fills_cells_in_one_go(
    view: RecordView[Line], press: Callable[..., None], qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText("x\r\ny\r\nz\r\n")
    view.select_row(1, 2)
    with qtbot.waitSignal(view.records.edited) as heard:
        press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert heard.args is not None
    assert [(edit.record[0], edit.text) for edit in heard.args[0]] == [(2, "x"), (3, "y"), (4, "z")]


def test_filling_down_repeats_the_first_row(
    view: RecordView[Line], press: Callable[..., None], qtbot: QtBot
) -> None:
    block(view, 0, 2, 2, 2)
    with qtbot.waitSignal(view.records.edited) as heard:
        press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert heard.args is not None
    assert [(edit.record[0], edit.text) for edit in heard.args[0]] == [(2, "a"), (3, "a")]


def test_delete_empties_cells_and_asks_the_page_about_others(
    view: RecordView[Line], press: Callable[..., None], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.records.edited) as heard:
        press(Qt.Key.Key_Delete)
    assert heard.args is not None
    assert heard.args[0][0].text == ""
    view.select_row(0, 1)
    with qtbot.waitSignal(view.cleared):
        press(Qt.Key.Key_Delete)


def test_letters_reach_the_page_even_full_width(view: RecordView[Line], qtbot: QtBot) -> None:
    heard: list[str] = []
    view.typed.connect(heard.append)
    qtbot.keyClicks(view, "x3")
    full_width = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_3, Qt.KeyboardModifier.NoModifier, "３")
    QApplication.sendEvent(view, full_width)
    assert heard == ["x", "3", "3"]


def test_the_input_method_stays_off_on_cells_that_can_be_typed_into(view: RecordView[Line]) -> None:
    for row, column in ((0, 2), (1, 2), (0, 1)):
        view.select_row(row, column)
        assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        assert not view.viewport().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_choosing_a_row_leaves_the_focus_where_it_is(desk: Desk, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    other = QLineEdit()
    view = make(desk)
    layout = QVBoxLayout(window)
    layout.addWidget(other)
    layout.addWidget(view)
    window.show()
    settle()
    other.setFocus()
    view.select_row(2)
    view.records.show(ListRows(LINES[:2], key))
    assert not view.hasFocus()


def test_the_current_row_survives_when_other_rows_go(view: RecordView[Line]) -> None:
    view.select_row(2, 1)
    view.records.show(ListRows(LINES[1:], key))
    assert view.current_record() == LINES[2]


def test_columns_come_back_as_the_user_left_them(desk: Desk) -> None:
    first = make(desk)
    first.horizontalHeader().resizeSection(0, 133)
    first.horizontalHeader().setSectionHidden(1, True)
    first._header.arranged.emit()
    again = make(desk)
    assert again.columnWidth(0) == 133
    assert again.isColumnHidden(1)
    assert not make(desk, "other").isColumnHidden(1)


def test_a_click_on_a_head_sorts_and_the_third_restores(view: RecordView[Line], qtbot: QtBot) -> None:
    header = view.horizontalHeader()
    seen = []
    for _click in range(3):
        spot = header.viewport().rect().topLeft()
        spot.setX(header.sectionViewportPosition(1) + 20)
        spot.setY(10)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        seen.append([view.records.record(row)[0] for row in range(4)])
    assert seen[0] != seen[1]
    assert seen[2] == [1, 2, 3, 4]


def test_a_click_on_a_head_chooses_no_cell_beside_the_one_that_was(
    view: RecordView[Line], qtbot: QtBot
) -> None:
    view.stand_on(view.records.index(2, 0))
    header = view.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(1) + 20, 10)
    for _click in range(2):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    chosen = view.selectedIndexes()
    assert [(view.records.record(index.row())[0], index.column()) for index in chosen] == [(3, 0)]


def test_frozen_columns_stay_in_sight_and_follow_the_rows(view: RecordView[Line]) -> None:
    view.freeze(1)
    settle()
    frozen = view._frozen
    assert frozen is not None
    assert frozen.overlay.width() == view.columnWidth(0)
    assert frozen.overlay.isColumnHidden(1)
    view.horizontalHeader().resizeSection(0, 140)
    assert frozen.overlay.width() == 140
    assert frozen.overlay.selectionModel() is view.selectionModel()


def test_the_columns_laid_over_show_another_table_with_the_view(view: RecordView[Line]) -> None:
    view.freeze(1, only_scrolled=True)
    frozen = view._frozen
    assert frozen is not None
    columns = (
        Column[Line]("place", "村", lambda line: line[1], 80),
        Column[Line]("note", "备注", lambda line: line[2]),
    )
    other = RecordTable(columns, ListRows(LINES[1:], key), lambda line: line[1])
    view.set_records(other)
    settle()
    assert frozen.overlay.model() is other
    assert frozen.overlay.selectionModel() is view.selectionModel()
    assert frozen.overlay.width() == view.columnWidth(0)
    other.show(ListRows(LINES, key))
    assert frozen.overlay.model().rowCount() == len(LINES)


def test_the_cursor_stays_on_its_row_when_others_go_also_beside_frozen_columns(
    view: RecordView[Line],
) -> None:
    view.freeze(1)
    view.select_row(2, 2)
    view.records.show(ListRows(LINES[1:], key))
    assert here(view) == (1, 2)


def test_a_row_chosen_while_a_modifier_is_down_is_selected_alone(
    view: RecordView[Line], qtbot: QtBot
) -> None:
    block(view, 0, 1, 2, 2)
    control = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(view, control)
    for _again in range(2):
        view.select_row(1, 2)
        assert view.selected_rows() == [1]
    QApplication.sendEvent(
        view, QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_V, Qt.KeyboardModifier.NoModifier)
    )
