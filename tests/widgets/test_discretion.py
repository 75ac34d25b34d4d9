"""What is covered: asked for, noted, shown; covered again by leaving, by nobody being there, by a password not given."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gzparty.services.cadre_views import CoveredPart
from tests.widgets.helpers import wait_for_writes
from ui.discretion import Discretion, NoPassword
from ui.gate import Gate

RESERVES, LADDER = CoveredPart.RESERVES, CoveredPart.LADDER


class Asks:
    """A password check as an office with a password would have it: it waits for an answer."""

    def __init__(self) -> None:
        self.passed: Callable[[], None] | None = None

    def ask(self, parent: QWidget, passed: Callable[[], None]) -> None:
        self.passed = passed


@pytest.fixture
def where(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def looks(gate: Gate, part: CoveredPart) -> int:
    return len(gate.reader.cadres.looks(part))


def test_what_is_asked_for_is_noted_and_then_shown(gate: Gate, where: QWidget, qtbot: QtBot) -> None:
    discretion = Discretion(NoPassword())
    with qtbot.waitSignal(discretion.changed):
        discretion.ask(RESERVES, gate, where)
    assert discretion.is_shown(RESERVES)
    assert not discretion.is_shown(LADDER)
    assert (looks(gate, RESERVES), looks(gate, LADDER)) == (1, 0)


def test_without_the_password_nothing_is_shown_or_noted(gate: Gate, where: QWidget, qtbot: QtBot) -> None:
    check = Asks()
    discretion = Discretion(check)
    discretion.ask(RESERVES, gate, where)
    wait_for_writes(gate, qtbot)
    assert not discretion.is_shown(RESERVES)
    assert looks(gate, RESERVES) == 0
    assert check.passed is not None
    with qtbot.waitSignal(discretion.changed):
        check.passed()
    assert discretion.is_shown(RESERVES)


def test_who_is_gone_before_the_answer_sees_nothing(gate: Gate, where: QWidget, qtbot: QtBot) -> None:
    discretion = Discretion(NoPassword())
    discretion.ask(RESERVES, gate, where)
    where.hide()
    wait_for_writes(gate, qtbot)
    assert not discretion.is_shown(RESERVES)


def test_covering_covers_everything_at_once(gate: Gate, where: QWidget, qtbot: QtBot) -> None:
    discretion = Discretion(NoPassword())
    for part in (RESERVES, LADDER):
        with qtbot.waitSignal(discretion.changed):
            discretion.ask(part, gate, where)
    with qtbot.waitSignal(discretion.changed):
        discretion.cover()
    assert not any(discretion.is_shown(part) for part in CoveredPart)


def test_covering_what_is_covered_tells_nobody(qtbot: QtBot) -> None:
    discretion = Discretion(NoPassword())
    with qtbot.assertNotEmitted(discretion.changed):
        discretion.cover()


def test_after_minutes_without_a_key_it_is_covered_and_a_key_begins_them_anew(
    gate: Gate, where: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.discretion.MINUTE_MS", 60)
    discretion = Discretion(NoPassword())
    with qtbot.waitSignal(discretion.changed):
        discretion.ask(RESERVES, gate, where)
    qtbot.wait(200)
    qtbot.keyClick(where, Qt.Key.Key_Down)
    assert discretion._idle.remainingTime() > 200
    with qtbot.waitSignal(discretion.changed, timeout=3000):
        pass
    assert not discretion.is_shown(RESERVES)


def test_the_office_says_after_how_many_minutes(gate: Gate, where: QWidget, qtbot: QtBot) -> None:
    discretion = Discretion(NoPassword())
    with qtbot.waitSignal(discretion.changed):
        discretion.ask(RESERVES, gate, where)
    assert discretion._idle.interval() == 5 * 60 * 1000
    gate.write(lambda services: services.offices.change_settings({"cover_minutes": 2}))
    wait_for_writes(gate, qtbot)
    with qtbot.waitSignal(discretion.changed):
        discretion.ask(LADDER, gate, where)
    assert discretion._idle.interval() == 2 * 60 * 1000
