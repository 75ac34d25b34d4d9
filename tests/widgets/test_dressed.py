"""Every window has the style sheet: it lies on each of them, and what has no window is not dressed by it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QLabel,
    QLineEdit,
    QSystemTrayIcon,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.widgets.everywhere import undressed, walk
from tests.widgets.lived_in import copied_whole
from ui.crash import CrashHandler
from ui.desk import Desk
from ui.theme import Look, Theme
from ui.tray import Tray
from ui.widgets.controls import label
from ui.widgets.name_field import NameField
from ui.widgets.pick import Pick, PickCombo
from ui.widgets.pressing import PressingWindow


@pytest.mark.parametrize("part", ["start", "refused", "unlock", "beside", "page-ledger"])
def test_every_window_a_clerk_meets_is_dressed(
    lived_in_file: Path, tmp_path: Path, qtbot: QtBot, part: str
) -> None:
    found = [(sight.name, undressed()) for sight in walk(part, copied_whole(lived_in_file, tmp_path))]
    assert [one for one in found if one[1]] == []


def test_a_window_that_was_forgotten_is_found(qtbot: QtBot) -> None:
    forgotten = QWidget()
    forgotten.setObjectName("forgotten")
    qtbot.addWidget(forgotten)
    forgotten.show()
    assert undressed() == ["QWidget forgotten"]


def test_a_page_is_dressed_with_the_window_it_comes_into(theme: Theme, qtbot: QtBot) -> None:
    window, page = PressingWindow(theme), QWidget()
    qtbot.addWidget(window)
    window.show()
    title = label("title", "设置", "h18")
    QVBoxLayout(page).addWidget(title)
    before = title.sizeHint()
    window.setCentralWidget(page)
    assert title.sizeHint().height() > before.height()


def test_another_theme_dresses_windows_out_of_sight_too(theme: Theme, qtbot: QtBot) -> None:
    seen, hidden = PressingWindow(theme), PressingWindow(theme)
    for window in (seen, hidden):
        window.setCentralWidget(QLabel("字"))
        qtbot.addWidget(window)
        window.show()
    hidden.hide()
    theme.choose(Look.DARK)
    for window in (seen, hidden):
        ground = window.grab().toImage().pixelColor(window.width() - 3, window.height() - 3)
        assert ground == theme.colour("surface")


class Offering(NamedTuple):
    """A field, and the line of it that is typed into."""

    field: QWidget
    line: QLineEdit
    completer: QCompleter


def _name(theme: Theme) -> Offering:
    field = NameField(theme, "who")
    field.know([("曹示例", "csl")])
    return Offering(field, field, field.completer())


def _pick(theme: Theme) -> Offering:
    field = PickCombo(theme, "month")
    field.offer([Pick("曹示例", 1, "csl"), Pick("郑示例", 2, "zsl")])
    line, completer = field.lineEdit(), field.completer()
    assert line is not None
    assert completer is not None
    return Offering(field, line, completer)


@pytest.mark.parametrize("made", [_name, _pick])
def test_what_is_offered_below_a_line_is_dressed(
    theme: Theme, qtbot: QtBot, made: Callable[[Theme], Offering]
) -> None:
    field, line, completer = made(theme)
    qtbot.addWidget(field)
    field.show()
    line.setFocus(Qt.FocusReason.OtherFocusReason)
    line.selectAll()
    QTest.keyClicks(line, "cs")
    assert completer.popup().isVisible()
    assert undressed() == []
    completer.popup().hide()


def test_the_menu_in_the_tray_is_dressed(theme: Theme, qapp: QApplication) -> None:
    tray = Tray(theme, lambda: False, QSystemTrayIcon(QIcon(), qapp))
    tray._menu.show()
    assert undressed() == []
    tray.end()


def test_what_is_told_of_an_error_is_dressed_where_no_window_is_active(
    theme: Theme, desk: Desk, qtbot: QtBot
) -> None:
    handler = CrashHandler(theme, desk.jobs)
    handler._open("ValueError")
    assert handler._dialog is not None
    assert handler._dialog.parentWidget() is None
    assert undressed() == []
    handler._dialog.close()
