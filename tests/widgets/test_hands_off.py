"""What a test pressed last is not held down for the next."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("modifier", ["ShiftModifier", "ControlModifier"])
def test_a_chord_of_one_test_is_not_held_down_in_the_next(modifier: str, qtbot: QtBot) -> None:
    assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
    made = QWidget()
    qtbot.addWidget(made)
    qtbot.keyClick(made, Qt.Key.Key_C, Qt.KeyboardModifier[modifier])
