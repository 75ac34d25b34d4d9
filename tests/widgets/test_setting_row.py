"""The row of a setting: what is known of it later than it came in sight is told all the same."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.panels.setting_row import Row
from ui.theme import Theme


def test_what_is_told_of_a_row_in_sight_is_seen_and_of_a_hidden_one_is_not(
    theme: Theme, qtbot: QtBot
) -> None:
    within = QWidget()
    qtbot.addWidget(within)
    column = QVBoxLayout(within)
    title, note, tag = QLabel("字号"), QLabel(), QLabel("改过")
    for part in (title, note, tag):
        column.addWidget(part)
    row = Row(theme, "scale", "look", "字号", title, note, tag, [title])
    within.show()

    row.show(True, ())
    row.tell("默认 标准", changed=False)
    assert note.isVisible()

    row.show(False, ())
    row.tell("默认 标准，只管这台电脑", changed=True)
    assert not note.isVisible()
    assert not tag.isVisible()
