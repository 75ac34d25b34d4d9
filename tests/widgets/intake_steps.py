"""Steps in the month grid, and what is stored of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from gzparty.domain.meeting import Meeting, MeetingKind
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.meeting_views import GridRow, MeetingDraft
from tests.widgets.helpers import on_screen, settle
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.intake import IntakePage
from ui.tables.month_lines import GridLine

KIND = MeetingKind.THEME_DAY
CHAIN = (
    "#接龙\n1. 白石岭 15日 应14实12\n2. 申明亭村 15号应到18到15\n6. 利见 15日 应到9实到8\n8. 老庄 应到22实20"
)


def shown(desk: Desk, gate: Gate, qtbot: QtBot) -> IntakePage:
    return on_screen(IntakePage(desk, gate), qtbot, 1264, 760)


def rows(page: IntakePage) -> list[GridRow]:
    """The month as it is stored."""
    return list(page._gate.reader.meeting_views.grid("2026-06", KIND).rows)


def stored(page: IntakePage, village: str) -> Meeting | None:
    return next(row.meeting for row in rows(page) if row.unit.name == village)


def line(page: IntakePage, village: str) -> GridLine:
    return next(one for one in page.sheet.lines() if one.name == village)


def go(page: IntakePage, village: str, column: str) -> None:
    view = page.grid.view
    view.select_row(view.records.row_of((line(page, village).key, False)), view.records.column_at(column))
    view.setFocus()


def choose(page: IntakePage, first: str, last: str, left: str, right: str = "") -> None:
    """Select a block of cells."""
    view = page.grid.view
    records = view.records
    top, bottom = (records.row_of((line(page, name).key, False)) for name in (first, last))
    start = records.index(top, records.column_at(left))
    end = records.index(bottom, records.column_at(right or left))
    view.setCurrentIndex(start)
    view.selectionModel().select(QItemSelection(start, end), QItemSelectionModel.SelectionFlag.ClearAndSelect)


def register(page: IntakePage, village: str, **facts: object) -> None:
    draft = MeetingDraft(KIND, line(page, village).row.unit.id, **facts)  # type: ignore[arg-type]
    write(page, lambda services: services.meetings.register([draft]))


def write(page: IntakePage, call: Callable[[Services], Done[Any]]) -> None:
    told: list[object] = []
    page._gate.write(call, told.append)
    blocker = SignalBlocker(timeout=5000)
    blocker.connect(page._desk.changes.changed)
    blocker.wait()
    settle()


def names(page: IntakePage) -> list[str]:
    view = page.grid.view
    return [view.records.record(row).name for row in view.record_rows()]


def paste(page: IntakePage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    page.grid.view.paste()
    settle()


def undo(page: IntakePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page._desk.changes.changed):
        page._gate.undo()
    settle()
