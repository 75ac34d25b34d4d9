"""Small tools of the window's tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gzparty.services.context import Done
from ui.desk import Desk
from ui.gate import Gate
from ui.main_window import MINIMUM, MainWindow, Office
from ui.screenshots import settle as settle
from ui.shell import Group, Page, PageWidget
from ui.widgets.shortened import Paragraph, ShortButton, ShortField, ShortLabel
from ui.widgets.stepper import WholeLabel

W = TypeVar("W", bound=QWidget)


def on_screen(widget: W, qtbot: QtBot, *size: int, active: bool = False) -> W:
    """Show a widget in a window of its own, width and height in px where it matters, laid out and painted."""
    qtbot.addWidget(widget)
    if size:
        widget.resize(*size)
    widget.show()
    if active:
        widget.activateWindow()
    settle()
    return widget


def smallest_window(page: Callable[[], PageWidget], desk: Desk, qtbot: QtBot) -> MainWindow:
    """The smallest window there is, with one page in sight."""
    made = MainWindow(desk, Office("官庄镇党建办"), [Page("home", "工作台", "home", Group.TOP, page)])
    made.setWindowState(Qt.WindowState.WindowNoState)
    on_screen(made, qtbot, MINIMUM.width(), MINIMUM.height())
    made.show_first_page()
    settle()
    return made


class MemoryDrafts:
    """A draft port that keeps drafts in a dict."""

    def __init__(self) -> None:
        self.kept: dict[str, Mapping[str, str]] = {}

    def save(self, key: str, content: Mapping[str, str]) -> None:
        self.kept[key] = dict(content)

    def load(self, key: str) -> Mapping[str, str] | None:
        return self.kept.get(key)

    def discard(self, key: str) -> None:
        self.kept.pop(key, None)


def as_text(widget: QWidget) -> str:
    """What the user sees of a form, one control a line: kind, name, text, state."""
    lines = []
    children = cast("list[QWidget]", widget.findChildren(QWidget))
    for child in children:
        if not child.isVisibleTo(widget) or not isinstance(child, _SHOWN) or not _says_something(child):
            continue
        state = "" if child.isEnabled() else " disabled"
        lines.append(f"{_kind(child)}({child.objectName()}): {_text(child)!r}{state}")
    return "\n".join(lines)


def _kind(widget: QWidget) -> str:
    """What it is to the user: that a text may be shortened says nothing of it."""
    kinds = {
        **dict.fromkeys((ShortLabel, WholeLabel, Paragraph), "QLabel"),
        ShortButton: "QPushButton",
        ShortField: "QLineEdit",
    }
    return kinds.get(type(widget), type(widget).__name__)


def _says_something(widget: QWidget) -> bool:
    return bool(widget.objectName()) and not (isinstance(widget, QLabel) and not widget.text())


_SHOWN = (QLabel, QPushButton, QLineEdit, QPlainTextEdit, QComboBox, QCheckBox)


def _text(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return " | ".join(widget.itemText(place) for place in range(widget.count()))
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText() or f"({widget.placeholderText()})"
    if isinstance(widget, QLineEdit):
        return widget.text() or f"({widget.placeholderText()})"
    assert isinstance(widget, QLabel | QPushButton | QCheckBox)
    return widget.text()


def wait_for_writes(gate: Gate, qtbot: QtBot) -> None:
    """Wait until everything asked for so far is stored and told; writes are done one after another."""
    ended: list[object] = []
    gate.write(lambda _services: Done(None), ended.append)
    qtbot.waitUntil(lambda: bool(ended))
    settle()
