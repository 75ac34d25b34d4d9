"""What a clerk does on the page of selections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.selection_views import SelectionView
from tests.widgets.helpers import settle
from tests.widgets.steps import eventually
from ui.gate import Gate
from ui.pages.selection import SelectionPage

JULY = "2026-07"


def write(gate: Gate, qtbot: QtBot, call: Callable[[Services], Done[Any]]) -> Any:
    """Do something by a service and give its value."""
    outcome: list[Done[Any]] = []
    gate.write(call, outcome.append)
    eventually(qtbot, lambda: bool(outcome))
    return outcome[0].value


def view(gate: Gate, number: str) -> SelectionView:
    """A selection as the office has it."""
    views = gate.reader.selection_views
    return views.get(views.find(number).id)


def go_to_month(page: SelectionPage, month: int) -> None:
    """Choose a month's first row in the list at the left."""
    rows = page.months.list._rows.rows
    place = next(place for place, row in enumerate(rows) if row.month == f"{month}月")
    page.months.list.setFocus()
    page.months.list.setCurrentIndex(page.months.list._rows.index(place))
    settle()


def go_to(page: SelectionPage, name: str) -> None:
    """Stand on somebody's row."""
    table = page.board.table
    line = next(line for line in table.lines() if line.nomination.name == name)
    table.setFocus()
    assert table.go_to(line.nomination.id)
    settle()


def select_rows(page: SelectionPage, first: int, last: int) -> None:
    """Select some rows, as Shift and the arrows do."""
    table = page.board.table
    table.setFocus()
    table.select_row(first, 1)
    flags = QItemSelectionModel.SelectionFlag.Select
    for row in range(first, last + 1):
        table.selectionModel().select(table.records.index(row, 1), flags)
    settle()


def key(
    widget: QWidget, pressed: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key."""
    QTest.keyClick(widget, pressed, modifier)
    settle()


def names(page: SelectionPage) -> list[str]:
    """Who stands in the table, from top to bottom."""
    return [line.nomination.name for line in page.board.table.lines()]


def buttons(within: QWidget) -> dict[str, QPushButton]:
    """The buttons of a panel by name, in sight or not."""
    found = cast("list[QPushButton]", within.findChildren(QPushButton))
    return {one.objectName(): one for one in found}


def row_link(page: SelectionPage, record: str) -> QPushButton:
    """The link to a row of some kind behind a finding."""
    found = buttons(page.side.review.findings)
    return next(one for name, one in found.items() if name.startswith(f"row_{record}"))
