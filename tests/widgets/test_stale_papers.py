"""The quiet line over a session: which printed papers were changed since, read in a job, gone after undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gzparty.domain.sitting import Mark, Status
from gzparty.reports.printed import Order, compose_order, log_entry
from gzparty.reports.subject import Subject
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from tests.widgets.conftest import NOW
from tests.widgets.helpers import settle
from tests.widgets.printing import a_printing
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.stale_papers import StalePapers
from ui.wishes import PrintRequest

MAY, APRIL = "2026-05", "2026-04"


def print_roll(services: Services) -> Done[object]:
    order = Order("roll", Subject(2026, NOW.date(), training=MAY))
    done = services.prints.record(
        log_entry(order, one, NOW.date(), 1) for one in compose_order(services, order)
    )
    return Done(done.value, kinds=done.kinds)


@pytest.fixture
def line(desk: Desk, gate: Gate, office: Path, qtbot: QtBot) -> StalePapers:
    made = StalePapers(desk, a_printing(desk, office), NOW.date)
    qtbot.addWidget(made)
    with qtbot.waitSignal(gate.stored):
        gate.write(print_roll)
    return made


def correct(gate: Gate, qtbot: QtBot) -> None:
    training = gate.reader.store.trainings.find(MAY)
    assert training is not None
    sitting = training.sitting_id
    with qtbot.waitSignal(gate.stored):
        gate.write(lambda services: services.rolls.mark(sitting, [3], Mark(Status.LEAVE, "外出")))


def looked(line: StalePapers, qtbot: QtBot) -> None:
    settle()
    qtbot.waitUntil(lambda: not line._timer.isActive() and line._job is None, timeout=20000)
    settle()


def test_nothing_is_said_while_every_copy_is_right(line: StalePapers, qtbot: QtBot) -> None:
    line.show_session(2026, MAY)
    looked(line, qtbot)
    assert line.isHidden()


def test_a_correction_shows_the_line_and_undo_takes_it_away(
    line: StalePapers, gate: Gate, desk: Desk, qtbot: QtBot
) -> None:
    line.show_session(2026, MAY)
    correct(gate, qtbot)
    looked(line, qtbot)
    assert not line.isHidden()
    words = line.findChild(QLabel, "stalePapersWords")
    assert words is not None
    assert words.text() == "改过：考勤表和今天印的不一样"
    look = line.findChild(QPushButton, "stalePapersLook")
    assert look is not None
    with qtbot.waitSignal(desk.wishes.page_wanted) as heard:
        look.click()
    assert heard.args == ["print", PrintRequest("roll", {"year": 2026, "training": MAY})]
    gate.undo()
    qtbot.waitUntil(line.isHidden, timeout=20000)
    looked(line, qtbot)


def test_another_session_has_its_own_papers(line: StalePapers, gate: Gate, qtbot: QtBot) -> None:
    correct(gate, qtbot)
    line.show_session(2026, MAY)
    line.show_session(2026, APRIL)
    looked(line, qtbot)
    assert line.isHidden()
    line.show_session(2026, MAY)
    looked(line, qtbot)
    assert not line.isHidden()
