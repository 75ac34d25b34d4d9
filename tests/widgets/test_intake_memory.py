"""The month grid between two visits and behind the window: what it remembers, what it reads late."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from db.store import SqliteStore
from gzparty.bootstrap import services_on
from gzparty.domain.meeting import MeetingKind
from tests.widgets.hands import Hands
from tests.widgets.intake_steps import (
    CHAIN,
    go,
    line,
    names,
    paste,
    register,
    rows,
    shown,
    stored,
)
from ui.behind import Behind
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.intake import IntakePage


@pytest.fixture
def page(intake_page: IntakePage) -> IntakePage:
    return intake_page


def test_month_and_kind_come_back_as_they_were_left(
    page: IntakePage, desk: Desk, gate: Gate, qtbot: QtBot
) -> None:
    page.tabs.choose(MeetingKind.STUDY.value)
    page._previous_month()
    page.close()
    again = shown(desk, gate, qtbot)
    assert (again.sheet.month.code, again.sheet.kind) == ("2026-05", MeetingKind.STUDY)


def test_what_is_typed_while_the_month_is_read_behind_the_window_becomes_one_record(
    desk: Desk, gate: Gate, qtbot: QtBot
) -> None:
    context = gate.reader.context
    behind = Behind(
        lambda: services_on(SqliteStore.open_reader(gate.reader.store.path), context.now),
        lambda services: services.store.close(),
    )
    page = shown(desk, Gate(gate.reader, gate._writer, desk.changes, behind), qtbot)
    qtbot.waitUntil(lambda: len(names(page)) == 59)
    assert page.grid.view.currentIndex().isValid()
    village, hands = names(page)[0], Hands()
    go(page, village, "day")
    hands.type("15")
    hands.press(Qt.Key.Key_Return)
    # Announced, and not yet read again: the row still looks as if nothing were stored.
    qtbot.waitUntil(lambda: stored(page, village) is not None)
    go(page, village, "attended")
    hands.type("12")
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.is_busy() and line(page, village).row.meeting is not None)
    page.grid.store_all()
    qtbot.waitUntil(lambda: not page.is_busy() and line(page, village).typed == {})
    (meeting,) = [row.meeting for row in rows(page) if row.meeting]
    assert meeting.attended == 12
    behind.close()


def test_the_model_of_the_grid_keeps_the_rules_of_models(page: IntakePage, qtbot: QtBot) -> None:
    tester = QAbstractItemModelTester(
        page.grid.view.records, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    tester.setParent(page)
    register(page, "官庄村", day=date(2026, 6, 15), expected=9, attended=12)
    paste(page, CHAIN)
    qtbot.waitUntil(lambda: stored(page, "申明亭村") is not None)
    page.grid.view.records.fold(0, True)
    page.grid.view.records.fold(0, False)
