"""How the tests of the password type it, and what they look at."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gzparty.desktop import Desktop
from gzparty.office_desk import OfficeDesk
from tests.widgets.helpers import settle
from tests.widgets.steps import words
from ui.pages.unlock import UnlockWindow
from ui.panels.password.change import PasswordDialog
from ui.widgets.password_field import PasswordField

WAIT = 20000
GOOD, OTHER = "guanzhuang7", "guanzhuang8"


def desk(made: Desktop) -> OfficeDesk:
    assert made._shown is not None
    return made._shown


def asking(made: Desktop) -> UnlockWindow:
    window = made.application.window
    assert isinstance(window, UnlockWindow)
    return window


def opened(made: Desktop, path: Path, qtbot: QtBot) -> OfficeDesk:
    made.open_office(path)
    give(asking(made), GOOD)
    qtbot.waitUntil(lambda: made._shown is not None, timeout=WAIT)
    settle()
    return desk(made)


def give(window: UnlockWindow, password: str) -> None:
    window.entry.field.setText(password)
    window.entry.try_now()


def lock_window(shown: OfficeDesk) -> UnlockWindow:
    assert shown.locking._lock is not None
    window = shown.locking._lock.window
    assert window is not None
    return window


def press(
    target: QObject, key: Qt.Key, text: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, modifier, text))


def wrong(window: UnlockWindow, qtbot: QtBot, password: str = "wrong one") -> None:
    give(window, password)
    qtbot.waitUntil(lambda: bool(words(window, "passwordProblemText")), timeout=WAIT)


def dialog(made: Desktop, kind: type[PasswordDialog], qtbot: QtBot) -> PasswordDialog:
    page = desk(made).window.current_page()
    assert page is not None
    qtbot.waitUntil(lambda: page.findChild(kind) is not None, timeout=WAIT)
    found = page.findChild(kind)
    assert found is not None
    qtbot.waitUntil(lambda: found._scope.has_room, timeout=WAIT)
    return found


def fill(asked: PasswordDialog, **typed: str) -> QPushButton:
    for name, text in typed.items():
        field = asked.findChild(PasswordField, name)
        assert field is not None
        field.setText(text)
        field.textEdited.emit(text)
    go = asked.findChild(QPushButton, "passwordGo")
    assert go is not None
    return go


def rewritten(made: Desktop, before: OfficeDesk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: made._shown not in (None, before), timeout=WAIT)
    settle()
