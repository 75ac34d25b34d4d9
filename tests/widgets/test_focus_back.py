"""A panel that closes gives the keys back to the cell they came from, a dialog to where they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from tests.widgets.everywhere import Walk, program
from tests.widgets.everywhere_dialogs import trigger
from tests.widgets.lived_in import copied_whole
from ui.shell import PageWidget
from ui.tables.matrix_view import MatrixView
from ui.tables.view import RecordView
from ui.widgets.focus_proxy import proxy_of
from ui.widgets.right_panel import RightPanel

BESIDE = ("life", "inspections", "ledger", "selection", "tips", "people", "tours")
"""Pages with a panel at the right of a table."""
DIALOGS = ("keys", "showDeeds", "showBin", "holidays")


class Cell(NamedTuple):
    """Where the keys are: in which table, on which cell."""

    table: QAbstractItemView
    row: int
    column: int


@pytest.fixture
def made(lived_in_file: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Walk]:
    with program(copied_whole(lived_in_file, tmp_path / "office")) as walk:
        walk.open_office().activateWindow()
        yield walk


def here() -> Cell:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QAbstractItemView), focus
    index = focus.currentIndex()
    return Cell(focus, index.row(), index.column())


def press(made: Walk, *keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None, key
        QTest.keyClick(focus, key)
        made.wait()


def panels(page: PageWidget) -> list[RightPanel]:
    return [one for one in cast("list[RightPanel]", page.findChildren(RightPanel)) if one.isVisible()]


def tables(page: PageWidget) -> list[QAbstractItemView]:
    """The tables of a page that F6 comes to, besides those in the panel."""
    found = [proxy_of(one) or one for one in page.panes()]
    return [one for one in found if isinstance(one, RecordView | MatrixView)]


def stand_in(table: QAbstractItemView, made: Walk) -> Cell:
    """Go a row down in a table and open the panel if it is not there yet."""
    table.setFocus()
    press(made, Qt.Key.Key_Down)
    cell = here()
    if not panels(made.page()):
        press(made, Qt.Key.Key_Space)
    return cell


def close_panel(made: Walk) -> None:
    """Press 收起 in the head of the panel by Enter."""
    [panel] = panels(made.page())
    close = panel.findChild(QAbstractButton, f"{panel.objectName()}Close")
    assert isinstance(close, QAbstractButton)
    close.setFocus(Qt.FocusReason.TabFocusReason)
    press(made, Qt.Key.Key_Return)
    assert panels(made.page()) == []


@pytest.mark.parametrize("keys", [BESIDE[:4], BESIDE[4:]])
def test_closing_a_panel_leads_back_to_the_cell(keys: tuple[str, ...], made: Walk) -> None:
    for key in keys:
        made.window.show_page(key)
        made.wait()
        cell = stand_in(tables(made.page())[0], made)
        close_panel(made)
        assert here() == cell, key


def test_a_panel_opened_from_a_list_below_the_board_leads_back_to_the_list(made: Walk) -> None:
    made.window.show_page("inspections")
    made.wait()
    board, recent = tables(made.page())
    if panels(made.page()):
        close_panel(made)
    cell = stand_in(recent, made)
    close_panel(made)
    assert here() == cell
    assert cell.table is not board


def test_closing_the_panel_of_a_duty_leads_back_to_the_cell(made: Walk) -> None:
    made.window.show_page("settings").pictures()["duties"]()
    made.wait()
    cell = stand_in(tables(made.page())[0], made)
    close_panel(made)
    assert here() == cell


def test_closing_a_dialog_leads_back_to_the_cell(made: Walk) -> None:
    made.window.show_page("people")
    made.wait()
    cell = stand_in(tables(made.page())[0], made)
    for name in DIALOGS:
        trigger(name)(made)
        made.wait()
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.window() is QApplication.activeModalWidget(), name
        press(made, Qt.Key.Key_Escape)
        assert QApplication.activeModalWidget() is None, name
        # Without a window manager nobody makes the window the active one again; it knows where its keys were.
        assert made.window.focusWidget() is cell.table, name
