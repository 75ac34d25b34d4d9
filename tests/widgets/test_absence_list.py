"""Alerts of who stayed away stand where they are asked for: in a list of their own and in the person's file."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gzparty.domain.sitting import Status
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from tests.meetings import studies_by_names
from tests.widgets import people_steps
from tests.widgets.helpers import as_text, settle
from tests.widgets.people_steps import XU, quiet
from tests.widgets.steps import press, words
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.life import LifePage
from ui.pages.people import PeoplePage
from ui.panels.life.absence_list import AbsenceList
from ui.widgets.line_list import LineList
from ui.wishes import PersonRequest

TELLING = "连续 3 个月没有参加组织生活，上次 2月10日；提醒，不是结论"


def stay_away(gate: Gate, qtbot: QtBot, village: str, name: str, months: int = 3) -> int:
    """Somebody of a village comes in February and to none of the studies of the months after; gives who."""
    units = {unit.name: unit.id for unit in gate.reader.store.people.units(date(2026, 6, 17))}
    members = gate.reader.store.people.members_of(units[village], date(2026, 6, 17))
    person = next(person.id for person, _held in members if person.name == name)
    marks = {date(2026, month, 10): {person: Status.ABSENT} for month in range(3, 3 + months)}
    marks[date(2026, 2, 10)] = {}

    def write(services: Services) -> Done[None]:
        studies_by_names(services, units[village], marks)
        return Done(None, 0, "", frozenset({"attendance"}))

    with qtbot.waitSignal(gate.stored, timeout=20_000):
        gate.write(write)
    settle()
    return person


@pytest.fixture
def listed(life_page: LifePage) -> AbsenceList:
    press(life_page, "crosscheck")
    press(life_page, "toAbsences")
    found = life_page.findChild(AbsenceList)
    assert isinstance(found, AbsenceList)
    return found


def test_without_rolls_by_names_nobody_is_counted_and_that_is_said(listed: AbsenceList) -> None:
    assert "没有名单，不统计" in as_text(listed)
    assert listed.found == ()


def test_an_alert_appears_in_the_list_and_opens_the_persons_file(
    listed: AbsenceList, life_gate: Gate, desk: Desk, qtbot: QtBot
) -> None:
    person = stay_away(life_gate, qtbot, "西利见村", "何示例")
    stay_away(life_gate, qtbot, "东利见村", "徐示例", months=2)
    listed.refresh()
    settle()
    records = listed.view.records
    QAbstractItemModelTester(records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = [[records.cell(row, column).text for column in range(6)] for row in range(records.rowCount())]
    assert rows == [["西利见村", "何示例", "多月没有参加组织生活", "3", "2026-02-10", "提醒"]]
    assert "1 人到了提醒的月数；是提醒，不是结论" in as_text(listed)
    with qtbot.waitSignal(desk.wishes.page_wanted) as wish:
        qtbot.keyClick(listed.view, Qt.Key.Key_Space)
    assert wish.args == ["people", PersonRequest(person)]


def test_the_list_leads_back_to_the_contradictions_and_these_to_the_year(
    life_page: LifePage, listed: AbsenceList, qtbot: QtBot
) -> None:
    assert listed.isVisible()
    qtbot.keyClick(life_page, Qt.Key.Key_Escape)
    assert words(life_page, "contradictionsTitle") == "2026年 交叉核对"
    assert not listed.isVisible()
    qtbot.keyClick(life_page, Qt.Key.Key_Escape)
    assert life_page.places.shown() is None


def test_no_picture_of_the_page_shows_the_list(life_page: LifePage) -> None:
    for show in life_page.pictures().values():
        show()
        settle()
        assert life_page.findChild(AbsenceList) is None


def test_the_file_of_that_person_alone_says_so_and_opens_the_lines_behind_it(
    people_page: PeoplePage, known_away: int, qtbot: QtBot
) -> None:
    people_steps.show(people_page, qtbot, known_away)
    panel = people_page.aside.person
    assert words(panel, "personAbsenceWords") == TELLING
    lines = panel.findChild(LineList, "personAbsenceLines")
    assert isinstance(lines, LineList)
    assert not lines.isVisible()
    press(panel, "openAbsenceLines")
    assert lines.isVisible()
    told = lines.accessibleName().splitlines()
    assert [line.split("，")[0] for line in told] == ["2026-05-10", "2026-04-10", "2026-03-10", "2026-02-10"]
    assert [line.split("，")[2] for line in told] == ["缺席", "缺席", "缺席", "到"]
    people_steps.show(people_page, qtbot, XU)
    quiet(people_page, qtbot)
    note = panel.findChild(QWidget, "personAbsence")
    assert note is not None
    assert not note.isVisible()


@pytest.fixture
def known_away(people_page: PeoplePage, people_gate: Gate, qtbot: QtBot) -> int:
    return stay_away(people_gate, qtbot, "西利见村", "曹示例")
