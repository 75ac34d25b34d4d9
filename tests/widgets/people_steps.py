"""What a clerk does on the page of people, step by step, for its tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.helpers import settle
from ui.pages.people import PeoplePage
from ui.panels.ask import AskDialog
from ui.panels.reminders import WordyButton
from ui.wishes import PersonRequest

XU, SUN, CAO, HE, ZHU, MA, MA_TOO, SUN_TOO = range(1, 9)
TOWN, LIJIAN, EAST, WEST = range(1, 5)


def eventually(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    qtbot.waitUntil(holds)
    settle()


def quiet(page: PeoplePage, qtbot: QtBot) -> None:
    eventually(qtbot, lambda: not page.is_busy())


def names(page: PeoplePage) -> list[str]:
    return [page.list.table.record(row).name for row in range(page.list.table.rowCount())]


def words(page: PeoplePage, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found.text()


def press(within: QWidget, name: str) -> None:
    button = within.findChild(QPushButton, name)
    assert button is not None, name
    assert button.isEnabled()
    button.click()
    settle()


def dialogs(page: PeoplePage) -> list[AskDialog]:
    return [one for one in cast("list[AskDialog]", page.findChildren(AskDialog)) if one.isVisible()]


def asked(page: PeoplePage) -> AskDialog:
    (dialog,) = dialogs(page)
    return dialog


def buttons(within: QWidget) -> list[WordyButton]:
    return cast("list[WordyButton]", within.findChildren(WordyButton))


def fill(within: QWidget, **texts: str) -> None:
    for name, text in texts.items():
        field = within.findChild(QLineEdit, name)
        assert field is not None, name
        field.setText(text)


def answer(page: PeoplePage, qtbot: QtBot, **texts: str) -> None:
    dialog = asked(page)
    fill(dialog, **texts)
    press(dialog, "askGo")
    eventually(qtbot, lambda: not dialogs(page))
    quiet(page, qtbot)


def show(page: PeoplePage, qtbot: QtBot, person_id: int) -> None:
    page.take_request(PersonRequest(person_id))
    eventually(qtbot, lambda: page.aside.file() is not None and not page.is_busy())


def behind_more(page: PeoplePage, deed: str) -> None:
    action = page.aside.person.more.offered().findChild(QAction, deed)
    assert action is not None
    action.trigger()
    settle()
