"""The lowest row of the window, in windows with and without room for all it has to say."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.widgets.helpers import settle
from ui.theme import Theme
from ui.widgets.status_row import StatusRow

KEYS = "Enter 下一行　Tab 右格　Ctrl+D 向下填　F4 下一个错"


@pytest.fixture
def row(theme: Theme, qtbot: QtBot) -> StatusRow:
    made = StatusRow(theme)
    qtbot.addWidget(made)
    made.show_place("官庄村　日期　主题党日 6月")
    made.show_deed("刚才：收记录 主题党日 6月 接龙 6 行", undoable=True)
    made.show_saved("所有修改已保存 17:52")
    made.show_keys(KEYS)
    made.show()
    return made


def said(row: StatusRow, name: str) -> str:
    found = row.findChild(QLabel, name)
    assert found is not None
    return found.text() if found.isVisible() else ""


def test_a_narrow_row_leaves_out_the_last_keys_and_shortens_nothing(row: StatusRow) -> None:
    row.resize(2000, 26)
    settle()
    assert said(row, "statusKeys") == KEYS
    saved = row._saved.width()
    row.resize(860, 26)
    settle()
    shown = said(row, "statusKeys")
    assert shown
    assert shown != KEYS
    assert KEYS.startswith(shown + "　")
    assert row._saved.width() == saved


def test_a_row_without_room_for_keys_names_none_and_names_them_again_when_it_is_wide(row: StatusRow) -> None:
    row.resize(500, 26)
    settle()
    assert said(row, "statusKeys") == ""
    row.resize(2000, 26)
    settle()
    assert said(row, "statusKeys") == KEYS
