"""What a clerk does at the ledger, step by step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from gzparty.services.ledger_views import LedgerLine
from tests.widgets.helpers import settle
from tests.widgets.steps import eventually
from ui.pages.ledger import LedgerPage


def line(page: LedgerPage, text: str) -> LedgerLine:
    """The line of a problem by part of its text."""
    ledger = page.list.ledger
    assert ledger is not None
    return next(one for one in ledger.lines if text in one.problem.text)


def stand_on(page: LedgerPage, text: str) -> LedgerLine:
    """Go to the row of a problem."""
    found = line(page, text)
    assert page.list.go_to(found.problem.id)
    page.list.take_focus()
    settle()
    return found


def listed(page: LedgerPage, *columns: str) -> list[str]:
    """The rows in sight, headings with their counts, as texts."""
    records = page.list.view.records
    found = []
    for row in range(records.rowCount()):
        heading = records.heading(row)
        if heading is not None:
            found.append(f"— {heading.words} {heading.note}")
        else:
            cells = [
                records.cell(row, records.column_at(key)) for key in columns or ("number", "text", "state")
            ]
            found.append("|".join(f"{cell.text} {cell.note}".strip() for cell in cells))
    return found


def key(page: LedgerPage, qtbot: QtBot, pressed: Qt.Key) -> None:
    """Press a key in the table."""
    qtbot.keyClick(page.list.view, pressed)
    settle()


def chips(page: LedgerPage) -> str:
    """没销号 12 逾期 4 …"""
    row = page.list.filters.chips
    return " ".join(row.chip(one).text() for one in row._chips)


def go_on(page: LedgerPage, qtbot: QtBot) -> None:
    """Take the next step by key from the table."""
    qtbot.keyClick(page.list.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()


def write(within: QWidget, **texts: str) -> None:
    """Write into lines and areas by their names."""
    for name, text in texts.items():
        field = within.findChild(QWidget, name)
        assert isinstance(field, QLineEdit | QPlainTextEdit), name
        field.setText(text) if isinstance(field, QLineEdit) else field.setPlainText(text)


def state(page: LedgerPage, text: str) -> str:
    """In which state a problem is, as the service says."""
    return line(page, text).problem.state.value


def until(qtbot: QtBot, page: LedgerPage, text: str, wanted: str) -> None:
    """Wait until a problem has come to a state."""
    eventually(qtbot, lambda: state(page, text) == wanted)
