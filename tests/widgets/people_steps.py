"""What a clerk does on the page of people, step by step, for its tests."""

from __future__ import annotations

from typing import cast

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.widgets import steps
from tests.widgets.helpers import settle
from tests.widgets.steps import asked as asked
from tests.widgets.steps import dialogs as dialogs
from tests.widgets.steps import eventually as eventually
from tests.widgets.steps import fill as fill
from tests.widgets.steps import press as press
from tests.widgets.steps import words as words
from ui.pages.people import PeoplePage
from ui.panels.reminders import WordyButton
from ui.wishes import PersonRequest

XU, SUN, CAO, HE, ZHU, MA, MA_TOO, SUN_TOO = range(1, 9)
TOWN, LIJIAN, EAST, WEST = range(1, 5)


def quiet(page: PeoplePage, qtbot: QtBot) -> None:
    eventually(qtbot, lambda: not page.is_busy())


def names(page: PeoplePage) -> list[str]:
    return [page.list.table.record(row).name for row in range(page.list.table.rowCount())]


def buttons(within: QWidget) -> list[WordyButton]:
    return cast("list[WordyButton]", within.findChildren(WordyButton))


def answer(page: PeoplePage, qtbot: QtBot, **texts: str) -> None:
    steps.answer(page, qtbot, **texts)
    quiet(page, qtbot)


def show(page: PeoplePage, qtbot: QtBot, person_id: int) -> None:
    page.take_request(PersonRequest(person_id))
    eventually(qtbot, lambda: page.aside.file() is not None and not page.is_busy())


def behind_more(page: PeoplePage, deed: str) -> None:
    action = page.aside.person.more.offered().findChild(QAction, deed)
    assert action is not None
    action.trigger()
    settle()
