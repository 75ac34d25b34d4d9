"""Who asked for leave is seen beside the roll and can be taken off again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gzparty.domain.sitting import LeaveRequest, RosterRule, Status
from gzparty.services.views import RollRow
from tests.widgets.helpers import as_text, settle, wait_for_writes
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.training import TrainingPage
from ui.panels.leave_list import LeaveList
from ui.panels.roll_forms import LeaveForm
from ui.panels.roster_field import RosterField


@pytest.fixture
def page(desk: Desk, gate: Gate, qtbot: QtBot) -> TrainingPage:
    made = TrainingPage(desk, gate)
    qtbot.addWidget(made)
    made.resize(1264, 800)
    made.show()
    lines = gate.reader.sessions.year(2026).lines
    made.list.choose(next(line.training.id for line in lines if line.training.month == 7))
    settle()
    return made


def ask_leave(page: TrainingPage, gate: Gate, qtbot: QtBot, **changes: object) -> None:
    line = page.view.roll._rows[2].attendance
    facts = {"status": Status.LEAVE, "reason": "住院", "requested_on": date(2026, 6, 15), **changes}
    request = LeaveRequest(0, "", line.sitting_id, line.person_id or 0, **facts)  # type: ignore[arg-type]
    gate.write(lambda services: services.rolls.request_leave(request))
    qtbot.waitUntil(lambda: page.view.roll._rows[2].requested is not None)
    settle()


def link(page: TrainingPage) -> QPushButton:
    found = page.view.roll.side.findChild(QPushButton, "showRequests")
    assert found is not None
    return found


def test_nobody_on_leave_leaves_nothing_to_open(page: TrainingPage) -> None:
    assert (link(page).text(), link(page).isEnabled()) == ("0 人", False)


def test_leave_is_listed_with_its_reason_and_taken_back(page: TrainingPage, gate: Gate, qtbot: QtBot) -> None:
    ask_leave(page, gate, qtbot, approved_by="王示例")
    assert link(page).text() == "1 人"
    link(page).click()
    (shown,) = cast("list[LeaveList]", page.findChildren(LeaveList))
    text = as_text(shown)
    who = page.view.roll._rows[2].attendance
    assert "提前请假 1 人" in text
    assert f"{who.unit_name} {who.name}" in text
    assert "请假，住院，6月15日记，王示例批准" in text
    deeds: list[str] = []
    page.done.connect(deeds.append)
    withdraw = next(
        one
        for one in cast("list[QPushButton]", shown.findChildren(QPushButton))
        if one.objectName().startswith("withdraw_")
    )
    assert withdraw.accessibleName() == f"{who.unit_name} {who.name} 销假"
    withdraw.click()
    qtbot.waitUntil(lambda: link(page).text() == "0 人")
    settle()
    assert "提前请假 0 人" in as_text(shown)
    assert deeds == ["销假"]
    gate.undo()
    qtbot.waitUntil(lambda: link(page).text() == "1 人")
    shown.close()


def test_the_list_is_in_the_menu_of_a_narrow_page(page: TrainingPage, gate: Gate, qtbot: QtBot) -> None:
    ask_leave(page, gate, qtbot)
    menu = page.view.roll.side.menu(page)
    next(one for one in menu.actions() if one.text() == "看提前请假的人").trigger()
    (shown,) = cast("list[LeaveList]", page.findChildren(LeaveList))
    assert shown.isVisible()
    shown.close()
    menu.deleteLater()


def no_leave_yet(gate: Gate, row: RollRow) -> bool:
    line = row.attendance
    return gate.reader.sessions.leave_hint(line.person_id or 0, line.sitting_id) is None


def test_the_form_points_out_leave_above_the_offices_share(
    page: TrainingPage, gate: Gate, qtbot: QtBot
) -> None:
    row = next(row for row in page.view.roll._rows if no_leave_yet(gate, row))
    page.view.roll.side._ask_leave_of(row)
    form = page.findChild(LeaveForm)
    assert form is not None
    assert form.findChild(QLabel, "leaveHint") is None
    lines = gate.reader.sessions.year(2026).lines
    other = next(line.sitting.id for line in lines if line.training.month == 6)
    request = LeaveRequest(0, "", other, row.attendance.person_id or 0, Status.LEAVE, "住院")
    gate.write(lambda services: services.rolls.request_leave(request))
    wait_for_writes(gate, qtbot)
    page.view.roll.side._ask_leave_of(row)
    hint = page.findChildren(LeaveForm)[-1].findChild(QLabel, "leaveHint")
    assert hint is not None
    assert hint.text().startswith("今年已请假 1 期，再请就有 2 期，超过全年")


def test_first_secretaries_join_by_a_tick(page: TrainingPage, gate: Gate, qtbot: QtBot) -> None:
    field = RosterField(page._desk.theme, [])
    qtbot.addWidget(field)
    rule = RosterRule(community_secretaries=True)
    field.show_rule(rule, frozen=False)
    tick = field.findChild(QCheckBox, "rosterFirstSecretaries")
    assert tick is not None
    with qtbot.waitSignal(field.changed) as told:
        tick.click()
    assert told.args == [replace(rule, first_secretaries=True)]
