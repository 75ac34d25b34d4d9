"""With a Chinese input method on, digits and letters still do what the keys do, and words go where words are typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QInputMethodQueryEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from gzparty.domain.inspection import Answer
from gzparty.domain.sitting import Status
from tests.widgets.helpers import settle
from tests.widgets.inspecting.test_tick_list import answers, ticks
from tests.widgets.intake_steps import go, line
from tests.widgets.test_matrix import model, view
from tests.widgets.test_roll import open_session, page, wait_for
from ui.pages.intake import IntakePage
from ui.pages.training import TrainingPage
from ui.panels.inspection.tick_list import TickList
from ui.tables.matrix_view import MatrixView

__all__ = ["model", "page", "ticks", "view"]

JUNE = 6


def commit(widget: QWidget, text: str) -> None:
    """What an input method sends when it gives its text away."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
    settle()


def compose(widget: QWidget, text: str) -> None:
    """What it sends while the text is still being made."""
    QApplication.sendEvent(widget, QInputMethodEvent(text, []))
    settle()


def takes_input_method(widget: QWidget) -> bool:
    """What the window tells an input method that asks, and what the widget has been told."""
    asked = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
    QApplication.sendEvent(widget, asked)
    on = bool(asked.value(Qt.InputMethodQuery.ImEnabled))
    assert on == widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    return on


@pytest.mark.parametrize("digit", ["2", "２"])
def test_a_digit_committed_in_the_roll_marks_and_goes_on(
    page: TrainingPage, qtbot: QtBot, digit: str
) -> None:
    open_session(page, JUNE)
    grid = page.view.roll.grid
    grid.select_row(11, 1)
    grid.setFocus()
    commit(grid, digit)
    wait_for(page, qtbot, person_at(page, 11), Status.LATE)
    assert grid.currentIndex().row() == 12


@pytest.mark.parametrize("letter", ["w", "ｗ", "Ｗ"])
def test_a_letter_committed_in_the_roll_begins_to_find(page: TrainingPage, letter: str) -> None:
    open_session(page, JUNE)
    page.view.roll.grid.setFocus()
    commit(page.view.roll.grid, letter)
    assert page.view.roll.search.text().lower() == "w"


@pytest.mark.parametrize("digit", ["3", "３"])
def test_a_digit_committed_in_the_search_box_marks_whom_the_letters_found(
    page: TrainingPage, qtbot: QtBot, digit: str
) -> None:
    open_session(page, JUNE)
    search = page.view.roll.search
    commit(search, "ｗ")
    assert search.text() == "w"
    row = page.view.roll.grid.currentIndex().row()
    commit(search, digit)
    wait_for(page, qtbot, person_at(page, row), Status.LEAVE)
    assert search.text() == ""


def test_a_full_width_digit_typed_on_the_keyboard_marks_too(page: TrainingPage, qtbot: QtBot) -> None:
    open_session(page, JUNE)
    search = page.view.roll.search
    commit(search, "w")
    row = page.view.roll.grid.currentIndex().row()
    plain = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(search, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_unknown, plain, "４"))
    wait_for(page, qtbot, person_at(page, row), Status.OFFICIAL)


def test_the_roll_keeps_the_input_method_off_through_focus_editing_and_moving(page: TrainingPage) -> None:
    open_session(page, JUNE)
    roll = page.view.roll
    grid = roll.grid
    assert not takes_input_method(roll.search)
    for row in (0, 6, 20):
        for column in range(grid.model().columnCount()):
            grid.setFocus()
            grid.setCurrentIndex(grid.model().index(row, column))
            roll.search.setFocus()
            grid.setFocus()
            assert not takes_input_method(grid)
            assert not takes_input_method(grid.viewport())
    grid.setCurrentIndex(grid.model().index(6, roll._table.column_at("reason")))
    QTest.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.viewport().findChild(QLineEdit, "cellEditor")
    assert isinstance(editor, QLineEdit), "a reason is typed there"
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    settle()
    assert not takes_input_method(grid)
    assert not takes_input_method(grid.viewport())


@pytest.mark.parametrize(
    ("letter", "answer"),
    [("y", Answer.FINE), ("Ｙ", Answer.FINE), ("ｎ", Answer.PROBLEM), ("０", Answer.NOT_APPLICABLE)],
)
def test_a_letter_committed_on_an_item_of_a_tick_list_answers_it(
    ticks: TickList, letter: str, answer: Answer
) -> None:
    row = ticks._rows[0]
    assert not takes_input_method(row)
    commit(row, letter)
    assert answers(ticks)[0] is answer


def test_a_matrix_hears_what_is_committed_and_keeps_it_off_in_its_frozen_names(
    view: MatrixView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.typed) as heard:
        commit(view, "ｘ")
    assert heard.args == ["x"]
    view.go_to(1, 1)
    for one in (view, view.viewport(), view.overlay(), view.overlay().viewport()):
        assert not takes_input_method(one)


@pytest.fixture
def sheet(intake_page: IntakePage) -> IntakePage:
    """收记录 in front, so that cells have the focus."""
    intake_page.activateWindow()
    settle()
    return intake_page


@pytest.mark.parametrize("digit", ["6", "６"])
def test_a_digit_committed_on_a_day_begins_the_day(sheet: IntakePage, digit: str) -> None:
    go(sheet, "白石岭村", "day")
    grid = sheet.grid.view
    assert not takes_input_method(grid)
    frozen = grid.findChild(QTableView, "frozenColumns")
    assert isinstance(frozen, QTableView)
    assert not takes_input_method(frozen)
    commit(grid, digit)
    editor = grid.viewport().findChild(QLineEdit, "cellEditor")
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "6"
    assert not takes_input_method(editor)
    QTest.keyClick(editor, Qt.Key.Key_Escape)


def test_words_composed_on_a_cell_for_words_go_into_it_whole(sheet: IntakePage) -> None:
    go(sheet, "白石岭村", "topic")
    grid = sheet.grid.view
    assert takes_input_method(grid)
    compose(grid, "xue xi")
    compose(grid, "学 xi")
    commit(grid, "学习")
    compose(grid, "")
    editor = grid.viewport().findChild(QLineEdit, "cellEditor")
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "学习"
    assert takes_input_method(editor)
    commit(editor, "精神")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle()
    assert line(sheet, "白石岭村").typed["topic"] == "学习精神"


def person_at(page: TrainingPage, row: int) -> str:
    return page.view.roll._table.record(row).attendance.unit_name
