"""What a walk over the keys looks at: what was asked for, where the focus is, what lies on the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gzparty.services.bundle import Services
from gzparty.services.context import Done
from tests.widgets.keyboard import Program

HEARD: list[str] = []
"""What was asked for outside the window: a file to be chosen, a file to be opened."""


def hear(what: str, *_told: object, **_named: object) -> tuple[str, str]:
    """Stand in for a dialog of the system, which no test can see."""
    HEARD.append(what)
    return "", ""


def heard(_program: Program) -> int:
    return len(HEARD)


def clipboard(_program: Program) -> str:
    return QGuiApplication.clipboard().text()


def focus(_program: Program) -> int:
    return id(QApplication.focusWidget())


def page_key(program: Program) -> str:
    return program.window.current_key()


def write(program: Program, call: Callable[[Services], Done[Any]]) -> None:
    program.desk.gate.write(call, hear_nothing)
    program.wait()


def hear_nothing(_outcome: object) -> None:
    """The program shows by itself what was stored."""


def on(page: str) -> Callable[[Program, str], object]:
    def before(program: Program, _key: str) -> None:
        program.show(page)

    return before
