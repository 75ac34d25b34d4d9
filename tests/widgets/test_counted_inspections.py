"""Week 4 of the normal month in docs/usability.md: thirteen inspections by keys alone, and how many keys that takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gzparty.domain.period import Period
from tests.widgets.gates import copied, gate_on
from tests.widgets.hands import Hands
from tests.widgets.helpers import on_screen, settle
from tests.widgets.inspecting.steps import type_in
from tests.widgets.steps import dialogs, eventually
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.inspections import InspectionsPage
from ui.panels.inspection.together import TogetherForm
from ui.tables.cell_menu import GridMenu

NOW = datetime(2026, 7, 28, 9)
JULY = Period.of_month(2026, 7)
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
IN_A_SPREADSHEET = 145
COUNTED = 100
"""What docs/usability.md says of the window."""


@pytest.fixture
def office(desk: Desk, sample_file: Path, tmp_path: Path) -> Iterator[Gate]:
    with gate_on(desk.changes, copied(sample_file, tmp_path), lambda: NOW) as made:
        yield made


@pytest.fixture
def page(desk: Desk, office: Gate, qtbot: QtBot) -> InspectionsPage:
    return on_screen(InspectionsPage(desk, office), qtbot, 1366, 700, active=True)


def known_inspector(office: Gate, names: Iterable[str]) -> tuple[str, str]:
    """Somebody of these who is alone with three initials."""
    spelled = office.reader.people.initials_of(names)
    first = {name: letters.split()[0] for name, letters in spelled.items()}
    every = " ".join(spelled.values()).split()
    return next((name, letters) for name, letters in first.items() if every.count(letters) == 1)


def unit_letters(office: Gate, unit_id: int) -> str:
    """The initials a unit is gone to by on the board."""
    return next(unit.initials for unit in office.reader.people.units() if unit.id == unit_id).split()[0]


def done(office: Gate) -> int:
    return sum(line.done for line in office.reader.inspection_views.quota(JULY))


def tab(hands: Hands, times: int = 1) -> None:
    for _press in range(times):
        popup = QApplication.activePopupWidget()
        if popup is None:
            hands.press(Qt.Key.Key_Tab, "\t")
        else:
            # An offer takes the keys and hands this one on.
            QTest.keyClick(popup, Qt.Key.Key_Tab)
            hands.pressed += 1
            settle()


def choose_from_menu(hands: Hands, name: str) -> None:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, GridMenu)
    while (here := menu.activeAction()) is None or here.objectName() != name:
        QTest.keyClick(menu, Qt.Key.Key_Down)
        hands.pressed += 1
    QTest.keyClick(menu, Qt.Key.Key_Return)
    hands.pressed += 1
    settle()


def find_a_problem(hands: Hands, page: InspectionsPage) -> None:
    """From the first item on: it has a problem, all others are fine. Words are not counted, a name is by its initials."""
    hands.type("n")
    type_in("值班记录漏记 2 天")
    tab(hands, 2)
    type_in("李示例")
    hands.pressed += 3
    hands.press(Qt.Key.Key_Return)
    hands.type("y" * page.panel.sheet.ticks.open_count())


def test_thirteen_inspections_with_two_problems_take_fewer_keys_than_a_spreadsheet(
    page: InspectionsPage, office: Gate, qtbot: QtBot
) -> None:
    lines = office.reader.inspection_views.quota(JULY)
    assert len(lines) == 13
    assert done(office) == 0
    page.board.go_to(lines[0].unit.id, JULY)
    page.board.view.setFocus()
    who, letters = known_inspector(office, office.reader.inspection_views.inspectors(2026))
    hands = Hands()

    # All but the fifth and the ninth, chosen on the board and stored at once.
    for _row in range(page.board.view.matrix.rowCount() - 2):
        hands.press(Qt.Key.Key_Down, "", SHIFT)
    hands.press(Qt.Key.Key_F10, "", SHIFT)
    choose_from_menu(hands, "registerTogether")
    form = page.findChild(TogetherForm)
    assert isinstance(form, TogetherForm)
    assert len(form.units.value()) == 13
    hands.type("7.28")
    tab(hands)
    hands.type(letters)
    tab(hands)
    assert form.inspector.value() == who
    apart = [lines[4].unit.id, lines[8].unit.id]
    for unit in apart:
        while QApplication.focusWidget() is not form.units.tick(unit):
            tab(hands)
        hands.press(Qt.Key.Key_Space, " ")
    hands.press(Qt.Key.Key_Return, "", CTRL)
    eventually(qtbot, lambda: not dialogs(page) and done(office) == 11)

    # The two where something was found, each opened by its letters.
    page.activateWindow()
    page.board.view.setFocus()
    settle()
    for place, unit in enumerate(apart):
        hands.type(unit_letters(office, unit))
        here = page.board.current()
        assert here is not None
        assert here[0].id == unit
        hands.press(Qt.Key.Key_Space, " ")
        hands.type("7.28")
        tab(hands)
        own = office.reader.inspection_views.form(unit, NOW.date()).inspectors
        hands.type(known_inspector(office, own)[1])
        tab(hands, 2)
        find_a_problem(hands, page)
        page.deeds()["save"]()
        hands.pressed += 1
        eventually(qtbot, lambda place=place: done(office) == 12 + place)
        page.board.view.setFocus()
        hands.pressed += 1
    settle()
    problems = [
        view.problems
        for view in office.reader.inspection_views.year(2026)
        if view.inspection.period == JULY.code
    ]
    assert sorted(map(len, problems)) == [0] * 11 + [1] * 2
    assert hands.pressed == COUNTED
    assert hands.pressed < IN_A_SPREADSHEET
