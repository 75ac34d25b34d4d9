"""What a clerk does in the panels of a selection."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from shiboken6 import isValid

from tests.widgets.helpers import settle
from ui.panels.ask import AskDialog
from ui.panels.form import Form

T = TypeVar("T", bound=QWidget)


def part(parent: QWidget, kind: type[T], name: str) -> T:
    """A part of a panel by its name."""
    found = parent.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def press(parent: QWidget, name: str) -> None:
    """Press a button in sight."""
    found = part(parent, QPushButton, name)
    assert found.isVisible(), name
    assert found.isEnabled(), name
    found.click()
    settle()


def choose(parent: QWidget, name: str) -> None:
    """Choose a deed of a menu."""
    found = parent.findChild(QAction, name)
    assert isinstance(found, QAction), name
    assert found.isEnabled(), name
    found.trigger()
    settle()


def said(parent: QWidget, name: str) -> str:
    """What a label in sight says; empty where it is not shown."""
    found = part(parent, QLabel, name)
    return found.text() if found.isVisible() else ""


def sentence(parent: QWidget, name: str) -> str:
    """What a sentence line says; empty where it is not shown."""
    return said(parent, f"{name}Words")


def fill(form: Form, **texts: str) -> None:
    """Type into fields, by the ends of their names."""
    from ui.panels import binding

    known = [name for name, _attribute in form.FIELDS]
    for end, text in texts.items():
        name = next(one for one in known if one.lower().endswith(end.lower()))
        binding.set_raw(form.control(name), text)
    settle()


def dialog() -> AskDialog:
    """The question that is open."""
    settle()
    open_ones = [
        one
        for one in QApplication.allWidgets()
        if isinstance(one, AskDialog) and isValid(one) and one.isVisible()
    ]
    assert len(open_ones) == 1
    return open_ones[0]


def no_dialog() -> bool:
    """Whether every question was answered."""
    settle()
    return not any(
        isinstance(one, AskDialog) and one.isVisible() for one in QApplication.allWidgets() if isValid(one)
    )
