"""A dialog that asks for more height than its window has scrolls its form; its buttons stay in sight."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.panels.ask import AskDialog, Question
from ui.panels.form import Form
from ui.theme import Look, Theme
from ui.widgets.controls import field
from ui.widgets.dialog_size import ROUND_IT, SMALLEST_WINDOW
from ui.widgets.whole_area import WholeArea


class LongForm(Form):
    """As many lines as are asked for."""

    FIELDS = ()

    def __init__(self, theme: Theme, lines: int) -> None:
        super().__init__(theme, "longForm")
        for place in range(lines):
            self.add_row(str(place), field(f"line{place}"))
        self.bind()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """The window a dialog belongs to."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def opened(qtbot: QtBot, window: QWidget, lines: int) -> AskDialog:
    theme = Theme(Look.LIGHT)
    dialog = AskDialog(theme, Question("示例", "记下", LongForm(theme, lines)), window)
    dialog.open()
    qtbot.waitExposed(dialog)
    return dialog


def area_of(dialog: AskDialog) -> WholeArea:
    area = dialog.findChild(WholeArea)
    assert isinstance(area, WholeArea)
    return area


def test_a_short_form_is_seen_whole(qtbot: QtBot, window: QWidget) -> None:
    dialog = opened(qtbot, window, 5)

    assert area_of(dialog).verticalScrollBar().maximum() == 0


def test_a_long_form_scrolls_and_leaves_the_buttons_in_sight(qtbot: QtBot, window: QWidget) -> None:
    dialog = opened(qtbot, window, 40)

    assert dialog.height() <= (SMALLEST_WINDOW - ROUND_IT).height()
    assert area_of(dialog).verticalScrollBar().maximum() > 0
    go = dialog.findChild(QPushButton, "askGo")
    assert isinstance(go, QPushButton)
    assert dialog.rect().contains(go.geometry())


def test_a_form_is_never_wider_than_its_dialog(qtbot: QtBot, window: QWidget) -> None:
    theme = Theme(Look.LIGHT)
    form = LongForm(theme, 5)
    form.setMinimumWidth(800)
    dialog = AskDialog(theme, Question("示例", "记下", form), window)
    dialog.open()
    qtbot.waitExposed(dialog)

    assert form.width() <= area_of(dialog).viewport().width()


def test_a_form_walked_through_by_tab_outlives_a_collection_of_cycles(qtbot: QtBot, window: QWidget) -> None:
    dialog = opened(qtbot, window, 5)
    first = dialog.findChild(QLineEdit, "line0")
    assert isinstance(first, QLineEdit)
    first.setText("示例")
    qtbot.keyClick(first, Qt.Key.Key_Tab)

    gc.collect()

    assert area_of(dialog).isVisible()
    assert first.text() == "示例"
