"""What a clerk does on the page of organisational life, step by step, for its tests."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from gzparty.domain.meeting import MeetingKind, YearlyKind
from gzparty.services.meeting_views import MeetingDetail
from tests.widgets.helpers import settle
from tests.widgets.steps import choose, press
from ui.gate import Gate
from ui.pages.life import LifePage
from ui.panels.meeting.panel import MeetingPanel
from ui.tables.matrix import MatrixCell
from ui.widgets.entry_strip import EntryButton
from ui.wishes import LifeRequest

STUDY, GROUPS, ASSEMBLY = (
    MeetingKind.STUDY.value,
    MeetingKind.GROUP_MEETING.value,
    MeetingKind.BRANCH_MEETING.value,
)
Known = dict[str, int]


LIFE = YearlyKind.LIFE_MEETING.value


def show(page: LifePage, kind: str, unit_id: int, period: str, **more: int) -> MeetingPanel:
    page.take_request(LifeRequest(kind, 2026, unit_id, period=period, **more))
    settle()
    return page.panel


def cell(page: LifePage, unit_id: int, column: int) -> MatrixCell:
    matrix = page.board.view.matrix
    return matrix.cell(matrix.reveal(unit_id), column)


def said(page: LifePage, unit_id: int, column: int) -> str:
    matrix = page.board.view.matrix
    return matrix.spoken(matrix.reveal(unit_id), column)


def saved(page: LifePage, qtbot: QtBot, button: str = "saveMeeting") -> None:
    with qtbot.waitSignal(page.noted):
        press(page.panel, button)
    settle()


def line(panel: MeetingPanel, name: str) -> QLineEdit:
    found = panel.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def area(panel: MeetingPanel, name: str) -> QPlainTextEdit:
    found = panel.findChild(QPlainTextEdit, name)
    assert found is not None, name
    return found


def only(page: LifePage, gate: Gate, unit_id: int, kind: str, period: str) -> MeetingDetail:
    views = gate.reader.meeting_views
    (meeting,) = [one for one in views.of_unit(unit_id, 2026) if one.kind == kind and one.period == period]
    return views.detail(meeting.id)


def deed(panel: MeetingPanel, name: str) -> None:
    choose(panel, name)


def choices(panel: MeetingPanel) -> list[EntryButton]:
    found = cast("list[EntryButton]", panel.findChildren(EntryButton))
    return [one for one in found if one.isVisibleTo(panel)]


def button(panel: MeetingPanel, name: str) -> QPushButton:
    found = panel.findChild(QPushButton, name)
    assert found is not None
    return found
