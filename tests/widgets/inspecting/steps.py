"""Steps on the page of inspections that several tests take."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gzparty.services.ledger_views import InspectionView
from tests.widgets.helpers import settle
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.pages.inspections import InspectionsPage
from ui.wishes import InspectionRequest


def open_month(page: InspectionsPage, unit_id: int, period: str) -> None:
    page.take_request(InspectionRequest(unit_id=unit_id, period=period))
    settle()


def type_in(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    if isinstance(focus, QLineEdit):
        focus.setText(text)
    elif hasattr(focus, "insertPlainText"):
        focus.insertPlainText(text)
    else:
        cast("QLineEdit", focus.findChild(QLineEdit)).setText(text)
    settle()


def said(page: QWidget, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found.text() if found.isVisible() else ""


def cell(page: InspectionsPage, unit_id: int, month: int) -> tuple[str, Glyph | None]:
    matrix = page.board.view.matrix
    shown = matrix.cell(matrix.row_of(unit_id), month)
    return shown.text, shown.glyph


def stored(page: InspectionsPage, town: Gate, unit_id: int) -> tuple[InspectionView, ...]:
    return town.reader.inspection_views.of_unit(unit_id, 2026)


def wait_stored(qtbot: QtBot, town: Gate, unit_id: int, number: int) -> tuple[InspectionView, ...]:
    qtbot.waitUntil(lambda: len(town.reader.inspection_views.of_unit(unit_id, 2026)) == number)
    settle()
    return town.reader.inspection_views.of_unit(unit_id, 2026)
