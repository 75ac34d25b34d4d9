"""What looks for clipped texts finds them, and what ends in … says the whole where the mouse rests."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QHelpEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.widgets.clipped import faults
from tests.widgets.helpers import settle
from ui.tables.header import TableHeader
from ui.theme import Theme
from ui.widgets.chip import Chip, ChipChoice
from ui.widgets.controls import button, field, label

WORDS = "登记一次民主评议党员会议"


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    return made


def put(window: QWidget, widget: QWidget, width: int, height: int = 32, left: int = 0) -> None:
    widget.setParent(window)
    widget.setGeometry(left, 0, width, height)
    widget.show()
    settle()


@pytest.mark.parametrize("made", [QLabel, QPushButton])
def test_a_text_that_is_cut_off_is_found(window: QWidget, made: type[QLabel]) -> None:
    put(window, made(WORDS), 60)
    (found,) = faults(window)
    assert "its text lacks" in found
    found_widget = window.findChild(made)
    assert isinstance(found_widget, made)
    put(window, found_widget, 390)
    assert faults(window) == []


def test_lines_without_room_are_found(window: QWidget) -> None:
    words = QLabel(WORDS * 4)
    words.setWordWrap(True)
    put(window, words, 200, 20)
    assert "its text lacks" in faults(window)[0]
    words.resize(200, words.heightForWidth(200))
    assert faults(window) == []


def test_what_stands_outside_its_parent_is_found(window: QWidget) -> None:
    put(window, QWidget(), 100, left=350)
    assert "outside its parent" in faults(window)[0]


def test_a_row_lower_than_its_parts_is_found(window: QWidget) -> None:
    row = QWidget()
    column = QVBoxLayout(row)
    for _place in range(3):
        column.addWidget(QLabel(WORDS))
    put(window, row, 390, 30)
    assert any("than its letters" in found for found in faults(window))


def test_what_lies_over_another_is_found(window: QWidget) -> None:
    row = QHBoxLayout(window)
    one, other = QLabel(WORDS), QLabel(WORDS)
    row.addWidget(one)
    row.addWidget(other)
    settle()
    assert faults(window) == []
    other.setGeometry(one.geometry().translated(2, 0))
    assert any("lies over" in found for found in faults(window))


def test_what_no_scroll_bar_leads_to_is_found(window: QWidget) -> None:
    area, body = QScrollArea(), QWidget()
    body.setMinimumWidth(600)
    area.setWidget(body)
    put(window, area, 200, 100)
    assert faults(window) == []
    area.setHorizontalScrollBarPolicy(area.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
    settle()
    assert any("than what scrolls it" in found for found in faults(window))


def shown_tip(widget: QWidget) -> str:
    here = QPointF(2, 2)
    QApplication.sendEvent(widget, QEnterEvent(here, here, widget.mapToGlobal(here)))
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(2, 2), widget.mapToGlobal(QPoint(2, 2)))
    QApplication.sendEvent(widget, event)
    return QToolTip.text() if event.isAccepted() else ""


def test_what_is_shortened_says_the_whole_and_is_no_fault(theme: Theme, window: QWidget) -> None:
    for made in (
        label("short", WORDS),
        button(theme, "short", WORDS),
        field("short", hint=WORDS),
        Chip(theme, ChipChoice("short", WORDS)),
    ):
        put(window, made, 70)
        assert faults(window) == []
        assert shown_tip(made) == WORDS
        made.resize(390, 32)
        assert shown_tip(made) == ""
        made.setParent(None)


def test_a_long_word_does_not_force_the_window_wider(theme: Theme, window: QWidget) -> None:
    row = QHBoxLayout(window)
    for name in ("one", "two"):
        row.addWidget(label(name, WORDS))
        row.addWidget(button(theme, f"{name}Button", WORDS))
    settle()
    assert window.minimumSizeHint().width() < 400
    assert faults(window) == []


def test_a_head_without_room_for_its_first_letter_is_found_and_a_cut_one_says_its_whole(
    theme: Theme, window: QWidget
) -> None:
    table = QTableWidget(1, 2)
    table.setHorizontalHeaderLabels([WORDS, "村"])
    header = TableHeader(theme)
    table.setHorizontalHeader(header)
    put(window, table, 390, 150)
    header.resizeSection(0, 300)
    assert faults(window) == []
    header.resizeSection(0, 100)
    assert faults(window) == []
    told_at(header, 40)
    assert QToolTip.text() == WORDS
    header.resizeSection(0, 40)
    assert any("for its first letter" in one for one in faults(window))


def told_at(header: TableHeader, left: int) -> None:
    """Rest the mouse on a head."""
    place = QPoint(left, header.height() // 2)
    help_wanted = QHelpEvent(QEvent.Type.ToolTip, place, header.viewport().mapToGlobal(place))
    QApplication.sendEvent(header.viewport(), help_wanted)


def test_a_body_that_is_higher_than_its_pane_and_never_scrolls_is_found(window: QWidget) -> None:
    pane, body = QScrollArea(), QWidget()
    body.setFixedSize(80, 300)
    pane.setWidget(body)
    put(window, pane, 200, 100)
    assert faults(window) == []
    pane.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    settle()
    assert any("than what never scrolls it" in one for one in faults(window))
