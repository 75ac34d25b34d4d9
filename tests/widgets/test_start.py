"""The start page: three choices by key, painted whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.widgets.helpers import settle
from ui.pages.start import Beginning, StartChoice, StartPage, StartWindow
from ui.theme import Theme


@pytest.fixture
def page(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[StartPage]:
    made = StartPage(theme, Beginning(2026, 59, 7, tmp_path))
    window = StartWindow(made)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    settle()
    yield made
    # Until here the window must live: Qt's parent does not keep Python's.
    window.close()


def test_it_is_painted_and_says_where_the_records_will_lie(page: StartPage, tmp_path: Path) -> None:
    assert not page.grab().isNull()
    folder = page.findChild(QLabel, "startFolder")
    assert isinstance(folder, QLabel)
    assert tmp_path.name in folder.text()
    choices = cast("list[StartChoice]", page.findChildren(StartChoice))
    assert choices[0].text() == "新建 2026 年工作台账"


def test_enter_on_the_first_choice_begins_a_new_office(page: StartPage, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.new_wanted) as wanted:
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    assert wanted.args == [tmp_path]


def test_the_arrows_lead_to_the_sample(page: StartPage, qtbot: QtBot) -> None:
    for _step in range(2):
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Down)
    with qtbot.waitSignal(page.sample_wanted):
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
