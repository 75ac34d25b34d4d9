"""What a clerk does anywhere in the window, step by step: press, fill in, answer, wait, read."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.helpers import settle
from ui.panels.ask import AskDialog

LONGEST_MS = 20_000


def eventually(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    """Wait for something that threads must do first."""
    qtbot.waitUntil(holds, timeout=LONGEST_MS)
    settle()


def choose(within: QWidget, name: str) -> None:
    """Choose an entry behind 更多 that can be chosen."""
    action = within.findChild(QAction, name)
    assert action is not None, name
    assert action.isEnabled(), name
    action.trigger()
    settle()


def press(within: QWidget, name: str) -> None:
    """Press a button that can be pressed."""
    button = within.findChild(QPushButton, name)
    assert button is not None, name
    assert button.isEnabled(), name
    button.click()
    settle()


def words(within: QWidget, name: str) -> str:
    """Read a label, in sight or not."""
    found = within.findChild(QLabel, name)
    assert found is not None, name
    return found.text()


def fill(within: QWidget, **texts: str) -> None:
    """Write into fields by their names."""
    for name, text in texts.items():
        field = within.findChild(QLineEdit, name)
        assert field is not None, name
        field.setText(text)


def dialogs(within: QWidget) -> list[AskDialog]:
    """The questions that stand open."""
    return [one for one in cast("list[AskDialog]", within.findChildren(AskDialog)) if one.isVisible()]


def asked(within: QWidget) -> AskDialog:
    """The one question that stands open."""
    (dialog,) = dialogs(within)
    return dialog


def answer(within: QWidget, qtbot: QtBot, **texts: str) -> None:
    """Fill in the open question, press its verb and wait until it is stored."""
    dialog = asked(within)
    fill(dialog, **texts)
    press(dialog, "askGo")
    eventually(qtbot, lambda: not dialogs(within))
