"""What a joint inspection found: in the ledger, and in its circular, with the clerk's own words and nobody's name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.hands import Hands
from tests.widgets.helpers import settle
from tests.widgets.steps import eventually, fill, press, words
from tests.widgets.tour_steps import (
    go_to,
    type_words,
    view,
    write,
)
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.tours import ToursPage
from ui.wishes import LedgerRequest, PrintRequest, TourRequest


@pytest.fixture
def found(tours_page: ToursPage, gate: Gate, tour: int, qtbot: QtBot) -> ToursPage:
    """财政所 with a problem that names a person known to the office, 党政办 without one."""
    go_to(tours_page, "财政所")
    tours_page.panel.enter()
    Hands().type("n")
    type_words("王示例上班迟到")
    tours_page.panel.visit.sheet.ticks.fill_rest()
    press(tours_page, "saveVisit")
    eventually(qtbot, lambda: view(gate, tour).visited == 1)
    return tours_page


def write_requirements(page: QWidget, text: str) -> None:
    area = page.findChild(QPlainTextEdit, "circularRequirements")
    assert area is not None
    area.setPlainText(text)
    settle()


def test_the_circular_says_what_records_say_and_names_nobody(found: ToursPage, qtbot: QtBot) -> None:
    press(found, "tourCircular")
    assert (
        words(found, "circularOverview")
        == "6月16日检查了 1 个单位，1 个单位发现问题 1 个，0 个单位没有发现问题。"
    )
    assert "某同志上班迟到" in words(found, "circularFound")
    assert words(found, "circularDoubts") == "还有 2 个单位没去：党政办、应急办"


def test_the_clerks_words_are_stored_before_the_circular_is_copied(
    found: ToursPage, gate: Gate, tour: int, qtbot: QtBot
) -> None:
    press(found, "tourCircular")
    write_requirements(found, "举一反三，按期整改。")
    fill(found, circularReplyLine="6.27", circularIssue="２")
    assert words(found, "circularDayOff").startswith("6月27日是周六")
    with qtbot.waitSignal(found.copied):
        found.deeds()["copy_message"]()
    stored = view(gate, tour).tour
    assert (stored.requirements, stored.reply_by, stored.issue) == (
        "举一反三，按期整改。",
        date(2026, 6, 27),
        2,
    )
    text = QGuiApplication.clipboard().text()
    assert text.startswith("【督查通报 第 2 期】6月联合督查")
    assert "举一反三，按期整改。\n请于 6月27日 周六前报整改情况。" in text
    assert "示例" not in text


def test_the_paper_of_the_circular_is_asked_for_by_the_tours_number(
    found: ToursPage, desk: Desk, gate: Gate, tour: int, qtbot: QtBot
) -> None:
    press(found, "tourCircular")
    with qtbot.waitSignal(desk.wishes.page_wanted) as wanted:
        press(found, "circularPrint")
    assert wanted.args == ["print", PrintRequest("circular", {"tour": view(gate, tour).tour.number})]


def test_an_issue_that_is_taken_is_refused_naming_the_other_and_the_words_stay(
    found: ToursPage, gate: Gate, tour: int, qtbot: QtBot
) -> None:
    other = write(gate, qtbot, lambda s: s.tours.add("5月联合督查", date(2026, 5, 20)))
    write(gate, qtbot, lambda s: s.tours.change(replace(other, issue=1)))
    press(found, "tourCircular")
    write_requirements(found, "按期整改。")
    fill(found, circularIssue="1")
    press(found, "circularSave")
    eventually(qtbot, lambda: bool(words(found, "circularProblem")))
    assert words(found, "circularProblem") == "第 1 期已经用在“5月联合督查”（2026-02）。换一个期号。"
    area = cast("QPlainTextEdit", found.findChild(QPlainTextEdit, "circularRequirements"))
    assert area.toPlainText() == "按期整改。"


def test_words_not_saved_are_a_draft_that_comes_back(
    found: ToursPage, gate: Gate, tour: int, qtbot: QtBot
) -> None:
    press(found, "tourCircular")
    write_requirements(found, "按期整改。")
    close = found.findChild(QToolButton, "circularPanelClose")
    assert close is not None
    close.click()
    settle()
    assert view(gate, tour).tour.requirements == ""
    press(found, "tourCircular")
    area = cast("QPlainTextEdit", found.findChild(QPlainTextEdit, "circularRequirements"))
    assert area.toPlainText() == "按期整改。"
    kept = found.findChild(QLabel, "circularKept")
    assert kept is not None
    assert kept.isVisibleTo(found)


def test_another_page_shows_a_tour_by_its_id_and_problems_are_found_in_the_ledger(
    found: ToursPage, desk: Desk, gate: Gate, tour: int, qtbot: QtBot
) -> None:
    newer = write(gate, qtbot, lambda s: s.tours.add("临时督查", date(2026, 6, 17)))
    found.take_request(TourRequest(newer.id))
    settle()
    assert words(found, "tourTitleShown") == "临时督查"
    assert words(found.panel._empty, "emptyTitle") == "还没定去哪些单位"
    found.take_request(TourRequest(tour))
    assert words(found, "tourTitleShown") == "6月联合督查"
    (line,) = view(gate, tour).problems
    grid = found.panel.findings.grid
    grid.setFocus()
    grid.select_row(0)
    with qtbot.waitSignal(desk.wishes.page_wanted) as wanted:
        qtbot.keyClick(grid, Qt.Key.Key_Space)
    assert wanted.args == ["ledger", LedgerRequest(problem_id=line.problem.id)]
