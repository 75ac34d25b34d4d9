"""What a clerk does on the page of joint inspections, and the tours it is tried on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import (
    QApplication,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from gzparty.domain.inspection import Answer, InspectionKind, TeamMember
from gzparty.domain.people import UnitKind
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.inspection_drafts import InspectionDraft, ItemDraft
from gzparty.services.ledger_views import TourView
from gzparty.services.people import UnitDraft
from tests.widgets.helpers import on_screen, settle
from tests.widgets.steps import eventually
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.tours import ToursPage

HELD = date(2026, 6, 16)
NAMES = ("官庄社区", "利见社区", "党政办", "财政所", "应急办")
TEAM = (TeamMember("周示例", "镇纪委"), TeamMember("吴示例", "党政办"))


def write(gate: Gate, qtbot: QtBot, call: Callable[[Services], Done[Any]]) -> Any:
    """Do something by a service and give its value."""
    outcome: list[Done[Any]] = []
    gate.write(call, outcome.append)
    eventually(qtbot, lambda: bool(outcome))
    return outcome[0].value


def add_units(gate: Gate, qtbot: QtBot) -> dict[str, int]:
    """Two communities and three departments."""
    kinds = [UnitKind.COMMUNITY] * 2 + [UnitKind.DEPARTMENT] * 3
    return {
        name: write(gate, qtbot, lambda s, n=name, k=kind: s.people.add_unit(UnitDraft(n, k))).id  # type: ignore[misc]
        for name, kind in zip(NAMES, kinds, strict=True)
    }


def add_tour(gate: Gate, qtbot: QtBot, unit_ids: list[int]) -> int:
    """A tour of yesterday to some units."""
    added = write(gate, qtbot, lambda s: s.tours.add("6月联合督查", HELD, TEAM, "值班值守"))
    number: int = added.id
    write(gate, qtbot, lambda s: s.tours.add_units(number, unit_ids))
    return number


def shown(desk: Desk, gate: Gate, qtbot: QtBot) -> ToursPage:
    return on_screen(ToursPage(desk, gate), qtbot, 1264, 760, active=True)


def cells(page: ToursPage) -> list[str]:
    table = page.panel.table
    return [
        "|".join(table.cell(row, place).text for place in range(len(table.columns)))
        for row in range(table.rowCount())
    ]


def findings(page: ToursPage) -> list[str]:
    table = page.panel.findings.table
    return [
        "|".join(table.cell(row, place).text for place in range(len(table.columns)))
        for row in range(table.rowCount())
    ]


def listed(page: ToursPage) -> list[str]:
    rows = page.list._rows.rows
    return [f"{row.month} {row.topic}，{row.when}，{row.state}" for row in rows]


def go_to(page: ToursPage, name: str) -> None:
    table = page.panel.table
    row = next(place for place in range(table.rowCount()) if table.cell(place, 0).text == name)
    page.panel.grid.setFocus()
    page.panel.grid.select_row(row)
    settle()


def view(gate: Gate, tour: int) -> TourView:
    return gate.reader.tours.get(tour)


def visit(gate: Gate, qtbot: QtBot, tour: int, unit_id: int) -> None:
    """Everything at a unit was looked at and nothing found."""
    asked_for = gate.reader.inspection_views.checklist(InspectionKind.JOINT)
    items = tuple(ItemDraft(item.code, item.title, Answer.FINE) for item in asked_for)
    draft = InspectionDraft(unit_id, HELD, "周示例", items=items)
    write(gate, qtbot, lambda s: s.tours.visit(tour, draft))


def type_words(text: str) -> None:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPlainTextEdit)
    focus.insertPlainText(text)
    settle()
